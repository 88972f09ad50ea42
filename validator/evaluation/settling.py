"""Which facts would settle a rule that is undecided: the smallest sets of them, read off its trace."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.evaluation.records import Verdict
    from validator.facts.conditions import Step
    from validator.facts.fact import Fact

Key = tuple[str, str]
Sets = frozenset[frozenset[Key]]
_AT_ONCE: Sets = frozenset({frozenset()})
_NEVER: Sets = frozenset()
_MOST_SETS = 50


def settling_sets(verdict: Verdict) -> tuple[tuple[Fact, ...], ...]:
    """Give the smallest sets of open facts whose values can settle an undecided verdict, the smallest first.

    The steps of a requirement are `applies_if`, `require` and `unless`, as far as it has them. It is settled where it
    does not apply, is met or excused; or where it applies, is not met and not excused.
    """
    applies, require, unless = _named(verdict)
    settled = (
        _false(applies) if applies else _NEVER,
        _true(require),
        _true(unless) if unless else _NEVER,
        _both(_true(applies) if applies else _AT_ONCE, _false(require), _false(unless) if unless else _AT_ONCE),
    )
    facts = {leaf.key: leaf for step in verdict.steps for leaf in _open_below(step)}
    smallest = _smallest(each for sets in settled for each in sets)
    return tuple(tuple(facts[key] for key in sorted(each)) for each in smallest)


def _named(verdict: Verdict) -> tuple[Step | None, Step, Step | None]:
    steps = list(verdict.steps)
    applies = steps.pop(0) if getattr(verdict.version.body, "applies_if", None) is not None else None
    return applies, steps[0], steps[1] if len(steps) > 1 else None


def _true(step: Step) -> Sets:
    if step.answer is not None:
        return _AT_ONCE if step.answer else _NEVER
    if not step.parts:
        return frozenset({_keys_of(step)})
    if step.asked == "any":
        return _either(_true(part) for part in step.parts)
    if step.asked == "not":
        return _false(step.parts[0])
    ways = (_false(part) if step.asked == "none" else _true(part) for part in step.parts)
    return _both(*ways)


def _false(step: Step) -> Sets:
    if step.answer is not None:
        return _NEVER if step.answer else _AT_ONCE
    if not step.parts:
        return frozenset({_keys_of(step)})
    if step.asked == "any":
        return _both(*(_false(part) for part in step.parts))
    if step.asked == "not":
        return _true(step.parts[0])
    return _either(_true(part) if step.asked == "none" else _false(part) for part in step.parts)


def _keys_of(step: Step) -> frozenset[Key]:
    return frozenset(fact.key for fact in _open_below(step))


def _open_below(step: Step) -> tuple[Fact, ...]:
    own = (step.fact.open_leaves() or (step.fact,)) if step.fact is not None and step.answer is None else ()
    return own + tuple(fact for part in step.parts for fact in _open_below(part))


def _either(ways: Iterable[Sets]) -> Sets:
    return frozenset(_smallest(each for sets in ways for each in sets))


def _both(*ways: Sets) -> Sets:
    return frozenset(_smallest(frozenset().union(*chosen) for chosen in product(*ways)))


def _smallest(sets: Iterable[frozenset[Key]]) -> list[frozenset[Key]]:
    """Keep the sets that contain no other one, the smallest first."""
    kept: list[frozenset[Key]] = []
    for each in sorted(set(sets), key=lambda one: (len(one), sorted(one))):
        if not any(other <= each for other in kept):
            kept.append(each)
        if len(kept) == _MOST_SETS:
            break
    return kept
