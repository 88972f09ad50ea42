"""A draft as a small tree of blocks: what every format is written from, so that all formats say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Run:
    """A stretch of text in one format, from one data line.

    `origin` is the data line, `blank` what a blank asks for, `illustration` why the value is only an illustration.
    """

    text: str
    bold: bool = False
    italic: bool = False
    classes: tuple[str, ...] = ()
    origin: str | None = None
    blank: str | None = None
    illustration: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class LineBreak:
    """A line break inside a block."""

    classes: tuple[str, ...] = ()


Inline = Run | LineBreak


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    inlines: tuple[Inline, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListBlock:
    """A list; each item is a tuple of blocks. `marker` is one of numerals.MARKERS, `plain` or, unordered, `bullet`."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    marker: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A table cell and the rows and columns it spans."""

    blocks: tuple[Block, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of rows of cells; the first `header_rows` rows are repeated on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageBreak:
    """The start of a new page."""


Block = Heading | Paragraph | ListBlock | Table | PageBreak


@dataclass(frozen=True)
class Document:
    """A whole draft in one language."""

    blocks: tuple[Block, ...]
    title: str
    lang: str


@dataclass(frozen=True)
class Blank:
    """Something a draft still asks for: what, how often, from which data line, and of what kind."""

    ask: str
    times: int
    origin: str | None = field(default=None, compare=False)
    kind: str = field(default="text", compare=False)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Give every block in order of appearance, outer before inner."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from walk(cell.blocks)


def runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    """Give every run of text in order of appearance."""
    for block in walk(blocks):
        if isinstance(block, Heading | Paragraph):
            yield from (inline for inline in block.inlines if isinstance(inline, Run))


def text_of(block: Block) -> str:
    """Give the bare text of a block, line breaks as line feeds, inner blocks one a line."""
    if isinstance(block, Heading | Paragraph):
        return inline_text(block.inlines)
    return "\n".join(text_of(inner) for inner in walk((block,)) if isinstance(inner, Heading | Paragraph))


def inline_text(inlines: tuple[Inline, ...]) -> str:
    """Give the bare text of inlines, line breaks as line feeds."""
    return "".join(inline.text if isinstance(inline, Run) else "\n" for inline in inlines)


def blanks(document: Document) -> tuple[Blank, ...]:
    """Give what the draft still asks for, in order of first appearance, each thing once with its count."""
    return _counted(run for run in runs(document.blocks) if run.blank is not None)


def _counted(blank_runs: Iterator[Run]) -> tuple[Blank, ...]:
    found: dict[str, list[Run]] = {}
    for run in blank_runs:
        found.setdefault(run.blank or "", []).append(run)
    return tuple(Blank(ask, len(same), same[0].origin, _kind(same[0])) for ask, same in found.items())


def _kind(run: Run) -> str:
    return next((name for name in run.classes if name not in {"blank", "mark", "illustration"}), "text")


def without_idle_legends(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give the blocks without the legends that explain nothing.

    A block of class `illustration` or `blank` explains the marks of illustrations or blanks: it stays only where
    the draft has some.
    """
    printed = tuple(runs(tuple(block for block in blocks if not _legend_classes(block))))
    present: dict[str, Callable[[Run], object]] = {
        "illustration": lambda run: run.illustration is not None,
        "blank": lambda run: run.blank is not None,
    }
    needed = {name for name, shows in present.items() if any(shows(run) for run in printed)}
    return tuple(block for block in blocks if _legend_classes(block) <= needed)


def _legend_classes(block: Block) -> set[str]:
    return set() if isinstance(block, PageBreak) else {"illustration", "blank"}.intersection(block.classes)
