"""Reads a text draft with wrapped lines: paragraphs at blank lines, underlined headings, columns parted by spaces."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.review.passages import Gathered, Kind, Spot
from validator.review.refusals import not_readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.review.passages import ReadDraft

_RULE = re.compile(r" *(?:={3,}|-{3,}) *")
_GAP = re.compile(r" {2,}")
_MARKER = re.compile(r"(?:•|[-*]|\([0-9]{1,2}\)|\([a-z]{1,5}\)|[0-9]{1,2}\.|[一二三四五六七八九十]{1,3}、) +")
_LEVELS = (
    (re.compile(r"[A-Z]\. "), 2),
    (re.compile(r"[0-9]+\. "), 3),
    (re.compile(r"\([a-z0-9]+\) "), 4),
)
_BOLD = re.compile(r"\*\*")
_MARKED_HEADING = re.compile(r"(#{1,6}) ")
# What our own text drafts end with: what they were made of.
_STAMP = re.compile(r"^\[(?:listing-rules [0-9].*, receipt sha256 [0-9a-f]{64}|receipt \{.*\})\]$", re.MULTILINE)
_MOST_LEFT = 32  # the widest first column of a list of terms


def read_plain(data: bytes, name: str) -> ReadDraft:
    """Give the passages of a text file in UTF-8. Raises ReviewError for other encodings and for binary files."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise not_readable(name, "is not written in UTF-8", "save it as UTF-8") from problem
    if "\0" in text:
        raise not_readable(name, "is no text file: it holds zero bytes")
    reader = _Reader()
    for block in re.split(r"\n[ \t]*\n", _STAMP.sub("", text.replace("\r\n", "\n"))):
        lines = [line.rstrip() for line in block.expandtabs().split("\n") if line.strip()]
        if lines:
            reader.block(lines)
    return reader.gathered.finished(name)


@dataclass(frozen=True)
class _Field:
    """A piece of a line and the columns of the screen it covers."""

    text: str
    left: int
    right: int


class _Reader:
    def __init__(self) -> None:
        self.gathered = Gathered()
        self._tables = 0
        self._in_terms = False

    def block(self, lines: Sequence[str]) -> None:
        """Add what stands between two blank lines."""
        lines = [_BOLD.sub("", line) for line in lines]
        if len(lines) == 1 and (marked := _MARKED_HEADING.match(lines[0])):
            self.gathered.add(Kind.HEADING, lines[0][marked.end() :], level=min(len(marked[1]), 6))
        elif _RULE.fullmatch(lines[0]) and len(lines) > 2:
            self._table(lines)
        elif len(lines) > 1 and _RULE.fullmatch(lines[-1]):
            self._heading(lines)
        elif parts := _two_columns(lines):
            self._pair(*parts)
        else:
            for item in _items(lines):
                self.gathered.add(Kind.PARAGRAPH, item)

    def _heading(self, lines: Sequence[str]) -> None:
        text = "\n".join(line.strip() for line in lines[:-1])
        level = next((level for pattern, level in _LEVELS if pattern.match(text)), 2)
        self.gathered.add(Kind.HEADING, text, level=1 if "=" in lines[-1] else level)

    def _pair(self, left: str, right: str) -> None:
        """Add a term with what it means; each pair is a table of one row."""
        number, self._tables = self._tables, self._tables + 1
        for column, text in enumerate((left, right)):
            for item in _items(text.split("\n")):
                self.gathered.add(Kind.CELL, item, spot=Spot(number, 0, column))

    def _table(self, lines: Sequence[str]) -> None:
        rules = [at for at, line in enumerate(lines) if _RULE.fullmatch(line)]
        head = lines[rules[0] + 1 : rules[1]] if len(rules) > 1 else []
        body = [line for line in lines[(rules[1] if len(rules) > 1 else rules[0]) + 1 :] if not _RULE.fullmatch(line)]
        rows = list(_rows([_fields(line) for line in body]))
        columns = [field.right for field in max(rows, key=len, default=[])]
        number, self._tables = self._tables, self._tables + 1
        for at, row in enumerate([_head([_fields(line) for line in head], columns), *rows]):
            for column, field in enumerate(row):
                self.gathered.add(Kind.CELL, field.text, spot=Spot(number, at, column))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Give the paragraphs of a block: one, or one for each line that begins with the marker of a list."""
    item: list[str] = []
    for line in lines:
        marked = _MARKER.match(line.strip())
        if marked and item:
            yield "\n".join(item)
            item = []
        item.append(line.strip()[marked.end() :] if marked else line.strip())
    yield "\n".join(item)


def _two_columns(lines: Sequence[str]) -> tuple[str, str] | None:
    """Give the texts of two columns where one space runs down between them; a marker is no column."""
    parts = _GAP.split(lines[0], maxsplit=1)
    if lines[0].startswith(" ") or len(parts) != 2 or _MARKER.fullmatch(f"{parts[0]} "):
        return None
    edge = _width(lines[0][: len(lines[0]) - len(parts[1])])
    if edge > _MOST_LEFT:
        return None
    cut = [_cut(line, edge) for line in lines]
    if any(pair is None for pair in cut):
        return None
    left, right = zip(*(pair for pair in cut if pair), strict=True)
    return "\n".join(filter(None, left)), "\n".join(filter(None, right))


def _cut(line: str, edge: int) -> tuple[str, str] | None:
    """Part a line at a column of the screen; None where text runs across it."""
    at = width = 0
    while at < len(line) and width < edge:
        width += _width(line[at])
        at += 1
    left, right = line[:at], line[at:]
    if right and (width != edge or not left.endswith(" ")):
        return None
    return left.strip(), right.strip()


def _fields(line: str) -> list[_Field]:
    found: list[_Field] = []
    for match in re.finditer(r"\S+(?: \S+)*", line):
        left = _width(line[: match.start()])
        found.append(_Field(match[0], left, left + _width(match[0])))
    return found


def _rows(lines: Sequence[list[_Field]]) -> Iterator[list[_Field]]:
    """Give rows of fields; a line with a single field goes on with the first cell of the row above."""
    row: list[_Field] = []
    for fields in lines:
        if len(fields) == 1 and row and fields[0].left < row[0].left + 4:
            row[0] = _Field(f"{row[0].text}\n{fields[0].text}", row[0].left, row[0].right)
            continue
        if row:
            yield row
        row = fields
    if row:
        yield row


def _head(lines: Sequence[list[_Field]], columns: Sequence[int]) -> list[_Field]:
    """Give the cells of a head over several lines: each piece belongs to the column whose right edge is nearest."""
    cells = [_Field("", 0, right) for right in columns]
    for field in (field for fields in lines for field in fields):
        middle = (field.left + field.right) / 2
        at = 0 if field.left < 2 or not columns else _nearest(middle, columns)
        if cells:
            cells[at] = _Field(f"{cells[at].text}\n{field.text}".strip(), cells[at].left, cells[at].right)
    return cells


def _nearest(middle: float, columns: Sequence[int]) -> int:
    """Give the first column whose right edge is not left of the middle of a piece, or the last."""
    return next((at for at, right in enumerate(columns) if at and right >= middle), len(columns) - 1)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
