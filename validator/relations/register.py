"""The register as read, and as it stood on a day: entries, holdings, offices, family, trusts, boards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, known, unknown
from validator.facts.stated import day_at, fact_from_node
from validator.reading.quantities import DateRange
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.reading.document import Node

FAMILY, OFFICES, TRUSTS, BOARD, VOTES = (f"entry.{name}" for name in ("family", "offices", "trusts", "board", "votes"))


@dataclass(frozen=True)
class Entry:
    """A person or a company of the register; `complete` names the lists that hold everything there is of it."""

    id: str
    is_person: bool
    node: Node
    complete: frozenset[str]

    @cached_property
    def name(self) -> Text:
        """Give its name, or its id where it has none."""
        return text_of(self.node.value.get("name")) or Text(self.id)

    def flag(self, key: str) -> Fact:
        """Give a yes or no of the entry; unknown where it is not stated."""
        node = self.node.get(key)
        name = f"{self.id}: {key.replace('_', ' ')}"
        return fact_from_node(name, node, "boolean", self.id) if node else unknown(name, "", place=self.node.key_place)


@dataclass(frozen=True)
class Tied:
    """One line of the register that ties two entries: `who` is `word` to, at, in or for `other`."""

    who: str
    other: str
    word: str
    fact: Fact
    node: Node


@dataclass(frozen=True)
class Register:
    """The register as read, from one document or, for the examples of a rule, from two."""

    roots: tuple[Node, ...]

    @cached_property
    def issuer(self) -> str:
        """Give the entry of the listed company."""
        return next((str(node.value) for root in self.roots if (node := root.get("issuer"))), "")

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Give every entry by its id, persons first, each in file order."""
        whole = next((root.value["complete"] for root in self.roots if "complete" in root.value), ())
        found: dict[str, Entry] = {}
        for kind in ("persons", "companies"):
            for root in self.roots:
                node = root.get(kind)
                for id_, inner in node.items() if node else ():
                    complete = frozenset(inner.value.get("complete", whole))
                    found.setdefault(id_, Entry(id_, kind == "persons", inner, complete))
        return found

    def each(self, key: str) -> Iterator[Node]:
        """Give the lines of one list."""
        for root in self.roots:
            yield from root.each(key)

    def relatives(self) -> Iterator[tuple[str, Node]]:
        """Give every line on family, with the person under whom it stands."""
        for entry in self.entries.values():
            for node in entry.node.each("family"):
                yield entry.id, node


