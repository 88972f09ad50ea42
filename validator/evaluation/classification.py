"""Classify every category by itself, with those it must be added to, and with those the Exchange may add."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from validator.evaluation.reliefs import beside, governing, lightest_possible, merged, reliefs_of
from validator.facts.fact import known, unknown
from validator.facts.subject import Subject
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.evaluation.engine import Engine
    from validator.evaluation.records import Decider, Decision, Obligation
    from validator.rulebook.model import Rule

# The names of the decisions that a rulebook must offer so that agreements can be classified.
CONNECTION, TIER, AGGREGATION = "connection", "de_minimis_tier", "aggregation"


@dataclass(frozen=True)
class Classified:
    """One deal with its connection, its tier and what follows. `grouping` is the decision that joined its members.

    `size` is the size test, `reliefs` the exemptions beside it; `decision` is the one of them that governs. What other
    tables make of the deal, such as the class of a notifiable transaction, stands `alongside`.
    """

    deal: Subject
    connection: Decision
    size: Decision
    reliefs: tuple[Decision, ...]
    obligations: tuple[Obligation, ...]
    alongside: tuple[Decision, ...] = ()
    grouping: Decision | None = None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Give the size test and the exemptions, in the order in which they are cited."""
        return (self.size, *self.reliefs)

    @property
    def decision(self) -> Decision:
        """Give the decision that governs, or the first that keeps the tier open."""
        return governing(self.decisions)

    @property
    def possible(self) -> tuple[str, ...]:
        """Give the tiers that the decisions leave possible, lightest first."""
        return lightest_possible(self.decisions)

    @property
    def undecided(self) -> tuple[Decision, ...]:
        """Give the decisions that keep the tier open, each with the tiers to which it leads beside the others."""
        if len(self.possible) == 1:
            return ()
        return tuple(
            beside(each, [other for other in self.decisions if other is not each])
            for each in self.decisions
            if not each.is_decided
        )

    @property
    def deciders(self) -> tuple[Decider, ...]:
        """Give what would decide the tier: each range once, with what all tables together leave possible in it."""
        return merged([part for each in self.undecided for part in each.deciders], self.possible)

    @property
    def members(self) -> Sequence[Subject]:
        """Give the categories of the deal."""
        return self.deal.members

    @property
    def is_connected(self) -> bool:
        """Tell whether the counterparty is connected for certain, be it at a level that is still open."""
        return self.connection.rule.outcomes[0] not in self.connection.possible

    @property
    def tier(self) -> str | None:
        """Give the tier; None while it is undecided, or it is open whether there is a connection at all."""
        return self.decision.outcome if self.is_connected else None


@dataclass(frozen=True)
class Classification:
    """All deals of a workspace. `groupings` names how deals may be grouped, the loosest first; the last one binds."""

    individual: tuple[Classified, ...]
    groups: tuple[Classified, ...]
    not_connected: tuple[Subject, ...]
    groupings: tuple[str, ...]

    @property
    def aggregated(self) -> tuple[Classified, ...]:
        """Give the groups that are treated as one transaction."""
        return tuple(group for group in self.groups if _outcome(group) == self.groupings[-1])

    @property
    def deals(self) -> tuple[Classified, ...]:
        """Give what is classified: every category by itself, then the groups treated as one transaction."""
        return (*self.individual, *self.aggregated)

    @property
    def possible(self) -> tuple[Classified, ...]:
        """Give the groups that the Exchange may add together, the likelier first."""
        found = [group for group in self.groups if _outcome(group) != self.groupings[-1]]
        return tuple(sorted(found, key=lambda group: -self.groupings.index(str(_outcome(group)))))

    def of(self, category: Subject) -> tuple[Classified, ...]:
        """Give the deals that bind a category: itself, and the groups it is added to."""
        own = [deal for deal in self.individual if deal.members[0].id == category.id]
        return (*own, *(group for group in self.aggregated if category.id in {part.id for part in group.members}))

    def governing(self, category: Subject) -> Classified | None:
        """Give the deal whose tier governs a category: the heaviest; an undecided one unless another is heaviest."""
        deals = self.of(category)
        if not deals:
            return None
        outcomes = deals[0].decision.rule.outcomes
        return max(deals, key=lambda deal: outcomes.index(deal.tier) if deal.tier else len(outcomes) - 1.5)

    def possible_tiers(self, category: Subject) -> tuple[str, ...]:
        """Give the tiers that may still govern a category: between the lightest and the heaviest its deals allow."""
        deals = self.of(category)
        if not deals:
            return ()
        outcomes = deals[0].decision.rule.outcomes
        ranks = [[outcomes.index(tier) for tier in deal.possible] for deal in deals]
        return outcomes[max(map(min, ranks)) : max(map(max, ranks)) + 1]

    def changed_by(self, group: Classified) -> tuple[Classified, ...]:
        """Give the members of a group, each by itself, whose own tier is lighter than that of the group."""
        if group.tier is None:
            return ()
        rank = group.decision.rule.outcomes.index
        own = (deal for deal in self.individual if deal.members[0] in group.members)
        return tuple(deal for deal in own if deal.tier and rank(deal.tier) < rank(group.tier))


def _outcome(group: Classified) -> str | None:
    if group.grouping is None:
        return None
    return group.grouping.outcome or group.grouping.possible[-1]


