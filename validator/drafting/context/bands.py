"""The thresholds between which a decision fell, read from the rows of the rule that decided."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from validator.drafting.context.marks import mark_of_comparison
from validator.drafting.context.values import Context, Words, in_full
from validator.drafting.printed import Kind, Printed
from validator.facts.conditions import Comparison, rank
from validator.reading.quantities import Money
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluation.records import Decision
    from validator.evaluation.rows import Trial

_OPPOSITE = {"below": "at_least", "at_most": "above", "at_least": "below", "above": "at_most"}


def band(decision: Decision, words: Words) -> Context:
    """Give the limits that a ratio and an amount kept to: `{ratio: {at_least: 0.1%, below: 5%}, amount: {…}}`.

    They are the limits of the row that decided, and of each earlier row that failed on one limit alone.
    """
    limits: Context = {"ratio": {}, "amount": {}}
    for comparison, holds in (*_failed(decision), *_met(decision)):
        kind = "amount" if isinstance(comparison.limit, Money) else "ratio"
        operator = comparison.operator if holds else _OPPOSITE[comparison.operator]
        _narrow(limits[kind], operator, comparison, decision, words)
    return {kind: own or None for kind, own in limits.items()}


def _narrow(own: Context, operator: str, comparison: Comparison, decision: Decision, words: Words) -> None:
    """Keep the tighter of two limits on the same side."""
    limit = rank(comparison.limit)  # type: ignore[arg-type]  # only single limits come here
    upper = operator in {"below", "at_most"}
    for other in [name for name in own if (name in {"below", "at_most"}) is upper]:
        if (own[other]["rank"] <= limit) if upper else (own[other]["rank"] >= limit):
            return
        del own[other]
    own[operator] = {"rank": limit, "limit": _printed(comparison, decision, words)}


def _printed(comparison: Comparison, decision: Decision, words: Words) -> Printed:
    limit = comparison.limit
    text = in_full(limit, words.language) if isinstance(limit, Money) else comparison.written
    place = str(comparison.place) if comparison.place else None
    return Printed(text, place, Kind.CONCLUSION, mark_of_comparison(decision, comparison))


def _failed(decision: Decision) -> Iterator[tuple[Comparison, bool]]:
    """Give the one limit on which each row before the deciding one failed, where it led to another outcome."""
    for trial in decision.trials:
        failed = _answered(trial, answer=False)
        if trial.row.then != decision.outcome and len(failed) == 1 and _is_limit(failed[0]):
            yield failed[0], False


def conditions_met(decision: Decision) -> tuple[Comparison, ...]:
    """Give the conditions of the row that decided; none where several rows or the remainder did."""
    body = decision.version.body
    rows = body.rows if isinstance(body, TableBody) else ()
    deciding = [row for row in rows if row.cite in decision.cited and row.then == decision.outcome]
    parts = deciding[0].conditions if len(deciding) == 1 else ()
    return tuple(part for part in parts if isinstance(part, Comparison))


def _met(decision: Decision) -> Iterator[tuple[Comparison, bool]]:
    """Give the limits of the deciding row."""
    yield from ((condition, True) for condition in conditions_met(decision) if _is_limit(condition))


def _answered(trial: Trial, *, answer: bool) -> list[Comparison]:
    pairs = zip(trial.row.conditions, trial.step.parts, strict=True)
    return [one for one, step in pairs if isinstance(one, Comparison) and step.answer is answer]


def _is_limit(comparison: Comparison) -> bool:
    return comparison.operator in _OPPOSITE and isinstance(comparison.limit, (Money, Fraction))
