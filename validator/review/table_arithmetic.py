"""Works out again the totals and the used shares in the tables of a draft."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.drafting.quantity import Quantity, Sort
from validator.reading.quantities import format_number, round_percentage
from validator.review.arithmetic import within
from validator.review.remarks import ARITHMETIC, Remark, error
from validator.review.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.review.alignment import Pair

_FIGURES = frozenset({Sort.NUMBER, Sort.MONEY, Sort.PERCENTAGE})


@dataclass(frozen=True)
class Grid:
    """A table of a draft: its cells by row and column; only the first paragraph of each counts."""

    cells: Mapping[tuple[int, int], Pair]

    @property
    def rows(self) -> range:
        """Give the numbers of its rows."""
        return range(max(row for row, _ in self.cells) + 1)

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell, or nothing."""
        found = self.cells.get((row, column))
        return found.passage.text if found else ""

    def figure(self, row: int, column: int) -> Quantity | None:
        """Give the figure that a cell consists of, or None."""
        found = self.cells.get((row, column))
        if found is None or len(found.quantities) != 1 or found.quantities[0].sort not in _FIGURES:
            return None
        quantity = found.quantities[0]
        return quantity if found.passage.text.strip("() ") == quantity.text else None


def grids(pairs: Sequence[Pair]) -> tuple[Grid, ...]:
    """Give the tables of a draft in order."""
    tables: dict[int, dict[tuple[int, int], Pair]] = defaultdict(dict)
    for pair in pairs:
        spot = pair.passage.spot
        if spot is not None:
            tables[spot.table].setdefault((spot.row, spot.column), pair)
    return tuple(Grid(cells) for cells in tables.values())


def table_remarks(draft: str, language: str, pairs: Sequence[Pair]) -> Iterator[Remark]:
    """Give a remark for every total and every used share that the table itself contradicts."""
    for grid in grids(pairs):
        columns = sorted({column for _, column in grid.cells})
        yield from _used(draft, language, grid, columns)
        for column in columns[1:]:
            yield from _total(draft, language, grid, column)


def _used(draft: str, language: str, grid: Grid, columns: Sequence[int]) -> Iterator[Remark]:
    role = {column_role(grid.text(0, column), language): column for column in columns}
    if not {"cap", "amount", "used"} <= role.keys():
        return
    for row in grid.rows[1:]:
        cap, amount, used = (grid.figure(row, role[name]) for name in ("cap", "amount", "used"))
        if cap is None or amount is None or used is None or used.sort is not Sort.PERCENTAGE or not cap.amount:
            continue
        if not within(used, _ends(amount), _ends(cap)):
            shown = round_percentage(amount.amount / cap.amount, 1)
            message = f"{used.text} does not follow from {amount.text} of {cap.text}, which is {shown}"
            passage = grid.cells[row, role["used"]].passage
            yield error(ARITHMETIC, message, draft, passage, (used.start, used.end), data=shown)


def column_role(head: str, language: str) -> str:
    """Tell what a column holds by its head: `cap`, `amount`, `used`, or nothing that is known."""
    found = (name for name, said in words()["columns"].items() if pattern(said[language], language).search(head))
    # “Cap used” ends like a cap in no language, but a longer name wins.
    return max(found, key=len, default="")


def _ends(quantity: Quantity) -> tuple[Fraction, Fraction]:
    return quantity.amount - quantity.half_unit, quantity.amount + quantity.half_unit


def _total(draft: str, language: str, grid: Grid, column: int) -> Iterator[Remark]:
    """Add up the figures above each total, from the total before it."""
    parts: list[Quantity] = []
    for row in grid.rows:
        figure = grid.figure(row, column)
        if figure is None or figure.sort is Sort.PERCENTAGE:
            continue
        if not pattern(words()["total"][language], language).search(grid.text(row, 0)):
            parts.append(figure)
            continue
        added = sum((each.amount for each in parts), Fraction(0))
        slack = sum((each.half_unit for each in (*parts, figure)), Fraction(0))
        if len(parts) > 1 and abs(added - figure.amount) > slack:
            message = (
                f"{figure.text} is not the total of the {len(parts)} figures above it, which is {format_number(added)}"
            )
            passage = grid.cells[row, column].passage
            yield error(ARITHMETIC, message, draft, passage, (figure.start, figure.end), data=format_number(added))
        parts = []
