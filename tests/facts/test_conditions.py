"""Three-valued conditions: an answer holds for every value inside the bounds; without one, both are possible."""

from __future__ import annotations

import operator as op
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.facts.conditions import Comparison, Step, combine, compare, rank
from validator.facts.fact import Bound, Fact, State, bounded, known, unknown
from validator.reading.quantities import DateRange, Money, Period, parse_date
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "below": op.lt,
    "at_most": op.le,
    "at_least": op.ge,
    "above": op.gt,
}
_NUMBERS = st.integers(-4, 4).map(Fraction)
_OPERATORS = st.sampled_from(sorted(_PLAIN))


def _comparison(operator: str, limit: Fraction | Money) -> Comparison:
    return Comparison("fact", operator, limit, str(limit))


@st.composite
def _bounds(draw: st.DrawFn) -> tuple[Bound | None, Bound | None]:
    low, high = sorted((draw(_NUMBERS), draw(_NUMBERS)))
    if low == high:
        high += 1
    ends = (Bound(low, draw(st.booleans())), Bound(high, draw(st.booleans())))
    return ends[0] if draw(st.booleans()) else None, ends[1] if draw(st.booleans()) else None


def _inside(low: Bound | None, high: Bound | None) -> list[Fraction]:
    """Give every half between -7 and 7 that lies inside the bounds: finer than any two lines are apart."""
    halves = [Fraction(number, 2) for number in range(-14, 15)]
    return [
        value
        for value in halves
        if (low is None or value > rank(low.value) or (low.inclusive and value == low.value))
        and (high is None or value < rank(high.value) or (high.inclusive and value == high.value))
    ]


@given(_NUMBERS, _OPERATORS, _NUMBERS)
def test_a_known_value_is_compared_as_numbers_are(value: Fraction, operator: str, limit: Fraction) -> None:
    assert compare(known("fact", value), _comparison(operator, limit)).answer is _PLAIN[operator](value, limit)


@given(_bounds(), _OPERATORS, _NUMBERS)
def test_bounds_decide_what_all_values_agree_on(
    ends: tuple[Bound | None, Bound | None], operator: str, limit: Fraction
) -> None:
    answer = compare(bounded("fact", *ends), _comparison(operator, limit)).answer
    possible = {_PLAIN[operator](value, limit) for value in _inside(*ends)}
    assert answer is (possible.pop() if len(possible) == 1 else None)


@pytest.mark.parametrize(
    ("low", "high", "operator", "limit", "answer"),
    [
        (None, Bound(Fraction(5), inclusive=False), "below", 5, True),
        (None, Bound(Fraction(5), inclusive=True), "below", 5, None),
        (None, Bound(Fraction(5), inclusive=True), "at_most", 5, True),
        (Bound(Fraction(5), inclusive=True), None, "below", 5, False),
        (Bound(Fraction(5), inclusive=True), None, "at_most", 5, None),
        (Bound(Fraction(5), inclusive=False), None, "at_most", 5, False),
        (Bound(Fraction(5), inclusive=False), None, "above", 5, True),
        (Bound(Fraction(5), inclusive=True), None, "above", 5, None),
        (Bound(Fraction(5), inclusive=True), None, "at_least", 5, True),
    ],
)
def test_at_the_line(low: Bound | None, high: Bound | None, operator: str, limit: int, answer: bool | None) -> None:
    assert compare(bounded("fact", low, high), _comparison(operator, Fraction(limit))).answer is answer


def test_equal_closed_ends_are_a_value_and_no_ends_are_none() -> None:
    end = Bound(Fraction(5), inclusive=True)
    assert bounded("fact", end, end).state is State.KNOWN
    assert bounded("fact", None, None).state is State.UNKNOWN


@given(_OPERATORS, _NUMBERS)
def test_an_unknown_fact_decides_nothing_and_one_that_does_not_apply_never_holds(
    operator: str, limit: Fraction
) -> None:
    comparison = _comparison(operator, limit)
    assert compare(unknown("fact", "not asked"), comparison).answer is None
    step = compare(Fact("fact", State.NOT_APPLICABLE, reason=Text("no shares")), comparison)
    assert (step.answer, step.note) == (False, "not applicable: no shares")


