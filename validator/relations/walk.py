"""Draw the rings of a relation in a register: the least rings that its steps ask for.

Each relation is walked twice: once over what the register surely says, once over all that it leaves possible. A ring
only ever grows and the entries are finite, so that circles of holdings end; entries are taken in the order of the
file, so that the same register always gives the same links.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from validator.facts.conditions import comparisons_of
from validator.facts.fact import Fact, bounded, unknown
from validator.reading.text import Text
from validator.relations.drawing import Drawing
from validator.relations.links import BOARD, VOTES, Link, Ring, graft, ring_of
from validator.relations.votes import Counted, controls_board, count_votes, total_of
from validator.rulebook.relations import ITSELF, Votes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from validator.relations.register import Snapshot
    from validator.rulebook.load import Rulebook
    from validator.rulebook.relations import RelationBody

SUBSIDIARY = "subsidiary"  # the relation that makes the issuer a group
_Key = tuple[str, frozenset[str], bool, frozenset[str]]


@dataclass(frozen=True)
class Surrounding:
    """The rings around a register that are not worked out by relations alone: who is connected, and who may be."""

    sure: Mapping[str, Link] = field(default_factory=dict)
    maybe: Mapping[str, Link] = field(default_factory=dict)


@dataclass(frozen=True)
class Reached:
    """Those whom a relation gives: surely, and all who may be, each with the link that brought them."""

    sure: Ring
    maybe: Ring

    def __contains__(self, who: object) -> bool:
        return who in self.maybe

    def standing(self, who: str) -> bool | None:
        """Tell whether somebody is reached: yes, no, or None where the register leaves it open."""
        return True if who in self.sure else None if who in self.maybe else False

    def link(self, who: str) -> Link | None:
        """Give the link that brought somebody, the sure one before one that may be."""
        return self.sure.get(who) or self.maybe.get(who)


@dataclass(frozen=True)
class Measured:
    """Votes that some entries surely have in a company, as they were held against lines."""

    holders: frozenset[str]
    company: str
    low: Fraction
    lines: tuple[Fraction, ...]
    carve_out: bool = False


class Walk:
    """Walks relations of a rulebook over a register as of a day. Every relation is walked once for a start."""

    def __init__(self, rulebook: Rulebook, snapshot: Snapshot, connected: Surrounding | None = None) -> None:
        self.rulebook, self.snapshot = rulebook, snapshot
        self._connected = connected or Surrounding()
        self._done: dict[_Key, Ring] = {}
        self.measured: dict[Measured, None] = {}
        self._know_the_group()

    def _know_the_group(self) -> None:
        """Take what the group holds to be listed in full: an issuer knows its own subsidiaries."""
        issuer = self.snapshot.register.issuer
        if issuer in self.snapshot.entries and not self.snapshot.in_full:
            group = {issuer, *self.given(SUBSIDIARY, ring_of((issuer,)), sure=True)}
            self.snapshot = replace(self.snapshot, in_full=frozenset(group))
            self._done.clear()

    def around(self, connected: Surrounding) -> Walk:
        """Give a walk over the same register with others connected with the issuer."""
        return Walk(self.rulebook, self.snapshot, connected)

    def reach(self, relation: str, start: Collection[str]) -> Reached:
        """Give those in a relation to some entries together."""
        sure, maybe = (self.given(relation, ring_of(tuple(start)), sure=sure) for sure in (True, False))
        others = {who: link for who, link in {**maybe, **sure}.items() if who not in start}
        return Reached({who: link for who, link in others.items() if who in sure}, others)

    def votes(self, relation: str, holder: str, company: str) -> Fact:
        """Give the votes of a holder in a company, counted as the votes step of a relation counts them."""
        body = next(self._bodies(relation), None)
        tie = next((step.tie for step in body.steps if isinstance(step.tie, Votes)), None) if body else None
        if tie is None:
            return unknown(
                "entry.votes", "no rule in force says how votes are counted", subject=f"{holder} in {company}"
            )
        low, high = (self._count(tie, ring_of((holder,)), company, {}, sure=sure)[0] for sure in (True, False))
        facts = tuple(dict.fromkeys((*low.total.operands, *high.total.operands)))
        if high.high.value == 1 and not low.low.value:  # any votes at all: nothing bounds them
            reason = next((fact.reason for fact in facts if fact.reason), Text("what is held is not stated"))
            return replace(unknown("entry.votes", reason), operation="votes", operands=facts)
        made = bounded("entry.votes", low.low, high.high)
        return replace(made, operation="votes" if facts else "", operands=facts)

    @cached_property
    def group(self) -> Reached:
        """Give the issuer and its subsidiaries."""
        issuer = self.snapshot.register.issuer
        if issuer not in self.snapshot.entries:
            return Reached({}, {})
        below = self.reach(SUBSIDIARY, (issuer,))
        own = {issuer: Link(issuer)}
        return Reached({**own, **below.sure}, {**own, **below.maybe})

    def given(self, relation: str, start: Ring, *, sure: bool, over: frozenset[str] = frozenset()) -> Ring:
        """Give the ring of a relation in one reading; `over` are entries that votes are not counted through."""
        key = (relation, frozenset(start), sure, over)
        if key not in self._done:
            self._done[key] = {}
            found: Ring = {}
            for body in self._bodies(relation):
                own = {who: link for who, link in start.items() if self._starts(body, who)}
                if own:
                    drawn = Drawing(self, body, ring_of(tuple(own)), sure=sure, over=over).ring()
                    found = {**drawn, **found}
            self._done[key] = found
        return {who: graft(link, start) for who, link in self._done[key].items()}

    def _bodies(self, relation: str) -> Iterator[RelationBody]:
        for rule in self.rulebook.relations(relation):
            version = rule.version_on(self.snapshot.day)
            if version is not None:
                yield version.body  # type: ignore[misc]  # a relation has the body of one

    def _starts(self, body: RelationBody, who: str) -> bool:
        entry = self.snapshot.entries.get(who)
        if entry is None:
            return False
        return body.starts_from == "anybody" or (body.starts_from == "individuals") is entry.is_person

    def base(self, name: str, *, sure: bool) -> Ring:
        """Give one of the rings around the issuer."""
        issuer = self.snapshot.register.issuer
        if name == "issuer":
            return ring_of((issuer,)) if issuer in self.snapshot.entries else {}
        if name == "group":
            return dict(self.group.sure if sure else self.group.maybe)
        return dict(self._connected.sure if sure else {**self._connected.maybe, **self._connected.sure})

    def _count(
        self, tie: Votes, holders: Ring, company: str, own: Ring, *, sure: bool, over: frozenset[str] = frozenset()
    ) -> tuple[Counted, Ring]:
        passed = over | self.passed(tie.apart_from, sure=sure)
        start = {who: link for who, link in holders.items() if who not in passed}
        through = {} if not tie.through or not start else own
        if tie.through not in {"", ITSELF}:
            through = self.given(tie.through, start, sure=sure, over=passed)
        counting = {**through, **start}
        return count_votes(self.snapshot, company, tuple(counting), tie.leave_out, passed), counting

    def counted(self, tie: Votes, holders: Ring, company: str, *, sure: bool, over: frozenset[str]) -> Counted:
        """Count the votes of some entries in a company."""
        return self._count(tie, holders, company, {}, sure=sure, over=over)[0]

    def passed(self, rings: tuple[str, ...], *, sure: bool) -> frozenset[str]:
        """Give who is passed over: in the sure reading all who may be in the rings, in the other only who surely is."""
        return frozenset(who for name in rings for who in self.base(name, sure=not sure))

    def note(self, tie: Votes, holders: Ring, counted: Counted, company: str, *, carve_out: bool = False) -> None:
        """Remember that votes were held against a line."""
        lines = tuple(each.limit for each in comparisons_of(tie.enough) if isinstance(each.limit, Fraction))
        low = counted.low.value
        if isinstance(low, Fraction) and low > 0:
            self.measured[Measured(frozenset(holders), company, low, lines, carve_out)] = None

    def voting(
        self, tie: Votes, holders: Ring, company: str, own: Ring, *, sure: bool, over: frozenset[str]
    ) -> Link | None:
        """Give the link by which holders have enough votes in a company, or most of its board; None where not."""
        counted, counting = self._count(tie, holders, company, own, sure=sure, over=over)
        if sure:
            self.note(tie, holders, counted, company)
        if counted.enough(tie.enough, sure=sure):
            before = tuple(counting[line.who] for line in counted.lines)
            facts = (*(line.fact for line in counted.lines), *counted.open)
            origin = before or tuple(holders.values())[:1]
            nodes = tuple(line.node for line in counted.lines)
            return Link(company, VOTES, nodes, facts=facts, before=origin, total=total_of(counted.lines))
        if tie.or_board:
            board = controls_board(self.snapshot, company, tuple(counting))
            if board.answer or (board.answer is None and not sure):
                nodes, facts = (board.node,) if board.node else (), (board.fact,) if board.fact else ()
                return Link(company, BOARD, nodes, facts=facts, before=(counting[board.by],))
        return None
