"""What the records of a counterparty say of its connection with the issuer on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, State, known, unknown
from validator.facts.stated import day_at, fact_from_node
from validator.reading.quantities import DateRange
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from validator.reading.document import Node

_SHAREHOLDER = {"substantial_shareholder", "controlling_shareholder"}
_OFFICER = {"director", "chief_executive", "supervisor"}
_ASSOCIATE = {"associate", "connected_subsidiary", "deemed_connected"}
_LEVELS = ("issuer", "subsidiary")


def connection_facts(counterparty: Node, on: date) -> dict[str, Fact]:
    """Lay out the connections of a counterparty on a day, for the issuer and for its subsidiaries.

    A list of connections is taken to be complete; without a list everything is unknown.
    """
    listed = counterparty.get("connections")
    if listed is not None and "not_applicable" in listed.value:
        return {name: fact for level in _LEVELS for name, fact in _facts((), level, listed, on)}
    if listed is None or not isinstance(listed.value, list):
        return {}
    if any(not isinstance(node.value[key], str) for node in listed.elements() for key in ("basis", "level")):
        return {}  # one connection of an unknown kind could be any of them
    return {name: fact for level in _LEVELS for name, fact in _facts(tuple(listed.elements()), level, listed, on)}


def _facts(all_connections: tuple[Node, ...], level: str, listed: Node, on: date) -> Iterable[tuple[str, Fact]]:
    here = [node for node in all_connections if node.value["level"] == level]
    active = [node for node in here if _is_active(node, on)]
    yield f"voting_interest_in_{level}", _votes(f"voting interest in {level}", active, on, listed)
    for name, bases in ((f"officer_of_{level}", _OFFICER), (f"associate_at_{level}_level", _ASSOCIATE)):
        found = next((node for node in active if node.value["basis"] in bases), None)
        yield name, known(name, found is not None, place=(found or listed).key_place)
    yield f"since_leaving_the_board_of_{level}", _since_leaving(here, on)


def _is_active(node: Node, on: date) -> bool:
    first, last = day_at(node, "from"), day_at(node, "to")
    return (first is None or first <= on) and (last is None or on <= last)


def _votes(name: str, here: list[Node], on: date, listed: Node) -> Fact:
    holders = [node for node in here if node.value["basis"] in _SHAREHOLDER]
    if not holders:
        return Fact(name, State.NOT_APPLICABLE, reason=Text("no shareholding is recorded"), place=listed.key_place)
    dated = [
        (day, holding)
        for node in holders
        for holding in node.each("holdings")
        if (day := day_at(holding, "as_of")) and day <= on
    ]
    if not dated:
        return unknown(name, f"no holding up to {on} is recorded", place=holders[0].place)
    _, latest = max(dated, key=lambda pair: pair[0])
    percentage = latest.get("percentage")
    return fact_from_node(name, percentage, "ratio") if percentage else unknown(name, "not given", place=latest.place)


def _since_leaving(here: list[Node], on: date) -> Fact:
    name = "since leaving the board"
    boards = [node for node in here if node.value["basis"] in {"director", "former_director"}]
    left = [(day, node) for node in boards if (day := day_at(node, "to")) and day < on]
    if left:
        day, node = max(left, key=lambda pair: pair[0])
        return known(name, DateRange(day + timedelta(days=1), on), place=node.place)  # the first day out of office
    if any(node.value["basis"] == "former_director" for node in boards):
        return unknown(name, "the last day in office is not recorded", place=boards[0].place)
    return Fact(name, State.NOT_APPLICABLE, reason=Text("never a director"))
