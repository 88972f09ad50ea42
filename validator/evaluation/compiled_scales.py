"""Ordered inputs: money, ratios, counts and days set between their lines by exact whole numbers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from validator.evaluation.compiled_axes import Ruler
from validator.facts.conditions import DATE_OPERATORS, Comparison
from validator.reading.quantities import Money, QuantityError, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.evaluation.compiled_axes import Span
    from validator.facts.fact import Bound, Fact

_AFTER = {"at_most", "above"}
_UNDER = {"below", "at_most"}


@dataclass(frozen=True)
class Scale:
    """The lines of an ordered input as whole numbers: twice each line, one more where the line itself lies below.

    `unit` turns the exact value into that measure, `whole` a plain integer given in the caller's own unit.
    """

    lines: tuple[int, ...]
    unit: int
    whole: int
    currency: str = ""

    def cell(self, rank: int) -> int:
        """Give the cell of a rank."""
        return bisect_right(self.lines, rank)

    def rank(self, numerator: int, denominator: int) -> int:
        """Give twice the floor of the measure, one more where something is left over: exact for any comparison."""
        floor, rest = divmod(numerator * self.unit, denominator)
        return floor + floor + (rest > 0)

    def rank_of(self, value: Scalar | tuple[int, int]) -> int | None:
        """Give the rank of a value; None where it has none yet: another currency, or a denominator not above nil."""
        if isinstance(value, tuple):
            return self.rank(*value) if value[1] > 0 else None
        if isinstance(value, Money):
            other = value.currency != self.currency
            return None if other else self.rank(value.amount.numerator, value.amount.denominator)
        if isinstance(value, Fraction):
            return self.rank(value.numerator, value.denominator)
        if isinstance(value, date):
            return self.rank(value.toordinal(), 1)
        if isinstance(value, int) and not isinstance(value, bool):
            return value * self.whole
        raise QuantityError(f"`{value}` has no order; a number, a sum of money or a day is needed")


def scale_for(tests: Sequence[Comparison], per_unit: int) -> Scale:
    """Lay out the lines of all comparisons with one input; a plain integer stands for one of `per_unit` in a unit."""
    exact = [_exact(test.limit) for test in tests]
    common = lcm(*((line * per_unit).denominator for line in exact))
    unit = per_unit * common
    lines = sorted({_line(test, int(line * unit)) for test, line in zip(tests, exact, strict=True)})
    currencies = {test.limit.currency for test in tests if isinstance(test.limit, Money)}
    if len(currencies) > 1:
        raise QuantityError(f"`{tests[0].fact}` is held against {' and '.join(sorted(currencies))}; one is needed")
    return Scale(tuple(lines), unit, 2 * common, next(iter(currencies), ""))


def _exact(limit: object) -> Fraction:
    if isinstance(limit, Money):
        return limit.amount
    if isinstance(limit, date):
        return Fraction(limit.toordinal())
    if isinstance(limit, (int, Fraction)) and not isinstance(limit, bool):
        return Fraction(limit)
    raise QuantityError(f"`{limit}` is no line between values; a number, a sum of money or a day is needed")


def _operator(test: Comparison) -> str:
    return DATE_OPERATORS.get(test.operator, test.operator)


def _line(test: Comparison, line: int) -> int:
    return 2 * line + (_operator(test) in _AFTER)


def ordered_ruler(tests: Sequence[Comparison], scale: Scale) -> Ruler:
    """Cut the values of an ordered input at its lines."""
    cells = len(scale.lines) + 2
    true = {}
    for test in tests:
        place = scale.lines.index(_line(test, int(_exact(test.limit) * scale.unit))) + 1
        under = (1 << place) - 1
        true[test] = under if _operator(test) in _UNDER else ((1 << (cells - 1)) - 1) ^ under

    def known(value: Scalar | tuple[int, int]) -> int | None:
        rank = scale.rank_of(value)
        return None if rank is None else scale.cell(rank)

    # As in the plain evaluator, a value of which no lower end is known counts from nil.
    unknown = (scale.cell(0), cells - 2)
    return Ruler(cells, true, known, lambda fact: _ends(fact, scale, unknown), unknown)


def _ends(fact: Fact, scale: Scale, unknown: Span) -> Span:
    high = _end(fact.high, scale, upper=True)
    last = unknown[1] if high is None else high
    low = _end(fact.low, scale, upper=False)
    first = unknown[0] if low is None else low
    return min(first, last), last


def _end(end: Bound | None, scale: Scale, *, upper: bool) -> int | None:
    rank = scale.rank_of(end.value) if end else None
    if end is None or rank is None:
        return None
    if end.inclusive or rank % 2:
        return scale.cell(rank)
    return scale.cell(rank - 1 if upper else rank + 1)  # an end left out: the open interval just inside it
