"""What is left to fill in or to take out: blanks, notes in brackets, highlighted words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.review.remarks import PLACEHOLDER, Remark, warning
from validator.review.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.review.passages import Passage, ReadDraft


def placeholder_remarks(draft: ReadDraft) -> Iterator[Remark]:
    """Give a remark for every placeholder; a passage that explains the mark of blanks has none."""
    legend = pattern(words()["explains_the_mark"], "")
    for passage in draft.passages:
        if not legend.search(passage.text):
            spans = list(_spans(passage))
            for start, end in spans:
                shown = passage.text[start:end]
                message = f"“{shown[:60]}{'…' if len(shown) > 60 else ''}” is left to be filled in or taken out"
                yield warning(PLACEHOLDER, message, draft.name, passage, (start, end))


def _spans(passage: Passage) -> Iterator[tuple[int, int]]:
    found = [match.span() for each in words()["placeholders"] for match in pattern(each, "").finditer(passage.text)]
    for marked in passage.marked:
        at = passage.text.find(marked)
        if at >= 0:
            found.append((at, at + len(marked)))
    end = -1
    for span in sorted(found, key=lambda each: (each[0], -each[1])):
        if span[0] >= end:
            yield span
            end = span[1]
