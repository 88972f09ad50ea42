"""The rings of one relation while they grow, step by step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.relations import ties
from validator.relations.links import HOLDER, Link, Ring, ring_of
from validator.relations.ties import View
from validator.rulebook.relations import SELF, Call, Kin, Office, Trustee, Votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.relations.walk import Walk
    from validator.rulebook.relations import RelationBody, RingStep


class Drawing:
    """The rings of one relation while they grow."""

    def __init__(self, walk: Walk, body: RelationBody, start: Ring, *, sure: bool, over: frozenset[str]) -> None:
        self._walk, self._body = walk, body
        self._view = View(walk.snapshot, sure)
        self._sure, self._over = sure, over
        self._rings: dict[str, Ring] = {SELF: start, **{step.name: {} for step in body.steps}}
        self._left_out: dict[tuple[str, ...], Ring] = {}

    def ring(self) -> Ring:
        """Draw until nothing is added, and give the rings that the relation gives."""
        while any(self._draw(step) for step in self._body.steps):
            pass
        found: Ring = {}
        for name in self._body.gives:
            for who, link in self._rings[name].items():
                # What a line of the register leaves open says more than what no line speaks of.
                told = who in found and (self._sure or found[who].nodes or not link.nodes)
                if not told:
                    found[who] = link
        return found

    def _draw(self, step: RingStep) -> bool:
        ring, grew = self._rings[step.name], False
        changed = True
        while changed:
            changed = False
            for link in self._tied(step):
                if link.who not in ring and self._fits(step, link.who):
                    ring[link.who] = replace(link, cite=step.cite, label=step.label)
                    changed = grew = True
        return grew

    def _named(self, names: tuple[str, ...], *, sure: bool) -> Ring:
        found: Ring = {}
        for name in names:
            ring = self._rings[name] if name in self._rings else self._walk.base(name, sure=sure)
            for who, link in ring.items():
                found.setdefault(who, link)
        return found

    def _fits(self, step: RingStep, who: str) -> bool:
        if step.within and who not in self._named(step.within, sure=self._sure):
            return False
        return who not in self._outside(step.outside) and not self._is_excepted(step, who)

    def _outside(self, names: tuple[str, ...]) -> Ring:
        """Give the rings left out as the other reading draws them: in the sure one all who may be in them."""
        if names not in self._left_out:
            other = Drawing(self._walk, self._body, self._rings[SELF], sure=not self._sure, over=self._over)
            for step in self._body.steps:
                if step.name in names:
                    other._draw(step)
            self._left_out[names] = other._named(names, sure=not self._sure)
        return self._left_out[names]

    def _is_excepted(self, step: RingStep, who: str) -> bool:
        if step.unless is None:
            return False
        all_rings = self._named(tuple(self._rings), sure=self._sure)
        holders = {each: link for each, link in all_rings.items() if each != who}
        counted = self._walk.counted(step.unless, holders, who, sure=self._sure, over=self._over)
        if self._sure:
            self._walk.note(step.unless, holders, counted, who, carve_out=True)
        return counted.excepted(step.unless.enough, sure=self._sure)

    def _tied(self, step: RingStep) -> list[Link]:
        members = self._named(step.of, sure=self._sure)
        tie = step.tie
        if isinstance(tie, Kin):
            return list(ties.relatives(self._view, tie, members))
        if isinstance(tie, Office):
            return list(ties.officers(self._view, tie, members))
        if isinstance(tie, Trustee):
            return list(ties.trustees(self._view, tie, members))
        if isinstance(tie, Call):
            return list(self._called(tie, members))
        return list(self._voted(tie, members, self._rings[step.name]))

    def _voted(self, tie: Votes, members: Ring, own: Ring) -> Iterator[Link]:
        if not members:
            return
        for company in self._walk.snapshot.companies:
            if company in self._over or company in own:
                continue
            link = self._walk.voting(tie, members, company, own, sure=self._sure, over=self._over)
            if link is not None:
                yield link

    def _called(self, tie: Call, members: Ring) -> Iterator[Link]:
        over = self._over | self._walk.passed(tie.apart_from, sure=self._sure)
        if tie.backwards:
            yield from self._backwards(tie, members, over)
        elif members:
            start = {who: link for who, link in members.items() if who not in over}
            yield from self._walk.given(tie.relation, start, sure=self._sure, over=over).values()

    def _backwards(self, tie: Call, members: Ring, over: frozenset[str]) -> Iterator[Link]:
        for who in self._walk.snapshot.companies:
            if who in over or who in members:
                continue
            found = self._walk.given(tie.relation, ring_of((who,)), sure=self._sure, over=over)
            for member, origin in members.items():
                if member in found:
                    yield _turned(found[member], who, origin)
                    break


def _turned(line: Link, who: str, origin: Link) -> Link:
    """Give the link to a holder from the link by which it holds a member: the chain of holdings stays as it is."""
    facts = tuple(line.lines())
    nodes = tuple(node for link in line.chain() for node in link.nodes)
    return Link(who, HOLDER, nodes, facts=facts, before=(origin,), total=line.total)
