"""Headroom of the example, worked out by hand from the accounts."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from validator.checking import evaluate
from validator.proofs.headroom import Headroom, headrooms
from validator.rulebook.load import load_rulebook
from validator.workspace.load import load_workspace

EXAMPLE = Path(__file__).parents[2] / "examples/kingsoft-cloud"


@pytest.fixture(scope="module")
def found() -> dict[str, Headroom]:
    evaluated = evaluate(load_workspace(EXAMPLE), load_rulebook(), date(2026, 4, 23))
    return {each.deal.members[0].id: each for each in headrooms(evaluated)}


def test_the_largest_cap_that_keeps_each_tier(found: dict[str, Headroom]) -> None:
    rooms = {room.tier: room for room in found["xiaomi-2025/idc-services"].rooms}
    # 5% and 0.1% of revenue of RMB 9,558,619 thousand; assets and a capitalisation of RMB 10,000 million give more.
    for tier, amount in (("exempt_from_circular_and_approval", 477_930_950), ("fully_exempt", 9_558_619)):
        limit = rooms[tier].limit
        assert limit is not None
        assert (limit.value.amount, limit.value.currency, limit.inclusive) == (amount, "RMB", False)
        assert rooms[tier].binding == ("ratios.revenue",)


def test_the_figures_at_which_the_present_cap_changes_tier(found: dict[str, Headroom]) -> None:
    fact, stretches = found["xiaomi-2025/idc-services"].backwards["issuer.market_capitalisation"]
    assert fact.low is not None
    lower, upper = stretches
    # RMB 150.0 million is 5% of RMB 3,000 million; at exactly 5% it is not below.
    assert lower.high is not None
    assert (str(lower.high.value), lower.high.inclusive, lower.possible) == (
        "RMB 3,000.0 million",
        True,
        ("not_exempt",),
    )
    assert upper.possible == ("exempt_from_circular_and_approval",)
    assert upper.high is None


def test_a_deal_over_the_line_by_two_ratios_has_no_single_way_back(found: dict[str, Headroom]) -> None:
    for _, stretches in found["xiaomi-2024/cloud-services"].backwards.values():
        assert [stretch.possible for stretch in stretches] == [("not_exempt",)]


def test_a_deal_of_unknown_amount_is_not_given_room_that_is_not_there(found: dict[str, Headroom]) -> None:
    rooms = found["xiaomi-2024/financing-services"].rooms
    assert [(room.tier, room.is_certain, room.limit) for room in rooms] == [
        ("fully_exempt", False, None),
        ("exempt_from_circular_and_approval", False, None),
    ]


def test_with_a_figure_unknown_no_amount_is_certain(tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(EXAMPLE, tmp_path / "workspace"))
    issuer = workspace / "issuer.yaml"
    text = issuer.read_text(encoding="utf-8")
    start, end = text.index("  capitalisation:"), text.index("  exchange_rates:")
    issuer.write_text(text[:start] + text[end:], encoding="utf-8")
    evaluated = evaluate(load_workspace(workspace), load_rulebook(), date(2026, 4, 23))
    idc = next(each for each in headrooms(evaluated) if each.deal.members[0].id == "xiaomi-2025/idc-services")
    # A capitalisation near nil makes any ratio heavy: however small the cap, no lighter tier is certain.
    assert idc.rooms
    assert [(room.is_certain, room.limit) for room in idc.rooms] == [(False, None)] * len(idc.rooms)
    assert idc.backwards["issuer.market_capitalisation"][1][-1].possible == ("exempt_from_circular_and_approval",)
