"""Financial assistance counts with the advantage to the other side (14A.76(1)(c)), once given or running on.

RMB 1 = HKD 1.10, so that HKD 3 million is RMB 2,727,272.73 (a hair less: below it). 2.5 million leave 227,272.73.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import CLEAN

if TYPE_CHECKING:
    from typing import Any

    from workbench import Variant

FULLY, PARTLY, NOT = "fully_exempt", "exempt_from_circular_and_approval", "not_exempt"
_AGREEMENT = "agreements/reeds-2026.yaml"


def _credit_line(variant: Variant, advantage: str, cap: str = "RMB 2.5 million") -> dict[str, Any]:
    """Classify the reeds agreement turned into a credit line that the group gives, by its largest cap."""
    changes = {
        _AGREEMENT: [
            ("kind: goods", "kind: financial_assistance"),
            ("direction: group_buys", f"direction: group_gives_finance\n{advantage}"),
            ("RMB 2.0 million", cap),
        ]
    }
    return variant(changes, of=CLEAN.parent / "aggregated").on("2026-01-05").result("reeds")


@pytest.mark.parametrize(
    ("advantage", "tier"),
    [("RMB 0", FULLY), ("'RMB 227,272'", FULLY), ("'RMB 227,273'", PARTLY), ("RMB 8.0 million", PARTLY)],
)
def test_a_credit_line_counts_with_its_advantage(variant: Variant, advantage: str, tier: str) -> None:
    result = _credit_line(variant, f"    monetary_advantage: {advantage}")
    assert result["tier"] == tier
    # The ratios go by the cap alone (14A.78): 2.5 / 500.
    assert result["ratios"]["revenue"]["percent"] == "0.500%"


def test_an_advantage_that_nobody_states_is_never_the_lighter_answer(variant: Variant) -> None:
    result = _credit_line(variant, "")
    assert (result["tier"], {each["fact"] for each in result["decided_by"]}) == (
        "undecided",
        {"category.monetary_advantage"},
    )


def test_an_advantage_that_cannot_matter_is_not_asked_for(variant: Variant) -> None:
    # 24.0 / 500 = 4.8 %, and HKD 26.4 million without any advantage.
    assert _credit_line(variant, "", "RMB 24.0 million")["tier"] == PARTLY


def test_what_would_decide_a_loan_is_said_in_ranges(variant: Variant) -> None:
    changes = {"agreements/loan-2026.yaml": [("    monetary_advantage: RMB 0\n", "")]}
    result = variant(changes, of=CLEAN.parent / "loan-pledged").on("2026-01-05").result("loan")
    # 30.0 and the advantage reach 5 % of the capitalisation of 800 at 40.0 million.
    assert [(each["range"], each["then"]) for each in result["decided_by"]] == [
        ("at or above RMB 0 and below RMB 10.0 million", PARTLY),
        ("at or above RMB 10.0 million", NOT),
    ]
