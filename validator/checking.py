"""Check a workspace: classification first, then every rule over everything it ranges over."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from validator.checking_aggregation import aggregation_findings
from validator.checking_connections import connection_findings
from validator.checking_deadlines import deadline_verdicts, is_missed
from validator.checking_versions import findings_on_versions
from validator.evaluation.classification import (
    CONNECTION,
    Classification,
    Classified,
    classify,
    learn_tiers,
)
from validator.evaluation.engine import Engine, Surroundings
from validator.evaluation.records import Status
from validator.evaluation.wording import Wording
from validator.facts.fact import describe
from validator.findings import Finding, Severity
from validator.waivers import apply_waivers
from validator.workspace.annual_reports import annual_reports_due, transaction_years_due
from validator.workspace.contradictions import contradictions
from validator.workspace.documents import DOCUMENT_SCOPES, Documents
from validator.workspace.events import announcements_due, circulars_due
from validator.workspace.faults import faults_of
from validator.workspace.subjects import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.evaluation.records import Verdict
    from validator.facts.subject import Subject
    from validator.rulebook.load import Rulebook
    from validator.workspace.load import Workspace


@dataclass(frozen=True)
class Evaluated:
    """A workspace with everything that was worked out about it as of a day; `warnings` are faults it can live with."""

    workspace: Workspace
    rulebook: Rulebook
    as_of: date
    layout: Layout
    engine: Engine
    classification: Classification
    warnings: tuple[Finding, ...] = ()

    @cached_property
    def documents(self) -> Documents:
        """Give the documents that are no announcement of a transaction."""
        return Documents(self.workspace, self.layout, self.as_of)


def evaluate(workspace: Workspace, rulebook: Rulebook, as_of: date) -> Evaluated:
    """Lay the workspace out as of a day and classify its categories. Raises `ReadingError` for unusable data."""
    procedures = [rule.id for rule in rulebook.of_kind("procedure")]
    warnings = faults_of(workspace, procedures)
    layout = Layout(workspace, as_of, rulebook)
    said = workspace.settings
    settings = {name: node for name in ("alert_level", "near_the_line") if said and (node := said.get(name))}
    surroundings = Surroundings(settings, layout.filed, layout.year_end, layout.stages, as_of, layout.linked)
    engine = Engine(rulebook, surroundings)
    classification = classify(engine, layout.categories)
    learn_tiers(engine, classification, layout.categories)
    learn_tiers(engine, classification, [part for agreement in layout.monitored for part in agreement.each("category")])
    return Evaluated(workspace, rulebook, as_of, layout, engine, classification, warnings)


def check(evaluated: Evaluated) -> tuple[Finding, ...]:
    """Give every finding, heaviest first and then in the order of files and lines."""
    wording = Wording(evaluated.engine)
    found = [
        *evaluated.warnings,
        *_connections(evaluated, wording),
        *connection_findings(evaluated, wording),
        *_undecided(evaluated, wording),
        *aggregation_findings(evaluated, wording),
        *findings_on_versions(evaluated),
        *contradictions(evaluated.workspace, evaluated.as_of),
        *(
            finding
            for verdict in verdicts(evaluated)
            if not _follows_from_open_tier(evaluated, verdict)
            for finding in wording.of_verdict(verdict)
        ),
        *_illustrations(evaluated, wording),
        *_stale(evaluated),
    ]
    order = list(Severity)
    unique = apply_waivers(list(dict.fromkeys(found)), evaluated.workspace.waivers, evaluated.as_of)
    return tuple(sorted(unique, key=lambda each: (order.index(each.severity), _sort_key(each))))


def _sort_key(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place
    return (place.file, place.line, place.column, finding.code) if place else ("", 0, 0, finding.code)


def verdicts(evaluated: Evaluated) -> Iterator[Verdict]:
    """Judge every rule that is no table, for every subject it ranges over; of the deadlines only those missed."""
    for rule in evaluated.rulebook.rules.values():
        if rule.kind in {"table", "deadline", "relation"}:
            continue
        for subject in _subjects(evaluated, rule.scope, monitored=rule.kind == "procedure"):
            verdict = evaluated.engine.judge(rule, subject)
            if verdict is not None:
                yield verdict
    yield from (verdict for verdict in deadline_verdicts(evaluated) if is_missed(verdict))


def _follows_from_open_tier(evaluated: Evaluated, verdict: Verdict) -> bool:
    """Tell whether a rule is open only because it is open whether it applies, where the undecided tier says so."""
    category = verdict.subject.within("category")
    governing = evaluated.classification.governing(category) if category else None
    if governing is None or governing.tier is not None or verdict.status is not Status.UNDECIDED:
        return False
    return len(verdict.steps) > 1 and verdict.steps[0].answer is None


def _subjects(evaluated: Evaluated, scope: str, *, monitored: bool) -> Iterator[Subject]:
    if scope == "issuer":
        yield evaluated.layout.issuer(evaluated.as_of)
    elif scope == "counterparty":
        for id_ in evaluated.workspace.counterparties:
            yield evaluated.layout.counterparty(id_, evaluated.as_of)
    elif scope in _DOCUMENTS:
        yield from _DOCUMENTS[scope](evaluated)
    elif scope == "evidence":
        yield from evaluated.layout.evidence
    elif scope in DOCUMENT_SCOPES:
        yield from evaluated.documents.each(scope)
    elif scope == "category" and not monitored:
        yield from evaluated.layout.categories
    else:
        for agreement in evaluated.layout.monitored:
            yield from agreement.each(scope)


# A document is asked for its contents on the day on which it is made.
_DOCUMENTS = {
    "announcement": announcements_due,
    "circular": circulars_due,
    "annual_report": annual_reports_due,
    "transaction_year": transaction_years_due,
}


def _connections(evaluated: Evaluated, wording: Wording) -> Iterator[Finding]:
    rule = evaluated.rulebook.deciding(CONNECTION)
    for id_ in evaluated.workspace.counterparties:
        decision = evaluated.engine.decide(rule, evaluated.layout.counterparty(id_, evaluated.as_of))
        if not decision.is_decided:
            only_its_level = rule.outcomes[0] not in decision.possible
            yield wording.of_undecided(decision, Severity.WARNING if only_its_level else Severity.ERROR)


def _undecided(evaluated: Evaluated, wording: Wording) -> Iterator[Finding]:
    for deal in evaluated.classification.deals:
        for decision in deal.undecided:
            yield wording.of_undecided(decision, undecided_severity(evaluated, deal))
        for decision in deal.alongside:
            if not decision.is_decided:
                yield wording.of_undecided(decision, Severity.WARNING)


def undecided_severity(evaluated: Evaluated, deal: Classified) -> Severity:
    """A tier must be decided until the terms are announced; afterwards an open re-test is only a warning."""
    announced = all(_announced_before(part, evaluated.as_of) for part in deal.members)
    return Severity.WARNING if announced else Severity.ERROR


def _announced_before(category: Subject, as_of: date) -> bool:
    agreement = category.within("agreement")
    node = agreement.data.dig("announced_on") if agreement else None
    return node is not None and isinstance(node.value, str) and node.value < str(as_of)


def _illustrations(evaluated: Evaluated, wording: Wording) -> Iterator[Finding]:
    """Name every figure that is only an illustration and that a classification rests on."""
    leaves = {
        str(leaf.place): leaf
        for deal in evaluated.classification.deals
        for fact in deal.decision.inputs.values()
        for leaf in fact.leaves()
        if leaf.illustration
    }
    for leaf in leaves.values():
        message = f"{wording.label(leaf)} ({describe(leaf)}) is only an illustration: {leaf.illustration}"
        remedy = "replace it with a sourced or attested figure before relying on what rests on it"
        yield Finding("DATA-ILLUSTRATION", Severity.NOTE, message, leaf.place, help=remedy)


def _stale(evaluated: Evaluated) -> Iterator[Finding]:
    for rule in evaluated.rulebook.rules.values():
        if rule.review_by and evaluated.as_of > rule.review_by:
            message = f"rule {rule.id} was to be reviewed by {rule.review_by} and may be stale"
            remedy = "compare the rule file with the current rulebook and move `compared_on` and `review_by`"
            yield Finding("RULE-STALE", Severity.WARNING, message, rule.place, help=remedy)
