"""What the Board and its committee say of the transactions, who abstains, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.names import APPROVAL, category_names
from validator.drafting.context.parties import directors
from validator.drafting.context.values import Context, Words, is_gap
from validator.drafting.printed import Kind
from validator.facts.stated import fact_from_node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.drafting.context.event import CategoryEvent, Event

_CATEGORIES = ("executive", "non_executive", "independent_non_executive")


def board(event: Event, words: Words) -> Context:
    """Give the composition of the Board, the abstentions, the views and the signature."""
    on_the_day = directors(event, words)
    groups = ({"category": name, "members": _of(on_the_day, name)} for name in _CATEGORIES)
    rest = tuple(each for each in on_the_day if each["category"] not in _CATEGORIES)
    return {
        "groups": tuple(group for group in groups if group["members"]),
        "unsorted": rest,
        "interested": tuple(each for each in on_the_day if each["interests"]),
        "view": _view(event, words),
        "signed_by": _signature(event, words, on_the_day),
        "place": words.text(event.said("place"), "place"),
    }


def _of(on_the_day: tuple[Context, ...], category: str) -> tuple[Context, ...]:
    return tuple(each for each in on_the_day if each["category"] == category)


def _signature(event: Event, words: Words, on_the_day: tuple[Context, ...]) -> Context:
    node = event.said("signed_by")
    found = next((each for each in on_the_day if node is not None and each["id"] == node.value), None)
    return found or {"name": words.blank("signature", at=node.place if node else None, kind=Kind.NAME), "titles": ()}


def _view(event: Event, words: Words) -> Context:
    """Sort the categories by what is known of the independent non-executive directors' view on them."""
    node = event.said("board", "view_on_terms")
    fact = fact_from_node("view", node, "boolean") if node else None
    states = {each.subject.id: _independent_view(event, each) for each in event.categories}
    given, later, open_ = (
        tuple(each for each in event.categories if states[each.subject.id] == state)
        for state in ("given", "later", "open")
    )
    names = (_named(each, event, words)["name"].text for each in open_)
    return {
        "missing": None if fact and fact.value is True else words.blank("view", at=node.place if node else None),
        "given": view_on(given, event, words) if given else None,
        "later": view_on(later, event, words) if later else None,
        "open": tuple(words.blank("independent_view", name) for name in names),
        "all": view_on(event.categories, event, words),
    }


def view_on(categories: Sequence[CategoryEvent], event: Event, words: Words) -> Context:
    """Give transactions on which a view is taken, those outside ordinary course or normal commercial terms apart."""
    return {
        "all": tuple(_named(each, event, words) for each in categories),
        "has_caps": any(each.is_continuing for each in categories),
        **_sorted(categories, "ordinary_and_usual_course", "ordinary_course", event, words),
        **_sorted(categories, "normal_commercial_terms_or_better", "commercial_terms", event, words),
    }


def _sorted(categories: Sequence[CategoryEvent], term: str, name: str, event: Event, words: Words) -> Context:
    """Sort categories by what their agreement says of a term: those inside, those outside, and blanks for the rest."""
    said = {each.subject.id: _of_agreement(each, term) for each in categories}
    inside, outside, rest = (
        tuple(_named(each, event, words) for each in categories if said[each.subject.id] is answer)
        for answer in (True, False, None)
    )
    blanks = tuple(words.blank(name, each["name"].text) for each in rest)
    return {name: {"inside": inside, "outside": outside, "open": blanks}}


def _of_agreement(category: CategoryEvent, term: str) -> bool | None:
    agreement = category.subject.within("agreement")
    node = agreement.data.dig(f"terms.{term}") if agreement else None
    value = fact_from_node(term, node, "boolean").value if node is not None else None
    return value if isinstance(value, bool) else None


def _independent_view(event: Event, category: CategoryEvent) -> str:
    agreement, _, name = category.subject.id.partition("/")
    views = event.announcement.each("board", "independent_directors_view") if event.announcement else ()
    node = next(
        (v.get("given") for v in views if (v.value["agreement"], v.value["category"]) == (agreement, name)), None
    )
    if node is not None and not is_gap(node) and fact_from_node("given", node, "boolean").value is True:
        return "given"
    comes_later = node is None or "not_applicable" in node.value
    return "later" if comes_later and category.requirement(APPROVAL) == "required" else "open"


def _named(category: CategoryEvent, event: Event, words: Words) -> Context:
    return category_names(event, words)[category.subject.id]
