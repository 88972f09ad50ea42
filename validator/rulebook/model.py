"""The records that a rule file becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.facts.conditions import Condition
    from validator.facts.expressions import Expression
    from validator.facts.fact import Bound
    from validator.findings import Place, Severity
    from validator.reading.document import Node
    from validator.rulebook.body import Body


@dataclass(frozen=True)
class Input:
    """A named input of a rule: an expression, its type, and the domain it can lie in."""

    name: str
    expression: Expression
    kind: str
    low: Bound | None = None
    high: Bound | None = None
    choices: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True)
class Example:
    """A case with its expected answer, kept in the rule file and run as a test.

    `requires` names what follows from the outcome of a table, with a question mark what may; None asks nothing of it.
    """

    name: str
    given: Node | None
    expect: object
    on: date
    place: Place
    requires: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Version:
    """The rule as it stands from one day (to another). `unverified` says what of it nobody has compared.

    A version that is worded as another one names the first day of that one in `as_in`; its examples are its own.
    """

    first: date
    last: date | None
    body: Body
    assume: Node | None
    examples: tuple[Example, ...]
    place: Place
    unverified: Text = field(default_factory=Text)
    as_in: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Consequence:
    """A requirement that follows from the outcome of a table (an announcement, a circular, approval …).

    `also_if_not_met` names a requirement rule: where one of the parts falls under it and fails it, this also follows
    from the outcomes of `also_for`.
    """

    name: str
    label: Text
    cite: str
    outcomes: frozenset[str]
    applies_if: Condition | None
    also_if_not_met: str
    also_for: frozenset[str]
    place: Place


@dataclass(frozen=True)
class BusinessDays:
    """What a body of rules calls a business day: weekdays that are no holiday of these categories in this country.

    The years are those for which a person compared the holidays with the published list; no other year is counted in.
    """

    country: str
    categories: tuple[str, ...]
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Instrument:
    """The body of rules that a rule belongs to."""

    id: str
    prefix: str
    name: Text
    business_days: BusinessDays | None = None


@dataclass(frozen=True)
class Rule:
    """One rule with all its versions.

    A table that `relieves` a decision may only lighten it: both have the same outcomes, and the lightest governs.
    """

    id: str
    kind: str
    scope: str
    title: Text
    instrument: Instrument
    severity: Severity
    versions: tuple[Version, ...]
    place: Place
    file: str
    inputs: Mapping[str, Input] = field(default_factory=dict)
    decides: str = ""
    relieves: str = ""
    outcomes: tuple[str, ...] = ()
    outcome_labels: Mapping[str, Text] = field(default_factory=dict)
    consequences: tuple[Consequence, ...] = ()
    urls: Text = field(default_factory=Text)
    compared_on: date | None = None
    review_by: date | None = None
    note: Text = field(default_factory=Text)
    left_to_judgement: tuple[Text, ...] = ()
    form: str = ""
    document: Text = field(default_factory=Text)

    @property
    def code(self) -> str:
        """Give the code that findings carry: `HKEX-14A.54`, or our own id as it is."""
        return f"{self.instrument.prefix}-{self.id}" if self.instrument.prefix else self.id

    @property
    def cite(self) -> str:
        """Give the citation for people: `Main Board 14A.54`."""
        return f"{self.instrument.name} {self.id}" if self.instrument.prefix else self.id

    def is_verified(self, version: Version) -> bool:
        """Tell whether a person has compared this version with the source."""
        return self.compared_on is not None and not version.unverified

    def version_on(self, day: date) -> Version | None:
        """Give the version in force on a day, or None."""
        return next((version for version in self.versions if version.covers(day)), None)
