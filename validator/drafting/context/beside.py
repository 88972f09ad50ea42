"""What stands beside the size test: the exemption that governs in its place, and the classes of other chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import wording
from validator.drafting.context.bands import conditions_met
from validator.drafting.context.connection import cited, conclusion, outcome_in_words
from validator.drafting.context.labels import asked
from validator.drafting.context.open_facts import open_facts_in_words
from validator.drafting.printed import Kind, Printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.drafting.context.event import Event
    from validator.drafting.context.values import Context, Words
    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Decision


def classes_beside(deal: Classified, event: Event, words: Words) -> Iterator[Context]:
    """Give what other chapters make of a deal, where it is not their lightest class; a blank where that is open."""
    for decision in deal.alongside:
        if decision.outcome == decision.rule.outcomes[0]:
            continue
        yield {
            "name": conclusion(decision, outcome_in_words(decision, words)) if decision.is_decided else None,
            "missing": None if decision.is_decided else _open_class(decision, deal, event, words),
            "cited": cited(decision, words),
            "chapter": Printed(decision.rule.id.partition(".")[0], str(decision.rule.place), Kind.CONCLUSION),
        }


def _open_class(decision: Decision, deal: Classified, event: Event, words: Words) -> Printed:
    """Give the blank for a class that is open, with what would decide it."""
    title = decision.rule.title.in_language(words.language)
    ways = open_facts_in_words(decision, event.evaluated.rulebook, words)
    text = asked("class", words.language, title, deal.deal.label.in_language(words.language), ways)
    return Printed(origin=str(decision.version.place), kind=Kind.CONCLUSION, missing=text)


def relief(deal: Classified, event: Event, words: Words) -> Context | None:
    """Give the exemption that governs where it is not the size test: its title, and what holds for it to apply."""
    decision = deal.decision
    if decision.rule is deal.size.rule or decision.outcome == decision.rule.outcomes[-1]:
        return None
    met = (part for part in conditions_met(decision) if part.limit is True)
    facts = event.evaluated.rulebook.facts
    labels = [facts[each.fact].label.in_language(words.language) for each in met if each.fact in facts]
    return {
        "title": Printed(_uncapitalised(decision.rule.title.in_language(words.language)), str(decision.rule.place)),
        "grounds": conclusion(decision, wording.joined(labels, words.language)) if labels else None,
    }


def _uncapitalised(title: str) -> str:
    return title[:1].lower() + title[1:]
