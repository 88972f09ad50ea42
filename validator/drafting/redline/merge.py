"""Two drafts merged block by block: paragraphs, items of lists, rows and cells of tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.drafting.redline.align import aligned
from validator.drafting.redline.inline import merged
from validator.drafting.redline.marks import DELETED, INSERTED, blocks, change_of, row
from validator.drafting.redline.tokens import bag, similarity
from validator.drafting.tree import Cell, Document, Heading, ListBlock, PageBreak, Paragraph, Table, text_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from validator.drafting.tree import Block

_Item = tuple["Block", ...]
_Row = tuple[Cell, ...]


def redline(old: Document, new: Document) -> Document:
    """Give the tree of both drafts with every change marked; title and language are those of the new one."""
    return replace(new, blocks=_blocks(old.blocks, new.blocks))


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    # A page break has no text to strike out: the new draft's stay where they are.
    before = [block for block in old if not isinstance(block, PageBreak)]
    found = aligned(before, new, _key, _score)
    return _breaks_in_place([block for pair in found for block in _pair(*pair)])


def _pair(old: Block | None, new: Block | None) -> Iterator[Block]:
    if old is None or new is None:
        yield from blocks([block for block in (old,) if block is not None], DELETED)
        yield from blocks([block for block in (new,) if block is not None], INSERTED)
        return
    match old, new:
        case ((Heading() | Paragraph()), (Heading() | Paragraph())):
            yield replace(new, inlines=merged(old.inlines, new.inlines))
        case ListBlock(), ListBlock():
            yield replace(new, items=tuple(_items(old.items, new.items)))
        case Table(), Table():
            yield replace(new, rows=tuple(_rows(old, new)))
        case _:
            yield new


def _breaks_in_place(found: list[Block]) -> tuple[Block, ...]:
    """Move each page break past what is deleted behind it: it belongs to what stays."""
    for place in reversed(range(len(found) - 1)):
        here = place
        while isinstance(found[here], PageBreak) and here + 1 < len(found) and _is_gone(found[here + 1]):
            found[here], found[here + 1] = found[here + 1], found[here]
            here += 1
    return tuple(found)


def _is_gone(block: Block) -> bool:
    return not isinstance(block, PageBreak) and change_of(block.classes) == DELETED


def _key(block: Block) -> Hashable:
    return _shape(block), text_of(block)


def _score(old: Block, new: Block) -> float:
    return similarity(bag(text_of(old)), bag(text_of(new))) if _shape(old) == _shape(new) else 0.0


def _shape(block: Block) -> Hashable:
    """Give what two blocks must share to be one block with changes inside."""
    match block:
        case Heading():
            return "heading", block.level, block.classes
        case Paragraph():
            return "paragraph", block.classes
        case ListBlock():
            return "list", block.ordered, block.marker, block.classes
        case Table():
            return "table", block.classes, block.header_rows, _frame(block)
        case PageBreak():
            return "page break"


def _frame(table: Table) -> Hashable:
    """Give the columns of a table; of its head, and of one whose cells span rows, every cell."""
    fixed = len(table.rows) if any(cell.rows > 1 for cells in _body(table) for cell in cells) else table.header_rows
    columns = sum(cell.columns for cell in table.rows[0])
    return columns, tuple(_row_shape(cells) for cells in table.rows[:fixed]), fixed == table.header_rows


def _row_shape(cells: _Row) -> Hashable:
    return tuple((cell.rows, cell.columns, cell.header, cell.classes) for cell in cells)


def _body(table: Table) -> Sequence[_Row]:
    return table.rows[table.header_rows :]


def _items(old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[_Item]:
    for gone, come in aligned(old, new, _item_key, _item_score):
        if gone is not None and come is not None:
            # The first paragraph bears the number of the item, so the two are one whatever they say.
            yield (
                *(part for pair in zip(gone[:1], come[:1], strict=True) for part in _pair(*pair)),
                *_blocks(gone[1:], come[1:]),
            )
        else:
            yield blocks(gone, DELETED) if gone is not None else blocks(come or (), INSERTED)


def _item_key(item: _Item) -> Hashable:
    return tuple(map(_shape, item[:1])), _item_text(item)


def _item_score(old: _Item, new: _Item) -> float:
    same_head = list(map(_shape, old[:1])) == list(map(_shape, new[:1]))
    return _alike(_item_text(old), _item_text(new)) if same_head else 0.0


def _item_text(item: _Item) -> str:
    return "\n".join(map(text_of, item))


def _alike(one: str, other: str) -> float:
    return similarity(bag(one), bag(other))


def _rows(old: Table, new: Table) -> Iterator[_Row]:
    if any(cell.rows > 1 for cells in (*_body(old), *_body(new)) for cell in cells):
        yield from (_cells(*pair) for pair in zip(old.rows, new.rows, strict=True))
        return
    heads = zip(old.rows[: old.header_rows], new.rows[: new.header_rows], strict=True)
    yield from (_cells(*pair) for pair in heads)
    for gone, come in aligned(_body(old), _body(new), _row_key, _row_score):
        if gone is not None and come is not None:
            yield _cells(gone, come)
        else:
            yield row(gone, DELETED) if gone is not None else row(come or (), INSERTED)


def _cells(old: _Row, new: _Row) -> _Row:
    pairs = zip(old, new, strict=True)
    return tuple(replace(come, blocks=_cell_blocks(gone.blocks, come.blocks)) for gone, come in pairs)


def _cell_blocks(old: _Item, new: _Item) -> _Item:
    """Give the blocks of a cell; one line of text is still that line when all of it has changed."""
    if bool(old) != bool(new):
        # Word has a paragraph in every cell, an empty one too.
        old, new = old or (Paragraph(()),), new or (Paragraph(()),)
    if len(old) == len(new) == 1 and isinstance(old[0], Paragraph) and _shape(old[0]) == _shape(new[0]):
        return tuple(_pair(old[0], new[0]))
    return _blocks(old, new)


def _row_key(cells: _Row) -> Hashable:
    return _row_shape(cells), tuple(_item_text(cell.blocks) for cell in cells)


def _row_score(old: _Row, new: _Row) -> float:
    """Give how alike two rows are; the same first cell makes them the same row, whatever its figures."""
    if _row_shape(old) != _row_shape(new):
        return 0.0
    texts = [[_item_text(cell.blocks) for cell in cells] for cells in (old, new)]
    same_label = bool(texts[0][0]) and texts[0][0] == texts[1][0]
    return max(0.9 if same_label else 0.0, _alike("\n".join(texts[0]), "\n".join(texts[1])))
