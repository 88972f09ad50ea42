"""The agreements of the event: what happened to each, its principal terms, and its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context import caps as context_caps
from validator.drafting.context.days import renews, term
from validator.drafting.context.one_off import one_off
from validator.drafting.context.parties import counterparty
from validator.drafting.context.values import Context, Words, is_gap
from validator.drafting.printed import Kind, Printed
from validator.reading.quantities import parse_date

if TYPE_CHECKING:
    from validator.checking import Evaluated
    from validator.drafting.context.event import AgreementEvent, CategoryEvent
    from validator.reading.document import Node

_REVISION = "cap_revision"
_DEALING = ("principles", "renewal")  # what an agreement says of transactions to come


def agreement(event: AgreementEvent, evaluated: Evaluated, words: Words) -> Context:
    """Give one agreement of the event, ready for the sections on it."""
    node, data = event.view.node, event.view.data
    name = words.text(node.get("name"), "name", event.view.id, kind=Kind.NAME)
    categories = tuple(category(each, evaluated, words) for each in event.categories)
    is_continuing = any(each["is_continuing"] for each in categories)
    others = len(event.view.categories) - len(categories)
    return {
        "name": name,
        "counterparty": counterparty(event.counterparty, words),
        "dated": words.date(node.get("dated"), "date", name.text),
        "is_new": event.is_new,
        "is_continuing": is_continuing,
        "renews": renews(event.renewed, words) if event.renewed else None,
        "time": node.value.get("time") if event.is_new else None,
        "amendments": tuple(_amendment(each, words) for each in event.amendments),
        "earlier": _earlier(node, words),
        "leaves_others": others > 0 and not event.is_new,
        "categories": categories,
        "revises": any(each["caps"]["revises"] for each in categories if each["caps"]),
        "adds": any(each["caps"]["adds"] for each in categories if each["caps"]),
        "has_new_category": any(each["is_new"] for each in categories),
        "uses_caps": any(each["used"]["rows"] for each in categories if each["used"]),
        **{key: words.texts(data.dig(f"terms.{key}"), key, name.text) if is_continuing else () for key in _DEALING},
        "general_pricing": _optional(data.dig("terms.pricing"), words),
        "quotations": _optional(data.dig("terms.quotations"), words),
        "reasons": _reasons(event, name.text, words),
    }


def _optional(node: Node | None, words: Words) -> tuple[Printed, ...]:
    return words.texts(node, "pricing", "") if node is not None else ()


def _amendment(node: Node, words: Words) -> Context:
    background = node.get("background")
    return {
        "name": words.text(node.get("name"), "name", str(node.value["amendment"]), kind=Kind.NAME),
        "is_cap_revision": node.value.get("form") == _REVISION,
        "dated": words.date(node.get("dated"), "date", ""),
        "time": node.value.get("time"),
        "background": words.texts(background, "background") if background else (),
    }


def _earlier(node: Node, words: Words) -> Context:
    """Give the publications from before the day that the agreement was described in, by kind."""
    found = [each for each in node.each("documents") if parse_date(each.value["dated"]) < words.day]
    return {
        kind + "s": tuple(words.date(each.get("dated"), "date", "") for each in found if each.value["kind"] == kind)
        for kind in ("announcement", "circular")
    }


def _reasons(event: AgreementEvent, name: str, words: Words) -> tuple[Printed, ...]:
    """Give the reasons of the records of the event, else a blank, unless each category gives its own."""
    given = [reasons for node in event.today if (reasons := node.get("reasons"))]
    if given:
        return tuple(text for node in given for text in words.texts(node, "reasons", name))
    if event.categories and all(_own_reasons(each) for each in event.categories):
        return ()
    return words.texts(event.today[-1].get("reasons"), "reasons", name)


def _own_reasons(event: CategoryEvent) -> Node | None:
    return next((node for each in event.view.data.nodes if (node := each.get("reasons"))), None)


def category(event: CategoryEvent, evaluated: Evaluated, words: Words) -> Context:
    """Give one category: what it is, and its term, caps and amounts, or what is said of a one-off transaction."""
    data = event.subject.data
    name = words.text(data.dig("name"), "name", event.view.id, kind=Kind.NAME)
    reasons = _own_reasons(event)
    return {
        "name": name,
        "heading": name.capitalised(),
        "is_new": event.is_new,
        "is_continuing": event.is_continuing,
        "direction": direction.value if (direction := data.dig("direction")) else None,
        "nature": words.texts(data.dig("nature"), "nature", name.text),
        "reasons": words.texts(reasons, "reasons", name.text) if reasons else (),
        **(_continuing(event, name.text, words) if event.is_continuing else _once(event, evaluated, name.text, words)),
    }


def _continuing(event: CategoryEvent, name: str, words: Words) -> Context:
    data = event.subject.data
    return {
        "fee_name": words.text(data.dig("fee_name"), "fee_name", name),
        "pricing": words.texts(data.dig("pricing"), "pricing", name),
        "term": term(event, name, words),
        "caps": context_caps.caps(event, words),
        "used": context_caps.used(event, words),
        "history": context_caps.history(event, words) if event.is_new else None,
        "basis": _basis(event, name, words),
        "one_off": None,
    }


def _once(event: CategoryEvent, evaluated: Evaluated, name: str, words: Words) -> Context:
    has_term = event.subject.data.dig("term") is not None
    return {
        "pricing": (),
        "term": term(event, name, words) if has_term else None,
        "caps": None,
        "used": None,
        "history": None,
        "one_off": one_off(event.subject, evaluated, words),
    }


def _basis(event: CategoryEvent, name: str, words: Words) -> Context:
    """Give how the caps set on the day were arrived at, with the figures that are worked out from the data."""
    node = next((found for each in event.view.data.nodes[:1] if (found := each.get("cap_basis"))), None)
    if node is None or is_gap(node):
        return {"missing": words.blank("cap_basis", name, at=node.key_place if node else None)}
    closing = node.get("closing")
    return {
        "missing": None,
        "intro": words.texts(intro, "cap_basis", name) if (intro := node.get("intro")) else (),
        "factors": tuple(_factor(each, event, name, words) for each in node.each("factors")),
        "closing": words.texts(closing, "cap_basis", name) if closing else (),
    }


def _factor(node: Node, event: CategoryEvent, name: str, words: Words) -> Context:
    computed = node.value.get("computed", ())
    past = (row for row in context_caps.used(event, words)["rows"] if row["is_over"] and row["used"])
    return {
        "heading": words.text(heading, "cap_basis", name) if (heading := node.get("heading")) else None,
        "text": words.texts(node.get("text"), "cap_basis", name),
        "utilisation": tuple(past) if "utilisation" in computed else (),
        "growth": context_caps.growth(event, words) if "growth" in computed else (),
    }
