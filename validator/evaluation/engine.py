"""The engine: any rule for any subject, each table decided once."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from validator.evaluation.business_days import UnknownHolidaysError, business_days_before
from validator.evaluation.checklists import judge_checklist
from validator.evaluation.controls import judge_procedure
from validator.evaluation.deadlines import judge_deadline
from validator.evaluation.evidence import Entry
from validator.evaluation.records import Decider, Decision, Obligation, Verdict
from validator.evaluation.requirements import judge_requirement
from validator.evaluation.rows import facts_of_table
from validator.evaluation.tables import Tables
from validator.facts.fact import Fact, known, unknown
from validator.facts.resolver import Resolver
from validator.rulebook.body import ChecklistBody, DeadlineBody, ProcedureBody, RequirementBody, TableBody

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.facts.expressions import Expression
    from validator.facts.subject import Reading, Subject
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Consequence, Rule

Filed = Callable[[str, "Subject"], Sequence[Entry]]
Stages = Callable[["Subject"], Sequence["Subject"]]
Linked = Callable[["Subject", "Subject"], Fact]


def _nothing_filed(_procedure: str, _subject: Subject) -> Sequence[Entry]:
    return ()


def _one_stage(subject: Subject) -> Sequence[Subject]:
    return (subject,)


def _the_same(one: Subject, other: Subject) -> Fact:
    return known("parties_connected", value=one.id == other.id)


def _follows(outcomes: frozenset[str], possible: Sequence[str]) -> str:
    found = {outcome in outcomes for outcome in possible}
    return "undecided" if len(found) > 1 else "required" if True in found else "not_required"


def _cited(consequence: Consequence, own: str, also: str) -> str:
    """Give the provisions behind an obligation: its own unless only the rule that a part fails asks for it."""
    if also == "not_required":
        return consequence.cite
    cites = (consequence.also_if_not_met,) if own == "not_required" else (consequence.cite, consequence.also_if_not_met)
    return ", ".join(cites)


@dataclass(frozen=True)
class Surroundings:
    """What an evaluation needs beside rules and subjects: settings, filed evidence, the end of the financial year.

    `stages` gives a subject as it stood on each day for which something is recorded, so that an alert has a first day.
    `today` is the day on which deadlines are judged; without it, the day of the subject. `linked` tells of two
    counterparties whether they are connected with one another.
    """

    settings: Mapping[str, Node] | None = None
    filed: Filed = _nothing_filed
    year_end: tuple[int, int] = (12, 31)
    stages: Stages = _one_stage
    today: date | None = None
    linked: Linked = _the_same


class Engine:
    """Evaluates the rules of one rulebook. Keeps every fact and decision it has worked out."""

    def __init__(
        self, rulebook: Rulebook, surroundings: Surroundings | None = None, tables: Tables | None = None
    ) -> None:
        self.rulebook = rulebook
        self.surroundings = surroundings or Surroundings()
        self.resolver = Resolver(
            rulebook.facts, self._decided_fact, self.surroundings.settings, self._business_days_before
        )
        self._tables = tables or Tables(rulebook)
        self._decisions: dict[tuple[str, Subject], Decision] = {}

    def afresh(self, surroundings: Surroundings | None = None) -> Engine:
        """Give an engine that has worked out nothing yet, with the tables of this one."""
        return Engine(self.rulebook, surroundings or self.surroundings, self._tables)

    def _business_days_before(self, day: date, count: int) -> tuple[date, ...]:
        calendar = self.rulebook.business_days
        try:
            return business_days_before(day, count, calendar) if calendar else ()
        except UnknownHolidaysError:
            return ()

    def inputs(self, rule: Rule, subject: Subject, given: Mapping[str, Fact] | None = None) -> dict[str, Fact]:
        """Work out the named inputs of a rule; `given` ones are taken as they are."""
        ready = given or {}
        return {
            name: ready[name] if name in ready else replace(self._work_out(each.expression, subject, name), name=name)
            for name, each in rule.inputs.items()
        }

    def _work_out(self, expression: Expression, subject: Subject, name: str) -> Fact:
        fact = self.resolver.work_out(expression, subject, name)
        return fact if fact.subject else replace(fact, subject=subject.id)

    def decide(self, rule: Rule, subject: Subject, given: Mapping[str, Fact] | None = None) -> Decision:
        """Decide a table for a subject by the version in force on its day."""
        key = (rule.id, subject)
        if key not in self._decisions or given:
            decided = self._decide(rule, subject, given)
            readings = subject.readings if rule.scope == subject.scope and not decided.is_decided else ()
            self._decisions[key] = self._under_each(decided, readings) if readings else decided
        return self._decisions[key]

    def _under_each(self, decided: Decision, readings: Sequence[Reading]) -> Decision:
        """Give a decision with only the outcomes that some reading of the data gives; the gap is what decides it."""
        rule, subject = decided.rule, decided.subject
        found = []
        for reading in readings:
            facts = ChainMap(dict(reading.facts), cast("dict[str, Fact]", subject.given))
            found.append((reading, self._decide(rule, replace(subject, given=facts, readings=()), None).possible))
        possible = tuple(outcome for outcome in rule.outcomes if any(outcome in each for _, each in found))
        if len(possible) == 1:
            return replace(decided, outcome=possible[0], possible=possible, cited=(rule.id,), deciders=())
        deciders = tuple(Decider(reading.of, reading.value, each) for reading, each in found)
        return replace(decided, possible=possible, deciders=deciders)

    def _decide(self, rule: Rule, subject: Subject, given: Mapping[str, Fact] | None) -> Decision:
        version = rule.version_on(subject.on)
        if version is None or not isinstance(version.body, TableBody):
            return Decision(rule, rule.versions[0], subject, None, rule.outcomes, (), {})
        inputs = self.inputs(rule, subject, given)
        values = {
            name: inputs[name] if name in inputs else self.resolver.fact(name, subject)
            for name in facts_of_table(version.body)
        }
        return self._tables.decide(rule, version, version.body, subject, values)

    def _decided_fact(self, rule_id: str, subject: Subject) -> Fact:
        decision = self.decide(self.rulebook.rule(rule_id), subject)
        name = decision.rule.decides
        if decision.outcome is not None:
            return replace(known(name, decision.outcome), operands=tuple(decision.inputs.values()), operation=rule_id)
        open_facts = tuple(leaf for fact in decision.inputs.values() for leaf in fact.open_leaves())
        reason = next((fact.reason for fact in open_facts), "no version of the rule is in force on that day")
        return replace(unknown(name, reason), operands=open_facts, operation=rule_id, possible=decision.possible)

    def obligations(self, rule: Rule, subject: Subject, possible: Sequence[str]) -> tuple[Obligation, ...]:
        """Give what follows from the outcomes that a table leaves possible: required, not required or undecided."""
        return tuple(self._obligation(each, subject, possible) for each in rule.consequences)

    def _obligation(self, consequence: Consequence, subject: Subject, possible: Sequence[str]) -> Obligation:
        also_for = self._also_for(consequence, subject)
        also, own = _follows(also_for, possible), _follows(consequence.outcomes, possible)
        applies = consequence.applies_if and self.resolver.holds(consequence.applies_if, subject)
        if applies and applies.answer is False:
            own, state = "not_required", also
        elif also == "required":
            state = also
        else:
            state = _follows(consequence.outcomes | also_for, possible)
            state = "undecided" if state == "required" and applies and applies.answer is None else state
        return Obligation(consequence, state, _cited(consequence, own, also))

    def _also_for(self, consequence: Consequence, subject: Subject) -> frozenset[str]:
        fails = consequence.also_if_not_met and self._fails(consequence.also_if_not_met, subject)
        return consequence.also_for if fails else frozenset()

    def _fails(self, rule_id: str, subject: Subject) -> bool:
        """Tell whether any part of the subject to which a requirement applies fails it, whatever excuses it."""
        rule = self.rulebook.rule(rule_id)
        version = rule.version_on(subject.on)
        if version is None or not isinstance(version.body, RequirementBody):
            return False
        body = version.body
        return any(
            self.resolver.holds(body.require, part).answer is False
            for part in subject.each(rule.scope)
            if body.applies_if is None or self.resolver.holds(body.applies_if, part).answer is not False
        )

    def judge(self, rule: Rule, subject: Subject, given: Mapping[str, Fact] | None = None) -> Verdict | None:
        """Judge a rule that is no table; None where no version of it is in force on the subject's day."""
        version = rule.version_on(subject.on)
        if version is None:
            return None
        inputs = self.inputs(rule, subject, given)
        body = version.body
        if isinstance(body, RequirementBody):
            return judge_requirement(rule, version, body, subject, self.resolver, inputs)
        if isinstance(body, DeadlineBody):
            today = self.surroundings.today or subject.on
            return judge_deadline(rule, version, body, subject, self.resolver, inputs, today)
        if isinstance(body, ChecklistBody):
            return judge_checklist(rule, version, body, subject, self.resolver, inputs)
        assert isinstance(body, ProcedureBody)  # noqa: S101  # tables are decided, not judged
        return judge_procedure(self, rule, version, body, subject, inputs)
