"""Deals with parties that are connected with one another count as deals with one party (14A.82(1)).

Reeds of Brass Button: caps of RMB 2.0 and 1.0 million. Mouthpieces, here of a second counterparty: 1.0 and 2.4 million.
Each is below HKD 3 million (RMB 1 = HKD 1.10) and fully exempt; together 2027 comes to RMB 3.4 million, HKD 3.74
million and 0.68 % of the revenue of RMB 500 million, which must be announced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import CLEAN

if TYPE_CHECKING:
    from workbench import Checked, Variant

_DAY, _GROUP = "2026-01-26", "reeds+mouthpieces"
FULLY, PARTLY = "fully_exempt", "exempt_from_circular_and_approval"
_FIRST, _SECOND = "counterparties/brass-button.yaml", "counterparties/brass-two.yaml"
_SHAREHOLDER = """  - basis: substantial_shareholder
    level: issuer
    holdings:
      - {as_of: 2025-12-31, percentage: 20%}
"""
_OF = "  - {basis: associate, level: %s, of: %s}\n"
_OWNER = "ultimate_beneficial_owner: {en: Mr. Kwok Tung, zh-Hant: 郭東先生}\n"
_HEAD = "counterparty: brass-two\nname: {en: Brass Two Limited, zh-Hant: 銅二有限公司}\n"
_NAMELESS = "  - {basis: associate, level: issuer}\n"
_REGISTER = """issuer: reed-whistle
complete: [holders, holdings, officers, offices, family, trusts, board]
persons:
  kwok-tung: {name: {en: Mr. Kwok Tung, zh-Hant: 郭東先生}, family: [{is: spouse, who: fung-yi}]}
  fung-yi: {name: {en: Ms. Fung Yi, zh-Hant: 馮怡女士}}
  ho-lam: {name: {en: Mr. Ho Lam, zh-Hant: 何林先生}}
companies: {reed-whistle: {}, brass-button: {}, brass-two: {}}
offices:
  - {who: kwok-tung, at: reed-whistle, as: director, from: 2020-01-01}
  - {who: ho-lam, at: reed-whistle, as: director, from: 2020-01-01}
holdings:
  - {holder: fung-yi, in: brass-button, votes: 30%%, from: 2020-01-01}
  - {holder: %s, in: brass-two, votes: 30%%, from: 2020-01-01}
"""


def _checked(variant: Variant, first: str, second: str, *, also: str = "", register: str = "") -> Checked:
    """Check the workspace with mouthpieces of a second counterparty, each with its list of connections."""
    named = "register: %s\n" if register else "connections:\n"
    changes = {
        _FIRST: [("connections:\n", named % "brass-button" if register else named), (_SHAREHOLDER, first)],
        _SECOND: [("", _HEAD + also + (named % "brass-two" if register else named) + second)],
        "agreements/mouthpieces-2026.yaml": [("counterparty: brass-button", "counterparty: brass-two")],
        **({"register.yaml": [("", register)]} if register else {}),
    }
    return variant(changes, of=CLEAN.parent / "aggregated").on(_DAY)


def _tiers(checked: Checked) -> dict[str, str]:
    return {each["category"]: each["tier"] for each in checked.classification["results"]}


_APART = {"reeds": FULLY, "mouthpieces": FULLY}
_TOGETHER = {**_APART, _GROUP: PARTLY}


@pytest.mark.parametrize(
    ("first", "second", "also", "tiers"),
    [
        (_SHAREHOLDER, _OF % ("issuer", "Brass Button Limited"), "", _TOGETHER),
        (_OF % ("issuer", "Mr. Ho Lam"), _OF % ("issuer", "Mr. Ho Lam"), "", _TOGETHER),
        (_OF % ("issuer", "Mr. Ho Lam"), _OF % ("issuer", "Ms. Wong Mei"), "", _APART),
        (_SHAREHOLDER, _OF % ("issuer", "Mr. Ho Lam"), "", _APART),
        (_SHAREHOLDER, _OF % ("issuer", "Mr. Ho Lam"), "linked_with: [brass-button]\n", _TOGETHER),
        (_OF % ("issuer", "Mr. Ho Lam"), _OF % ("issuer", "Mr. Ho Lam"), "linked_with: []\n", _APART),
        (_SHAREHOLDER, _OF % ("issuer", "Mr. Ho Lam"), _OWNER, _TOGETHER),
        # A party of nobody named may be anybody's: never the lighter answer.
        (_SHAREHOLDER, _NAMELESS, "", _TOGETHER),
    ],
)
def test_what_the_lists_say(variant: Variant, first: str, second: str, also: str, tiers: dict[str, str]) -> None:
    assert _tiers(_checked(variant, first, second, also=also)) == tiers


def test_an_open_answer_is_worded_as_one(variant: Variant) -> None:
    finding = _checked(variant, _SHAREHOLDER, _NAMELESS).finding("HKEX-14A.81")
    assert "may have to be added, reeds and mouthpieces come to RMB 3.4 million in 2027" in finding.message


@pytest.mark.parametrize(("holder", "tiers"), [("kwok-tung", _TOGETHER), ("fung-yi", _TOGETHER), ("ho-lam", _APART)])
def test_what_the_register_says(variant: Variant, holder: str, tiers: dict[str, str]) -> None:
    # Kwok Tung is a director, Fung Yi his wife: companies in which either has 30 % are his associates. Ho Lam is not.
    assert _tiers(_checked(variant, "", "", register=_REGISTER % holder)) == tiers


def test_a_register_that_holds_one_party_alone_leaves_it_open(variant: Variant) -> None:
    # Brass Button is worked out from the register, Brass Two only attested: its director may stand behind both.
    register = _REGISTER % "kwok-tung"
    changes = {
        _FIRST: [("connections:\n" + _SHAREHOLDER, "register: brass-button\n")],
        _SECOND: [("", _HEAD + "connections:\n" + _OF % ("issuer", "Mr. Ho Lam"))],
        "agreements/mouthpieces-2026.yaml": [("counterparty: brass-button", "counterparty: brass-two")],
        "register.yaml": [("", register)],
    }
    checked = variant(changes, of=CLEAN.parent / "aggregated").on(_DAY)
    assert _tiers(checked) == _TOGETHER
    assert "may have to be added" in checked.finding("HKEX-14A.81").message


@pytest.mark.parametrize(("level", "tier"), [("subsidiary", FULLY), ("issuer", PARTLY)])
def test_one_party_at_the_issuer_level_is_enough(variant: Variant, level: str, tier: str) -> None:
    # 0.68 % is below 1 %, which is the limit only where everybody is connected at the subsidiary level (14A.76(1)(b)).
    lists = [_OF % (each, "Mr. Ho Lam") for each in (level, "subsidiary")]
    assert _tiers(_checked(variant, *lists))[_GROUP] == tier
