"""References of a draft to its own parts: does the section that they name exist?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.review.remarks import REFERENCE, Remark, error
from validator.review.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.review.passages import Passage, ReadDraft

_LABEL = re.compile(r"\(?([IVXLC]+|[A-Z]|[0-9]+(?:\.[0-9]+)*|[a-z]+|[一二三四五六七八九十]{1,3})[.)、．]")
_PARTS = re.compile(r"[一二三四五六七八九十]+|[A-Za-z]+|[0-9]+")

_LONGEST_TITLE = 240

Path = tuple[str, ...]


def reference_remarks(draft: ReadDraft) -> Iterator[Remark]:
    """Give a remark for every reference to a section that the draft does not have; none where nothing is numbered."""
    paths = set(_paths(draft))
    # Not every heading is set as one: a short paragraph may carry the title as well.
    titles = {_plain(_without_label(passage.text)) for passage in draft.passages if len(passage.text) < _LONGEST_TITLE}
    for passage in draft.passages:
        if paths:
            yield from _numbered(draft, passage, paths)
        if titles:
            yield from _titled(draft, passage, titles)


def _numbered(draft: ReadDraft, passage: Passage, paths: set[Path]) -> Iterator[Remark]:
    for said in words()["references"]:
        if draft.language not in said:
            continue
        for match in re.finditer(said[draft.language], passage.text):
            path = tuple(_PARTS.findall(match["label"]))
            if not any(_contains(each, path) for each in paths):
                message = f"“{match[0]}” refers to a section that the draft does not have"
                yield error(REFERENCE, message, draft.name, passage, match.span())


def _titled(draft: ReadDraft, passage: Passage, titles: set[str]) -> Iterator[Remark]:
    for said in words()["titled"]:
        if draft.language not in said:
            continue
        for match in pattern(said[draft.language], "").finditer(passage.text):
            if _plain(_without_label(match["title"])) not in titles:
                message = f"no heading of the draft reads “{match['title']}”"
                yield error(REFERENCE, message, draft.name, passage, match.span("title"))


def _paths(draft: ReadDraft) -> Iterator[Path]:
    """Give the numbers of each heading with those above it: (II, B, 1)."""
    for passage in draft.passages:
        if passage.is_heading and (own := _label_of(passage.text)):
            above = [label for heading in passage.section if (label := _label_of(heading))]
            yield (*above, *_PARTS.findall(own))
            yield tuple(_PARTS.findall(own))


def _label_of(heading: str) -> str:
    match = _LABEL.match(heading)
    return match[1] if match else ""


def _without_label(heading: str) -> str:
    match = _LABEL.match(heading)
    return heading[match.end() :] if match else heading


def _contains(path: Path, asked: Path) -> bool:
    """Tell whether the numbers asked for are the beginning or the end of those of a heading."""
    return path[: len(asked)] == asked or path[-len(asked) :] == asked


def _plain(title: str) -> str:
    return "".join(title.split()).casefold()
