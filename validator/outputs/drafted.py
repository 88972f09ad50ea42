"""What a run of `draft` wrote and left open, as lines for a terminal and as data for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from validator.findings import Finding, Severity
from validator.outputs.diagnostic import finding_json
from validator.receipt import receipt_json, with_receipt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from validator.drafting.tree import Blank
    from validator.receipt import Receipt
    from validator.review.remarks import Remark


@dataclass(frozen=True)
class Drafted:
    """The files written and, by language, the blanks and remarks; `unlike` is what one language says alone.

    `before` is the receipt of the state that a redline starts from.
    """

    written: Mapping[Path, bytes]
    blanks: Mapping[str, tuple[Blank, ...]]
    unlike: tuple[Finding, ...]
    remarks: Mapping[str, tuple[Remark, ...]]
    receipt: Receipt
    before: Receipt | None = None


def drafted_json(drafted: Drafted) -> dict[str, Any]:
    """Give a run as `draft-output.schema.json` has it."""
    said = {
        "version": 1,
        "written": [file.as_posix() for file in drafted.written],
        "blanks": {language: list(map(_blank_json, left)) for language, left in drafted.blanks.items()},
        "findings": [finding_json(finding) for finding in drafted.unlike],
        "remarks": {
            language: [{"code": each.code, "message": each.message} for each in found]
            for language, found in drafted.remarks.items()
        },
    }
    against = {"against": receipt_json(drafted.before)} if drafted.before else {}
    return with_receipt(said | against, drafted.receipt)


def _blank_json(blank: Blank) -> dict[str, Any]:
    return {"ask": blank.ask, "times": blank.times, "origin": blank.origin, "kind": str(blank.kind)}


def open_points(drafted: Drafted) -> Iterator[str]:
    """Give a line for each blank and each remark."""
    for language, left in drafted.blanks.items():
        for blank in left:
            yield f"blank [{language}] {blank.ask}" + (f" ({blank.times} times)" if blank.times > 1 else "")
    for language, found in drafted.remarks.items():
        for remark in found:
            yield f"remark [{language}] {remark.code} {remark.message}"


def not_final(blanks: Mapping[str, tuple[Blank, ...]]) -> Iterator[Finding]:
    """Give an error for each blank of drafts that are to be final."""
    for language, left in blanks.items():
        for blank in left:
            message = f"the {language} draft is not final: {blank.ask} is missing"
            yield Finding("DRAFT-BLANK", Severity.ERROR, message, label=blank.origin or "")
