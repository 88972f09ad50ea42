"""Turn verdicts and decisions into findings: the one place where the checks of rules are worded."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from validator.evaluation.control_wording import late_evidence, with_escalation, with_owner
from validator.evaluation.records import Answer, Decision, Status, Verdict
from validator.evaluation.settling import settling_sets
from validator.facts.fact import Fact, State, describe
from validator.facts.resolver import BY_DEFAULT
from validator.findings import Finding, Place, Related, RuleReference, Severity
from validator.rulebook.body import DeadlineBody, ProcedureBody, RequirementBody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.evaluation.engine import Engine
    from validator.facts.conditions import Step
    from validator.facts.subject import Subject
    from validator.reading.quantities import DateRange
    from validator.rulebook.model import Rule, Version

_MOST_WAYS = 3
_MOST_ASKED = 6
_PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")


def reference(rule: Rule, version: Version, cite: str = "") -> RuleReference:
    """Cite a rule: its instrument and paragraph, since when it is in force, and its line."""
    cite = cite or getattr(version.body, "cite", "")
    words = f"{rule.instrument.name} {cite}" if cite and rule.instrument.prefix else rule.cite
    return RuleReference(words, str(version.first), version.place, verified=rule.is_verified(version))


def full_name(subject: Subject) -> str:
    """Name a subject by its labels from the agreement down: `2025 Xiaomi … › IDC services › 2026-01-01 to …`."""
    names, here = [], subject
    while here is not None and here.scope not in {"issuer", "counterparty"}:
        names.append(str(here.label) or here.id)
        here = here.parent  # type: ignore[assignment]  # the loop ends at None
    return " › ".join(reversed(names)) or str(subject.label) or subject.id


class Wording:
    """Words findings with the values behind them; needs the engine to look facts up by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_verdict(self, verdict: Verdict) -> Iterator[Finding]:
        """Give the findings of a verdict: none where it is satisfied, quiet or not applicable."""
        if verdict.missing_items:
            yield from self._missing_items(verdict)
        elif verdict.status in {Status.VIOLATED, Status.ALERT, Status.REPORTED}:
            yield with_owner(with_escalation(self._failure(verdict), verdict), verdict)
        elif verdict.status is Status.UNDECIDED:
            yield self._undecided(verdict)
        if verdict.late:
            yield from late_evidence(verdict, self._finding(verdict, verdict.rule.severity, "", None, (), ""))

    def _failure(self, verdict: Verdict) -> Finding:
        body = verdict.version.body
        facts = list(self._failed_facts(verdict.steps, alert=verdict.status in {Status.ALERT, Status.REPORTED}))
        place, label, related = _places(facts, verdict.subject)
        message, remedy = "", ""
        if isinstance(body, (RequirementBody, ProcedureBody)):
            message, remedy = self._fill(str(body.message), verdict), str(body.remedy)
        elif isinstance(body, DeadlineBody):
            held = next(fact for fact in facts if fact.name in {body.done, body.planned})
            name = held.name.partition(".")[2].replace("_", " ")
            message = f"{body.of} is due by {verdict.due}; {name} is {describe(held)}"
            remedy = str(body.remedy)
            event = verdict.facts[body.event]
            related = (Related(event.place, f"counted from {event.value}"),) if event.place else ()
            place, label = held.place or place, ""
        finding = self._finding(verdict, verdict.rule.severity, message, place, related, remedy)
        return replace(finding, label=label)

    def _undecided(self, verdict: Verdict) -> Finding:
        sets = settling_sets(verdict) if verdict.steps else ()
        facts = tuple({fact.key: fact for each in sets for fact in each}.values()) or _leaves_of(verdict.open_facts())
        place = next((fact.place for fact in facts if fact.place), verdict.subject.place)
        message = f"cannot be decided: {verdict.rule.title} ({self._whys(facts) or 'a fact is missing'})"
        severity = min_severity(verdict.rule.severity)
        ways = "; or ".join(" and ".join(self.label(fact) for fact in each) for each in sets[:_MOST_WAYS])
        settles = f"may be settled by {ways}. " if ways and (len(sets) > 1 or len(sets[0]) > 1) else ""
        shown = tuple({fact.key: fact for each in sets[:_MOST_WAYS] for fact in each}.values()) or facts
        return self._finding(verdict, severity, message, place, (), settles + self._asks(shown[:_MOST_ASKED]))

    def _whys(self, facts: Sequence[Fact], most: int = 2) -> str:
        """Say why facts are open; the first few in words, the rest by their number."""
        words = list(dict.fromkeys(f"{self.label(fact)}: {fact.reason or describe(fact)}" for fact in facts))
        more = f"; and {len(words) - most} more" if len(words) > most else ""
        return "; ".join(words[:most]) + more

    def _asks(self, facts: Sequence[Fact]) -> str:
        return " ".join(dict.fromkeys(filter(None, (self._ask_of(fact.name) for fact in facts))))

    def _missing_items(self, verdict: Verdict) -> Iterator[Finding]:
        document = verdict.rule.document or verdict.rule.title
        for answer in (each for each in verdict.answers if each.is_open):
            item = answer.item
            asks = self._asks(_leaves_of((*answer.undecided, *open_below(answer.missing)))[:_MOST_WAYS])
            lacks = "lacks" if answer.state is Answer.MISSING else "may lack"
            message = f"the {document} {lacks} {item.item} ({item.cite})"
            place = verdict.subject.place
            rule = reference(verdict.rule, verdict.version, item.cite)
            rule = replace(rule, verified=rule.verified and not item.unverified)
            yield Finding(
                verdict.rule.code, verdict.rule.severity, message, place, rule=rule, help=asks,
                subject=full_name(verdict.subject), subject_id=verdict.subject.id,
            )  # fmt: skip

    def of_undecided(self, decision: Decision, severity: Severity) -> Finding:
        """Say that a table is undecided, and what would decide it."""
        facts = tuple(part.fact for part in decision.deciders) or tuple(decision.inputs.values())
        facts = _leaves_of(facts)
        if not decision.inputs:
            return _not_in_force(decision, severity)
        outcomes = " or ".join(self.outcome(decision.rule, outcome) for outcome in decision.possible)
        place = next((fact.place for fact in facts if fact.place), decision.subject.place)
        return Finding(
            decision.rule.code,
            severity,
            f"undecided: {outcomes} ({self._whys(facts)})",
            place,
            "this would decide it" if place else "",
            rule=reference(decision.rule, decision.version),
            help=". ".join(filter(None, (self.ways(decision), self._asks(facts)))),
            subject=str(decision.subject.label) or decision.subject.id,
            subject_id=decision.subject.id,
        )

    def ways(self, decision: Decision) -> str:
        """Say in ranges what would decide a table, where the ranges are few enough to read."""
        parts = [part for part in decision.deciders if len(part.outcomes) < len(decision.possible)]
        words = [f"{self.label(part.fact)} {part.range} → {self._either(decision, part.outcomes)}" for part in parts]
        return "; ".join(words)

    def _either(self, decision: Decision, outcomes: Sequence[str]) -> str:
        return " or ".join(self.outcome(decision.rule, outcome) for outcome in outcomes)

    def outcome(self, rule: Rule, outcome: str) -> str:
        """Give the words for an outcome."""
        return str(rule.outcome_labels.get(outcome, "")) or outcome.replace("_", " ")

    def label(self, fact: Fact) -> str:
        """Give the words for a fact."""
        return self.label_of(fact.name)

    def label_of(self, name: str) -> str:
        """Give the words for a fact by its name."""
        declaration = self._engine.rulebook.facts.get(name)
        return str(declaration.label) if declaration else name.replace("_", " ")

    def question(self, fact: Fact) -> str:
        """Give the words for an open fact with whom to ask for it."""
        return ": ".join(filter(None, (self.label(fact), self._ask_of(fact.name) or str(fact.reason))))

    def _ask_of(self, name: str) -> str:
        declaration = self._engine.rulebook.facts.get(name)
        if declaration is None or not declaration.ask:
            return ""
        who = f"Ask {declaration.who.replace('_', ' ')}: " if declaration.who else ""
        return f"{who}{declaration.ask}"

    def _finding(
        self,
        verdict: Verdict,
        severity: Severity,
        message: str,
        place: Place | None,
        related: tuple[Related, ...],
        remedy: str,
    ) -> Finding:
        rule = reference(verdict.rule, verdict.version)
        name, id_ = full_name(verdict.subject), verdict.subject.id
        return Finding(verdict.rule.code, severity, message, place, "", related, rule, remedy, name, id_)

    def _fill(self, template: str, verdict: Verdict) -> str:
        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name == "periods":
                return periods_in_words(verdict.missing_periods)
            fact = verdict.facts.get(name) or self._engine.resolver.fact(name, verdict.subject)
            return describe(fact)

        return _PLACEHOLDER.sub(value, template)

    def _failed_facts(self, steps: Iterable[Step], *, alert: bool) -> Iterator[Fact]:
        for step in steps:
            if step.parts:
                yield from self._failed_facts(step.parts, alert=alert)
            elif step.fact and step.answer is alert:
                yield step.fact


