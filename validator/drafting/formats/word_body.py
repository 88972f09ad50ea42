"""The body of a Word draft: each block of the tree as real paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docx.shared import Twips

from validator.drafting.formats import word_styles
from validator.drafting.formats.word_numbering import LEVELS, STEP, Numbering
from validator.drafting.formats.word_tables import ALIGNMENTS, add_table
from validator.drafting.formats.word_xml import made, xml_of
from validator.drafting.redline.marks import CHANGES
from validator.drafting.tree import Heading, LineBreak, ListBlock, PageBreak, Paragraph, Run, Table, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.table import _Cell as WordCell
    from docx.text.paragraph import Paragraph as WordParagraph

    from validator.drafting.formats.word_runs import RunWriter
    from validator.drafting.grid import Placed
    from validator.drafting.tree import Block

_STYLES = {"title": "Title", "disclaimer": word_styles.DISCLAIMER, "note": word_styles.NOTE}


@dataclass(frozen=True)
class _Item:
    """Where a list item goes: the document or a cell, how deep, its number (None for none), its styles."""

    parent: Any
    level: int
    number: str | None
    indent: int
    numbered_style: str
    further_style: str


class Body:
    """Adds blocks to a Word document, their text through `runs`."""

    def __init__(self, word: WordDocument, runs: RunWriter) -> None:
        self._word = word
        self._runs = runs
        self._numbering = Numbering(word)
        self._break_before_next = False
        # The library would search all styles again for each paragraph.
        self._style_ids = {style.name: style.style_id for style in word.styles}

    def add(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the top level."""
        for block, following in pairwise((*blocks, None)):
            match block:
                case Heading() | Paragraph():
                    paragraph = self._new(self._word, _style_of(block))
                    if _leads(block, following):
                        paragraph.paragraph_format.keep_with_next = True
                    self._fill(paragraph, block)
                case ListBlock():
                    self._add_list(self._word, block, 0)
                case Table():
                    self._add_table(block)
                case PageBreak():
                    self._break_before_next = True

    def _add_table(self, table: Table) -> None:
        if self._break_before_next:
            self._runs.changes.mark_paragraph(self._new(self._word, word_styles.AFTER_TABLE), table.classes)
        add_table(self._word, table, self._fill_cell, self._runs.changes)
        # Word joins two tables with nothing between them, and needs a paragraph after the last.
        self._runs.changes.mark_paragraph(self._new(self._word, word_styles.AFTER_TABLE), table.classes)

    def _fill_cell(self, cell: WordCell, spot: Placed, style: str, alignment: Any) -> None:
        own = cell.paragraphs[0]
        for block in spot.cell.blocks:
            if isinstance(block, ListBlock):
                self._add_list(cell, block, 0, style)
            elif isinstance(block, Paragraph):
                paragraph = self._new(cell, style)
                paragraph.alignment = alignment
                self._fill(paragraph, block, bold=spot.cell.header)
        if spot.cell.blocks:
            xml_of(cell).remove(xml_of(own))
        else:
            self._set_style(own, style)

    def _add_list(self, parent: Any, block: ListBlock, level: int, style: str | None = None) -> None:
        level = min(level, LEVELS - 1)
        plain = block.marker == "plain"
        number = None if plain else self._numbering.new_list(block.marker, level)
        numbered = style or ("List Number" if block.ordered else "List Bullet")
        indent = STEP * (level if plain else level + 1)
        item = _Item(parent, level, number, indent, numbered, style or "List Continue")
        for blocks in block.items:
            self._add_item(item, blocks)

    def _add_item(self, item: _Item, blocks: tuple[Block, ...]) -> None:
        # An item that begins with a list of its own still shows its number.
        starts_with_text = bool(blocks) and isinstance(blocks[0], Paragraph)
        changes = tuple(name for block in blocks[:1] for name in CHANGES if name in getattr(block, "classes", ()))
        for block in blocks if starts_with_text else (Paragraph((), changes), *blocks):
            if isinstance(block, ListBlock):
                in_cell = item.further_style if item.further_style == item.numbered_style else None
                self._add_list(item.parent, block, item.level + 1, in_cell)
            elif isinstance(block, Paragraph):
                self._fill(self._new_item_paragraph(item), block)
                item = replace(item, number=None)

    def _new_item_paragraph(self, item: _Item) -> WordParagraph:
        if item.number is None:
            paragraph = self._new(item.parent, item.further_style)
            paragraph.paragraph_format.left_indent = Twips(item.indent)
            return paragraph
        paragraph = self._new(item.parent, item.numbered_style)
        properties: Any = xml_of(paragraph)
        numbering = properties.get_or_add_pPr().get_or_add_numPr()
        numbering.extend([made("ilvl", val=str(item.level)), made("numId", val=item.number)])
        return paragraph

    def _new(self, parent: Any, style: str) -> WordParagraph:
        paragraph: WordParagraph = parent.add_paragraph()
        self._set_style(paragraph, style)
        if self._break_before_next:
            paragraph.paragraph_format.page_break_before = True
            self._break_before_next = False
        return paragraph

    def _set_style(self, paragraph: WordParagraph, name: str) -> None:
        properties: Any = xml_of(paragraph)
        properties.style = self._style_ids[name]

    def _fill(self, paragraph: WordParagraph, block: Heading | Paragraph, *, bold: bool = False) -> None:
        side = next((name for name in ALIGNMENTS if name in block.classes), None)
        if side is None and paragraph.alignment is None and _is_broken(block):
            side = "left"  # Word would stretch each line of a justified paragraph to the full width
        if side is not None:
            paragraph.alignment = ALIGNMENTS[side]
        if "signature" in block.classes:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.alignment = ALIGNMENTS[side or "left"]
        for inline in block.inlines:
            self._runs.add(paragraph, inline, bold=bold)
        self._runs.changes.mark_paragraph(paragraph, block.classes)


def _is_broken(block: Heading | Paragraph) -> bool:
    return isinstance(block, Paragraph) and any(isinstance(inline, LineBreak) for inline in block.inlines)


def _leads(block: Heading | Paragraph, following: Block | None) -> bool:
    """Tell whether a block introduces the next one and must not be parted from it by the end of a page."""
    text = text_of(block)
    all_bold = all(inline.bold for inline in block.inlines if isinstance(inline, Run))
    return isinstance(following, Table | ListBlock) or (bool(text) and (all_bold or text.endswith((":", "："))))


def _style_of(block: Heading | Paragraph) -> str:
    plain = f"Heading {block.level}" if isinstance(block, Heading) else word_styles.BODY
    return next((style for name, style in _STYLES.items() if name in block.classes), plain)
