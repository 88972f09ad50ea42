"""The days for which transactions run: their terms, what these were before, and the end of what is renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.labels import years
from validator.drafting.context.values import is_gap
from validator.drafting.printed import Kind, Printed
from validator.facts.stated import days_at
from validator.reading.quantities import Period, add_period, last_day_within, parse_date_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.drafting.context.event import CategoryEvent
    from validator.drafting.context.values import Context, Words
    from validator.facts.subject import Layers
    from validator.reading.document import Node
    from validator.reading.quantities import DateRange
    from validator.workspace.as_of import AgreementView


def renews(renewed: AgreementView, words: Words) -> Context:
    """Give the agreement that is renewed, and the last day of its terms."""
    name = words.text(renewed.node.get("name"), "name", renewed.id, kind=Kind.NAME)
    found = [(days.last, node) for node, days in _terms(renewed)]
    if not found:
        return {
            "name": name,
            "ends": words.blank("term", name.text, at=renewed.node.place, kind=Kind.DATE),
            "is_over": False,
        }
    last, node = max(found, key=lambda each: each[0])
    return {"name": name, "ends": words.day_of(last, node.place), "is_over": last < words.day}


def _terms(view: AgreementView) -> Iterator[tuple[Node, DateRange]]:
    for each in view.categories:
        node = each.data.dig("term")
        days = days_at(node) if node else None
        if node and days:
            yield node, days


def term(event: CategoryEvent, name: str, words: Words) -> Context:
    """Give the first and last day of a term, its length in whole years, and its last day before the event."""
    node = event.subject.data.dig("term")
    if node is None or is_gap(node) or "from" not in node.value:
        return {"missing": words.blank("term", name, at=node.key_place if node else None, kind=Kind.DATE)}
    days, before = parse_date_range(node.value), _term_before(event.before)
    moved = before is not None and before.last != days.last
    return {
        "missing": None,
        "first": words.day_of(days.first, node.place),
        "last": words.day_of(days.last, node.place),
        "length": _length(days, node, words),
        "before": words.day_of(before.last, node.place) if moved and before else None,
    }


def _term_before(before: Layers) -> DateRange | None:
    node = before.dig("term")
    return parse_date_range(node.value) if node and isinstance(node.value, dict) and "from" in node.value else None


def _length(days: DateRange, node: Node, words: Words) -> Printed | None:
    """Give the length of a term of whole years, in words."""
    count = days.last.year - days.first.year + (1 if days.last >= add_period(days.first, Period(0, "day")) else 0)
    for whole in (count, count - 1):
        if whole > 0 and last_day_within(days.first, Period(whole, "year")) == days.last:
            return Printed(years(whole, words.language), str(node.place), Kind.DATE)
    return None
