"""Text cut into what a redline strikes out or adds as a whole: words and figures, and single Chinese characters."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A figure keeps its separators: a change from 82.0 to 82.5 is one of the figure, not of its last digit.
_TOKEN = re.compile(rf"[0-9](?:[0-9,.]*[0-9])?|[^\W0-9_{_CHINESE}]+|\s+|.", re.DOTALL)
_JOINED_TO_WHAT_STANDS_BEFORE = frozenset({"Mn", "Me", "Mc", "Cf"})


def tokens(text: str) -> list[str]:
    """Give the tokens of a text; joined they are the text again."""
    result: list[str] = []
    for piece in _pieces(text):
        if result and category(piece[0]) in _JOINED_TO_WHAT_STANDS_BEFORE:
            result[-1] += piece
        else:
            result.append(piece)
    return result


def bag(text: str) -> Counter[str]:
    """Give how often each token other than white space occurs."""
    return Counter(token for token in tokens(text) if not token.isspace())


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """Give how much two texts share, from 0 to 1; two empty ones share all."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def _pieces(text: str) -> Iterator[str]:
    return (found[0] for found in _TOKEN.finditer(text))
