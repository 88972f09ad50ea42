"""The cases at every threshold of a table: just below it, exactly at it and just above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluation.rows import run_table
from validator.facts.conditions import like, rank
from validator.facts.fact import describe, known
from validator.proofs.boundaries_cases import SIDES, cases_of
from validator.proofs.space import space_of
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.facts.fact import Fact
    from validator.proofs.space import Space
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version


@dataclass(frozen=True)
class Boundary:
    """One case at a threshold: which row sets it, on which input, on which side, and what comes out."""

    rule: str
    version: str
    cite: str
    input: str
    threshold: str
    side: str
    deal: Mapping[str, str]
    outcome: str


def boundaries_of(rulebook: Rulebook) -> Iterator[Boundary]:
    """Give the boundary cases of every version of every table, requirement and procedure."""
    for rule in rulebook.rules.values():
        for version in rule.versions:
            if isinstance(version.body, TableBody):
                yield from _boundaries(rule, version, version.body, rulebook)
            for test, (side, line, deal, outcome) in cases_of(rulebook, rule, version):
                yield Boundary(rule.id, str(version.first), rule.id, test.fact, line, side, deal, outcome)


def _boundaries(rule: Rule, version: Version, body: TableBody, rulebook: Rulebook) -> Iterator[Boundary]:
    space = space_of(rule, list(body.comparisons()), rulebook)
    ordered = {axis.name: place for place, axis in enumerate(space.axes) if axis.ordered}
    for index, row in enumerate(body.rows):
        for test in TableBody(body.read, (row,), body.otherwise).comparisons():
            place = ordered.get(test.fact)
            if place is None:
                continue
            at = next(at for at, point in enumerate(space.axes[place].points) if point.sample == test.limit)
            cell = _where_it_matters(space, body, index, place, at)
            for side, values in _around(space, place, at, cell) if cell else ():
                outcome = str(run_table(body, values).outcome)
                deal = {name: describe(fact) for name, fact in values.items()}
                yield Boundary(rule.id, str(version.first), row.cite, test.fact, test.written, side, deal, outcome)


def _where_it_matters(space: Space, body: TableBody, row: int, place: int, at: int) -> tuple[int, ...] | None:
    """Give a cell beside a threshold that a row decides, if it can be one where the other side comes out otherwise."""
    found = None
    for cell in space.cells():
        if cell[place] not in {at - 1, at, at + 1}:
            continue
        trials = run_table(body, space.values(cell)).trials
        if trials and len(trials) == row + 1 and trials[-1].step.answer:
            found = found or cell
            sides = {
                run_table(body, space.values(_moved(cell, place, index))).outcome
                for index in (at - 1, at, at + 1)
                if 0 <= index < len(space.axes[place].points)
            }
            if len(sides) > 1:
                return cell
    return found


def _moved(cell: tuple[int, ...], place: int, index: int) -> tuple[int, ...]:
    return (*cell[:place], index, *cell[place + 1 :])


def _around(space: Space, place: int, at: int, cell: tuple[int, ...]) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Give the deal just below, exactly at and just above a threshold; `just` is a ten-thousandth of the way on."""
    axis = space.axes[place]
    threshold = axis.points[at].sample
    for side, index in zip(SIDES, (at - 1, at, at + 1), strict=True):
        inside = axis.points[index].sample if 0 <= index < len(axis.points) else None
        if inside is None or threshold is None:
            continue
        number = rank(threshold) + (rank(inside) - rank(threshold)) / 10_000
        near = known(axis.name, like(threshold, number))
        yield side, {**space.values(_moved(cell, place, index)), axis.name: near}
