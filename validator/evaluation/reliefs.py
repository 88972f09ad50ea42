"""Reliefs: tables that may only lighten what another table decides; the lightest outcome of all of them governs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.evaluation.engine import Engine
    from validator.evaluation.records import Decider, Decision
    from validator.facts.subject import Subject


def reliefs_of(engine: Engine, decides: str, deal: Subject) -> tuple[Decision, ...]:
    """Decide every table that relieves a decision, for a deal.

    A table for each category speaks of a deal of that one category: what exempts a single transaction says nothing
    of several that are treated as one. An exemption that was not in force on the day relieves nothing.
    """
    return tuple(_reliefs(engine, decides, deal))


def _reliefs(engine: Engine, decides: str, deal: Subject) -> Iterator[Decision]:
    for rule in engine.rulebook.rules.values():
        if rule.relieves != decides or rule.version_on(deal.on) is None:
            continue
        if rule.scope == deal.scope:
            yield engine.decide(rule, deal)
        elif len(deal.members) == 1:
            yield engine.decide(rule, deal.members[0])


def lightest_possible(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Give the outcomes that may govern, lightest first: none heavier than the worst that the lightest table allows."""
    outcomes = decisions[0].rule.outcomes
    ranks = [[outcomes.index(outcome) for outcome in decision.possible] for decision in decisions]
    heaviest = min(map(max, ranks))
    return tuple(
        outcome for rank, outcome in enumerate(outcomes) if rank <= heaviest and any(rank in own for own in ranks)
    )


def beside(decision: Decision, others: Sequence[Decision]) -> Decision:
    """Give an open decision with what it leads to in the end: no outcome heavier than the others allow.

    An exemption that fails leaves a deal to the size test; to say that it is then not exempt would be wrong.
    """
    outcomes = decision.rule.outcomes
    rest = [outcomes.index(outcome) for outcome in lightest_possible(others)] if others else [len(outcomes) - 1]

    def leads_to(found: Sequence[str]) -> tuple[str, ...]:
        ranks = {min(outcomes.index(outcome), rank) for outcome in found for rank in rest}
        return tuple(outcomes[rank] for rank in sorted(ranks))

    deciders = tuple(replace(part, outcomes=leads_to(part.outcomes)) for part in decision.deciders)
    return replace(decision, possible=leads_to(decision.possible), deciders=deciders)


def governing(decisions: Sequence[Decision]) -> Decision:
    """Give the decision to cite: the first that gives the outcome, or the first that keeps it open."""
    possible = lightest_possible(decisions)
    if len(possible) == 1:
        return next(decision for decision in decisions if decision.outcome == possible[0])
    return next(decision for decision in decisions if not decision.is_decided)


def merged(parts: Sequence[Decider], possible: Sequence[str]) -> tuple[Decider, ...]:
    """Join what several tables say of the same range of the same fact, and leave out what settles nothing.

    Each table allows for everything that the others leave open, so that only what all of them allow is possible.
    """
    found: dict[tuple[tuple[str, str], str], Decider] = {}
    for part in parts:
        earlier = found.setdefault((part.fact.key, part.range), part)
        allowed = tuple(outcome for outcome in earlier.outcomes if outcome in part.outcomes)
        found[(part.fact.key, part.range)] = replace(earlier, outcomes=allowed)
    return tuple(part for part in found.values() if len(part.outcomes) < len(possible))
