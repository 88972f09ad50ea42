"""A quantity as a text states it: a sum, a percentage, a day, a month, a year, a period or a plain number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

Value = tuple[str | int | Fraction | date, ...]

_DECIMALS = re.compile(r"\.([0-9]+)")


class Sort(StrEnum):
    """What a quantity measures; one letter, so that it can stand for the quantity in a text."""

    MONEY = "M"
    PERCENTAGE = "P"
    DAY = "D"
    MONTH = "O"
    YEAR = "Y"
    PERIOD = "T"
    NUMBER = "N"


@dataclass(frozen=True)
class Quantity:
    """A quantity as a text states it, where, and its exact value; `unit` is what one of the number printed is worth."""

    sort: Sort
    value: Value
    start: int
    end: int
    text: str
    unit: Fraction = Fraction(1)

    @property
    def key(self) -> tuple[Sort, Value]:
        """Identify what is said, however it is worded."""
        return (self.sort, self.value)

    @property
    def is_date(self) -> bool:
        """Tell whether it is a day, a month or a year."""
        return self.sort in {Sort.DAY, Sort.MONTH, Sort.YEAR}

    @property
    def amount(self) -> Fraction:
        """Give the number of a sum, a percentage or a plain number."""
        found = self.value[-1]
        return found if isinstance(found, Fraction) else Fraction(0)

    @property
    def half_unit(self) -> Fraction:
        """Give half of the last printed place, which rounding may hide."""
        decimals = _DECIMALS.search(self.text)
        return self.unit / (2 * Fraction(10) ** len(decimals[1])) if decimals else self.unit / 2
