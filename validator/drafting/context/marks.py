"""Which conclusions rest on illustrations: those that would stay open without them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.evaluation.rows import answer
from validator.evaluation.tables import decide
from validator.facts import arithmetic
from validator.facts.fact import Fact, State
from validator.reading.text import Text
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.evaluation.records import Decision
    from validator.facts.conditions import Comparison

_FOLDS = {
    "sum_of": arithmetic.sum_of,
    "highest_of": arithmetic.highest_of,
    "lowest_of": arithmetic.lowest_of,
}


def mark_of(decision: Decision) -> str | None:
    """Give why a decision rests on illustrations; None where it stands without them."""
    reasons = _reasons(decision.inputs)
    body = decision.version.body
    if not reasons or not isinstance(body, TableBody):
        return None
    bare = {name: without_illustrations(fact) for name, fact in decision.inputs.items()}
    again = decide(decision.rule, decision.version, body, decision.subject, bare)
    return None if again.outcome == decision.outcome else "; ".join(reasons)


def mark_of_comparison(decision: Decision, comparison: Comparison) -> str | None:
    """Give why one comparison of a decision rests on illustrations; None where it stands without them."""
    fact = decision.inputs[comparison.fact]
    if not fact.illustrations():
        return None
    said = answer(comparison, decision.inputs).answer
    stands = answer(comparison, {comparison.fact: without_illustrations(fact)}).answer == said
    return None if stands else "; ".join(fact.illustrations())


def illustrated_leaves(decisions: tuple[Decision, ...]) -> tuple[Fact, ...]:
    """Give the facts of the data that are only illustrations and that some decision rests on, each once."""
    found = (
        leaf
        for decision in decisions
        if mark_of(decision)
        for fact in decision.inputs.values()
        for leaf in fact.leaves()
        if leaf.illustration
    )
    return tuple({leaf.key: leaf for leaf in found}.values())


def _reasons(inputs: Mapping[str, Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(why for fact in inputs.values() for why in fact.illustrations()))


def without_illustrations(fact: Fact) -> Fact:
    """Work a fact out again as if what is only an illustration were unknown."""
    if not fact.operands:
        return _unknown(fact) if fact.illustration else fact
    if not fact.illustrations():
        return fact
    return _again(fact, tuple(without_illustrations(operand) for operand in fact.operands))


def _again(fact: Fact, operands: tuple[Fact, ...]) -> Fact:
    if fact.operation in _FOLDS:
        made = _FOLDS[fact.operation](fact.name, operands)
    elif fact.operation == "ratio_of":
        made = arithmetic.ratio_of(fact.name, operands[0], operands[1], Text())
    elif fact.operation == "difference_of":
        made = arithmetic.difference_of(fact.name, operands[0], operands[1])
    elif fact.operation == "convert_to":
        made = arithmetic.convert(fact.name, operands[0], operands[1], fact.unit)
    elif fact.operation == "fact":
        made = operands[0].named(fact.name)
    else:
        made = replace(_unknown(fact), operands=operands)
    return replace(made, subject=fact.subject, unit=fact.unit)


def _unknown(fact: Fact) -> Fact:
    return replace(fact, state=State.UNKNOWN, value=None, low=None, high=None)
