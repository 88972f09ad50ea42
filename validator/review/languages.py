"""The English and the Chinese draft against each other: figures and defined terms that only one of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.quantity import Quantity, Sort, Value
from validator.review.definitions import is_distinct
from validator.review.figures import meant
from validator.review.remarks import LANGUAGES, Remark, error, warning
from validator.review.terms import forms_of, terms_of, uses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.reading.text import Text
    from validator.review.alignment import Pair
    from validator.review.passages import Passage, ReadDraft

_COMPARED = frozenset({Sort.MONEY, Sort.PERCENTAGE, Sort.DAY})
_NAMES = {"en": "English", "zh-Hant": "Chinese"}

Read = tuple["ReadDraft", "Sequence[Pair]"]


def language_remarks(one: Read, other: Read, terms: Sequence[Text]) -> Iterator[Remark]:
    """Give what only one of two drafts in different languages says; `terms` are the pairs that the data defines."""
    for here, there in ((one, other), (other, one)):
        yield from _figures(here, there)
        yield from _terms(here[0], there[0], terms)


def _figures(here: Read, there: Read) -> Iterator[Remark]:
    # A figure that is reported as wrong over there is not reported as missing here.
    known = {*_said(there[1]), *meant(there[1])}
    for passage, quantity in _said(here[1]).values():
        if quantity.key not in known:
            language = _NAMES[there[0].language]
            message = f"{quantity.text} stands in the {_NAMES[here[0].language]} draft and not in the {language} one"
            span = (quantity.start, quantity.end)
            yield error(LANGUAGES, message, here[0].name, passage, span, help_=f"compare with {there[0].name}")


def _said(pairs: Sequence[Pair]) -> Mapping[tuple[Sort, Value], tuple[Passage, Quantity]]:
    """Give what a draft says, by value, with its first place; lone numbers are compared in tables alone."""
    found: dict[tuple[Sort, Value], tuple[Passage, Quantity]] = {}
    for pair in pairs:
        for quantity in pair.quantities:
            in_table = quantity.sort is Sort.NUMBER and pair.passage.text == quantity.text and pair.passage.spot
            if quantity.sort in _COMPARED or in_table:
                found.setdefault(quantity.key, (pair.passage, quantity))
    return found


def _terms(here: ReadDraft, there: ReadDraft, pairs: Sequence[Text]) -> Iterator[Remark]:
    """Give the terms that one draft lists and the other, under its own name, does not."""
    lists = {form for term in terms_of(there) for form in term.forms}
    if not lists:
        return
    own = {
        text.in_language(here.language): text.in_language(there.language) for text in pairs if text.en and text.zh_hant
    }
    for term in terms_of(here):
        counterpart = own.get(term.words)
        if counterpart and not lists.intersection(_alternatives(counterpart)) and not _is_reported(counterpart, there):
            message = f"“{term.words}” is defined here; {counterpart} is not in the {_NAMES[there.language]} draft"
            yield warning(LANGUAGES, message, here.name, term.passage, (term.start, term.end))


def _is_reported(term: str, draft: ReadDraft) -> bool:
    """Tell whether the other draft uses a term: then it is reported there as used and not defined."""
    return is_distinct(term) and any(
        True for each in draft.passages for form in forms_of(term) for _ in uses(form, each.text)
    )


def _alternatives(term: str) -> set[str]:
    parts = [term, *term.split(" or "), *term.split("或")]
    return {form for part in parts for form in forms_of(part)}
