"""Why somebody is connected, as a path: each step with its percentages, its days and its line of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from validator.facts.fact import State, describe
from validator.facts.stated import day_at, fact_from_node
from validator.outputs.diagnostic import place_json
from validator.reading.quantities import DateRange
from validator.reading.text import text_of
from validator.relations.links import BOARD, DEEMED, HOLDER, KIN, OFFICE, TRUSTEE, VOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from validator.checking import Evaluated
    from validator.connections.grounds import Ground
    from validator.reading.document import Node
    from validator.relations.links import Link
    from validator.relations.register import Entry

    Entries = Mapping[str, Entry]

_ARROW = " → "


@dataclass(frozen=True)
class Said:
    """One step of a path in words, with the line of the register that says so; None where nothing does."""

    link: Link
    words: str
    node: Node | None

    def __str__(self) -> str:
        return f"{self.words} [{_at(self.node)}]" if self.node else self.words


def grounds_of(evaluated: Evaluated, counterparty: Node, on: date) -> tuple[tuple[Ground, ...], Entries]:
    """Give the grounds on which a counterparty of the register is connected on a day, with the entries they name."""
    connections = evaluated.layout.connections
    if connections.entry(counterparty) is None:
        return (), {}
    return connections.grounds(counterparty, on), connections.standings(on).walk.snapshot.entries


def path_words(ground: Ground, entries: Entries) -> str:
    """Give the path of a ground on one line, with what the last step makes of it."""
    steps = _ARROW.join(_joined(list(said)) for said in _by_link(ground, entries))
    link = ground.link
    if not link.cite or link.tie == OFFICE:
        return f"{steps} ({ground.cite})" if ground.cite else steps
    return f"{steps}: {_name(entries, link.who)} is a {link.label} ({link.cite})"


def steps_of(ground: Ground, entries: Entries) -> Iterator[Said]:
    """Give each step of the path, a holding at a time."""
    for said in _by_link(ground, entries):
        yield from said


def paths_json(grounds: tuple[Ground, ...], entries: Entries) -> list[dict[str, Any]]:
    """Give the paths for programs."""
    return [
        {
            "level": ground.outcome or None,
            "sure": ground.sure,
            "cite": ground.link.cite or ground.cite,
            "words": path_words(ground, entries),
            "steps": [_step_json(said) for said in steps_of(ground, entries)],
        }
        for ground in grounds
    ]


def _step_json(said: Said) -> dict[str, Any]:
    place = place_json(said.node.place) if said.node else None
    return {"entry": said.link.who, "tie": said.link.tie, "words": said.words, "place": place}


def _by_link(ground: Ground, entries: Entries) -> Iterator[Iterator[Said]]:
    for link in ground.link.chain():
        say = _SAY.get(link.tie)
        if say is not None:
            yield say(link, entries)


def _joined(steps: list[Said]) -> str:
    total = steps[0].link.total if len(steps) > 1 else None
    words = " and ".join(map(str, steps))
    return f"{words}, together {describe(total)}" if total and total.is_known else words


def _name(entries: Entries, id_: str) -> str:
    return str(entries[id_].name) if id_ in entries else id_


def _at(node: Node) -> str:
    place = node.place
    return f"{place.file.rpartition('/')[2]}:{place.line}"


def _when(node: Node | None) -> str:
    for key, word in (("from", "since"), ("as_of", "as of")):
        if node is not None and (day := day_at(node, key)) is not None:
            return f" {word} {day}"
    return ""


def _before(link: Link, entries: Entries) -> str:
    return _name(entries, link.before[0].who) if link.before else "the issuer"


def _line(link: Link) -> Node | None:
    return link.nodes[0] if link.nodes else None


def _perhaps(link: Link) -> str:
    return "is" if link.nodes else "may be"


def _office(link: Link, entries: Entries) -> Iterator[Said]:
    who, word, company = _name(entries, link.who), link.word.replace("_", " "), _before(link, entries)
    node = _line(link)
    if node is not None and any(isinstance(fact.value, DateRange) for fact in link.facts):
        yield Said(link, f"{who} was {word} of {company} until {day_at(node, 'to')}", node)
    else:
        yield Said(link, f"{who} {_perhaps(link)} {word} of {company}{_when(node)}", node)


def _kin(link: Link, entries: Entries) -> Iterator[Said]:
    """Say a family tie as the register does: the relative to the member, or the member to the relative."""
    who, member, node = _name(entries, link.who), _before(link, entries), _line(link)
    word = link.word.replace("_", " ")
    if node is not None and node.value["who"] != link.who:
        who, member = member, who
    yield Said(link, f"{who} {_perhaps(link)} {word} of {member}", node)


def _trustee(link: Link, entries: Entries) -> Iterator[Said]:
    word = link.word.replace("_", " ")
    words = f"{_name(entries, link.who)} {_perhaps(link)} trustee of a trust with {_before(link, entries)} as {word}"
    yield Said(link, words, _line(link))


def _votes(link: Link, entries: Entries) -> Iterator[Said]:
    if not link.nodes:
        yield Said(link, f"who holds the votes in {_name(entries, link.who)} is not stated", None)
    unseen = {fact.place: str(fact.reason) for fact in link.facts if fact.state is State.UNKNOWN}
    for node in link.nodes:
        if node.place in unseen:  # the whole line is of a later day
            yield Said(link, unseen[node.place], node)
            continue
        holder, company = (_name(entries, node.value[key]) for key in ("holder", "in"))
        yield Said(link, f"{holder} holds {_share(node)} of {company}{_when(node)}", node)


def _share(node: Node) -> str:
    votes = node.value["votes"]
    inner = node.get("votes")
    if isinstance(votes, str) or inner is None:
        return str(votes)
    fact = fact_from_node("votes", inner, "ratio")
    return "an unknown share" if fact.state is State.UNKNOWN else describe(fact)


def _board(link: Link, entries: Entries) -> Iterator[Said]:
    verb = "controls" if link.nodes else "may control"
    yield Said(link, f"{_before(link, entries)} {verb} most of the board of {_name(entries, link.who)}", _line(link))


def _deemed(link: Link, entries: Entries) -> Iterator[Said]:
    node = _line(link)
    ruling = node.value["ruling"] if node else ""
    yield Said(link, f"{_name(entries, link.who)} is treated as connected by {text_of(ruling)}", node)


_SAY: dict[str, Callable[[Link, Entries], Iterator[Said]]] = {
    OFFICE: _office,
    KIN: _kin,
    TRUSTEE: _trustee,
    VOTES: _votes,
    BOARD: _board,
    HOLDER: _votes,
    DEEMED: _deemed,
}
