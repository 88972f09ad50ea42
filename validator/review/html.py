"""Reads an HTML draft: headings, paragraphs, lists and tables; scripts, styles and deleted text are left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from validator.review.passages import Gathered, Kind, Spot
from validator.review.refusals import not_readable

if TYPE_CHECKING:
    from validator.review.passages import ReadDraft

_HEADING = re.compile(r"h([1-6])")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "figure",
        "figcaption",
        "address",
        "pre",
        "body",
        "html",
    ]
)
_LEFT_OUT = frozenset({"head", "script", "style", "template", "del", "noscript", "svg"})
_DEEPEST = 500


def read_html(data: bytes, name: str) -> ReadDraft:
    """Give the passages of an HTML file in UTF-8. Raises ReviewError for other encodings or endless nesting."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise not_readable(name, "is not written in UTF-8", "save it as UTF-8") from problem
    reader = _Reader(name)
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.gathered.finished(name)


class _Table:
    """Where the reader stands in a table, with the places that cells of rows above still take."""

    def __init__(self, number: int) -> None:
        self.number, self.row, self.column = number, -1, 0
        self._taken: set[tuple[int, int]] = set()

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def place(self, columns: int, rows: int) -> Spot:
        while (self.row, self.column) in self._taken:
            self.column += 1
        spot = Spot(self.number, self.row, self.column)
        self._taken.update((self.row + down, self.column) for down in range(1, rows))
        self.column += columns
        return spot


class _Reader(HTMLParser):
    """Gathers the text between the borders of blocks."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.gathered = Gathered()
        self._name = name
        self._text: list[str] = []
        self._marked: list[str] = []
        self._in_mark = self._left_out = self._level = self._tables = 0
        self._open: list[tuple[_Table, Spot | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a table, a cell or a mark."""
        if tag in _LEFT_OUT:
            self._left_out += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag == "mark":
            self._in_mark += 1
            self._marked.append("")
        elif heading := _HEADING.fullmatch(tag):
            self.flush()
            self._level = int(heading[1])
        elif tag in _BLOCKS:
            self.flush()
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """End a block, a table, a cell or a mark."""
        if tag in _LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
        elif tag == "mark":
            self._in_mark = max(0, self._in_mark - 1)
        elif _HEADING.fullmatch(tag):
            self.flush()
            self._level = 0
        elif tag in _BLOCKS:
            self.flush()
            if tag == "table" and self._open:
                self._open.pop()
            elif tag in {"td", "th"} and self._open:
                self._open[-1] = (self._open[-1][0], None)

    def handle_data(self, data: str) -> None:
        """Take text, unless it is left out."""
        if self._left_out:
            return
        self._text.append(data)
        if self._in_mark and self._marked:
            self._marked[-1] += data

    def flush(self) -> None:
        """End the passage that is being read."""
        spot = self._open[-1][1] if self._open else None
        kind = Kind.HEADING if self._level else Kind.CELL if spot else Kind.PARAGRAPH
        self.gathered.add(kind, "".join(self._text), level=self._level, spot=spot, marked=tuple(self._marked))
        self._text, self._marked = [], []

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            if len(self._open) >= _DEEPEST:
                raise not_readable(self._name, f"has more than {_DEEPEST} tables inside each other")
            self._open.append((_Table(self._tables), None))
            self._tables += 1
        elif tag == "tr" and self._open:
            self._open[-1][0].next_row()
        elif tag in {"td", "th"} and self._open:
            table = self._open[-1][0]
            self._open[-1] = (table, table.place(_span(attributes, "colspan"), _span(attributes, "rowspan")))


def _span(attributes: dict[str, str | None], name: str) -> int:
    said = attributes.get(name) or ""
    return min(max(int(said), 1), 1000) if said.isdecimal() and len(said) < 6 else 1
