"""Judge deadlines: the day that is due, and whether the thing is done, planned or excused by then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from validator.evaluation.business_days import add_business_days
from validator.evaluation.records import Status, Verdict
from validator.facts.conditions import Comparison, Step, compare
from validator.reading.quantities import add_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.facts.fact import Fact
    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject
    from validator.reading.quantities import Period
    from validator.rulebook.model import DeadlineBody, Rule, Version


def due_day(event: date, period: Period, direction: str) -> date:
    """Count from the event: `15 business days` after it, `10 business days` before it."""
    sign = 1 if direction == "after" else -1
    if period.unit == "business day":
        return add_business_days(event, sign * period.count)
    return add_period(event, period, times=sign)


def judge_deadline(
    rule: Rule, version: Version, body: DeadlineBody, subject: Subject, resolver: Resolver, inputs: Mapping[str, Fact]
) -> Verdict:
    """Judge one deadline for one subject; done on the due day is in time."""
    applies = resolver.holds(body.applies_if, subject, inputs) if body.applies_if else None
    if applies and applies.answer is False:
        return Verdict(rule, version, subject, Status.NOT_APPLICABLE, (applies,), inputs)
    event, done = resolver.fact(body.event, subject), resolver.fact(body.done, subject)
    facts = {**inputs, body.event: event, body.done: done}
    steps = (applies,) if applies else ()
    if not isinstance(event.value, date):
        waiting = Step(f"{body.event} is known", None, event)
        return Verdict(rule, version, subject, Status.UNDECIDED, (*steps, waiting), facts)
    due = due_day(event.value, body.period, body.direction)
    in_time = compare(done, Comparison(body.done, "on_or_before", due, str(due), version.place, "date"))
    unless = resolver.holds(body.unless, subject, inputs) if body.unless and not in_time.answer else None
    steps = (*steps, in_time, *((unless,) if unless else ()))
    return Verdict(rule, version, subject, _status(applies, in_time, unless), steps, facts, due=due)


def _status(applies: Step | None, in_time: Step, unless: Step | None) -> Status:
    if in_time.answer or (in_time.answer is False and unless and unless.answer):
        return Status.SATISFIED
    if in_time.answer is None or (applies and applies.answer is None) or (unless and unless.answer is None):
        return Status.UNDECIDED
    return Status.VIOLATED
