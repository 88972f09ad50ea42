"""Where the nodes of a document stand: the parser's marks, turned into places when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from validator.findings import Place
from validator.reading.document import Path


class Mark(Protocol):
    """A point of the text, 0-based, in characters, as the parser gives it."""

    line: int
    column: int


Span = tuple[Mark, Mark]


def place_between(file: str, start: Mark, end: Mark) -> Place:
    """Give the place from one mark up to, but not including, another."""
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class Places(Mapping[Path, Place]):
    """Places by path. Most are never looked at, so that each is made only on demand."""

    def __init__(self, file: str, spans: Mapping[Path, Span]) -> None:
        self._file = file
        self._spans = spans

    def __getitem__(self, path: Path) -> Place:
        start, end = self._spans[path]
        return place_between(self._file, start, end)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)
