"""Checklists judged for whole workspaces: which items apply, what answers them, and on which day `check` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, ANNOUNCEMENT, ISSUER, KINGSOFT, ROOT, Changes

from validator.checklists.forms import fill, form_names
from validator.findings import DraftingError, ReadingError

if TYPE_CHECKING:
    from workbench import Checked, Variant, Workbench

YES, NO, NA, OPEN = "answered", "missing", "not_applicable", "undecided"
SIGNED = "2026-01-05"


def states(checked: Checked, form: str, part: int = 0) -> list[tuple[str, str]]:
    filled = fill(checked.evaluated, form)
    return [(answer.item.cite, str(answer.state)) for _, answer in filled.parts[part].answers]


def state(checked: Checked, form: str, cite: str, part: int = 0) -> list[str]:
    return [state for own, state in states(checked, form, part) if own == cite]


# Read off the two announcements themselves, item by item: both cover continuing supplies only, so that nothing about
# consideration, assets, securities, forecasts or guarantees applies; neither names an ultimate beneficial owner.
CONTINUING = [
    ("14.58(1)", YES),
    ("14.58(2)", YES),
    ("14.58(3)", YES),
    ("14.58(4)", NA),
    ("14.58(5)", NA),
    ("14.58(6)", NA),
    ("14.58(7)", NA),
    ("14.58(8)", YES),
    ("14.58(8)", YES),
    ("14.58(9)", NA),
    ("14.59", NA),
    ("14.59", NA),
    ("14.59, 14.60(4)", NA),
    ("14.59, 14.60(4)", NA),
    ("14.60(1)", YES),
    ("14.60(2)", NA),
    ("14.60(3)", NA),
    ("14.60(3)", NA),
    ("14A.68(1A)", NO),
    ("14A.68(2)", YES),
    ("14A.68(3)", YES),
    ("14A.68(4)", YES),
    ("14A.68(4)", YES),
    ("14A.68(5)", NA),
    ("14A.68(6)", NA),
    ("14A.68(7)", NA),
    ("14A.68(8)", YES),
]
# July 2025: nothing is put to the vote, so neither approval nor circular; April 2026: both, and the circular of 30 May
# goes out after 24 business days (1 and 25 May are holidays), with a reason.
ENDS = {
    "2025-07-29": [
        ("14A.68(9)", NA),
        ("14A.68(10), 14.60(5)", NA),
        ("14A.68(11), 14.60(7)", NA),
        ("14A.68(11), 14.60(7)", NA),
        ("14A.68(12)", NA),
    ],
    "2026-04-23": [
        ("14A.68(9)", YES),
        ("14A.68(10), 14.60(5)", NA),
        ("14A.68(11), 14.60(7)", YES),
        ("14A.68(11), 14.60(7)", YES),
        ("14A.68(12)", NA),
    ],
}


@pytest.mark.parametrize("day", ENDS)
def test_the_real_announcements_item_by_item(variant: Variant, day: str) -> None:
    assert states(variant(of=KINGSOFT).on(day), "announcement") == CONTINUING + ENDS[day]


def test_what_is_missing_says_whom_to_ask(variant: Variant) -> None:
    (finding,) = [f for f in variant(of=KINGSOFT).on("2026-04-23").findings if f.code == "HKEX-14A.68"]
    assert finding.help == "Ask counsel: Who ultimately owns the counterparty?"


def test_an_item_that_nobody_compared_is_marked_as_such(variant: Variant) -> None:
    on = variant({AGREEMENT: [("reasons: {en: a steady supply, zh-Hant: 供應穩定}\n", "")]}).on(SIGNED)
    assert on.finding("HKEX-14.58").rule.verified is False  # 14.58(8) stands after the cut of the copy read
    on = variant({ISSUER: [("{en: the prescribed words, zh-Hant: 規定字句}", "{unknown: to be put in}")]}).on(SIGNED)
    assert on.finding("HKEX-14.58").rule.verified is True  # 14.58(1) stands before it


# ---- one-off transactions

_SALE = [
    ("    kind: goods\n    direction: group_buys\n    is_continuing: true\n", "{kind}"),
    ("    term: {from: 2026-01-05, to: 2028-12-31}\n", ""),
    ("    pricing: {en: unit prices by list, zh-Hant: 按價目表所列單價}\n", "    consideration: RMB 10.0 million\n"),
]


def one_off(variant: Variant, direction: str, particulars: str = "") -> Checked:
    said = f"    kind: assets\n    direction: {direction}\n    is_continuing: false\n{particulars}"
    changes: Changes = {AGREEMENT: [(old, new.replace("{kind}", said)) for old, new in _SALE]}
    return variant(changes).on(SIGNED)


def test_a_sale_and_a_purchase_of_assets_ask_for_different_things(variant: Variant) -> None:
    sale, purchase = one_off(variant, "group_sells"), one_off(variant, "group_buys")
    assert state(purchase, "announcement", "14A.68(5)") == [NO]
    assert state(sale, "announcement", "14A.68(5)") == [NA]
    assert state(sale, "announcement", "14.60(3)") == [NO, NO]
    assert state(purchase, "announcement", "14.60(3)") == [NA, NA]
    for each in (sale, purchase):
        assert state(each, "announcement", "14.58(6)") == [NO]
        assert state(each, "announcement", "14.58(7)") == [NO]
        assert state(each, "announcement", "14A.68(4)") == [NA, NA]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("{from: 2025-01-06, to: 2026-01-05}", NO),  # exactly twelve months, the last day counted
        ("{from: 2025-01-05, to: 2026-01-05}", NA),  # one day more
        ("{from: 2025-12-01, to: 2026-01-05}", NO),
    ],
)
def test_the_cost_to_the_group_is_asked_of_assets_held_for_12_months_or_less(
    variant: Variant, held: str, expected: str
) -> None:
    particulars = f"    particulars: {{held: {held}}}\n"
    assert state(one_off(variant, "group_sells", particulars), "announcement", "14A.68(6)") == [expected]


def test_how_long_the_assets_were_held_must_be_known(variant: Variant) -> None:
    assert state(one_off(variant, "group_sells"), "announcement", "14A.68(6)") == [OPEN]


def test_a_guarantee_is_asked_for_only_where_the_group_buys(variant: Variant) -> None:
    assert state(one_off(variant, "group_buys"), "announcement", "14A.68(12)") == [OPEN]
    given = "    particulars: {performance_guaranteed: true}\n"
    assert state(one_off(variant, "group_buys", given), "announcement", "14A.68(12)") == [NO]
    assert state(one_off(variant, "group_sells", given), "announcement", "14A.68(12)") == [NA]


def test_no_security_is_an_answer(variant: Variant) -> None:
    none = "    particulars: {security: {not_applicable: none is given or required}}\n"
    assert state(one_off(variant, "group_buys", none), "announcement", "14.58(9)") == [YES]
    assert state(one_off(variant, "group_buys"), "announcement", "14.58(9)") == [NO]


# ---- the view of the independent directors and the statement on abstentions have triggers of their own

_LARGE = (
    "amount: RMB 10.0 million}",
    "amount: RMB 100.0 million}",
)  # 20% of the revenue of RMB 500 million: not exempt
_VIEW = "given: {attested: true, by: the independent Directors, on: 2026-01-05, evidence: board minutes}"


def test_where_all_goes_to_the_vote_view_and_abstentions_may_wait_for_the_circular(variant: Variant) -> None:
    on = variant({AGREEMENT: [_LARGE]}).on(SIGNED)
    assert state(on, "announcement", "14A.68(3)") == [NA]
    assert state(on, "announcement", "14A.68(8)") == [NA]
    assert state(on, "announcement", "14A.68(4)") == [YES, NA]
    assert state(on, "announcement", "14A.68(9)") == [NO]


def test_a_view_that_is_still_to_come_is_missing(variant: Variant) -> None:
    on = variant({ANNOUNCEMENT: [(_VIEW, "given: {unknown: to come}")]}).on(SIGNED)
    assert state(on, "announcement", "14A.68(3)") == [NO]


# ---- circulars

_CIRCULAR = "circular: {expected_on: 2026-02-10, dated: 2026-02-10}\nsigned_by: wong-mei"


def with_circular(variant: Variant) -> Workbench:
    return variant({AGREEMENT: [_LARGE], ANNOUNCEMENT: [("signed_by: wong-mei", _CIRCULAR)]})


def test_check_asks_for_a_circular_on_its_day_only(variant: Variant) -> None:
    bench = with_circular(variant)
    codes = [{code for _, code in bench.on(day).codes} for day in ("2026-02-09", "2026-02-10", "2026-02-11")]
    asked = {"HKEX-14A.69", "HKEX-14A.70", "HKEX-14A.40", "HKEX-14A.43", "HKEX-14A.45"}
    assert not codes[0] & asked
    assert codes[1] >= asked
    assert not codes[2] & asked


def test_no_circular_is_asked_for_where_none_is_needed(variant: Variant) -> None:
    on = variant({ANNOUNCEMENT: [("signed_by: wong-mei", _CIRCULAR)]}).on("2026-02-10")
    assert {state for _, state in states(on, "circular")} == {NA}
    assert not [code for _, code in on.codes if code.startswith("HKEX-14A.7")]


def test_an_opinion_of_no_is_an_answer_and_silence_is_not(variant: Variant) -> None:
    letter = (
        "circular: {expected_on: 2026-02-10, adviser_letter: {ordinary_and_usual_course: false}}\nsigned_by: wong-mei"
    )
    on = variant({AGREEMENT: [_LARGE], ANNOUNCEMENT: [("signed_by: wong-mei", letter)]}).on(SIGNED)
    # The second of the two items is the ordinary course; normal commercial terms are left unsaid.
    assert state(on, "adviser-letter", "14A.45(2)") == [NO, YES]


# ---- annual reports

_REPORT = """financial_year: {from: 2026-01-01, to: 2026-12-31}
dated: 2027-03-20
transactions:
  - agreement: parts-2026
    category: spare-parts
    independent_directors: {ordinary_and_usual_course: false, normal_commercial_terms_or_better: true}
