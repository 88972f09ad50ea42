"""Purchases from third parties of a company in which a controller of the issuer is involved (14A.28 to 14A.30).

Bright Pigments is bought from an independent seller. Wong Mei is a director of the issuer, Wong Tai her brother, Ink
Holdings its controlling shareholder; Quill Partners holds 15 % of the issuer: connected, but no controller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import CLEAN

from validator.findings import ReadingError

if TYPE_CHECKING:
    from workbench import Checked, Variant

ACQUISITION = CLEAN.parent / "acquisition"
DAY = "2026-01-05"
_SELLER, _AGREEMENT = "counterparties/soft-brush.yaml", "agreements/pigment-2026.yaml"
_CONNECTIONS = """connections:
  - basis: substantial_shareholder
    level: issuer
    holdings:
      - {as_of: 2025-12-31, percentage: 51%}
"""
_REGISTER = """issuer: ink-works
complete: [holders, holdings, officers, offices, family, trusts, board]
persons:
  wong-mei: {family: [{is: sibling, who: wong-tai}]}
  wong-tai: {}
companies: {ink-works: {}, ink-holdings: {}, quill: {}, pigments: {}}
offices:
  - {who: wong-mei, at: ink-works, as: director, from: 2020-01-01}
holdings:
  - {holder: ink-holdings, in: ink-works, votes: 30%, from: 2020-01-01}
  - {holder: quill, in: ink-works, votes: 15%, from: 2020-01-01}
"""


def _checked(variant: Variant, holdings: str, target: str = "register: pigments", register: str = _REGISTER) -> Checked:
    changes = {
        _SELLER: [(_CONNECTIONS, "connections: {not_applicable: an independent third party}\n")],
        _AGREEMENT: [("    particulars:", f"    target: {{{target}}}\n    particulars:")],
        **({"register.yaml": [("", register + holdings)]} if register else {}),
    }
    return variant(changes, of=ACQUISITION).on(DAY)


def _holding(holder: str, votes: str) -> str:
    return f"  - {{holder: {holder}, in: pigments, votes: {votes}, from: 2021-01-01}}\n"


@pytest.mark.parametrize(
    ("holdings", "found"),
    [
        (_holding("wong-mei", "10%"), True),
        (_holding("wong-mei", "9.99%"), False),
        (_holding("wong-mei", "4%") + _holding("wong-tai", "6%"), True),  # added together (14A.29)
        (_holding("ink-holdings", "10%"), True),
        (_holding("wong-mei", "6%") + _holding("ink-holdings", "6%"), False),  # two controllers are not one
        (_holding("quill", "40%"), False),  # a substantial shareholder is no controller
        (_holding("ink-works", "40%"), False),  # only through the issuer (14A.30)
    ],
)
def test_what_the_register_says_of_the_target(variant: Variant, holdings: str, found: bool) -> None:
    codes = _checked(variant, holdings).codes
    assert (("error", "HKEX-14A.28") in codes) is found


@pytest.mark.parametrize(("share", "found"), [("90%", True), ("89.99%", False)])
@pytest.mark.parametrize("of", ["share_of_net_assets", "share_of_total_assets"])
def test_nine_tenths_of_the_assets_count_as_the_company(variant: Variant, of: str, share: str, found: bool) -> None:
    target = f"is_company: false, {of}: {share}, register: pigments"
    codes = _checked(variant, _holding("wong-mei", "10%"), target).codes
    assert (("error", "HKEX-14A.28") in codes) is found


def test_a_holding_that_is_not_known_leaves_it_open(variant: Variant) -> None:
    finding = _checked(variant, _holding("wong-mei", "{unknown: ask her}")).finding("HKEX-14A.28")
    assert "cannot be decided" in finding.message
    assert "ask her" in finding.message


@pytest.mark.parametrize("register", ["", _REGISTER])
def test_a_target_that_no_register_has(variant: Variant, register: str) -> None:
    with pytest.raises(ReadingError) as error:
        _checked(variant, "", "register: pigment", register)
    assert {each.code for each in error.value.findings} == {"DATA-REFERENCE"}
