"""Headroom under bounds and unknowns, of deals added together, and where nothing helps; the clean workspace by hand.

Assets RMB 1,000 million, revenue RMB 500 million, capitalisation RMB 800 million, RMB 1 = HKD 1.10.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, ISSUER, ROOT

from validator.checking import evaluate
from validator.evaluation.reliefs import lightest_possible, reliefs_of
from validator.facts.fact import known
from validator.outputs.headroom import headroom_json, headroom_text
from validator.proofs.headroom import headrooms
from validator.reading.quantities import Money
from validator.workspace.load import load_workspace

if TYPE_CHECKING:
    from workbench import Variant

    from validator.checking import Evaluated
    from validator.proofs.headroom import Stretch
    from validator.rulebook.load import Rulebook

DAY = "2026-03-15"
FULLY, PARTLY, NOT = "fully_exempt", "exempt_from_circular_and_approval", "not_exempt"
_SMALL = [(f"amount: RMB {each} million", "amount: RMB 1.0 million") for each in ("8.0", "9.0")]
_BOUNDED = (AGREEMENT, [*_SMALL, ("RMB 10.0 million}", "{at_least: RMB 1.0 million, at_most: RMB 20.0 million}}")])
_NO_PRICE = (ISSUER, [("value: RMB 800.0 million", "value: {unknown: no price}")])


def test_the_largest_amount_is_in_whole_cents(variant: Variant) -> None:
    evaluated = variant().on(DAY).evaluated
    (deal,) = headroom_json(evaluated, tuple(headrooms(evaluated)))["deals"]
    # HKD 3 million / 1.10 is RMB 2,727,272.7272...; 5% of revenue is RMB 25 million, which is itself not below 5%.
    assert [(room["tier"], room["limit"]["exact"], room["largest"]) for room in deal["rooms"]] == [
        (FULLY, "30000000/11", "RMB 2727272.72"),
        (PARTLY, "25000000/1", "RMB 24999999.99"),
    ]
    text = headroom_text(evaluated, tuple(headrooms(evaluated)))
    assert "at or below RMB 2,727,272.72  certain to be fully exempt (the amount tested with any advantage" in text
    assert "below RMB 25.0 million        certain to be exempt from the circular" in text


def test_a_bounded_amount_is_taken_back_with_both_its_ends(variant: Variant) -> None:
    (found,) = headrooms(variant(dict([_BOUNDED])).on(DAY).evaluated)
    _, stretches = found.backwards["issuer.total_assets"]
    # RMB 1 million is 25% of 4 and 5% of 20 million; RMB 20 million is 5% of 400 million and HKD 22 million.
    assert [(str(each.high.value) if each.high else "", each.possible) for each in stretches] == [
        ("RMB 4.0 million", (NOT,)),
        ("RMB 20.0 million", (PARTLY, NOT)),
        ("RMB 400.0 million", (FULLY, PARTLY, NOT)),
        ("", (FULLY, PARTLY)),
    ]


def test_deals_added_together_share_the_room(rulebook: Rulebook) -> None:
    workspace = load_workspace(ROOT / "tests/workspaces/aggregated")
    evaluated = evaluate(workspace, rulebook, date(2026, 1, 26))
    reeds, mouthpieces, both = headroom_text(evaluated, tuple(headrooms(evaluated))).split("\n\n")[1:]
    assert reeds.startswith(
        "reeds (2026 Reeds Agreement)\n  amount tested                 RMB 2.0 million: fully exempt"
    )
    for each in (reeds, mouthpieces):
        assert each.endswith("with others: the room of reeds and mouthpieces below is shared by all of them")
    assert both.startswith("Aggregated: reeds and mouthpieces (2026 Reeds Agreement and 2026 Mouthpieces Agreement)")


def test_where_no_amount_helps_it_says_so(rulebook: Rulebook) -> None:
    evaluated = evaluate(load_workspace(ROOT / "tests/workspaces/share-issue"), rulebook, date(2026, 2, 11))
    text = headroom_text(evaluated, tuple(headrooms(evaluated)))
    # New shares of the issuer are never de minimis, and those within the entitlement are exempt at any size.
    assert "no amount      however small, is certain to be anything lighter than not exempt" in text
    assert "any amount     certain to be fully exempt" in text


@pytest.mark.parametrize("changes", [{}, dict([_BOUNDED]), dict([_NO_PRICE]), dict([_BOUNDED, _NO_PRICE])])
def test_every_stretch_is_what_deciding_anew_gives(changes: dict[str, list[tuple[str, str]]], variant: Variant) -> None:
    evaluated = variant(changes).on(DAY).evaluated
    (found,) = headrooms(evaluated)
    for name, (_, stretches) in found.backwards.items():
        for millions in (1, 4, 5, 19, 20, 21, 200, 201, 399, 400, 401, 2_000, 90_000):
            amount = Fraction(millions * 1_000_000)
            assert decided_anew(evaluated, name, amount) == at(stretches, amount).possible, (name, millions)


def decided_anew(evaluated: Evaluated, name: str, amount: Fraction) -> tuple[str, ...]:
    deal = evaluated.classification.deals[0]
    issuer = deal.deal.within("issuer")
    assert issuer is not None
    engine = evaluated.engine.afresh()
    engine.resolver.learn(name, issuer, known(name, Money(amount, "RMB")))
    decisions = (engine.decide(deal.size.rule, deal.deal), *reliefs_of(engine, deal.size.rule.decides, deal.deal))
    return lightest_possible(decisions)


def at(stretches: tuple[Stretch, ...], amount: Fraction) -> Stretch:
    def covers(each: Stretch) -> bool:
        low, high = each.low, each.high
        above = low is None or amount > low.value.amount or (low.inclusive and amount == low.value.amount)  # type: ignore[union-attr]
        below = high is None or amount < high.value.amount or (high.inclusive and amount == high.value.amount)  # type: ignore[union-attr]
        return above and below

    (found,) = filter(covers, stretches)
    return found
