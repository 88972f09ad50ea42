"""One line of a source with a caret under the part that a finding speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.outputs.terminal_text import ELLIPSIS, Cell, cells_of, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.findings import Place

WIDEST = 120
_LEAD = 20  # columns kept before the caret where a line is cut


@dataclass(frozen=True)
class Excerpt:
    """A line as it is shown, and the columns of the caret under it."""

    line: str
    indent: int
    carets: int


def excerpt(lines: Sequence[str], place: Place, widest: int = WIDEST) -> Excerpt | None:
    """Give the first line of a place with its caret, cut to `widest` columns; None where there is no such line."""
    if not 0 < place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    start = min(place.column - 1, len(line))
    end = len(line.rstrip()) if place.end_line > place.line else min(place.end_column - 1, len(line))
    return _cut(cells_of(line), start, max(start, end), widest)


def _cut(cells: list[Cell], start: int, end: int, widest: int) -> Excerpt:
    before, marked = width_of(cells[:start]), max(1, width_of(cells[start:end]))
    if width_of(cells) <= widest:
        return Excerpt(_joined(cells).rstrip(), before, marked)
    first = _first_kept(cells, start) if before + marked > widest else 0
    head = ELLIPSIS if first else ""
    kept = _that_fit(cells[first:], widest - len(head) - len(ELLIPSIS))
    tail = ELLIPSIS if first + len(kept) < len(cells) else ""
    indent = len(head) + width_of(cells[first:start])
    return Excerpt(f"{head}{_joined(kept)}{tail}".rstrip(), indent, min(marked, max(1, widest - indent)))


def _first_kept(cells: list[Cell], start: int) -> int:
    first, lead = start, 0
    while first > 0 and lead + cells[first - 1].width <= _LEAD:
        first -= 1
        lead += cells[first].width
    return first


def _that_fit(cells: list[Cell], room: int) -> list[Cell]:
    used = 0
    for count, cell in enumerate(cells):
        used += cell.width
        if used > room:
            return cells[:count]
    return cells


def _joined(cells: list[Cell]) -> str:
    return "".join(cell.shown for cell in cells)
