"""Relations among printed figures: what each kind works out, and how far the printed figure is from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

    from validator.figures.tables import Cell, Key
    from validator.findings import Place

    Work = Callable[[Sequence[Fraction]], Fraction | None]


def total_less(count: int) -> Work:
    """Add the figures, the last `count` of them taken away."""
    return lambda values: sum(values[: len(values) - count]) - sum(values[len(values) - count :])  # type: ignore[return-value]


def change(values: Sequence[Fraction]) -> Fraction | None:
    """Give the change from the first figure to the second, as a part of the first; None from nil."""
    before, after = values
    return (after - before) / before if before else None


def share(values: Sequence[Fraction]) -> Fraction | None:
    """Divide the first figure by the second; None by nil."""
    part, whole = values
    return part / whole if whole else None


def alike(values: Sequence[Fraction]) -> Fraction:
    """Give the one figure itself."""
    return values[0]


def turned(values: Sequence[Fraction]) -> Fraction:
    """Give the one figure with the other sign: an expense in one table, added back in another."""
    return -values[0]


def unsigned(values: Sequence[Fraction]) -> Fraction:
    """Give the one figure without its sign: a loss as a sentence prints it."""
    return abs(values[0])


@dataclass(frozen=True)
class Relation:
    """A printed figure and what it must be the rounding of.

    `allowed` is the number of units in the last printed place by which the document may differ, stated in the data
    at `place` with its reason. `missing` says why an operand is not there at all.
    """

    kind: str
    printed: Cell
    operands: tuple[Cell, ...]
    work: Work
    allowed: int = 0
    place: Place | None = None
    missing: str = ""

    def worked_out(self, changed: Mapping[Key, Fraction] | None = None) -> Fraction | None:
        """Work the figure out of its operands, in the unit of its column; None where that cannot be done."""
        if self.missing:
            return None
        other = changed or {}
        result = self.work([other.get(cell.key, cell.value) for cell in self.operands])
        return None if result is None else result / self.printed.scale

    def units_apart(self, changed: Mapping[Key, Fraction] | None = None) -> int | None:
        """Count the units in the last printed place between the printed and the rounded figure."""
        exact = self.worked_out(changed)
        if exact is None:
            return None
        printed = (changed or {}).get(self.printed.key, self.printed.value) / self.printed.scale
        return int(abs(printed - self.printed.printed.rounds_to(exact)) / self.printed.printed.step)

    def breaks(self, changed: Mapping[Key, Fraction]) -> bool:
        """Tell whether changed figures would break the relation."""
        apart = self.units_apart(changed)
        return apart is not None and apart > self.allowed
