"""The errors of this room: a draft that cannot be read or reviewed."""

from __future__ import annotations

from validator.findings import Finding, ListingRulesError, Severity

UNREADABLE = "REVIEW-UNREADABLE"
OPTION = "REVIEW-OPTION"


class ReviewError(ListingRulesError):
    """A draft could not be read or reviewed."""


def not_readable(name: str, why: str, remedy: str = "give a .docx, .html or .txt file of one document") -> ReviewError:
    """Give the error for a file that cannot be read, ready to be raised."""
    return ReviewError(Finding(UNREADABLE, Severity.ERROR, f"{name} {why}", help=remedy))


def no_draft() -> ReviewError:
    """Give the error for a call that names a workspace and no draft."""
    message = "no draft is named, only the folder of a workspace"
    return ReviewError(Finding(OPTION, Severity.ERROR, message, help="name one or two drafts before it"))
