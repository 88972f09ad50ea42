"""Answers of conditions that speak of one fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.conditions import Combination, Comparison, combine, compare

if TYPE_CHECKING:
    from validator.facts.conditions import Condition
    from validator.facts.fact import Fact


def answer(condition: Condition, fact: Fact) -> bool | None:
    """Answer a condition that speaks of one fact."""
    if isinstance(condition, Comparison):
        return compare(fact, condition).answer
    assert isinstance(condition, Combination)  # noqa: S101  # there is no third kind
    parts = tuple(compare(fact, part) for part in condition.parts if isinstance(part, Comparison))
    return combine(condition.word, parts).answer
