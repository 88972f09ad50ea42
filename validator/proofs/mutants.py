"""Every small change of a rule file that should matter: thresholds, operators, outcomes, trees, dates."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from validator.proofs.mutants_limits import nudged
from validator.reading.quantities import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.reading.document import Document, Node

_OPERATORS = {
    "below": "at_most",
    "at_most": "below",
    "at_least": "above",
    "above": "at_least",
    "on_or_before": "before",
    "before": "on_or_before",
    "on_or_after": "after",
    "after": "on_or_after",
    "is": "is_not",
    "is_not": "is",
}
_TREES = {"all": "any", "any": "all", "none": "any"}
_DUE_WORDS = ("same_day", "as_soon_as_practicable")
_DUE_SIDES = {"before": "after", "after": "before", "for": "before"}
_CONDITIONS = ("applies_if", "require", "unless", "alert_if")
_KEPT = ("examples", "assume", "promises")


@dataclass(frozen=True)
class Mutant:
    """One changed copy of a rule document, with what was changed and where."""

    document: Document
    what: str
    node: Node


def mutants_of(document: Document, outcomes: Sequence[str]) -> Iterator[Mutant]:
    """Give every mutant of a rule document, one change each; `outcomes` are those that the rule may decide."""
    versions = document.root.get("versions")
    for version in versions.elements() if versions else ():
        for key, node in version.items():
            if key == "from":
                later = parse_date(node.value) + timedelta(days=1)
                yield changed(node, str(later), f"in force from {node.value} → {later}")
            elif key == "to":
                earlier = parse_date(node.value) - timedelta(days=1)
                yield changed(node, str(earlier), f"in force to {node.value} → {earlier}")
            elif key in _CONDITIONS:
                yield from condition_mutants(node)
            elif key == "rows":
                yield from _rows(node, outcomes)
            elif key not in _KEPT:
                yield from _other(key, node, outcomes)


def _rows(rows: Node, outcomes: Sequence[str]) -> Iterator[Mutant]:
    for row in rows.elements():
        yield from _outcome(row.get("then"), outcomes)
        when = row.get("when")
        for _, test in when.items() if when else ():
            if isinstance(test.value, bool):
                yield changed(test, not test.value, f"{test.value} → {not test.value}")
            else:
                yield from operators(test)


def _other(key: str, node: Node, outcomes: Sequence[str]) -> Iterator[Mutant]:
    if key == "otherwise":
        yield from _outcome(node.get("then") if isinstance(node.value, dict) else node, outcomes)
    elif key == "if_not_applicable":
        yield from _outcome(node, outcomes)
    elif key == "due":
        yield from _due(node)
    elif key in {"evidence", "escalate"}:
        yield from _limit(node.get("within"))
    elif key == "items":
        for item in node.elements():
            if (applies := item.get("applies_if")) is not None:
                yield from condition_mutants(applies)
            if (answer := item.get("no_is_an_answer")) is not None:
                yield changed(answer, not answer.value, f"no_is_an_answer {answer.value} → {not answer.value}")


def _due(node: Node) -> Iterator[Mutant]:
    if isinstance(node.value, str):
        other = next(word for word in _DUE_WORDS if word != node.value)
        yield changed(node, other, f"{node.value} → {other}")
        return
    for word, period in node.items():
        if word in _DUE_SIDES:
            yield _renamed(node, word, _DUE_SIDES[word])
            yield from _limit(period)


def _outcome(node: Node | None, outcomes: Sequence[str]) -> Iterator[Mutant]:
    if node is not None and node.value in outcomes:
        other = outcomes[(outcomes.index(node.value) + 1) % len(outcomes)]
        yield changed(node, other, f"{node.value} → {other}")


def condition_mutants(node: Node) -> Iterator[Mutant]:
    """Give the mutants of a condition tree: `all` for `any`, another operator, another limit."""
    for word, other in _TREES.items():
        if (parts := node.get(word)) is not None:
            if len(parts.value) > 1 or word == "none":
                yield _renamed(node, word, other)
            for part in parts.elements():
                yield from condition_mutants(part)
    if (inner := node.get("not")) is not None:
        yield changed(node, inner.value, "not dropped")
        yield from condition_mutants(inner)
    if "fact" in node.value:
        yield from operators(node)


def operators(node: Node) -> Iterator[Mutant]:
    """Give the mutants of the comparisons of one mapping: another operator, another limit."""
    if (choices := node.get("one_of")) is not None:
        for choice in choices.value:
            left = [each for each in choices.value if each != choice]
            yield changed(choices, left, f"{choice} dropped")
    for word, other in _OPERATORS.items():
        limit = node.get(word)
        if limit is None:
            continue
        if isinstance(limit.value, bool):
            yield changed(limit, not limit.value, f"{word} {limit.value} → {not limit.value}")
            continue
        yield _renamed(node, word, other)
        yield from _limit(limit.get("otherwise") if isinstance(limit.value, dict) else limit)


def _limit(node: Node | None) -> Iterator[Mutant]:
    if node is None:
        return
    for other in nudged(node.value):
        yield changed(node, other, f"{node.value} → {other}")


def changed(node: Node, value: Any, what: str) -> Mutant:
    """Give the mutant in which a node has another value."""

    def change(holder: Any, key: Any) -> None:
        holder[key] = value

    return _mutant(node, change, what)


def dropped(node: Node, what: str) -> Mutant:
    """Give the mutant without a node."""

    def change(holder: Any, key: Any) -> None:
        del holder[key]

    return _mutant(node, change, what)


def _renamed(node: Node, old: str, new: str) -> Mutant:
    def change(holder: Any, key: Any) -> None:
        holder[key] = {(new if each == old else each): inner for each, inner in holder[key].items()}

    inner = node.get(old)
    return _mutant(node, change, f"{old} → {new}", inner)


def _mutant(node: Node, change: Any, what: str, shown: Node | None = None) -> Mutant:
    data = copy.deepcopy(node.document.data)
    holder = data
    for part in node.path[:-1]:
        holder = holder[part]
    change(holder, node.path[-1])
    places, keys = _Anywhere(node.document.places), _Anywhere(node.document.key_places)
    return Mutant(replace(node.document, data=data, places=places, key_places=keys), what, shown or node)


class _Anywhere(dict[Any, Any]):
    """The places of the unchanged file; what a mutant renamed stands where its parent stood."""

    def __missing__(self, path: tuple[Any, ...]) -> Any:
        return self[path[:-1]]
