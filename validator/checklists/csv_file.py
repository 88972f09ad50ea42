"""The tables of a form as one CSV file for a spreadsheet, safe to open."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from validator.drafting.tree import Heading, Table, text_of
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.drafting.tree import Cell, Document

BYTE_ORDER_MARK = "\ufeff"
_PART = Text("Part", "部分")
# What a spreadsheet would take for a formula is quoted, so that no text of the data can run there.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(document: Document, *, byte_order_mark: bool = False) -> bytes:
    """Give the tables with a head row, one after another under one head, after RFC 4180 in UTF-8.

    The first column names the heading above the table; the byte order mark tells Excel that it is UTF-8.
    """
    rows = list(_rows(document))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return f"{BYTE_ORDER_MARK if byte_order_mark else ''}{out.getvalue()}".encode()


def safe(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(document: Document) -> Iterator[list[str]]:
    part, has_head = "", False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level > 1:
            part = text_of(block)
        elif isinstance(block, Table) and block.header_rows:
            if not has_head:
                yield [_PART.in_language(document.lang), *map(_words, block.rows[0])]
                has_head = True
            yield from ([part, *map(_words, row)] for row in block.rows[block.header_rows :])


def _words(cell: Cell) -> str:
    return "\n".join(text_of(block) for block in cell.blocks)
