"""A review as text for a terminal and as data for programs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from validator.outputs.terminal_text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.review.passages import Passage
    from validator.review.remarks import Remark
    from validator.review.reviewing import Reviewed

_BEFORE, _AFTER = 40, 30
_LONGEST = 60


def review_text(reviewed: Sequence[Reviewed]) -> str:
    """Give every remark with its passage and a caret under the words it speaks of, and a summary of each draft."""
    parts = [_remark(remark) for each in reviewed for remark in each.remarks]
    return "\n\n".join([*parts, "\n".join(map(_summary, reviewed))])


def _remark(remark: Remark) -> str:
    lines = [f"{remark.severity}[{remark.code}] {safe(remark.message)}"]
    passage = remark.passage
    if passage is None:
        lines.append(f"  --> {safe(remark.draft)}")
    else:
        lines.append(f"  --> {safe(remark.draft)}, paragraph {passage.number} ({_kind(passage)}){_section(passage)}")
        before, marked, after = excerpt(remark)
        carets = "^" * max(_width(marked), 1)
        lines += ["   |", f"   | {safe(before + marked + after)}", f"   | {' ' * _width(before)}{carets}"]
    if remark.origin:
        lines.append(f"   = data: {safe(f'{remark.data}, ' if remark.data else '')}{safe(remark.origin)}")
    if remark.help:
        lines.append(f"   = help: {safe(remark.help)}")
    return "\n".join(lines)


def excerpt(remark: Remark) -> tuple[str, str, str]:
    """Give the words before, at and after the place of a remark, cut where the passage is long."""
    if remark.passage is None:
        return "", "", ""
    text = remark.passage.text
    before, marked, after = text[: remark.start], text[remark.start : remark.end], text[remark.end :]
    before = before if len(before) <= _BEFORE else f"…{before[-_BEFORE:]}"
    marked = marked if len(marked) <= _LONGEST else f"{marked[:_LONGEST]}…"
    return before, marked, after if len(after) <= _AFTER else f"{after[:_AFTER]}…"


def _kind(passage: Passage) -> str:
    if passage.spot is None:
        return str(passage.kind)
    return f"{passage.kind}, row {passage.spot.row + 1}, column {passage.spot.column + 1}"


def _section(passage: Passage) -> str:
    return f", {safe(' › '.join(passage.section))}" if passage.section else ""


def _summary(each: Reviewed) -> str:
    count = len(each.remarks)
    said = "nothing to remark" if not count else f"{count} remark{'' if count == 1 else 's'}"
    held = f"{each.figures} figures, {each.figures_in_place} of them held at their place in the draft of the data"
    return safe(f"{each.draft.name} ({each.draft.language}): {said}; {len(each.draft.passages)} paragraphs, {held}")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def review_json(as_of: date, reviewed: Sequence[Reviewed]) -> dict[str, Any]:
    """Give the same as JSON, version 1 (schemas/review-output.schema.json); columns are 1-based, the end exclusive."""
    return {
        "version": 1,
        "as_of": str(as_of),
        "drafts": [
            {
                "file": each.draft.name,
                "language": each.draft.language,
                "paragraphs": len(each.draft.passages),
                "figures": each.figures,
                "figures_in_place": each.figures_in_place,
                "remarks": [_json(remark) for remark in each.remarks],
            }
            for each in reviewed
        ],
    }


def _json(remark: Remark) -> dict[str, Any]:
    return {
        "code": remark.code,
        "severity": str(remark.severity),
        "message": remark.message,
        "passage": _passage_json(remark) if remark.passage else None,
        "data": remark.data or None,
        "origin": remark.origin,
        "help": remark.help,
    }


def _passage_json(remark: Remark) -> dict[str, Any]:
    passage = remark.passage
    assert passage is not None  # noqa: S101  # asked for such remarks only
    spot = passage.spot
    return {
        "paragraph": passage.number,
        "kind": str(passage.kind),
        "section": list(passage.section),
        "cell": {"table": spot.table + 1, "row": spot.row + 1, "column": spot.column + 1} if spot else None,
        "text": passage.text,
        "from": remark.start + 1,
        "to": remark.end + 1,
    }
