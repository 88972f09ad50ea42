"""What a table says of open facts, held against every completion of a fine grid.

The grid has every value at which a ratio or an amount meets a line of the rule, values just beside it, and the ends
of what is known; so an answer that is right on the grid is right at, just below and just above each boundary.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from validator.evaluation.rows import run_table
from validator.evaluation.tables import decide
from validator.facts import arithmetic
from validator.facts.conditions import Comparison, compare, rank
from validator.facts.fact import NUMBER, Bound, Fact, State, bounded, known, unknown
from validator.facts.subject import Subject
from validator.reading.quantities import Money, parse_money, parse_percentage
from validator.reading.text import Text
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.evaluation.records import Decision
    from validator.reading.quantities import Scalar
    from validator.rulebook.load import Rulebook

_DEAL = Subject("deal", "deal", date(2026, 1, 5))
_LIMITS = [parse_percentage(text) for text in ("0.1%", "1%", "5%", "25%")]
_DOLLARS = [Fraction(3_000_000), Fraction(10_000_000)]
_NOT_NEGATIVE = Fraction(1, 10**9)
_AMOUNTS = st.sampled_from([Fraction(number) for number in (1_600_000, 2_500_000, 4_000_000, 8_000_000, 64_000_000)])
_TRUTHS = st.sampled_from([True, False, None])


def _rmb(amount: Fraction) -> Money:
    return Money(amount, "RMB")


@st.composite
def _sizes(draw: st.DrawFn, name: str, amount: Fraction) -> Fact:
    """Draw a denominator: known, bounded on either side or both, or unknown; often right on a line of the rule."""
    near = [amount / limit * factor for limit in _LIMITS for factor in (Fraction(1, 2), 1, Fraction(3, 2))]
    low, high = sorted(draw(st.tuples(st.sampled_from(near), st.sampled_from(near))))
    ends = [
        Bound(_rmb(low), draw(st.booleans())) if draw(st.booleans()) else None,
        Bound(_rmb(high), draw(st.booleans())) if draw(st.booleans()) else None,
    ]
    if draw(st.booleans()) or low == high:
        return known(name, _rmb(low), subject="issuer")
    return bounded(name, ends[0], ends[1], subject="issuer") if any(ends) else unknown(name, "", subject="issuer")


@st.composite
def _rates(draw: st.DrawFn, amount: Fraction) -> Fact:
    line = draw(st.sampled_from(_DOLLARS)) / amount
    fact = draw(
        st.sampled_from(
            [
                known("rate", Fraction(11, 10), subject="issuer"),
                unknown("rate", "", subject="issuer"),
                bounded("rate", Bound(line, inclusive=True), Bound(line * 2, inclusive=False), subject="issuer"),
                bounded("rate", Bound(line / 2, inclusive=False), Bound(line, inclusive=False), subject="issuer"),
            ]
        )
    )
    return replace(fact, unit=NUMBER)


def _truth(name: str, value: bool | None) -> Fact:
    return unknown(name, "", subject="deal") if value is None else known(name, value, subject="deal")


Leaves = dict[str, Fact]


@st.composite
def _leaves(draw: st.DrawFn) -> Leaves:
    amount = draw(_AMOUNTS)
    leaves: Leaves = {
        "amount": known("amount", _rmb(amount), subject="deal"),
        "assets": known("assets", _rmb(amount * 400), subject="issuer"),
        "revenue": draw(_sizes("revenue", amount)),
        "rate": draw(_rates(amount)),
        "terms": _truth("deal.normal_commercial_terms_or_better", draw(_TRUTHS)),
        "level": _truth("subsidiary_level_only", draw(_TRUTHS)),
    }
    if draw(st.booleans()):
        leaves["rate"] = replace(known("rate", Fraction(11, 10), subject="issuer"), unit=NUMBER)
        leaves["assets"] = draw(_sizes("assets", amount))
    return leaves


def _values(leaves: Mapping[str, Fact]) -> dict[str, Fact]:
    """Work the inputs of the table out from the leaves, as the engine does."""
    ratios = [arithmetic.ratio_of(name, leaves["amount"], leaves[name], Text("nil")) for name in ("assets", "revenue")]
    ratios = [replace(ratio, subject="deal") for ratio in ratios]
    dollars = arithmetic.convert("amount", leaves["amount"], leaves["rate"], "HKD")
    return {
        "highest_ratio": replace(arithmetic.highest_of("highest_ratio", ratios), subject="deal"),
        "amount": replace(dollars, subject="deal"),
        "subsidiary_level_only": leaves["level"],
        "deal.normal_commercial_terms_or_better": leaves["terms"],
        "deal.is_issue_of_new_securities_by_issuer": known("issue", value=False),
        "deal.exemption_withdrawn": known("withdrawn", value=False),
    }


def _grid(fact: Fact, amount: Fraction) -> list[Scalar]:
    """Give values of one leaf: known, both truths, or the lines of the rule with their neighbours within bounds."""
    if fact.is_known:
        return [fact.value]  # type: ignore[list-item]
    if fact.name.startswith(("deal.", "subsidiary")):
        return [True, False]
    lines = [line / amount for line in _DOLLARS] if fact.unit == NUMBER else [amount / limit for limit in _LIMITS]
    ends = [rank(end.value) for end in (fact.low, fact.high) if end]
    points = {at * factor for at in (*lines, *ends) for factor in (1, 1 - _NOT_NEGATIVE, 1 + _NOT_NEGATIVE)}
    points |= {min(points) / 3, max(points) * 3}
    return [point if fact.unit == NUMBER else _rmb(point) for point in sorted(points) if _allowed(fact, point)]


def _allowed(fact: Fact, point: Fraction) -> bool:
    low, high = fact.low, fact.high
    above = low is None or point > rank(low.value) or (low.inclusive and point == rank(low.value))
    return above and (high is None or point < rank(high.value) or (high.inclusive and point == rank(high.value)))


def _completions(leaves: Leaves) -> Iterator[dict[str, Fact]]:
    amount = rank(leaves["amount"].value)  # type: ignore[arg-type]
    grids = [_grid(fact, amount) for fact in leaves.values()]
    for chosen in product(*grids):
        yield {
            name: replace(fact, state=State.KNOWN, value=value, low=None, high=None)
            for (name, fact), value in zip(leaves.items(), chosen, strict=True)
        }


def _decision(rulebook: Rulebook, leaves: Leaves) -> tuple[TableBody, Decision]:
    rule = rulebook.deciding("de_minimis_tier")
    version = rule.version_on(_DEAL.on)
    assert version is not None
    assert isinstance(version.body, TableBody)
    return version.body, decide(rule, version, version.body, _DEAL, _values(leaves))


_FAST = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_FAST
@given(leaves=_leaves())
def test_decided_only_where_every_completion_agrees(rulebook: Rulebook, leaves: Leaves) -> None:
    body, decision = _decision(rulebook, leaves)
    reached = {run_table(body, _values(completed)).outcome for completed in _completions(leaves)}
    assert set(decision.possible) == reached
    assert decision.outcome == (decision.possible[0] if len(reached) == 1 else None)
    assert bool(decision.deciders) is (len(reached) > 1)


@_FAST
@given(leaves=_leaves())
def test_the_ranges_that_decide_are_a_partition_and_right_at_their_ends(rulebook: Rulebook, leaves: Leaves) -> None:
    body, decision = _decision(rulebook, leaves)
    runs = [(done, run_table(body, _values(done)).outcome) for done in _completions(leaves)]
    by_fact = {
        part.fact.name: [p for p in decision.deciders if p.fact.name == part.fact.name] for part in decision.deciders
    }
    for name, parts in by_fact.items():
        leaf = next(key for key, fact in leaves.items() if fact.name == name)
        found: dict[str, set[str | None]] = {part.range: set() for part in parts}
        for completed, outcome in runs:
            (part,) = [part for part in parts if _lies_in(completed[leaf].value, part.range)]
            assert outcome in part.outcomes
            found[part.range].add(outcome)
        assert {part.range: set(part.outcomes) for part in parts} == found


def _lies_in(value: Scalar | None, words: str) -> bool:
    if isinstance(value, bool):
        return words == ("yes" if value else "no")
    if words == "any value":
        return True
    checks = []
    for operator, text in re.findall(r"(at or above|at or below|above|below) (.+?)(?= and |$)", words):
        limit = rank(parse_money(text)) if isinstance(value, Money) else Fraction(text)
        at = rank(value)  # type: ignore[arg-type]
        equal = operator.startswith("at or") and at == limit
        checks.append(equal or (at > limit if operator.endswith("above") else at < limit))
    assert checks, words
    return all(checks)


@_FAST
@given(leaves=_leaves())
def test_facts_that_decide_nothing_are_not_named(rulebook: Rulebook, leaves: Leaves) -> None:
    body, decision = _decision(rulebook, leaves)
    named = {part.fact.name for part in decision.deciders}
    for key, fact in leaves.items():
        if fact.name in named or fact.is_known:
            continue
        groups: dict[tuple[str, ...], set[str | None]] = {}
        for completed in _completions(leaves):
            own = str(completed[key].value)
            groups.setdefault((own,), set()).add(run_table(body, _values(completed)).outcome)
        assert len({frozenset(outcomes) for outcomes in groups.values()}) == 1


def test_a_decision_that_no_open_fact_can_change_is_made(rulebook: Rulebook) -> None:
    amount = _rmb(Fraction(64_000_000))
    leaves: Leaves = {
        "amount": known("amount", amount, subject="deal"),
        "assets": known("assets", amount, subject="issuer"),  # 100 %
        "revenue": unknown("revenue", "not published", subject="issuer"),
        "rate": replace(known("rate", Fraction(1), subject="issuer"), unit=NUMBER),
        "terms": unknown("deal.normal_commercial_terms_or_better", "not asked", subject="deal"),
        "level": unknown("subsidiary_level_only", "not asked", subject="deal"),
    }
    _, decision = _decision(rulebook, leaves)
    assert (decision.outcome, decision.deciders) == ("not_exempt", ())


@pytest.mark.parametrize("operator", ["below", "at_most", "at_least", "above"])
@pytest.mark.parametrize("start", [-10, 0, 10])
def test_samples_beyond_the_last_line_lie_beyond_it(rulebook: Rulebook, operator: str, start: int) -> None:
    # A table of one row over an amount that may be negative: both answers must be reached on their side of the line.
    rule = rulebook.deciding("de_minimis_tier")
    version = rule.version_on(_DEAL.on)
    assert version is not None
    assert isinstance(version.body, TableBody)
    test = Comparison("amount", operator, _rmb(Fraction(start)), f"RMB {start}", None, "money")
    row = replace(version.body.rows[0], conditions=(test,))
    body = replace(version.body, rows=(row,), applies_if=None)
    fact = bounded("amount", Bound(_rmb(Fraction(-20)), inclusive=True), None, subject="deal")
    decision = decide(rule, version, body, _DEAL, {"amount": fact})
    assert set(decision.possible) == {row.then, body.otherwise.then}
    for part in decision.deciders:
        for amount in (start - 1, start, start + 1):
            if _lies_in(_rmb(Fraction(amount)), part.range):
                answer = compare(known("amount", _rmb(Fraction(amount))), test).answer
                assert part.outcomes == (row.then if answer else body.otherwise.then,)
