"""What the attested list of a counterparty says of its connection with the issuer on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, State, known, unknown
from validator.facts.stated import day_at, fact_from_node
from validator.facts.subject import Reading
from validator.reading.document import Node
from validator.reading.quantities import DateRange
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_SHAREHOLDER = {"substantial_shareholder", "controlling_shareholder"}
_OFFICER = {"director", "chief_executive", "supervisor"}
_ASSOCIATE = {"issuer": {"associate"}, "subsidiary": {"associate", "connected_subsidiary"}}
_DEEMED = {"deemed_connected"}
# What a list of connections has no words for; it is taken to be complete.
_NOT_LISTED = (
    *("wholly_owned_subsidiary", "subsidiary_of_issuer", "prc_governmental_body"),
    *("relative_of_connected_person", "side_arrangement"),
)
_LEVELS = ("issuer", "subsidiary")
_LEVEL = "counterparty.connection"
Entry = tuple[Node, str]  # a connection with its level


def connection_facts(counterparty: Node, on: date) -> dict[str, Fact]:
    """Lay out the connections of a counterparty on a day, for the issuer and for its subsidiaries.

    A list of connections is taken to be complete; without a list everything is unknown, and so is what depends on a
    level that nobody knows.
    """
    listed = counterparty.get("connections")
    if listed is not None and "not_applicable" in listed.value:
        return _listed((), listed, on)
    readings = connection_readings(counterparty, on)
    if readings:
        return _agreed(readings)
    if listed is None or not isinstance(listed.value, list) or _open_words(listed):
        return {}  # one connection of an unknown kind could be any of them
    return _listed(_entries(listed, ""), listed, on)


def connection_readings(counterparty: Node, on: date) -> tuple[Reading, ...]:
    """Give the ways to read a list in which the level of one connection is the only gap: at either level."""
    listed = counterparty.get("connections")
    if listed is None or not isinstance(listed.value, list):
        return ()
    gaps = _open_words(listed)
    if len(gaps) != 1 or gaps[0].path[-1] != "level":
        return ()
    level = fact_from_node(_LEVEL, gaps[0], "choice", str(counterparty.value["counterparty"]))
    return tuple(Reading(level, each, _listed(_entries(listed, each), listed, on)) for each in _LEVELS)


def _open_words(listed: Node) -> list[Node]:
    """Give the grounds and levels that a list leaves open."""
    words = [node.get(key) for node in listed.elements() for key in ("basis", "level")]
    return [word for word in words if word is not None and not isinstance(word.value, str)]


def _entries(listed: Node, level: str) -> tuple[Entry, ...]:
    """Give each connection with its level, `level` where that is a gap."""
    return tuple(
        (node, str(said) if isinstance(said := node.value["level"], str) else level) for node in listed.elements()
    )


def _agreed(readings: tuple[Reading, ...]) -> dict[str, Fact]:
    """Give what all readings agree on as it is, and the rest as unknown for the reason that the gap is."""
    first, *others = (reading.facts for reading in readings)
    gap = readings[0].of
    return {
        name: fact
        if all(_alike(fact, other[name]) for other in others)
        else unknown(name, str(gap.reason), place=gap.place)
        for name, fact in first.items()
    }


def _alike(one: Fact, other: Fact) -> bool:
    return (one.state, one.value, one.low, one.high) == (other.state, other.value, other.low, other.high)


def _listed(connections: tuple[Entry, ...], listed: Node, on: date) -> dict[str, Fact]:
    place = listed.key_place
    active = [(node, level) for node, level in connections if _is_active(node, on)]
    found = {name: fact for level in _LEVELS for name, fact in _facts(connections, level, listed, on)}
    found |= {name: known(name, value=False, place=place) for name in _NOT_LISTED}
    found["commonly_held"] = _commonly_held(listed)
    found["connected_subsidiary"] = _has("connected_subsidiary", active, "issuer", {"connected_subsidiary"}, listed)
    found["only_insignificant_subsidiaries"] = _only_insignificant(connections, on, listed)
    return found


def _commonly_held(listed: Node) -> Fact:
    """Give what the counterparty's file says; a list of connections says nothing of it."""
    node = Node(listed.document, (*listed.path[:-1], "commonly_held"))
    if "commonly_held" in Node(listed.document, listed.path[:-1]).value:
        return fact_from_node("commonly_held", node, "boolean")
    return unknown("commonly_held", "no entry of the register is named", place=listed.key_place)


def _has(name: str, active: list[Entry], level: str, bases: set[str], listed: Node) -> Fact:
    found = next((node for node, own in active if node.value["basis"] in bases and own == level), None)
    return known(name, found is not None, place=(found or listed).key_place)


def _only_insignificant(connections: tuple[Entry, ...], on: date, listed: Node) -> Fact:
    """Tell whether every subsidiary in which the list lets somebody stand is said to be insignificant."""
    name = "only_insignificant_subsidiaries"
    bases = {*_SHAREHOLDER, *_OFFICER, "former_director"}
    own = [node for node, level in connections if level == "subsidiary" and node.value["basis"] in bases]
    standing = [node for node in own if _is_active(node, on) or node.value["basis"] == "former_director"]
    flags = [node.get("insignificant_subsidiary") for node in standing]
    facts = [fact_from_node(name, flag, "boolean") for flag in flags if flag is not None]
    refused = next((fact for fact in facts if fact.value is False), None)
    if not standing or None in flags or refused:
        return refused or known(name, value=False, place=listed.key_place)
    return next((fact for fact in facts if fact.is_open), facts[0])


def _facts(connections: tuple[Entry, ...], level: str, listed: Node, on: date) -> Iterable[tuple[str, Fact]]:
    here = [node for node, own in connections if own == level]
    active = [(node, level) for node in here if _is_active(node, on)]
    holders = [node for node, _ in active if node.value["basis"] in _SHAREHOLDER]
    yield f"voting_interest_in_{level}", _votes(f"voting interest in {level}", holders, on, listed)
    flags = {
        f"officer_of_{level}": _OFFICER,
        f"associate_at_{level}_level": _ASSOCIATE[level],
        f"deemed_at_{level}_level": _DEEMED,
    }
    for name, bases in flags.items():
        yield name, _has(name, active, level, bases, listed)
    yield f"since_leaving_the_board_of_{level}", _since_leaving(here, on)


def _is_active(node: Node, on: date) -> bool:
    first, last = day_at(node, "from"), day_at(node, "to")
    return (first is None or first <= on) and (last is None or on <= last)


def _votes(name: str, holders: list[Node], on: date, listed: Node) -> Fact:
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
