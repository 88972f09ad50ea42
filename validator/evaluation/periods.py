"""Months, quarters, half years and financial years, and which of them lack the evidence of a procedure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.reading.quantities import DateRange, Period, add_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.rulebook.body import Evidence

_COMMON_YEAR = 2001
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "financial_year": 12}


def financial_year_of(day: date, year_end: tuple[int, int]) -> DateRange:
    """Give the financial year that a day lies in; `year_end` is (month, day)."""
    last = _year_end(day.year, year_end)
    if day > last:
        last = _year_end(day.year + 1, year_end)
    return DateRange(_year_end(last.year - 1, year_end) + timedelta(days=1), last)


def _year_end(year: int, year_end: tuple[int, int]) -> date:
    month, day = year_end
    # A year that ends with February ends on its last day, leap year or not, whichever of the two is written.
    ends_with_month = day >= monthrange(_COMMON_YEAR, month)[1]
    return date(year, month, monthrange(year, month)[1] if ends_with_month else day)


def periods_within(days: DateRange, every: str, year_end: tuple[int, int]) -> Iterator[DateRange]:
    """Cut a run of days into months, quarters, half years or years of the financial year, clipped at both ends."""
    first = financial_year_of(days.first, year_end).first
    index = 0
    while True:
        start = add_period(first, Period(index * _MONTHS[every], "month"))
        end = add_period(first, Period((index + 1) * _MONTHS[every], "month")) - timedelta(days=1)
        if start > days.last:
            return
        if end >= days.first:
            yield DateRange(max(start, days.first), min(end, days.last))
        index += 1


def periods_without_evidence(
    asked: Evidence, over: DateRange, filed: Sequence[DateRange], as_of: date, year_end: tuple[int, int]
) -> tuple[DateRange, ...]:
    """Give the periods whose evidence is overdue on a day: ended, past their grace, and covered by nothing filed."""
    if over.last < asked.since:
        return ()
    days = DateRange(max(over.first, asked.since), over.last)
    return tuple(
        period
        for period in periods_within(days, asked.every, year_end)
        if add_period(period.last, asked.within) < as_of and not any(covers(one, period) for one in filed)
    )


def covers(filed: DateRange, period: DateRange) -> bool:
    """Tell whether filed days take in a whole period."""
    return filed.first <= period.first and period.last <= filed.last
