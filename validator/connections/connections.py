"""The connections of a workspace: by the register where a counterparty names its entry, else by its attested list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from validator.connections.grounds import Ground, truth
from validator.connections.lines import distance_in_table, distance_in_walk, nearest
from validator.connections.linked import linked_as_attested, linked_in_register
from validator.connections.lists import connection_facts, connection_readings
from validator.connections.since import NAME as SINCE
from validator.connections.since import connected_since, days_of_change
from validator.connections.standing import CONNECTION, Standings
from validator.connections.targets import NAME as IN_TARGET
from validator.connections.targets import controller_in
from validator.evaluation.engine import Engine
from validator.facts.fact import Fact, State, interval, known, unknown
from validator.facts.subject import Layers, Reading, Subject
from validator.reading.text import Text
from validator.relations.register import Register

if TYPE_CHECKING:
    from datetime import date

    from validator.evaluation.records import Decision
    from validator.reading.document import Node
    from validator.relations.walk import Reached
    from validator.rulebook.load import Rulebook


class Given(Mapping[str, Fact]):
    """Facts of a subject by name, each worked out when it is first asked for."""

    def __init__(self, sources: Mapping[str, Callable[[], Fact]]) -> None:
        self._sources = sources
        self._found: dict[str, Fact] = {}

    def __getitem__(self, name: str) -> Fact:
        source = self._sources[name]
        if name not in self._found:
            self._found[name] = _worked_out(source)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class Connections:
    """Who is connected with an issuer, on any day."""

    def __init__(self, rulebook: Rulebook, issuer: Node, register: Node | None) -> None:
        self._rulebook, self._issuer = rulebook, issuer
        self._root = register
        self.register = Register((register,)) if register is not None else None
        self._standings: dict[date, Standings] = {}
        self._engine = Engine(rulebook)

    def entry(self, counterparty: Node) -> str | None:
        """Give the entry of the register that a counterparty names, or None."""
        named = counterparty.get("register")
        return str(named.value) if named is not None and self.register is not None else None

    def standings(self, on: date) -> Standings:
        """Give the register as it stood on a day."""
        assert self.register is not None  # noqa: S101  # asked only where a counterparty names an entry
        if on not in self._standings:
            issuer = Subject("issuer", self._issuer.value["issuer"], on, Layers((self._issuer,)))
            self._standings[on] = Standings(self._rulebook, self.register, issuer)
        return self._standings[on]

    def grounds(self, counterparty: Node, on: date) -> tuple[Ground, ...]:
        """Give why a counterparty with an entry is connected, or may be, on a day; nothing without an entry."""
        entry = self.entry(counterparty)
        return self.standings(on).grounds(entry) if entry else ()

    def given(self, counterparty: Node, on: date) -> Mapping[str, Fact]:
        """Give the facts of a counterparty that the engine lays out, as known on a day."""
        entry = self.entry(counterparty)
        facts = self._facts(counterparty, on)
        later: dict[str, Callable[[], Fact]] = {
            SINCE: lambda: self._since(counterparty, on),
            "distance_to_nearest_line": lambda: self._distance(counterparty, facts, on),
        }
        if entry:
            later |= self._of_entry(entry, on)
        plain = {name: _giver(fact) for name, fact in facts.items()}
        return Given({**plain, **later})

    def readings(self, counterparty: Node, on: date) -> tuple[Reading, ...]:
        """Give the ways to read the list of a counterparty, where it leaves a level open; the register has no gaps."""
        return connection_readings(counterparty, on) if self.entry(counterparty) is None else ()

    def _facts(self, counterparty: Node, on: date) -> Mapping[str, Fact]:
        entry = self.entry(counterparty)
        if entry is None:
            return connection_facts(counterparty, on)
        return self.standings(on).facts(entry) if self._in_force(on) else {}

    def _in_force(self, on: date) -> bool:
        return self._rulebook.deciding(CONNECTION).version_on(on) is not None

    def linked(self, one: Node, other: Node, on: date) -> Fact:
        """Tell whether two counterparties are connected with one another, by the register where both have an entry."""
        entries = [entry for node in (one, other) if (entry := self.entry(node))]
        if len(entries) == len((one, other)):
            return linked_in_register(self.standings(on), entries[0], entries[1])
        return linked_as_attested(one, other)

    def controller_in(self, target: Node, on: date) -> Fact:
        """Tell whether a controller stands in the target of a purchase, where it names an entry of the register."""
        if self.register is None:
            return unknown(IN_TARGET, "there is no register", place=target.place)
        return controller_in(self.standings(on), str(target.value))

    def attested(self, counterparty: Node, on: date) -> Decision | None:
        """Decide a counterparty by its attested list alone; None where it has none."""
        if counterparty.get("connections") is None:
            return None
        return self._decide(counterparty, on)

    def _of_entry(self, entry: str, on: date) -> dict[str, Callable[[], Fact]]:
        standings = self.standings(on)
        return {
            "commonly_held": lambda: _in_ring("commonly_held", standings.commonly_held, entry),
            "relative_of_connected_person": lambda: _in_ring(
                "relative_of_connected_person", standings.relatives, entry
            ),
            "side_arrangement": lambda: standings.side_arrangement(entry),
        }

    def _decide(self, counterparty: Node, on: date) -> Decision:
        """Decide a counterparty by its list."""
        facts, readings = connection_facts(counterparty, on), connection_readings(counterparty, on)
        issuer = Subject("issuer", self._issuer.value["issuer"], on, Layers((self._issuer,)))
        subject = Subject(
            *("counterparty", counterparty.value["counterparty"], on, Layers((counterparty,))),
            parent=issuer,
            given=facts,
            readings=readings,
        )
        return self._engine.decide(self._rulebook.deciding(CONNECTION), subject)

    def _since(self, counterparty: Node, on: date) -> Fact:
        entry = self.entry(counterparty)
        days = self._days if entry else days_of_change((counterparty,), self._rulebook)
        answers: dict[date, bool | None] = {}

        def answer(day: date) -> bool | None:
            if day not in answers:
                answers[day] = self._is_connected(counterparty, entry, day)
            return answers[day]

        return connected_since(answer, days, on)

    def _is_connected(self, counterparty: Node, entry: str | None, day: date) -> bool | None:
        """Tell whether a counterparty is connected on a day; None where that is open or no rule was in force."""
        if not self._in_force(day):
            return None
        if entry is None:
            return _answer(self._decide(counterparty, day))
        standings = self.standings(day)
        return True if standings.stands(entry) else _answer(standings.decision(entry))

    @cached_property
    def _days(self) -> tuple[date, ...]:
        roots = [node for node in (self._root, self._issuer.get("accounts")) if node is not None]
        return days_of_change(roots, self._rulebook)

    def _distance(self, counterparty: Node, facts: Mapping[str, Fact], on: date) -> Fact:
        entry = self.entry(counterparty)
        in_table = list(distance_in_table(self._rulebook.deciding(CONNECTION), facts, on))
        found = [distance for distance, _ in in_table]
        votes = [fact for _, fact in sorted(in_table, key=lambda pair: pair[0])]
        if entry:
            standings = self.standings(on)
            sources = [who for level in ("issuer", "subsidiary") for who, _, _ in standings.sources(level)]
            found += distance_in_walk(entry, standings.measured(entry), sources)
            votes += [tie.fact for tie in standings.walk.snapshot.holdings.get(entry, ())]
        return nearest(found, votes)


def connected_after(counterparty: Subject, day: date, dated: Node | None) -> Fact:
    """Tell whether the present connection of a counterparty began after the day of an agreement (`dated`)."""
    name, place = "connected_after_signing", dated.place if dated else None
    since = counterparty.given.get(SINCE)
    if since is None or since.state is State.NOT_APPLICABLE:
        return Fact(name, State.NOT_APPLICABLE, reason=since.reason if since else Text("not connected"))
    low, high = interval(since)
    if low and low.value > day:  # type: ignore[operator]  # a date
        return known(name, value=True, place=place)
    if high and high.value <= day:  # type: ignore[operator]  # a date
        return known(name, value=False, place=place)
    return unknown(name, "the day on which the connection began is not known", place=place)


def _in_ring(name: str, ring: Reached, entry: str) -> Fact:
    return truth(name, ring.standing(entry), ring.link(entry))


def _worked_out(source: Callable[[], Fact]) -> Fact:
    """Work a fact out; a key that is missing on the way is a defect, not a fact that is not there."""
    try:
        return source()
    except KeyError as error:
        message = f"a fact of a counterparty could not be worked out: {error}"
        raise RuntimeError(message) from error


def _giver(fact: Fact) -> Callable[[], Fact]:
    return lambda: fact


def _answer(decision: Decision) -> bool | None:
    unconnected = decision.rule.outcomes[0]
    if decision.outcome is not None:
        return decision.outcome != unconnected
    return None if unconnected in decision.possible else True
