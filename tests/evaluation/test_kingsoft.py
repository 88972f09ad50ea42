"""The figures that the example of Kingsoft Cloud must show, worked out by hand from the three public documents.

Accounts: 2024 total assets RMB 17,592.654 million, revenue 7,785.180 million; 2025 total assets 26,729.189 million,
revenue 9,558.619 million. On 2025-07-29 only those of 2024 were published, on 2026-04-23 those of 2025 as well.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from workbench import KINGSOFT

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Checked, Variant

_EXEMPT = "exempt_from_circular_and_approval"


@pytest.fixture(scope="module")
def kingsoft() -> Path:
    return KINGSOFT


def _percents(checked: Checked, category: str, basis: str = "individual") -> tuple[str, str, str]:
    result = checked.result(category, basis)
    ratios = result["ratios"]
    return result["numerator"]["amount"], ratios["assets"]["percent"], ratios["revenue"]["percent"]


def test_july_2025(variant: Variant, kingsoft: Path) -> None:
    checked = variant(of=kingsoft).on("2025-07-29")
    assert _percents(checked, "idc-services") == ("RMB 82000000", "0.466%", "1.053%")
    assert _percents(checked, "hardware") == ("RMB 33500000", "0.190%", "0.430%")
    # Together in 2026: 82.0 + 6.7 = 88.7; in 2025: 41.0 + 33.5 = 74.5.
    assert _percents(checked, "idc-services+hardware", "aggregated") == ("RMB 88700000", "0.504%", "1.139%")
    together = checked.result("idc-services+hardware", "aggregated")
    assert together["numerator"]["cap_from"] == "2026-01-01"
    for category, basis in (
        ("idc-services", "individual"),
        ("hardware", "individual"),
        ("idc-services+hardware", "aggregated"),
    ):
        assert checked.result(category, basis)["tier"] == _EXEMPT
        assert checked.result(category, basis)["citations"] == ["14A.76(2)(a)"]


@pytest.mark.parametrize(
    ("category", "amount", "assets", "revenue", "tier", "cite"),
    [
        ("cloud-services", "RMB 6000000000", "22.447%", "62.771%", "not_exempt", "14A.76"),
        ("hardware", "RMB 1500000000", "5.612%", "15.693%", "not_exempt", "14A.76"),
        ("idc-services", "RMB 150000000", "0.561%", "1.569%", _EXEMPT, "14A.76(2)(a)"),
        ("api-services", "RMB 50000000", "0.187%", "0.523%", _EXEMPT, "14A.76(2)(a)"),
    ],
)
def test_april_2026(
    variant: Variant, kingsoft: Path, category: str, amount: str, assets: str, revenue: str, tier: str, cite: str
) -> None:
    checked = variant(of=kingsoft).on("2026-04-23")
    assert _percents(checked, category) == (amount, assets, revenue)
    result = checked.result(category)
    assert (result["tier"], result["decided"], result["citations"]) == (tier, True, [cite])
    assert result["numerator"]["cap_from"] == "2027-01-01"


def test_requirements_follow_the_tier(variant: Variant, kingsoft: Path) -> None:
    checked = variant(of=kingsoft).on("2026-04-23")
    always = {"announcement", "annual_reporting", "annual_review", "written_agreement"}
    by_approval = {"circular", "independent_financial_adviser", "independent_shareholders_approval"}
    cloud, idc = (checked.result(name)["requirements"] for name in ("cloud-services", "idc-services"))
    assert {name for name, state in cloud.items() if state == "required"} == always | by_approval
    assert {name for name, state in idc.items() if state == "required"} == always
    assert {idc[name] for name in by_approval} == {"not_required"}


def test_ratios_are_exact(variant: Variant, kingsoft: Path) -> None:
    checked = variant(of=kingsoft).on("2026-04-23")
    assets = checked.result("idc-services")["ratios"]["assets"]
    assert Fraction(assets["exact"]) == Fraction(150_000, 26_729_189)


def _without_capitalisation(variant: Variant, kingsoft: Path) -> Checked:
    text = (kingsoft / "issuer.yaml").read_text(encoding="utf-8")
    entries = text[text.index("  capitalisation:") : text.index("  exchange_rates:")]
    return variant({"issuer.yaml": [(entries, "")]}, of=kingsoft).on("2026-04-23")


def test_without_market_capitalisation_the_small_ones_are_undecided(variant: Variant, kingsoft: Path) -> None:
    checked = _without_capitalisation(variant, kingsoft)
    # The consideration ratio is below 5 % only above 150 / 5 % = RMB 3,000 million and 50 / 5 % = RMB 1,000 million.
    for category, line in (("idc-services", "RMB 3,000.0 million"), ("api-services", "RMB 1,000.0 million")):
        result = checked.result(category)
        assert (result["tier"], result["decided"], result["citations"]) == ("undecided", False, [])
        assert result["decided_by"] == [
            {"fact": "issuer.market_capitalisation", "range": f"at or below {line}", "then": "not_exempt"},
            {"fact": "issuer.market_capitalisation", "range": f"above {line}", "then": _EXEMPT},
        ]
        assert result["requirements"]["announcement"] == "required"
        assert result["requirements"]["circular"] == "undecided"
        assert result["ratios"]["consideration"]["state"] == "unknown"


def test_without_market_capitalisation_the_large_ones_are_decided(variant: Variant, kingsoft: Path) -> None:
    checked = _without_capitalisation(variant, kingsoft)
    for category in ("cloud-services", "hardware"):
        assert (checked.result(category)["tier"], checked.result(category)["decided_by"]) == ("not_exempt", [])


def test_undecided_is_an_error_on_the_day_of_the_announcement(variant: Variant, kingsoft: Path) -> None:
    checked = _without_capitalisation(variant, kingsoft)
    undecided = [f for f in checked.findings if f.code == "HKEX-14A.76" and f.severity == "error"]
    assert {finding.subject for finding in undecided} == {"IDC services", "API services"}
    assert all("five business days" in finding.help for finding in undecided)


def test_purchases_together_would_not_be_exempt(variant: Variant, kingsoft: Path) -> None:
    bench = variant(of=kingsoft)
    checked = bench.on("2026-04-23")
    # 2027: 150 + 1,500 + 50 = RMB 1,700.0 million of revenue 9,558.619 = 17.785 %.
    purchases = checked.classification["warnings"][0]
    assert purchases["members"] == ["xiaomi-2025/idc-services", "xiaomi-2025/hardware", "xiaomi-2025/api-services"]
    assert purchases["numerator"]["amount"] == "RMB 1700000000"
    assert purchases["numerator"]["cap_from"] == "2027-01-01"
    assert (purchases["ratios"]["revenue"]["percent"], purchases["tier"]) == ("17.785%", "not_exempt")
    (warning,) = [f for f in checked.findings if f.code == "HKEX-14A.83" and f.severity == "warning"]
    for words in ("RMB 1,700.0 million in 2027", "17.785%", "IDC services, API services would no longer be exempt"):
        assert words in warning.message
    assert bench.of(warning.place) == bench.at("agreements/xiaomi-2025.yaml", "      api-services:")


def test_actual_amounts_raise_the_alerts_the_documents_speak_of(variant: Variant, kingsoft: Path) -> None:
    bench = variant(of=kingsoft)
    alerts = [f for f in bench.on("2026-04-23").findings if f.code == "IC-CAP-ALERT" and "is used" in f.message]
    # 2,255.2 / 2,309.8 = 97.636 %; 29.6 / 33.5 = 88.358 %. IDC used 17.2 / 41.0 = 41.951 %, no alert.
    assert [(bench.of(f.place), f.message) for f in alerts] == [
        (
            bench.at("agreements/xiaomi-2024.yaml", "RMB 2,255.2 million"),
            "RMB 2,255.2 million of the cap of RMB 2,309.8 million is used (97.636%); "
            "no report to senior management is on file since 2025-12-31",
        ),
        (
            bench.at("agreements/xiaomi-2025.yaml", "RMB 29.6 million"),
            "RMB 29.6 million of the cap of RMB 33.5 million is used (88.358%); "
            "no report to senior management is on file since 2025-12-31",
        ),
    ]


@pytest.mark.parametrize("day", ["2024-11-18", "2024-11-19", "2025-07-28", "2025-12-31", "2026-04-22", "2027-01-01"])
def test_any_day_can_be_asked_for(variant: Variant, kingsoft: Path, day: str) -> None:
    checked = variant(of=kingsoft).on(day)
    assert all(finding.code and finding.message for finding in checked.findings)


def test_before_the_first_agreement_there_is_nothing(variant: Variant, kingsoft: Path) -> None:
    assert variant(of=kingsoft).on("2024-11-18").classification["results"] == []
