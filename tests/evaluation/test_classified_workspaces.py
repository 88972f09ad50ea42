"""What small workspaces are classified as. The figures of the clean one, from which the expectations follow:

total assets RMB 1,000.0 million, revenue RMB 500.0 million, market capitalisation RMB 800.0 million, RMB 1 = HKD 1.10;
caps RMB 8.0, 9.0 and 10.0 million, so that 10.0 million is tested: 1 % of assets, 2 % of revenue, 1.25 % of the
capitalisation, HKD 11.0 million: exempt from circular and approval by 14A.76(2)(a).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, COUNTERPARTY, ISSUER

if TYPE_CHECKING:
    from workbench import Changes, Variant

SIGNED, LATER = "2026-01-05", "2026-03-15"
FULLY, PARTLY, NOT = "fully_exempt", "exempt_from_circular_and_approval", "not_exempt"
_CAP = "RMB 10.0 million}"
_RATE = '    - {of: RMB, in: HKD, on: 2026-01-05, rate: "1.10"}\n'
_CAPITALISATION = "    - {as_of: 2026-01-05, value: RMB 800.0 million}\n"
_CONNECTIONS = """connections:
  - basis: substantial_shareholder
    level: issuer
    holdings:
      - {as_of: 2025-12-31, percentage: 15%}
