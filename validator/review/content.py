"""Items that the checklists ask of a document: found in the draft, or missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.checklists.forms import fill, form_names
from validator.evaluation.records import Answer
from validator.reading.text import text_of
from validator.review.remarks import CONTENT, Remark, error
from validator.review.words import content, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.checking import Evaluated
    from validator.drafting.context.event import Event
    from validator.review.passages import Passage, ReadDraft
    from validator.rulebook.body import Item


@dataclass(frozen=True)
class Asked:
    """An item that applies, one of the facts that answer it, and where the rule stands."""

    item: Item
    fact: str


def asked_of(evaluated: Evaluated, document: str) -> tuple[Asked, ...]:
    """Give the items that are certain to apply to a document by the form of its name; none where there is no form."""
    if document not in form_names(evaluated.rulebook):
        return ()
    filled = fill(evaluated, document)
    answers = (answer for part in filled.parts for verdict in part.verdicts for answer in verdict.answers)
    items = [answer.item for answer in answers if answer.state in {Answer.ANSWERED, Answer.MISSING}]
    return tuple(dict.fromkeys(Asked(item, fact) for item in items for fact in item.answered_by))


def content_remarks(draft: ReadDraft, asked: Sequence[Asked], event: Event | None) -> Iterator[Remark]:
    """Give a remark for every item that no passage of the draft answers."""
    units = list(_units(draft.passages))
    for each in asked:
        sought = content().get(each.fact)
        if sought is None:
            continue
        for names in _names(sought.get("each"), event, draft.language):
            patterns = [_filled(words, names) for words in sought[draft.language]]
            if not any(all(pattern(words, "en").search(unit) for words in patterns) for unit in units):
                yield _missing(draft, each, names)


def _missing(draft: ReadDraft, asked: Asked, names: Mapping[str, tuple[str, ...]]) -> Remark:
    about = "".join(f" ({words[0]})" for words in names.values())
    message = f"the draft does not seem to say: {asked.item.item}{about} ({asked.item.cite})"
    remedy = "add it, or check that the draft says it in other words"
    return error(CONTENT, message, draft.name, None, (0, 0), origin=str(asked.item.place), help_=remedy)


def _units(passages: Sequence[Passage]) -> Iterator[str]:
    """Give the texts to search: paragraphs, whole tables of figures row by row, each under its headings."""
    rows: dict[tuple[int, int], list[str]] = {}
    heads: dict[int, list[str]] = {}
    for passage in passages:
        above = " › ".join(passage.section)
        if passage.spot is None:
            yield f"{above}\n{passage.text}"
            continue
        key = (passage.spot.table, passage.spot.row)
        rows.setdefault(key, [above]).append(passage.text)
        if passage.spot.row == 0:
            heads.setdefault(passage.spot.table, []).append(passage.text)
    for (table, row), texts in rows.items():
        yield "\n".join([*texts, *(heads.get(table, []) if row else [])])


def _names(each: str | None, event: Event | None, language: str) -> Iterator[dict[str, tuple[str, ...]]]:
    """Give for each counterparty or type of transaction the names that it may go by."""
    if each is None or event is None:
        yield {}
    elif each == "counterparty":
        for node in {id(each.counterparty.document): each.counterparty for each in event.agreements}.values():
            found = (node.get(key) for key in ("short_name", "name"))
            yield {each: tuple(text_of(name.value).in_language(language) for name in found if name)}
    else:
        for category in event.categories:
            name = category.subject.data.dig("name")
            yield {each: (text_of(name.value).in_language(language),) if name else (category.view.id,)}


def _filled(words: str, names: Mapping[str, tuple[str, ...]]) -> str:
    for key, forms in names.items():
        words = words.replace(f"{{{key}}}", f"(?:{'|'.join(map(re.escape, forms))})")
    return words
