"""A party that is connected for certain while nobody knows at which level: what follows, and what would decide it.

The figures are those of the clean workspace: assets RMB 1,000 million, revenue RMB 500 million, RMB 1 = HKD 1.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, COUNTERPARTY, ISSUER

from validator.outputs.classified_text import classification_text

if TYPE_CHECKING:
    from workbench import Variant

DAY = "2026-03-15"
FULLY, PARTLY = "fully_exempt", "exempt_from_circular_and_approval"
_LEVEL = ("    level: issuer\n", "    level: {unknown: not asked}\n")
_SHAREHOLDER = "  - basis: substantial_shareholder\n"


def caps(largest: str) -> list[tuple[str, str]]:
    others = [(f"amount: RMB {each} million", "amount: RMB 1.0 million") for each in ("8.0", "9.0")]
    return [*others, ("RMB 10.0 million}", f"{largest}}}")]


def test_a_small_deal_is_fully_exempt_at_either_level(variant: Variant) -> None:
    # RMB 1.364 million is 0.55 % of revenue of RMB 248.0 million, and HKD 1,500,400: below 5 % and HKD 3 million.
    revenue = [("revenue: RMB 500.0 million", "revenue: RMB 248.0 million")]
    checked = variant({COUNTERPARTY: [_LEVEL], AGREEMENT: caps("RMB 1.364 million"), ISSUER: revenue}).on(DAY)
    result = checked.result("spare-parts")
    assert (result["tier"], result["decided"], result["citations"]) == (FULLY, True, ["14A.76(1)(b)", "14A.76(1)(c)"])
    assert result["ratios"]["revenue"]["percent"] == "0.550%"
    assert [each["fact"] for each in result["decided_by"]] == ["counterparty.connection"] * 2
    # The level itself is still asked for, where it is left open, but no longer as an error.
    finding = checked.finding("HKEX-14A.07")
    assert (str(finding.severity), "Ask counsel" in finding.help) == ("warning", True)


def test_between_the_limits_the_level_decides(variant: Variant) -> None:
    # RMB 4.0 million: 0.8 % of revenue, HKD 4.4 million. Below 1 % is enough at the subsidiary level only.
    checked = variant({COUNTERPARTY: [_LEVEL], AGREEMENT: caps("RMB 4.0 million")}).on(DAY)
    result = checked.result("spare-parts")
    assert (result["tier"], result["connection"]) == ("undecided", "undecided")
    assert [(each["fact"], each["range"], each["then"]) for each in result["decided_by"]] == [
        ("counterparty.connection", "issuer", "issuer_level"),
        ("counterparty.connection", "subsidiary", "subsidiary_level"),
        ("deal.connected_only_at_subsidiary_level", "yes", FULLY),
        ("deal.connected_only_at_subsidiary_level", "no", PARTLY),
    ]
    text = classification_text(checked.evaluated)
    assert (
        "connection            connected person at the subsidiary level or connected person at the issuer level\n"
        in text
    )


@pytest.mark.parametrize("other", ["  - {basis: director, level: issuer}\n", "  - {basis: associate, level: issuer}\n"])
def test_a_sure_connection_at_the_issuer_level_settles_the_level(variant: Variant, other: str) -> None:
    changes = {COUNTERPARTY: [_LEVEL, (_SHAREHOLDER, other + _SHAREHOLDER)]}
    assert variant(changes).on(DAY).result("spare-parts")["connection"] == "issuer_level"


def test_a_holding_below_the_line_at_an_unknown_level_may_be_no_connection(variant: Variant) -> None:
    # 9% of the votes connects nobody with the issuer, and nobody with a subsidiary.
    changes = {COUNTERPARTY: [_LEVEL, ("percentage: 15%", "percentage: 9%")]}
    assert variant(changes).on(DAY).classification["not_connected"] == ["parts-2026/spare-parts"]


def test_where_it_is_open_whether_there_is_a_connection_the_tier_is_open(variant: Variant) -> None:
    changes = {COUNTERPARTY: [_LEVEL, ("percentage: 15%", "percentage: {unknown: not asked}")]}
    checked = variant(changes).on(DAY)
    assert checked.result("spare-parts")["tier"] == "undecided"
    assert str(checked.finding("HKEX-14A.07").severity) == "error"


def test_a_ground_that_nobody_knows_leaves_questions(variant: Variant) -> None:
    changes = {COUNTERPARTY: [(_SHAREHOLDER, "  - basis: {unknown: not asked}\n")]}
    checked = variant(changes).on(DAY)
    text = classification_text(checked.evaluated)
    assert "still open            deemed connected at the issuer level: Ask counsel: Has the Exchange ruled" in text
    assert "and 12 more questions, which `check` asks" in text
    assert len(checked.result("spare-parts")["decided_by"]) == 15
