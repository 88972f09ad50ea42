"""One door for everything drafting refuses: a code, a message, a place and a remedy."""

from __future__ import annotations

from validator.findings import DraftingError, Finding, Place, Severity

TEMPLATE = "DRAFT-TEMPLATE"
MARKUP = "DRAFT-MARKUP"
DATA = "DRAFT-DATA"
LIMIT = "DRAFT-LIMIT"
EXISTS = "DRAFT-EXISTS"
WRITE = "DRAFT-WRITE"


def refusal(code: str, message: str, place: Place | None = None, remedy: str = "") -> DraftingError:
    """Give the error that refuses a draft, ready to be raised."""
    return DraftingError(Finding(code=code, severity=Severity.ERROR, message=message, place=place, help=remedy))


def line_of(file: str, line: int, column: int = 1) -> Place:
    """Give the place of a template line, or of a column on it."""
    return Place(file, line, column, line, column + 1)


def place_of(origin: str | None) -> Place | None:
    """Give the place that an origin such as `agreements/a.yaml:31:17` names, or None where it names none."""
    parts = (origin or "").rsplit(":", 2)
    if len(parts) != 3 or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    return line_of(parts[0], int(parts[1]), int(parts[2]))
