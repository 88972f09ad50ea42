"""Say why each counterparty of the register is connected, and where its attested list says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.connections.standing import CONNECTION
from validator.evaluation.wording import Wording, reference
from validator.findings import Finding, Related, Severity
from validator.outputs.connection_paths import path_words, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.connections.grounds import Ground
    from validator.evaluation.records import Decision
    from validator.reading.document import Node


def connection_findings(evaluated: Evaluated, wording: Wording) -> Iterator[Finding]:
    """Give a note with the path of every sure ground, and an error where list and register say different things."""
    rule = evaluated.rulebook.deciding(CONNECTION)
    for id_, node in evaluated.workspace.counterparties.items():
        if evaluated.layout.connections.entry(node) is None:
            continue
        decision = evaluated.engine.decide(rule, evaluated.layout.counterparty(id_, evaluated.as_of))
        grounds = evaluated.layout.connections.grounds(node, evaluated.as_of)
        sure = [ground for ground in grounds if ground.sure and ground.outcome == decision.outcome]
        yield from (_note(evaluated, decision, node, ground, wording) for ground in sure)
        yield from _contradiction(evaluated, decision, node, sure, wording)


def _note(evaluated: Evaluated, decision: Decision, node: Node, ground: Ground, wording: Wording) -> Finding:
    entries = evaluated.layout.connections.standings(evaluated.as_of).walk.snapshot.entries
    outcome = wording.outcome(decision.rule, ground.outcome)
    steps = [(node_.place, words) for link, words in steps_of(ground, entries) for node_ in link.nodes]
    named = node.get("register")
    return Finding(
        f"{decision.rule.instrument.prefix}-{ground.cite or decision.rule.id}",
        Severity.NOTE,
        f"{decision.subject.label} is a {outcome}: {path_words(ground, entries)}",
        named.place if named else node.place,
        related=tuple(Related(place, words) for place, words in steps),
        rule=reference(decision.rule, decision.version, ground.cite),
        subject=str(decision.subject.label),
        subject_id=decision.subject.id,
    )


def _contradiction(
    evaluated: Evaluated, decision: Decision, node: Node, sure: list[Ground], wording: Wording
) -> Iterator[Finding]:
    """Hold the attested list against the register, where both decide."""
    attested = evaluated.layout.connections.attested(node, evaluated.as_of)
    if attested is None or attested.outcome is None or decision.outcome in {None, attested.outcome}:
        return
    entries = evaluated.layout.connections.standings(evaluated.as_of).walk.snapshot.entries
    listed, worked_out = (wording.outcome(decision.rule, str(each.outcome)) for each in (attested, decision))
    why = f": {path_words(sure[0], entries)}" if sure else ""
    place = node.get("connections")
    yield Finding(
        "DATA-CONNECTION",
        Severity.ERROR,
        f"the list of connections says {listed}, the register says {worked_out}{why}",
        place.key_place if place else node.place,
        related=tuple(Related(each.place, "register") for each in (sure[0].link.nodes if sure else ())),
        rule=reference(decision.rule, decision.version),
        help="correct the one that is wrong; the register is used",
        subject=str(decision.subject.label),
        subject_id=decision.subject.id,
    )
