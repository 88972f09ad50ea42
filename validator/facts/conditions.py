"""Conditions over facts, three-valued: every comparison sets one fact beside one constant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.facts.fact import Bound, Fact, State, interval
from validator.reading.quantities import DateRange, Money, Period, Scalar, last_day_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.findings import Place

NUMERIC_OPERATORS = ("below", "at_most", "at_least", "above")
DATE_OPERATORS = {"on_or_before": "at_most", "on_or_after": "at_least", "before": "below", "after": "above"}
CHOICE_OPERATORS = ("is", "is_not", "one_of")
OPERATORS = (*NUMERIC_OPERATORS, *DATE_OPERATORS, *CHOICE_OPERATORS)


@dataclass(frozen=True)
class Comparison:
    """One fact held against one constant; `limit` is a tuple for `one_of`. `written` is the constant as in the rule.

    `setting` names a setting of the company that may stand in for the constant, read as `kind`.
    """

    fact: str
    operator: str
    limit: Scalar | tuple[Scalar, ...]
    written: str
    place: Place | None = None
    kind: str = ""
    setting: str = ""


@dataclass(frozen=True)
class Combination:
    """A tree of conditions: `all`, `any`, `none`, or `not` of one."""

    word: str
    parts: tuple[Condition, ...]
    place: Place | None = None


Condition = Comparison | Combination


@dataclass(frozen=True)
class Step:
    """One line of a trace: what was asked, the operand with its value and origin, and the answer (None: undecided)."""

    asked: str
    answer: bool | None
    fact: Fact | None = None
    place: Place | None = None
    parts: tuple[Step, ...] = ()
    note: str = ""

    def operands(self) -> tuple[Fact, ...]:
        """Give every fact that was looked at, in order."""
        own = (self.fact,) if self.fact else ()
        return own + tuple(fact for part in self.parts for fact in part.operands())

    def undecided(self) -> tuple[Fact, ...]:
        """Give the facts at which the answer stayed open."""
        if self.answer is not None:
            return ()
        own = (self.fact,) if self.fact else ()
        return own + tuple(fact for part in self.parts for fact in part.undecided())


def compare(fact: Fact, comparison: Comparison) -> Step:
    """Hold a fact against the constant; the answer is None where what is known of the fact does not decide it."""
    asked = f"{comparison.fact} {comparison.operator.replace('_', ' ')} {comparison.written}"
    answer, note = _answer(fact, comparison)
    return Step(asked, answer, fact, comparison.place, note=note)


def combine(word: str, parts: tuple[Step, ...], place: Place | None = None) -> Step:
    """Join answers by `all`, `any`, `none` or `not`, with unknown kept where it matters (Kleene)."""
    answers = [part.answer for part in parts]
    if word in {"any", "none"}:
        joined = True if True in answers else None if None in answers else False
    else:
        joined = False if False in answers else None if None in answers else True
    if word in {"none", "not"} and joined is not None:
        joined = not joined
    return Step(word, joined, None, place, parts)


def _answer(fact: Fact, comparison: Comparison) -> tuple[bool | None, str]:
    if fact.state is State.NOT_APPLICABLE:
        return False, f"not applicable: {fact.reason}"
    if comparison.operator in CHOICE_OPERATORS:
        return _same(fact, comparison), ""
    operator = DATE_OPERATORS.get(comparison.operator, comparison.operator)
    limit = comparison.limit
    if isinstance(limit, Period):
        return _length(fact, operator, limit), ""
    if isinstance(limit, Money) and _other_currency(fact, limit):
        return None, f"the amount is not in {limit.currency}: an exchange rate is needed"
    return _within(interval(fact), operator, rank(limit)), ""  # type: ignore[arg-type]  # one_of ended above


def _same(fact: Fact, comparison: Comparison) -> bool | None:
    limits = comparison.limit if isinstance(comparison.limit, tuple) else (comparison.limit,)
    values = (fact.value,) if fact.is_known else fact.possible
    answers = {(value in limits) is not (comparison.operator == "is_not") for value in values}
    return answers.pop() if len(answers) == 1 else None


def _length(fact: Fact, operator: str, limit: Period) -> bool | None:
    if not isinstance(fact.value, DateRange):
        return None
    line = last_day_within(fact.value.first, limit)
    end = Bound(fact.value.last, inclusive=True)
    return _within((end, end), operator, line)


def _other_currency(fact: Fact, limit: Money) -> bool:
    ends = [end.value for end in interval(fact) if end]
    return limit.amount != 0 and any(isinstance(end, Money) and end.currency != limit.currency for end in ends)


def _within(ends: tuple[Bound | None, Bound | None], operator: str, line: Any) -> bool | None:
    low, high = ends
    if operator in {"at_least", "above"}:
        opposite = _within(ends, "below" if operator == "at_least" else "at_most", line)
        return None if opposite is None else not opposite
    closed = operator == "at_most"
    if high and _under(rank(high.value), line, equal_counts=closed or not high.inclusive):
        return True
    if low and _under(line, rank(low.value), equal_counts=not closed or not low.inclusive):
        return False
    return None


def _under(one: Any, other: Any, *, equal_counts: bool) -> bool:
    return bool(one <= other if equal_counts else one < other)


def rank(value: Scalar) -> Any:
    """Give what a value is ordered by: the amount of money (Fraction), the number (Fraction), the day (date)."""
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, (int, Fraction, date)):
        return Fraction(value) if isinstance(value, int) else value
    raise TypeError(f"{value!r} has no order")


def like(template: Scalar, number: Fraction) -> Scalar:
    """Give a number in the unit of a template: a sum in its currency, a whole count as one, else the number itself."""
    if isinstance(template, int) and number.denominator == 1:
        return int(number)  # a fraction would read as a percentage
    return Money(number, template.currency) if isinstance(template, Money) else number


def comparisons_of(condition: Condition | None) -> Iterator[Comparison]:
    """Give every comparison of a condition tree."""
    if isinstance(condition, Comparison):
        yield condition
    elif condition is not None:
        for part in condition.parts:
            yield from comparisons_of(part)
