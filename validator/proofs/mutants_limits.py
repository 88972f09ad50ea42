"""A threshold moved a little each way, in its own unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.reading.quantities import (
    QuantityError,
    exact_decimal,
    parse_date,
    parse_money,
    parse_percentage,
    parse_period,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# A threshold is moved by a thousandth, each way: near enough that only an example close to the line sees it.
_NUDGES = (Fraction(1001, 1000), Fraction(999, 1000))


def nudged(value: Any) -> Iterator[Any]:
    """Give a threshold a little higher and a little lower, in its own unit."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
        return
    for kind in (_percentages, _money, _periods, _days):
        try:
            yield from kind(str(value))
        except QuantityError:
            continue
        return


def _percentages(text: str) -> list[str]:
    ratio = parse_percentage(text)
    return [f"{exact_decimal(moved * 100)}%" for moved in _moved(ratio, Fraction(1, 10_000))]


def _money(text: str) -> list[str]:
    money = parse_money(text)
    return [f"{money.currency} {exact_decimal(amount)}" for amount in _moved(money.amount, Fraction(1, 100))]


def _moved(limit: Fraction, least: Fraction) -> list[Fraction]:
    """Move a limit each way; as nothing is a thousandth of nil, nil moves by a cent or a hundredth of a per cent."""
    return [limit * nudge for nudge in _NUDGES] if limit else [least, -least]


def _days(text: str) -> list[str]:
    day = parse_date(text)
    return [str(day + timedelta(days=1)), str(day - timedelta(days=1))]


def _periods(text: str) -> list[str]:
    period = parse_period(text)
    return [str(replace(period, count=count)) for count in (period.count + 1, period.count - 1)]
