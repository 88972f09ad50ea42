"""Registers that cannot be: refused at the line at fault, with exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import ROOT

from validator.findings import ReadingError

if TYPE_CHECKING:
    from workbench import Variant

RINGS = ROOT / "tests" / "workspaces" / "family-rings"
REGISTER = "register.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("issuer: paper-kite\n", "issuer: paper-kit\n", "DATA-REFERENCE", "no such entry as `paper-kit`"),
        ("holder: au-ping, in", "holder: au-pin, in", "DATA-REFERENCE", "no such entry as `au-pin`"),
        ("in: brass-bell, votes", "in: wong-tai, votes", "DATA-REFERENCE", "no such entry as `wong-tai`"),
        ("who: wong-mei, at: paper-kite", "who: wong-mei, at: kite", "DATA-REFERENCE", "no such entry as `kite`"),
        ("is: spouse, who: au-ping", "is: spouse, who: tin-drum", "DATA-REFERENCE", "no such entry as `tin-drum`"),
        ("is: cousin, who: wong-yan", "is: cousin, who: wong-mei", "DATA-REFERENCE", "no relative of its own"),
        ("  reed-pipe: {name", "  au-kim: {name", "DATA-TWICE", "`au-kim` is already a person"),
        ("in: oak-flute, votes: 80%", "in: clay-whistle, votes: 80%", "DATA-VOTES", "come to 130.200% of its votes"),
        ("is: sibling", "is: brother", "DATA-SCHEMA", "brother"),
        ("votes: 45%", "votes: 145%", "DATA-SCHEMA", "145%"),
    ],
)  # fmt: skip
def test_a_fault_is_named(variant: Variant, old: str, new: str, code: str, words: str) -> None:
    bench = variant({REGISTER: [(old, new)]}, of=RINGS)
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-01")
    finding = next(each for each in error.value.findings if words in each.message)
    assert finding.code == code
    assert finding.place is not None
    assert finding.place.file.endswith(REGISTER)


def test_an_entry_that_no_register_has(variant: Variant) -> None:
    bench = variant({"counterparties/tin-drum.yaml": [("register: tin-drum", "register: tin-drums")]}, of=RINGS)
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-01")
    (finding,) = error.value.findings
    assert "no such entry as `tin-drums`" in finding.message
    assert "tin-drum" in finding.help


def test_the_issuer_is_no_counterparty(variant: Variant) -> None:
    bench = variant({"counterparties/tin-drum.yaml": [("register: tin-drum", "register: paper-kite")]}, of=RINGS)
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-01")
    assert "the issuer itself" in error.value.findings[0].message


def test_an_entry_without_a_register(variant: Variant) -> None:
    bench = variant({"counterparties/tin-drum.yaml": [("connections:", "register: tin-drum\nconnections:")]})
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-01")
    assert "no register.yaml" in error.value.findings[0].message


def test_a_counterparty_says_one_or_the_other(variant: Variant) -> None:
    bench = variant({"counterparties/tin-drum.yaml": [("register: tin-drum\n", "")]}, of=RINGS)
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-01")
    assert "connections" in error.value.findings[0].message
