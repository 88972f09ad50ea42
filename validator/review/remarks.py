"""What a review says of a draft: one remark a place, with the passage and what the data says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.findings import Severity

if TYPE_CHECKING:
    from validator.review.passages import Passage

FIGURE = "REVIEW-FIGURE"
NOT_IN_DATA = "REVIEW-NOT-IN-DATA"
ARITHMETIC = "REVIEW-ARITHMETIC"
CONTENT = "REVIEW-CONTENT"
UNDEFINED = "REVIEW-UNDEFINED"
UNUSED = "REVIEW-UNUSED"
TWICE = "REVIEW-DEFINED-TWICE"
LATER = "REVIEW-DEFINED-LATER"
TWO_NAMES = "REVIEW-TWO-NAMES"
USAGE = "REVIEW-USAGE"
SIMPLIFIED = "REVIEW-SIMPLIFIED"
REFERENCE = "REVIEW-REFERENCE"
PLACEHOLDER = "REVIEW-PLACEHOLDER"
LANGUAGES = "REVIEW-LANGUAGES"


@dataclass(frozen=True)
class Remark:
    """One thing to look at.

    `draft` is the file; `passage` is None where something is missing from the whole draft; `start` and `end` mark the
    words in the passage; `data` says what the data holds and `origin` is its line.
    """

    code: str
    severity: Severity
    message: str
    draft: str
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    data: str = ""
    origin: str | None = None
    help: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        """Give its place for sorting: what belongs to no passage comes last."""
        return (self.draft, self.passage.number if self.passage else 10**9, self.start)


# Where two remarks speak of the same words, the one that says most stays.
_FIRST = (FIGURE, ARITHMETIC, PLACEHOLDER, NOT_IN_DATA, LANGUAGES)


def without_repeats(remarks: list[Remark]) -> tuple[Remark, ...]:
    """Give remarks in the order of the draft; of several on the same figure the one that says most."""
    ranked = sorted(remarks, key=lambda each: _FIRST.index(each.code) if each.code in _FIRST else len(_FIRST))
    kept: list[Remark] = []
    for remark in ranked:
        if not (remark.code in _FIRST and any(_covers(other, remark) for other in kept)):
            kept.append(remark)
    return tuple(sorted(dict.fromkeys(kept), key=lambda each: each.key))


def _covers(kept: Remark, remark: Remark) -> bool:
    if kept.code not in _FIRST or kept.passage is None or remark.passage is None or kept.draft != remark.draft:
        return False
    return kept.passage.number == remark.passage.number and kept.start < remark.end and remark.start < kept.end


def error(
    code: str,
    message: str,
    draft: str,
    passage: Passage | None,
    span: tuple[int, int],
    data: str = "",
    origin: str | None = None,
    help_: str = "",
) -> Remark:
    """Give a remark of severity error."""
    return Remark(code, Severity.ERROR, message, draft, passage, *span, data, origin, help_)


def warning(
    code: str,
    message: str,
    draft: str,
    passage: Passage | None,
    span: tuple[int, int],
    data: str = "",
    origin: str | None = None,
    help_: str = "",
) -> Remark:
    """Give a remark of severity warning."""
    return Remark(code, Severity.WARNING, message, draft, passage, *span, data, origin, help_)
