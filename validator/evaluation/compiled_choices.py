"""Cells of inputs that have no order: yes and no, choices, and terms of days held against periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.compiled_axes import Ruler
from validator.facts.conditions import DATE_OPERATORS, Comparison
from validator.reading.quantities import DateRange, Period, QuantityError, Scalar, last_day_within

if TYPE_CHECKING:
    from collections.abc import Sequence


Value = Scalar | tuple[int, int]
_UNDER = {"below", "at_most"}


def choice_ruler(tests: Sequence[Comparison], choices: Sequence[Scalar]) -> Ruler:
    """Give one cell to all the choices that no comparison tells apart."""
    alike = {choice: tuple(_chosen(test, choice) for test in tests) for choice in choices}
    cells = {answers: place for place, answers in enumerate(dict.fromkeys(alike.values()))}
    places = {choice: cells[answers] for choice, answers in alike.items()}
    unknown = (0, len(cells) - 1)

    def known(value: Value) -> int:
        if isinstance(value, tuple) or value not in places:
            raise QuantityError(f"`{value}` is none of {', '.join(map(str, choices))}")
        return places[value]

    true = {
        test: sum(1 << place for answers, place in cells.items() if answers[number])
        for number, test in enumerate(tests)
    }
    return Ruler(len(cells) + 1, true, known, lambda _fact: unknown, unknown)


def _chosen(test: Comparison, choice: Scalar) -> bool:
    limits = test.limit if isinstance(test.limit, tuple) else (test.limit,)
    return (choice in limits) is not (test.operator == "is_not")


def term_ruler(tests: Sequence[Comparison]) -> Ruler:
    """Cut terms by which of the comparisons they pass: each set of answers is a cell, in which bit n is answer n.

    Where several periods are tested this counts sets that no term reaches; an unknown term may then seem to allow
    more than it does, never less.
    """
    different = list({(test.operator, test.limit): test for test in tests}.values())
    unknown = (0, (1 << len(different)) - 1)

    def known(value: Value) -> int:
        if not isinstance(value, DateRange):
            raise QuantityError(f"`{value}` is no term; its first and last day are needed")
        return sum(_passes(value, test) << bit for bit, test in enumerate(different))

    places = {(test.operator, test.limit): bit for bit, test in enumerate(different)}
    true = {
        test: sum(1 << cell for cell in range(1 << len(different)) if cell >> places[test.operator, test.limit] & 1)
        for test in tests
    }
    return Ruler((1 << len(different)) + 1, true, known, lambda _fact: unknown, unknown)


def _passes(term: DateRange, test: Comparison) -> bool:
    if not isinstance(test.limit, Period):
        raise QuantityError(f"`{test.limit}` is no period that a term can be held against")
    operator = DATE_OPERATORS.get(test.operator, test.operator)
    line = last_day_within(term.first, test.limit)
    closed = operator in {"at_most", "above"}
    under = term.last <= line if closed else term.last < line
    return under is (operator in _UNDER)
