"""All completions of the open facts of a table, by exact cells.

Every threshold that an open fact can be tested against splits its range into points and open intervals; inside one
cell no test changes its answer, so one exact sample decides the cell. Nothing is sampled at random.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any

from validator.evaluation.solving import Key, atoms, breakpoints, keys_below, recompute
from validator.facts.conditions import Comparison, compare, like, rank
from validator.facts.fact import NUMBER, Bound, Fact, interval
from validator.reading.quantities import Money, Scalar, exact_decimal, format_scalar

if TYPE_CHECKING:
    from validator.rulebook.body import TableBody
    from validator.rulebook.model import Rule

Values = Mapping[str, Fact]
Outcome = Callable[[Values], tuple[str | None, str]]
_MOST_CELLS = 20_000


@dataclass(frozen=True)
class Cell:
    """A part of an open fact's range in which no test changes: a point, an open interval, or one choice."""

    sample: Scalar
    low: Bound | None = None
    high: Bound | None = None


@dataclass(frozen=True)
class Part:
    """A run of cells of one open fact with the outcomes reached in it."""

    fact: Fact
    range: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Explored:
    """What all completions give: the outcomes and citations reached, and where each open fact matters."""

    outcomes: frozenset[str]
    cites: tuple[str, ...]
    parts: tuple[Part, ...]


def explore(rule: Rule, body: TableBody, values: Values, outcome: Outcome) -> Explored | None:
    """Run the table over every cell of its open facts; None where they cannot be split or are too many."""
    tested = list(body.comparisons())
    variables = {atom.key: atom for fact in values.values() for atom in atoms(fact)}
    split = [_cells(rule, atom, values, tested) for atom in variables.values()]
    if not split or any(not cells for cells in split) or prod(len(cells) for cells in split) > _MOST_CELLS:
        return None
    reached = []
    for chosen, got, cite in _runs(values, tested, dict(zip(variables, split, strict=True)), outcome):
        if got is None:
            return None
        reached.append((chosen, got, cite))
    parts = tuple(
        part
        for place, atom in enumerate(variables.values())
        for part in _parts(rule, atom, split[place], place, reached)
    )
    cites = tuple(dict.fromkeys(cite for _, _, cite in reached))
    return Explored(frozenset(got for _, got, _ in reached), cites, parts)


def _runs(
    values: Values, tested: list[Comparison], split: Mapping[Key, tuple[Cell, ...]], outcome: Outcome
) -> Iterator[tuple[tuple[Cell, ...], str | None, str]]:
    """Run every choice of cells. A fact is completed once for the cells below it, a table once for its answers."""
    facts = {name: _Completed(fact, [t for t in tested if t.fact == name], split) for name, fact in values.items()}
    seen: dict[tuple[object, ...], tuple[str | None, str]] = {}
    for picks in product(*(range(len(cells)) for cells in split.values())):
        answers = tuple(each.answers(picks) for each in facts.values())
        if answers not in seen:
            seen[answers] = outcome({name: each.fact(picks) for name, each in facts.items()})
        chosen = tuple(cells[pick] for cells, pick in zip(split.values(), picks, strict=True))
        yield chosen, *seen[answers]


class _Completed:
    """One fact under every choice of the cells below it, with the answers to the tests that it is put to."""

    def __init__(self, fact: Fact, tests: list[Comparison], split: Mapping[Key, tuple[Cell, ...]]) -> None:
        self._open, self._tests, self._split = fact, tests, split
        below = keys_below(fact)
        self._places = tuple((place, key) for place, key in enumerate(split) if key in below)
        self._facts: dict[tuple[int, ...], Fact] = {}
        self._answers: dict[tuple[int, ...], tuple[bool | None, ...]] = {}

    def fact(self, picks: tuple[int, ...]) -> Fact:
        own = tuple(picks[place] for place, _ in self._places)
        if own not in self._facts:
            samples = {key: self._split[key][picks[place]].sample for place, key in self._places}
            self._facts[own] = recompute(self._open, samples)
        return self._facts[own]

    def answers(self, picks: tuple[int, ...]) -> tuple[bool | None, ...]:
        own = tuple(picks[place] for place, _ in self._places)
        if own not in self._answers:
            self._answers[own] = tuple(compare(self.fact(picks), test).answer for test in self._tests)
        return self._answers[own]


