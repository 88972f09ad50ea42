"""All the files of one run of `draft`: the drafts, the page for review and the figure maps, each with its receipt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.drafting.drafts import draft_files, file_name
from validator.drafting.figure_map import figure_map
from validator.drafting.formats import html, text, word
from validator.drafting.formats.side_by_side import write_side_by_side
from validator.drafting.refusals import refusal
from validator.receipt import receipt_text, with_receipt
from validator.rulebook.provisions import Provisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.drafting.drafts import Draft
    from validator.receipt import Receipt
    from validator.rulebook.load import Rulebook

_BOTH = "both"


def stamped_files(
    drafts: Mapping[str, Draft],
    formats: Sequence[str],
    receipt: Receipt,
    *,
    provenance: bool = True,
    reference: bytes | None = None,
    to_files: bool = True,
) -> dict[str, bytes]:
    """Give the files of drafts by name with their receipt: in full with data lines, else its summary or nothing.

    Text that is not `to_files` but to be read on a terminal has the summary. Raises as `draft_files` does.
    """
    files = draft_files(drafts, formats, provenance=provenance, reference=reference)
    stamp = _Stamp(receipt, provenance, to_files)
    return {name: stamp.on(name, data) for name, data in files.items()}


def review_file(drafts: Mapping[str, Draft], receipt: Receipt, *, provenance: bool = True) -> dict[str, bytes]:
    """Give the page with two languages beside each other. Raises DraftingError unless there are two."""
    if len(drafts) != 2:
        raise refusal(
            "DRAFT-OPTION", "two languages stand side by side, no more and no fewer", remedy="leave out --lang"
        )
    left, right = drafts.values()
    page = write_side_by_side(left.document, right.document, provenance=provenance)
    name = file_name(left, _BOTH, ".html")
    return {name: _Stamp(receipt, provenance).on(name, page)}


def map_files(drafts: Mapping[str, Draft], rulebook: Rulebook, receipt: Receipt) -> dict[str, bytes]:
    """Give the figure map of each draft by file name, such as `announcement-2026-04-23.en.figures.json`."""
    provisions = Provisions(rulebook.rules.values())
    maps = {
        file_name(draft, language, ".figures.json"): figure_map(draft.document, provisions.at)
        for language, draft in drafts.items()
    }
    return {
        name: (json.dumps(with_receipt(found, receipt), ensure_ascii=False, indent=2) + "\n").encode()
        for name, found in maps.items()
    }


@dataclass(frozen=True)
class _Stamp:
    """The receipt of drafts, as each format carries it."""

    receipt: Receipt
    provenance: bool
    to_files: bool = True

    def on(self, name: str, data: bytes) -> bytes:
        """Give a file with its receipt."""
        summary, whole = str(self.receipt), receipt_text(self.receipt) if self.provenance else None
        if name.endswith(".html"):
            return html.with_receipt(data, whole or summary)
        if name.endswith(".docx"):
            return word.with_receipt(data, summary, whole)
        return text.with_receipt(data, summary, whole if self.to_files else None) if self.provenance else data
