"""What the rules make of the event, worded from the evaluation: connection, tiers, thresholds, requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import wording
from validator.drafting.context.bands import band
from validator.drafting.context.beside import classes_beside, relief
from validator.drafting.context.connection import cited, conclusion, connection_of, outcome_in_words, party_context
from validator.drafting.context.labels import asked
from validator.drafting.context.marks import illustrated_leaves
from validator.drafting.context.names import APPROVAL, category_names
from validator.drafting.context.open_facts import open_facts_in_words, range_of
from validator.drafting.printed import Kind, Printed
from validator.evaluation.unverified import unverified_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.drafting.context.event import AgreementEvent, CategoryEvent, Event
    from validator.drafting.context.values import Context, Words
    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Obligation
    from validator.facts.fact import Fact
    from validator.reading.document import Node


def implications(event: Event, words: Words) -> Context:
    """Give the connection of each party, the groups of categories of each agreement, and what is an illustration."""
    found = [(agreement, _groups(event, agreement, words)) for agreement in event.agreements]
    return {
        "parties": tuple(party_context(event.evaluated, node, words) for node in _parties(event)),
        "agreements": tuple(
            {
                "name": words.text(agreement.view.node.get("name"), "name", agreement.view.id, kind=Kind.NAME),
                "groups": tuple(groups),
            }
            for agreement, groups in found
            if groups
        ),
        "illustrations": tuple(_illustration(fact, event, words) for fact in _illustrations(event)),
        "unverified": tuple(_unverified(event, words)),
    }


def _parties(event: Event) -> list[Node]:
    return list({each.counterparty.value["counterparty"]: each.counterparty for each in event.agreements}.values())


def _groups(event: Event, agreement: AgreementEvent, words: Words) -> list[Context]:
    """Group the categories of an agreement by tier, thresholds and paragraphs."""
    groups: dict[object, list[CategoryEvent]] = {}
    for category in agreement.categories:
        if category.governing is not None:
            groups.setdefault(_key(category, words), []).append(category)
    return [_group(event, categories, words) for categories in groups.values()]


def _key(category: CategoryEvent, words: Words) -> object:
    deal = _spoken_of(category)
    if deal is None or deal.tier is None:
        return deal.deal.id if deal else category.subject.id
    states = tuple((each.consequence.name, each.state) for each in deal.obligations)
    together = deal.deal.id if len(deal.members) > 1 else ""
    classes = tuple((each.rule.id, each.outcome) for each in deal.alongside)
    return (deal.tier, deal.decision.cited, str(band(deal.decision, words)), states, together, classes)


def _spoken_of(category: CategoryEvent) -> Classified | None:
    """Give the deal to speak of: the one that governs, or the largest of those with the same tier."""
    governing = category.governing
    if governing is None:
        return None
    return max((deal for deal in category.deals if deal.tier == governing.tier), key=lambda deal: len(deal.members))


def _group(event: Event, categories: Sequence[CategoryEvent], words: Words) -> Context:
    deal = _spoken_of(categories[0])
    assert deal is not None  # noqa: S101  # only classified categories are grouped
    names = category_names(event, words)
    own = tuple(names[each.subject.id] for each in categories)
    labels = wording.joined([each["name"].text for each in own], words.language)
    decision = deal.decision
    return {
        "categories": own,
        "revises": any(each["revises"] for each in own),
        "adds": any(each["adds"] for each in own),
        "is_continuing": any(each["is_continuing"] for each in own),
        "classes": tuple(classes_beside(deal, event, words)),
        "relief": relief(deal, event, words),
        "needs_approval": categories[0].requirement(APPROVAL) == "required",
        "is_decided": deal.tier is not None,
        "tier": conclusion(decision, outcome_in_words(decision, words))
        if deal.tier
        else _undecided(deal, event, words, labels),
        "band": band(decision, words) if deal.tier else None,
        "basis": _basis(categories, words),
        "members": _members(categories, words),
        "required": _requirements(deal, "required", words),
        "exempt": _requirements(deal, "not_required", words),
        "open": _open_requirements(deal, words, labels),
        "cited": cited(decision, words),
        "in_force_from": words.day_of(decision.version.first, decision.version.place),
    }


def _basis(categories: Sequence[CategoryEvent], words: Words) -> str:
    """Tell how the deals were tested: alone, alone and added together to the same effect, or added together."""
    if all(len(each.deals) == 1 for each in categories):
        return "alone"
    found = {(deal.tier, str(_limits(deal, words))) for each in categories for deal in each.deals}
    return "both" if len(found) == 1 else "together"


def _limits(deal: Classified, words: Words) -> list[object]:
    kinds = band(deal.decision, words).items()
    return [(kind, name, limit["rank"]) for kind, own in kinds for name, limit in (own or {}).items()]


def _members(categories: Sequence[CategoryEvent], words: Words) -> str:
    """Name the categories of the largest deal that any of these belongs to."""
    largest = max((deal for each in categories for deal in each.deals), key=lambda deal: len(deal.members))
    return wording.joined([part.label.in_language(words.language) for part in largest.members], words.language)


def _undecided(deal: Classified, event: Event, words: Words, labels: str) -> Printed:
    decision = next(iter(deal.undecided), deal.decision) if deal.is_connected else deal.connection
    ways = open_facts_in_words(decision, event.evaluated.rulebook, words)
    text = asked("tier", words.language, labels, ways)
    return Printed(origin=str(decision.version.place), kind=Kind.CONCLUSION, missing=text)


def _requirements(deal: Classified, state: str, words: Words) -> Printed:
    """Give the requirements in a state, each with its paragraphs, as one conclusion."""
    found = [_with_cite(each, words) for each in deal.obligations if each.state == state]
    return conclusion(deal.decision, wording.joined(found, words.language))


def _with_cite(obligation: Obligation, words: Words) -> str:
    label = obligation.consequence.label.in_language(words.language)
    return f"{label}（{obligation.cite}）" if words.language != "en" else f"{label} ({obligation.cite})"


def _open_requirements(deal: Classified, words: Words, labels: str) -> tuple[Printed, ...]:
    if deal.tier is None:
        return ()
    found = (each.consequence for each in deal.obligations if each.state == "undecided")
    return tuple(
        Printed(
            origin=str(each.place),
            kind=Kind.CONCLUSION,
            missing=asked("requirement", words.language, each.label.in_language(words.language), labels),
        )
        for each in found
    )


def _illustrations(event: Event) -> tuple[Fact, ...]:
    connections = (connection_of(event.evaluated, node, event.day) for node in _parties(event))
    return illustrated_leaves((*connections, *(deal.decision for deal in _deals(event))))


def _unverified(event: Event, words: Words) -> Iterator[Context]:
    """Name each rule behind the conclusions that nobody has yet held against its source."""
    rulebook = event.evaluated.rulebook
    rules = {rule.id: rule for deal in _deals(event) for rule in unverified_rules(deal, rulebook)}
    for rule in rules.values():
        place = str(rule.place)
        yield {"rule": Printed(rule.id, place), "title": Printed(rule.title.in_language(words.language), place)}


def _deals(event: Event) -> Iterator[Classified]:
    for category in event.categories:
        yield from category.deals


def _illustration(fact: Fact, event: Event, words: Words) -> Context:
    declared = event.evaluated.rulebook.facts.get(fact.name)
    label = declared.label.in_language(words.language) if declared else range_of(fact.name, words)
    place = str(fact.place) if fact.place else None
    return {
        "label": Printed(label, place),
        "value": Printed(range_of(fact, words), place, Kind.FIGURE, fact.illustration),
    }
