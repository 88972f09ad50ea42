"""Text made safe and measurable for a terminal: what each character shows, and how many columns it takes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TAB_STOP = 4
ELLIPSIS = "…"
# Controls, format characters (bidirectional marks among them), lone surrogates and odd separators could make a
# terminal show something else than the file says.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_COMBINING = frozenset({"Mn", "Me"})


@dataclass(frozen=True)
class Cell:
    """What is shown for one character of a line, and the columns it takes."""

    shown: str
    width: int


def safe(text: str) -> str:
    """Give a text with every unsafe character, line breaks included, spelt out as `<U+202E>`."""
    return text if text.isascii() and text.isprintable() else "".join(_cell(character).shown for character in text)


def cells_of(line: str) -> list[Cell]:
    """Give one cell for each character of a line, tabs expanded to stops of four columns."""
    cells: list[Cell] = []
    column = 0
    for character in line:
        width = TAB_STOP - column % TAB_STOP if character == "\t" else 0
        cell = Cell(" " * width, width) if width else _cell(character)
        cells.append(cell)
        column += cell.width
    return cells


def width_of(cells: Sequence[Cell]) -> int:
    """Give the columns that cells take together."""
    return sum(cell.width for cell in cells)


@cache
def _cell(character: str) -> Cell:
    category = unicodedata.category(character)
    if category in _UNSAFE:
        shown = f"<U+{ord(character):04X}>"
        return Cell(shown, len(shown))
    if category in _COMBINING:
        return Cell(character, 0)
    return Cell(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)
