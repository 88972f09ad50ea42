"""A redline in plain characters, for formats that know neither colour nor strike-out: [-gone-] and {+come+}."""

from __future__ import annotations

from dataclasses import replace

from validator.drafting.redline.marks import CHANGES, DELETED, INSERTED, change_of
from validator.drafting.tree import Block, Document, Heading, Inline, ListBlock, PageBreak, Paragraph, Run, Table

_SIGNS = {DELETED: ("[-", "-]"), INSERTED: ("{+", "+}")}


def readable(document: Document) -> Document:
    """Give a redline with its marks as signs in the text; a draft without changes is given as it is."""
    return replace(document, blocks=tuple(map(_block, document.blocks)))


def _block(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=_signed(block.inlines))
        case ListBlock():
            return replace(block, items=tuple(tuple(map(_block, item)) for item in block.items))
        case Table():
            rows = (tuple(replace(cell, blocks=tuple(map(_block, cell.blocks))) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case PageBreak():
            return block


def _signed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Put a sign before and after each stretch of inlines that share a change."""
    result: list[Inline] = []
    before: str | None = None
    for inline in inlines:
        change = change_of(inline.classes)
        if change != before:
            result += _sign(before, 1) + _sign(change, 0)
            before = change
        result.append(replace(inline, classes=tuple(name for name in inline.classes if name not in CHANGES)))
    return (*result, *_sign(before, 1))


def _sign(change: str | None, side: int) -> list[Inline]:
    return [Run(_SIGNS[change][side])] if change else []
