"""The space of deals that a table speaks of, cut into cells in which none of its tests changes its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING

from validator.facts.conditions import Comparison, compare, rank
from validator.facts.fact import Bound, Fact, State, known
from validator.reading.quantities import (
    DateRange,
    Money,
    Period,
    Scalar,
    add_period,
    exact_decimal,
    format_scalar,
    last_day_within,
)
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule

_FIRST_DAY = date(2025, 1, 1)


@dataclass(frozen=True)
class Point:
    """One cell of one axis: an exact sample, with what it stands for in words; None means not applicable.

    `low` and `high` are the ends of the cell in words, empty where it is open; they are equal for a single point. A
    cell of several choices is called after the first of them, and has all of them as `low`.
    """

    sample: Scalar | None
    words: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Axis:
    """One input with its cells, smallest first where it has an order."""

    name: str
    kind: str
    points: tuple[Point, ...]
    ordered: bool

    def run(self, indices: range) -> str:
        """Give neighbouring cells in words: `at or above 5% and below 25%`, or the choices by name."""
        if len(indices) == len(self.points):
            return "any"
        if not self.ordered:
            return " or ".join(self.points[index].low or self.points[index].words for index in indices)
        first, last = self.points[indices[0]], self.points[indices[-1]]
        low = f"{'at or above' if first.low == first.high else 'above'} {first.low}" if first.low else ""
        high = f"{'at or below' if last.low == last.high else 'below'} {last.high}" if last.high else ""
        if first is last and first.low == first.high:
            return f"exactly {first.low}"
        return " and ".join(filter(None, (low, high)))

    def fact(self, index: int) -> Fact:
        """Give the input as a fact with the sample of a cell."""
        sample = self.points[index].sample
        if sample is None:
            return Fact(self.name, State.NOT_APPLICABLE, reason=Text("not applicable"))
        return known(self.name, sample)


@dataclass(frozen=True)
class Space:
    """All axes of a table. `unbounded` names the numeric inputs that declare no lower end of their domain."""

    axes: tuple[Axis, ...]
    unbounded: tuple[str, ...]

    @property
    def size(self) -> int:
        """Give the number of cells."""
        return prod(len(axis.points) for axis in self.axes)

    def cells(self) -> Iterator[tuple[int, ...]]:
        """Give every cell as one index an axis."""
        return product(*(range(len(axis.points)) for axis in self.axes))

    def values(self, cell: Sequence[int]) -> dict[str, Fact]:
        """Give a cell as facts."""
        return {axis.name: axis.fact(index) for axis, index in zip(self.axes, cell, strict=True)}

    def deal(self, cell: Sequence[int]) -> dict[str, str]:
        """Give a cell as a concrete deal, for people."""
        return {axis.name: axis.points[index].words for axis, index in zip(self.axes, cell, strict=True)}


def ordered_axis(space: Space, name: str) -> int | None:
    """Give the place of an input's axis; None where no row tests it, or it has no smaller and larger values."""
    return next((place for place, axis in enumerate(space.axes) if axis.name == name and axis.ordered), None)


def space_of(rule: Rule, tests: Sequence[Comparison], rulebook: Rulebook) -> Space:
    """Cut the inputs of a rule at every threshold of the tests."""
    by_name: dict[str, list[Comparison]] = {}
    for test in tests:
        by_name.setdefault(test.fact, []).append(test)
    axes, unbounded = [], []
    for name, own in by_name.items():
        axis = _axis(rule, name, own, rulebook)
        axes.append(axis)
        if axis.kind in {"money", "ratio", "count", "number"} and _domain(rule, name)[0] is None:
            unbounded.append(name)
    return Space(tuple(axes), tuple(unbounded))


