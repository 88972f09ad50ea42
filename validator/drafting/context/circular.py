"""The circular that follows an announcement: the letter from the Board, as of the latest practicable date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.event import last_event_needing
from validator.drafting.context.names import CIRCULAR
from validator.drafting.context.values import Context, Words, is_gap
from validator.drafting.context.whole import context_of, words_of
from validator.facts.stated import fact_from_node
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.drafting.context.event import Event
    from validator.drafting.printed import Printed
    from validator.reading.document import Node

_COMMITTEE, _ADVISER = (
    Text("the Independent Board Committee", "獨立董事委員會"),
    Text("the Independent Financial Adviser", "獨立財務顧問"),
)
_POINTS = (
    "fair_and_reasonable",
    "normal_commercial_terms_or_better",
    "ordinary_and_usual_course",
    "interests_of_shareholders",
)
_STATEMENTS = (
    "property_valuation",
    "asset_valuation",
    "infrastructure_report",
    "shortfall_statement",
    "responsibility_and_consents",
)


def event_of_circular(evaluated: Evaluated) -> Event:
    """Gather the newest event that calls for a circular. Raises DraftingError (DRAFT-NO-EVENT) where there is none."""
    return last_event_needing(evaluated, CIRCULAR)


def circular_context(evaluated: Evaluated, language: str) -> Context:
    """Give everything that the circular prints. Raises as `event_of_circular` does."""
    event = event_of_circular(evaluated)
    words = words_of(event, language)
    issuer = evaluated.workspace.issuer
    in_hong_kong = issuer.get("hong_kong_office")
    return {
        **context_of(event, language),
        "heading": words.texts(issuer.get("house_texts", "circular_heading"), "circular_heading"),
        "responsibility": words.texts(issuer.get("house_texts", "responsibility_statement"), "responsibility"),
        "dated": _dated(event, words),
        "registered_office": words.text(issuer.get("registered_office"), "registered_office"),
        "hong_kong_office": words.text(in_hong_kong, "registered_office") if in_hong_kong else None,
        "controllers": _controllers(event.said("circular", "controllers"), words),
        "committee": _opinion(event.said("circular", "committee_letter"), _COMMITTEE, words),
        "adviser": _opinion(event.said("circular", "adviser_letter"), _ADVISER, words),
        "statements": tuple(_statements(event, words)),
    }


def _dated(event: Event, words: Words) -> Printed:
    """Give the day of the circular: its own date, else the day on which it was sent or is expected to be."""
    found = (event.said("circular", key) for key in ("dated", "sent_on", "expected_on"))
    return words.date(next((node for node in found if node is not None), None), "circular_day")


def _controllers(node: Node | None, words: Words) -> tuple[Printed, ...] | None:
    """Give how the connected person relates to a controller; None where the data says that there is none."""
    if node is not None and isinstance(node.value, dict) and "not_applicable" in node.value:
        return None
    return words.texts(node, "controllers")


def _statements(event: Event, words: Words) -> Iterator[Printed]:
    for key in _STATEMENTS:
        yield from _given(event.said("circular", key), words) or ()


def _given(node: Node | None, words: Words) -> tuple[Printed, ...] | None:
    return words.texts(node, "meaning", "") if node is not None and not is_gap(node) else None


def _opinion(node: Node | None, who: Text, words: Words) -> Context:
    """Give the points of an opinion that are confirmed, those that are not, and a blank for each left open."""
    said = {point: _answer(node, point) for point in _POINTS}
    name = who.in_language(words.language)
    place = node.key_place if node else None
    return {
        **{point: answer for point, answer in said.items() if answer is not None},
        "open": tuple(words.blank(point, name, at=place) for point, answer in said.items() if answer is None),
        "recommendation": words.texts(node.get("recommendation") if node else None, "recommendation", name),
    }


def _answer(node: Node | None, point: str) -> bool | None:
    said = node.get(point) if node else None
    value = fact_from_node(point, said, "boolean").value if said is not None else None
    return value if isinstance(value, bool) else None
