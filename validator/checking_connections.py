"""Say why each counterparty of the register is connected, and where its attested list says otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.connections.grounds import Ground
from validator.connections.standing import CONNECTION
from validator.evaluation.wording import reference
from validator.findings import Finding, Related, Severity
from validator.outputs.connection_paths import grounds_of, path_words, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.evaluation.records import Decision
    from validator.evaluation.wording import Wording
    from validator.findings import Place
    from validator.outputs.connection_paths import Entries
    from validator.reading.document import Node


def connection_findings(evaluated: Evaluated, wording: Wording) -> Iterator[Finding]:
    """Give a note with the path of every sure ground, and an error where list and register say different things."""
    rule = evaluated.rulebook.deciding(CONNECTION)
    for id_, node in evaluated.workspace.counterparties.items():
        grounds, entries = grounds_of(evaluated, node, evaluated.as_of)
        if not entries:
            continue
        decision = evaluated.engine.decide(rule, evaluated.layout.counterparty(id_, evaluated.as_of))
        sure = [ground for ground in grounds if ground.sure and ground.outcome == decision.outcome]
        yield from (_note(decision, node, ground, entries, wording) for ground in sure)
        if decision.outcome == rule.outcomes[0]:
            yield from _relative(evaluated, decision, node, entries)
        yield from _contradiction(evaluated, decision, node, sure, entries, wording)


def _note(decision: Decision, node: Node, ground: Ground, entries: Entries, wording: Wording) -> Finding:
    name, outcome = decision.subject.label, wording.outcome(decision.rule, ground.outcome)
    message = f"{name} is a {outcome}: {path_words(ground, entries)}"
    return _finding(decision, ground.cite or decision.rule.id, message, _place(node, "register"), ground, entries)


def _relative(evaluated: Evaluated, decision: Decision, node: Node, entries: Entries) -> Iterator[Finding]:
    """Say how somebody who is not connected is a relative of one who is, or a company of one."""
    connections = evaluated.layout.connections
    entry = connections.entry(node)
    ring = connections.standings(evaluated.as_of).relatives
    if entry in ring.sure:
        ground = Ground("relative_of_connected_person", sure=True, link=ring.sure[entry])
        message = f"{decision.subject.label} may be deemed connected: {path_words(ground, entries)}"
        yield _finding(decision, ground.link.cite, message, _place(node, "register"), ground, entries)


def _contradiction(
    evaluated: Evaluated, decision: Decision, node: Node, sure: list[Ground], entries: Entries, wording: Wording
) -> Iterator[Finding]:
    """Hold the attested list against the register, where both decide."""
    attested = evaluated.layout.connections.attested(node, evaluated.as_of)
    if attested is None or attested.outcome is None or decision.outcome in {None, attested.outcome}:
        return
    listed, worked_out = (wording.outcome(decision.rule, str(each.outcome)) for each in (attested, decision))
    why = f": {path_words(sure[0], entries)}" if sure else ""
    message = f"the list of connections says {listed}, the register says {worked_out}{why}"
    found = _finding(decision, "", message, _place(node, "connections"), sure[0] if sure else None, entries)
    remedy = "correct the one that is wrong; the register is used"
    yield replace(found, code="DATA-CONNECTION", severity=Severity.ERROR, help=remedy)


def _finding(
    decision: Decision, cite: str, message: str, place: Place | None, ground: Ground | None, entries: Entries
) -> Finding:
    steps = [said for said in steps_of(ground, entries) if said.node] if ground else []
    return Finding(
        f"{decision.rule.instrument.prefix}-{cite}",
        Severity.NOTE,
        message,
        place,
        related=tuple(Related(said.node.place, said.words) for said in steps if said.node),
        rule=reference(decision.rule, decision.version, cite),
        subject=str(decision.subject.label),
        subject_id=decision.subject.id,
    )


def _place(node: Node, key: str) -> Place | None:
    inner = node.get(key)
    return inner.key_place if inner else node.place
