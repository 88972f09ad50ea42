"""Who of the independent directors may sit on the independent board committee for an announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.fact import Fact, known, unknown
from validator.facts.stated import fact_from_node, is_active

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from validator.reading.document import Node

_INDEPENDENT = "independent_non_executive"


def committee_facts(
    issuer: Node, announcement: Node | None, counterparties: Collection[str], on: date
) -> Mapping[str, Fact]:
    """Count the independent directors of a day without a material interest, and the members who are none of these.

    An interest of which nobody says whether it is material leaves the counts unknown.
    """
    directors = [node for node in issuer.each("directors") if is_active(node, on)]
    independent = [node for node in directors if node.value.get("category") == _INDEPENDENT]
    interested = {str(node.value["director"]): _interest(node, counterparties, on) for node in independent}
    free = [name for name, interest in interested.items() if interest is False]
    found = {"independent_directors_without_interest": _count(issuer, "directors", interested, len(free))}
    members = announcement.get("independent_board_committee", "members") if announcement else None
    if members is not None:
        unfit = sum(member.value not in free for member in members.elements())
        found["unfit_members_of_committee"] = _count(issuer, "directors", interested, unfit)
    return found


def _count(issuer: Node, key: str, interested: Mapping[str, bool | None], count: int) -> Fact:
    node = issuer.get(key)
    place = node.key_place if node else issuer.place
    if node is None or None in interested.values():
        return unknown("count", "nobody says whether an independent director's interest is material", place=place)
    return known("count", count, place=place)


def _interest(director: Node, counterparties: Collection[str], on: date) -> bool | None:
    """Tell whether a director has a material interest in any of the counterparties; None where that is not known."""
    answers: list[bool | None] = []
    for interest in director.each("interests"):
        if interest.value["in"] in counterparties and is_active(interest, on):
            stated = interest.get("material")
            fact = fact_from_node("material", stated, "boolean") if stated else None
            answers.append(bool(fact.value) if fact and fact.is_known else None)
    return True if True in answers else None if None in answers else False
