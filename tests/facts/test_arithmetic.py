"""Arithmetic over facts: whatever the operands turn out to be, the result lies inside what was said of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.facts import arithmetic
from validator.facts.conditions import rank
from validator.facts.fact import Bound, Fact, State, bounded, describe, interval, known, unknown
from validator.reading.quantities import Money, parse_money
from validator.reading.text import Text

_NUMBERS = st.fractions(-50, 50, max_denominator=8)
_POSITIVE = st.fractions(Fraction(1, 8), 50, max_denominator=8)
_TENTH = Bound(Fraction(1, 10), inclusive=True)
_NOT_APPLICABLE = Fact("n/a", State.NOT_APPLICABLE, reason=Text("no shares are issued"))


def _rmb(number: Fraction) -> Money:
    return Money(number, "RMB")


@st.composite
def _fact_around(draw: st.DrawFn, value: Fraction, *, unit: str = "") -> Fact:
    """Draw what may be known of a value: itself, ends on either side (open only beside it), or nothing."""
    made = (lambda number: Money(number, unit)) if unit else (lambda number: number)
    kind = draw(st.sampled_from(["known", "low", "high", "both", "unknown"]))
    if kind == "known":
        return known("fact", made(value))
    below, above = draw(st.sampled_from([0, 1, 5])), draw(st.sampled_from([0, 1, 5]))
    low = Bound(made(value - below), inclusive=not below or draw(st.booleans())) if kind in {"low", "both"} else None
    high = Bound(made(value + above), inclusive=not above or draw(st.booleans())) if kind in {"high", "both"} else None
    return bounded("fact", low, high)


def _contains(fact: Fact, value: Fraction) -> bool:
    low, high = interval(fact)
    above = low is None or value > rank(low.value) or (low.inclusive and value == rank(low.value))
    return above and (high is None or value < rank(high.value) or (high.inclusive and value == rank(high.value)))


@given(st.data(), st.lists(_NUMBERS, min_size=1, max_size=4))
def test_sums_and_extremes_are_sound(data: st.DataObject, numbers: list[Fraction]) -> None:
    facts = [data.draw(_fact_around(number, unit="RMB")) for number in numbers]
    assert _contains(arithmetic.sum_of("sum", facts), sum(numbers, Fraction(0)))
    assert _contains(arithmetic.highest_of("highest", facts), max(numbers))
    assert _contains(arithmetic.lowest_of("lowest", facts), min(numbers))


@given(st.data(), _NUMBERS, _NUMBERS)
def test_differences_are_sound(data: st.DataObject, one: Fraction, other: Fraction) -> None:
    facts = [data.draw(_fact_around(number, unit="RMB")) for number in (one, other)]
    assert _contains(arithmetic.difference_of("difference", *facts), one - other)


@given(st.data(), _NUMBERS, _POSITIVE)
def test_ratios_are_sound(data: st.DataObject, top: Fraction, bottom: Fraction) -> None:
    numerator, denominator = data.draw(_fact_around(top, unit="RMB")), data.draw(_fact_around(bottom, unit="RMB"))
    assert _contains(arithmetic.ratio_of("ratio", numerator, denominator, Text("nil")), top / bottom)


@given(st.data(), _NUMBERS, _POSITIVE)
def test_conversions_are_sound(data: st.DataObject, amount: Fraction, rate: Fraction) -> None:
    money, at = data.draw(_fact_around(amount, unit="RMB")), data.draw(_fact_around(rate))
    low, _ = interval(at)
    if low and rank(low.value) < 0:
        return  # no rate is negative
    converted = arithmetic.convert("converted", money, at, "HKD")
    assert _contains(converted, amount * rate)
    assert {end.value.currency for end in interval(converted) if end} <= {"HKD"}  # type: ignore[union-attr]


@given(st.lists(_NUMBERS, min_size=1, max_size=4))
def test_known_operands_give_known_results(numbers: list[Fraction]) -> None:
    facts = [known("fact", _rmb(number)) for number in numbers]
    assert arithmetic.sum_of("sum", facts).value == _rmb(sum(numbers, Fraction(0)))
    assert arithmetic.highest_of("highest", facts).value == _rmb(max(numbers))
    assert arithmetic.lowest_of("lowest", facts).value == _rmb(min(numbers))


@pytest.mark.parametrize(
    ("amount", "size", "exact"),
    [
        ("RMB 82.0 million", "RMB 17,592,654 thousand", Fraction(82_000, 17_592_654)),
        ("RMB 123456789012345678901234567890.12", "RMB 1", Fraction("123456789012345678901234567890.12")),
        ("RMB 1", "RMB 123456789012345678901234567890", Fraction(1, 123456789012345678901234567890)),
    ],
)
def test_ratios_are_exact(amount: str, size: str, exact: Fraction) -> None:
    facts = (known("a", parse_money(amount)), known("b", parse_money(size)))
    assert arithmetic.ratio_of("ratio", *facts, Text("nil")).value == exact


@pytest.mark.parametrize("size", [Fraction(0), Fraction(-5)])
def test_a_denominator_that_is_not_positive_gives_no_ratio(size: Fraction) -> None:
    ratio = arithmetic.ratio_of(
        "ratio", known("a", _rmb(Fraction(1))), known("b", _rmb(size)), Text("ask the Exchange")
    )
    assert (ratio.state, str(ratio.reason)) == (State.UNKNOWN, "ask the Exchange")


def test_a_ratio_over_an_amount_that_may_be_nil_has_no_upper_end() -> None:
    size = bounded("b", Bound(_rmb(Fraction(0)), inclusive=True), Bound(_rmb(Fraction(10)), inclusive=True))
    ratio = arithmetic.ratio_of("ratio", known("a", _rmb(Fraction(1))), size, Text("nil"))
    assert (ratio.low, ratio.high) == (Bound(Fraction(1, 10), inclusive=True), None)


def test_nothing_stays_nothing_whatever_the_other_side_is() -> None:
    nothing = known("a", _rmb(Fraction(0)))
    size = bounded("b", Bound(_rmb(Fraction(1)), inclusive=False), Bound(_rmb(Fraction(2)), inclusive=False))
    rate = bounded("b", Bound(Fraction(1), inclusive=False), Bound(Fraction(2), inclusive=False))
    assert arithmetic.ratio_of("ratio", nothing, size, Text("nil")).value == 0
    assert arithmetic.convert("converted", nothing, rate, "HKD").value == Money(Fraction(0), "HKD")


def test_open_ends_stay_open() -> None:
    ten, above = known("a", _rmb(Fraction(10))), Bound(_rmb(Fraction(200)), inclusive=False)
    ratio = arithmetic.ratio_of("ratio", ten, bounded("b", above, None), Text("nil"))
    assert (ratio.low, ratio.high) == (None, Bound(Fraction(1, 20), inclusive=False))
    dollars = arithmetic.convert("converted", ten, bounded("b", Bound(Fraction(1), inclusive=False), None), "HKD")
    assert (dollars.low, dollars.high) == (Bound(Money(Fraction(10), "HKD"), inclusive=False), None)
    total = arithmetic.sum_of("sum", [ten, bounded("b", above, None)])
    assert total.low == Bound(_rmb(Fraction(210)), inclusive=False)


def test_what_does_not_apply_is_left_out_of_sums_and_extremes() -> None:
    part = known("a", _rmb(Fraction(1)))
    for fold in (arithmetic.sum_of, arithmetic.highest_of, arithmetic.lowest_of):
        assert fold("fold", [part, _NOT_APPLICABLE]).value == part.value
        alone = fold("fold", [_NOT_APPLICABLE])
        assert (alone.state, str(alone.reason)) == (State.NOT_APPLICABLE, "no shares are issued")
        assert fold("fold", []).state is State.UNKNOWN


def test_an_unknown_part_leaves_at_least_the_highest_known_one() -> None:
    parts = [known("a", Fraction(4)), unknown("b", "not asked"), known("c", Fraction(2))]
    highest, lowest = arithmetic.highest_of("highest", parts), arithmetic.lowest_of("lowest", parts)
    assert (highest.low, highest.high) == (Bound(Fraction(4), inclusive=True), None)
    assert (lowest.low, lowest.high) == (None, Bound(Fraction(2), inclusive=True))
    assert arithmetic.sum_of("sum", parts).state is State.UNKNOWN
    assert [leaf.name for leaf in highest.open_leaves()] == ["b"]


@pytest.mark.parametrize("state", [State.UNKNOWN, State.NOT_APPLICABLE])
def test_a_missing_operand_says_why(state: State) -> None:
    missing = Fact("b", state, reason=Text("not asked"))
    one = known("a", _rmb(Fraction(1)))
    for made in (
        arithmetic.ratio_of("made", one, missing, Text("nil")),
        arithmetic.difference_of("made", one, missing),
        arithmetic.convert("made", one, missing, "HKD"),
    ):
        assert (made.state, str(made.reason), made.operands) == (state, "not asked", (one, missing))


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (known("a", parse_money("RMB 82 million")), "RMB 82.0 million"),
        (bounded("a", _TENTH, Bound(Fraction(3, 10), inclusive=False)), "at least 10.000% and below 30.000%"),
        (bounded("a", Bound(Fraction(1, 10), inclusive=False), None), "above 10.000%"),
        (unknown("a", "why"), "unknown"),
        (_NOT_APPLICABLE, "not applicable"),
    ],
)  # fmt: skip
def test_facts_in_words(fact: Fact, words: str) -> None:
    assert describe(fact) == words


def test_a_difference_of_counts_stays_a_count_and_does_not_read_as_a_percentage() -> None:
    left = arithmetic.difference_of("left", known("limit", 400), known("sublimit", 401))
    assert describe(left) == "-1"