def _cells(rule: Rule, atom: Fact, values: Values, tested: list[Comparison]) -> tuple[Cell, ...]:
    points: dict[Any, Scalar] = {}
    choices: tuple[Scalar, ...] = ()
    for test in tested:
        fact = values[test.fact]
        if atom.key not in {inner.key for inner in atoms(fact)}:
            continue
        if test.kind in {"boolean", "choice"}:
            choices = (True, False) if test.kind == "boolean" else _choices(rule, test)
        else:
            found = breakpoints(fact, atom, test.limit) if isinstance(test.limit, (Money, Fraction, int)) else None
            if found is None:
                return ()
            points.update((rank(point), point) for point in found)
    if choices:
        return tuple(Cell(choice) for choice in atom.possible or choices)
    return _numeric(atom, [points[key] for key in sorted(points)])


def _choices(rule: Rule, test: Comparison) -> tuple[Scalar, ...]:
    return rule.inputs[test.fact].choices if test.fact in rule.inputs else ()


def _numeric(atom: Fact, points: list[Scalar]) -> tuple[Cell, ...]:
    low, high = interval(atom)
    floor = low or (Bound(like(points[0], rank(points[0]) * 0), inclusive=True) if points else None)
    inside = [point for point in points if _allows(floor, high, point)]
    if not points or floor is None:
        return (Cell((low or high).value),) if (low or high) and not points else ()  # type: ignore[union-attr]
    edges: list[Bound | None] = [floor, *(Bound(point, inclusive=False) for point in inside), high]
    cells = [Cell(point, Bound(point, inclusive=True), Bound(point, inclusive=True)) for point in inside]
    for left, right in pairwise(edges):
        if (sample := _between(left, right)) is not None:
            cells.append(Cell(sample, left, right))
    return tuple(sorted(cells, key=lambda cell: rank(cell.sample)))


def _allows(low: Bound | None, high: Bound | None, point: Scalar) -> bool:
    above = low is None or rank(point) > rank(low.value) or (low.inclusive and rank(point) == rank(low.value))
    return above and (
        high is None or rank(point) < rank(high.value) or (high.inclusive and rank(point) == rank(high.value))
    )


def _between(left: Bound | None, right: Bound | None) -> Scalar | None:
    if left is None:
        return None
    start: Fraction = rank(left.value)
    if right is None:
        return like(left.value, start + abs(start) + 1)
    return like(left.value, (start + rank(right.value)) / 2) if start < rank(right.value) else None


def _parts(
    rule: Rule, atom: Fact, cells: tuple[Cell, ...], place: int, reached: list[tuple[tuple[Cell, ...], str, str]]
) -> Iterator[Part]:
    """Join neighbouring cells of one fact that reach the same outcomes; a fact that changes nothing gives none."""
    found: dict[int, set[str]] = {id(cell): set() for cell in cells}
    for chosen, got, _ in reached:
        found[id(chosen[place])].add(got)
    by_cell = [frozenset(found[id(cell)]) for cell in cells]
    if len(set(by_cell)) == 1:
        return
    start = 0
    for index in range(1, len(cells) + 1):
        if index == len(cells) or by_cell[index] != by_cell[start]:
            outcomes = tuple(outcome for outcome in rule.outcomes if outcome in by_cell[start])
            yield Part(atom, _range(cells[start], cells[index - 1], atom), outcomes)
            start = index


def _range(first: Cell, last: Cell, atom: Fact) -> str:
    if first.low is None and last.high is None:
        return format_scalar(first.sample)
    low, _high = interval(atom)
    words = []
    if first.low and not (low is None and rank(first.low.value) == 0):
        words.append(f"{'at or above' if first.low.inclusive else 'above'} {_plain(first.low.value, atom)}")
    if last.high:
        words.append(f"{'at or below' if last.high.inclusive else 'below'} {_plain(last.high.value, atom)}")
    return " and ".join(words) or "any value"


def _plain(value: Scalar, atom: Fact) -> str:
    if not isinstance(value, Fraction):
        return str(value)
    return exact_decimal(value) if atom.unit == NUMBER else f"{exact_decimal(value * 100)}%"
