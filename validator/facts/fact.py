"""A fact: a value that is known, bounded, unknown or not applicable, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.reading.quantities import DateRange, Scalar, format_number, format_scalar
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.findings import Place


NUMBER = "number"  # the unit of a plain number, such as an exchange rate


class State(StrEnum):
    """What can be said of a fact."""

    KNOWN = "known"
    BOUNDED = "bounded"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Bound:
    """One end of what is known of a bounded fact."""

    value: Scalar
    inclusive: bool


@dataclass(frozen=True)
class Attestation:
    """A person's judgement: who gave it, when, and on what evidence."""

    by: str
    on: str
    evidence: str


@dataclass(frozen=True)
class Fact:
    """One fact of one subject.

    A derived fact keeps its operation and operands, so that a trace can show the working and a missing leaf can be
    solved for. `over` are the days that an amount covers (the period of a cap); `unit` is the
    currency that a conversion aims at, or `NUMBER`; `possible` are the choices that an undecided table has left.
    """

    name: str
    state: State
    value: Scalar | None = None
    low: Bound | None = None
    high: Bound | None = None
    reason: Text = field(default_factory=Text)
    place: Place | None = None
    subject: str = ""
    source: str = ""
    illustration: str = ""
    approximate: bool = False
    attestation: Attestation | None = None
    operation: str = ""
    operands: tuple[Fact, ...] = ()
    over: DateRange | None = None
    unit: str = ""
    possible: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Tell whether one exact value is known (attested ones included)."""
        return self.state is State.KNOWN

    @property
    def is_open(self) -> bool:
        """Tell whether the value is still to be found out: unknown or bounded."""
        return self.state in {State.UNKNOWN, State.BOUNDED}

    @property
    def key(self) -> tuple[str, str]:
        """Identify the fact: its name and the subject it belongs to."""
        return (self.name, self.subject)

    def named(self, name: str) -> Fact:
        """Give the same value under another name; the fact itself stays below it as the operand."""
        return self if self.name == name else replace(self, name=name, operation="fact", operands=(self,))

    def leaves(self) -> Iterator[Fact]:
        """Give the facts that stand in the data or are missing from it, below this one."""
        if not self.operands:
            yield self
        for operand in self.operands:
            yield from operand.leaves()

    def open_leaves(self) -> tuple[Fact, ...]:
        """Give the unknown or bounded leaves below this fact, each once."""
        return tuple({leaf.key: leaf for leaf in self.leaves() if leaf.is_open}.values())

    def illustrations(self) -> tuple[str, ...]:
        """Give the reasons why any leaf is only an illustration."""
        return tuple(dict.fromkeys(leaf.illustration for leaf in self.leaves() if leaf.illustration))


def known(name: str, value: Scalar, *, place: Place | None = None, subject: str = "") -> Fact:
    """Make a known fact."""
    return Fact(name, State.KNOWN, value, place=place, subject=subject)


def unknown(name: str, reason: str | Text, *, place: Place | None = None, subject: str = "") -> Fact:
    """Make an unknown fact that says why it is unknown."""
    why = reason if isinstance(reason, Text) else Text(reason)
    return Fact(name, State.UNKNOWN, reason=why, place=place, subject=subject)


def bounded(name: str, low: Bound | None, high: Bound | None, *, subject: str = "") -> Fact:
    """Make a bounded fact; equal inclusive ends make it known, no ends make it unknown."""
    if low and high and low.inclusive and high.inclusive and low.value == high.value:
        return known(name, low.value, subject=subject)
    if low is None and high is None:
        return unknown(name, "nothing bounds it", subject=subject)
    return Fact(name, State.BOUNDED, low=low, high=high, subject=subject)


def interval(fact: Fact) -> tuple[Bound | None, Bound | None]:
    """Give the ends between which the value lies; None where that side is open."""
    if fact.is_known and fact.value is not None:
        end = Bound(fact.value, inclusive=True)
        return end, end
    return fact.low, fact.high


def describe(fact: Fact) -> str:
    """Say the value in a few words: `RMB 82.0 million`, `at least HKD 20,000 million`, `unknown`."""
    if fact.is_known and fact.value is not None:
        words = _words(fact, fact.value)
        return f"about {words}" if fact.approximate else words
    if fact.state is State.BOUNDED:
        return " and ".join(_end_words(fact))
    return "not applicable" if fact.state is State.NOT_APPLICABLE else "unknown"


def _words(fact: Fact, value: Scalar) -> str:
    # A plain number (an exchange rate) and a ratio are both fractions; only the ratio reads as a percentage.
    return format_number(value) if fact.unit == NUMBER and isinstance(value, Fraction) else format_scalar(value)


def _end_words(fact: Fact) -> Iterator[str]:
    if fact.low:
        yield f"{'at least' if fact.low.inclusive else 'above'} {_words(fact, fact.low.value)}"
    if fact.high:
        yield f"{'at most' if fact.high.inclusive else 'below'} {_words(fact, fact.high.value)}"