"""


@pytest.mark.parametrize("day", [SIGNED, "2026-02-28", LATER])
def test_the_clean_workspace_has_no_finding_at_all(variant: Variant, day: str) -> None:
    checked = variant().on(day)
    assert checked.findings == ()
    result = checked.result("spare-parts")
    assert (result["tier"], result["citations"]) == (PARTLY, ["14A.76(2)(a)"])
    assert {name: ratio.get("percent") for name, ratio in result["ratios"].items()} == {
        "assets": "1.000%",
        "revenue": "2.000%",
        "consideration": "1.250%",
        "equity_capital": None,
        "profits": None,
    }


@pytest.mark.parametrize(
    ("cap", "tier", "cite"),
    [
        ("RMB 25.0 million}", NOT, "14A.76"),  # 25.0 / 500 = 5 %, which is not below 5 %; HKD 27.5 million
        ("'RMB 24,999,999.99'}", PARTLY, "14A.76(2)(a)"),  # one fen less
        ("'RMB 25,000,000.01'}", NOT, "14A.76"),
        (_CAP, PARTLY, "14A.76(2)(a)"),
    ],
)
def test_five_percent(variant: Variant, cap: str, tier: str, cite: str) -> None:
    result = variant({AGREEMENT: [(_CAP, cap)]}).on(LATER).result("spare-parts")
    assert (result["tier"], result["citations"]) == (tier, [cite])


def test_just_below_five_percent_is_not_printed_as_five(variant: Variant) -> None:
    result = variant({AGREEMENT: [(_CAP, "'RMB 24,999,999.99'}")]}).on(LATER).result("spare-parts")
    assert result["ratios"]["revenue"]["percent"] == "4.999999998%"


_LARGE = [  # 10.0 is 0.05 % of 20,000, exactly 0.1 % of 10,000 and 0.0625 % of 16,000
    ("total_assets: RMB 1,000.0 million", "total_assets: RMB 20,000.0 million"),
    ("revenue: RMB 500.0 million", "revenue: RMB 10,000.0 million"),
    ("value: RMB 800.0 million", "value: 'RMB 16,000.0 million'"),
]


@pytest.mark.parametrize(
    ("cap", "tier", "cite"),
    [
        (_CAP, PARTLY, "14A.76(2)(a)"),  # exactly 0.1 % is not below it; HKD 11.0 million is too much for limb (c)
        ("'RMB 9,999,999.99'}", FULLY, "14A.76(1)(a)"),
    ],
)
def test_a_tenth_of_a_percent(variant: Variant, cap: str, tier: str, cite: str) -> None:
    result = variant({ISSUER: _LARGE, AGREEMENT: [(_CAP, cap)]}).on(LATER).result("spare-parts")
    assert (result["tier"], result["citations"]) == (tier, [cite])


def test_the_largest_cap_is_tested_not_the_newest(variant: Variant) -> None:
    changes: Changes = {AGREEMENT: [("amount: RMB 9.0 million", "amount: RMB 30.0 million")]}
    result = variant(changes).on(LATER).result("spare-parts")
    assert result["numerator"] == {"amount": "RMB 30000000", "cap_from": "2027-01-01", "cap_to": "2027-12-31"}
    assert result["tier"] == NOT  # 30 / 500 = 6 %


def test_missing_revenue(variant: Variant) -> None:
    bench = variant({ISSUER: [("    revenue: RMB 500.0 million\n", "")]})
    checked = bench.on(SIGNED)
    # 10.0 / 5 % = 200.0: revenue above it keeps the ratio below 5 %.
    assert checked.result("spare-parts")["decided_by"] == [
        {"fact": "issuer.revenue", "range": "at or below RMB 200.0 million", "then": NOT},
        {"fact": "issuer.revenue", "range": "above RMB 200.0 million", "then": PARTLY},
    ]
    finding = checked.finding("HKEX-14A.76")
    assert finding.severity == "error"
    assert bench.of(finding.place) == bench.at(ISSUER, "period: {from: 2024-01-01")
    assert "`revenue` is not given" in finding.message
    assert "Ask finance: What is the group's revenue" in finding.help


def test_undecided_after_the_announcement_is_a_warning(variant: Variant) -> None:
    bench = variant({ISSUER: [("    revenue: RMB 500.0 million\n", "")]})
    assert bench.on(LATER).finding("HKEX-14A.76").severity == "warning"


def test_missing_market_capitalisation(variant: Variant) -> None:
    bench = variant({ISSUER: [(_CAPITALISATION, ""), ("  capitalisation:\n", "  capitalisation: []\n")]})
    checked = bench.on(SIGNED)
    assert checked.result("spare-parts")["decided_by"] == [
        {"fact": "issuer.market_capitalisation", "range": "at or below RMB 200.0 million", "then": NOT},
        {"fact": "issuer.market_capitalisation", "range": "above RMB 200.0 million", "then": PARTLY},
    ]
    finding = checked.finding("HKEX-14A.76")
    assert "no entry for 2026-01-05" in finding.message
    assert bench.of(finding.place) == bench.at(ISSUER, "capitalisation:")


@pytest.mark.parametrize(
    ("value", "tier"),
    [
        ("{above: RMB 200 million}", PARTLY),  # the ratio is below 5 % whatever it is
        ("{at_least: RMB 200 million}", "undecided"),  # at RMB 200 million it is exactly 5 %
        ("{below: RMB 200 million}", NOT),
        ("{at_most: RMB 200 million}", NOT),
    ],
)
def test_a_bounded_market_capitalisation(variant: Variant, value: str, tier: str) -> None:
    changes: Changes = {ISSUER: [("value: RMB 800.0 million", f"value: {value}")]}
    assert variant(changes).on(LATER).result("spare-parts")["tier"] == tier


def test_amounts_in_another_currency_need_a_rate(variant: Variant) -> None:
    changes: Changes = {ISSUER: [(_RATE, ""), ("  exchange_rates:\n", "  exchange_rates: []\n")]}
    hkd = [(f"amount: RMB {cap}", f"amount: HKD {cap}") for cap in ("8.0 million", "9.0 million", "10.0 million")]
    checked = variant({**changes, AGREEMENT: [*hkd, ("amount: RMB 1.0 million", "amount: HKD 1.0 million")]}).on(SIGNED)
    result = checked.result("spare-parts")
    # HKD 10.0 million is below 5 % of RMB 500 million from 1:0.4 on, and below 0.1 % of it from 1:20 on.
    assert (result["tier"], result["decided_by"]) == (
        "undecided",
        [
            {"fact": "exchange rate RMB to HKD", "range": "at or below 0.4", "then": NOT},
            {"fact": "exchange rate RMB to HKD", "range": "above 0.4 and at or below 20", "then": PARTLY},
            {"fact": "exchange rate RMB to HKD", "range": "above 20", "then": FULLY},
        ],
    )
    assert "no exchange rate between RMB and HKD up to 2026-01-05" in checked.finding("HKEX-14A.76").message


def test_the_dollar_limit_needs_a_rate(variant: Variant) -> None:
    changes: Changes = {ISSUER: [(_RATE, ""), ("  exchange_rates:\n", "  exchange_rates: []\n")]}
    result = variant(changes).on(SIGNED).result("spare-parts")
    # 2 % is below 5 % and not below 0.1 %: limb (c) asks for less than HKD 3,000,000, a rate below 3.0 / 10.0.
    assert result["decided_by"] == [
        {"fact": "exchange rate RMB to HKD", "range": "below 0.3", "then": FULLY},
        {"fact": "exchange rate RMB to HKD", "range": "at or above 0.3", "then": PARTLY},
    ]


@pytest.mark.parametrize(
    ("cap", "rate", "tier"),
    [
        (_CAP, '{at_least: "1.0", at_most: "1.2"}', PARTLY),  # HKD 10.0 to 12.0 million
        ("RMB 2.4 million}", '{at_least: "1.0", at_most: "1.2"}', FULLY),  # at most HKD 2.88 million
        ("RMB 2.5 million}", '{at_least: "1.0", at_most: "1.2"}', "undecided"),  # at most exactly HKD 3,000,000
        ("RMB 2.5 million}", '{at_least: "1.0", below: "1.2"}', FULLY),
        ("RMB 3.0 million}", '{at_least: "1.0", at_most: "1.2"}', PARTLY),  # at least exactly HKD 3,000,000
    ],
)
def test_a_bounded_rate(variant: Variant, cap: str, rate: str, tier: str) -> None:
    small = [
        ("amount: RMB 8.0 million", "amount: RMB 0.8 million"),
        ("amount: RMB 9.0 million", "amount: RMB 0.9 million"),
    ]
    changes: Changes = {ISSUER: [('rate: "1.10"', f"rate: {rate}")], AGREEMENT: [*small, (_CAP, cap)]}
    assert variant(changes).on(LATER).result("spare-parts")["tier"] == tier


@pytest.mark.parametrize(
    ("level", "cap", "tier", "cite"),
    [
        # 4.9 / 500 = 0.98 %, HKD 5.39 million: limb (b) is for the subsidiary level only.
        ("subsidiary", "RMB 4.9 million}", FULLY, "14A.76(1)(b)"),
        ("issuer", "RMB 4.9 million}", PARTLY, "14A.76(2)(a)"),
        # 5.0 / 500 = 1 %, which is not below 1 %.
        ("subsidiary", "RMB 5.0 million}", PARTLY, "14A.76(2)(a)"),
    ],
)
def test_the_subsidiary_level(variant: Variant, level: str, cap: str, tier: str, cite: str) -> None:
    small = [
        ("amount: RMB 8.0 million", "amount: RMB 1.8 million"),
        ("amount: RMB 9.0 million", "amount: RMB 1.9 million"),
    ]
    changes: Changes = {COUNTERPARTY: [("level: issuer", f"level: {level}")], AGREEMENT: [*small, (_CAP, cap)]}
    result = variant(changes).on(LATER).result("spare-parts")
    assert (result["connection"], result["tier"], result["citations"]) == (f"{level}_level", tier, [cite])


def test_an_unknown_connection(variant: Variant) -> None:
    bench = variant({COUNTERPARTY: [(_CONNECTIONS, "connections: {unknown: counsel is asked}\n")]})
    checked = bench.on(SIGNED)
    finding = checked.finding("HKEX-14A.07")
    assert finding.severity == "error"
    assert "not a connected person" in finding.message
    assert bench.of(finding.place)[0] == COUNTERPARTY
    result = checked.result("spare-parts")
    assert (result["connection"], result["tier"], result["decided"]) == ("undecided", "undecided", False)


def test_a_connection_of_an_unknown_kind(variant: Variant) -> None:
    changed = ("basis: substantial_shareholder", "basis: {unknown: counsel is asked}")
    assert variant({COUNTERPARTY: [changed]}).on(SIGNED).result("spare-parts")["tier"] == "undecided"


@pytest.mark.parametrize(("percentage", "connected"), [("10%", True), ("9.9999%", False), ("30%", True)])
def test_ten_percent_of_the_votes(variant: Variant, percentage: str, connected: bool) -> None:
    checked = variant({COUNTERPARTY: [("percentage: 15%", f"percentage: {percentage}")]}).on(LATER)
    assert bool(checked.classification["results"]) is connected
    assert checked.classification["not_connected"] == ([] if connected else ["parts-2026/spare-parts"])


def test_the_holding_of_the_day_counts(variant: Variant) -> None:
    sold = "      - {as_of: 2025-12-31, percentage: 15%}\n"
    checked = variant({COUNTERPARTY: [(sold, sold + "      - {as_of: 2026-01-06, percentage: 1%}\n")]}).on(LATER)
    assert checked.result("spare-parts")["connection"] == "issuer_level"  # on 5 January it held 15 %


@pytest.mark.parametrize(
    ("left", "connected"),
    [
        ("2026-01-04", True),
        ("2025-01-06", True),  # the last twelve months before 5 January 2026 begin on 6 January 2025 at the latest
        ("2025-01-04", False),  # twelve months and a day
    ],
)
def test_a_former_director(variant: Variant, left: str, connected: bool) -> None:
    was = f"connections:\n  - {{basis: former_director, level: issuer, to: {left}}}\n"
    checked = variant({COUNTERPARTY: [(_CONNECTIONS, was)]}).on(LATER)
    assert bool(checked.classification["results"]) is connected


def test_a_former_director_without_a_day_is_undecided(variant: Variant) -> None:
    was = "connections:\n  - {basis: former_director, level: issuer}\n"
    checked = variant({COUNTERPARTY: [(_CONNECTIONS, was)]}).on(SIGNED)
    assert checked.result("spare-parts")["connection"] == "undecided"


def test_an_independent_third_party_is_not_classified(variant: Variant) -> None:
    independent = "connections: {not_applicable: an independent third party}\n"
    changes: Changes = {
        COUNTERPARTY: [(_CONNECTIONS, independent)],
        AGREEMENT: [
            ("written: true", "written: false"),
            ("to: 2028-12-31}\n    pricing", "to: 2048-12-31}\n    pricing"),
        ],
    }
    checked = variant(changes).on(LATER)
    assert checked.classification["results"] == []
    assert checked.classification["not_connected"] == ["parts-2026/spare-parts"]
    assert [code for code in checked.codes if code[1].startswith("HKEX")] == []


_ACCOUNTS_2025 = """  - period: {from: 2025-01-01, to: 2025-12-31}
    kind: annual
    status: agreed_with_auditors
    published_on: %s
    total_assets: RMB 1,000.0 million
    revenue: RMB 100.0 million
