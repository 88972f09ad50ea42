"""Business days of the Exchange: weekdays that are no general holiday.

The lists are written by hand from the general holidays of Hong Kong as gazetted for each year, weekdays only.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.evaluation.business_days import (
    UnknownHolidaysError,
    add_business_days,
    is_business_day,
    last_business_day,
)
from validator.rulebook.load import load_rulebook
from validator.rulebook.model import BusinessDays

_FOUND = load_rulebook().instruments["hkex-main-board"].business_days
assert _FOUND is not None
CALENDAR: BusinessDays = _FOUND

HOLIDAYS_ON_WEEKDAYS = {
    # New Year; Lunar New Year; Good Friday and Easter Monday; Ching Ming; Labour Day; the Buddha; Tuen Ng; HKSAR day;
    # the day after Mid-Autumn; National Day; Chung Yeung; Christmas and the first weekday after
    2024: "01-01 02-12 02-13 03-29 04-01 04-04 05-01 05-15 06-10 07-01 09-18 10-01 10-11 12-25 12-26",
    # Tuen Ng (31 May) is a Saturday
    2025: "01-01 01-29 01-30 01-31 04-04 04-18 04-21 05-01 05-05 07-01 10-01 10-07 10-29 12-25 12-26",
    # Ching Ming is Sunday 5 April: the Monday after is Easter Monday, so that Tuesday is a holiday too; the Buddha's
    # birthday (24 May) and Chung Yeung (18 October) are Sundays; the day after Mid-Autumn and Boxing Day are Saturdays
    2026: "01-01 02-17 02-18 02-19 04-03 04-06 04-07 05-01 05-25 06-19 07-01 10-01 10-19 12-25",
    # Lunar New Year's Day (6 February), Labour Day and Christmas are Saturdays, the day after the first is a Sunday
    2027: "01-01 02-08 02-09 03-26 03-29 04-05 05-13 06-09 07-01 09-16 10-01 10-08 12-27",
}
_DAYS = st.dates(date(2024, 4, 1), date(2027, 9, 30))


@pytest.mark.parametrize("year", HOLIDAYS_ON_WEEKDAYS)
def test_the_holidays_of_a_year(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    closed = [day for day in days if day.year == year and day.weekday() < 5 and not is_business_day(day, CALENDAR)]
    assert [f"{day:%m-%d}" for day in closed] == HOLIDAYS_ON_WEEKDAYS[year].split()


def test_good_friday_is_no_business_day_and_half_days_are() -> None:
    assert not is_business_day(date(2026, 4, 3), CALENDAR)
    # The eves of Christmas, New Year and Lunar New Year have a morning session.
    assert all(is_business_day(day, CALENDAR) for day in (date(2026, 2, 16), date(2026, 12, 24), date(2026, 12, 31)))


@pytest.mark.parametrize(
    ("event", "count", "due"),
    [
        ("2026-04-23", 15, "2026-05-15"),  # 1 May is Labour Day
        ("2025-07-29", 15, "2025-08-19"),
        ("2026-04-02", 1, "2026-04-08"),  # Good Friday to the Tuesday after Easter Monday
        ("2024-02-09", 1, "2024-02-14"),
        ("2026-04-08", -1, "2026-04-02"),
        ("2026-02-20", -10, "2026-02-03"),  # 16, 13, 12, 11, 10, 9, 6, 5, 4 and 3 February
        ("2026-06-30", -10, "2026-06-15"),  # 19 June is Tuen Ng
        ("2026-06-30", 1, "2026-07-02"),
        ("2026-04-04", 0, "2026-04-04"),
        ("2025-12-31", 2, "2026-01-05"),  # over New Year's Day and a weekend
    ],
)
def test_counting(event: str, count: int, due: str) -> None:
    assert add_business_days(date.fromisoformat(event), count, CALENDAR) == date.fromisoformat(due)


@given(_DAYS, st.integers(1, 60))
def test_forward_and_back_again(day: date, count: int) -> None:
    there = add_business_days(day, count, CALENDAR)
    assert is_business_day(there, CALENDAR)
    back = add_business_days(there, -count, CALENDAR)
    # From a business day the way back ends where it began; from another day, on the last business day before it.
    assert back == last_business_day(day, CALENDAR)


@given(_DAYS, st.integers(1, 60))
def test_as_many_business_days_lie_between(day: date, count: int) -> None:
    there = add_business_days(day, count, CALENDAR)
    passed = (day + timedelta(days=number) for number in range(1, (there - day).days + 1))
    assert sum(is_business_day(each, CALENDAR) for each in passed) == count


@pytest.mark.parametrize("day", [date(2023, 12, 29), date(2028, 1, 3), date(1900, 1, 1), date(2200, 1, 1)])
def test_a_year_that_nobody_compared_is_not_counted_in(day: date) -> None:
    with pytest.raises(UnknownHolidaysError, match=rf"the holidays of {day.year} .* \(only 2024 to 2027 have\)"):
        is_business_day(day, CALENDAR)


def test_a_count_that_runs_into_such_a_year_is_refused() -> None:
    assert add_business_days(date(2027, 12, 30), 1, CALENDAR) == date(2027, 12, 31)
    with pytest.raises(UnknownHolidaysError, match="2028"):
        add_business_days(date(2027, 12, 30), 2, CALENDAR)


def test_one_category_of_the_package_holds_every_general_holiday() -> None:
    # National Day 2028 is a Sunday, so that Monday 2 October is a holiday; Tuesday is none. Asked for its statutory
    # holidays at the same time, the package gives the substitute twice, the second one a day later.
    wider = BusinessDays("HK", CALENDAR.categories, 2024, 2028)
    assert [is_business_day(date(2028, 10, day), wider) for day in (2, 3, 4)] == [False, True, False]
