"""Which line of a table decided: the row that every later one gave way to, or what stood in for a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from validator.evaluation.records import Decision
    from validator.findings import Place
    from validator.rulebook.body import Row


class By(StrEnum):
    """What decided a table."""

    ROW = "row"
    OTHERWISE = "otherwise"
    NOT_APPLICABLE = "not_applicable"
    EVERY_VALUE = "every_value"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Decided:
    """What decided a table: `row` is the row itself where one did, or the line that stands for all others."""

    by: By
    row: Row | None = None
    place: Place | None = None


def table_of(decision: Decision) -> TableBody:
    """Give the table behind a decision."""
    body = decision.version.body
    assert isinstance(body, TableBody)  # noqa: S101  # only tables are decided
    return body


def decided_by(decision: Decision) -> Decided:
    """Tell what decided a table: the first row that holds, where nothing before it is open."""
    body = table_of(decision)
    applies = decision.applies
    if applies and applies.answer is False:
        return Decided(By.NOT_APPLICABLE, place=applies.place)
    if applies is None or applies.answer:
        for trial in decision.trials:
            if trial.step.answer is None:
                break
            if trial.step.answer:
                return Decided(By.ROW, trial.row, trial.row.place)
        else:
            return Decided(By.OTHERWISE, body.otherwise, body.otherwise.place)
    # Some fact on the way is open: the outcome is certain only where every value of it leads to the same one.
    return Decided(By.EVERY_VALUE if decision.is_decided else By.NOTHING)


def decided_words(decision: Decision) -> str:
    """Say what decided a table: `decided by row 14A.76(2)(a) → exempt_from_circular_and_approval`."""
    decided = decided_by(decision)
    if decided.by is By.NOTHING:
        return f"undecided: the open facts allow {' or '.join(decision.possible)}"
    row = f"row {decided.row.cite or decision.rule.id}" if decided.row else ""
    words = {
        By.ROW: row,
        By.OTHERWISE: "the last line, as no row holds",
        By.NOT_APPLICABLE: "the condition of the table, which does not apply",
        By.EVERY_VALUE: "every value that the open facts can have",
    }
    return f"decided by {words[decided.by]} → {decision.outcome}"
