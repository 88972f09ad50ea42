"""Works out again what a draft says follows from its own figures: growth, the used share of a cap, totals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.drafting.quantity import Quantity, Sort
from validator.reading.quantities import round_percentage
from validator.review.remarks import ARITHMETIC, Remark, error
from validator.review.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from validator.review.alignment import Pair

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(“\"])|(?<=[。；！？])")


def arithmetic_remarks(draft: str, language: str, pairs: Sequence[Pair]) -> Iterator[Remark]:
    """Give a remark for every percentage in a sentence that does not follow from the two sums beside it."""
    for pair in pairs:
        for start, end in _sentences(pair.passage.text):
            inside = [each for each in pair.quantities if start <= each.start and each.end <= end]
            sums = [each for each in inside if each.sort is Sort.MONEY]
            shares = [each for each in inside if each.sort is Sort.PERCENTAGE]
            if len(sums) == 2 and len(shares) == 1 and sums[0].value[0] == sums[1].value[0]:
                yield from _sentence(draft, language, pair, (start, end), sums, shares[0])


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _sentence(
    draft: str, language: str, pair: Pair, span: tuple[int, int], sums: Sequence[Quantity], share: Quantity
) -> Iterator[Remark]:
    text = pair.passage.text[slice(*span)]
    smaller, larger = sorted(sums, key=lambda each: each.amount)
    for what, numerator, denominator in (
        ("more", (larger, smaller), smaller),
        ("less", (larger, smaller), larger),
        ("used", (smaller, None), larger),
    ):
        said = words()["growth"].get(what) or words()["used"]
        if not pattern(said[language], language).search(text) or not denominator.amount:
            continue
        if _may_be(share, numerator[0], numerator[1], denominator):
            return
        whole = numerator[0].amount - (numerator[1].amount if numerator[1] else 0)
        shown = round_percentage(whole / denominator.amount, _decimals(share))
        message = f"{share.text} does not follow from {sums[0].text} and {sums[1].text}, which give {shown}"
        yield error(ARITHMETIC, message, draft, pair.passage, (share.start, share.end), data=shown)
        return


def _may_be(share: Quantity, numerator: Quantity, less: Quantity | None, denominator: Quantity) -> bool:
    """Tell whether a printed percentage can follow from sums that are themselves rounded to their last place."""
    low, high = numerator.amount - numerator.half_unit, numerator.amount + numerator.half_unit
    if less is not None:
        low, high = low - less.amount - less.half_unit, high - less.amount + less.half_unit
    return within(
        share, (low, high), (denominator.amount - denominator.half_unit, denominator.amount + denominator.half_unit)
    )


def within(share: Quantity, part: tuple[Fraction, Fraction], whole: tuple[Fraction, Fraction]) -> bool:
    """Tell whether a printed percentage can be the ratio of a part and a whole known between two ends."""
    if whole[0] <= 0:
        return True
    least, most = min(part[0] / whole[1], part[0] / whole[0]), max(part[1] / whole[0], part[1] / whole[1])
    return least - share.half_unit <= share.amount <= most + share.half_unit


def _decimals(share: Quantity) -> int:
    digits = re.match(r"[0-9,]+(?:\.([0-9]+))?", share.text)
    return len(digits[1] or "") if digits else 1
