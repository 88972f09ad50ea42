"""Tables in plain text: columns aligned by what they take on the screen, cells wrapped, rows never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import grid
from validator.drafting.formats.columns import padded
from validator.drafting.formats.measures import GAP, least_width, natural_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.drafting.tree import Block, Table

    BlockLines = Callable[[Sequence[Block], int], list[str]]


def table_lines(table: Table, columns: int, lines_of: BlockLines) -> list[str]:
    """Give the lines of a table in at most so many columns; `lines_of` gives those of the blocks in a cell."""
    gaps = GAP * (grid.column_count(table) - 1)
    widths = grid.column_widths(table, columns - gaps, natural_width, least_width)
    covering: list[list[grid.Placed]] = [[] for _ in table.rows]
    for spot in grid.placed(table):
        for row in range(spot.row, spot.row + spot.cell.rows):
            covering[row].append(spot)
    rows = [_row_lines(table, row, spots, widths, lines_of) for row, spots in enumerate(covering)]
    if grid.WITHOUT_LINES.intersection(table.classes):
        return [line for number, row in enumerate(rows) for line in (["", *row] if number else row)]
    rule = "-" * (sum(widths) + gaps)
    head = [line for row in rows[: table.header_rows] for line in row]
    body = [line for row in rows[table.header_rows :] for line in row]
    return [rule, *head, *([rule] if head else []), *body, rule]


def _row_lines(table: Table, row: int, spots: list[grid.Placed], widths: list[int], lines_of: BlockLines) -> list[str]:
    """Give the lines of one row; a cell spanning rows shows in its first, the ones below stay empty."""
    parts: list[tuple[list[str], int, str]] = []
    for spot in sorted(spots, key=lambda spot: spot.column):
        span = widths[spot.column : spot.column + spot.cell.columns]
        room = sum(span) + GAP * (len(span) - 1)
        lines = lines_of(spot.cell.blocks, room) if spot.row == row else []
        parts.append((lines, room, grid.alignment(table, spot)))
    height = max(1, *(len(lines) for lines, _, _ in parts))
    if row < table.header_rows:
        parts = [([""] * (height - len(lines)) + lines, room, side) for lines, room, side in parts]
    return [_line(parts, number) for number in range(height)]


def _line(parts: list[tuple[list[str], int, str]], number: int) -> str:
    cells = [padded(lines[number] if number < len(lines) else "", room, side) for lines, room, side in parts]
    return (" " * GAP).join(cells)
