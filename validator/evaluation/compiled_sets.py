"""Sets of deals as the bits of one integer, one bit for every combination of cells, and the answers read from them."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from validator.facts.conditions import Comparison, Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.evaluation.compiled_axes import Given, Ruler, Span
    from validator.evaluation.compiled_scales import Scale
    from validator.rulebook.body import TableBody
    from validator.rulebook.model import Rule


class Answer(NamedTuple):
    """What a table says: `outcome` is None while several are `possible`; `cited` has every row that may decide."""

    outcome: str | None
    cite: str
    possible: tuple[str, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """One input: its ruler, the scale where it is ordered, and what one step of its state adds to a key."""

    name: str
    ruler: Ruler
    scale: Scale | None
    weight: int
    stride: int

    @property
    def steps(self) -> tuple[int, ...]:
        """Give what each single cell adds to a key."""
        return tuple(cell * (self.ruler.cells + 1) * self.weight for cell in range(self.ruler.cells))

    @property
    def keys_from(self) -> tuple[int, ...]:
        """Give what each cell adds to a key where the value may also be anything above it."""
        last = self.ruler.unknown[1]
        return tuple((cell * self.ruler.cells + last) * self.weight for cell in range(last + 1))

    def key(self, value: Given) -> int:
        """Give what a value adds to the key of a deal."""
        first, last = self.ruler.span(value)
        return (first * self.ruler.cells + last) * self.weight

    def span(self, key: int) -> Span:
        """Read the span of this input back from the key of a deal."""
        first, last = divmod(key // self.weight % self.ruler.cells**2, self.ruler.cells)
        return first, last


class Answers(dict[int, Answer]):
    """Answers by key, each worked out when its spans are first met."""

    def __init__(self, rule: Rule, body: TableBody, axes: tuple[Axis, ...]) -> None:
        super().__init__()
        self._rule, self._axes = rule, axes
        self._spreads = [_spread(axis, prod(each.ruler.cells for each in axes)) for axis in axes]
        self._ends = tuple(_reached(body, dict(self._sets()), prod(axis.ruler.cells for axis in axes)))

    def __missing__(self, key: int) -> Answer:
        self[key] = answer = self._answer(self._deals(key))
        return answer

    def _sets(self) -> Iterator[tuple[Comparison, int]]:
        for axis, spread in zip(self._axes, self._spreads, strict=True):
            for test, cells in axis.ruler.true.items():
                yield test, spread(cells)

    def _deals(self, key: int) -> int:
        deals = -1
        for axis, spread in zip(self._axes, self._spreads, strict=True):
            first, last = axis.span(key)
            deals &= spread((1 << (last + 1)) - (1 << first))
        return deals

    def _answer(self, deals: int) -> Answer:
        reached = [end for end in self._ends if end.deals & deals]
        possible = tuple(outcome for outcome in self._rule.outcomes if any(end.outcome == outcome for end in reached))
        cites = tuple(dict.fromkeys(end.cite for end in reached if end.cite))
        if len(possible) > 1:
            return Answer(None, "", possible, ())
        return Answer(possible[0], "; ".join(cites), possible, cites or (self._rule.id,))


class End(NamedTuple):
    """One way out of a table: its outcome and citation, with the deals that take it."""

    outcome: str
    cite: str
    deals: int


def _spread(axis: Axis, size: int) -> Callable[[int], int]:
    """Give the function that turns cells of one input, as bits, into the set of all deals that lie in them."""
    run, period = (1 << axis.stride) - 1, axis.stride * axis.ruler.cells
    repeated = _repeated(period, size)

    def spread(cells: int) -> int:
        block = sum(run << (cell * axis.stride) for cell in range(axis.ruler.cells) if cells >> cell & 1)
        return block * repeated

    return spread


def _repeated(period: int, size: int) -> int:
    """Give the integer of `size` bits in which every bit at a multiple of `period` is set, doubled up step by step."""
    bits, length = 1, period
    while length < size:
        bits |= bits << length
        length *= 2
    return bits & ((1 << size) - 1)


def _reached(body: TableBody, sets: Mapping[Comparison, int], size: int) -> Iterator[End]:
    """Give each way out, in the order in which the rows are read: not applicable, the rows, the fall-through."""
    left = every = (1 << size) - 1
    if body.applies_if:
        left = _holds(body.applies_if, sets, every)
        yield End(body.if_not_applicable, "", every ^ left)
    for row in body.rows:
        hit = left
        for condition in row.conditions:
            hit &= _holds(condition, sets, every)
        yield End(row.then, row.cite, hit)
        left ^= hit
    yield End(body.otherwise.then, body.otherwise.cite, left)


def _holds(condition: Condition, sets: Mapping[Comparison, int], every: int) -> int:
    if isinstance(condition, Comparison):
        return sets[condition]
    some = condition.word in {"any", "none"}
    joined = 0 if some else every
    for part in condition.parts:
        holds = _holds(part, sets, every)
        joined = joined | holds if some else joined & holds
    return every ^ joined if condition.word in {"none", "not"} else joined
