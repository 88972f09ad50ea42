"""Business days of the Stock Exchange of Hong Kong: weekdays that are no general holiday."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

# The `holidays` package calls Hong Kong's statutory holidays "public" and its further general holidays
# (Good Friday among them) "optional"; the Exchange is closed on both. Half days count as business days.
_CATEGORIES = ("public", "optional")


@cache
def _holidays_of(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415  # a heavy import that only deadlines need

    return frozenset(holidays.country_holidays("HK", years=year, categories=_CATEGORIES))


def is_business_day(day: date) -> bool:
    """Tell whether the Exchange is open for dealing on a day."""
    return day.weekday() < 5 and day not in _holidays_of(day.year)


def business_days_after(first: date, last: date) -> int:
    """Count the business days after `first` up to and with `last`; nil where `last` does not come later."""
    return sum(is_business_day(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))


def add_business_days(day: date, count: int) -> date:
    """Give the business day that lies `count` business days after (or, if negative, before) a day."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_business_day(day)
    return day


def business_days_before(day: date, count: int) -> tuple[date, ...]:
    """Give the last `count` business days before a day, newest first."""
    return tuple(add_business_days(day, -back) for back in range(1, count + 1))
