"""Links: why somebody stands in a ring, as a chain back to where the walk began."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.facts.fact import Fact
    from validator.reading.document import Node

START, KIN, OFFICE, TRUSTEE, VOTES, BOARD, HOLDER = (
    "start", "kin", "office", "trustee", "votes", "board", "holder",
)  # fmt: skip
STANDS, DEEMED = "stands", "deemed"  # somebody who stands at the company before, or of whom a ruling speaks


@dataclass(frozen=True)
class Link:
    """One entry of a ring and what brought it there.

    `tie` is one of the words above and `word` the kin, office or place as the register writes it; `facts` are the
    what they say, and `nodes` the lines of the register behind them, for votes one for each link of `before`;
    `total` are the votes together.
    """

    who: str
    tie: str = START
    nodes: tuple[Node, ...] = ()
    word: str = ""
    cite: str = ""
    label: Text = field(default_factory=Text)
    facts: tuple[Fact, ...] = ()
    before: tuple[Link, ...] = ()
    total: Fact | None = None

    def lines(self) -> Iterator[Fact]:
        """Give every line of the register on the way, from the start on."""
        for link in self.chain():
            yield from link.facts

    def chain(self) -> tuple[Link, ...]:
        """Give every link on the way once, those before others first."""
        found: dict[int, Link] = {}
        _gather(self, found)
        return tuple(found.values())


# A ring by the ids of its members.
Ring = dict[str, Link]


def _gather(link: Link, found: dict[int, Link]) -> None:
    for earlier in link.before:
        _gather(earlier, found)
    found.setdefault(id(link), link)


def ring_of(ids: Sequence[str]) -> Ring:
    """Give a ring that begins with some entries."""
    return {id_: Link(id_) for id_ in ids}


def graft(link: Link, roots: Mapping[str, Link]) -> Link:
    """Give a link with the starts of its chain replaced by the links that lead to them."""
    return _grafted(link, roots, {})


def _grafted(link: Link, roots: Mapping[str, Link], done: dict[int, Link]) -> Link:
    if id(link) not in done:
        if link.tie == START:
            done[id(link)] = roots.get(link.who, link)
        else:
            done[id(link)] = replace(link, before=tuple(_grafted(each, roots, done) for each in link.before))
    return done[id(link)]
