"""Why somebody is connected, as a path: each step with its percentages, its days and its line of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.facts.fact import describe
from validator.facts.stated import day_at, fact_from_node
from validator.outputs.diagnostic import place_json
from validator.reading.quantities import DateRange
from validator.relations.links import BOARD, DEEMED, HOLDER, KIN, OFFICE, TRUSTEE, VOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.connections.grounds import Ground
    from validator.reading.document import Node
    from validator.relations.links import Link
    from validator.relations.register import Entry

    Entries = Mapping[str, Entry]

_ARROW = " → "


def path_words(ground: Ground, entries: Entries) -> str:
    """Give the path of a ground on one line, with what the last step makes of it."""
    steps = _ARROW.join(words for _, words in steps_of(ground, entries))
    link = ground.link
    if not link.cite or ground.fact.startswith(("officer", "since")):
        return f"{steps} ({ground.cite})" if ground.cite else steps
    return f"{steps}: {_name(entries, link.who)} is a {link.label} ({link.cite})"


def steps_of(ground: Ground, entries: Entries) -> Iterator[tuple[Link, str]]:
    """Give each link of the path that says something, with its words."""
    for link in ground.link.chain():
        say = _SAY.get(link.tie)
        if say is not None:
            yield link, say(link, entries)


def paths_json(grounds: tuple[Ground, ...], entries: Entries) -> list[dict[str, Any]]:
    """Give the paths for programs."""
    return [
        {
            "level": ground.outcome,
            "sure": ground.sure,
            "cite": ground.link.cite or ground.cite,
            "words": path_words(ground, entries),
            "steps": [_step_json(link, words) for link, words in steps_of(ground, entries)],
        }
        for ground in grounds
    ]


def _step_json(link: Link, words: str) -> dict[str, Any]:
    return {"entry": link.who, "tie": link.tie, "words": words, "places": [place_json(n.place) for n in link.nodes]}


def _name(entries: Entries, id_: str) -> str:
    return str(entries[id_].name) if id_ in entries else id_


def _at(node: Node) -> str:
    place = node.place
    return f"{place.file.rpartition('/')[2]}:{place.line}"


def _when(node: Node) -> str:
    for key, word in (("from", "since"), ("as_of", "as of")):
        if (day := day_at(node, key)) is not None:
            return f" {word} {day}"
    return ""


def _lines(link: Link) -> str:
    return f" [{', '.join(_at(node) for node in link.nodes)}]" if link.nodes else " [not stated]"


def _before(link: Link, entries: Entries) -> str:
    return _name(entries, link.before[0].who) if link.before else "the issuer"


def _office(link: Link, entries: Entries) -> str:
    word, left = link.word.replace("_", " "), [f.value for f in link.facts if isinstance(f.value, DateRange)]
    who, company = _name(entries, link.who), _before(link, entries)
    if left:
        return f"{who} was {word} of {company} until {day_at(link.nodes[0], 'to')}{_lines(link)}"
    when = _when(link.nodes[0]) if link.nodes else ""
    return f"{who} is {word} of {company}{when}{_lines(link)}"


def _kin(link: Link, entries: Entries) -> str:
    return f"{_name(entries, link.who)} is {link.word.replace('_', ' ')} of {_before(link, entries)}{_lines(link)}"


def _kin_turned(link: Link, entries: Entries) -> str:
    """Say a tie that stands under the relative: there the member is `word` of the relative."""
    return f"{_before(link, entries)} is {link.word.replace('_', ' ')} of {_name(entries, link.who)}{_lines(link)}"


def _family(link: Link, entries: Entries) -> str:
    turned = bool(link.nodes) and link.nodes[0].value["who"] != link.who
    return _kin_turned(link, entries) if turned else _kin(link, entries)


def _trustee(link: Link, entries: Entries) -> str:
    word = link.word.replace("_", " ")
    return f"{_name(entries, link.who)} is trustee for {_before(link, entries)} as {word}{_lines(link)}"


def _votes(link: Link, entries: Entries) -> str:
    if not link.nodes:
        return f"who holds the votes in {_name(entries, link.who)} is not stated"
    words = " and ".join(_holding(node, entries) for node in link.nodes)
    total = f", together {describe(link.total)}" if link.total and len(link.nodes) > 1 else ""
    return f"{words}{total}"


def _holding(node: Node, entries: Entries) -> str:
    votes = node.get("votes")
    share = describe(fact_from_node("votes", votes, "ratio")) if votes else "votes"
    holder, company = (_name(entries, node.value[key]) for key in ("holder", "in"))
    return f"{holder} holds {share} of {company}{_when(node)} [{_at(node)}]"


def _board(link: Link, entries: Entries) -> str:
    return f"{_before(link, entries)} controls most of the board of {_name(entries, link.who)}{_lines(link)}"


def _deemed(link: Link, entries: Entries) -> str:
    ruling = link.nodes[0].value["ruling"] if link.nodes else ""
    return f"{_name(entries, link.who)} is treated as connected by {ruling}{_lines(link)}"


_SAY: dict[str, Callable[[Link, Entries], str]] = {
    OFFICE: _office,
    KIN: _family,
    TRUSTEE: _trustee,
    VOTES: _votes,
    BOARD: _board,
    HOLDER: _votes,
    DEEMED: _deemed,
}
