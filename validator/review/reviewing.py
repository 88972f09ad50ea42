"""Reviews drafts: reads what the data says once a language, and puts all remarks together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from validator.drafting.documents import ANNOUNCEMENT, DOCUMENTS
from validator.reading.text import Text, text_of
from validator.review.alignment import Pair, paired
from validator.review.arithmetic import arithmetic_remarks
from validator.review.content import asked_of, content_remarks
from validator.review.definitions import definition_remarks
from validator.review.figures import figure_remarks
from validator.review.known import Known, known_of
from validator.review.languages import language_remarks
from validator.review.placeholders import placeholder_remarks
from validator.review.references import reference_remarks
from validator.review.remarks import FIGURE, Remark, without_repeats
from validator.review.table_arithmetic import table_remarks
from validator.review.table_places import place_remarks, stated_of
from validator.review.usage import usage_remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.checking import Evaluated
    from validator.drafting.context.event import Event
    from validator.reading.document import Node
    from validator.review.content import Asked
    from validator.review.passages import ReadDraft
    from validator.workspace.load import Workspace

_NAMED = ("name", "short_name", "group_name")


@dataclass(frozen=True)
class Reviewed:
    """A draft with how much of it was held against the data, and all remarks on it."""

    draft: ReadDraft
    figures: int
    figures_in_place: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Naming:
    """The terms that the data defines, and the names that stand for themselves."""

    terms: tuple[Text, ...]
    names: tuple[Text, ...]


@dataclass(frozen=True)
class Basis:
    """What the data says of the event of a document, if it has one, laid out once for all drafts."""

    event: Event | None
    asked: tuple[Asked, ...]
    naming: Naming


def review(evaluated: Evaluated, drafts: Sequence[ReadDraft], document: str = ANNOUNCEMENT) -> tuple[Reviewed, ...]:
    """Hold drafts of one of the known documents against the data, and those of two languages against each other.

    Raises DraftingError where the data holds nothing that the document could be about (DRAFT-NO-EVENT).
    """
    basis = basis_of(evaluated, document)
    known = {language: known_of(evaluated, language, document) for language in {draft.language for draft in drafts}}
    pairs = [paired(draft.passages, known[draft.language].passages) for draft in drafts]
    found = [list(_alone(draft, own, known[draft.language], basis)) for draft, own in zip(drafts, pairs, strict=True)]
    read = list(zip(drafts, pairs, strict=True))
    for one, other in combinations(range(len(drafts)), 2):
        if drafts[one].language != drafts[other].language:
            for remark in language_remarks(read[one], read[other], basis.naming.terms):
                found[one if remark.draft == drafts[one].name else other].append(remark)
    return tuple(_reviewed(*each) for each in zip(drafts, pairs, found, strict=True))


def _reviewed(draft: ReadDraft, pairs: Sequence[Pair], remarks: list[Remark]) -> Reviewed:
    figures = sum(len(pair.quantities) for pair in pairs)
    in_place = sum(len(pair.counterparts()) for pair in pairs)
    return Reviewed(draft, figures, in_place, without_repeats(remarks))


def _alone(draft: ReadDraft, pairs: Sequence[Pair], known: Known, basis: Basis) -> Iterator[Remark]:
    language, name = draft.language, draft.name
    figures = list(figure_remarks(name, pairs, known))
    figures += place_remarks(name, language, pairs, stated_of(basis.event, language) if basis.event else ())
    yield from figures
    wrong = {remark.passage.number for remark in figures if remark.passage and remark.code == FIGURE}
    rows = {(p.spot.table, p.spot.row) for p in draft.passages if p.number in wrong and p.spot}
    for remark in (*arithmetic_remarks(name, language, pairs), *table_remarks(name, language, pairs)):
        if not _follows(remark, wrong, rows):
            yield remark
    yield from content_remarks(draft, basis.asked, basis.event)
    yield from own_remarks(draft, basis.naming, defines=basis.event is not None)
    yield from placeholder_remarks(draft)


def own_remarks(draft: ReadDraft, naming: Naming, *, defines: bool = True) -> Iterator[Remark]:
    """Give what can be said of a draft's terms, usage and references without looking at its figures.

    `defines` tells whether it explains its terms itself; a section of a longer document does not.
    """
    language = draft.language
    names = tuple(each.in_language(language) for each in naming.names)
    if defines:
        yield from definition_remarks(draft, tuple(each.in_language(language) for each in naming.terms), names)
    if language == "zh-Hant":
        yield from usage_remarks(draft, names)
    yield from reference_remarks(draft)


def _follows(remark: Remark, wrong: set[int], rows: set[tuple[int, int]]) -> bool:
    """Tell whether a sum fails only because a figure in the same sentence or row is wrong and was reported."""
    passage = remark.passage
    if passage is None:
        return False
    return passage.number in wrong or (passage.spot is not None and (passage.spot.table, passage.spot.row) in rows)


def basis_of(evaluated: Evaluated, document: str) -> Basis:
    """Lay out what the data says of what a document is about. Raises DraftingError where it should be and is not."""
    event_of = DOCUMENTS[document].event
    event = event_of(evaluated) if event_of else None
    naming = naming_of(evaluated.workspace, event.announcement if event else None)
    return Basis(event, asked_of(evaluated, document), naming)


def naming_of(workspace: Workspace, announcement: Node | None) -> Naming:
    """Give the terms of the issuer and of an announcement, and the names of parties and agreements."""
    defined = [*workspace.issuer.each("definitions"), *(announcement.each("definitions") if announcement else ())]
    parties = [workspace.issuer, *workspace.counterparties.values()]
    named = [each for node in parties for key in _NAMED if (each := node.get(key))]
    named += [each for node in workspace.agreements.values() for each in _agreement_names(node)]
    return Naming(
        tuple(text for node in defined for text in _alternatives(text_of(node.value["term"]))),
        tuple(text_of(node.value) for node in named if node.value),
    )


def _agreement_names(node: Node) -> Iterator[Node]:
    for each in (node, *node.each("amendments")):
        name = each.get("name")
        if name is not None:
            yield name


def _alternatives(term: Text) -> tuple[Text, ...]:
    """Part a term that gives two in one entry: `China or PRC`, 獨立財務顧問或新百利融資."""
    english, chinese = term.en.split(" or "), term.zh_hant.split("或")
    if len(english) == len(chinese):
        return tuple(Text(*each) for each in zip(english, chinese, strict=True))
    return tuple(Text(each, term.zh_hant) for each in english)
