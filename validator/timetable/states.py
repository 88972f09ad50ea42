"""How a deadline stands on a day: done, planned, due, late, waiting for its event, or undecided."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from validator.checking_deadlines import may_not_apply
from validator.evaluation.records import Status

if TYPE_CHECKING:
    from validator.evaluation.records import Verdict
    from validator.rulebook.body import DeadlineBody


class State(StrEnum):
    """How a deadline stands."""

    DONE = "done"
    DONE_LATE = "done_late"
    EXCUSED = "excused"
    PLANNED = "planned"
    PLANNED_LATE = "planned_late"
    DUE = "due"
    DUE_TODAY = "due_today"
    NOT_RECORDED = "not_recorded"
    RUNNING = "running"
    OVER = "over"
    WAITS = "waits"
    UNDECIDED = "undecided"


_STATES = {Status.VIOLATED: State.PLANNED_LATE, Status.SATISFIED: State.PLANNED}
SETTLED = frozenset({State.DONE, State.DONE_LATE, State.OVER})


def state_of(verdict: Verdict, body: DeadlineBody, today: date) -> State:
    """Tell how a deadline that applies stands on a day."""
    if not isinstance(verdict.facts[body.event].value, date):
        return State.WAITS
    cannot_be_counted = body.due.has_day and verdict.due is None
    if cannot_be_counted or may_not_apply(verdict):
        return State.UNDECIDED
    if body.due.is_window:
        return State.RUNNING if verdict.status is Status.PENDING else State.OVER
    done, planned = day_of(verdict, body.done), day_of(verdict, body.planned)
    if done is not None and done <= today:
        return _done(verdict, done)
    foreseen = done or planned
    if foreseen and verdict.status in _STATES:
        is_excused = verdict.status is Status.SATISFIED and verdict.due is not None and foreseen > verdict.due
        return State.EXCUSED if is_excused else _STATES[verdict.status]
    return _open(verdict, planned, today)


def day_of(verdict: Verdict, name: str) -> date | None:
    """Give the day that a fact of the deadline holds; None where it is not known."""
    value = verdict.facts[name].value if name in verdict.facts else None
    return value if isinstance(value, date) else None


def _done(verdict: Verdict, done: date) -> State:
    if verdict.due is None or done <= verdict.due:
        return State.DONE
    if verdict.status is Status.SATISFIED:
        return State.EXCUSED
    return State.DONE_LATE if verdict.status is Status.VIOLATED else State.UNDECIDED


def _open(verdict: Verdict, planned: date | None, today: date) -> State:
    if verdict.status is not Status.PENDING:
        return State.NOT_RECORDED
    if verdict.due is None and planned:
        return State.PLANNED
    return State.DUE_TODAY if verdict.due == today else State.DUE
