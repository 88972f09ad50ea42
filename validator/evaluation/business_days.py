"""Business days of a body of rules: weekdays that are no holiday, in the years whose holidays are known."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.rulebook.model import BusinessDays

_WEEKDAYS = 5


class UnknownHolidaysError(Exception):
    """Business days were to be counted in a year whose holidays nobody compared with the published list."""

    def __init__(self, year: int, calendar: BusinessDays) -> None:
        known = f"{calendar.first_year} to {calendar.last_year}"
        super().__init__(f"the holidays of {year} have not been compared with the published list (only {known} have)")


@cache
def _holidays_of(year: int, calendar: BusinessDays) -> frozenset[date]:
    if not calendar.first_year <= year <= calendar.last_year:
        raise UnknownHolidaysError(year, calendar)
    import holidays  # noqa: PLC0415  # a heavy import that only deadlines need

    return frozenset(holidays.country_holidays(calendar.country, years=year, categories=calendar.categories))


def is_business_day(day: date, calendar: BusinessDays) -> bool:
    """Tell whether a day is a business day. Raises `UnknownHolidaysError` outside the years that are known."""
    holidays = _holidays_of(day.year, calendar)
    return day.weekday() < _WEEKDAYS and day not in holidays


def business_days_after(first: date, last: date, calendar: BusinessDays) -> int:
    """Count the business days after `first` up to and with `last`; nil where `last` does not come later."""
    return sum(is_business_day(first + timedelta(days=step), calendar) for step in range(1, (last - first).days + 1))


def add_business_days(day: date, count: int, calendar: BusinessDays) -> date:
    """Give the business day that lies `count` business days after (or, if negative, before) a day.

    Raises `UnknownHolidaysError` where the count runs into a year that is not known.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_business_day(day, calendar)
    return day


def last_business_day(day: date, calendar: BusinessDays) -> date:
    """Give the day itself if it is a business day, else the nearest one before it; raises as above."""
    while not is_business_day(day, calendar):
        day -= timedelta(days=1)
    return day


def business_days_before(day: date, count: int, calendar: BusinessDays) -> tuple[date, ...]:
    """Give the last `count` business days before a day, newest first; raises as above."""
    return tuple(add_business_days(day, -back, calendar) for back in range(1, count + 1))
