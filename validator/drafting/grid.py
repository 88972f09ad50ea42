"""Tables as grids: where each cell stands, whether the rows agree, how cells align, how wide columns should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from validator.drafting.tree import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.drafting.tree import Cell, Document

Measure: TypeAlias = "Callable[[Table, Placed], int]"

WITHOUT_LINES = frozenset({"definitions", "terms"})
# Forms to be filled in: their columns need the long side of the page.
FORMS = frozenset({"checklist", "sizes"})


@dataclass(frozen=True)
class Placed:
    """A cell and the row and column, from 0, where it begins."""

    cell: Cell
    row: int
    column: int


def placed(table: Table) -> tuple[Placed, ...]:
    """Give every cell with its place, spans counted as HTML counts them."""
    taken: set[tuple[int, int]] = set()
    result: list[Placed] = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            result.append(Placed(cell, row, column))
            taken.update((row + r, column + c) for r in range(cell.rows) for c in range(cell.columns))
    return tuple(result)


def needs_wide_page(document: Document) -> bool:
    """Tell whether a draft holds a form, so that its pages lie on their long side."""
    return any(isinstance(block, Table) and FORMS.intersection(block.classes) for block in document.blocks)


def column_count(table: Table) -> int:
    """Give the number of columns."""
    return max((spot.column + spot.cell.columns for spot in placed(table)), default=0)


def fault(table: Table) -> str | None:
    """Give what is wrong with a table's shape, or None."""
    if not table.rows:
        return "the table has no row"
    filled = [0] * len(table.rows)
    for spot in placed(table):
        if spot.row + spot.cell.rows > len(table.rows):
            return f"a cell of row {spot.row + 1} spans rows below the table"
        for row in range(spot.row, spot.row + spot.cell.rows):
            filled[row] += spot.cell.columns
    columns = column_count(table)
    short = next((row for row, cells in enumerate(filled) if cells != columns), None)
    if short is None:
        return None
    return f"row {short + 1} of the table has {filled[short]} of {columns} columns"


def alignment(table: Table, spot: Placed) -> str:
    """Give `left`, `centre` or `right` for a cell: by its own class, or as figure tables are set."""
    for side in ("right", "centre", "left"):
        if side in spot.cell.classes:
            return side
    if "figures" not in table.classes or spot.column == 0:
        return "left"
    return "centre" if spot.cell.header or spot.row < table.header_rows else "right"


def column_widths(table: Table, available: int, natural: Measure, least: Measure) -> list[int]:
    """Give column widths that add up to at most `available`, from what each cell would like and needs at least.

    Only where even the least widths do not fit are they cut, never below two.
    """
    wanted = _column_needs(table, natural)
    if sum(wanted) <= available:
        return wanted
    needed = [min(pair) for pair in zip(_column_needs(table, least), wanted, strict=True)]
    if sum(needed) > available:
        return [max(2, width * available // sum(needed)) for width in needed]
    return _shared(needed, wanted, available)


def _column_needs(table: Table, measure: Measure) -> list[int]:
    needs = [1] * column_count(table)
    for spot in sorted(placed(table), key=lambda spot: spot.cell.columns):
        columns = range(spot.column, spot.column + spot.cell.columns)
        lacking = measure(table, spot) - sum(needs[column] for column in columns)
        for step, column in enumerate(columns):
            needs[column] += max(0, (lacking + step) // spot.cell.columns)
    return needs


def _shared(needed: Sequence[int], wanted: Sequence[int], available: int) -> list[int]:
    """Give each column what it needs and a share of the rest, in proportion to what it would still like."""
    widths = list(needed)
    lacking = [want - need for want, need in zip(wanted, needed, strict=True)]
    rest = available - sum(needed)
    for column, lack in enumerate(lacking):
        widths[column] += rest * lack // sum(lacking)
    return widths
