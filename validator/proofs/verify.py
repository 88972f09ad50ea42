"""Verify what a table promises of itself, and what every rulebook must be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.evaluation.rows import answer, run_table
from validator.facts.conditions import comparisons_of
from validator.proofs.boxes import MOST_PIECES, TooManyPiecesError
from validator.proofs.problems import Problem, idle_row, not_as_stated, overlapping, without_order
from validator.proofs.space import Space, ordered_axis, space_of
from validator.proofs.verify_large import problems_by_boxes
from validator.rulebook.body import Promise, Row, TableBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.findings import Place
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version

MOST_CELLS = 60_000


@dataclass(frozen=True)
class Proof:
    """What was shown of one version of one table: its promises, over how many cells, and what failed."""

    rule: str
    version: str
    promises: tuple[str, ...]
    cells: int
    proved: bool
    problems: tuple[Problem, ...]
    why_not: str = ""


@dataclass(frozen=True)
class _Decided:
    """A table with the outcome of every cell, and the row that decides it (None: otherwise or not applicable)."""

    rule: Rule
    version: Version
    body: TableBody
    space: Space
    outcomes: Mapping[tuple[int, ...], str]
    rows: Mapping[tuple[int, ...], int | None]

    def rank(self, cell: tuple[int, ...]) -> int:
        return self.rule.outcomes.index(self.outcomes[cell])

    def applies(self, cell: tuple[int, ...]) -> bool:
        condition = self.body.applies_if
        return condition is None or bool(answer(condition, self.space.values(cell)).answer)

    def holds(self, row: Row, cell: tuple[int, ...]) -> bool:
        values = self.space.values(cell)
        return all(answer(condition, values).answer for condition in row.conditions)

    def deal(self, cell: tuple[int, ...] | None) -> dict[str, str]:
        return self.space.deal(cell) if cell is not None else {}


def verify_tables(rulebook: Rulebook, *, most_cells: int = MOST_CELLS) -> Iterator[Proof]:
    """Prove every version of every table of a rulebook."""
    for rule in rulebook.of_kind("table"):
        for version in rule.versions:
            if isinstance(version.body, TableBody):
                yield verify_table(rule, version, version.body, rulebook, most_cells=most_cells)


def verify_table(
    rule: Rule, version: Version, body: TableBody, rulebook: Rulebook, *, most_cells: int = MOST_CELLS
) -> Proof:
    """Prove the promises of one version over all its cells, past `most_cells` by boxes, or say why not."""
    promised = [test for promise in body.promises for test in comparisons_of(promise.condition)]
    space = space_of(rule, [*body.comparisons(), *promised], rulebook)
    names = tuple(promise.name for promise in body.promises)
    problems = [_without_domain(rule, name, space) for name in space.unbounded]
    if space.size > most_cells:
        return _by_boxes(rule, version, body, space, problems)
    decided = _decide_all(rule, version, body, space)
    for promise in body.promises:
        problems.extend(_PROMISES[promise.name](decided, promise))
    if body.read == "exactly_one":
        problems.extend(_overlaps(decided))
    return Proof(rule.id, str(version.first), names, space.size, proved=not problems, problems=tuple(problems))


def _without_domain(rule: Rule, name: str, space: Space) -> Problem:
    """Show the lowest deal that an input without a domain lets in: one that nobody may have thought of."""
    message = f"`{name}` says nothing of the smallest value it can have (`at_least`), so that this deal would count too"
    place = rule.inputs[name].place if name in rule.inputs else rule.place
    return Problem(rule.id, "domain", message, place, space.deal([0] * len(space.axes)))


def _by_boxes(rule: Rule, version: Version, body: TableBody, space: Space, problems: list[Problem]) -> Proof:
    names = tuple(promise.name for promise in body.promises)
    try:
        problems = [*problems, *problems_by_boxes(rule, body, space)]
    except TooManyPiecesError:
        why = f"{space.size} cells are too many to list, and cutting them into boxes took more than {MOST_PIECES}"
        return Proof(rule.id, str(version.first), names, space.size, False, tuple(problems), why)
    return Proof(rule.id, str(version.first), names, space.size, not problems, tuple(problems))


def _decide_all(rule: Rule, version: Version, body: TableBody, space: Space) -> _Decided:
    outcomes: dict[tuple[int, ...], str] = {}
    rows: dict[tuple[int, ...], int | None] = {}
    for cell in space.cells():
        run = run_table(body, space.values(cell))
        outcomes[cell] = str(run.outcome)
        last = len(run.trials) - 1
        rows[cell] = last if run.trials and run.trials[last].step.answer else None
    return _Decided(rule, version, body, space, outcomes, rows)


def _problem(
    decided: _Decided, promise: str, message: str, place: Place | None, cell: tuple[int, ...] | None
) -> Problem:
    return Problem(decided.rule.id, promise, message, place, decided.deal(cell))


def _every_row_can_decide(decided: _Decided, _promise: Promise) -> Iterator[Problem]:
    reached = set(decided.rows.values())
    for index, row in enumerate(decided.body.rows):
        if index not in reached:
            held = [cell for cell in decided.outcomes if decided.applies(cell) and decided.holds(row, cell)]
            cell = next((cell for cell in held if decided.outcomes[cell] != row.then), held[0] if held else None)
            taken = decided.rows[cell] if cell is not None else None
            yield idle_row(decided.rule, decided.body, index, taken, decided.deal(cell))


def _no_row_is_redundant(decided: _Decided, _promise: Promise) -> Iterator[Problem]:
    for index, row in enumerate(decided.body.rows):
        without = replace(decided.body, rows=(*decided.body.rows[:index], *decided.body.rows[index + 1 :]))
        own = [cell for cell, decider in decided.rows.items() if decider == index]
        if own and all(run_table(without, decided.space.values(cell)).outcome == row.then for cell in own):
            message = f"without row {index + 1} ({row.cite}) every deal would come out the same, as this one"
            yield _problem(decided, "no_row_is_redundant", message, row.place, own[0])


def _never_heavier_when_smaller(decided: _Decided, promise: Promise) -> Iterator[Problem]:
    for name in promise.inputs:
        axis = ordered_axis(decided.space, name)
        if axis is None:
            yield without_order(decided.rule, promise, name)
        else:
            yield from _heavier_when_smaller(decided, name, axis)


def _heavier_when_smaller(decided: _Decided, name: str, axis: int) -> Iterator[Problem]:
    for cell in decided.outcomes:
        if cell[axis] + 1 < len(decided.space.axes[axis].points):
            larger = (*cell[:axis], cell[axis] + 1, *cell[axis + 1 :])
            if decided.rank(cell) > decided.rank(larger):
                at = decided.space.axes[axis].points[larger[axis]].words
                message = f"{decided.outcomes[cell]} here, yet {decided.outcomes[larger]} at the larger {name} of {at}"
                row = decided.rows[larger]
                place = decided.body.rows[row].place if row is not None else decided.body.otherwise.place
                yield _problem(decided, "never_heavier_when_smaller", message, place, cell)
                return


def _otherwise_is_exactly(decided: _Decided, promise: Promise) -> Iterator[Problem]:
    """Compare the deals that no row takes with those that the promise describes, where the table applies."""
    assert promise.condition is not None  # noqa: S101  # the reader made it
    for cell, row in decided.rows.items():
        stated = answer(promise.condition, decided.space.values(cell)).answer
        if decided.applies(cell) and stated is not (row is None):
            yield not_as_stated(decided.rule, decided.body, row, promise, decided.deal(cell))
            return


def _overlaps(decided: _Decided) -> Iterator[Problem]:
    for cell in decided.outcomes:
        holding = [index for index, row in enumerate(decided.body.rows) if decided.holds(row, cell)]
        if len(holding) > 1 and decided.applies(cell):
            yield overlapping(decided.rule, decided.body, holding[0], holding[1], decided.deal(cell))
            return


_PROMISES: dict[str, Callable[[_Decided, Promise], Iterator[Problem]]] = {
    "every_row_can_decide": _every_row_can_decide,
    "no_row_is_redundant": _no_row_is_redundant,
    "never_heavier_when_smaller": _never_heavier_when_smaller,
    "otherwise_is_exactly": _otherwise_is_exactly,
}
