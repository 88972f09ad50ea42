"""What a version of a rule says, by its kind, as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.facts.conditions import comparisons_of
from validator.reading.text import Text
from validator.rulebook.relations import RelationBody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.facts.conditions import Comparison, Condition
    from validator.findings import Place
    from validator.reading.quantities import Period

AS_SOON_AS_PRACTICABLE = "as_soon_as_practicable"
WINDOW = "for"


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
class Escalation:
    """Who must be told of an alert, and what shows that it was done.

    `within` is None where the rule asks for it at once and counts no days; `over` names the fact that gives the days
    that the report is about.
    """

    to: Text
    within: Period | None
    evidence: Text
    over: str


@dataclass(frozen=True)
class Awaited:
    """A fact that nobody can expect before the first `evidence_of` a procedure is due for the days of `over`."""

    fact: str
    evidence_of: str
    over: str


@dataclass(frozen=True)
class ProcedureBody:
    """An internal control: an alert, a requirement on each subject, or evidence for each period.

    `announced` tells whether the company's announcements describe it, so that drafts do too.
    """

    describe: Text
    owner: Text
    applies_if: Condition | None
    alert_if: Condition | None
    require: Condition | None
    evidence: Evidence | None
    message: Text
    remedy: Text
    frequency: Text = field(default_factory=Text)
    escalate: Escalation | None = None
    awaits: Awaited | None = None
    announced: bool = True


@dataclass(frozen=True)
class Due:
    """When something falls due, counted from an event.

    `word` is `before` or `after` (a `period` on either side), `for` (a window of that length, with nothing to do in
    it), `same_day` (on the day of the event or before) or `as_soon_as_practicable`, which has no day and never gets
    one. `time` is the hour as the rule words it.
    """

    word: str
    period: Period | None = None
    time: Text = field(default_factory=Text)

    @property
    def has_day(self) -> bool:
        """Tell whether a day follows from the event."""
        return self.word != AS_SOON_AS_PRACTICABLE

    @property
    def is_window(self) -> bool:
        """Tell whether it is a window of time rather than something to be done."""
        return self.word == WINDOW


@dataclass(frozen=True)
class DeadlineBody:
    """A day that follows from an event: met by `done`, foreseen for `planned`, excused by `unless`.

    `planned` may be empty; `done` is empty for a window. `cite` is the paragraph, where the rule's id says more.
    """

    event: str
    due: Due
    done: str
    planned: str
    of: Text
    applies_if: Condition | None
    unless: Condition | None
    remedy: Text
    cite: str = ""

    def facts(self) -> tuple[str, ...]:
        """Give the names of the facts that hold the days: the event, what was done and what is planned."""
        return tuple(filter(None, (self.event, self.done, self.planned)))


@dataclass(frozen=True)
class Item:
    """One line of a checklist: what is to be said, when (else `because`), and which facts answer it.

    `answered_in` names the section of a draft that carries it; `unverified` says why the words have not been compared;
    with `no_is_an_answer` only silence leaves it open.
    """

    cite: str
    item: Text
    applies_if: Condition | None
    answered_by: tuple[str, ...]
    place: Place | None = None
    because: Text = field(default_factory=Text)
    answered_in: str = ""
    unverified: Text = field(default_factory=Text)
    no_is_an_answer: bool = False


@dataclass(frozen=True)
class ChecklistBody:
    """What a document must contain, where it is needed at all (`applies_if`; else nothing is, for `because`)."""

    items: tuple[Item, ...]
    applies_if: Condition | None = None
    because: Text = field(default_factory=Text)


Body = TableBody | RequirementBody | ProcedureBody | DeadlineBody | ChecklistBody | RelationBody
