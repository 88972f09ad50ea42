"""The context of an announcement: plain mappings of values ready for print, built from an evaluated workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.board import board
from validator.drafting.context.controls import controls
from validator.drafting.context.implications import implications
from validator.drafting.context.meeting import approval
from validator.drafting.context.parties import counterparty, issuer
from validator.drafting.context.terms import agreement
from validator.drafting.context.values import Context, Words
from validator.drafting.printed import Kind, Printed
from validator.reading.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.drafting.context.event import Event
    from validator.reading.document import Node

_OR = {"en": " or ", "zh-Hant": "或"}


def words_of(event: Event, language: str) -> Words:
    """Give what turns the data of an event into print, on the day of the document."""
    return Words(language, event.day, event.evaluated.layout.year_end, event.signed)


def context_of(event: Event, language: str) -> Context:
    """Give everything that the templates of an announcement print, in one language."""
    words = words_of(event, language)
    issuer_node = event.evaluated.workspace.issuer
    agreements = tuple(agreement(each, event.evaluated, words) for each in event.agreements)
    return {
        "lang": language,
        "day": words.day_of(event.day, event.announcement.place if event.announcement else None),
        "disclaimer": words.texts(issuer_node.get("house_texts", "exchange_disclaimer"), "disclaimer"),
        "issuer": issuer(issuer_node, words),
        "background": words.texts(event.said("summary_background"), "background"),
        "agreements": agreements,
        "parties": _parties(event, words),
        "controls": controls(event, words),
        "board": board(event, words),
        "implications": (found := implications(event, words)),
        "classes": tuple(_classes(found)),
        "kept_within": _kept_within(agreements),
        "approval": approval(event, words),
        "is_connected": any(category.governing for category in event.categories),
        "is_continuing": any(category.is_continuing for category in event.categories),
        "is_once": any(not category.is_continuing for category in event.categories),
        "signed": words.day_of(event.signed, event.announcement.place if event.announcement else None),
        "definitions": tuple(_definitions(event, words)),
    }


def _parties(event: Event, words: Words) -> tuple[Context, ...]:
    nodes = {each.counterparty.value["counterparty"]: each.counterparty for each in event.agreements}
    return tuple(counterparty(node, words) for node in nodes.values())


def _classes(found: Context) -> Iterator[Context]:
    """Give each class that another chapter puts some of the transactions in, once."""
    groups = (group for agreement in found["agreements"] for group in agreement["groups"])
    named = (each for group in groups for each in group["classes"] if each["name"])
    yield from {each["name"].text: each for each in named}.values()


def _kept_within(agreements: Sequence[Context]) -> Context:
    """Sort the caps running on the day by whether the amounts so far keep within them; others are left out."""
    found = [
        {"name": category["name"], "agreement": each["name"], **row}
        for each in agreements
        for category in each["categories"]
        if category["used"]
        for row in category["used"]["rows"]
        if not row["is_over"] and row["amount"]
    ]
    return {
        "all_today": all(row["until"] and row["until"]["ends_today"] for row in found),
        "within": tuple(row for row in found if not row["exceeds"]),
        "above": tuple(row for row in found if row["exceeds"]),
    }


def _definitions(event: Event, words: Words) -> Iterator[Context]:
    """Give the definitions of the issuer and of the announcement in the order of their English terms."""
    nodes = [*event.evaluated.workspace.issuer.each("definitions")]
    nodes += event.announcement.each("definitions") if event.announcement else ()
    for node in sorted(nodes, key=_sort_key):
        term = words.text(node.get("term"), "name", "")
        yield {"terms": _alternatives(node, term, words), "means": words.text(node.get("means"), "meaning", term.text)}


def _sort_key(node: Node) -> tuple[bool, str]:
    term = _english(node)
    return not term[:1].isalnum(), term.casefold()


def _english(node: Node) -> str:
    return text_of(node.value["term"]).en


def _alternatives(node: Node, term: Printed, words: Words) -> tuple[Printed, ...]:
    """Give the terms that share a meaning: a Chinese 或 parts two of them only where the English term has two."""
    english = _OR["en"] in _english(node)
    if not term or not english:
        return (term,)
    return tuple(Printed(part, term.origin, Kind.TEXT) for part in term.text.split(_OR[words.language]))
