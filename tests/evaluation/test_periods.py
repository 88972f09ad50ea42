"""Financial years, the periods in them, and which lack evidence; business days around the holidays of Hong Kong."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.evaluation.business_days import add_business_days, is_business_day
from validator.evaluation.deadlines import due_day
from validator.evaluation.periods import financial_year_of, periods_within, periods_without_evidence
from validator.reading.quantities import DateRange, Period, parse_date
from validator.rulebook.model import Evidence

_YEAR_ENDS = [(12, 31), (3, 31), (6, 30), (2, 28), (2, 29), (1, 30), (4, 5), (9, 30)]
_DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))


def _days(first: str, last: str) -> DateRange:
    return DateRange(parse_date(first), parse_date(last))


@pytest.mark.parametrize(
    ("day", "year_end", "first", "last"),
    [
        ("2026-04-23", (12, 31), "2026-01-01", "2026-12-31"),
        ("2026-03-31", (3, 31), "2025-04-01", "2026-03-31"),
        ("2026-04-01", (3, 31), "2026-04-01", "2027-03-31"),
        ("2023-03-01", (2, 28), "2023-03-01", "2024-02-29"),  # a year that ends with February ends on its last day
        ("2024-02-29", (2, 28), "2023-03-01", "2024-02-29"),
        ("2024-03-01", (2, 28), "2024-03-01", "2025-02-28"),
        ("2025-02-28", (2, 29), "2024-03-01", "2025-02-28"),
        ("2024-02-29", (2, 29), "2023-03-01", "2024-02-29"),
        ("2026-04-05", (4, 5), "2025-04-06", "2026-04-05"),
    ],
)
def test_the_financial_year_of_a_day(day: str, year_end: tuple[int, int], first: str, last: str) -> None:
    assert financial_year_of(parse_date(day), year_end) == _days(first, last)


@given(_DAYS, st.sampled_from(_YEAR_ENDS))
def test_financial_years_follow_one_another(day: date, year_end: tuple[int, int]) -> None:
    year = financial_year_of(day, year_end)
    assert year.first <= day <= year.last
    assert financial_year_of(year.last + timedelta(days=1), year_end).first == year.last + timedelta(days=1)
    assert financial_year_of(year.first, year_end) == financial_year_of(year.last, year_end) == year


@given(
    _DAYS,
    st.integers(0, 1500),
    st.sampled_from(["month", "quarter", "half_year", "financial_year"]),
    st.sampled_from(_YEAR_ENDS),
)
def test_periods_cover_every_day_once(first: date, length: int, every: str, year_end: tuple[int, int]) -> None:
    days = DateRange(first, first + timedelta(days=length))
    periods = list(periods_within(days, every, year_end))
    assert (periods[0].first, periods[-1].last) == (days.first, days.last)
    for one, other in itertools.pairwise(periods):
        assert one.last + timedelta(days=1) == other.first
    for period in periods:
        assert financial_year_of(period.first, year_end) == financial_year_of(period.last, year_end)


def test_quarters_of_a_year_that_ends_in_march() -> None:
    quarters = list(periods_within(_days("2025-05-10", "2026-04-02"), "quarter", (3, 31)))
    assert [str(quarter) for quarter in quarters] == [
        "2025-05-10 to 2025-06-30",
        "2025-07-01 to 2025-09-30",
        "2025-10-01 to 2025-12-31",
        "2026-01-01 to 2026-03-31",
        "2026-04-01 to 2026-04-02",
    ]


def test_half_years_of_a_year_that_ends_with_february() -> None:
    halves = list(periods_within(_days("2023-03-01", "2025-02-28"), "half_year", (2, 28)))
    assert [str(half) for half in halves] == [
        "2023-03-01 to 2023-08-31",
        "2023-09-01 to 2024-02-29",
        "2024-03-01 to 2024-08-31",
        "2024-09-01 to 2025-02-28",
    ]


def _missing(as_of: str, filed: list[DateRange], *, since: str = "2025-01-01") -> list[str]:
    asked = Evidence("month", Period(1, "month"), parse_date(since), "agreement.days")
    over = _days("2026-01-05", "2026-06-30")
    return [str(each) for each in periods_without_evidence(asked, over, filed, parse_date(as_of), (12, 31))]


def test_evidence_is_due_after_its_grace() -> None:
    assert _missing("2026-02-28", []) == []  # a month after 31 January is 28 February
    assert _missing("2026-03-01", []) == ["2026-01-05 to 2026-01-31"]


def test_evidence_has_to_cover_the_whole_period() -> None:
    january = ["2026-01-05 to 2026-01-31"]
    assert _missing("2026-03-01", [_days("2026-01-05", "2026-01-30")]) == january
    assert _missing("2026-03-01", [_days("2026-01-06", "2026-01-31")]) == january
    assert _missing("2026-03-01", [_days("2026-01-01", "2026-03-31")]) == []


def test_evidence_is_asked_from_the_day_of_the_procedure_on() -> None:
    assert _missing("2026-05-31", [], since="2026-03-15") == ["2026-03-15 to 2026-03-31", "2026-04-01 to 2026-04-30"]
    assert _missing("2026-05-31", [], since="2026-07-01") == []


@pytest.mark.parametrize(
    "day",
    [
        *("2024-02-12", "2024-02-13", "2024-03-29", "2024-04-01", "2024-04-04", "2024-05-01", "2024-05-15"),
        *("2025-01-29", "2025-01-30", "2025-01-31", "2025-04-04", "2025-04-18", "2025-04-21", "2025-05-01"),
        *("2026-02-17", "2026-02-18", "2026-02-19", "2026-04-03", "2026-04-06", "2026-04-07", "2026-05-01"),
        *("2025-12-25", "2025-12-26", "2026-01-01"),
        *("2027-02-08", "2027-02-09", "2027-03-26", "2027-03-29", "2027-04-05", "2027-05-13"),
        *("2025-05-05", "2026-05-25", "2024-07-01", "2025-07-01", "2025-10-01", "2025-10-07"),
    ],
)  # fmt: skip
def test_holidays(day: str) -> None:
    assert parse_date(day).weekday() < 5
    assert not is_business_day(parse_date(day))


@pytest.mark.parametrize(
    "day",
    [
        *("2024-02-09", "2024-02-14", "2024-03-28", "2024-04-02", "2024-04-30", "2024-05-02"),
        *("2025-01-28", "2025-02-03", "2025-04-17", "2025-04-22", "2025-05-02", "2025-12-24", "2025-12-31"),
        *("2026-02-16", "2026-02-20", "2026-04-02", "2026-04-08", "2026-04-30", "2026-05-04"),
        *("2027-02-05", "2027-02-10", "2027-03-25", "2027-03-30", "2027-04-30", "2027-05-03"),
    ],
)
def test_days_on_which_the_exchange_is_open(day: str) -> None:
    assert is_business_day(parse_date(day))


@pytest.mark.parametrize(
    ("event", "count", "due"),
    [
        ("2026-04-23", 15, "2026-05-15"),  # 1 May is Labour Day
        ("2025-07-29", 15, "2025-08-19"),
        ("2026-04-02", 1, "2026-04-08"),  # Good Friday to the Tuesday after Easter Monday
        ("2024-02-09", 1, "2024-02-14"),
        ("2026-04-08", -1, "2026-04-02"),
        ("2026-02-20", -10, "2026-02-03"),  # 16, 13, 12, 11, 10, 9, 6, 5, 4 and 3 February
        ("2026-04-04", 0, "2026-04-04"),
    ],
)
def test_counting_business_days(event: str, count: int, due: str) -> None:
    assert add_business_days(parse_date(event), count) == parse_date(due)


def test_due_days() -> None:
    day = parse_date("2026-01-31")
    assert due_day(day, Period(1, "month"), "after") == parse_date("2026-02-28")
    assert due_day(day, Period(14, "day"), "before") == parse_date("2026-01-17")
    assert due_day(parse_date("2026-04-23"), Period(15, "business day"), "after") == parse_date("2026-05-15")
    assert due_day(parse_date("2026-05-15"), Period(15, "business day"), "before") == parse_date("2026-04-23")
