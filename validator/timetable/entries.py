"""The entries of a timetable, by the day that is due."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from validator.checking_deadlines import deadline_verdicts, is_missed, may_not_apply
from validator.evaluation.business_days import UnknownHolidaysError, last_business_day
from validator.evaluation.periods import financial_year_of
from validator.evaluation.records import Status
from validator.findings import Finding, ListingRulesError, Severity
from validator.rulebook.body import DeadlineBody
from validator.timetable.states import SETTLED, State, day_of, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from validator.checking import Evaluated
    from validator.evaluation.records import Verdict
    from validator.facts.fact import Fact


@dataclass(frozen=True)
class Entry:
    """One deadline for one thing, as it stands on the day `today`."""

    verdict: Verdict
    body: DeadlineBody
    today: date

    @cached_property
    def state(self) -> State:
        """Tell how it stands."""
        return state_of(self.verdict, self.body, self.today)

    @property
    def due(self) -> date | None:
        """Give the day that is due; None where the rule gives none, or where it cannot be counted yet."""
        return self.verdict.due

    @property
    def event(self) -> Fact:
        """Give the fact that the day is counted from."""
        return self.verdict.facts[self.body.event]

    @property
    def event_day(self) -> date | None:
        """Give the day of the event; None where it is not known."""
        return day_of(self.verdict, self.body.event)

    @property
    def done_on(self) -> date | None:
        """Give the day on which it was done; a day still to come is only planned."""
        day = day_of(self.verdict, self.body.done)
        return day if day and day <= self.today else None

    @property
    def planned_on(self) -> date | None:
        """Give the day for which it is planned, while it is not done."""
        return None if self.done_on else day_of(self.verdict, self.body.done) or day_of(self.verdict, self.body.planned)

    @property
    def is_late(self) -> bool:
        """Tell whether it is missed, would be missed as planned, or has passed without a recorded day."""
        return is_missed(self.verdict)

    @property
    def days(self) -> int | None:
        """Give by how many days it is late, or has passed, or is still to come, as its state says."""
        if self.due is None:
            return None
        if self.state is State.NOT_RECORDED:
            # A plan past the due day that a reason excused, and that has passed too, is late from its own day.
            return (self.today - max(self.due, self.planned_on or self.due)).days
        day = self.done_on or (self.planned_on if self.state in _FORESEEN_LATE else self.today)
        return abs((day - self.due).days) if day else None

    @property
    def last_business_day(self) -> date | None:
        """Give the last business day up to the day that is due; None where it is not known."""
        calendar = self.verdict.rule.instrument.business_days
        try:
            return last_business_day(self.due, calendar) if self.due and calendar else None
        except UnknownHolidaysError:
            return None

    @property
    def open_facts(self) -> tuple[Fact, ...]:
        """Give the facts whose answer would settle it: the event, whether it applies, or what was done."""
        if self.state is State.WAITS:
            return (self.event,)
        if may_not_apply(self.verdict):
            return self.verdict.steps[0].undecided()
        if self.state in {State.UNDECIDED, State.NOT_RECORDED}:
            return self.verdict.open_facts()
        return ()


_FORESEEN_LATE = frozenset({State.PLANNED_LATE, State.EXCUSED})


def entries_of(evaluated: Evaluated, counted_from: str = "") -> tuple[Entry, ...]:
    """Give the timetable, what has a day first, by that day.

    Left out is what was settled before the present financial year, and questions about a period of which the data
    have no record while it still runs or when all its days are long past. `counted_from` keeps one event only, with
    its history: the short name of a thing (an announcement by its day) or the day of the event. Raises
    `ListingRulesError` where nothing is counted from it.
    """
    found = [
        Entry(verdict, verdict.version.body, evaluated.as_of)
        for verdict in deadline_verdicts(evaluated)
        if isinstance(verdict.version.body, DeadlineBody) and verdict.status is not Status.NOT_APPLICABLE
    ]
    kept = _counted_from(found, counted_from) if counted_from else list(_of_today(found, evaluated))
    return tuple(sorted(kept, key=_order))


def _order(entry: Entry) -> tuple[bool, date, str, str]:
    day = entry.due or (None if entry.state is State.WAITS else entry.event_day)
    return (day is None, day or entry.verdict.subject.on, entry.verdict.rule.id, entry.verdict.subject.id)


def _counted_from(entries: Sequence[Entry], name: str) -> list[Entry]:
    kept = [entry for entry in entries if name in _names(entry)]
    if not kept:
        from validator.reading.suggestions import did_you_mean  # noqa: PLC0415  # only an error needs difflib

        known = sorted({part for entry in entries for part in _names(entry)})
        remedy = did_you_mean(name, known) or f"known are {', '.join(known) or 'none'}"
        raise ListingRulesError(
            Finding("TIMETABLE-EVENT", Severity.ERROR, f"nothing is counted from `{name}`", help=remedy)
        )
    return kept


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.verdict.subject.id, *((str(entry.event_day),) if entry.event_day else ()))


def _of_today(entries: Sequence[Entry], evaluated: Evaluated) -> Iterator[Entry]:
    first = financial_year_of(evaluated.as_of, evaluated.layout.year_end).first
    kept = [entry for entry in entries if not _is_history(entry, first)]
    still_of_interest = {
        entry.verdict.subject for entry in kept if entry.due and entry.verdict.subject.on <= entry.today
    }
    for entry in kept:
        is_open_question = entry.state is State.WAITS or may_not_apply(entry.verdict)
        if _is_recorded(entry) or not is_open_question or entry.verdict.subject in still_of_interest:
            yield entry


def _is_history(entry: Entry, first: date) -> bool:
    day = entry.due or entry.event_day
    is_closed = entry.state in SETTLED or entry.state is State.EXCUSED or not _is_recorded(entry)
    return day is not None and day < first and is_closed


def _is_recorded(entry: Entry) -> bool:
    """Tell whether the data have a record of the thing itself: a period that runs by the year end alone has none."""
    return bool(entry.verdict.subject.data.nodes)
