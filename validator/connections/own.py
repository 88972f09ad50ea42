"""How somebody stands by own votes and offices: at one company, and in the subsidiaries taken together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.connections.grounds import Ground, truth
from validator.facts.arithmetic import highest_of
from validator.facts.fact import Fact, State, interval, known
from validator.reading.quantities import DateRange
from validator.reading.text import Text
from validator.relations.links import VOTES, Link, graft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.relations.walk import Walk

# The relations that a rulebook must offer so that votes and offices can be read from a register.
VOTING, OFFICER, FORMER, CONTROLLED = "voting", "officer", "former_officer", "majority_controlled"
IN_VOTES, IN_OFFICE, LEFT = "voting_interest_in", "officer_of", "since_leaving_the_board_of"
Facts = dict[str, Fact]


@dataclass(frozen=True)
class Standing:
    """How somebody stands at one company, as facts of a level, with the grounds that they give."""

    facts: Facts
    grounds: tuple[Ground, ...]


def nothing_at(level: str, why: str) -> Facts:
    """Give the facts of somebody who stands nowhere at a level."""
    reason = Text(why)
    names = (IN_VOTES, IN_OFFICE, LEFT)
    return {f"{name}_{level}": Fact(name, State.NOT_APPLICABLE, reason=reason) for name in names}


def standing_at(walk: Walk, who: str, company: str, level: str) -> Standing:
    """Give how somebody stands at a company of the group; where it may be none, nothing of it is sure."""
    if company not in walk.snapshot.entries or who == company:
        return Standing(nothing_at(level, "it is the company itself"), ())
    officers, former = (walk.reach(relation, (company,)) for relation in (OFFICER, FORMER))
    votes = walk.votes(VOTING, who, company)
    facts = {
        f"{IN_VOTES}_{level}": votes,
        f"{IN_OFFICE}_{level}": truth(IN_OFFICE, officers.standing(who), officers.link(who)),
        f"{LEFT}_{level}": _left(walk, who, company),
    }
    is_group = walk.group.standing(company)
    if is_group is None:
        facts = {name: _if_subsidiary(fact, company) for name, fact in facts.items()}
    root = walk.group.link(company) or Link(company)
    links = [(f"{IN_VOTES}_{level}", _voting_link(walk, who, company, votes), bool(_least(votes)))]
    links += [(f"{IN_OFFICE}_{level}", officers.link(who), who in officers.sure)]
    links += [(f"{LEFT}_{level}", former.link(who), who in former.sure)]
    grounds = (
        Ground(name, sure and is_group is True, graft(link, {company: root})) for name, link, sure in links if link
    )
    return Standing(facts, tuple(grounds))


def _least(votes: Fact) -> object:
    low, _ = interval(votes)
    return low.value if low else None


def _voting_link(walk: Walk, who: str, company: str, votes: Fact) -> Link | None:
    """Give the link from somebody to the company by the holdings that count; None where there are none."""
    _, high = interval(votes)
    if high is not None and not high.value:
        return None
    lines = tuple(votes.leaves()) if votes.operands else ()
    ties = [tie for tie in walk.snapshot.holdings.get(company, ()) if tie.fact in lines]
    controlled = walk.reach(CONTROLLED, (who,))
    before = tuple(controlled.link(tie.who) or Link(tie.who) for tie in ties) or (Link(who),)
    nodes = tuple(tie.node for tie in ties)
    return Link(company, VOTES, nodes, facts=lines, before=(*before, Link(company)), total=votes)


def _left(walk: Walk, who: str, company: str) -> Fact:
    """Give the days since somebody left the board, the shortest where it was left more than once."""
    reached = walk.reach(FORMER, (company,))
    link = reached.link(who)
    if link is None:
        return Fact(LEFT, State.NOT_APPLICABLE, reason=Text("never a director"))
    if who not in reached.sure:
        return truth(LEFT, None, link)
    ended = (tie for tie in walk.snapshot.left if (tie.who, tie.other, tie.word) == (who, company, link.word))
    return replace(min((tie.fact for tie in ended), key=_length), name=LEFT)


def _if_subsidiary(fact: Fact, company: str) -> Fact:
    if fact.state is State.NOT_APPLICABLE or fact.value is False:
        return fact
    reason = Text(f"whether {company} is a subsidiary is open")
    return Fact(fact.name, State.UNKNOWN, reason=reason, place=fact.place, operation="walk")


def joined(below: Sequence[Mapping[str, Fact]]) -> Facts:
    """Give how somebody stands in several subsidiaries: the most votes, any office, the board left last."""
    if not below:
        return nothing_at("subsidiary", "stands in no subsidiary")
    votes, office, left = ([facts[f"{name}_subsidiary"] for facts in below] for name in (IN_VOTES, IN_OFFICE, LEFT))
    return {
        f"{IN_VOTES}_subsidiary": highest_of(IN_VOTES, votes),
        f"{IN_OFFICE}_subsidiary": _any(office),
        f"{LEFT}_subsidiary": _latest(left),
    }


def _any(facts: Iterable[Fact]) -> Fact:
    listed = list(facts)
    held = next((fact for fact in listed if fact.value is True), None)
    return held or next((fact for fact in listed if fact.is_open), None) or known(IN_OFFICE, value=False)


def _latest(facts: Sequence[Fact]) -> Fact:
    """Give the shortest run of days; one that is open may be shorter than all others."""
    still_open = next((fact for fact in facts if fact.is_open), None)
    return still_open or min(_with_days(facts), key=_length, default=facts[0])


def _with_days(facts: Sequence[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if isinstance(fact.value, DateRange))


def _length(fact: Fact) -> int:
    assert isinstance(fact.value, DateRange)  # noqa: S101  # asked only of runs of days
    return (fact.value.last - fact.value.first).days