"""


def reported(variant: Variant, *more: tuple[str, str]) -> Workbench:
    return variant({"annual-reports/2026.yaml": [("", _REPORT)], AGREEMENT: list(more)})


def test_check_asks_for_an_annual_report_on_its_day_only(variant: Variant) -> None:
    bench = reported(variant)
    asked = {"HKEX-14A.55", "HKEX-14A.56", "HKEX-14A.71", "HKEX-14A.72"}
    assert {code for _, code in bench.on("2027-03-20").codes} >= asked
    assert not {code for _, code in bench.on("2027-03-19").codes} & asked


def test_the_directors_confirm_three_things_and_a_no_counts(variant: Variant) -> None:
    on = reported(variant).on("2027-03-20")
    assert states(on, "directors-confirmation") == [("14A.55(1)", YES), ("14A.55(2)", YES), ("14A.55(3)", NO)]


@pytest.mark.parametrize(("direction", "expected"), [("group_buys", NA), ("group_sells", NO)])
def test_the_auditor_covers_the_pricing_policy_where_the_group_supplies(
    variant: Variant, direction: str, expected: str
) -> None:
    on = reported(variant, ("direction: group_buys", f"direction: {direction}")).on("2027-03-20")
    assert state(on, "auditor-confirmation", "14A.56(2)") == [expected]
    assert state(on, "auditor-confirmation", "14A.56(4)") == [NO]


def test_the_amount_of_a_year_must_be_recorded_to_its_end(variant: Variant) -> None:
    on = reported(variant).on("2027-03-20")  # the record ends on 28 February 2026
    assert state(on, "annual-report", "14A.71(4)") == [NO, NA]
    whole = ("to: 2026-02-28, amount: RMB 1.0 million", "to: 2026-12-31, amount: RMB 1.0 million")
    assert state(reported(variant, whole).on("2027-03-20"), "annual-report", "14A.71(4)") == [YES, NA]


def test_a_report_covers_the_year_that_last_ended(variant: Variant) -> None:
    filled = fill(variant().on("2026-12-31").evaluated, "directors-confirmation")
    assert [part.subject.id for part in filled.parts] == ["parts-2026/spare-parts/2026-12-31"]
    assert fill(variant().on("2026-12-30").evaluated, "directors-confirmation").parts == ()


def test_transactions_are_reported_as_they_stood_at_the_end_of_the_year(variant: Variant) -> None:
    filled = fill(variant(of=KINGSOFT).on("2026-04-23").evaluated, "directors-confirmation")
    # API services began on 23 April 2026; hardware equipment was still called network hardware equipment.
    names = [part.subject.parent.label.en for part in filled.parts if part.subject.parent]
    assert names == ["cloud services", "financing services", "IDC services", "network hardware equipment"]


def test_a_report_on_a_transaction_that_does_not_exist_is_refused(variant: Variant) -> None:
    wrong = _REPORT.replace("spare-parts", "spare-part")
    with pytest.raises(ReadingError) as caught:
        variant({"annual-reports/2026.yaml": [("", wrong)]}).on("2027-03-20")
    assert [finding.code for finding in caught.value.findings] == ["DATA-REFERENCE"]


# ---- forms


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_section_and_person_that_the_rules_name_has_words(variant: Variant, language: str) -> None:
    book = variant().rulebook
    bodies = [rule.versions[-1].body for rule in book.of_kind("checklist")]
    named = {item.answered_in for body in bodies for item in body.items if item.answered_in}
    named |= {fact.who for fact in book.facts.values() if fact.who}
    words = (ROOT / "templates" / "checklist" / f"words.{language}.html").read_text(encoding="utf-8")
    assert [name for name in sorted(named) if f'name == "{name}"' not in words] == []


def test_the_forms_that_the_rulebook_offers(variant: Variant) -> None:
    assert sorted(form_names(variant().rulebook)) == [
        "adviser-letter", "announcement", "annual-report", "auditor-confirmation", "circular", "committee-letter",
        "directors-confirmation", "size-tests",
    ]  # fmt: skip


def test_a_day_on_which_nothing_was_signed_has_no_announcement(variant: Variant) -> None:
    with pytest.raises(DraftingError) as caught:
        fill(variant().on("2026-01-06").evaluated, "announcement")
    assert "2026-01-05" in caught.value.findings[0].help


def test_a_circular_form_follows_the_last_announcement_before_the_day(variant: Variant) -> None:
    on = variant(of=KINGSOFT).on("2026-05-20")
    (part,) = fill(on.evaluated, "circular").parts
    assert part.subject.id == "2026-04-23"
    assert state(on, "circular", "14A.70(10)") == [YES, NO]  # who must not vote is known, the general part is not


def test_a_day_without_a_record_of_the_announcement_is_filled_all_the_same(variant: Variant) -> None:
    bench = variant()
    (bench.folder / ANNOUNCEMENT).unlink()
    on = bench.on(SIGNED)
    assert state(on, "announcement", "14A.68(4)") == [YES, YES]
    assert state(on, "announcement", "14A.68(3)") == [NO]
    assert state(on, "announcement", "14.58(8)") == [YES, NO]
