"""Reads a Word document whole: body in order, tables, text boxes, notes, headers; insertions yes, deletions no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as PART
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from validator.review.passages import Gathered, Kind, Spot
from validator.review.refusals import not_readable
from validator.review.word_numbering import NumberedParagraphs
from validator.review.word_package import open_word
from validator.review.word_text import GONE, THROUGH, Line, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from validator.review.passages import ReadDraft

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
_NO_LEVEL = 9
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read_word(data: bytes, name: str) -> ReadDraft:
    """Give the passages of a .docx file. Raises ReviewError where it is none."""
    word = open_word(data, name)
    reader = _Reader(word)
    try:
        reader.read()
    # What lxml raises for XML that does not parse is a SyntaxError.
    except (SyntaxError, KeyError, ValueError, RecursionError) as problem:
        raise not_readable(name, f"is a damaged Word document ({problem})") from problem
    return reader.gathered.finished(name)


class _Reader:
    """Walks the parts of a document and gathers their passages."""

    def __init__(self, word: WordDocument) -> None:
        self.gathered = Gathered()
        self._word = word
        self._levels = dict(_heading_levels(word))
        self._numbers = NumberedParagraphs(word)
        self._tables = 0
        self._carried = Line()

    def read(self) -> None:
        """Read body, notes, headers and footers, each part once."""
        self._blocks(self._word.element.body, Kind.PARAGRAPH, None)
        self._flush(Kind.PARAGRAPH, None)
        for relation in self._word.part.rels.values():
            if relation.is_external:
                continue
            kind = {PART.FOOTNOTES: Kind.FOOTNOTE, PART.ENDNOTES: Kind.FOOTNOTE}.get(relation.reltype)
            kind = kind or {PART.HEADER: Kind.MARGIN, PART.FOOTER: Kind.MARGIN}.get(relation.reltype)
            if kind is not None:
                self._part(parse_xml(relation.target_part.blob), kind)

    def _part(self, root: Any, kind: Kind) -> None:
        notes = [*root.iterchildren(qn("w:footnote"), qn("w:endnote"))] if kind is Kind.FOOTNOTE else [root]
        for note in notes:
            if note.get(qn("w:type")) not in _SEPARATORS:
                self._blocks(note, kind, None)
                self._flush(kind, None)

    def _blocks(self, container: Any, kind: Kind, spot: Spot | None) -> None:
        for child in container:
            if child.tag == qn("w:p"):
                self._paragraph(child, kind, spot)
            elif child.tag == qn("w:tbl"):
                self._table(child, kind)
            elif child.tag == _ALTERNATIVES and len(child):
                self._blocks(child[0], kind, spot)
            elif child.tag in THROUGH and child.tag not in GONE:
                self._blocks(child, kind, spot)

    def _paragraph(self, element: Any, kind: Kind, spot: Spot | None) -> None:
        line = line_of(element)
        carried, self._carried = self._carried, Line()
        whole = carried.followed_by(line)
        if line.mark_deleted:
            # What follows a deleted paragraph mark belongs to the same paragraph.
            self._carried = whole
            return
        self._add(whole, kind, spot, self._level(element), self._numbers.label(element))

    def _add(self, line: Line, kind: Kind, spot: Spot | None, level: int = 0, label: str = "") -> None:
        if level and kind is Kind.PARAGRAPH:
            kind = Kind.HEADING
        self.gathered.add(kind, line.text, label=label, level=level, spot=spot, marked=tuple(line.marked))
        for box in line.boxes:
            self._blocks(box, Kind.TEXT_BOX, None)
            self._flush(Kind.TEXT_BOX, None)

    def _flush(self, kind: Kind, spot: Spot | None) -> None:
        carried, self._carried = self._carried, Line()
        self._add(carried, kind, spot)

    def _table(self, table: Any, kind: Kind) -> None:
        number, self._tables = self._tables, self._tables + 1
        inside = Kind.CELL if kind is Kind.PARAGRAPH else kind
        rows = (row for row in _through(table, qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)
        for at, row in enumerate(rows):
            column = 0
            for cell in _through(row, qn("w:tc")):
                spot = Spot(number, at, column) if inside is Kind.CELL else None
                self._blocks(cell, inside, spot)
                self._flush(inside, spot)
                column += _span(cell)

    def _level(self, paragraph: Any) -> int:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return 0
        own = properties.find(qn("w:outlineLvl"))
        if own is not None:
            return _outline(own)
        style = properties.find(qn("w:pStyle"))
        return self._levels.get(style.get(qn("w:val")), 0) if style is not None else 0


def _through(parent: Any, tag: str) -> Iterator[Any]:
    """Give the children with a tag, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in THROUGH and child.tag not in GONE:
            yield from _through(child, tag)


def _span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return max(1, int(found.get(qn("w:val"), "1"))) if found is not None else 1


def _outline(element: Any) -> int:
    level = int(element.get(qn("w:val"), str(_NO_LEVEL)))
    return level + 1 if level < _NO_LEVEL else 0


def _heading_levels(word: WordDocument) -> Iterator[tuple[str, int]]:
    """Give the level of each style that makes a heading, by its own outline level or that of a style it rests on."""
    styles = {style.get(qn("w:styleId")): style for style in word.styles.element.iterchildren(qn("w:style"))}
    for id_, style in styles.items():
        seen: set[str] = set()
        here: Any = style
        while here is not None and here.get(qn("w:styleId")) not in seen:
            seen.add(here.get(qn("w:styleId")))
            own = here.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if own is not None:
                yield id_, _outline(own)
                break
            based = here.find(qn("w:basedOn"))
            here = styles.get(based.get(qn("w:val"))) if based is not None else None
        else:
            named = style.find(qn("w:name"))
            if named is not None and named.get(qn("w:val"), "").casefold() == "title":
                yield id_, 1
