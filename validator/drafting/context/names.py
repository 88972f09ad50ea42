"""The categories of an event by name, and the requirements that the drafts ask after by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.caps import changes
from validator.drafting.printed import Kind, Printed

if TYPE_CHECKING:
    from validator.drafting.context.event import CategoryEvent, Event
    from validator.drafting.context.values import Context, Words

APPROVAL, CIRCULAR = "independent_shareholders_approval", "circular"


def category_names(event: Event, words: Words) -> dict[str, Context]:
    """Give each category with its name, that of its agreement, and whether its caps are revised, new or both."""
    return {
        category.subject.id: {
            "name": words.text(category.subject.data.dig("name"), "name", category.view.id, kind=Kind.NAME),
            "agreement": words.text(agreement.view.node.get("name"), "name", agreement.view.id, kind=Kind.NAME),
            "is_continuing": category.is_continuing,
            **(changes(category, words) if category.is_continuing else {"revises": False, "adds": False}),
            "condition": _condition(category, words),
        }
        for agreement in event.agreements
        for category in agreement.categories
    }


def _condition(category: CategoryEvent, words: Words) -> Printed | None:
    """Give a blank where the data does not say that the caps wait for approval; None where it does."""
    node = category.subject.data.dig("conditional_on_approval")
    if node is not None and node.value is True:
        return None
    name = words.label(category.subject.data.dig("name"))
    return words.blank("conditional", name, at=node.place if node else None, kind=Kind.CONCLUSION)
