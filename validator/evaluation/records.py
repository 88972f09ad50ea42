"""What an evaluation gives: decisions of tables and verdicts of the other rules, each with the whole trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.facts.conditions import Step
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.reading.quantities import DateRange
    from validator.rulebook.model import Consequence, Item, Row, Rule, Version


@dataclass(frozen=True)
class Trial:
    """One row of a table as it was tried."""

    row: Row
    step: Step


@dataclass(frozen=True)
class Decider:
    """One open fact that would settle a table: in `range` of it the outcome is one of `outcomes`."""

    fact: Fact
    range: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What a table decided for one subject; `outcome` is None while the open facts allow several outcomes."""

    rule: Rule
    version: Version
    subject: Subject
    outcome: str | None
    possible: tuple[str, ...]
    cited: tuple[str, ...]
    inputs: Mapping[str, Fact]
    applies: Step | None = None
    trials: tuple[Trial, ...] = ()
    deciders: tuple[Decider, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Tell whether every completion of the open facts gives the same outcome."""
        return self.outcome is not None


class Status(StrEnum):
    """The answer of a rule that is no table."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"
    ALERT = "alert"
    QUIET = "quiet"


@dataclass(frozen=True)
class Verdict:
    """What a requirement, procedure, deadline or checklist says of one subject.

    `missing` are the periods without evidence or the items without an answer; `due` is the day of a deadline.
    """

    rule: Rule
    version: Version
    subject: Subject
    status: Status
    steps: tuple[Step, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    missing_periods: tuple[DateRange, ...] = ()
    missing_items: tuple[Item, ...] = ()
    due: date | None = None

    def open_facts(self) -> tuple[Fact, ...]:
        """Give the facts that keep the answer open, each once."""
        return tuple({fact.key: fact for step in self.steps for fact in step.undecided()}.values())


@dataclass(frozen=True)
class Obligation:
    """One requirement that follows from a decision: `required`, `not_required` or `undecided`."""

    consequence: Consequence
    state: str
