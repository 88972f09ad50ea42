"""Two languages of a draft beside each other on one HTML page, block by block, for review."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from validator.drafting.formats.html import blocks_html, language_code
from validator.drafting.formats.html_style import style_sheet
from validator.drafting.quantities import quantities_in
from validator.drafting.redline.align import aligned
from validator.drafting.tree import Heading, ListBlock, PageBreak, Paragraph, Table, text_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from validator.drafting.tree import Block, Document

_STYLE = """
main { max-width: 400mm; padding: 12mm; }
.pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 10mm; }
.pair { border-top: .5pt solid #ddd; padding-top: .5em; }
.pair > div { min-width: 0; overflow-wrap: anywhere; }
.pair > .none { background: #f2f2f2; }
.pair table { font-size: 10.5pt; }
@media print { .pair { column-gap: 6mm; font-size: 9pt; } }
@page { size: A4 landscape; margin: 12mm; }
"""


def write_side_by_side(left: Document, right: Document, *, provenance: bool = True) -> bytes:
    """Give the page; what stands in one language alone leaves a grey space in the other column."""
    old, new = (_blocks(document) for document in (left, right))
    pairs = aligned(old, new, _kind_and_values, _likeness)
    rows = "\n".join(
        f'<div class="pair">{_side(one, left, provenance)}{_side(other, right, provenance)}</div>'
        for one, other in pairs
    )
    title = escape(f"{left.title} · {right.title}")
    page = (
        f'<!DOCTYPE html>\n<html lang="{language_code(left)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style_sheet(left.lang)}\n{_STYLE.strip()}\n</style>\n</head>\n"
        f"<body>\n<main>\n{rows}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _blocks(document: Document) -> tuple[Block, ...]:
    return tuple(block for block in document.blocks if not isinstance(block, PageBreak))


def _side(block: Block | None, document: Document, provenance: bool) -> str:
    attributes = f' lang="{language_code(document)}"'
    if block is None:
        return f'<div class="none"{attributes}></div>'
    return f"<div{attributes}>{blocks_html((block,), provenance)}</div>"


def _kind_and_values(block: Block) -> Hashable:
    """Give what a block and its translation share: their kind, and the figures and dates in them."""
    return _kind(block), frozenset(found.key for found in quantities_in(text_of(block)))


def _likeness(one: Block, other: Block) -> float:
    """Tell how likely one block is the translation of another: never of another kind, more so with shared values."""
    if _kind(one) != _kind(other):
        return 0.0
    values = [{found.key for found in quantities_in(text_of(block))} for block in (one, other)]
    shared, whole = len(values[0] & values[1]), len(values[0] | values[1])
    return 0.6 + 0.4 * (shared / whole if whole else 1)


def _kind(block: Block) -> Hashable:
    match block:
        case Heading():
            return "heading", block.level, block.classes
        case Paragraph():
            return "paragraph", block.classes
        case ListBlock():
            return "list", block.ordered
        case Table():
            return "table", block.classes
    return ()
