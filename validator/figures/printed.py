"""A figure as a document prints it: its value, the place it is rounded to, and how to write another one like it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from validator.reading.quantities import QuantityError

NIL = "–"  # accounts print a dash for nothing
_FIGURE = re.compile(r"(-?)(\(?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?)(\)?)(%?)")
_UNIT = re.compile(r"[A-Z]{3}(?: (thousand|million|billion))?")
_SCALES = {None: Fraction(1), "thousand": Fraction(10**3), "million": Fraction(10**6), "billion": Fraction(10**9)}
_OTHER_UNITS = {"%": Fraction(1, 100), "number": Fraction(1)}


@dataclass(frozen=True)
class Printed:
    """A figure in the unit of its column: `(943,692)` in RMB thousand is the number -943692 with no decimals."""

    text: str
    number: Fraction
    decimals: int

    @property
    def step(self) -> Fraction:
        """Give one unit in the last printed place."""
        return Fraction(1, 10**self.decimals)

    def rounds_to(self, number: Fraction) -> Fraction:
        """Round a number to the printed place, halves away from zero as accounts do."""
        places = 10**self.decimals
        units = (2 * abs(number.numerator) * places + number.denominator) // (2 * number.denominator)
        return Fraction(-units if number < 0 else units, places)

    def like(self, number: Fraction) -> Printed:
        """Write another number in the same manner: places, thousands, a bracket for less than nothing."""
        written = f"{int(abs(number) / self.step):,}" if not self.decimals else self._with_decimals(abs(number))
        written = f"({written})" if number < 0 else written
        percent = "%" if self.text.endswith("%") else ""
        return replace(self, text=written + percent, number=number)

    def _with_decimals(self, number: Fraction) -> str:
        whole, part = divmod(int(number / self.step), 10**self.decimals)
        return f"{whole:,}.{part:0{self.decimals}d}"


def parse_printed(text: str) -> Printed:
    """Read a figure as accounts print it: `9,558,619`, `(943,692)`, `(52.1)%`, `–`. Raises `QuantityError`."""
    if text == NIL:
        return Printed(text, Fraction(0), 0)
    match = _FIGURE.fullmatch(text)
    if match is None or bool(match[2]) is not bool(match[5]) or (match[1] and match[2]):
        raise QuantityError(
            f"`{text[:80]}` is not a printed figure; write it like `9,558,619`, `(943,692)` or `(52.1)%`"
        )
    number = Fraction(match[3].replace(",", ""))
    return Printed(text, -number if match[1] or match[2] else number, len(match[4] or ""))


def parse_unit(text: str) -> Fraction:
    """Give the size of one in a column: 1000 for `RMB thousand`, 1/100 for `%`. Raises `QuantityError`."""
    if text in _OTHER_UNITS:
        return _OTHER_UNITS[text]
    if not (match := _UNIT.fullmatch(text)):
        raise QuantityError(
            f"`{text[:80]}` is not a unit of figures; write it like `RMB thousand`, `USD`, `%` or `number`"
        )
    return _SCALES[match[1]]