def test_another_currency_needs_a_rate_except_against_nothing() -> None:
    fact = known("fact", Money(Fraction(5), "RMB"))
    step = compare(fact, _comparison("below", Money(Fraction(6), "HKD")))
    assert (step.answer, step.note) == (None, "the amount is not in HKD: an exchange rate is needed")
    assert compare(fact, _comparison("at_least", Money(Fraction(0), "HKD"))).answer is True


@pytest.mark.parametrize(
    ("operator", "limit", "value", "answer"),
    [
        ("is", True, True, True),
        ("is", True, False, False),
        ("is", True, None, None),
        ("is_not", "issuer_level", "not_connected", True),
        ("is_not", "issuer_level", "issuer_level", False),
        ("is_not", "issuer_level", None, None),
        ("one_of", ("annual", "interim"), "interim", True),
        ("one_of", ("annual", "interim"), "monthly", False),
    ],
)
def test_choices(operator: str, limit: object, value: object, answer: bool | None) -> None:
    fact = unknown("fact", "not asked") if value is None else known("fact", value)  # type: ignore[arg-type]
    assert compare(fact, Comparison("fact", operator, limit, "")).answer is answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operator", "limit", "possible", "answer"),
    [
        ("is", "not_exempt", ("fully_exempt", "not_exempt"), None),
        ("is", "fully_exempt", ("exempt_from_circular_and_approval", "not_exempt"), False),
        ("is_not", "not_connected", ("subsidiary_level", "issuer_level"), True),
        ("one_of", ("subsidiary_level", "issuer_level"), ("subsidiary_level", "issuer_level"), True),
        ("is", "fully_exempt", (), None),
    ],
)
def test_choices_that_a_table_has_left(
    operator: str, limit: str | tuple[str, ...], possible: tuple[str, ...], answer: bool | None
) -> None:
    fact = replace(unknown("fact", "undecided"), possible=possible)
    assert compare(fact, Comparison("fact", operator, limit, "")).answer is answer


_START = parse_date("2025-07-29")


@pytest.mark.parametrize(
    ("days", "operator", "answer"),
    [
        (0, "at_most", True),
        (1, "at_most", False),
        (0, "below", False),
        (-1, "below", True),
        (0, "at_least", True),
        (1, "above", True),
    ],
)
def test_a_term_is_measured_by_the_calendar(days: int, operator: str, answer: bool) -> None:
    last = parse_date("2028-07-28") + timedelta(days=days)  # three years over a leap day
    fact = known("fact", DateRange(_START, last))
    assert compare(fact, Comparison("fact", operator, Period(3, "year"), "3 years")).answer is answer
    assert compare(unknown("fact", "x"), Comparison("fact", operator, Period(3, "year"), "3 years")).answer is None


@pytest.mark.parametrize(
    ("operator", "days", "answer"),
    [
        ("on_or_before", 0, True),
        ("on_or_before", 1, False),
        ("before", 0, False),
        ("before", -1, True),
        ("on_or_after", 0, True),
        ("on_or_after", -1, False),
        ("after", 0, False),
        ("after", 1, True),
    ],
)
def test_days(operator: str, days: int, answer: bool) -> None:
    limit = date(2026, 5, 15)
    comparison = Comparison("fact", operator, limit, str(limit))
    assert compare(known("fact", limit + timedelta(days=days)), comparison).answer is answer


def _step(answer: bool | None) -> Step:
    return Step("", answer, known("f", answer) if answer is not None else unknown("f", ""))


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=4), st.sampled_from(["all", "any", "none"]))
def test_trees_keep_unknown_where_it_matters(answers: list[bool | None], word: str) -> None:
    joined = combine(word, tuple(_step(answer) for answer in answers)).answer
    words: dict[str, Callable[[list[bool]], bool]] = {"all": all, "any": any, "none": lambda given: not any(given)}
    completions = product(*([True, False] if answer is None else [answer] for answer in answers))
    possible = {words[word](list(completed)) for completed in completions}
    assert joined is (possible.pop() if len(possible) == 1 else None)


@pytest.mark.parametrize(("answer", "turned"), [(True, False), (False, True), (None, None)])
def test_not(answer: bool | None, turned: bool | None) -> None:
    assert combine("not", (_step(answer),)).answer is turned


def test_what_keeps_an_answer_open() -> None:
    step = combine("all", (_step(True), _step(None)))
    assert [fact.state for fact in step.undecided()] == [State.UNKNOWN]
    assert len(step.operands()) == 2
    assert combine("all", (_step(False), _step(None))).undecided() == ()
