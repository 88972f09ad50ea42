"""The defined terms of a draft: where each is defined, in which forms it may be used, and where it is used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from validator.review.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.review.passages import Passage, ReadDraft

_LEAST_RUN = 2
_ENDINGS = re.compile(r"\((s|es|ies)\)$")


@dataclass(frozen=True)
class Term:
    """A term where it is defined; `listed` in the list of definitions, else within a sentence."""

    words: str
    passage: Passage
    start: int
    end: int
    meaning: str
    listed: bool

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Give the forms in which it may be used: `Director(s)` stands for Director and Directors."""
        return forms_of(self.words)


def forms_of(term: str) -> tuple[str, ...]:
    """Give the forms of a term as a list of definitions writes it."""
    ending = _ENDINGS.search(term)
    if ending is None:
        return (term,)
    stem = term[: ending.start()]
    plural = f"{stem[:-1]}ies" if ending[1] == "ies" and stem.endswith("y") else f"{stem}{ending[1]}"
    return (stem, plural)


def uses(form: str, text: str, *, exactly: bool = True) -> Iterator[re.Match[str]]:
    """Find a term as a whole word; Chinese has no borders of words."""
    left = r"(?<![A-Za-z0-9])" if form[:1].isascii() and form[:1].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if form[-1:].isascii() and form[-1:].isalnum() else ""
    yield from pattern(left + re.escape(form) + right, "" if exactly else "en").finditer(text)


def terms_of(draft: ReadDraft) -> tuple[Term, ...]:
    """Give the terms that a draft defines, in order."""
    return (*_listed(draft), *_in_sentences(draft))


def _listed(draft: ReadDraft) -> Iterator[Term]:
    said = words()["definitions"]
    for at, passage in enumerate(draft.passages):
        if passage.spot is not None and passage.spot.column == 0 and pattern(said["row"], "").match(passage.text):
            meaning = " ".join(_rest_of_row(passage, draft.passages[at + 1 :]))
            for match in pattern(said["quoted"], "").finditer(passage.text):
                yield Term(match["term"], passage, *match.span("term"), meaning, True)
        elif passage.spot is None and len(run := _run_together(passage.text)) >= _LEAST_RUN:
            ends = [*(each.start() for each in run[1:]), len(passage.text)]
            for each, end in zip(run, ends, strict=True):
                yield Term(each["term"], passage, *each.span("term"), passage.text[each.end() : end].strip(), True)
        elif passage.spot is None and (one := pattern(said["sentence"][draft.language], "").match(passage.text)):
            yield Term(one["term"], passage, *one.span("term"), passage.text[one.end() :].strip(), True)


def _run_together(text: str) -> list[re.Match[str]]:
    """Find the terms of a list that lost its columns: a paragraph of quoted terms, each with its meaning after it."""
    found = list(pattern(words()["definitions"]["quoted"], "").finditer(text))
    return found if found and found[0].start() == 0 else []


def _rest_of_row(passage: Passage, following: Sequence[Passage]) -> Iterator[str]:
    for other in following:
        here, there = passage.spot, other.spot
        if here is None or there is None or (there.table, there.row) != (here.table, here.row):
            return
        yield other.text


def _in_sentences(draft: ReadDraft) -> Iterator[Term]:
    inline = words()["definitions"]["inline"][draft.language]
    for passage in draft.passages:
        for match in re.finditer(inline, passage.text):
            yield Term(match["term"], passage, *match.span("term"), "", False)
