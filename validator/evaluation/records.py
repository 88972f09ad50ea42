"""What an evaluation gives: decisions of tables and verdicts of the other rules, each with the whole trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from validator.evaluation.rows import Run, Trial, run_table
from validator.reading.text import Text
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.evaluation.evidence import Escalated, Late
    from validator.facts.conditions import Step
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.reading.quantities import DateRange
    from validator.rulebook.body import Item
    from validator.rulebook.model import Consequence, Rule, Version


@dataclass(frozen=True)
class Decider:
    """One open fact that would settle a table: in `range` of it the outcome is one of `outcomes`."""

    fact: Fact
    range: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What a table decided for one subject; `outcome` is None while the open facts allow several outcomes.

    `inputs` is empty where no version of the rule was in force. The rows are read for the trace when it is asked for.
    """

    rule: Rule
    version: Version
    subject: Subject
    outcome: str | None
    possible: tuple[str, ...]
    cited: tuple[str, ...]
    inputs: Mapping[str, Fact]
    deciders: tuple[Decider, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Tell whether every completion of the open facts gives the same outcome."""
        return self.outcome is not None

    @property
    def in_force_from(self) -> date | None:
        """Give the first day of the version that decided; None where none was in force."""
        return self.version.first if self.inputs else None

    @cached_property
    def run(self) -> Run | None:
        """Read the rows of the table over the inputs; None where no version of it was in force."""
        body = self.version.body
        return run_table(body, self.inputs) if self.inputs and isinstance(body, TableBody) else None

    @property
    def applies(self) -> Step | None:
        """Give the answer to whether the table applies at all; None where it always does."""
        return self.run.applies if self.run else None

    @property
    def trials(self) -> tuple[Trial, ...]:
        """Give the rows that were tried, in order, each with its answer."""
        return self.run.trials if self.run else ()


class Answer(StrEnum):
    """How an item of a checklist stands."""

    ANSWERED = "answered"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class ItemAnswer:
    """One item of a checklist for one subject.

    `because` says why it does not apply; `facts` are those that answer it or should; `missing` those that do not;
    `undecided` the facts on which it depends whether the item applies.
    """

    item: Item
    state: Answer
    facts: tuple[Fact, ...] = ()
    missing: tuple[Fact, ...] = ()
    undecided: tuple[Fact, ...] = ()
    because: Text = field(default_factory=Text)

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be done: an item that may apply and has no answer."""
        return self.state in {Answer.MISSING, Answer.UNDECIDED}


class Status(StrEnum):
    """The answer of a rule that is no table."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"
    ALERT = "alert"
    QUIET = "quiet"
    REPORTED = "reported"  # an alert that was passed on in time
    PENDING = "pending"


@dataclass(frozen=True)
class Verdict:
    """What a requirement, procedure, deadline or checklist says of one subject.

    `missing` are the periods without evidence or the items without an answer; `due` is the day of a deadline;
    `late` are the periods whose evidence came after its grace; `escalation` is how an alert was passed on;
    `answers` are the items of a checklist, each as it stands.
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
    late: tuple[Late, ...] = ()
    escalation: Escalated | None = None
    answers: tuple[ItemAnswer, ...] = ()

    def open_facts(self) -> tuple[Fact, ...]:
        """Give the facts that keep the answer open, each once."""
        return tuple({fact.key: fact for step in self.steps for fact in step.undecided()}.values())


@dataclass(frozen=True)
class Obligation:
    """One requirement that follows from a decision: `required`, `not_required` or `undecided`, with its provisions."""

    consequence: Consequence
    state: str
    cite: str
