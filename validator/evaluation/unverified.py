"""Which rules behind a classification nobody has yet held against their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluation.classification import Classified
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule


def unverified_rules(deal: Classified, rulebook: Rulebook) -> tuple[Rule, ...]:
    """Give the rules without a day of comparison that a deal rests on, each once."""
    found = {rule.id: rule for rule in _behind(deal, rulebook) if rule.compared_on is None}
    return tuple(found.values())


def _behind(deal: Classified, rulebook: Rulebook) -> Iterator[Rule]:
    yield deal.connection.rule
    if deal.grouping:
        yield deal.grouping.rule
    yield deal.decision.rule
    for each in deal.obligations:
        if each.consequence.also_if_not_met:
            yield rulebook.rule(each.consequence.also_if_not_met)
