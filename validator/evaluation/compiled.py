"""Compile a table once into a lookup over its cells: the same answers as the plain evaluator, for bulk screening.

Every cell of every input is one digit of an index, so that a set of deals is the bits of one integer: a comparison is
the set of deals in which it holds, a row the set that reaches it. The deals that open inputs leave possible are the
common bits of their spans, and what they can come to are the rows that share a bit with them. Answers are kept by
span, so that a deal whose spans have been met before costs one lookup.

Inputs count as open each for itself. Where one open figure stands behind two inputs (an amount behind its ratio and
itself) the engine varies the figure and may decide more; it never decides otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluation.compiled_choices import choice_ruler, term_ruler
from validator.evaluation.compiled_scales import Scale, ordered_ruler, scale_for
from validator.evaluation.compiled_sets import Answer, Answers, Axis
from validator.evaluation.compiled_trace import Path, Paths, Traced
from validator.reading.quantities import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.evaluation.compiled_axes import Given, Ruler
    from validator.facts.conditions import Comparison
    from validator.rulebook.body import TableBody
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version

_MOST_CELLS = 1_000_000


class CannotCompileError(Exception):
    """A table has more cells than are worth holding; the plain evaluator decides it all the same."""


@dataclass(frozen=True)
class CompiledTable:
    """One version of a table as a lookup. Missing inputs are unknown."""

    rule: Rule
    version: Version
    body: TableBody
    axes: tuple[Axis, ...]
    answers: Mapping[int, Answer]
    paths: Mapping[int, Path]

    def key(self, values: Mapping[str, Given]) -> int:
        """Give the number that stands for the spans of all inputs. Raises `QuantityError` for a value of no use."""
        return sum(axis.key(values.get(axis.name)) for axis in self.axes)

    def answer(self, values: Mapping[str, Given]) -> Answer:
        """Answer for inputs in any of their four states: all outcomes that they leave possible."""
        return self.answers[self.key(values)]

    def decide(self, values: Mapping[str, Given]) -> tuple[str | None, str]:
        """Give the outcome and the row cited for it; None and nothing while several outcomes are possible."""
        return self.answer(values)[:2]

    def trace(self, values: Mapping[str, Given]) -> Traced:
        """Answer with every row that was tried, the value of each operand and each answer."""
        key = self.key(values)
        return Traced(self.answers[key], self.paths[key], values)

    def decide_many(self, deals: Iterable[Mapping[str, Given]]) -> list[Answer]:
        """Answer for many deals. Records of raw figures are read faster by a `Screen`."""
        return [self.answer(deal) for deal in deals]


def compile_table(
    rule: Rule, version: Version, body: TableBody, rulebook: Rulebook, per_unit: Mapping[str, int] | None = None
) -> CompiledTable:
    """Compile one version of a table.

    `per_unit` says for an input how many of its integers make one unit (100 for cents); without it an integer is the
    number itself. Raises `CannotCompileError` past a million cells, `QuantityError` for lines of mixed currencies.
    """
    axes = tuple(_axes(rule, body, rulebook, per_unit or {}))
    return CompiledTable(rule, version, body, axes, Answers(rule, body, axes), Paths(body, axes))


def _axes(rule: Rule, body: TableBody, rulebook: Rulebook, per_unit: Mapping[str, int]) -> Iterator[Axis]:
    by_name: dict[str, list[Comparison]] = {}
    for test in body.comparisons():
        by_name.setdefault(test.fact, []).append(test)
    weight = stride = 1
    for name, tests in by_name.items():
        ruler, scale = _ruler(rule, name, tests, rulebook, per_unit.get(name, 1))
        yield Axis(name, ruler, scale, weight, stride)
        weight, stride = weight * ruler.cells**2, stride * ruler.cells
        if stride > _MOST_CELLS:
            raise CannotCompileError(f"{rule.id} has more than {_MOST_CELLS} cells")


def _ruler(
    rule: Rule, name: str, tests: Sequence[Comparison], rulebook: Rulebook, per_unit: int
) -> tuple[Ruler, Scale | None]:
    declared = rule.inputs[name] if name in rule.inputs else rulebook.facts[name]
    if declared.kind in {"boolean", "choice"}:
        return choice_ruler(tests, (False, True) if declared.kind == "boolean" else declared.choices), None
    if any(isinstance(test.limit, Period) for test in tests):
        return term_ruler(tests), None
    scale = scale_for(tests, per_unit)
    return ordered_ruler(tests, scale), scale
