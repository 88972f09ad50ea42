"""The full trace of a compiled table: every row tried, with the value and the answer of each operand.

Which rows are tried and what they answer depends on the spans of the inputs alone, so that it is worked out once for
each key; the records of a deal set its own values beside these answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.evaluation.compiled_axes import AtLeast
from validator.facts.conditions import Comparison, Condition, Step, combine
from validator.facts.fact import Fact, State, describe
from validator.reading.quantities import format_scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.evaluation.compiled_axes import Given, Ruler, Span
    from validator.evaluation.compiled_sets import Answer, Axis
    from validator.rulebook.body import Row, TableBody

Answered = tuple[tuple[Comparison, bool | None], ...]


class Tested(NamedTuple):
    """One operand as it was tested: the comparison, the value held against it, and the answer (None: undecided)."""

    comparison: Comparison
    value: Given
    answer: bool | None

    def __str__(self) -> str:
        asked = f"{self.comparison.fact} {self.comparison.operator.replace('_', ' ')} {self.comparison.written}"
        return f"{asked}: {_ANSWERS[self.answer]} ({_words(self.value)})"


class Tried(NamedTuple):
    """One row as it was tried."""

    row: Row
    answer: bool | None
    tests: tuple[Tested, ...]


class Path(NamedTuple):
    """What every deal of the same spans is asked and answers."""

    applied: bool | None
    applies: Answered
    rows: tuple[tuple[Row, bool | None, Answered], ...]


class Traced(NamedTuple):
    """An answer with its working: the deal's own values, and what each row asked and was answered.

    Nothing is worked out again when the rows are read: they set the values beside the answers already given.
    """

    answer: Answer
    path: Path
    values: Mapping[str, Given]

    @property
    def applied(self) -> bool | None:
        """Tell whether the table applies; None where that is undecided."""
        return self.path.applied

    @property
    def applies(self) -> tuple[Tested, ...]:
        """Give the operands that decide whether the table applies."""
        return _beside(self.path.applies, self.values)

    @property
    def rows(self) -> tuple[Tried, ...]:
        """Give the rows in the order in which they were tried, up to the first that holds."""
        return tuple(Tried(row, answer, _beside(tests, self.values)) for row, answer, tests in self.path.rows)


class Paths(dict[int, Path]):
    """The way through the rows by key, each worked out when its spans are first met."""

    def __init__(self, body: TableBody, axes: tuple[Axis, ...]) -> None:
        super().__init__()
        self._body, self._axes = body, axes

    def __missing__(self, key: int) -> Path:
        spans = {axis.name: (axis.ruler, axis.span(key)) for axis in self._axes}
        self[key] = path = self._path(spans)
        return path

    def _path(self, spans: Mapping[str, tuple[Ruler, Span]]) -> Path:
        applied, applies = _all_of((self._body.applies_if,) if self._body.applies_if else (), spans)
        rows = []
        for row in self._body.rows if applied is not False else ():
            answer, tests = _all_of(row.conditions, spans)
            rows.append((row, answer, tests))
            if answer:
                break
        return Path(applied, applies, tuple(rows))


def _beside(answered: Answered, values: Mapping[str, Given]) -> tuple[Tested, ...]:
    return tuple(Tested(comparison, values.get(comparison.fact), answer) for comparison, answer in answered)


def _all_of(conditions: tuple[Condition, ...], spans: Mapping[str, tuple[Ruler, Span]]) -> tuple[bool | None, Answered]:
    parts = [_answered(condition, spans) for condition in conditions]
    joined = combine("all", tuple(Step("", answer) for answer, _ in parts))
    return joined.answer, tuple(leaf for _, leaves in parts for leaf in leaves)


def _answered(condition: Condition, spans: Mapping[str, tuple[Ruler, Span]]) -> tuple[bool | None, Answered]:
    if isinstance(condition, Comparison):
        answer = _of_span(condition, *spans[condition.fact])
        return answer, ((condition, answer),)
    parts = [_answered(part, spans) for part in condition.parts]
    joined = combine(condition.word, tuple(Step("", answer) for answer, _ in parts))
    return joined.answer, tuple(leaf for _, leaves in parts for leaf in leaves)


def _of_span(comparison: Comparison, ruler: Ruler, span: Span) -> bool | None:
    cells = (1 << (span[1] + 1)) - (1 << span[0])
    holding = ruler.true[comparison] & cells
    return True if holding == cells else None if holding else False


_ANSWERS = {True: "yes", False: "no", None: "undecided"}


def _words(value: Given) -> str:
    if isinstance(value, Fact):
        return describe(value)
    if isinstance(value, State):
        return value.replace("_", " ")
    if isinstance(value, AtLeast):
        return f"at least {value.numerator} / {value.denominator}"
    if isinstance(value, tuple):
        return f"{value[0]} / {value[1]}"
    return "unknown" if value is None else format_scalar(value)
