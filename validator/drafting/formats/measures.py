"""How wide the columns of a table should be, by what its cells hold, counted in columns of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import grid
from validator.drafting.formats.columns import longest_piece, width
from validator.drafting.tree import text_of

if TYPE_CHECKING:
    from validator.drafting.tree import Table

GAP = 2
_LONGEST_PIECE_KEPT = 24
_LONGEST_LABEL = 22
_CHARACTERS_ON_A_LINE = 84
_PADDING = 3
_LABEL_SHARES = {"definitions": 30, "terms": 24}
# Forms are filled in by hand as well: their columns are wide enough to write in, whatever they hold.
_FORM_SHARES = {"checklist": [11, 31, 13, 10, 35], "sizes": [15, 18, 18, 12, 37]}


def column_shares(table: Table) -> list[int]:
    """Give what share of a page's width each column gets: figures alike, labels a fixed part, others by need."""
    columns = grid.column_count(table)
    label = next((share for name, share in _LABEL_SHARES.items() if name in table.classes), None)
    if label is not None and columns == 2:
        return [label, 100 - label]
    for name, fixed in _FORM_SHARES.items():
        if name in table.classes and len(fixed) == columns:
            return fixed
    room = _CHARACTERS_ON_A_LINE - _PADDING * columns
    shares = [need + _PADDING for need in grid.column_widths(table, room, natural_width, least_width)]
    if "figures" in table.classes and columns > 2:
        even = max(sum(shares[1:]) // (columns - 1), _widest_figure(table) + _PADDING)
        shares = [sum(shares) - even * (columns - 1)] + [even] * (columns - 1)
    return shares


def _widest_figure(table: Table) -> int:
    """Give the columns of the longest figure or word behind the first column."""
    spots = (spot for spot in grid.placed(table) if spot.column > 0 and spot.cell.columns == 1)
    return max((least_width(table, spot) for spot in spots), default=1)


def natural_width(table: Table, spot: grid.Placed) -> int:
    """Give the columns that a cell takes with no line wrapped; a long label of terms is wrapped all the same."""
    lines = [line for block in spot.cell.blocks for line in text_of(block).split("\n")]
    natural = max(1, max(map(width, lines), default=0) - GAP * (spot.cell.columns - 1))
    return min(natural, _LONGEST_LABEL) if _is_label(table, spot) else natural


def least_width(table: Table, spot: grid.Placed) -> int:
    """Give the columns that a cell needs: for its longest figure or word, or for a whole label of terms."""
    if _is_label(table, spot):
        return natural_width(table, spot)
    longest = max((longest_piece(text_of(block)) for block in spot.cell.blocks), default=0)
    return max(1, min(longest, _LONGEST_PIECE_KEPT) - GAP * (spot.cell.columns - 1))


def _is_label(table: Table, spot: grid.Placed) -> bool:
    return spot.column == 0 and spot.cell.columns == 1 and bool(grid.WITHOUT_LINES.intersection(table.classes))
