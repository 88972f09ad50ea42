"""What is on file of a procedure: entries filed late, the first one due, and whether an alert was passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluation.periods import covers, periods_within
from validator.reading.quantities import DateRange, add_period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.findings import Place
    from validator.reading.quantities import Period
    from validator.rulebook.body import Escalation, Evidence


@dataclass(frozen=True)
class Entry:
    """One piece of evidence: the days it covers, the day it was done (None where an example does not say), its line."""

    days: DateRange
    on: date | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Late:
    """A period whose evidence was filed after it was due."""

    period: DateRange
    due: date
    entry: Entry


@dataclass(frozen=True)
class Escalated:
    """An alert that somebody must be told of: since when it stands, by when it is due, and the report on file.

    `due` is None where the rule counts no days; then a report of any day from `since` on is in time.
    """

    since: date
    due: date | None
    report: Entry | None

    @property
    def is_in_time(self) -> bool:
        """Tell whether the report is on file and was made by the day it was due."""
        made = self.report.on if self.report else None
        return made is not None and (self.due is None or made <= self.due)


def filed_late(asked: Evidence, over: DateRange, filed: Sequence[Entry], year_end: tuple[int, int]) -> tuple[Late, ...]:
    """Give the periods that no entry covered in time, though one did later; the earliest of these is named."""
    if over.last < asked.since:
        return ()
    days = DateRange(max(over.first, asked.since), over.last)
    found = (
        (period, [one for one in filed if covers(one.days, period)])
        for period in periods_within(days, asked.every, year_end)
    )
    return tuple(late for period, entries in found if (late := _late(period, entries, asked.within)))


def _late(period: DateRange, entries: Sequence[Entry], within: Period) -> Late | None:
    due = add_period(period.last, within)
    dated = [(one.on, one) for one in entries if one.on]
    if len(dated) < len(entries) or not dated or min(on for on, _ in dated) <= due:
        return None
    return Late(period, due, min(dated, key=lambda pair: pair[0])[1])


def first_due(asked: Evidence, over: DateRange, year_end: tuple[int, int]) -> date | None:
    """Give the day by which the first evidence over a run of days is due; None where none is ever asked for."""
    if over.last < asked.since:
        return None
    days = DateRange(max(over.first, asked.since), over.last)
    return add_period(next(periods_within(days, asked.every, year_end)).last, asked.within)


def escalated(asked: Escalation, since: date, over: DateRange | None, filed: Sequence[Entry]) -> Escalated:
    """Give the first report made on or after the day of the alert, about the days that the alert is about."""
    due = add_period(since, asked.within) if asked.within else None
    reports = [
        (one.on, one) for one in filed if one.on and one.on >= since and (over is None or one.days.overlaps(over))
    ]
    return Escalated(since, due, min(reports, key=lambda pair: pair[0])[1] if reports else None)
