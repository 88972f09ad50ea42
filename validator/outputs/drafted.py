"""What a run of `draft` wrote and what the drafts leave open, as lines for a terminal and as data for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from validator.findings import Finding, Severity
from validator.outputs.diagnostic import finding_json
from validator.receipt import receipt_json, with_receipt
from validator.review.remarks import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from validator.drafting.tree import Blank
    from validator.receipt import Receipt
    from validator.review.remarks import Remark


@dataclass(frozen=True)
class Left:
    """What drafts leave open, by language: blanks and remarks; `unlike` is what one language says alone."""

    blanks: Mapping[str, tuple[Blank, ...]]
    remarks: Mapping[str, tuple[Remark, ...]]
    unlike: tuple[Finding, ...]


def drafted_json(
    written: Iterable[Path], left: Left, receipt: Receipt, before: Receipt | None = None
) -> dict[str, Any]:
    """Give a run as `draft-output.schema.json` has it; `before` is the receipt of what a redline starts from."""
    said = {
        "version": 1,
        "written": [file.as_posix() for file in written],
        "blanks": {language: list(map(_blank_json, blanks)) for language, blanks in left.blanks.items()},
        "findings": [finding_json(finding) for finding in left.unlike],
        "remarks": {
            language: [{"code": each.code, "message": each.message} for each in found]
            for language, found in left.remarks.items()
        },
    }
    return with_receipt(said | ({"against": receipt_json(before)} if before else {}), receipt)


def _blank_json(blank: Blank) -> dict[str, Any]:
    return {"ask": blank.ask, "times": blank.times, "origin": blank.origin, "kind": str(blank.kind)}


def open_points(left: Left) -> Iterator[str]:
    """Give a line for each blank and each remark."""
    for language, blanks in left.blanks.items():
        for blank in blanks:
            yield f"blank [{language}] {blank.ask}" + (f" ({blank.times} times)" if blank.times > 1 else "")
    for language, found in left.remarks.items():
        for remark in found:
            yield f"remark [{language}] {remark.code} {remark.message}"


def not_final(left: Left) -> Iterator[Finding]:
    """Give an error for each blank, each placeholder, and what one language lacks."""
    for language, blanks in left.blanks.items():
        for blank in blanks:
            message = f"the {language} draft is not final: {blank.ask} is missing"
            yield Finding("DRAFT-BLANK", Severity.ERROR, message, label=blank.origin or "")
    for language, found in left.remarks.items():
        for remark in found:
            if remark.code == PLACEHOLDER:
                yield Finding(PLACEHOLDER, Severity.ERROR, f"the {language} draft is not final: {remark.message}")
    yield from left.unlike
