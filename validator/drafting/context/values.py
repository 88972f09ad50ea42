"""Values of the data as they go to print in one language: each with its data line, or as a labelled blank."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from validator.drafting import wording
from validator.drafting.context.labels import asked
from validator.drafting.printed import Kind, Printed
from validator.facts.stated import fact_from_node
from validator.reading.quantities import DateRange, Money
from validator.reading.text import text_of

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from validator.facts.fact import Fact
    from validator.findings import Place
    from validator.reading.document import Node

Context = dict[str, Any]
_MOST_DECIMALS = 6
_GAPS = frozenset({"unknown", "not_applicable"})


@dataclass(frozen=True)
class Words:
    """Turns data into print in one language, for a document of one day.

    `signed` is the day of the event that the document is about: the same day for an announcement, an earlier one for
    the circular that follows.
    """

    language: str
    day: date
    year_end: tuple[int, int]
    signed: date

    def blank(self, label: str, *about: str, at: Place | None = None, kind: Kind = Kind.TEXT) -> Printed:
        """Give the blank that asks for something."""
        return Printed(origin=str(at) if at else None, kind=kind, missing=asked(label, self.language, *about))

    def text(self, node: Node | None, label: str, *about: str, kind: Kind = Kind.TEXT) -> Printed:
        """Give a text in this language; a blank where it is not given, or given in the other language alone."""
        if node is None or is_gap(node):
            return self.blank(label, *about, at=node.key_place if node else None, kind=kind)
        own = node.get(self.language) or node
        words = own.value if isinstance(own.value, str) else ""
        if not words.strip():
            return self.blank(label, *about, at=node.key_place, kind=kind)
        return Printed(words.strip(), str(own.place), kind)

    def texts(self, node: Node | None, label: str, *about: str) -> tuple[Printed, ...]:
        """Give the paragraphs of a text, one a line of the data, or one blank."""
        whole = self.text(node, label, *about)
        lines = (line.strip() for line in re.split(r"\n+", whole.text))
        return tuple(replace(whole, text=line) for line in lines if line) or (whole,)

    def label(self, node: Node | None) -> str:
        """Give the bare words of a text, for use inside labels and conclusions."""
        return text_of(node.value).in_language(self.language) if node is not None and not is_gap(node) else "●"

    def date(self, node: Node | None, label: str, *about: str) -> Printed:
        """Give a day in words, or a blank."""
        if node is None or is_gap(node):
            return self.blank(label, *about, at=node.key_place if node else None, kind=Kind.DATE)
        fact = fact_from_node(label, node, "date")
        return self.day_of(fact.value, fact.place, fact.illustration or None)

    def day_of(self, day: Any, place: Place | None, illustration: str | None = None) -> Printed:
        """Give a day that is already read, with the line it comes from."""
        words = wording.long_date(day, self.language)
        return Printed(words, str(place) if place else None, Kind.DATE, illustration)

    def period(self, days: DateRange, place: Place | None) -> Context:
        """Give a run of days; `is_year` where it is a whole financial year, `is_past` where it is over."""
        return {
            "first": self.day_of(days.first, place),
            "last": self.day_of(days.last, place),
            "is_year": self._is_year(days),
            "is_past": days.last < self.day,
            "ends_today": days.last == self.day,
        }

    def _is_year(self, days: DateRange) -> bool:
        ends = (days.last.month, days.last.day) == self.year_end
        return ends and (days.last - days.first).days in {364, 365} and days.first.day == 1

    def money(self, fact: Fact, *label: str) -> Printed:
        """Give a sum in a sentence: `RMB82.0 million`."""
        if not isinstance(fact.value, Money):
            return self.blank(*label, at=fact.place, kind=Kind.FIGURE)
        return self.figure(sum_in_words(fact.value, self.language), fact)

    def in_millions(self, fact: Fact, *label: str) -> Printed:
        """Give a sum as a table in millions prints it: `82.0`."""
        if not isinstance(fact.value, Money):
            return self.blank(*label, at=fact.place, kind=Kind.FIGURE)
        millions = fact.value.amount / 10**6
        return self.figure(wording.decimal(millions, decimals_of(millions)), fact)

    def figure(self, words: str, *sources: Fact) -> Printed:
        """Give a figure with the line of the first of the facts it comes from, marked where any is an illustration."""
        why = "; ".join(dict.fromkeys(fact.illustration for fact in sources if fact.illustration))
        place = next((fact.place for fact in sources if fact.place), None)
        return Printed(words, str(place) if place else None, Kind.FIGURE, why or None)

    def percentage(self, part: Fact, whole: Fact) -> Printed | None:
        """Give one sum as a percentage of another, to one decimal; None where that means nothing."""
        ratio = ratio_of(part, whole)
        return None if ratio is None else self.figure(wording.percentage(ratio, 1), part, whole)


def is_gap(node: Node) -> bool:
    """Tell whether the data says no more than why something is missing."""
    return node.value is None or (isinstance(node.value, dict) and not _GAPS.isdisjoint(node.value))


def ratio_of(part: Fact, whole: Fact) -> Fraction | None:
    """Divide one known sum by another of the same currency."""
    one, other = part.value, whole.value
    if not isinstance(one, Money) or not isinstance(other, Money) or one.currency != other.currency:
        return None
    return one.amount / other.amount if other.amount else None


def decimals_of(number: Fraction) -> int:
    """Give how many decimals show a number exactly, one at least."""
    return next((n for n in range(1, _MOST_DECIMALS) if (number * 10**n).denominator == 1), _MOST_DECIMALS)


def sum_in_words(sum_: Money, language: str) -> str:
    """Give a sum in millions where that is short, else in full: `RMB82.0 million`, `HK$1,234,567.89`."""
    millions = sum_.amount / 10**6
    decimals = decimals_of(millions)
    if decimals > 3 or 0 < abs(millions) < 1:
        whole = sum_.amount.denominator == 1
        return _in_currency(sum_, language, scale="", decimals=0 if whole else 2)
    return _in_currency(sum_, language, scale="million", decimals=decimals)


def in_full(sum_: Money, language: str) -> str:
    """Give a sum in full, as the law writes its limits: `HK$3,000,000`."""
    return _in_currency(sum_, language, scale="", decimals=0 if sum_.amount.denominator == 1 else 2)


def _in_currency(sum_: Money, language: str, *, scale: str, decimals: int) -> str:
    return wording.money(sum_.amount, sum_.currency, language, scale=scale, decimals=decimals)
