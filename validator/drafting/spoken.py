"""Figures and dates found in running text, English or Chinese, each with a value that does not depend on language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.drafting.numerals import DIGITS, chinese
from validator.drafting.wording import MONTHS, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
_CHINESE_NUMBERS = {chinese(number): number for number in range(1, 32)}
_SCALES = {
    **dict(zip(("thousand", "million", "billion"), (3, 6, 9), strict=True)),
    **dict(zip(("千", "萬", "百萬", "千萬", "億", "十億", "百億"), (3, 4, 6, 7, 8, 9, 10), strict=True)),
}
_NUMBER = r"(?:(?<=[A-Z][A-Z][A-Z])|(?<![A-Za-z0-9.,]))(?>[0-9][0-9,]*(?:\.[0-9]+)?)(?!(?!(?:st|nd|rd|th)\b)[A-Za-z])"
_ENGLISH_DATE = rf"(?:(?P<day>[0-9]{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>[0-9]{{4}})"
_C_YEAR, _C_NUMBER = rf"[{DIGITS}〇]{{4}}|[0-9]{{4}}", "[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_CHINESE_DATE = rf"(?P<c_year>{_C_YEAR})年(?:(?P<c_month>{_C_NUMBER})月(?:(?P<c_day>{_C_NUMBER})日)?)?"
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SPOKEN = re.compile(
    rf"{_ENGLISH_DATE}|{_CHINESE_DATE}|(?P<number>{_NUMBER})(?: ?(?P<percent>%|per cent))?(?: ?(?P<scale>{_SCALE}))?"
)
# The number of an item or of a paragraph of a rule, (1) or (a)(2), counts nothing.
_ENUMERATOR = re.compile(r"\([0-9]{1,2}\)")


@dataclass(frozen=True)
class Spoken:
    """A figure or date as the text has it, and its value: `2026-04-23`, `2026-04`, `2026`, `82000000`, `12.5%`."""

    kind: str
    text: str
    value: str


def spoken(text: str) -> Iterator[Spoken]:
    """Give the figures and dates of a text in order. Numbers written as words count only inside Chinese dates."""
    hidden = _ENUMERATOR.sub(lambda found: " " * len(found[0]), text)
    for found in _SPOKEN.finditer(hidden):
        parts = found.groupdict()
        if parts["number"]:
            yield Spoken("figure", found[0], _figure(parts))
        else:
            yield Spoken("date", found[0], _date(parts))


def _figure(parts: dict[str, str | None]) -> str:
    number = Fraction((parts["number"] or "").replace(",", "")) * 10 ** _SCALES.get(parts["scale"] or "", 0)
    places = len((parts["number"] or "").partition(".")[2])
    written = decimal(number, places).replace(",", "")
    return (written.rstrip("0").rstrip(".") if "." in written else written) + ("%" if parts["percent"] else "")


def _date(parts: dict[str, str | None]) -> str:
    if parts["year"]:
        month = _MONTH_NUMBERS[parts["month"] or ""]
        return _iso(parts["year"], month, int(parts["day"]) if parts["day"] else None)
    year = "".join(str(DIGITS.index(sign)) if sign in DIGITS else sign for sign in (parts["c_year"] or ""))
    return _iso(year.replace("〇", "0"), _number(parts["c_month"]), _number(parts["c_day"]))


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isascii() else _CHINESE_NUMBERS.get(written, 0)


def _iso(year: str, month: int | None, day: int | None) -> str:
    return "-".join([year, *(f"{part:02}" for part in (month, day) if part is not None)])
