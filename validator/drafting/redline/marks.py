"""The marks of a change: classes on runs, line breaks, blocks and cells that only a redline sets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from validator.drafting.tree import Cell, Heading, LineBreak, ListBlock, PageBreak, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.drafting.tree import Block, Inline

INSERTED, DELETED = "inserted", "deleted"
CHANGES = (INSERTED, DELETED)

_Marked = TypeVar("_Marked", bound=Run | LineBreak | Heading | Paragraph | ListBlock | Table | Cell)


def change_of(classes: Sequence[str]) -> str | None:
    """Give the change that classes name, or None."""
    return next((change for change in CHANGES if change in classes), None)


def marked(item: _Marked, change: str) -> _Marked:
    """Give one run, break, block or cell with a mark of its own, its content as it is."""
    return replace(item, classes=(*item.classes, change))


def whole(block: Block, change: str) -> Block:
    """Give a block that is inserted or deleted with all it holds."""
    match block:
        case Heading() | Paragraph():
            return replace(marked(block, change), inlines=inlines(block.inlines, change))
        case ListBlock():
            return replace(marked(block, change), items=tuple(blocks(item, change) for item in block.items))
        case Table():
            return replace(marked(block, change), rows=tuple(row(cells, change) for cells in block.rows))
        case PageBreak():
            return block


def blocks(content: Sequence[Block], change: str) -> tuple[Block, ...]:
    """Give blocks that are inserted or deleted as a whole."""
    return tuple(whole(block, change) for block in content)


def row(cells: Sequence[Cell], change: str) -> tuple[Cell, ...]:
    """Give a row that is inserted or deleted as a whole."""
    return tuple(replace(marked(cell, change), blocks=blocks(cell.blocks, change)) for cell in cells)


def inlines(content: Sequence[Inline], change: str) -> tuple[Inline, ...]:
    """Give inlines that are inserted or deleted."""
    return tuple(marked(inline, change) for inline in content)
