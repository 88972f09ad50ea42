"""Read the rows of a table once, in order and three-valued, with every answer kept for the trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.facts.conditions import Comparison, Condition, Step, combine, compare

if TYPE_CHECKING:
    from validator.facts.fact import Fact
    from validator.rulebook.body import Row, TableBody

Values = Mapping[str, "Fact"]


@dataclass(frozen=True)
class Trial:
    """One row of a table as it was tried."""

    row: Row
    step: Step


@dataclass(frozen=True)
class Run:
    """One reading of the rows; `outcome` is None where an open fact stopped it."""

    outcome: str | None
    cite: str
    applies: Step | None
    trials: tuple[Trial, ...]


def facts_of_table(body: TableBody) -> tuple[str, ...]:
    """Give the names of all facts and inputs that the table reads, each once."""
    return tuple(dict.fromkeys(comparison.fact for comparison in body.comparisons()))


def run_table(body: TableBody, values: Values) -> Run:
    """Read the rows once over the given facts, three-valued."""
    applies = answer(body.applies_if, values) if body.applies_if else None
    if applies and applies.answer is False:
        return Run(body.if_not_applicable, "", applies, ())
    trials: list[Trial] = []
    certain = applies is None or applies.answer is True
    for row in body.rows:
        step = _try(row, values)
        trials.append(Trial(row, step))
        if step.answer and certain:
            return Run(row.then, row.cite, applies, tuple(trials))
        certain = certain and step.answer is not None
        if step.answer:
            break
    outcome = body.otherwise.then if certain else None
    return Run(outcome, body.otherwise.cite if certain else "", applies, tuple(trials))


def _try(row: Row, values: Values) -> Step:
    return combine("all", tuple(answer(condition, values) for condition in row.conditions), row.place)


def answer(condition: Condition, values: Values) -> Step:
    """Answer a condition over the given facts alone."""
    if isinstance(condition, Comparison):
        return compare(values[condition.fact], condition)
    return combine(condition.word, tuple(answer(part, values) for part in condition.parts), condition.place)
