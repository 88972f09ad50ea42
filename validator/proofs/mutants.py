"""Every small change of a rule file that should matter: thresholds, operators, outcomes, trees, dates."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.reading.quantities import (
    QuantityError,
    exact_decimal,
    parse_date,
    parse_money,
    parse_percentage,
    parse_period,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

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
# A threshold is moved by a thousandth, each way: near enough that only an example close to the line sees it.
_NUDGES = (Fraction(1001, 1000), Fraction(999, 1000))
_CONDITIONS = ("applies_if", "require", "unless", "alert_if")
_KEPT = ("examples", "assume", "promises")


@dataclass(frozen=True)
class Mutant:
    """One changed copy of a rule document, with what was changed and where."""

    document: Document
    what: str
    node: Node


def mutants_of(document: Document) -> Iterator[Mutant]:
    """Give every mutant of a rule document, one change each."""
    versions = document.root.get("versions")
    for version in versions.elements() if versions else ():
        for key, node in version.items():
            if key == "from":
                later = parse_date(node.value) + timedelta(days=1)
                yield changed(node, str(later), f"in force from {node.value} → {later}")
            elif key in _CONDITIONS:
                yield from _condition(node)
            elif key == "rows":
                yield from _rows(node, document)
            elif key not in _KEPT:
                yield from _other(key, node, document)


def _rows(rows: Node, document: Document) -> Iterator[Mutant]:
    for row in rows.elements():
        yield from _outcome(row.get("then"), document)
        when = row.get("when")
        for _, test in when.items() if when else ():
            if isinstance(test.value, bool):
                yield changed(test, not test.value, f"{test.value} → {not test.value}")
            else:
                yield from operators(test)


def _other(key: str, node: Node, document: Document) -> Iterator[Mutant]:
    if key == "otherwise":
        yield from _outcome(node.get("then") if isinstance(node.value, dict) else node, document)
    elif key == "if_not_applicable":
        yield from _outcome(node, document)
    elif key == "due":
        for _, period in node.items():  # noqa: PERF102  # a node is no dict
            yield from _limit(period)
    elif key == "evidence":
        yield from _limit(node.get("within"))
    elif key == "items":
        for item in node.elements():
            if (applies := item.get("applies_if")) is not None:
                yield from _condition(applies)


def _outcome(node: Node | None, document: Document) -> Iterator[Mutant]:
    outcomes = document.root.value.get("outcomes", [])
    if node is not None and node.value in outcomes:
        other = outcomes[(outcomes.index(node.value) + 1) % len(outcomes)]
        yield changed(node, other, f"{node.value} → {other}")


def _condition(node: Node) -> Iterator[Mutant]:
    for word, other in _TREES.items():
        if (parts := node.get(word)) is not None:
            if len(parts.value) > 1 or word == "none":
                yield _renamed(node, word, other)
            for part in parts.elements():
                yield from _condition(part)
    if (inner := node.get("not")) is not None:
        yield changed(node, inner.value, "not dropped")
        yield from _condition(inner)
    if "fact" in node.value:
        yield from operators(node)


def operators(node: Node) -> Iterator[Mutant]:
    """Give the mutants of the comparisons of one mapping: another operator, another limit."""
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
    for other in _nudged(node.value):
        yield changed(node, other, f"{node.value} → {other}")


def _nudged(value: Any) -> Iterator[Any]:
    """Give a threshold a little higher and a little lower, in its own unit."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
        return
    for kind in (_percentages, _money, _periods):
        try:
            yield from kind(str(value))
        except QuantityError:
            continue
        return


def _percentages(text: str) -> list[str]:
    ratio = parse_percentage(text)
    if not ratio:  # nothing is a thousandth of nil: a tenth of a percent instead
        return ["0.1%", "-0.1%"]
    return [f"{exact_decimal(ratio * nudge * 100)}%" for nudge in _NUDGES]


def _money(text: str) -> list[str]:
    money = parse_money(text)
    # Nothing is a thousandth of nil: a sum of nil moves by the smallest coin instead.
    amounts = [money.amount * nudge for nudge in _NUDGES] if money.amount else [Fraction(1, 100), Fraction(-1, 100)]
    return [f"{money.currency} {exact_decimal(amount)}" for amount in amounts]


def _periods(text: str) -> list[str]:
    period = parse_period(text)
    return [str(replace(period, count=count)) for count in (period.count + 1, period.count - 1)]


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
