"""Which rules behind a classification nobody has yet held against their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Decision
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule


def unverified_rules(deal: Classified, rulebook: Rulebook) -> tuple[Rule, ...]:
    """Give the rules that a deal rests on and that nobody has compared, or not in this version, each once."""
    found = {rule.id: rule for rule in _behind(deal, rulebook)}
    return tuple(found.values())


def unverified_behind(deals: Iterable[Classified], rulebook: Rulebook) -> tuple[Rule, ...]:
    """Give the rules that nobody has compared behind any of several deals, each once."""
    return tuple({rule.id: rule for deal in deals for rule in unverified_rules(deal, rulebook)}.values())


def _behind(deal: Classified, rulebook: Rulebook) -> Iterator[Rule]:
    for decision in (deal.connection, deal.grouping, deal.decision):
        if decision and not _is_verified(decision):
            yield decision.rule
    for each in deal.obligations:
        if each.consequence.also_if_not_met:
            rule = rulebook.rule(each.consequence.also_if_not_met)
            if rule.compared_on is None:
                yield rule


def _is_verified(decision: Decision) -> bool:
    return decision.rule.is_verified(decision.version)
