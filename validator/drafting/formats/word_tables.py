"""Tables of a Word draft: fixed column widths, header rows repeated, rows kept whole, spans merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu

from validator.drafting import grid
from validator.drafting.formats.measures import column_shares
from validator.drafting.formats.word_styles import CELL, FORM, TERM, text_width
from validator.drafting.formats.word_xml import made, xml_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell

    from validator.drafting.formats.word_changes import Changes
    from validator.drafting.tree import Table

    FillCell = Callable[[WordCell, grid.Placed, str, Any], None]

_SHORT = 12

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_table(word: WordDocument, table: Table, fill: FillCell, changes: Changes) -> None:
    """Add a table; `fill` writes the blocks of a cell in the style and alignment given, `changes` marks its rows."""
    columns = grid.column_count(table)
    made_table = word.add_table(len(table.rows), columns)
    made_table.style = word.styles["Normal Table" if _has_no_lines(table) else "Table Grid"]
    made_table.alignment = WD_TABLE_ALIGNMENT.CENTER
    made_table.autofit = False
    cells = [list(row.cells) for row in made_table.rows]
    _set_widths(made_table, cells, column_shares(table), text_width(word))
    _set_rows(made_table, table, changes)
    for spot in grid.placed(table):
        last = cells[spot.row + spot.cell.rows - 1][spot.column + spot.cell.columns - 1]
        cell = cells[spot.row][spot.column]
        whole = cell.merge(last) if spot.cell.rows * spot.cell.columns > 1 else cell
        fill(whole, spot, _style(table), ALIGNMENTS[grid.alignment(table, spot)])
    _keep_together(cells, table)


def _keep_together(cells: list[list[WordCell]], table: Table) -> None:
    """Keep a short table of figures on one page."""
    if "figures" in table.classes and len(cells) <= _SHORT:
        for paragraph in (paragraph for row in cells[:-1] for cell in row for paragraph in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = True


def _set_widths(table: WordTable, cells: list[list[WordCell]], shares: list[int], whole: int) -> None:
    widths = [Emu(whole * share // sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in cells:
        for cell, width in zip(row, widths, strict=True):
            cell.width = width


def _set_rows(table: WordTable, source: Table, changes: Changes) -> None:
    """Repeat the header rows and keep every row whole; what is longer than a page has to go on on the next one."""
    for number, row in enumerate(table.rows):
        properties: Any = xml_of(row)
        properties = properties.get_or_add_trPr()
        properties.append(made("cantSplit"))
        if number < source.header_rows:
            properties.append(made("tblHeader"))
        if source.rows[number]:
            changes.mark_row(row, source.rows[number][0].classes)


def _style(table: Table) -> str:
    if _has_no_lines(table):
        return TERM
    return FORM if grid.FORMS.intersection(table.classes) else CELL


def _has_no_lines(table: Table) -> bool:
    return bool(grid.WITHOUT_LINES.intersection(table.classes))
