"""The timetable: which entries it has on a day, and how each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import KINGSOFT

from validator.findings import ListingRulesError
from validator.timetable.entries import entries_of

if TYPE_CHECKING:
    from workbench import Checked, Variant

    from validator.timetable.entries import Entry


def _calendar(text: str) -> dict[str, list[tuple[str, str]]]:
    return {"calendar.yaml": [("", text)]}


def _year(said: str) -> dict[str, list[tuple[str, str]]]:
    return _calendar(f"financial_periods:\n  - {{kind: annual, ends: 2025-12-31, {said}}}\n")


def _entry(checked: Checked, rule: str, subject: str = "annual-2025-12-31") -> Entry:
    (found,) = [
        each
        for each in entries_of(checked.evaluated)
        if (each.verdict.rule.id, each.verdict.subject.id) == (rule, subject)
    ]
    return found


@pytest.mark.parametrize(
    ("said", "as_of", "state", "days", "late"),
    [
        ("results: {published_on: 2026-03-25}", "2026-04-23", "done", 6, False),
        ("results: {published_on: 2026-04-03}", "2026-04-23", "done_late", 3, True),
        ("results: {published_on: 2026-03-25}", "2026-03-20", "planned", 11, False),
        ("results: {expected_on: 2026-03-25}", "2026-03-20", "planned", 11, False),
        ("results: {expected_on: 2026-04-03}", "2026-03-20", "planned_late", 3, True),
        ("results: {expected_on: 2026-03-25}", "2026-03-26", "due", 5, False),
        ("report: {expected_on: 2026-04-30}", "2026-03-31", "due_today", 0, False),
        ("report: {expected_on: 2026-04-30}", "2026-04-02", "not_recorded", 2, True),
    ],
)
def test_how_an_entry_stands(said: str, as_of: str, state: str, days: int, late: bool, variant: Variant) -> None:
    entry = _entry(variant(_year(said)).on(as_of), "13.49(1)")
    assert (entry.state, entry.days, entry.is_late) == (state, days, late)


def test_without_a_record_a_day_that_has_passed_is_shown_but_not_late(variant: Variant) -> None:
    entry = _entry(variant().on("2026-04-02"), "13.49(1)")
    assert (entry.state, entry.days, entry.is_late) == ("not_recorded", 2, False)


def test_what_waits_for_its_event_names_the_question(variant: Variant) -> None:
    entry = _entry(variant().on("2026-03-01"), "14A.57")
    assert (entry.state, entry.due) == ("waits", None)
    assert [fact.name for fact in entry.open_facts] == ["financial_period.bulk_print_on"]


def test_the_last_business_day_before_a_day_that_is_none(variant: Variant) -> None:
    # 25 March 2026 less seven clear business days is Sunday the 15th; the Friday before is the 13th.
    entry = _entry(variant(_year("board_meeting: {on: 2026-03-25}")).on("2026-03-01"), "13.43")
    assert (str(entry.due), str(entry.last_business_day)) == ("2026-03-15", "2026-03-13")


def test_a_window_runs_and_is_over(variant: Variant) -> None:
    text = "events:\n  - {event: thing, kind: control_gained, on: 2024-05-10}\n"
    running = _entry(variant(_calendar(text)).on("2026-05-10"), "14A.84(2)", "thing")
    assert (running.state, str(running.due), running.days) == ("running", "2026-05-10", 0)
    assert _entry(variant(_calendar(text)).on("2026-05-11"), "14A.84(2)", "thing").state == "over"


def test_as_soon_as_practicable_has_no_day_and_is_never_late_by_a_number(variant: Variant) -> None:
    text = "events:\n  - {event: thing, kind: terminated, on: 2026-03-02, announced_on: 2026-07-02}\n"
    entry = _entry(variant(_calendar(text)).on("2026-07-03"), "14A.35-note", "thing")
    assert (entry.state, entry.due, entry.days, entry.is_late) == ("done", None, None, False)


def test_one_meeting_for_the_calendar_and_the_announcement_that_calls_it(variant: Variant) -> None:
    meetings = {
        each.verdict.subject.id
        for each in entries_of(variant(of=KINGSOFT).on("2026-04-23").evaluated)
        if each.verdict.subject.scope == "meeting"
    }
    assert meetings == {"agm-2026"}


def test_history_is_left_out_unless_its_event_is_asked_for(variant: Variant) -> None:
    evaluated = variant(of=KINGSOFT).on("2026-04-23").evaluated
    assert all(str(entry.due or entry.event_day or "9") >= "2026-01-01" for entry in entries_of(evaluated))
    # Financing services stand as they were agreed in November 2024.
    (old,) = entries_of(evaluated, "2024-11-19")
    assert (old.verdict.rule.id, str(old.done_on)) == ("14A.35", "2024-11-19")


def test_an_event_that_nobody_knows(variant: Variant) -> None:
    with pytest.raises(ListingRulesError, match="nothing is counted from `agm-2027`") as caught:
        entries_of(variant(of=KINGSOFT).on("2026-04-23").evaluated, "agm-2027")
    assert "agm-2026" in caught.value.findings[0].help
