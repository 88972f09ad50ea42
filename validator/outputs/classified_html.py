"""The classification as one HTML page: each deal with its ratios, requirements and, where asked for, its trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.wording import Wording
from validator.facts.fact import describe
from validator.outputs.classified import numerator_of, ratio_facts
from validator.outputs.classified_text import (
    basis_in_words,
    connection_words,
    deciders,
    not_connected_words,
    possible_words,
    ratio_words,
    unverified,
    why_connected,
)
from validator.outputs.html_page import Html, both, chinese, element, entries, joined, page, row, table
from validator.outputs.trace_html import decision_html, outcome_words
from validator.receipt import receipt_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Decision

_STATES = {"required": "required", "not_required": "not required", "undecided": "undecided"}


def classification_html(evaluated: Evaluated, *, trace: bool = False) -> str:
    """Give the classification of a workspace as a self-contained page; `trace` adds every operand and row."""
    found = evaluated.classification
    parts = [
        element("h1", f"Classification as of {evaluated.as_of}"),
        *(_deal(deal, evaluated, trace=trace) for deal in found.individual),
        *(_deal(deal, evaluated, trace=trace, heading="Aggregated: ") for deal in found.aggregated),
        *(_deal(group, evaluated, trace=False, heading=possible_words(group)) for group in found.possible),
        *(element("p", both(each.label), f": {not_connected_words(each)}") for each in found.not_connected),
        _illustrations(evaluated),
    ]
    return page(f"Classification as of {evaluated.as_of}", parts, receipt_of(evaluated))


def _deal(deal: Classified, evaluated: Evaluated, *, trace: bool, heading: str = "") -> Html:
    agreements = {part.parent.id: part.parent.label for part in deal.members if part.parent}
    names = [part for label in agreements.values() for part in (both(label), " · ")][:-1]
    parts = [
        element("h2", heading, str(deal.deal.label), " ", chinese(deal.deal.label)),
        element("p", *names, class_="soft"),
        entries(_summary(deal, evaluated)),
        table("Percentage ratios", ("ratio", "value and working"), _ratios(deal, evaluated)),
        table("What follows", ("requirement", "paragraph", "state"), _requirements(deal)),
    ]
    return element("section", *parts, *(_traces(deal) if trace else ()))


def _summary(deal: Classified, evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    numerator = numerator_of(deal, evaluated)
    days = f", {numerator.over}" if numerator.over else ""
    yield "tested on", str(deal.deal.on)
    yield "amount tested", f"{describe(numerator)}{days}"
    yield "connection", connection_words(deal, Wording(evaluated.engine))
    yield from why_connected(deal, evaluated)
    yield (
        "tier",
        element("strong", _outcome(deal.decision, deal.tier), basis_in_words(deal.decision) if deal.tier else ""),
    )
    for decision in deal.alongside:
        if decision.outcome != decision.rule.outcomes[0]:
            name = decision.rule.decides.replace("_", " ")
            yield name, element("span", _outcome(decision, decision.outcome), basis_in_words(decision))
    yield from deciders(deal, Wording(evaluated.engine))
    yield from unverified(deal, evaluated)


def _outcome(decision: Decision, outcome: str | None) -> str:
    return outcome_words(decision.rule, outcome) if outcome else "undecided"


def _ratios(deal: Classified, evaluated: Evaluated) -> Iterator[Html]:
    for name, fact in ratio_facts(deal, evaluated).items():
        declaration = evaluated.rulebook.facts.get(fact.name)
        yield row(both(declaration.label) if declaration else name, ratio_words(fact))


def _requirements(deal: Classified) -> Iterator[Html]:
    for each in deal.obligations:
        yield row(both(each.consequence.label), each.cite, _STATES[each.state])


def _traces(deal: Classified) -> Iterator[Html]:
    yield element("h3", "How the connection was decided")
    yield decision_html(deal.connection)
    yield element("h3", "How the tier was decided")
    yield decision_html(deal.decision)
    if deal.grouping:
        yield element("h3", "Why they are added together")
        yield decision_html(deal.grouping)


def _illustrations(evaluated: Evaluated) -> Html:
    facts = (fact for deal in evaluated.classification.individual for fact in deal.decision.inputs.values())
    reasons = sorted({why for fact in facts for why in fact.illustrations()})
    return joined(element("p", f"† illustration: {why}", class_="soft") for why in reasons)
