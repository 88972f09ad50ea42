"""Financial years, the periods in them, and which lack evidence."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.evaluation.periods import financial_year_of, periods_within, periods_without_evidence
from validator.reading.quantities import DateRange, Period, parse_date
from validator.rulebook.body import Evidence

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
