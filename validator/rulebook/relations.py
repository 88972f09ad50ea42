"""Relations: rings drawn around a person or a company, step by step, over the edges of the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.facts.expressions import read_comparison, rule_error
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.facts.conditions import Condition
    from validator.findings import Place
    from validator.reading.document import Node

SELF = "self"
# The rings that stand around every register: the issuer, it with its subsidiaries, those connected with the issuer.
AROUND_THE_ISSUER = ("issuer", "group", "connected_with_the_issuer")
ITSELF = "itself"  # votes counted through the very companies that the relation gives
VOTES, AGE, SHARE = "entry.votes", "entry.age", "entry.share_of_connected_persons"


@dataclass(frozen=True)
class Kin:
    """Family: those who are one of `words` to a member, or to whom a member is one of `whose`; of an age, if asked."""

    words: tuple[str, ...]
    whose: tuple[str, ...] = ()
    age: Condition | None = None


@dataclass(frozen=True)
class Office:
    """Those who hold one of these offices at a member, or who have left it; only where the issuer is so tagged."""

    words: tuple[str, ...]
    ended: bool = False
    issuer_is: str = ""


@dataclass(frozen=True)
class Trustee:
    """Trustees of a trust in which a member has one of these places; wide schemes below a share are left out."""

    places: tuple[str, ...]
    wide_schemes: tuple[str, ...] = ()
    below: Condition | None = None


@dataclass(frozen=True)
class Votes:
    """Companies in which the members together have so many votes.

    Counted are their own votes and those of the companies that the relation `through` gives. Rings named by
    `apart_from` are passed over: neither their votes count nor those held through them. Votes held in a capacity
    of `leave_out` belong to nobody. `or_board` takes control of most of the board for enough.
    """

    enough: Condition
    through: str = ""
    apart_from: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    or_board: bool = False


@dataclass(frozen=True)
class Call:
    """Those whom another relation gives for the members together; `backwards`, those of whom a member is given."""

    relation: str
    backwards: bool = False
    apart_from: tuple[str, ...] = ()


Tie = Kin | Office | Trustee | Votes | Call


@dataclass(frozen=True)
class RingStep:
    """One ring: who is tied to the members of the rings `of`, under which paragraph.

    `within` and `outside` narrow it by earlier rings; `unless` takes out the companies in which all the rings of the
    relation together have only so few votes.
    """

    name: str
    cite: str
    label: Text
    of: tuple[str, ...]
    tie: Tie
    within: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    unless: Votes | None = None
    unless_cite: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class RelationBody:
    """A relation from one member (`starts_from`: individuals, companies or anybody) to those in the rings it gives."""

    starts_from: str
    steps: tuple[RingStep, ...]
    gives: tuple[str, ...]

    def facts(self) -> Iterator[str]:
        """Give the names of the facts of the register that the rings rest on."""
        for step in self.steps:
            yield from _FACTS.get(type(step.tie), ())
            if isinstance(step.tie, Kin) and step.tie.age:
                yield AGE
            if isinstance(step.tie, Trustee) and step.tie.below:
                yield SHARE

    def calls(self) -> Iterator[tuple[str, RingStep]]:
        """Give the names of the relations that the rings ask for, each with its step."""
        for step in self.steps:
            if isinstance(step.tie, Call):
                yield step.tie.relation, step
            for votes in (step.tie, step.unless):
                if isinstance(votes, Votes) and votes.through not in {"", ITSELF}:
                    yield votes.through, step


@dataclass(frozen=True)
class _Names:
    """The rings that a step may name, those above it, for the reader."""

    known: set[str] = field(default_factory=lambda: {SELF, *AROUND_THE_ISSUER})
    first: set[str] = field(default_factory=lambda: {SELF, *AROUND_THE_ISSUER})

    def drawn_first(self, node: Node | None) -> tuple[str, ...]:
        """Give rings that may be left out: they must be drawn from the start and the rings around the issuer alone."""
        names = self.check(node)
        for name in names:
            if name not in self.first and node is not None:
                raise rule_error(node, f"`{name}` is drawn from other rings of the relation and cannot be left out")
        return names

    def check(self, node: Node | None) -> tuple[str, ...]:
        for name in node.elements() if node else ():
            if name.value not in self.known:
                raise rule_error(name, f"no ring above is called `{name.value}`; known are {', '.join(self.known)}")
        return tuple(node.value) if node else ()


def read_relation(node: Node, kind_of: Callable[[str], str]) -> RelationBody:
    """Read the body of a relation. Raises `RulebookError` at a ring that no step above draws."""
    names = _Names()
    steps = []
    for step in node.each("steps"):
        steps.append(_step(step, names, kind_of))
        names.known.add(steps[-1].name)
        if {*steps[-1].of} <= {SELF, *AROUND_THE_ISSUER} and not steps[-1].within and steps[-1].unless is None:
            names.first.add(steps[-1].name)
    return RelationBody(node.value["starts_from"], tuple(steps), names.check(node.get("gives")))


def _step(node: Node, names: _Names, kind_of: Callable[[str], str]) -> RingStep:
    said, unless = node.value, node.get("unless")
    word = next(word for word in _TIES if word in said)
    tie = node.get(word)
    assert tie is not None  # noqa: S101  # found a line above
    return RingStep(
        said["step"],
        said["cite"],
        text_of(said["label"]),
        names.check(node.get("of")) or (SELF,),
        _TIES[word](tie, names, kind_of),
        names.check(node.get("within")),
        names.drawn_first(node.get("outside")),
        _votes(unless, names, kind_of) if unless else None,
        unless.value.get("cite", "") if unless else "",
        node.place,
    )


def _kin(node: Node, _names: _Names, kind_of: Callable[[str], str]) -> Kin:
    age = node.get("age")
    whose = tuple(node.value.get("whose", ()))
    return Kin(tuple(node.value["is"]), whose, read_comparison(AGE, age, kind_of) if age else None)


def _office(node: Node, _names: _Names, _kind_of: Callable[[str], str]) -> Office:
    said = node.value
    return Office(tuple(said["as"]), said.get("ended", False), said.get("issuer_is", ""))


def _trustee(node: Node, _names: _Names, kind_of: Callable[[str], str]) -> Trustee:
    unless = node.get("unless_wide_scheme")
    if unless is None:
        return Trustee(tuple(node.value["for"]))
    return Trustee(tuple(node.value["for"]), tuple(unless.value["of"]), read_comparison(SHARE, unless, kind_of))


def _votes(node: Node, names: _Names, kind_of: Callable[[str], str]) -> Votes:
    said = node.value
    return Votes(
        read_comparison(VOTES, node, kind_of),
        said.get("through", ""),
        names.check(node.get("apart_from")),
        tuple(said.get("leave_out", ())),
        said.get("or_board", False),
    )


def _call(node: Node, names: _Names, _kind_of: Callable[[str], str]) -> Call:
    said = node.value
    return Call(said["give"], said.get("backwards", False), names.check(node.get("apart_from")))


_TIES: dict[str, Callable[[Node, _Names, Callable[[str], str]], Tie]] = {
    "kin": _kin,
    "office": _office,
    "trustee": _trustee,
    "votes": _votes,
    "relation": _call,
}
_FACTS: dict[type, tuple[str, ...]] = {
    Kin: ("entry.family",),
    Office: ("entry.offices",),
    Trustee: ("entry.trusts",),
    Votes: (VOTES, "entry.board"),
}
