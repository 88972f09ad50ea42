"""Plain tables and blocks for a terminal, aligned after Chinese text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.outputs.terminal_text import cells_of, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "


def width(text: str) -> int:
    """Give the columns that a line takes on a terminal."""
    return sum(cell.width for cell in cells_of(text))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Give rows under a head; `right` are the columns to align to the right."""
    lines = [[safe(cell) for cell in row] for row in (head, *rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    ruled = [lines[0], ["─" * wide for wide in widths], *lines[1:]]
    return "\n".join(_row(line, widths, right) for line in ruled)


def _row(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    return GAP.join(
        pad(cell, wide, to_right=at in right) for at, (cell, wide) in enumerate(zip(cells, widths, strict=True))
    ).rstrip()


def pad(text: str, columns: int, *, to_right: bool = False) -> str:
    """Fill a line with spaces to a number of columns."""
    space = " " * max(columns - width(text), 0)
    return space + text if to_right else text + space


def block(entries: Sequence[tuple[str, str]], indent: str = "  ") -> str:
    """Give labelled lines, the labels in one column; an empty label continues the one above."""
    wide = max((width(label) for label, _ in entries), default=0)
    return "\n".join(f"{indent}{pad(safe(label), wide)}{GAP}{safe(text)}".rstrip() for label, text in entries)
