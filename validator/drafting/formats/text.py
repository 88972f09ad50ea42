"""Writes a draft as plain text, 78 columns wide, Chinese counted at two columns a character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import numerals
from validator.drafting.formats.columns import padded, width, wrapped
from validator.drafting.formats.text_tables import table_lines
from validator.drafting.redline.readable import readable
from validator.drafting.tree import Heading, ListBlock, PageBreak, Paragraph, Table, inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.drafting.tree import Block, Document

COLUMNS = 78
_UNDERLINES = {1: "=", 2: "-", 3: "-"}
_BULLET = "•"


def with_receipt(draft: bytes, summary: str, receipt: str | None) -> bytes:
    """Give a text draft that ends with a summary of what it was made of and, unless None, with the whole of it."""
    lines = [f"[{summary}]", *([f"[receipt {receipt}]"] if receipt is not None else [])]
    return draft + ("\n" + "\n".join(lines) + "\n").encode()


def write_text(document: Document) -> bytes:
    """Give the draft as UTF-8 text: headings underlined, tables in aligned columns, blanks as [● …].

    Changes of a redline stand as [-…-] and {+…+}.
    """
    return ("\n".join(block_lines(readable(document).blocks, COLUMNS)) + "\n").encode()


def block_lines(blocks: Sequence[Block], columns: int) -> list[str]:
    """Give the lines of blocks, an empty line between two blocks."""
    lines: list[str] = []
    for block in blocks:
        part = _lines_of(block, columns)
        lines += ["", *part] if lines and part else part
    return [line.rstrip(" ") for line in lines]


def _lines_of(block: Block, columns: int) -> list[str]:
    match block:
        case Heading():
            return _heading_lines(block, columns)
        case Paragraph():
            return _aligned(wrapped(inline_text(block.inlines), columns), columns, block.classes)
        case ListBlock():
            return _list_lines(block, columns)
        case Table():
            return table_lines(block, columns, block_lines)
        case PageBreak():
            return ["-" * columns]


def _heading_lines(heading: Heading, columns: int) -> list[str]:
    lines = wrapped(inline_text(heading.inlines), columns)
    rule = _UNDERLINES[heading.level] * max(width(line) for line in lines)
    centred = ("centre", *heading.classes) if "title" in heading.classes else heading.classes
    return _aligned([*lines, rule], columns, centred)


def _aligned(lines: list[str], columns: int, classes: Sequence[str]) -> list[str]:
    side = next((name for name in ("centre", "right") if name in classes), None)
    if side is None and "title" in classes:
        side = "centre"
    return [padded(line, columns, side) for line in lines] if side else lines


def _list_lines(block: ListBlock, columns: int) -> list[str]:
    markers = [marker_of(block, number) for number in range(1, len(block.items) + 1)]
    indent = max(width(marker) for marker in markers) + 1
    lines: list[str] = []
    spread = any(len(item) > 1 for item in block.items)
    for marker, item in zip(markers, block.items, strict=True):
        inner = block_lines(item, max(columns - indent, 2)) or [""]
        if lines and spread:
            lines.append("")
        lines.append(padded(marker, indent, "left") + inner[0])
        lines += [" " * indent + line if line else "" for line in inner[1:]]
    return lines


def marker_of(block: ListBlock, number: int) -> str:
    """Give what stands before the nth item of a list, nothing for a plain one."""
    if block.marker == "plain":
        return ""
    return _BULLET if block.marker == "bullet" else numerals.marker(block.marker, number)
