"""Exact arithmetic over facts: what is known of the operands gives what is known of the result."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.facts.conditions import like, rank
from validator.facts.fact import Bound, Fact, State, bounded, interval, unknown
from validator.reading.quantities import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.reading.text import Text

Ends = tuple[Bound | None, Bound | None]


def ratio_of(name: str, numerator: Fact, denominator: Fact, when_not_positive: Text) -> Fact:
    """Divide money by money of the same currency (or numbers).

    A denominator that is nil or negative gives an unknown ratio with `when_not_positive` as its reason.
    """
    made = (numerator, denominator)
    if stopped := _stopped(name, "ratio_of", made):
        return stopped
    top_low, top_high = interval(numerator)
    low, high = interval(denominator)
    if (high and rank(high.value) <= 0) or (_may_be_negative(top_low) and not denominator.is_known):
        return replace(unknown(name, when_not_positive), operation="ratio_of", operands=made)
    least = _quotient(top_low, high) if high else None
    most = _quotient(top_high, low) if low and rank(low.value) > 0 else None
    return _made(name, "ratio_of", made, (least, most))


def sum_of(name: str, parts: Sequence[Fact]) -> Fact:
    """Add facts; parts that are not applicable are left out."""
    return _fold(name, "sum_of", parts, lambda one, other: (_plus(one[0], other[0]), _plus(one[1], other[1])))


def difference_of(name: str, first: Fact, second: Fact) -> Fact:
    """Take the second fact from the first."""
    negative = (_negated(interval(second)[1]), _negated(interval(second)[0]))
    ends = (_plus(interval(first)[0], negative[0]), _plus(interval(first)[1], negative[1]))
    return _stopped(name, "difference_of", (first, second)) or _made(name, "difference_of", (first, second), ends)


def product_of(name: str, each: Fact, count: Fact) -> Fact:
    """Multiply an amount that is not negative (a price) by a number (of shares)."""
    (low, high), (least, most) = interval(each), interval(count)
    currency = next((end.value.currency for end in (low, high) if end and isinstance(end.value, Money)), "")
    ends = (_times(low, least, currency), _times(high, most, currency))
    return _stopped(name, "product_of", (each, count)) or _made(name, "product_of", (each, count), ends)


def highest_of(name: str, parts: Sequence[Fact]) -> Fact:
    """Give the highest of the facts that apply; an unknown part leaves at least the highest known one."""
    return _fold(name, "highest_of", parts, _highest, needs_all=False)


def lowest_of(name: str, parts: Sequence[Fact]) -> Fact:
    """Give the lowest of the facts that apply; an unknown part leaves at most the lowest known one."""
    return _fold(name, "lowest_of", parts, _lowest, needs_all=False)


def convert(name: str, money: Fact, rate: Fact, currency: str) -> Fact:
    """Turn money into `currency` at a known or bounded rate (units of `currency` for one unit of the money)."""
    if stopped := _stopped(name, "convert_to", (money, rate)):
        return replace(stopped, unit=currency)
    (low, high), (low_rate, high_rate) = interval(money), interval(rate)
    if _may_be_negative(low) and not rate.is_known:
        return replace(unknown(name, "the sign of the amount and the rate are both open"), operands=(money, rate))
    ends = (_times(low, low_rate, currency), _times(high, high_rate, currency))
    return replace(_made(name, "convert_to", (money, rate), ends), unit=currency)


def _stopped(name: str, operation: str, operands: tuple[Fact, ...]) -> Fact | None:
    """Give the answer where an operand that cannot be left out has no value at all."""
    for operand in operands:
        if operand.state in {State.NOT_APPLICABLE, State.UNKNOWN}:
            return Fact(name, operand.state, reason=operand.reason, operation=operation, operands=operands)
    return None


def _fold(
    name: str, operation: str, parts: Sequence[Fact], join: Callable[[Ends, Ends], Ends], *, needs_all: bool = True
) -> Fact:
    applicable = [part for part in parts if part.state is not State.NOT_APPLICABLE]
    if not applicable:
        made = unknown(name, parts[0].reason if parts else "there is nothing to take it from")
        state = State.NOT_APPLICABLE if parts else State.UNKNOWN
        return replace(made, state=state, operation=operation, operands=tuple(parts))
    if needs_all and (stopped := _stopped(name, operation, tuple(applicable))):
        return stopped
    ends = interval(applicable[0])
    for part in applicable[1:]:
        ends = join(ends, interval(part))
    return _made(name, operation, tuple(parts), ends)


def _made(name: str, operation: str, operands: tuple[Fact, ...], ends: Ends) -> Fact:
    made = bounded(name, *ends)
    if made.state is State.UNKNOWN:
        made = replace(made, reason=next((part.reason for part in operands if part.reason), made.reason))
    return replace(made, operation=operation, operands=operands)


def _may_be_negative(low: Bound | None) -> bool:
    return low is None or rank(low.value) < 0


def _quotient(top: Bound | None, bottom: Bound) -> Bound | None:
    if top is None:
        return None
    ratio = Fraction(rank(top.value)) / rank(bottom.value)
    return Bound(ratio, top.inclusive and (bottom.inclusive or not ratio))  # nothing over whatever is nothing


def _plus(one: Bound | None, other: Bound | None) -> Bound | None:
    if one is None or other is None:
        return None
    return Bound(like(one.value, rank(one.value) + rank(other.value)), one.inclusive and other.inclusive)


def _negated(end: Bound | None) -> Bound | None:
    return Bound(like(end.value, -rank(end.value)), end.inclusive) if end else None


def _times(amount: Bound | None, rate: Bound | None, currency: str) -> Bound | None:
    if amount is None or rate is None:
        return None
    reached = [end.inclusive for end in (amount, rate)]
    nothing = any(end.inclusive and not rank(end.value) for end in (amount, rate))
    return Bound(Money(rank(amount.value) * rank(rate.value), currency), all(reached) or nothing)


def _highest(one: Ends, other: Ends) -> Ends:
    low = max((end for end in (one[0], other[0]) if end), key=_strict_last, default=None)
    high = max(one[1], other[1], key=_closed_last) if one[1] and other[1] else None
    return low, high


def _lowest(one: Ends, other: Ends) -> Ends:
    high = min((end for end in (one[1], other[1]) if end), key=_closed_last, default=None)
    low = min(one[0], other[0], key=_strict_last) if one[0] and other[0] else None
    return low, high


def _strict_last(end: Bound) -> tuple[Any, bool]:
    return rank(end.value), not end.inclusive


def _closed_last(end: Bound) -> tuple[Any, bool]:
    return rank(end.value), end.inclusive
