"""Where a value lies between the lines of one input of a compiled table.

The lines that an input is tested against cut its values into cells; one more cell stands for "not applicable". A
value that is known lies in one cell, one that is open may lie in any of a run of cells: that run is its span.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from validator.facts.fact import Fact, State
from validator.reading.quantities import QuantityError, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.facts.conditions import Comparison

Span = tuple[int, int]


class AtLeast(NamedTuple):
    """A ratio that is only known to be this numerator over this denominator, or more."""

    numerator: int
    denominator: int


Given = Scalar | Fact | State | AtLeast | tuple[int, int] | None
"""What may be said of an input: an exact value, a numerator and denominator, a fact in any of its four states,
`State.NOT_APPLICABLE`, or None where it is unknown."""


@dataclass(frozen=True)
class Ruler:
    """The cells of one input. `true` gives the cells, as bits, in which a comparison holds; `known` finds one cell."""

    cells: int
    true: Mapping[Comparison, int]
    known: Callable[[Scalar | tuple[int, int]], int | None]
    ends: Callable[[Fact], Span]
    unknown: Span

    def span(self, value: Given) -> Span:
        """Give the cells that a value may lie in. Raises `QuantityError` for a value of another kind."""
        if isinstance(value, Fact):
            return self._of_fact(value)
        if value is None or value is State.UNKNOWN:
            return self.unknown
        if value is State.NOT_APPLICABLE:
            return self.cells - 1, self.cells - 1
        if isinstance(value, AtLeast):
            least = self.known((value.numerator, value.denominator))
            return self.unknown if least is None else (least, self.unknown[1])
        if isinstance(value, State):
            raise QuantityError(f"`{value}` alone says nothing of a value; give the value or a fact")
        cell = self.known(value)
        return self.unknown if cell is None else (cell, cell)

    def _of_fact(self, fact: Fact) -> Span:
        if fact.is_known:
            return self.span(fact.value)
        return self.ends(fact) if fact.state is State.BOUNDED else self.span(fact.state)
