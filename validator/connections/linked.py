"""Whether two counterparties are connected with one another, so that deals with them may count as deals with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.connections.grounds import truth
from validator.connections.standing import ASSOCIATE, LEVELS
from validator.facts.fact import Fact, known, unknown
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.connections.standing import Standings
    from validator.findings import Place
    from validator.reading.document import Node

NAME = "parties_connected"


def linked_in_register(standings: Standings, one: str, other: str) -> Fact:
    """Tell whether one entry is the other, an associate of it, or an associate of the same person as it."""
    if one == other:
        return known(NAME, value=True, place=standings.walk.snapshot.entries[one].node.key_place)
    sources = (who for level in LEVELS for who, _, _ in standings.sources(level))
    answers = [_around(standings, start, one, other) for start in dict.fromkeys((one, other, *sources))]
    still_open = next((fact for fact in answers if fact.is_open), None)
    return next((fact for fact in answers if fact.value is True), None) or still_open or answers[0]


def _around(standings: Standings, start: str, one: str, other: str) -> Fact:
    """Tell whether two entries are both a person or its associates."""
    ring = standings.walk.reach(ASSOCIATE, (start,))
    found = {ring.standing(who): ring.link(who) for who in (one, other) if who != start}
    standing = next((answer for answer in (False, None) if answer in found), True)
    return truth(NAME, standing, found[standing])


def linked_as_attested(one: Node, other: Node) -> Fact:
    """Tell what the files of two counterparties say: one lists the other, or one person stands behind both.

    Lists are taken to be complete; a party without a list, or an associate of nobody named, may be anybody's.
    """
    for node, name in ((one, other.value["counterparty"]), (other, one.value["counterparty"])):
        listed = node.get("linked_with")
        if listed is not None:
            return known(NAME, value=name in listed.value, place=listed.key_place)
    first, second = (dict(_persons(node)) for node in (one, other))
    shared = next((place for who, place in first.items() if who and who in second), None)
    if shared is None and "" in (*first, *second):
        place = {**second, **first}[""]
        return unknown(
            NAME, Text("an associate is listed without saying whose", "所列聯繫人未有載明屬何人"), place=place
        )
    return known(NAME, value=shared is not None, place=shared or one.key_place)


def _persons(node: Node) -> Iterator[tuple[str, Place]]:
    """Give a counterparty's own name, its owner's, and those whose associate it is, in English, each with its place."""
    yield str(text_of(node.value["name"])), node.key_place
    owner = node.get("ultimate_beneficial_owner")
    if owner is not None and (name := str(text_of(owner.value.get("value", owner.value)))):
        yield name, owner.key_place
    listed = node.get("connections")
    if listed is None:  # worked out from the register, where the other party has no entry
        yield "", node.key_place
    for connection in listed.elements() if listed is not None and isinstance(listed.value, list) else ():
        if connection.value["basis"] == "associate":
            yield str(text_of(connection.value.get("of"))), connection.key_place
