"""Which transactions are added together, in small workspaces of two types of transaction.

Spare parts: caps of RMB 8.0, 9.0 and 10.0 million. The second type: 20.0 million in 2026 and 2027 (4 % of the revenue
of RMB 500 million by itself). Together in 2027: 9.0 + 20.0 = 29.0 million, 5.8 %: not exempt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, COUNTERPARTY, ISSUER

if TYPE_CHECKING:
    from workbench import Changes, Variant

SIGNED = "2026-01-05"
FULLY, PARTLY, NOT = "fully_exempt", "exempt_from_circular_and_approval", "not_exempt"
_SECOND = """  %s:
    name: {en: %s, zh-Hant: 工具}
    direction: %s
    is_continuing: true
    issues_shares: false
    term: {from: 2026-01-05, to: 2027-12-31}
    pricing: {en: by list, zh-Hant: 按價目表}
    caps:
      - {from: 2026-01-05, to: 2026-12-31, amount: RMB 20.0 million}
      - {from: 2027-01-01, to: 2027-12-31, amount: RMB 20.0 million}
"""
_TREATED = "treated: {attested: %s, by: the board, on: 2026-01-05, evidence: minutes}\nreasons: {en: a steady supply"
_REASONS = "reasons: {en: a steady supply"


def _second(direction: str = "group_buys", treated: str = "") -> list[tuple[str, str]]:
    body = _SECOND % ("hand-tools", "hand tools", direction)
    return [(_REASONS, body + (_TREATED % treated if treated else _REASONS))]


def test_purchases_of_one_day_are_added_by_default(variant: Variant) -> None:
    bench = variant({AGREEMENT: _second()})
    checked = bench.on(SIGNED)
    together = checked.result("spare-parts+hand-tools", "aggregated")
    assert together["numerator"] == {"amount": "RMB 29000000", "cap_from": "2027-01-01", "cap_to": "2027-12-31"}
    assert (together["ratios"]["revenue"]["percent"], together["tier"]) == ("5.800%", NOT)
    assert together["members"] == ["parts-2026/spare-parts", "parts-2026/hand-tools"]
    assert [checked.result(name)["tier"] for name in ("spare-parts", "hand-tools")] == [PARTLY, PARTLY]
    (finding,) = [f for f in checked.findings if f.code == "HKEX-14A.81"]
    assert (finding.severity, "added together, spare parts and hand tools come to RMB 29.0 million in 2027") == (
        "warning",
        finding.message.partition(" (")[0],
    )
    assert "this governs spare parts, hand tools" in finding.message
    assert bench.of(finding.place) == bench.at(AGREEMENT, "  hand-tools:")


def test_the_heavier_tier_governs_what_follows(variant: Variant) -> None:
    checked = variant({AGREEMENT: _second()}).on(SIGNED)
    found = checked.evaluated.classification
    assert [found.governing(deal.members[0]).tier for deal in found.individual] == [NOT, NOT]  # type: ignore[union-attr]
    # The announcement must now speak of the approval and the circular.
    lacking = [f.message for f in checked.findings if f.code == "HKEX-14A.68"]
    assert any("14A.68(9)" in message for message in lacking)
    assert any("14A.68(11)" in message for message in lacking)


def test_purchases_that_the_board_treats_separately(variant: Variant) -> None:
    checked = variant({AGREEMENT: _second(treated="separately")}).on(SIGNED)
    assert [result["basis"] for result in checked.classification["results"]] == ["individual", "individual"]
    (possible,) = checked.classification["warnings"]
    assert (possible["grouping"], possible["tier"]) == ("exchange_may_add", NOT)
    assert {each["category"] for each in possible["would_change"]} == {
        "parts-2026/spare-parts",
        "parts-2026/hand-tools",
    }
    finding = checked.finding("HKEX-14A.83")
    assert finding.severity == "warning"
    assert "if added together, spare parts and hand tools come to RMB 29.0 million" in finding.message


def test_a_purchase_and_a_sale_are_not_added(variant: Variant) -> None:
    checked = variant({AGREEMENT: _second("group_sells")}).on(SIGNED)
    assert [result["basis"] for result in checked.classification["results"]] == ["individual", "individual"]
    assert checked.classification["warnings"][0]["grouping"] == "exchange_may_add_all"
    assert checked.finding("HKEX-14A.83").severity == "note"


def test_a_purchase_and_a_sale_that_the_board_treats_together(variant: Variant) -> None:
    checked = variant({AGREEMENT: _second("group_sells", "together")}).on(SIGNED)
    assert checked.result("spare-parts+hand-tools", "aggregated")["tier"] == NOT


def test_a_small_group_changes_nothing_and_is_not_spoken_of(variant: Variant) -> None:
    small = [(_REASONS, _second()[0][1].replace("RMB 20.0 million", "RMB 2.0 million"))]
    checked = variant({AGREEMENT: small}).on(SIGNED)
    # 11.0 / 500 = 2.2 %: the tier of spare parts stays; hand tools by themselves (HKD 2.2 million) are fully exempt.
    assert checked.result("hand-tools")["tier"] == FULLY
    assert checked.result("spare-parts+hand-tools", "aggregated")["tier"] == PARTLY
    assert "this governs hand tools, by themselves fully exempt" in checked.finding("HKEX-14A.81").message


def _other_agreement(variant: Variant, dated: str, counterparty: str = "tin-drum") -> Changes:
    text = (variant().folder / AGREEMENT).read_text(encoding="utf-8")
    for old, new in (
        ("parts-2026", "tools-2026"),
        ("spare-parts", "hand-tools"),
        ("dated: 2026-01-05", f"dated: {dated}"),
        ("announced_on: 2026-01-05", f"announced_on: {dated}"),
        ("counterparty: tin-drum", f"counterparty: {counterparty}"),
    ):
        text = text.replace(old, new)
    market = "    - {as_of: 2026-01-05, value: RMB 800.0 million}\n"
    return {
        "agreements/tools-2026.yaml": [("", text)],
        ISSUER: [(market, market + f"    - {{as_of: {dated}, value: RMB 800.0 million}}\n")],
    }


@pytest.mark.parametrize(
    ("dated", "basis"),
    [
        ("2027-01-04", "aggregated"),  # the last day of the twelve months that begin on 5 January 2026
        ("2027-01-05", "individual"),
    ],
)
def test_twelve_months(variant: Variant, dated: str, basis: str) -> None:
    checked = variant(_other_agreement(variant, dated)).on("2027-02-01")
    found = {result["basis"] for result in checked.classification["results"]}
    assert found == {"individual", basis}


def test_another_counterparty_is_another_matter(variant: Variant) -> None:
    text = (variant().folder / COUNTERPARTY).read_text(encoding="utf-8")
    changes = _other_agreement(variant, "2026-01-06", "brass-drum")
    for old, new in (
        ("tin-drum", "brass-drum"),
        ("Tin Drum Industries", "Brass Drum"),
        ("Ms. Au Yee", "Mr. Kwok Tung"),
    ):
        text = text.replace(old, new)
    changes["counterparties/brass-drum.yaml"] = [("", text)]
    checked = variant(changes).on("2026-02-01")
    assert {result["basis"] for result in checked.classification["results"]} == {"individual"}
    assert checked.classification["warnings"] == []


def test_a_chain_of_agreements_becomes_one_group(variant: Variant) -> None:
    # January 2026, November 2026 and October 2027: each within twelve months of the next, the ends further apart.
    changes = _other_agreement(variant, "2026-11-02")
    third = changes["agreements/tools-2026.yaml"][0][1]
    for old, new in (("tools-2026", "pipes-2027"), ("hand-tools", "pipes"), ("2026-11-02", "2027-10-01")):
        third = third.replace(old, new)
    changes["agreements/pipes-2027.yaml"] = [("", third)]
    checked = variant(changes).on("2027-10-02")
    (group,) = [result for result in checked.classification["results"] if result["basis"] == "aggregated"]
    assert set(group["members"]) == {"parts-2026/spare-parts", "tools-2026/hand-tools", "pipes-2027/pipes"}
    assert group["agreement"] == "parts-2026+tools-2026+pipes-2027"


def test_caps_of_the_same_year_are_added_not_the_largest_of_each(variant: Variant) -> None:
    early = _second()[0][1].replace("2027-12-31, amount: RMB 20.0 million", "2027-12-31, amount: RMB 1.0 million")
    checked = variant({AGREEMENT: [(_REASONS, early)]}).on(SIGNED)
    # 2026: 8.0 + 20.0 = 28.0; 2027: 9.0 + 1.0 = 10.0; 2028: 10.0. Not 10.0 + 20.0.
    assert checked.result("spare-parts+hand-tools", "aggregated")["numerator"]["amount"] == "RMB 28000000"


def test_a_type_without_caps_leaves_the_group_bounded(variant: Variant) -> None:
    body = _second()[0][1]
    caps = body[body.index("    caps:") : body.index(_REASONS)]
    unknown = [(_REASONS, body.replace(caps, "    caps: {unknown: not set}\n"))]
    checked = variant({AGREEMENT: unknown}).on(SIGNED)
    together = checked.result("spare-parts+hand-tools", "aggregated")
    assert together["numerator"] == {"state": "bounded", "at_least": "RMB 10000000"}
    assert together["tier"] == "undecided"
    assert checked.result("hand-tools")["tier"] == "undecided"
