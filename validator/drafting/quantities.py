"""Finds the quantities of a text in either language, and hides them, so that the words around can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.drafting.quantity import Quantity
from validator.drafting.quantity_patterns import READERS
from validator.reading.quantities import QuantityError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.drafting.quantity_patterns import Read


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Give the quantities of a text in order; none overlaps another."""
    taken: list[Quantity] = []
    for pattern, read in READERS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            found = _read(read, match)
            if found is not None:
                taken.append(found)
    return tuple(sorted(taken, key=lambda each: each.start))


def _read(read: Callable[[re.Match[str]], Read | None], match: re.Match[str]) -> Quantity | None:
    try:
        found = read(match)
    except (QuantityError, ValueError):
        return None
    if found is None:
        return None
    sort, value, unit = found
    return Quantity(sort, value, match.start(), match.end(), match[0], unit)


def masked(text: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[str, Quantity | None]]:
    """Give the words of a text (Chinese character by character), each quantity as the letter of its sort."""
    at = 0
    for each in quantities:
        yield from ((word, None) for word in _words(text[at : each.start]))
        yield f"\0{each.sort}", each
        at = each.end
    yield from ((word, None) for word in _words(text[at:]))


_WORD = re.compile(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]")


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
