"""Since when a connection runs without a break: by a register, by a list, and where its start is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from bench import ALL, node
from workbench import COUNTERPARTY

from validator.connections.connections import Connections
from validator.facts.fact import describe

if TYPE_CHECKING:
    from workbench import Variant

    from validator.facts.fact import Fact
    from validator.rulebook.load import Rulebook

ISSUER = "issuer: co\n"
WHO = "counterparty: amy\nname: {en: Amy, zh-Hant: 愛美}\nregister: amy\n"


def _since(rulebook: Rulebook, text: str, day: str) -> Fact:
    register = node(f"issuer: co\n{ALL}persons: {{amy: {{}}}}\ncompanies: {{co: {{}}, x: {{}}}}\n{text}")
    connections = Connections(rulebook, node(ISSUER, "issuer.yaml"), register)
    return connections.given(node(WHO), date.fromisoformat(day))["connected_since"]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("offices: [{who: amy, at: co, as: director, from: 2020-05-04}]", "2026-03-01", "2020-05-04"),
        # Shares first, then an office before the shares are sold: without a break.
        (
            """
holdings: [{holder: amy, in: co, votes: 12%, from: 2018-01-01, to: 2021-12-31}]
offices: [{who: amy, at: co, as: director, from: 2021-06-01}]
""",
            "2026-03-01",
            "2018-01-01",
        ),
        # An office that ended two years before the next one: the twelve months after it do not reach so far.
        (
            """
offices:
  - {who: amy, at: co, as: director, from: 2015-01-01, to: 2020-12-31}
  - {who: amy, at: co, as: director, from: 2023-01-01}
""",
            "2026-03-01",
            "2023-01-01",
        ),
        # Half a year between them is bridged by the twelve months after leaving.
        (
            """
offices:
  - {who: amy, at: co, as: director, from: 2015-01-01, to: 2020-12-31}
  - {who: amy, at: co, as: director, from: 2021-07-01}
""",
            "2026-03-01",
            "2015-01-01",
        ),
        # Nobody says since when: at the latest since the rules of the rulebook began.
        ("offices: [{who: amy, at: co, as: director}]", "2026-03-01", "at most 2014-07-01"),
        # Seen on a day, unknown before.
        (
            "holdings: [{holder: amy, in: co, votes: 12%, as_of: 2025-06-30}]",
            "2026-03-01",
            "at most 2025-06-30",
        ),
        ("holdings: [{holder: amy, in: co, votes: 9%}]", "2026-03-01", "not applicable"),
    ],
)
def test_by_the_register(rulebook: Rulebook, text: str, day: str, expected: str) -> None:
    assert describe(_since(rulebook, text, day)) == expected


def test_by_a_list(variant: Variant) -> None:
    stated = ("    level: issuer\n", "    level: issuer\n    from: 2025-11-01\n")
    held = ("{as_of: 2025-12-31, percentage: 15%}", "{as_of: 2025-10-31, percentage: 15%}")
    checked = variant({COUNTERPARTY: [stated, held]}).on("2026-03-01")
    counterparty = checked.evaluated.layout.counterparty("tin-drum", checked.evaluated.as_of)
    assert describe(counterparty.given["connected_since"]) == "2025-11-01"


@pytest.mark.parametrize(("start", "found"), [("2026-01-05", False), ("2026-01-06", True)])
def test_a_counterparty_that_became_connected_after_signing(variant: Variant, start: str, found: bool) -> None:
    # The agreement is of 5 January 2026.
    stated = ("    level: issuer\n", f"    level: issuer\n    from: {start}\n")
    codes = [code for _, code in variant({COUNTERPARTY: [stated]}).on("2026-03-01").codes]
    assert ("HKEX-14A.60(1)" in codes) is found
