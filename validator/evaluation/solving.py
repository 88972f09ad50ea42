"""Solve derived facts for what is open in them: which leaf, and at which of its values a threshold is met."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from validator.facts import arithmetic
from validator.facts.conditions import like, rank
from validator.facts.fact import Fact, State, interval, known
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from fractions import Fraction

    from validator.reading.quantities import Scalar

Key = tuple[str, str]
_SEPARABLE = {"fact", "highest_of", "lowest_of"}
_ONE_OPEN = {"ratio_of", "convert_to", "sum_of", "difference_of"}


def atoms(fact: Fact) -> tuple[Fact, ...]:
    """Give the open facts to vary: leaves where the working can be solved for them, else the derived fact itself."""
    if not fact.is_open:
        return ()
    if fact.operation in _SEPARABLE:
        return tuple({atom.key: atom for operand in fact.operands for atom in atoms(operand)}.values()) or (fact,)
    if fact.operation in _ONE_OPEN:
        still_open = [operand for operand in fact.operands if operand.is_open]
        inner = atoms(still_open[0]) if len(still_open) == 1 else ()
        if len(inner) == 1:
            return inner
    return (fact,)


def keys_below(fact: Fact) -> frozenset[Key]:
    """Give the keys of a fact and of everything it is worked out from."""
    return frozenset((fact.key,)).union(*(keys_below(operand) for operand in fact.operands))


def recompute(fact: Fact, samples: Mapping[Key, Scalar]) -> Fact:
    """Work a fact out again with its atoms set to samples."""
    if not fact.is_open:
        return fact
    if fact.key in samples:
        return replace(fact, state=State.KNOWN, value=samples[fact.key], low=None, high=None)
    operands = tuple(recompute(operand, samples) for operand in fact.operands)
    return _apply(fact, operands) if operands else fact


def _apply(fact: Fact, operands: tuple[Fact, ...]) -> Fact:
    name = fact.name
    if fact.operation == "ratio_of":
        return arithmetic.ratio_of(name, operands[0], operands[1], Text())
    if fact.operation == "difference_of":
        return arithmetic.difference_of(name, operands[0], operands[1])
    if fact.operation == "convert_to":
        return arithmetic.convert(name, operands[0], operands[1], fact.unit)
    if fact.operation == "fact":
        return operands[0].named(name)
    fold = {"sum_of": arithmetic.sum_of, "highest_of": arithmetic.highest_of, "lowest_of": arithmetic.lowest_of}
    return fold[fact.operation](name, operands) if fact.operation in fold else fact


def breakpoints(fact: Fact, atom: Fact, target: Scalar) -> tuple[Scalar, ...] | None:
    """Give the values of `atom` at which `fact` equals `target`; None where the working cannot be turned round."""
    if fact.key == atom.key and not _holds(fact.operands, atom):
        return (target,)
    concerned = [operand for operand in fact.operands if _holds((operand,), atom)]
    found: list[Scalar] = []
    for operand in concerned:
        wanted = target if fact.operation in _SEPARABLE else _turned(fact, operand, target)
        inner = breakpoints(operand, atom, wanted) if wanted is not None else None
        if inner is None:
            return None
        found.extend(inner)
    return tuple(found) if concerned else None


def crossings(fact: Fact, key: Key, target: Scalar, name: str = "") -> Iterator[tuple[Scalar, str]]:
    """Give every value of the open fact `key` at which `fact` may meet `target`, with the name of what meets it.

    Other operands count at their known value or, where bounded, at each end: between these nothing else can begin.
    """
    if fact.key == key:
        yield target, name or fact.name
        return
    for place, operand in enumerate(fact.operands):
        if key not in keys_below(operand):
            continue
        if fact.operation in _SEPARABLE:
            yield from crossings(operand, key, target, name if fact.operation == "fact" else operand.name)
            continue
        for settled in _at_their_ends(fact, place):
            wanted = _turned(settled, settled.operands[place], target)
            if wanted is not None:
                yield from crossings(operand, key, wanted, name or fact.name)


def _at_their_ends(fact: Fact, place: int) -> Iterator[Fact]:
    """Give the operation with every operand but one at each of its known ends; what does not apply stays."""
    ends = [
        (operand,)
        if at == place or operand.state is State.NOT_APPLICABLE
        else tuple(known(operand.name, end.value) for end in interval(operand) if end)
        for at, operand in enumerate(fact.operands)
    ]
    for operands in product(*ends):
        yield replace(fact, operands=operands)


def _holds(facts: tuple[Fact, ...], atom: Fact) -> bool:
    return any(fact.key == atom.key or _holds(fact.operands, atom) for fact in facts)


def _turned(fact: Fact, operand: Fact, target: Scalar) -> Scalar | None:
    """Give the value of one operand at which the operation equals the target, the other operands being known."""
    others = [other for other in fact.operands if other is not operand]
    if fact.operation == "sum_of":  # what does not apply is not added; a sum may be of one part alone
        others = [other for other in others if other.state is not State.NOT_APPLICABLE]
    elif not others:
        return None
    if any(not other.is_known for other in others):
        return None
    turn = _TURNS.get(fact.operation)
    return turn(operand is fact.operands[0], operand, target, others) if turn else None


def _turned_ratio(first: bool, _operand: Fact, target: Scalar, others: list[Fact]) -> Scalar | None:
    other, goal = rank(_value(others[0])), rank(target)
    if not first and not goal:
        return None
    return like(_value(others[0]), goal * other if first else other / goal)


def _turned_conversion(first: bool, operand: Fact, target: Scalar, others: list[Fact]) -> Scalar | None:
    other = rank(_value(others[0]))
    if not other:
        return None
    turned: Fraction = rank(target) / other
    return like(_in_unit_of(operand, target), turned) if first else turned


def _turned_difference(first: bool, _operand: Fact, target: Scalar, others: list[Fact]) -> Scalar | None:
    other, goal = rank(_value(others[0])), rank(target)
    return like(target, goal + other if first else other - goal)


def _turned_sum(_first: bool, _operand: Fact, target: Scalar, others: list[Fact]) -> Scalar | None:
    return like(target, rank(target) - sum(rank(_value(other)) for other in others))


def _value(fact: Fact) -> Scalar:
    if fact.value is None:
        raise TypeError(f"{fact.name} is not known")
    return fact.value


def _in_unit_of(operand: Fact, target: Scalar) -> Scalar:
    return next((end.value for end in (operand.low, operand.high) if end), target)


_TURNS: dict[str, Callable[[bool, Fact, Scalar, list[Fact]], Scalar | None]] = {
    "ratio_of": _turned_ratio,
    "convert_to": _turned_conversion,
    "difference_of": _turned_difference,
    "sum_of": _turned_sum,
}
