"""The records that a rule file becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.facts.conditions import comparisons_of
from validator.reading.text import Text
from validator.rulebook.relations import RelationBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from validator.facts.conditions import Comparison, Condition
    from validator.facts.expressions import Expression
    from validator.facts.fact import Bound
    from validator.findings import Place, Severity
    from validator.reading.document import Node
    from validator.reading.quantities import Period


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
class Row:
    """One row of a table: when all its conditions hold, `then` is the outcome, under the cited paragraph."""

    cite: str
    conditions: tuple[Condition, ...]
    then: str
    place: Place | None = None


@dataclass(frozen=True)
class Promise:
    """What a table claims of itself: a name, with the inputs or the condition that the claim is about."""

    name: str
    inputs: tuple[str, ...] = ()
    condition: Condition | None = None
    place: Place | None = None


@dataclass(frozen=True)
class TableBody:
    """A decision table. `read` is its hit policy: `first_match` or `exactly_one`."""

    read: str
    rows: tuple[Row, ...]
    otherwise: Row
    applies_if: Condition | None = None
    if_not_applicable: str = ""
    promises: tuple[Promise, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """Give the condition of the table itself, then those of its rows in order."""
        if self.applies_if is not None:
            yield self.applies_if
        for row in self.rows:
            yield from row.conditions

    def comparisons(self) -> Iterator[Comparison]:
        """Give every comparison that the table makes."""
        for condition in self.conditions():
            yield from comparisons_of(condition)


@dataclass(frozen=True)
class RequirementBody:
    """When `applies_if` holds, `require` must hold, `unless` the exception does."""

    require: Condition
    applies_if: Condition | None
    unless: Condition | None
    message: Text
    remedy: Text


@dataclass(frozen=True)
class Evidence:
    """Evidence that a procedure leaves for every period.

    `every` is month, quarter, half_year or financial_year; `within` is the grace after a period ends; `over` names
    the fact that gives the days to cover, from `since` on.
    """

    every: str
    within: Period
    since: date
    over: str


@dataclass(frozen=True)
class ProcedureBody:
    """An internal control: an alert, a requirement on each subject, or evidence for each period."""

    describe: Text
    owner: Text
    applies_if: Condition | None
    alert_if: Condition | None
    require: Condition | None
    evidence: Evidence | None
    message: Text
    remedy: Text


@dataclass(frozen=True)
class DeadlineBody:
    """A day that follows from an event: `period` before or after `event`, met by `done`, excused by `unless`."""

    event: str
    period: Period
    direction: str
    done: str
    of: Text
    applies_if: Condition | None
    unless: Condition | None
    remedy: Text


@dataclass(frozen=True)
class Item:
    """One line of a checklist: what is to be said, when, and which facts answer it."""

    cite: str
    item: Text
    applies_if: Condition | None
    answered_by: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True)
class ChecklistBody:
    """What a document must contain."""

    items: tuple[Item, ...]


Body = TableBody | RequirementBody | ProcedureBody | DeadlineBody | ChecklistBody | RelationBody


@dataclass(frozen=True)
class Example:
    """A case with its expected answer, kept in the rule file and run as a test."""

    name: str
    given: Node | None
    expect: object
    on: date
    place: Place


@dataclass(frozen=True)
class Version:
    """The rule as it stands from one day (to another)."""

    first: date
    last: date | None
    body: Body
    assume: Node | None
    examples: tuple[Example, ...]
    place: Place

    def covers(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Consequence:
    """A requirement that follows from the outcome of a table (an announcement, a circular, approval …).

    `also_if_not_met` names a requirement rule: where one of the parts fails it, this follows whatever the outcome.
    """

    name: str
    label: Text
    cite: str
    outcomes: frozenset[str]
    applies_if: Condition | None
    also_if_not_met: str
    place: Place


@dataclass(frozen=True)
class Instrument:
    """The body of rules that a rule belongs to."""

    id: str
    prefix: str
    name: Text


@dataclass(frozen=True)
class Rule:
    """One rule with all its versions."""

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
    outcomes: tuple[str, ...] = ()
    outcome_labels: Mapping[str, Text] = field(default_factory=dict)
    consequences: tuple[Consequence, ...] = ()
    urls: Text = field(default_factory=Text)
    compared_on: date | None = None
    review_by: date | None = None
    note: Text = field(default_factory=Text)
    left_to_judgement: tuple[Text, ...] = ()

    @property
    def code(self) -> str:
        """Give the code that findings carry: `HKEX-14A.54`, or our own id as it is."""
        return f"{self.instrument.prefix}-{self.id}" if self.instrument.prefix else self.id

    @property
    def cite(self) -> str:
        """Give the citation for people: `Main Board 14A.54`."""
        return f"{self.instrument.name} {self.id}" if self.instrument.prefix else self.id

    def version_on(self, day: date) -> Version | None:
        """Give the version in force on a day, or None."""
        return next((version for version in self.versions if version.covers(day)), None)