@dataclass(frozen=True)
class Snapshot:
    """The register as it stood on a day."""

    register: Register
    day: date
    in_full: frozenset[str] = frozenset()  # entries whose own holdings and boards are taken to be listed in full

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Give every entry by its id."""
        return self.register.entries

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """Give the ids of the individuals."""
        return tuple(id_ for id_, entry in self.entries.items() if entry.is_person)

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """Give the ids of the companies."""
        return tuple(id_ for id_, entry in self.entries.items() if not entry.is_person)

    def complete(self, id_: str, *kinds: str) -> bool:
        """Tell whether one of these lists of an entry holds everything there is."""
        if id_ in self.in_full and "holdings" in kinds:
            return True
        entry = self.entries.get(id_)
        return entry is not None and bool(entry.complete & set(kinds))

    @cached_property
    def holdings(self) -> Mapping[str, tuple[Tied, ...]]:
        """Give the holdings in each company; `word` is the capacity. One seen only later is unknown before."""
        lines: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
        for node in self.register.each("holdings"):
            said = node.value
            lines[said["holder"], said["in"], said.get("capacity", "")].append(node)
        found: dict[str, list[Tied]] = defaultdict(list)
        for (holder, company, capacity), nodes in lines.items():
            if (node_and_fact := self._holding(holder, company, nodes)) is not None:
                node, fact = node_and_fact
                found[company].append(Tied(holder, company, capacity, fact, node))
        return {company: tuple(ties) for company, ties in found.items()}

    def _holding(self, holder: str, company: str, nodes: list[Node]) -> tuple[Node, Fact] | None:
        subject = f"{holder} in {company}"
        begun = [(day, node) for node in nodes if (day := _first(node)) <= self.day]
        if not begun:
            node = min(nodes, key=_first)
            names = [str(self.entries[id_].name) if id_ in self.entries else id_ for id_ in (holder, company)]
            reason = f"what {names[0]} held in {names[1]} before {_first(node)} is not known"
            return (node, unknown(VOTES, reason, place=node.place, subject=subject)) if "as_of" in node.value else None
        _, node = max(begun, key=lambda pair: pair[0])
        if not _lasts(node, self.day):
            return None
        votes = node.get("votes")
        assert votes is not None  # noqa: S101  # the schema asks for it
        fact = fact_from_node(VOTES, votes, "ratio", subject)
        return node, replace(fact, place=votes.place)

    @cached_property
    def offices(self) -> tuple[Tied, ...]:
        """Give who is in which office at which company."""
        return tuple(self._tied(node, "who", "at", "as", OFFICES) for node in self._active("offices"))

    @cached_property
    def left(self) -> tuple[Tied, ...]:
        """Give who has left which office; the fact is the run of days out of it, up to the day."""
        ended = ((day, node) for node in self.register.each("offices") if (day := day_at(node, "to")))
        return tuple(
            replace(
                self._tied(node, "who", "at", "as", OFFICES),
                fact=known(
                    OFFICES, DateRange(day + timedelta(days=1), self.day), place=node.place, subject=node.value["who"]
                ),
            )
            for day, node in ended
            if day < self.day
        )

    @cached_property
    def family(self) -> Mapping[tuple[str, str], tuple[Tied, ...]]:
        """Give, for each pair of persons as written, what the second is to the first."""
        found: dict[tuple[str, str], list[Tied]] = defaultdict(list)
        for of, node in self.register.relatives():
            if _first(node) <= self.day and _lasts(node, self.day):
                who, word = node.value["who"], node.value["is"]
                fact = known(FAMILY, value=True, place=node.place, subject=f"{who} to {of}")
                found[of, who].append(Tied(who, of, word, fact, node))
        return {pair: tuple(ties) for pair, ties in found.items()}

    @cached_property
    def trusts(self) -> tuple[Tied, ...]:
        """Give each trustee with each one for whom it holds; `word` is that one's place in the trust."""
        places = (("beneficiaries", "beneficiary"), ("discretionary_objects", "discretionary_object"))
        return tuple(
            Tied(trustee, other, word, known(TRUSTS, value=True, place=node.place, subject=trustee), node)
            for node in self._active("trusts")
            for trustee in node.value["trustees"]
            for key, word in places
            for other in node.value.get(key, ())
        )

    @cached_property
    def boards(self) -> tuple[Tied, ...]:
        """Give who can control, or cannot, most of whose board."""
        return tuple(
            Tied(node.value["by"], node.value["of"], "board", self._controls(node), node)
            for node in self._active("boards")
        )

    def _controls(self, node: Node) -> Fact:
        controls = node.get("controls")
        assert controls is not None  # noqa: S101  # the schema asks for it
        fact = fact_from_node(BOARD, controls, "boolean", f"{node.value['by']} at {node.value['of']}")
        return replace(fact, place=node.place)

    def active(self, key: str) -> Iterator[Node]:
        """Give the lines of a list that hold on the day."""
        return self._active(key)

    def _active(self, key: str) -> Iterator[Node]:
        for node in self.register.each(key):
            if _first(node) <= self.day and _lasts(node, self.day):
                yield node

    def _tied(self, node: Node, who: str, other: str, word: str, name: str) -> Tied:
        said = node.value
        fact = known(name, value=True, place=node.place, subject=f"{said[who]} at {said[other]}")
        return Tied(said[who], said[other], said[word], fact, node)


def _first(node: Node) -> date:
    return day_at(node, "from") or day_at(node, "as_of") or date.min


def _lasts(node: Node, day: date) -> bool:
    last = day_at(node, "to")
    return last is None or day <= last
