"""Holds each figure of a draft against the data: it matches, differs, or does not stand there."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from validator.drafting.quantity import Quantity, Sort, Value
from validator.reading.quantities import Money
from validator.review.passages import Kind
from validator.review.remarks import FIGURE, NOT_IN_DATA, Remark, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.review.alignment import Pair
    from validator.review.known import Known

_COMPARED_ALONE = frozenset({Sort.MONEY, Sort.PERCENTAGE, Sort.DAY})
_SCALES = frozenset(each for power in (3, 6, 9) for each in (Fraction(10**power), Fraction(1, 10**power)))


def figure_remarks(draft: str, pairs: Sequence[Pair], known: Known) -> Iterator[Remark]:
    """Give a remark for every figure that differs from the data or is not in it."""
    for pair in pairs:
        counterparts = pair.counterparts()
        for at, quantity in enumerate(pair.quantities):
            if at in counterparts and (pair.is_close or known.origin_of(quantity) is None):
                yield from _against_own(draft, pair, quantity, counterparts[at])
            else:
                yield from _against_all(draft, pair, quantity, known)


def meant(pairs: Sequence[Pair]) -> Iterator[tuple[Sort, Value]]:
    """Give what stands in the data where figures of a draft differ from it: the draft means these."""
    for pair in pairs:
        for at, own in pair.counterparts().items():
            assert pair.own is not None  # noqa: S101  # it has counterparts
            if pair.own.quantities[own].key != pair.quantities[at].key:
                yield pair.own.quantities[own].key


def _against_own(draft: str, pair: Pair, quantity: Quantity, at: int) -> Iterator[Remark]:
    assert pair.own is not None  # noqa: S101  # it has counterparts
    own, origin = pair.own.quantities[at], pair.own.origins[at]
    if own.key == quantity.key:
        return
    message = f"{quantity.text} differs from the data, which gives {own.text} here"
    yield error(FIGURE, message, draft, pair.passage, (quantity.start, quantity.end), own.text, origin)


def _against_all(draft: str, pair: Pair, quantity: Quantity, known: Known) -> Iterator[Remark]:
    if not _is_claim(pair, quantity) or known.origin_of(quantity) is not None:
        return
    if quantity.sort is Sort.NUMBER and known.origin_of_number(quantity.amount) is not None:
        return
    near = _misread(quantity, known)
    span = (quantity.start, quantity.end)
    if near:
        message = f"{quantity.text} is not in the data, which has the same digits with another unit or scale"
        yield error(FIGURE, message, draft, pair.passage, span, data=near[0], origin=near[1])
        return
    message = f"{quantity.text} is not in the data"
    remedy = "correct it, or add its source to the data"
    yield warning(NOT_IN_DATA, message, draft, pair.passage, span, help_=remedy)


def _is_claim(pair: Pair, quantity: Quantity) -> bool:
    """Tell whether a figure must stand in the data by itself; counts and years are held only in their sentence."""
    if quantity.sort in _COMPARED_ALONE:
        return True
    alone = pair.passage.text.strip("() -") == quantity.text
    return quantity.sort is Sort.NUMBER and pair.passage.kind is Kind.CELL and alone


def _misread(quantity: Quantity, known: Known) -> tuple[str, str] | None:
    """Find a sum of the data with the same digits and another currency or scale."""
    if quantity.sort is not Sort.MONEY or not quantity.amount:
        return None
    for (sort, value), where in known.values.items():
        amount = value[-1]
        if sort is Sort.MONEY and isinstance(amount, Fraction) and amount and value[0]:
            ratio = quantity.amount / amount
            if ratio in _SCALES or (ratio == 1 and value[0] != quantity.value[0]):
                return str(Money(amount, str(value[0]))), where
    return None
