"""What differs between two rulebooks besides the rows: facts and inputs worked out otherwise, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from validator.proofs.whole import facts_read_by
from validator.reading.document import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.findings import Place
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Consequence, Input, Rule

# What is said of a fact to people changes no answer.
_WORDS = {"place", "label", "ask", "who", "cite", "because", "reason"}


@dataclass(frozen=True)
class FactDiff:
    """A fact that the two rulebooks work out differently, where each says how, and the rules that rest on it."""

    name: str
    before: Place | None
    after: Place | None
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Besides:
    """An input or a consequence of one rule on either side; None where a side does not have it."""

    name: str
    before: Input | Consequence | None
    after: Input | Consequence | None


def diff_facts(old: Rulebook, new: Rulebook) -> tuple[FactDiff, ...]:
    """Compare every fact that either vocabulary declares."""
    return tuple(_facts(old, new))


def _facts(old: Rulebook, new: Rulebook) -> Iterator[FactDiff]:
    for name in dict.fromkeys((*old.facts, *new.facts)):
        before, after = old.facts.get(name), new.facts.get(name)
        if plain(before) != plain(after):
            resting = dict.fromkeys(rule.id for book in (old, new) for rule in _resting_on(name, book))
            places = [each.place if each else None for each in (before, after)]
            yield FactDiff(name, places[0], places[1], tuple(resting))


def _resting_on(name: str, book: Rulebook) -> Iterator[Rule]:
    """Give the rules that read a fact, be it through other facts."""
    reached = {name}
    waiting = [name]
    while waiting:
        below = waiting.pop()
        found = [fact.name for fact in book.facts.values() if below in fact.reads() and fact.name not in reached]
        reached.update(found)
        waiting.extend(found)
    for rule in book.rules.values():
        if any(reached.intersection(facts_read_by(rule, version)) for version in rule.versions):
            yield rule


def besides(before: Rule, after: Rule) -> tuple[Besides, ...]:
    """Give the inputs of a rule that are worked out otherwise, and the consequences that follow otherwise."""
    old, new = ({each.name: each for each in rule.consequences} for rule in (before, after))
    return (*_differing(before.inputs, after.inputs), *_differing(old, new))


def _differing(old: Mapping[str, Input | Consequence], new: Mapping[str, Input | Consequence]) -> Iterator[Besides]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if plain(before) != plain(after):
            yield Besides(name, before, after)


def plain(value: Any) -> Any:
    """Give a record as plain values that are equal where two records mean the same, wherever they stand."""
    if isinstance(value, Node):
        return plain(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((each.name, plain(getattr(value, each.name))) for each in fields(value) if each.name not in _WORDS)
    if isinstance(value, dict):
        return tuple((key, plain(inner)) for key, inner in value.items() if key not in _WORDS)
    return tuple(plain(inner) for inner in value) if isinstance(value, (list, tuple)) else value
