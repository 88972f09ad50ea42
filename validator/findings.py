"""What the program says to its user: findings with places, and the errors that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How heavy a finding is, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, threshold: Severity) -> bool:
        """Tell whether this severity is at least as heavy as `threshold`."""
        order = list(Severity)
        return order.index(self) <= order.index(threshold)


@dataclass(frozen=True)
class Place:
    """A span of a file. Lines and columns are 1-based and count characters; the end column is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Related:
    """A second place that belongs to a finding, with a few words on why."""

    place: Place
    label: str


@dataclass(frozen=True)
class RuleReference:
    """The provision behind a finding: how to cite it, since when it is in force, and where its rule stands."""

    cite: str
    in_force_from: str
    place: Place | None = None
    verified: bool = True


@dataclass(frozen=True)
class Finding:
    """One message to the user.

    `code` is the provision (`HKEX-14A.54`) or one of ours (`IC-…`, `DATA-…`, `DRAFT-…`); `label` stands beside the
    caret; `help` says what to do about it; `subject` names the agreement, category or cap period it speaks of, and
    `subject_id` is its id for programs.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    label: str = ""
    related: tuple[Related, ...] = ()
    rule: RuleReference | None = None
    help: str = ""
    subject: str = ""
    subject_id: str = ""


class ListingRulesError(Exception):
    """The program could not run: exit code 2. Carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(f"{f.place}: {f.message}" if f.place else f.message for f in findings))
        self.findings = findings


class ReadingError(ListingRulesError):
    """A file could not be read, or its shape is wrong."""


class RulebookError(ListingRulesError):
    """A rule, a fact declaration or a rule folder is unusable."""


class DraftingError(ListingRulesError):
    """A draft could not be made or written."""
