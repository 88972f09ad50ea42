"""A review as one page: each draft, its remarks in the order of its paragraphs, the words at fault marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.outputs.html_page import Html, code, element, entries, page
from validator.outputs.review import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from validator.receipt import Receipt
    from validator.review.remarks import Remark
    from validator.review.reviewing import Reviewed


def review_html(as_of: date, reviewed: Sequence[Reviewed], receipt: Receipt) -> str:
    """Give the page."""
    head = element("h1", f"Review of drafts, as of {as_of}")
    return page(f"Review of drafts, {as_of}", [head, *(part for each in reviewed for part in _draft(each))], receipt)


def _draft(each: Reviewed) -> Iterator[Html]:
    yield element("h2", each.draft.name)
    yield entries(
        [
            ("language", each.draft.language),
            ("paragraphs", str(len(each.draft.passages))),
            ("figures", f"{each.figures}, of which {each.figures_in_place} at their place in the draft of the data"),
            ("remarks", str(len(each.remarks))),
        ]
    )
    for remark in each.remarks:
        yield from _remark(remark)


def _remark(remark: Remark) -> Iterator[Html]:
    passage = remark.passage
    where = f"paragraph {passage.number}, {passage.kind}" if passage else "the whole draft"
    yield element("h3", f"{where}: ", code(remark.code), f" {remark.severity}")
    yield element("p", remark.message)
    lines: list[tuple[str, str]] = []
    if passage is not None:
        before, marked, after = excerpt(remark)
        lines += [("section", " › ".join(passage.section))] if passage.section else []
        lines.append(("passage", element("span", before, element("mark", marked), after)))
    if remark.origin:
        words = f"{remark.data}, " if remark.data else ""
        lines.append(("data", element("span", words, code(remark.origin))))
    if remark.help:
        lines.append(("help", remark.help))
    if lines:
        yield entries(lines)
