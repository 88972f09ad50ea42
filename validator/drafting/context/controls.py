"""The internal control measures: the announcement's own text, else the company's procedures in the rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.procedures import announced_procedures
from validator.drafting.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.drafting.context.event import Event
    from validator.drafting.context.values import Context, Words
    from validator.reading.document import Node
    from validator.rulebook.body import ProcedureBody


def controls(event: Event, words: Words) -> Context | None:
    """Give an introduction and the measures; a measure is its paragraphs, its points and, from a rule, its owner.

    None where the announcement has no text of its own and nothing continues: the procedures follow caps and orders.
    """
    own = event.said("internal_controls")
    if own is None and not any(category.is_continuing for category in event.categories):
        return None
    measures = tuple(_own(own, words)) if own else tuple(_procedures(event, words))
    return {
        "intro": words.texts(intro, "measures") if own and (intro := own.get("intro")) else (),
        "measures": measures,
        "missing": None if measures else words.blank("measures"),
    }


def _own(node: Node, words: Words) -> Iterator[Context]:
    for each in node.each("measures"):
        points = tuple(words.text(point, "measures") for point in each.each("points"))
        yield {"owner": None, "text": words.texts(each.get("text"), "measures"), "points": points}


def _procedures(event: Event, words: Words) -> Iterator[Context]:
    for _, version, body in announced_procedures(event.evaluated.rulebook, event.day):
        if _applies(event, body):
            place = str(version.place)
            yield {
                "owner": Printed(body.owner.in_language(words.language), place).capitalised(),
                "text": (Printed(body.describe.in_language(words.language), place),),
                "points": (),
            }


def _applies(event: Event, body: ProcedureBody) -> bool:
    """Tell whether a procedure may apply to any category of the event."""
    if body.applies_if is None:
        return True
    resolver = event.evaluated.engine.resolver
    answers = (resolver.holds(body.applies_if, category.subject).answer for category in event.categories)
    return any(answer is not False for answer in answers)
