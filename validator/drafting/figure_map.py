"""The figure map of a draft: each printed figure, date and conclusion with where it stands and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.drafting.printed import Kind
from validator.drafting.quantities import quantities_in
from validator.drafting.refusals import place_of
from validator.drafting.tree import Heading, Paragraph, Run, inline_text, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.drafting.tree import Document

_MAPPED = (Kind.FIGURE, Kind.DATE, Kind.CONCLUSION)


def figure_map(document: Document, provision_at: Callable[[str], str | None]) -> dict[str, Any]:
    """Give the map (schemas/figure-map.schema.json), in reading order; blanks are not in it, nothing is printed there.

    Figures and dates inside a text of the data stand with the line of that text; a year in a name is part of the name.
    `provision_at` gives the provision
    at a rule line, or None for a line of data.
    """
    entries = [
        {"text": text, "kind": kind, **where, **_source(run, provision_at)}
        for where, run in _placed_runs(document)
        for text, kind in _printed(run)
    ]
    return {"version": 1, "language": document.lang, "title": document.title, "entries": entries}


def _placed_runs(document: Document) -> Iterator[tuple[dict[str, Any], Run]]:
    """Give each run that has an origin, with its section and the number of its paragraph."""
    section: list[str] = []
    blocks = (block for block in walk(document.blocks) if isinstance(block, Heading | Paragraph))
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Heading):
            section = [*section[: block.level - 1], " ".join(inline_text(block.inlines).split())]
        where = {"section": list(section), "paragraph": number}
        yield from ((where, item) for item in block.inlines if isinstance(item, Run) and item.origin)


def _printed(run: Run) -> Sequence[tuple[str, str]]:
    """Give what a run prints: itself where it is a figure, date or conclusion, else those in its text."""
    if run.blank is not None or "mark" in run.classes or Kind.NAME in run.classes:
        return ()
    own = next((kind.value for kind in _MAPPED if kind in run.classes), None)
    if own:
        return ((run.text, own),)
    return [(found.text, Kind.DATE if found.is_date else Kind.FIGURE) for found in quantities_in(run.text)]


def _source(run: Run, provision_at: Callable[[str], str | None]) -> dict[str, Any]:
    place = place_of(run.origin)
    line = {"file": place.file, "line": place.line, "column": place.column} if place else None
    provision = provision_at(run.origin or "") if Kind.CONCLUSION in run.classes else None
    return {"source": line, "provision": provision, "illustration": run.illustration}
