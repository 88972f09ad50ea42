"""The de minimis tiers against a table of hand-made cases (normal terms attested, issuer level unless said).

Each case: the highest ratio, the amount in Hong Kong dollars, whether connected at the subsidiary level only, the tier.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from validator.evaluation.engine import Engine
from validator.facts.fact import Fact, State, known
from validator.facts.subject import Subject
from validator.reading.quantities import parse_money, parse_percentage
from validator.reading.text import Text

if TYPE_CHECKING:
    from validator.evaluation.records import Decision
    from validator.rulebook.load import Rulebook

FULLY, PARTLY, NOT = "fully_exempt", "exempt_from_circular_and_approval", "not_exempt"
_FACTS = ("assets", "revenue", "consideration", "equity_capital")


def _decide(rulebook: Rulebook, facts: dict[str, Fact]) -> Decision:
    counterparty = Subject("counterparty", "someone", date(2026, 1, 5))
    deal = Subject("deal", "deal", date(2026, 1, 5), parent=counterparty)
    engine = Engine(rulebook)
    defaults = {
        "deal.normal_commercial_terms_or_better": known("terms", value=True),
        "deal.is_issue_of_new_securities_by_issuer": known("issue", value=False),
        "deal.exemption_withdrawn": known("withdrawn", value=False),
        "deal.connected_only_at_subsidiary_level": known("level", value=False),
    }
    for name, fact in {**defaults, **facts}.items():
        engine.resolver.learn(name, deal, fact)
    return engine.decide(rulebook.deciding("de_minimis_tier"), deal)


def _case(ratio: str, amount: str, *, subsidiary_only: bool = False) -> dict[str, Fact]:
    ratios: dict[str, Fact] = {f"ratios.{name}": known(name, parse_percentage("0.01%")) for name in _FACTS}
    return {
        **ratios,
        "ratios.revenue": known("revenue", parse_percentage(ratio)),
        "deal.amount": known("amount", parse_money(f"HKD {amount}")),
        "deal.connected_only_at_subsidiary_level": known("level", subsidiary_only),
    }


@pytest.mark.parametrize(
    ("ratio", "amount", "subsidiary_only", "tier", "cite"),
    [
        ("0.0999%", "50,000,000", False, FULLY, "14A.76(1)(a)"),
        ("0.1000%", "50,000,000", False, PARTLY, "14A.76(2)(a)"),
        ("0.9%", "50,000,000", True, FULLY, "14A.76(1)(b)"),
        ("0.9%", "50,000,000", False, PARTLY, "14A.76(2)(a)"),
        ("1.0%", "50,000,000", True, PARTLY, "14A.76(2)(a)"),
        ("4.99%", "2,999,999.99", False, FULLY, "14A.76(1)(c)"),
        ("4.99%", "3,000,000.00", False, PARTLY, "14A.76(2)(a)"),
        ("5.00%", "2,000,000", False, PARTLY, "14A.76(2)(b)"),
        ("5.00%", "10,000,000", False, NOT, "14A.76"),
        ("24.99%", "9,999,999.99", False, PARTLY, "14A.76(2)(b)"),
        ("25.00%", "9,000,000", False, NOT, "14A.76"),
        # Both limbs of (1)(c) and of (2)(b) are needed.
        ("4.9%", "3,000,000", False, PARTLY, "14A.76(2)(a)"),
        ("24%", "9,900,000", False, PARTLY, "14A.76(2)(b)"),
        ("6%", "2,000,000", False, PARTLY, "14A.76(2)(b)"),
        ("24%", "10,000,000", False, NOT, "14A.76"),
        ("0.55%", "1,500,000", False, FULLY, "14A.76(1)(c)"),
    ],
)
def test_tiers(rulebook: Rulebook, ratio: str, amount: str, subsidiary_only: bool, tier: str, cite: str) -> None:
    decision = _decide(rulebook, _case(ratio, amount, subsidiary_only=subsidiary_only))
    assert (decision.outcome, decision.cited) == (tier, (cite,))


def test_new_securities_of_the_issuer_are_never_de_minimis(rulebook: Rulebook) -> None:
    issue = {"deal.is_issue_of_new_securities_by_issuer": known("issue", value=True)}
    assert _decide(rulebook, {**_case("0.01%", "1"), **issue}).outcome == NOT


def test_the_profits_ratio_is_left_out(rulebook: Rulebook) -> None:
    profits = {"ratios.profits": known("profits", parse_percentage("60%"))}
    assert _decide(rulebook, {**_case("0.05%", "1,000,000"), **profits}).outcome == FULLY


def test_the_largest_of_three_caps_governs(rulebook: Rulebook) -> None:
    # Caps 80, 95 and 110 million; revenue 2,000, assets 4,000, capitalisation 2,400: 5.5 %, 2.75 % and 4.58 % on 110.
    ratios = {"revenue": (110, 2000), "assets": (110, 4000), "consideration": (110, 2400)}
    facts: dict[str, Fact] = {
        f"ratios.{name}": known(name, parse_percentage("100%") * top / bottom) for name, (top, bottom) in ratios.items()
    }
    no_shares = Fact("equity capital", State.NOT_APPLICABLE, reason=Text("no shares are issued"))
    amount = known("amount", parse_money("HKD 110 million"))
    decision = _decide(rulebook, {**facts, "ratios.equity_capital": no_shares, "deal.amount": amount})
    assert decision.outcome == NOT
    assert decision.inputs["highest_ratio"].value == parse_percentage("5.5%")
