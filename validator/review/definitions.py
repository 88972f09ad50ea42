"""Definitions of a draft: used and not defined, defined and not used, twice, too late, one party under two names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.review.passages import Kind
from validator.review.remarks import LATER, TWICE, TWO_NAMES, UNDEFINED, UNUSED, Remark, warning
from validator.review.terms import Term, forms_of, terms_of, uses
from validator.review.words import glossary, pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.review.passages import Passage, ReadDraft

_LEAST_CHINESE = 3
_LOWER = re.compile(r"(?:^|[\s(])[a-z][\w'’-]*,? $")
_STOPS = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "Any",
        "Each",
        "Such",
        "An",
        "A",
        "In",
        "Under",
        "By",
        "For",
        "On",
        "Of",
        "And",
        "Or",
        "If",
        "As",
        "No",
        "All",
        "Its",
        "Both",
    ]
)


def definition_remarks(draft: ReadDraft, expected: Sequence[str], names: Iterable[str]) -> Iterator[Remark]:
    """Give what is wrong with the definitions of a draft; nothing where it defines nothing.

    `expected` are the terms that the data defines for this announcement, `names` those of parties and agreements.
    """
    terms = terms_of(draft)
    if not terms:
        return
    known = tuple(names)
    yield from _unused(draft, terms)
    yield from _twice(draft, terms)
    yield from _later(draft, terms)
    yield from _undefined(draft, terms, expected)
    if draft.language == "en":
        yield from _unexplained(draft, terms, known)
    yield from _two_names(draft, terms)
    yield from _respelled(draft, known)


def _unused(draft: ReadDraft, terms: Sequence[Term]) -> Iterator[Remark]:
    """Look for the uses of each term; those that only point to the law are a standing set and may lie idle."""
    by_reference = pattern(words()["definitions"]["by_reference"][draft.language], "en")
    for term in terms:
        if by_reference.search(term.meaning):
            continue
        forms = [form for other in terms if other.passage == term.passage for form in other.forms]
        if not any(_is_used(form, term, draft) for form in (forms if term.listed else term.forms)):
            message = f"“{term.words}” is defined and never used"
            yield warning(UNUSED, message, draft.name, term.passage, (term.start, term.end))


def _is_used(form: str, term: Term, draft: ReadDraft) -> bool:
    """Tell whether a term stands anywhere else than where it is defined and, in a list, what it means."""
    for passage in draft.passages:
        if term.listed and _same_row(passage, term.passage):
            continue
        plural = uses(f"{form}s", passage.text, exactly=False) if form.isascii() else ()
        for match in (*uses(form, passage.text, exactly=False), *plural):
            if passage != term.passage or match.start() != term.start:
                return True
    return False


def _same_row(one: Passage, other: Passage) -> bool:
    if one.spot is None or other.spot is None:
        return one == other
    return (one.spot.table, one.spot.row) == (other.spot.table, other.spot.row)


def _twice(draft: ReadDraft, terms: Sequence[Term]) -> Iterator[Remark]:
    """A term may be introduced in a sentence and stand in the list again, but in neither of them twice."""
    seen: dict[tuple[bool, str], Term] = {}
    for term in terms:
        key = (term.listed, term.words)
        if key in seen:
            message = f"“{term.words}” is defined twice, first in paragraph {seen[key].passage.number}"
            yield warning(TWICE, message, draft.name, term.passage, (term.start, term.end))
        seen.setdefault(key, term)


def _later(draft: ReadDraft, terms: Sequence[Term]) -> Iterator[Remark]:
    """A list of definitions speaks for the whole document; a definition in a sentence only from there on."""
    listed = {form for term in terms if term.listed for form in term.forms}
    for term in terms:
        if term.listed or listed.intersection(term.forms) or not is_distinct(term.words):
            continue
        before = (passage for passage in draft.passages if passage.number < term.passage.number)
        first = next(((p, m) for p in before if p.kind is not Kind.HEADING for m in uses(term.words, p.text)), None)
        if first is not None:
            message = f"“{term.words}” is used before paragraph {term.passage.number} defines it"
            yield warning(LATER, message, draft.name, first[0], first[1].span())


def is_distinct(term: str) -> bool:
    """Tell whether a term stands out from plain words: it is capitalised, or long enough in Chinese."""
    return term[:1].isupper() or (not term.isascii() and len(term) >= _LEAST_CHINESE)


def _undefined(draft: ReadDraft, terms: Sequence[Term], expected: Sequence[str]) -> Iterator[Remark]:
    """Look for the terms that the data defines and the draft uses without a definition."""
    if not any(term.listed for term in terms):
        return
    defined = {form.casefold() for term in terms for form in term.forms}
    for written in expected:
        forms = forms_of(written)
        if defined.intersection(form.casefold() for form in forms) or not is_distinct(written):
            continue
        used = next(((p, m) for p in draft.passages for form in forms for m in uses(form, p.text)), None)
        if used is not None:
            message = f"“{written}” is used and not defined"
            yield warning(UNDEFINED, message, draft.name, used[0], used[1].span())


def _unexplained(draft: ReadDraft, terms: Sequence[Term], names: Sequence[str]) -> Iterator[Remark]:
    """Find capitalised phrases that read like defined terms; the defined ones and the names of the data are none."""
    nouns = "|".join(dict.fromkeys(words()["definitions"]["nouns"].split()))
    phrase = pattern(rf"(?<![\w-])(?:[A-Z][\w'’-]* ){{0,8}}(?:{nouns})\b(?! [A-Z])", "")
    known = {form for term in terms for form in term.forms} | set(names)
    told: set[str] = set()
    for passage in draft.passages:
        if passage.kind is Kind.HEADING:
            continue
        for match in phrase.finditer(passage.text):
            said = _without_stops(match[0])
            if (
                said
                and _LOWER.search(passage.text[: match.end() - len(said)])
                and said not in told
                and not any(said in form or said.endswith(form) for form in known)
            ):
                told.add(said)
                span = (match.end() - len(said), match.end())
                message = f"“{said}” reads like a defined term and is not defined"
                yield warning(UNDEFINED, message, draft.name, passage, span)


def _without_stops(phrase: str) -> str:
    parts = phrase.split()
    while parts and parts[0] in _STOPS:
        parts = parts[1:]
    return " ".join(parts)


def _two_names(draft: ReadDraft, terms: Sequence[Term]) -> Iterator[Remark]:
    """Two terms of the list whose meanings begin with the same company are two names of one party."""
    company = pattern(words()["definitions"]["company"][draft.language], "")
    seen: dict[str, Term] = {}
    for term in terms:
        match = company.match(term.meaning) if term.listed else None
        if match is None:
            continue
        first = seen.setdefault(match["name"], term)
        if first.passage != term.passage:
            message = (
                f"“{term.words}” and “{first.words}” (paragraph {first.passage.number}) both stand for {match['name']}"
            )
            yield warning(TWO_NAMES, message, draft.name, term.passage, (term.start, term.end))


def _respelled(draft: ReadDraft, names: Sequence[str]) -> Iterator[Remark]:
    """Find the name of a party with another ending of its corporate form, or in characters of usual spelling."""
    corporate = words()["definitions"]["corporate"]
    for name in names:
        ending = re.search(rf" (?:{corporate})$", name)
        if ending is not None:
            other = pattern(rf"\b{re.escape(name[: ending.start()])},? (?:{corporate})(?![\w])", "")
            yield from _other_names(draft, other, name)
        usual = name
        for each in glossary().usage:
            usual = usual.replace(each.wrong, each.right)
        if usual != name:
            yield from _other_names(draft, pattern(re.escape(usual), ""), name)


def _other_names(draft: ReadDraft, other: re.Pattern[str], name: str) -> Iterator[Remark]:
    for passage in draft.passages:
        for match in other.finditer(passage.text):
            if match[0].casefold() != name.casefold():
                message = f"{match[0]} is {name} in the data: one party under two names"
                yield warning(TWO_NAMES, message, draft.name, passage, match.span(), data=name)