def _not_in_force(decision: Decision, severity: Severity) -> Finding:
    rule, subject = decision.rule, decision.subject
    message = f"undecided: no version of rule {rule.id} in the rulebook is in force on {subject.on}"
    remedy = (
        f"the earliest version starts on {rule.versions[0].first}; add the version of that day, or judge it by hand"
    )
    name = str(subject.label) or subject.id
    return Finding(rule.code, severity, message, rule.place, help=remedy, subject=name, subject_id=subject.id)


def min_severity(severity: Severity) -> Severity:
    """A rule that could not be decided weighs at most as a warning; what must be decided is said elsewhere."""
    return Severity.WARNING if severity is Severity.ERROR else severity


def periods_in_words(periods: Sequence[DateRange]) -> str:
    """Give `2025-08-01 to 2025-08-31`, or how many periods there are between two days."""
    if len(periods) == 1:
        return str(periods[0])
    return f"{len(periods)} periods between {periods[0].first} and {periods[-1].last}"


def open_below(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give what is still to be found out for facts that answer no item: the open leaves below each, or itself."""
    leaves = (leaf for fact in facts for leaf in (fact.open_leaves() or (fact,)))
    return tuple({leaf.key: leaf for leaf in leaves}.values())


def _leaves_of(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give the open leaves below the facts, or a fact itself where nothing below it is open, each once."""
    leaves = (leaf for fact in facts if fact.is_open for leaf in (fact.open_leaves() or (fact,)))
    return tuple({leaf.key: leaf for leaf in leaves}.values())


def _places(facts: Sequence[Fact], subject: Subject) -> tuple[Place | None, str, tuple[Related, ...]]:
    """Give the place of the first failing figure with its label, and the other figures it was held against."""
    found = (leaf for fact in facts for leaf in fact.leaves() if leaf.place and leaf.source != BY_DEFAULT)
    leaves = [leaf for leaf in found if leaf.state is not State.NOT_APPLICABLE]
    figures = list({str(leaf.place): leaf for leaf in leaves}.values())
    if not figures:
        return subject.place, "", ()
    main, *others = figures
    related = tuple(Related(leaf.place, _labelled(leaf)) for leaf in others if leaf.place)
    return main.place, _labelled(main), related


def _labelled(leaf: Fact) -> str:
    return f"{leaf.name.rpartition('.')[2].replace('_', ' ')}: {describe(leaf)}"
