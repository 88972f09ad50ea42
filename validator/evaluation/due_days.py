"""The day that is due: a period counted from the day of an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from validator.evaluation.business_days import add_business_days
from validator.reading.quantities import Period, add_period

if TYPE_CHECKING:
    from datetime import date

    from validator.rulebook.body import Due
    from validator.rulebook.model import BusinessDays

_CLEAR = "clear "


def due_day(event: date, due: Due, calendar: BusinessDays | None) -> date | None:
    """Count from the day of an event; None where the rule gives no day (as soon as practicable).

    Raises `UnknownHolidaysError` where business days run into a year whose holidays are not known.
    """
    if due.period is None:
        return event if due.has_day else None
    return count_days(event, due.period, -1 if due.word == "before" else 1, calendar)


def count_days(event: date, period: Period, sign: int, calendar: BusinessDays | None) -> date:
    """Count a period forward (sign 1) or backward (-1).

    Clear days leave out both ends: so many days lie between the two, and the day beyond them is the nearest that will
    do. With clear business days that day itself need not be a business day.
    """
    if period.unit.startswith(_CLEAR):
        between = replace(period, unit=period.unit.removeprefix(_CLEAR))
        return count_days(event, between, sign, calendar) + sign * timedelta(days=1)
    if period.unit == "business day":
        assert calendar is not None  # noqa: S101  # refused when the rule was read
        return add_business_days(event, sign * period.count, calendar)
    return add_period(event, period, times=sign)
