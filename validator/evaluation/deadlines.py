"""Judge deadlines: the day that is due, and whether the thing is done, planned, still to come or excused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from validator.evaluation.business_days import UnknownHolidaysError
from validator.evaluation.due_days import due_day
from validator.evaluation.records import Status, Verdict
from validator.facts.conditions import Comparison, Step, compare
from validator.facts.fact import Fact, State, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject
    from validator.rulebook.body import DeadlineBody
    from validator.rulebook.model import Rule, Version


@dataclass(frozen=True)
class _Answer:
    """What came out, at which step; `due` is None where no day follows."""

    status: Status
    steps: tuple[Step, ...] = ()
    due: date | None = None


@dataclass(frozen=True)
class _Case:
    """One deadline for one subject: the rule, the facts that hold its days, and the day on which it is judged."""

    version: Version
    body: DeadlineBody
    facts: Mapping[str, Fact]
    today: date

    @property
    def event(self) -> Fact:
        return self.facts[self.body.event]

    @property
    def done(self) -> Fact:
        return self.facts[self.body.done]

    @property
    def planned(self) -> Fact | None:
        return self.facts.get(self.body.planned)


def judge_deadline(
    rule: Rule,
    version: Version,
    body: DeadlineBody,
    subject: Subject,
    resolver: Resolver,
    inputs: Mapping[str, Fact],
    today: date,
) -> Verdict:
    """Judge one deadline for one subject as of `today`; done on the due day is in time.

    What is still to come is pending; what has passed without a recorded day is undecided.
    """
    applies = resolver.holds(body.applies_if, subject, inputs) if body.applies_if else None
    if applies and applies.answer is False:
        return Verdict(rule, version, subject, Status.NOT_APPLICABLE, (applies,), inputs)
    facts = {**inputs, **{name: resolver.fact(name, subject) for name in body.facts()}}
    case = _Case(version, body, facts, today)
    answer = _counted(rule, case)
    unless = resolver.holds(body.unless, subject, inputs) if body.unless and _is_open(answer) else None
    if answer.status is Status.VIOLATED and unless and unless.answer:
        answer = _excused(case, answer)
    scope = (applies,) if applies else ()
    steps = (*scope, *answer.steps, *((unless,) if unless else ()))
    return Verdict(rule, version, subject, _status(answer, applies, unless), steps, facts, due=answer.due)


def _is_open(answer: _Answer) -> bool:
    return answer.status in {Status.VIOLATED, Status.UNDECIDED}


def _excused(case: _Case, answer: _Answer) -> _Answer:
    """Let an excuse count for what was done or is still planned; of a plan that has passed, ask what came of it."""
    plan = case.planned.value if case.planned else None
    if case.done.is_known or not isinstance(plan, date) or plan >= case.today:
        return replace(answer, status=Status.SATISFIED)
    step = Step(f"{case.body.done} is known", None, case.done)
    return replace(answer, status=Status.UNDECIDED, steps=(*answer.steps, step))


def _status(answer: _Answer, applies: Step | None, unless: Step | None) -> Status:
    is_open = (applies and applies.answer is None) or (unless and unless.answer is None)
    return Status.UNDECIDED if is_open and answer.status in {Status.VIOLATED, Status.PENDING} else answer.status


def _counted(rule: Rule, case: _Case) -> _Answer:
    if any(case.facts[name].state is State.NOT_APPLICABLE for name in (case.body.event, case.body.done) if name):
        return _Answer(Status.NOT_APPLICABLE)
    event = case.event.value
    if not isinstance(event, date):
        return _Answer(Status.UNDECIDED, (Step(f"{case.body.event} is known", None, case.event),))
    try:
        due = due_day(event, case.body.due, rule.instrument.business_days)
    except UnknownHolidaysError as error:
        open_count = unknown("business_days", str(error), place=case.version.place)
        return _Answer(Status.UNDECIDED, (Step("the business days are known", None, open_count),))
    if due is None:
        return _without_a_day(case, event)
    return _window(case, due) if case.body.due.is_window else _held_against(case, due)


def _without_a_day(case: _Case, event: date) -> _Answer:
    """Judge what is due as soon as practicable: whether it is done, never whether that was soon enough."""
    step = Step(f"{case.body.done} is known", case.done.is_known or None, case.done)
    if case.done.is_known:
        return _Answer(Status.SATISFIED, (step,))
    plan = case.planned.value if case.planned else None
    to_come = event >= case.today or (isinstance(plan, date) and plan >= case.today)
    return _Answer(Status.PENDING if to_come else Status.UNDECIDED, (step,))


def _window(case: _Case, last: date) -> _Answer:
    return _Answer(Status.PENDING if case.today <= last else Status.QUIET, due=last)


def _held_against(case: _Case, due: date) -> _Answer:
    day = _day_to_hold(case, due)
    limit = Comparison(day.name, "on_or_before", due, str(due), case.version.place, "date")
    step = compare(day, limit)
    if step.answer is None:
        status = Status.PENDING if case.today <= due else Status.UNDECIDED
    else:
        status = Status.SATISFIED if step.answer else Status.VIOLATED
    return _Answer(status, (step,), due)


def _day_to_hold(case: _Case, due: date) -> Fact:
    """Give the day it was done, or the day planned for it; that a plan has passed does not say that it was kept."""
    plan = case.planned
    if case.done.is_known or plan is None or not isinstance(plan.value, date):
        return case.done
    return plan if plan.value > due or case.today <= plan.value else case.done