def _axis(rule: Rule, name: str, tests: Sequence[Comparison], rulebook: Rulebook) -> Axis:
    kind = rule.inputs[name].kind if name in rule.inputs else rulebook.facts[name].kind
    if kind == "boolean":
        return Axis(name, kind, (Point(sample=False, words="no"), Point(sample=True, words="yes")), ordered=False)
    if kind == "choice":
        choices = rule.inputs[name].choices if name in rule.inputs else rulebook.facts[name].choices
        return Axis(name, kind, tuple(_choices(choices, tests)), ordered=False)
    limits = [limit for test in tests for limit in (test.limit if isinstance(test.limit, tuple) else (test.limit,))]
    if kind == "date_range":
        return Axis(name, kind, (Point(None, "not applicable"), *_lengths(limits)), ordered=False)
    return Axis(name, kind, tuple(_numbers(limits, *_domain(rule, name))), ordered=True)


def _choices(choices: Sequence[str], tests: Sequence[Comparison]) -> Iterator[Point]:
    """Give one point for all the choices that no test tells apart."""
    alike: dict[tuple[bool | None, ...], list[str]] = {}
    for choice in choices:
        answers = tuple(compare(known(test.fact, choice), test).answer for test in tests)
        alike.setdefault(answers, []).append(choice)
    for own in alike.values():
        yield Point(own[0], own[0], *(() if len(own) == 1 else (" or ".join(own),)))


def _domain(rule: Rule, name: str) -> tuple[Bound | None, Bound | None]:
    own = rule.inputs.get(name)
    return (own.low, own.high) if own else (None, None)


def _lengths(limits: Sequence[Scalar]) -> Iterator[Point]:
    """Give terms that end on the last day within each period, and a day after it."""
    periods = {str(limit): limit for limit in limits if isinstance(limit, Period)}
    ends = sorted({last_day_within(_FIRST_DAY, limit) for limit in periods.values()})
    for end in ends:
        for last in (end, add_period(end, Period(1, "day"))):
            yield Point(DateRange(_FIRST_DAY, last), f"{_FIRST_DAY} to {last}")


def _numbers(limits: Sequence[Scalar], low: Bound | None, high: Bound | None) -> Iterator[Point]:
    """Give each threshold, and one number inside every open interval between, below and above them."""
    template = limits[0]
    floor: Fraction = rank(low.value) if low else rank(min(limits, key=rank)) - 1
    ceiling: Fraction | None = rank(high.value) if high else None
    points = sorted({rank(limit) for limit in limits if rank(limit) >= floor})
    edges = [floor, *(point for point in points if point != floor)]
    for left, right in pairwise(edges):
        if left in points:
            yield _point(template, left, left, left)
        # Below every threshold without a domain lies what nothing keeps out. Ends of a domain are no thresholds.
        is_open = low is None and left not in points
        sample = min(left, Fraction(-1)) if is_open else (left + right) / 2
        yield _point(template, sample, left if left in points else None, right)
    last = edges[-1]
    if last in points:
        yield _point(template, last, last, last)
    if ceiling is None or ceiling > last:
        yield _point(template, last * 2 + 1 if ceiling is None else (last + ceiling) / 2, last, None)


def _point(template: Scalar, number: Fraction, low: Fraction | None, high: Fraction | None) -> Point:
    sample, start, end = (_scalar(template, each) if each is not None else None for each in (number, low, high))
    words, low_words, high_words = ("" if each is None else _words(each) for each in (sample, start, end))
    return Point(sample, words, low_words, high_words)


def _words(value: Scalar) -> str:
    return f"{exact_decimal(value * 100)}%" if isinstance(value, Fraction) else format_scalar(value)


def _scalar(template: Scalar, number: Fraction) -> Scalar:
    return Money(number, template.currency) if isinstance(template, Money) else _as_kind(template, number)


def _as_kind(template: Scalar, number: Fraction) -> Scalar:
    # Counts have no value between two neighbours, yet a fraction orders like one and proves the same.
    return int(number) if isinstance(template, int) and number.denominator == 1 else number


Outcomes = Mapping[tuple[int, ...], str]