def classify(engine: Engine, categories: Sequence[Subject]) -> Classification:
    """Classify the categories of a workspace (the contract view), and teach the engine each one's governing tier."""
    connected = [category for category in categories if _connection(engine, category).outcome != _unconnected(engine)]
    individual = tuple(_classified(engine, (category,)) for category in connected)
    rule = engine.rulebook.deciding(AGGREGATION)
    added = [deal.members[0] for deal in individual if not _exempt_by_kind(deal)]
    groupings = rule.outcomes[1:]  # the lightest outcome leaves deals apart
    groups = tuple(group for outcome in groupings for group in _groups(engine, added, outcome))
    left_out = tuple(category for category in categories if category not in connected)
    return Classification(individual, groups, left_out, groupings)


def learn_tiers(engine: Engine, classification: Classification, categories: Sequence[Subject]) -> None:
    """Let rules read `category.tier` for subjects of the same ids in any view."""
    for category in categories:
        governing = classification.governing(category)
        tier = governing.tier if governing else None
        fact = known("tier", tier) if tier else unknown("tier", "its tier is undecided or it is not connected")
        possible = () if tier else classification.possible_tiers(category)
        engine.resolver.learn("category.tier", category, replace(fact, possible=possible))


def _connection(engine: Engine, category: Subject) -> Decision:
    counterparty = category.within("counterparty")
    assert counterparty is not None  # noqa: S101  # every category has one
    return engine.decide(engine.rulebook.deciding(CONNECTION), counterparty)


def _unconnected(engine: Engine) -> str:
    return engine.rulebook.deciding(CONNECTION).outcomes[0]


def _classified(engine: Engine, members: tuple[Subject, ...], grouping: Decision | None = None) -> Classified:
    newest = max(members, key=lambda member: member.on)
    counterparty = newest.within("counterparty")
    label = members[0].label if len(members) == 1 else _joined(members)
    deal = Subject(
        "deal", " + ".join(part.id for part in members), newest.on, label=label, parent=counterparty, members=members
    )
    size, reliefs = engine.decide(engine.rulebook.deciding(TIER), deal), reliefs_of(engine, TIER, deal)
    follows = engine.obligations(size.rule, deal, lightest_possible((size, *reliefs)))
    beside = tuple(engine.decide(rule, deal) for rule in _alongside(engine, deal))
    return Classified(deal, _connection(engine, newest), size, reliefs, follows, beside, grouping)


def _alongside(engine: Engine, deal: Subject) -> Iterator[Rule]:
    for rule in engine.rulebook.of_kind("table"):
        if rule.scope == deal.scope and rule.decides != TIER and not rule.relieves and rule.version_on(deal.on):
            yield rule


def _exempt_by_kind(deal: Classified) -> bool:
    """Tell whether the kind of the transaction, not its size, exempts it wholly: it is then added to no other."""
    return any(relief.outcome == relief.rule.outcomes[0] for relief in deal.reliefs)


def told_apart(members: Sequence[Subject]) -> tuple[Text, ...]:
    """Give the names of types of transaction, with their agreement where another one is called alike."""
    count = Counter(part.label for part in members)
    return tuple(part.label if count[part.label] == 1 else _with_agreement(part) for part in members)


def _with_agreement(category: Subject) -> Text:
    around = category.within("agreement")
    name = around.label if around else Text(category.id, category.id)
    return Text(f"{category.label.en} ({name.en})", f"{category.label.zh_hant}（{name.zh_hant}）")


def _joined(members: Sequence[Subject]) -> Text:
    *others, last = told_apart(members)
    return Text(
        " and ".join(filter(None, (", ".join(each.en for each in others), last.en))),
        "及".join(filter(None, ("、".join(each.zh_hant for each in others), last.zh_hant))),
    )


def _groups(engine: Engine, categories: Sequence[Subject], outcome: str) -> list[Classified]:
    """Join all categories of which some chain of pairs is added at least as surely as `outcome` says."""
    rule = engine.rulebook.deciding(AGGREGATION)
    least = rule.outcomes.index(outcome)
    together: list[set[str]] = []
    reasons: list[tuple[set[str], Decision]] = []
    for one, other in combinations(categories, 2):
        decision = aggregation_of(engine, one, other)
        if decision and rule.outcomes.index(decision.outcome or decision.possible[-1]) >= least:
            joined = {one.id, other.id}.union(*(group for group in together if group & {one.id, other.id}))
            together = [group for group in together if not group & joined] + [joined]
            if (decision.outcome or decision.possible[-1]) == outcome:
                reasons.append(({one.id, other.id}, decision))
    found = []
    for group in together:
        grouping = next((decision for pair, decision in reasons if pair <= group), None)
        if grouping:
            found.append(_classified(engine, tuple(part for part in categories if part.id in group), grouping))
    return found


def aggregation_of(engine: Engine, one: Subject, other: Subject) -> Decision | None:
    """Decide whether two categories are added together; None where one of them has no counterparty."""
    newest = one if one.on > other.on else other
    parties = [found for category in (one, other) if (found := category.within("counterparty"))]
    if len(parties) != len((one, other)):
        return None
    given = {"parties_connected": engine.surroundings.linked(parties[0], parties[1])}
    pair = Subject(
        "pair",
        f"{one.id} + {other.id}",
        newest.on,
        parent=newest.within("counterparty"),
        members=(one, other),
        given=given,
    )
    return engine.decide(engine.rulebook.deciding(AGGREGATION), pair)