"""


@pytest.mark.parametrize(
    ("published", "tier"),
    [
        ("2026-01-06", PARTLY),  # after the event: 10.0 is 2 % of the RMB 500.0 million of 2024
        ("2026-01-05", NOT),  # by the day of the event: 10 % of the RMB 100.0 million of 2025
        ("{unknown: not announced yet}", "undecided"),
    ],
)
def test_accounts_count_once_they_are_published(variant: Variant, published: str, tier: str) -> None:
    changes: Changes = {ISSUER: [("\nmarket:", _ACCOUNTS_2025 % published + "\nmarket:")]}
    assert variant(changes).on(LATER).result("spare-parts")["tier"] == tier


def test_interim_accounts_feed_the_assets_ratio_only(variant: Variant) -> None:
    interim = """  - period: {from: 2025-01-01, to: 2025-06-30}
    kind: interim
    status: unaudited
    published_on: 2025-08-28
    total_assets: RMB 2,000.0 million
    revenue: RMB 100.0 million
"""
    result = variant({ISSUER: [("\nmarket:", f"{interim}\nmarket:")]}).on(LATER).result("spare-parts")
    assert (result["ratios"]["assets"]["percent"], result["ratios"]["revenue"]["percent"]) == ("0.500%", "2.000%")


def test_an_agreement_signed_later_is_not_there_yet(variant: Variant) -> None:
    bench = variant({AGREEMENT: [("dated: 2026-01-05", "dated: 2026-04-01")]})
    checked = bench.on(LATER)
    assert checked.classification["results"] == []
    assert checked.findings == ()


def test_nobody_attested_the_terms(variant: Variant) -> None:
    attested = "{attested: true, by: the Directors, on: 2026-01-05, evidence: board minutes}"
    terms = f"normal_commercial_terms_or_better: {attested}"
    checked = variant({AGREEMENT: [(terms, "quotations: {unknown: later}")]}).on(SIGNED)
    assert checked.result("spare-parts")["decided_by"] == [
        {"fact": "deal.normal_commercial_terms_or_better", "range": "yes", "then": PARTLY},
        {"fact": "deal.normal_commercial_terms_or_better", "range": "no", "then": NOT},
    ]
    assert "Ask board" in checked.finding("HKEX-14A.76").help
