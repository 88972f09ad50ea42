"""Parses rendered markup into the tree of a draft, and refuses what is not well formed with its template line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from validator.drafting.markup import subset
from validator.drafting.markup.nesting import Element
from validator.drafting.markup.strict_reader import StrictReader
from validator.drafting.refusals import MARKUP, line_of, refusal
from validator.drafting.tree import Document, Heading, text_of, walk, without_idle_legends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.drafting.markup.environment import Rendered
    from validator.drafting.tree import Block
    from validator.findings import DraftingError

_ALLOWED = subset.WRITTEN_BY_AUTHORS | subset.WRITTEN_BY_US


def parse(rendered: Rendered, lang: str) -> Document:
    """Give the tree of a rendered draft in a language (`en`, `zh-Hant`).

    Raises DraftingError with the template line for an unknown tag, attribute or class, for tags that are not closed
    or not rightly nested, for text outside a block, and for a table whose rows differ in length.
    """
    return parse_markup(rendered.markup, lang, rendered.templates)


def parse_markup(markup: str, lang: str, templates: Sequence[str] = ()) -> Document:
    """Give the tree of markup; without templates, places are lines of the markup itself."""
    reader = _Reader(lang, templates)
    reader.feed(markup)
    reader.close()
    blocks = without_idle_legends(reader.finished())
    return Document(blocks, _title(blocks), lang)


def _title(blocks: tuple[Block, ...]) -> str:
    """Give the text of the blocks of class `title`, or else of the first heading."""
    titles = [text_of(block) for block in walk(blocks) if "title" in getattr(block, "classes", ())]
    headings = [text_of(block) for block in walk(blocks) if isinstance(block, Heading)]
    return " ".join(" ".join(titles or headings[:1]).split())


class _Reader(StrictReader):
    """Keeps the elements open at the moment; a closed one hands what it holds to the one around it."""

    def __init__(self, lang: str, templates: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._templates = templates
        self._last_mark = ""
        self._open = [Element(subset.ROOT, {}, lang)]

    def finished(self) -> tuple[Block, ...]:
        """Give the blocks read; refuse where an element is still open."""
        if len(self._open) > 1:
            raise self._refused(f"<{self._open[-1].tag}> is never closed", self._open[-1].mark)
        return self._open[0].blocks()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        mark = attributes.get("data-at", self._last_mark)
        self._last_mark = mark
        self._check(tag, attributes, mark)
        if tag in subset.VOID:
            self._open[-1].add_break()
        else:
            self._open.append(self._open[-1].child(tag, attributes, mark))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fault = subset.self_closing_fault(tag)
        if fault:
            self.refuse(fault)
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        closed = self._open[-1]
        if tag in subset.VOID or closed.tag != tag:
            fault = f"</{tag}> closes nothing" if closed.tag == subset.ROOT else f"</{tag}> closes <{closed.tag}>"
            raise self._refused(fault, closed.mark or self._last_mark)
        self._open.pop()
        left_over = closed.close_into(self._open[-1])
        if left_over:
            raise self._refused(left_over, closed.mark)

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if here.tag in subset.HOLDS_TEXT:
            here.add_text(data)
        elif data.strip(" \t\n\r\f"):
            shown = " ".join(data.split())[:40]
            outside = f"inside <{here.tag}>" if here.tag else "at the top"
            raise self._refused(f"the text “{shown}” stands outside a block, {outside}", here.mark or self._last_mark)

    def refuse(self, fault: str) -> NoReturn:
        raise self._refused(fault, self._last_mark)

    def _check(self, tag: str, attributes: dict[str, str], mark: str) -> None:
        faults: list[str | None] = [subset.tag_fault(tag)]
        for name, value in attributes.items():
            faults += [subset.attribute_fault(tag, name, _ALLOWED), subset.value_fault(tag, name, value)]
        around = self._open[-1].tag
        if tag not in subset.CHILDREN[around]:
            faults.append(f"<{tag}> cannot stand {f'inside <{around}>' if around else 'outside a block'}")
        for fault in filter(None, faults):
            raise self._refused(fault, mark)

    def _refused(self, fault: str, mark: str) -> DraftingError:
        number, _, line = mark.partition(":")
        if number.isdecimal() and line.isdecimal() and int(number) < len(self._templates):
            place = line_of(self._templates[int(number)], int(line))
        else:
            place = line_of("rendered draft", *self.getpos())
        return refusal(MARKUP, fault, place, "close every tag in the order it was opened; put text into p, td or li")
