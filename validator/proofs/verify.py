"""Verify what a table promises of itself, and what every rulebook must be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.evaluation.rows import answer, run_table
from validator.proofs.boxes import MOST_PIECES, TooManyPiecesError
from validator.proofs.problems import Problem
from validator.proofs.space import Space, space_of
from validator.proofs.verify_large import problems_by_boxes
from validator.rulebook.body import Promise, TableBody

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
    space = space_of(rule, list(body.comparisons()), rulebook)
    names = tuple(promise.name for promise in body.promises)
    problems = [
        Problem(rule.id, "domain", f"the input `{name}` declares no lower end of its domain", rule.place, {})
        for name in space.unbounded
    ]
    if space.size > most_cells:
        return _by_boxes(rule, version, body, space, problems)
    decided = _decide_all(rule, version, body, space)
    for promise in body.promises:
        problems.extend(_PROMISES[promise.name](decided, promise))
    if body.read == "exactly_one":
        problems.extend(_overlaps(decided))
    return Proof(rule.id, str(version.first), names, space.size, proved=not problems, problems=tuple(problems))


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
    deal = decided.space.deal(cell) if cell is not None else {}
    return Problem(decided.rule.id, promise, message, place, deal)


def _every_row_can_decide(decided: _Decided, _promise: Promise) -> Iterator[Problem]:
    reached = set(decided.rows.values())
    for index, row in enumerate(decided.body.rows):
        if index not in reached:
            message = f"row {index + 1} ({row.cite}) decides no deal: the rows above it take them all"
            yield _problem(decided, "every_row_can_decide", message, row.place, None)


def _no_row_is_redundant(decided: _Decided, _promise: Promise) -> Iterator[Problem]:
    for index, row in enumerate(decided.body.rows):
        without = replace(decided.body, rows=(*decided.body.rows[:index], *decided.body.rows[index + 1 :]))
        own = [cell for cell, decider in decided.rows.items() if decider == index]
        if own and all(run_table(without, decided.space.values(cell)).outcome == row.then for cell in own):
            message = f"without row {index + 1} ({row.cite}) every deal would come out the same, as this one"
            yield _problem(decided, "no_row_is_redundant", message, row.place, own[0])


def _never_heavier_when_smaller(decided: _Decided, promise: Promise) -> Iterator[Problem]:
    for name in promise.inputs:
        axis = next((place for place, axis in enumerate(decided.space.axes) if axis.name == name), None)
        if axis is None:
            message = f"`{name}` is no input that a row tests"
            yield _problem(decided, "never_heavier_when_smaller", message, decided.version.place, None)
            continue
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
        values = decided.space.values(cell)
        applies = decided.body.applies_if is None or answer(decided.body.applies_if, values).answer
        stated = answer(promise.condition, values).answer
        if applies and stated is not (row is None):
            said = "a row takes this deal" if stated else "no row takes this deal"
            message = f"{said}, against the stated region of the otherwise ({decided.outcomes[cell]})"
            yield _problem(decided, "otherwise_is_exactly", message, promise.place, cell)
            return


def _overlaps(decided: _Decided) -> Iterator[Problem]:
    for cell in decided.outcomes:
        values = decided.space.values(cell)
        holding = [
            index
            for index, row in enumerate(decided.body.rows)
            if all(answer(condition, values).answer for condition in row.conditions)
        ]
        if len(holding) > 1:
            first, second = (decided.body.rows[index] for index in holding[:2])
            message = f"rows {holding[0] + 1} ({first.cite}) and {holding[1] + 1} ({second.cite}) both hold"
            yield _problem(decided, "exactly_one", message, second.place, cell)
            return


_PROMISES: dict[str, Callable[[_Decided, Promise], Iterator[Problem]]] = {
    "every_row_can_decide": _every_row_can_decide,
    "no_row_is_redundant": _no_row_is_redundant,
    "never_heavier_when_smaller": _never_heavier_when_smaller,
    "otherwise_is_exactly": _otherwise_is_exactly,
}
