"""Deals of 2012 judged by what is known of the rules of 2012, and marked unverified.

The caps of RMB 8.0, 9.0 and 10.0 million: the largest is 2 % of the revenue of RMB 500 million, HKD 11.0 million, and
1.25 % of the capitalisation of RMB 800 million.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, CLEAN, COUNTERPARTY

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Checked, Variant

DAY = "2012-01-05"
FULLY, PARTLY = "fully_exempt", "exempt_from_circular_and_approval"
_DIRECTOR = """  - basis: director
    level: subsidiary
    insignificant_subsidiary: %s
"""
_CLAIM = """    exemption: {claimed: insignificant_subsidiary, insignificant_subsidiary_is_party: true}
    term:"""


def _moved_back(folder: Path) -> None:
    """Move every day of a workspace 14 years back."""
    for file in folder.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for year in range(2024, 2029):
            text = text.replace(f" {year}-", f" {year - 14}-")
        file.write_text(text, encoding="utf-8")


def _of_2012(variant: Variant, connections: str = "", claim: bool = False, day: str = DAY) -> Checked:
    bench = variant(of=CLEAN)
    for folder in ("controls", "announcements"):
        for file in (bench.folder / folder).iterdir():
            file.unlink()
    if day == DAY:
        _moved_back(bench.folder)
    if connections:
        counterparty = bench.folder / COUNTERPARTY
        head, _, _ = counterparty.read_text(encoding="utf-8").partition("connections:")
        counterparty.write_text(f"{head}connections:\n{connections}", encoding="utf-8")
    if claim:
        agreement = bench.folder / AGREEMENT
        agreement.write_text(agreement.read_text(encoding="utf-8").replace("    term:", _CLAIM), encoding="utf-8")
    return bench.on(day)


def test_terms_and_caps_of_2012_are_judged_and_marked(variant: Variant) -> None:
    checked = _of_2012(variant)
    result = checked.result("spare-parts")
    assert (result["tier"], result["citations"]) == (PARTLY, ["Chapter 14A of 2010, exemption from approval"])
    assert "14A.76" in result["unverified"]
    judged = {rule.id for rule in checked.evaluated.rulebook.rules.values() if rule.version_on(checked.evaluated.as_of)}
    assert {"14A.36", "14A.51", "14A.52", "14A.53", "14A.54", "14A.54(2)", "14.06"} <= judged


@pytest.mark.parametrize(
    ("insignificant", "claim", "tier"),
    [
        ("true", True, FULLY),  # a party at 1.25 %, below 10 %
        ("false", True, PARTLY),
        ("true", False, PARTLY),
    ],
)
def test_insignificant_subsidiaries_were_an_exemption(
    variant: Variant, insignificant: str, claim: bool, tier: str
) -> None:
    result = _of_2012(variant, _DIRECTOR % insignificant, claim).result("spare-parts")
    assert result["tier"] == tier


def test_today_they_are_not_connected_at_all(variant: Variant) -> None:
    checked = _of_2012(variant, _DIRECTOR % "true", day="2026-01-05")
    assert checked.classification["not_connected"] == ["parts-2026/spare-parts"]
