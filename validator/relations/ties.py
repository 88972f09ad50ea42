"""Who is tied to whom by family, office or trust; surely, or as far as the register leaves it open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, known, unknown
from validator.facts.stated import fact_from_node
from validator.reading.quantities import DateRange
from validator.relations.answers import answer
from validator.relations.links import KIN, OFFICE, TRUSTEE, Link
from validator.relations.register import FAMILY, OFFICES, TRUSTS
from validator.rulebook.relations import AGE, SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reading.document import Node
    from validator.relations.links import Ring
    from validator.relations.register import Snapshot, Tied
    from validator.rulebook.relations import Kin, Office, Trustee


@dataclass(frozen=True)
class View:
    """One of the two readings of a register: only what is `sure`, or all that may be."""

    snapshot: Snapshot
    sure: bool

    def takes(self, answer: bool | None) -> bool:
        """Tell whether an answer counts in this reading."""
        return answer is True if self.sure else answer is not False


def relatives(view: View, kin: Kin, members: Ring) -> Iterator[Link]:
    """Give the family of the members, of the kin and age asked for."""
    for member, origin in members.items():
        if not view.snapshot.entries[member].is_person:
            continue
        for who in view.snapshot.persons:
            if who != member and (found := _relative(view, kin, member, who)):
                facts, word, nodes = found
                yield Link(who, KIN, nodes, word, facts=facts, before=(origin,))


def _relative(view: View, kin: Kin, member: str, who: str) -> tuple[tuple[Fact, ...], str, tuple[Node, ...]] | None:
    """Give what is known of a relative, the kin, and the line that says so; None where the two are not so related."""
    stated = view.snapshot.family.get((member, who), ()), view.snapshot.family.get((who, member), ())
    fitting = [tie for tie in stated[0] if tie.word in kin.words], [tie for tie in stated[1] if tie.word in kin.whose]
    line = next((tie for ties in fitting for tie in ties), None)
    if line is None and (any(stated) or _family_is_known(view, member, who)):
        return None
    facts = (line.fact,) if line else _unstated(view, FAMILY, member, f"{_name(view, who)} is family of")
    word = line.word if line in fitting[0] and line else kin.words[0]
    aged, fact = _of_age(view, kin, who)
    held = aged if line else None if aged is not False else False
    if not view.takes(held):
        return None
    return (*facts, *((fact,) if fact else ())), word, (line.node,) if line else ()


def _family_is_known(view: View, one: str, other: str) -> bool:
    return view.snapshot.complete(one, "family") or view.snapshot.complete(other, "family")


def _of_age(view: View, kin: Kin, who: str) -> tuple[bool | None, Fact | None]:
    """Hold the age against the line. Days are counted from the day after birth, so that a birthday ends a year."""
    if kin.age is None:
        return True, None
    node = view.snapshot.entries[who].node.get("born_on")
    day = view.snapshot.day
    if node is None:
        place = view.snapshot.entries[who].node.key_place
        return None, unknown(AGE, f"the date of birth of {_name(view, who)} is not stated", place=place, subject=who)
    born = fact_from_node(AGE, node, "date", who)
    if not isinstance(born.value, date):
        return None, born
    first = min(born.value + timedelta(days=1), day)
    age = known(AGE, DateRange(first, day), place=node.place, subject=who)
    return answer(kin.age, age), age


def officers(view: View, office: Office, members: Ring) -> Iterator[Link]:
    """Give those in office at the members, or those who have left it."""
    tagged, flag = _issuer_is(view, office)
    if tagged is False or not view.takes(tagged):
        return
    lines = view.snapshot.left if office.ended else view.snapshot.offices
    for tie in lines:
        if tie.other in members and tie.word in office.words:
            yield Link(tie.who, OFFICE, (tie.node,), tie.word, facts=(tie.fact, *flag), before=(members[tie.other],))
    if not view.sure:
        yield from _unlisted_officers(view, office, members, lines)


def _issuer_is(view: View, office: Office) -> tuple[bool | None, tuple[Fact, ...]]:
    if not office.issuer_is:
        return True, ()
    entry = view.snapshot.entries.get(view.snapshot.register.issuer)
    fact = entry.flag(office.issuer_is) if entry else unknown(office.issuer_is, "the issuer has no entry")
    return (fact.value is True if fact.is_known else None), (fact,)


def _unlisted_officers(view: View, office: Office, members: Ring, lines: tuple[Tied, ...]) -> Iterator[Link]:
    for company, origin in members.items():
        if view.snapshot.complete(company, "officers"):
            continue
        listed = {tie.who for tie in lines if tie.other == company}
        for who in view.snapshot.entries:
            if who not in listed and who != company and not view.snapshot.complete(who, "offices"):
                facts = _unstated(view, OFFICES, company, f"{_name(view, who)} is an officer of")
                yield Link(who, OFFICE, word=office.words[0], facts=facts, before=(origin,))


def trustees(view: View, trustee: Trustee, members: Ring) -> Iterator[Link]:
    """Give the trustees of trusts in which a member has one of the places."""
    listed: set[tuple[str, str]] = set()
    for tie in view.snapshot.trusts:
        if tie.other not in members or tie.word not in trustee.places:
            continue
        listed.add((tie.who, tie.other))
        counts, facts = _counts(trustee, tie)
        if view.takes(counts):
            yield Link(tie.who, TRUSTEE, (tie.node,), tie.word, facts=(tie.fact, *facts), before=(members[tie.other],))
    if not view.sure:
        yield from _unlisted_trustees(view, trustee, members, listed)


def _counts(trustee: Trustee, tie: Tied) -> tuple[bool | None, tuple[Fact, ...]]:
    """Tell whether a trust counts: a wide scheme does not while the share of connected persons is small enough."""
    if trustee.below is None or tie.node.value.get("scheme") not in trustee.wide_schemes:
        return True, ()
    node = tie.node.get("share_of_connected_persons")
    missing = "the share of connected persons in the scheme is not stated"
    share = fact_from_node(SHARE, node, "ratio", tie.who) if node else unknown(SHARE, missing, place=tie.node.place)
    small = answer(trustee.below, share)
    return (None if small is None else not small), (share,)


def _unlisted_trustees(view: View, trustee: Trustee, members: Ring, listed: set[tuple[str, str]]) -> Iterator[Link]:
    for member, origin in members.items():
        if view.snapshot.complete(member, "trusts"):
            continue
        for who in view.snapshot.entries:
            if who != member and (who, member) not in listed and not view.snapshot.complete(who, "trusts"):
                facts = _unstated(view, TRUSTS, member, f"{_name(view, who)} holds on trust for")
                yield Link(who, TRUSTEE, word=trustee.places[0], facts=facts, before=(origin,))


def _unstated(view: View, name: str, entry: str, what: str) -> tuple[Fact, ...]:
    place = view.snapshot.entries[entry].node.key_place
    reason = f"whether {what} {_name(view, entry)} is not stated"
    return (unknown(name, reason, place=place, subject=entry),)


def _name(view: View, id_: str) -> str:
    return str(view.snapshot.entries[id_].name)
