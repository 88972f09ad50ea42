"""Deadlines: how the day that is due is counted, and what follows from what is done, planned, unknown or excused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import ISSUER

from validator.checking_deadlines import deadline_verdicts
from validator.evaluation.business_days import is_business_day
from validator.evaluation.due_days import due_day
from validator.evaluation.records import Status
from validator.reading.quantities import QuantityError, add_period, parse_period
from validator.rulebook.body import AS_SOON_AS_PRACTICABLE, Due
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from workbench import Checked, Variant

    from validator.evaluation.records import Verdict

_CALENDAR = load_rulebook().instruments["hkex-main-board"].business_days
_DAYS = st.dates(date(2024, 4, 1), date(2027, 9, 30))


def _due(event: str, word: str, period: str) -> str:
    return str(due_day(date.fromisoformat(event), Due(word, parse_period(period)), _CALENDAR))


@pytest.mark.parametrize(
    ("event", "word", "period", "due"),
    [
        ("2026-04-23", "after", "15 business days", "2026-05-15"),
        ("2026-05-15", "before", "15 business days", "2026-04-23"),
        ("2026-01-31", "after", "1 month", "2026-02-28"),
        ("2026-01-31", "before", "14 days", "2026-01-17"),
        # Calendar months from the end of a month end with the end of a month.
        ("2025-12-31", "after", "3 calendar months", "2026-03-31"),
        ("2025-12-31", "after", "4 calendar months", "2026-04-30"),
        ("2026-06-30", "after", "2 calendar months", "2026-08-31"),
        ("2026-06-30", "after", "3 calendar months", "2026-09-30"),
        ("2026-02-28", "after", "3 calendar months", "2026-05-31"),
        ("2028-02-28", "after", "3 calendar months", "2028-05-28"),  # a leap year: the month goes on
        ("2026-04-05", "after", "3 calendar months", "2026-07-05"),
        ("2026-06-30", "after", "2 months", "2026-08-30"),
        # Seven business days lie between Sunday 15 March and Wednesday 25 March 2026: 16 to 20, 23 and 24.
        ("2026-03-25", "before", "7 clear business days", "2026-03-15"),
        ("2026-06-30", "before", "14 clear days", "2026-06-15"),
        ("2026-06-30", "before", "14 days", "2026-06-16"),
        ("2024-05-10", "for", "24 months", "2026-05-10"),
    ],
)
def test_counting(event: str, word: str, period: str, due: str) -> None:
    assert _due(event, word, period) == due


def test_the_same_day_and_no_day_at_all() -> None:
    day = date(2026, 4, 23)
    assert due_day(day, Due("same_day"), _CALENDAR) == day
    assert due_day(day, Due(AS_SOON_AS_PRACTICABLE), _CALENDAR) is None


@given(_DAYS, st.integers(1, 40))
def test_clear_business_days_lie_between_the_two_days(event: date, count: int) -> None:
    assert _CALENDAR is not None
    notice = due_day(event, Due("before", parse_period(f"{count} clear business days")), _CALENDAR)
    assert notice is not None
    between = [notice + timedelta(days=number) for number in range(1, (event - notice).days)]
    assert sum(is_business_day(day, _CALENDAR) for day in between) == count
    # A day later is too late: one business day fewer would lie between.
    assert is_business_day(notice + timedelta(days=1), _CALENDAR)


@given(_DAYS, st.integers(0, 60))
def test_clear_days_leave_out_both_ends(event: date, count: int) -> None:
    notice = due_day(event, Due("before", parse_period(f"{count} clear days")), None)
    assert notice is not None
    assert (event - notice).days - 1 == count


@given(_DAYS, st.integers(1, 48))
def test_calendar_months_keep_the_end_of_the_month(day: date, count: int) -> None:
    due = add_period(day, parse_period(f"{count} calendar months"))
    is_end, due_is_end = ((each + timedelta(days=1)).day == 1 for each in (day, due))
    assert due_is_end if is_end else due.day <= day.day
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == count


@pytest.mark.parametrize("period", ["5 business days", "7 clear business days", "7 clear days"])
def test_what_needs_more_than_a_date_is_not_added_to_one(period: str) -> None:
    with pytest.raises(QuantityError, match=period):
        add_period(date(2026, 4, 23), parse_period(period))


def _calendar(text: str) -> dict[str, list[tuple[str, str]]]:
    return {"calendar.yaml": [("", text)]}


def _verdict(checked: Checked, rule: str) -> Verdict:
    (found,) = [
        each
        for each in deadline_verdicts(checked.evaluated)
        if each.rule.id == rule and each.subject.id in {"annual-2025-12-31", "agm", "thing"}
    ]
    return found


def _year(said: str) -> dict[str, list[tuple[str, str]]]:
    return _calendar(f"financial_periods:\n  - {{kind: annual, ends: 2025-12-31, {said}}}\n")


@pytest.mark.parametrize(
    ("said", "as_of", "status"),
    [
        ("results: {published_on: 2026-03-31}", "2026-04-15", "satisfied"),
        ("results: {published_on: 2026-04-01}", "2026-04-15", "violated"),
        ("results: {expected_on: 2026-03-31}", "2026-03-01", "satisfied"),
        ("results: {expected_on: 2026-04-01}", "2026-03-01", "violated"),
        # A plan that has passed does not say that it was kept.
        ("results: {expected_on: 2026-03-27}", "2026-03-30", "pending"),
        ("results: {expected_on: 2026-03-27}", "2026-04-01", "undecided"),
        ("results: {expected_on: 2026-03-27, published_on: 2026-04-02}", "2026-04-03", "violated"),
        ("results: {published_on: {unknown: ask}}", "2026-03-31", "pending"),
        ("results: {published_on: {unknown: ask}}", "2026-04-01", "undecided"),
        ("results: {published_on: {not_applicable: delisted}}", "2026-04-01", "not_applicable"),
    ],
)
def test_results_of_the_year_2025(said: str, as_of: str, status: str, variant: Variant) -> None:
    assert _verdict(variant(_year(said)).on(as_of), "13.49(1)").status == status


def test_a_year_whose_holidays_are_not_known_leaves_the_day_open(variant: Variant) -> None:
    text = "general_meetings:\n  - {meeting: agm, kind: annual_general_meeting, on: 2028-01-10}\n"
    verdict = _verdict(variant(_calendar(text)).on("2027-11-01"), "13.39(5)")
    assert (verdict.status, verdict.due) == (Status.UNDECIDED, None)
    (fact,) = verdict.open_facts()
    assert "the holidays of 2028 have not been compared" in str(fact.reason)
    # A notice counted in calendar days needs no holidays: 21 days before 10 January is 20 December.
    assert str(_verdict(variant(_calendar(text)).on("2027-11-01"), "A1.14(2)-annual").due) == "2027-12-20"


@pytest.mark.parametrize(
    ("year_end", "kind", "ends", "rule", "due"),
    [
        ("03-31", "annual", "2026-03-31", "13.49(1)", "2026-06-30"),
        ("03-31", "annual", "2026-03-31", "13.46", "2026-07-31"),
        ("06-30", "interim", "2025-12-31", "13.49(6)", "2026-02-28"),
        ("06-30", "interim", "2025-12-31", "13.48(1)", "2026-03-31"),
        ("02-28", "annual", "2026-02-28", "13.49(1)", "2026-05-31"),
    ],
)
def test_deadlines_follow_the_year_end_without_a_calendar(
    year_end: str, kind: str, ends: str, rule: str, due: str, variant: Variant
) -> None:
    bench = variant({ISSUER: [('financial_year_end: "12-31"', f'financial_year_end: "{year_end}"')]})
    for folder in ("agreements", "announcements", "controls"):  # the caps there follow the calendar year
        for file in (bench.folder / folder).iterdir():
            file.unlink()
    found = {
        (each.subject.id, each.rule.id): str(each.due) for each in deadline_verdicts(bench.on("2026-04-23").evaluated)
    }
    assert found[f"{kind}-{ends}", rule] == due
