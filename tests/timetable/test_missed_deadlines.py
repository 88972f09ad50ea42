"""What `check` says of deadlines: what is missed, would be, or has passed unrecorded; nothing that is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, ANNOUNCEMENT, KINGSOFT

from validator.findings import ReadingError

if TYPE_CHECKING:
    from workbench import Checked, Variant

_CIRCULAR = "announcements/2026-04-23.yaml"
_REASON = """  reason_if_late:
    en: more time is needed to prepare what the circular has to contain
    zh-Hant: 編備通函須載列的資料需要更多時間
"""


def _calendar(text: str) -> dict[str, list[tuple[str, str]]]:
    return {"calendar.yaml": [("", text)]}


def _of_deadlines(checked: Checked) -> list[tuple[str, str]]:
    codes = {rule.code for rule in checked.evaluated.rulebook.of_kind("deadline")}
    return [each for each in checked.codes if each[1] in codes]


@pytest.mark.parametrize("day", ["2026-01-05", "2026-03-31", "2026-05-01", "2026-12-31", "2027-06-30"])
def test_a_workspace_that_says_nothing_of_results_is_asked_nothing(day: str, variant: Variant) -> None:
    assert _of_deadlines(variant().on(day)) == []


@pytest.mark.parametrize(
    ("said", "day", "found"),
    [
        ("results: {published_on: 2026-04-01}", "2026-04-02", [("error", "HKEX-13.49(1)")]),
        ("results: {published_on: 2026-03-31}", "2026-04-02", []),
        ("results: {expected_on: 2026-04-01}", "2026-01-05", [("error", "HKEX-13.49(1)")]),
        # The days of the report are not yet past, those of the results are, and the period has a record.
        ("report: {expected_on: 2026-04-30}", "2026-04-01", [("warning", "HKEX-13.49(1)")]),
        ("report: {expected_on: 2026-04-30}", "2026-03-31", []),
        (
            "results: {published_on: 2026-03-25}, "
            "report: {bulk_print_on: 2026-04-24, auditors_letter_sent_on: 2026-04-13}",
            "2026-04-14",
            [("error", "HKEX-14A.57")],
        ),
        (
            "results: {published_on: 2026-03-25}, board_meeting: {on: 2026-03-25, announced_on: 2026-03-16}",
            "2026-03-25",
            [("error", "HKEX-13.43")],
        ),
    ],
)
def test_a_period_with_a_record(said: str, day: str, found: list[tuple[str, str]], variant: Variant) -> None:
    text = f"financial_periods:\n  - {{kind: annual, ends: 2025-12-31, {said}}}\n"
    assert _of_deadlines(variant(_calendar(text)).on(day)) == found


def test_a_missed_deadline_stands_at_its_line(variant: Variant) -> None:
    bench = variant(
        _calendar(
            "financial_periods:\n  - kind: annual\n    ends: 2025-12-31\n    results:\n      published_on: 2026-04-01\n"
        )
    )
    finding = bench.on("2026-04-02").finding("HKEX-13.49(1)")
    assert bench.of(finding.place) == ("calendar.yaml", 5)
    assert "due by 2026-03-31" in finding.message
    assert "2026-04-01" in finding.message
    assert [(bench.of(each.place), each.label) for each in finding.related] == [
        (("calendar.yaml", 3), "counted from 2025-12-31")
    ]
    assert finding.subject == "financial year to 2025-12-31"


def test_a_day_that_has_passed_unrecorded_is_asked_for(variant: Variant) -> None:
    text = "financial_periods:\n  - {kind: annual, ends: 2025-12-31, results: {published_on: {unknown: ask}}}\n"
    finding = variant(_calendar(text)).on("2026-04-01").finding("HKEX-13.49(1)")
    assert "Ask company secretary: On which day were the results announced?" in finding.help


def test_a_circular_after_the_fifteenth_business_day_needs_its_reason(variant: Variant) -> None:
    # 23 April 2026 and fifteen business days is 15 May; the circular is expected on 30 May.
    assert _of_deadlines(variant(of=KINGSOFT).on("2026-04-23")) == []
    finding = variant({_CIRCULAR: [(_REASON, "")]}, of=KINGSOFT).on("2026-04-23").finding("HKEX-14A.68(11)")
    assert "due by 2026-05-15; circular expected on is 2026-05-30" in finding.message
    assert "say in the announcement why" in finding.help


def test_the_circular_of_an_earlier_announcement_is_followed(variant: Variant) -> None:
    late = variant(
        {
            _CIRCULAR: [
                ("  expected_on: 2026-05-30\n", "  expected_on: 2026-05-15\n  sent_on: 2026-05-18\n"),
                (_REASON, ""),
            ]
        },
        of=KINGSOFT,
    )
    assert (
        "due by 2026-05-15; circular sent on is 2026-05-18" in late.on("2026-05-20").finding("HKEX-14A.68(11)").message
    )
    silent = variant(of=KINGSOFT)
    assert ("warning", "HKEX-14A.68(11)") not in silent.on("2026-05-30").codes
    # The reason excuses until the day announced; after it, somebody is asked what became of it.
    assert ("warning", "HKEX-14A.68(11)") in silent.on("2026-05-31").codes


@pytest.mark.parametrize(("sent", "found"), [("2026-05-30", False), ("2026-06-02", True)])
def test_a_circular_sent_later_than_announced(sent: str, found: bool, variant: Variant) -> None:
    # The announcement promises 30 May: a later day has to be announced by the 29th, and nothing says that it was.
    checked = variant({_CIRCULAR: [(_REASON, f"{_REASON}  sent_on: {sent}\n")]}, of=KINGSOFT).on("2026-06-03")
    assert (("warning", "HKEX-14A.47") in checked.codes) is found


def test_a_circular_that_is_put_off_is_announced_before_its_day(variant: Variant) -> None:
    put_off = (
        "  expected_on: 2026-05-30\n",
        "  expected_on: 2026-05-30\n  delayed_to: 2026-06-05\n  delay_announced_on: 2026-05-30\n",
    )
    finding = variant({_CIRCULAR: [put_off]}, of=KINGSOFT).on("2026-05-30").finding("HKEX-14A.47")
    assert "due by 2026-05-29" in finding.message


def test_a_circular_after_the_notice_of_the_meeting(variant: Variant) -> None:
    notice = (
        "    notice_on: {unknown: to be sent in due course (March 2026); no document gives the day}\n",
        "    notice_on: 2026-05-29\n",
    )
    finding = variant({"calendar.yaml": [notice]}, of=KINGSOFT).on("2026-05-29").finding("HKEX-14A.46(1)")
    assert "due by 2026-05-29; circular expected on is 2026-05-30" in finding.message


def test_an_agreement_that_nobody_announced(variant: Variant) -> None:
    bench = variant(
        {
            AGREEMENT: [("announced_on: 2026-01-05\n", "")],
            ANNOUNCEMENT: [("dated: 2026-01-05", "dated: {unknown: ask}")],
        }
    )
    # A tier that is still to be announced is decided in this workspace; on the day of signing nothing is late.
    assert ("warning", "HKEX-14A.35") not in bench.on("2026-01-05").codes
    assert ("warning", "HKEX-14A.35") in bench.on("2026-01-06").codes


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("terminated", ["HKEX-14A.35-note"]),
        ("review_not_confirmed", ["HKEX-14A.59", "HKEX-14A.59-exchange"]),
        ("became_connected", ["HKEX-14A.60"]),
        ("control_gained", []),
    ],
)
def test_events_that_have_to_be_announced(kind: str, codes: list[str], variant: Variant) -> None:
    text = f"events:\n  - {{event: thing, kind: {kind}, on: 2026-03-02}}\n"
    assert [code for _, code in _of_deadlines(variant(_calendar(text)).on("2026-03-03"))] == codes
    assert _of_deadlines(variant(_calendar(text)).on("2026-03-02")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "financial_periods:\n  - {kind: annual, ends: 2025-06-30}\n",
            "no annual period of the issuer ends on 2025-06-30",
        ),
        (
            "financial_periods:\n  - {kind: interim, ends: 2025-12-31}\n",
            "no interim period of the issuer ends on 2025-12-31",
        ),
        (
            "financial_periods:\n" + "  - {kind: annual, ends: 2025-12-31}\n" * 2,
            "the annual period to 2025-12-31 stands twice",
        ),
        (
            "general_meetings:\n" + "  - {meeting: agm, kind: annual_general_meeting, on: 2026-06-30}\n" * 2,
            "meeting `agm` stands twice",
        ),
        ("events:\n" + "  - {event: end, kind: terminated, on: 2026-03-02}\n" * 2, "event `end` stands twice"),
    ],
)
def test_a_calendar_that_does_not_fit_is_refused(text: str, message: str, variant: Variant) -> None:
    with pytest.raises(ReadingError, match=message):
        variant(_calendar(text)).on("2026-03-03")
