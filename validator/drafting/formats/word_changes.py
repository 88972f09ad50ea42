"""Tracked changes of a Word draft: inserted and deleted runs, paragraph marks and table rows."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from validator.drafting.formats.word_xml import made, xml_of
from validator.drafting.redline.marks import DELETED, INSERTED, change_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import _Row as WordRow
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run as WordRun

AUTHOR = "listing-rules"
_TAGS = {INSERTED: "ins", DELETED: "del"}
# The parts of a paragraph mark's properties that must stand before any other.
_ORDER = (qn("w:ins"), qn("w:del"))


class Changes:
    """Marks what is inserted or deleted, each change with a number of its own, all on one day."""

    def __init__(self, day: dt.date | None) -> None:
        self._when = f"{day or dt.date(1980, 1, 1)}T00:00:00Z"
        self._made = 0

    def mark_run(self, run: WordRun, classes: Sequence[str]) -> None:
        """Wrap a run of text in its change, if it has one."""
        change = change_of(classes)
        if change is None:
            return
        element = xml_of(run)
        if change == DELETED:
            for text in element.findall(qn("w:t")):
                # What is deleted must not be text to a program that knows no tracked changes.
                text.tag = qn("w:delText")
        wrapper = self._new(change)
        element.addprevious(wrapper)
        wrapper.append(element)

    def mark_paragraph(self, paragraph: WordParagraph, classes: Sequence[str]) -> None:
        """Mark the end of a paragraph as inserted or deleted, if it is."""
        change = change_of(classes)
        if change is not None:
            _mark_end(xml_of(paragraph), self._new(change))

    def mark_row(self, row: WordRow, classes: Sequence[str]) -> None:
        """Mark a row of a table as inserted or deleted, if it is."""
        change = change_of(classes)
        if change is not None:
            properties: Any = xml_of(row)
            properties.get_or_add_trPr().append(self._new(change))

    def settle(self, body: BaseOxmlElement) -> None:
        """Take every mark off the last paragraph of the body and of each cell, which no change can take away.

        The mark goes to the nearest paragraph before it that lacks one, and the last paragraph keeps the properties
        it has in either state, so that accepting and rejecting both leave the paragraphs of that state.
        """
        for container in (body, *body.iter(qn("w:tc"))):
            last = next((child for child in reversed(container) if child.tag == qn("w:p")), None)
            if last is not None and any(_end(last, tag) is not None for tag in _ORDER):
                self._keep_properties(container, last)
                for tag in _ORDER:
                    _pass_on(last, tag)

    def _keep_properties(self, container: BaseOxmlElement, last: Any) -> None:
        new, old = (_last_without(container, tag) for tag in (qn("w:del"), qn("w:ins")))
        if new is None or old is None:
            return
        properties, before = _bare_properties(new), _bare_properties(old)
        if properties.xml == before.xml:
            return
        marks = last.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        last.remove(last.pPr)
        last.insert(0, properties)
        change = made("pPrChange", before, **self._signature())
        properties.extend([marks, change])

    def _new(self, change: str) -> BaseOxmlElement:
        return made(_TAGS[change], **self._signature())

    def _signature(self) -> dict[str, str]:
        self._made += 1
        return {"id": str(self._made), "author": AUTHOR, "date": self._when}


def _pass_on(last: BaseOxmlElement, tag: str) -> None:
    """Move a mark from the last paragraph to the nearest before it that lacks one, but over no table that stays."""
    mark = _end(last, tag)
    if mark is None:
        return
    _parent(mark).remove(mark)
    for child in last.itersiblings(preceding=True):
        if child.tag == qn("w:p") and _end(child, tag) is None:
            _mark_end(child, mark)
            return
        if child.tag == qn("w:tbl") and not _goes_whole(child, tag):
            return


def _goes_whole(table: BaseOxmlElement, tag: str) -> bool:
    return all(row.find(f"{qn('w:trPr')}/{tag}") is not None for row in table.findall(qn("w:tr")))


def _last_without(container: BaseOxmlElement, tag: str) -> BaseOxmlElement | None:
    paragraphs = (child for child in reversed(container) if child.tag == qn("w:p"))
    return next((paragraph for paragraph in paragraphs if _end(paragraph, tag) is None), None)


def _bare_properties(paragraph: Any) -> BaseOxmlElement:
    """Give a copy of a paragraph's properties without those of its mark."""
    properties: BaseOxmlElement = copy.deepcopy(paragraph.get_or_add_pPr())
    for own in properties.findall(qn("w:rPr")):
        properties.remove(own)
    return properties


def _end(paragraph: BaseOxmlElement, tag: str) -> BaseOxmlElement | None:
    found: BaseOxmlElement | None = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{tag}")
    return found


def _parent(element: BaseOxmlElement) -> BaseOxmlElement:
    parent: BaseOxmlElement | None = element.getparent()
    assert parent is not None  # noqa: S101  # it was found below one
    return parent


def _mark_end(paragraph: Any, change: BaseOxmlElement) -> None:
    properties = paragraph.get_or_add_pPr()
    own = properties.find(qn("w:rPr"))
    if own is None:
        own = made("rPr")
        # The schema wants a mark's properties after all others but these.
        later = [child for child in properties if child.tag in {qn("w:sectPr"), qn("w:pPrChange")}]
        if later:
            later[0].addprevious(own)
        else:
            properties.append(own)
    place = sum(child.tag in _ORDER[: _ORDER.index(change.tag)] for child in own)
    own.insert(place, change)
