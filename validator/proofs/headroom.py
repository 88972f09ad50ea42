"""How far a deal is from the next tier: the largest cap that keeps each tier, and the same backwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from validator.evaluation.reliefs import lightest_possible, reliefs_of
from validator.evaluation.solving import crossings
from validator.facts.conditions import like, rank
from validator.facts.exchange import currency_of
from validator.facts.fact import Bound, Fact, State, bounded, known
from validator.reading.quantities import Money, Scalar
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.checking import Evaluated
    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Decision
    from validator.facts.subject import Subject

AMOUNT = "deal.numerator"
BACKWARDS = ("issuer.total_assets", "issuer.revenue", "issuer.market_capitalisation")


@dataclass(frozen=True)
class Stretch:
    """A run of values of one figure in which the same tiers are possible; an end is None where it is open."""

    low: Bound | None
    high: Bound | None
    possible: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    """The largest amount up to which a tier (or a lighter one) is certain, and what is met there.

    `is_certain` is false where no amount, however small, makes the tier certain. Else `limit` is None where every
    amount keeps it, and `binding` names the facts that reach a threshold at the limit.
    """

    tier: str
    limit: Bound | None
    binding: tuple[str, ...]
    is_certain: bool = True

    @property
    def largest(self) -> Money | None:
        """Give the largest amount in whole cents that keeps the tier; None where every amount or none does."""
        if self.limit is None or not isinstance(self.limit.value, Money):
            return None
        cents = self.limit.value.amount * 100
        whole = ceil(cents) - 1 if not self.limit.inclusive else floor(cents)
        return Money(Fraction(whole, 100), self.limit.value.currency)


@dataclass(frozen=True)
class Headroom:
    """The room of one deal, and for each figure of the issuer the stretches in which the tier stays or changes."""

    deal: Classified
    present: Fact
    rooms: tuple[Room, ...]
    backwards: dict[str, tuple[Fact, tuple[Stretch, ...]]]


def headrooms(evaluated: Evaluated) -> Iterator[Headroom]:
    """Give the headroom of every category by itself and of every aggregated group."""
    for deal in evaluated.classification.deals:
        yield headroom(evaluated, deal)


def headroom(evaluated: Evaluated, deal: Classified) -> Headroom:
    """Vary the amount tested, then each figure of the issuer, with everything else as it is known."""
    present = evaluated.engine.resolver.fact(AMOUNT, deal.deal)
    amounts = _Varied(evaluated, deal, AMOUNT, deal.deal)
    stretches = amounts.stretches()
    rooms = tuple(_room(tier, stretches, amounts, deal) for tier in _kept_tiers(deal, stretches))
    backwards: dict[str, tuple[Fact, tuple[Stretch, ...]]] = {}
    issuer = deal.deal.within("issuer")
    for name in BACKWARDS if issuer and (present.is_known or present.state is State.BOUNDED) else ():
        if name in evaluated.rulebook.facts and issuer is not None:
            varied = _Varied(evaluated, deal, name, issuer)
            backwards[name] = (evaluated.engine.resolver.fact(name, issuer), tuple(varied.stretches()))
    return Headroom(deal, present, rooms, backwards)


def _kept_tiers(deal: Classified, stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """Give the tiers for which there can be room: all but the heaviest, which every amount keeps."""
    reached = {tier for stretch in stretches for tier in stretch.possible}
    return tuple(tier for tier in deal.size.rule.outcomes[:-1] if tier in reached)


def _room(tier: str, stretches: Sequence[Stretch], varied: _Varied, deal: Classified) -> Room:
    """Walk up from nothing while no tier heavier than the given one is possible."""
    allowed = set(deal.size.rule.outcomes[: deal.size.rule.outcomes.index(tier) + 1])
    kept: Stretch | None = None
    for stretch in stretches:
        if not set(stretch.possible) <= allowed:
            limit = kept.high if kept else None
            return Room(tier, limit, varied.binding(limit), is_certain=kept is not None)
        kept = stretch
    return Room(tier, None, (), is_certain=kept is not None)


class _Varied:
    """One figure of a deal taken as free, decided anew for every value at which anything could change."""

    def __init__(self, evaluated: Evaluated, deal: Classified, name: str, owner: Subject) -> None:
        self._evaluated, self._deal, self._name, self._owner = evaluated, deal, name, owner
        self._rule = deal.size.rule
        currency = currency_of(evaluated.engine.resolver.fact(name, owner)) or _currency_of_the_issuer(evaluated)
        nil = Bound(Money(Fraction(0), currency), inclusive=True)
        self._one = Money(Fraction(1), currency)
        self._crossings: dict[Fraction, tuple[Scalar, tuple[str, ...]]] = {}
        for free in self._decisions(replace(bounded(name, nil, None), place=owner.place)):
            self._cross(free)

    def _decisions(self, fact: Fact) -> tuple[Decision, ...]:
        engine, deal = self._evaluated.engine.afresh(), self._deal.deal
        engine.resolver.learn(self._name, self._owner, fact)
        return (engine.decide(self._rule, deal), *reliefs_of(engine, self._rule.decides, deal))

    def _cross(self, free: Decision) -> None:
        """Take every value at which a test of a table could change, with the facts that reach it there."""
        body = free.version.body
        for test in body.comparisons() if isinstance(body, TableBody) and free.inputs else ():
            if isinstance(test.limit, (Money, Fraction)):
                for value, name in crossings(free.inputs[test.fact], (self._name, self._owner.id), test.limit):
                    at, names = self._crossings.get(rank(value), (value, ()))
                    self._crossings[rank(value)] = (at, tuple(dict.fromkeys((*names, name))))

    def binding(self, limit: Bound | None) -> tuple[str, ...]:
        """Give the names of the facts that reach a threshold at a value."""
        return self._crossings.get(rank(limit.value), (None, ()))[1] if limit else ()

    def stretches(self) -> list[Stretch]:
        """Give the possible tiers over all values above nil, neighbours with the same tiers joined."""
        points = [self._crossings[key][0] for key in sorted(self._crossings) if key > 0]
        joined: list[Stretch] = []
        for low, high, sample in _cells(points, self._one):
            possible = lightest_possible(self._decisions(known(self._name, sample, subject=self._owner.id)))
            if joined and joined[-1].possible == possible:
                joined[-1] = Stretch(joined[-1].low, high, possible)
            else:
                joined.append(Stretch(low, high, possible))
        return joined


def _currency_of_the_issuer(evaluated: Evaluated) -> str:
    return str(evaluated.workspace.issuer.value["presentation_currency"])


def _cells(points: Sequence[Scalar], one: Scalar) -> Iterator[tuple[Bound | None, Bound | None, Scalar]]:
    """Give open intervals and points in turn, each with one exact sample; without points `one` stands for all."""
    if not points:
        yield None, None, one
    before: Scalar | None = None
    for point in points:
        start = rank(before) if before is not None else rank(point) * 0
        low = Bound(before, inclusive=False) if before is not None else None
        yield low, Bound(point, inclusive=False), like(point, (start + rank(point)) / 2)
        yield Bound(point, inclusive=True), Bound(point, inclusive=True), point
        before = point
    if before is not None:
        yield Bound(before, inclusive=False), None, like(before, rank(before) * 2)
