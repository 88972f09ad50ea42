"""Text in display columns: how wide it shows, and where its lines may end, in English and in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from validator.drafting.spaces import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line may not begin with what closes, nor end with what opens.
_CLOSING = frozenset("、。，．：；？！）〕］｝〉》」』】”’…—·%％℃,.:;?!)]}†")
_OPENING = frozenset("（〔［｛〈《「『【“‘([{$＄")
# The mark of a blank stays with what it asks for.
_SPACES = re.compile(r"(?<!\[●)[ \t\n\r\f]+")


def width(text: str) -> int:
    """Give the number of columns a text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_width_of(character) for character in text)


def wrapped(text: str, columns: int) -> list[str]:
    """Give the lines of a text, each at most so many columns; line feeds in the text stay.

    Lines end at spaces and between Chinese characters, never before closing or after opening punctuation. Only a
    word longer than a whole line is broken inside.
    """
    return [line for part in text.split("\n") for line in _wrapped_line(part, columns)]


def longest_piece(text: str) -> int:
    """Give the columns of the longest stretch that should not be broken."""
    return max((width(piece) for piece, _ in _pieces(text)), default=0)


def padded(text: str, columns: int, alignment: str) -> str:
    """Give a line filled with spaces to its columns: `left`, `right` or `centre`."""
    free = max(0, columns - width(text))
    before = {"left": 0, "right": free, "centre": free // 2}[alignment]
    return " " * before + text + " " * (free - before)


def _wrapped_line(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for piece, spaced in _pieces(text):
        taken = width(piece)
        gap = 1 if spaced and line else 0
        if used + gap + taken <= columns:
            line, used = line + " " * gap + piece, used + gap + taken
            continue
        if line:
            lines.append(line)
        *full, line = _broken(piece, columns)
        lines += full
        used = width(line)
    return [*lines, line] if line or not lines else lines


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Give the stretches that stay together, each with whether a space stands before it."""
    for position, word in enumerate(part for part in _SPACES.split(text) if part):
        start = 0
        for end in range(1, len(word) + 1):
            if end == len(word) or _may_break(word[end - 1], word[end]):
                yield word[start:end], position > 0 and start == 0
                start = end


def _may_break(before: str, after: str) -> bool:
    if not (is_wide(before) or is_wide(after)):
        return False
    return before not in _OPENING and after not in _CLOSING and _width_of(after) > 0


def _broken(piece: str, columns: int) -> list[str]:
    """Give a piece in lines of at most so many columns, cut anywhere but before a combining character."""
    lines, line, used = [], "", 0
    for character in piece:
        taken = _width_of(character)
        if line and used + taken > columns:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + taken
    return [*lines, line]


def _width_of(character: str) -> int:
    if is_wide(character):
        return 2
    return 0 if category(character) in {"Mn", "Me", "Cf"} else 1
