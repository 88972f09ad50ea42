"""Synthetic agreements for `rules_against_engines.py`, in whole cents, and what the plain evaluator says of them.

Figures of the law are read from the rule: a boundary is a line of the table, whatever it is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.evaluation.compiled_screen import HighestRatio
from validator.evaluation.tables import decide
from validator.facts import arithmetic
from validator.facts.conditions import Comparison
from validator.facts.fact import Fact, State, known
from validator.facts.subject import Subject
from validator.reading.quantities import Money, exact_decimal, format_money, parse_date
from validator.reading.text import Text
from validator.rulebook.body import TableBody
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.evaluation.records import Decision

Record = dict[str, Any]

CENTS = 100
RULEBOOK = load_rulebook()
RULE = RULEBOOK.rule("14A.76")
VERSION = RULE.versions[-1]
assert isinstance(VERSION.body, TableBody)
BODY: TableBody = VERSION.body
FLAGS = {
    "subsidiary_level_only": "subsidiary",
    "deal.normal_commercial_terms_or_better": "terms",
    "deal.is_issue_of_new_securities_by_issuer": "issue",
    "deal.exemption_withdrawn": "withdrawn",
}
SIZES = ("assets", "revenue", "capitalisation")
SOURCES = {"highest_ratio": HighestRatio("amount", SIZES), "amount": "amount", **FLAGS}
_SUBJECT = Subject("deal", "deal", parse_date("2026-01-05"))


@dataclass(frozen=True)
class Case:
    """One agreement; `kind` is ordinary, boundary (a figure on a line or a cent beside it) or missing."""

    kind: str
    record: Record
    name: str = ""


def lines(fact: str) -> list[Fraction]:
    """Give the lines that an input is held against, lowest first."""
    tests = [test for row in BODY.rows for test in row.conditions if isinstance(test, Comparison) and test.fact == fact]
    return sorted({test.limit.amount if isinstance(test.limit, Money) else Fraction(test.limit) for test in tests})  # type: ignore[arg-type]


def agreements(count: int, seed: int) -> list[Case]:
    """Make agreements: of four, two are ordinary, one and a half on or beside a line, half lacks a figure."""
    rng = random.Random(seed)
    ratios, amounts = lines("highest_ratio"), [int(line * CENTS) for line in lines("amount")]
    return [_agreement(rng, ratios, amounts) for _ in range(count)]


def _agreement(rng: random.Random, ratios: list[Fraction], amounts: list[int]) -> Case:
    kind = rng.choices(["ordinary", "boundary", "missing"], [50, 38, 12])[0]
    record: Record = {"amount": int(10 ** rng.uniform(6, 11))}
    if kind == "boundary" and rng.random() < 0.25:
        record["amount"] = rng.choice(amounts) + rng.choice([0, 0, 1, -1])
    record |= {name: int(10 ** rng.uniform(9, 14)) for name in SIZES}
    if kind == "boundary":
        line = rng.choice(ratios)
        record["amount"] -= record["amount"] % line.numerator
        on_line = int(record["amount"] / line)
        record |= {name: max(record[name], on_line * 2) for name in SIZES}
        record[rng.choice(SIZES)] = on_line + rng.choice([0, 0, 0, 1, -1])
    record |= {"subsidiary": rng.random() < 0.3, "terms": rng.random() < 0.95, "issue": rng.random() < 0.05}
    record["withdrawn"] = rng.random() < 0.01
    if kind == "missing":
        for name in rng.sample(sorted(record), rng.choice([1, 1, 2])):
            if name in SIZES and rng.random() < 0.25:
                record[name] = 0
            else:
                del record[name]
    return Case(kind, record)


def named_cases() -> Iterator[Case]:
    """Give cases by name: every line met exactly or by a cent, and figures missing where they matter and where not."""
    yield from _ratios_on_lines()
    for line in lines("amount"):
        for by, words in ((0, "exactly"), (-1, "a cent below")):
            amount = int(line * CENTS) + by
            yield Case("boundary", _deal(amount, amount * 22), f"amount {words} {format_money(Money(line, 'HKD'))}")
            yield Case("boundary", _deal(amount, amount * 6), f"the same amount at a sixth ({words})")
    yield from _missing()


def _ratios_on_lines() -> Iterator[Case]:
    for line in lines("highest_ratio"):
        percent = f"{exact_decimal(line * 100)}%"
        for amount in (12_345_678_90, 82_000_000_35, 1_230_000_07, 2_900_000_01):
            size = int(amount / line)
            yield Case("boundary", _deal(amount, size), f"exactly {percent}, amount {_hkd(amount)}")
        yield Case(
            "boundary",
            _deal(9 * 10**14 + 1, int((9 * 10**14 + 1) / line) + 1),
            f"{percent} less one cent in 9 trillion",
        )
        yield Case(
            "boundary", _deal(10**18 + 1, int((10**18 + 1) / line)), f"exactly {percent} of figures of nineteen digits"
        )


def _hkd(cents: int) -> str:
    return format_money(Money(Fraction(cents, CENTS), "HKD"))


def _deal(amount: int, assets: int, /, **changes: Any) -> Record:
    sizes = {"assets": assets, "revenue": assets * 3, "capitalisation": assets * 2}
    deal = {"amount": amount, **sizes, "subsidiary": False, "terms": True, "issue": False, "withdrawn": False} | changes
    return {name: value for name, value in deal.items() if value is not None}


def _missing() -> Iterator[Case]:
    large, small = 50_000_000_00, 2_000_000_00
    low, high = lines("highest_ratio")[0], lines("highest_ratio")[-1]
    over, under = int(large / high) - 1, int(large / low) * 2
    for name in SIZES:
        yield Case("missing", _deal(large, under, **{name: None}), f"{name} missing, the other ratios small")
        yield Case("missing", _deal(large, under, **{name: 0}), f"{name} nil, the other ratios small")
    yield Case("missing", _deal(large, over, revenue=None), "revenue missing, another ratio above the last line")
    yield Case("missing", _deal(large, over, revenue=0), "revenue nil, another ratio above the last line")
    yield Case("missing", _deal(large, 0, revenue=None, capitalisation=None), "no size known at all")
    yield Case("missing", _deal(0, under, amount=None), "amount missing")
    yield Case("missing", _deal(large, under // 8, subsidiary=None), "level missing where it decides")
    yield Case("missing", _deal(large, under, subsidiary=None), "level missing where it does not matter")
    yield Case("missing", _deal(small, small * 25, subsidiary=None), "level missing, small amount")
    yield Case("missing", _deal(large, under, terms=None), "nobody has attested the terms, tiny ratio")
    yield Case("missing", _deal(large, over, terms=None), "nobody has attested the terms, not exempt in any case")
    yield Case("missing", _deal(large, under, issue=None), "not known whether new securities are issued")


def facts_of(record: Mapping[str, Any]) -> dict[str, Fact]:
    """Give a record as the facts that the plain evaluator reads."""
    amount = _money(record, "amount")
    ratios = [arithmetic.ratio_of(name, amount, _money(record, name), Text("it is nil")) for name in SIZES]
    highest = replace(arithmetic.highest_of("highest_ratio", ratios), operands=(), operation="")
    flags = {name: _fact(name, record.get(field)) for name, field in FLAGS.items()}
    return {"highest_ratio": highest, "amount": amount, **flags}


def _money(record: Mapping[str, Any], field: str) -> Fact:
    cents = record.get(field)
    return _fact(field, None if cents is None else Money(Fraction(cents, CENTS), "HKD"))


def _fact(name: str, value: Any) -> Fact:
    return Fact(name, State.UNKNOWN) if value is None else known(name, value)


def plainly(record: Mapping[str, Any]) -> Decision:
    """Decide a record by the plain evaluator: the exact reference."""
    return decide(RULE, VERSION, BODY, _SUBJECT, facts_of(record))
