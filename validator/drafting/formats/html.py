"""Writes a draft as one self-contained HTML page that reads well on a screen and prints well on A4."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from validator.drafting import grid
from validator.drafting.formats.html_style import style_sheet
from validator.drafting.formats.measures import column_shares
from validator.drafting.redline.marks import DELETED, INSERTED, change_of
from validator.drafting.tree import Heading, LineBreak, ListBlock, PageBreak, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

from validator.drafting.tree import Block, Document, Inline

_LANGUAGES = {"zh-Hant": "zh-Hant-HK", "en": "en-HK"}
_CHANGES = {INSERTED: "ins", DELETED: "del"}
_SIDES = frozenset({"left", "right", "centre"})


def write_html(document: Document, *, provenance: bool = True) -> bytes:
    """Give the draft as a UTF-8 page; `provenance` keeps the data line of every value on it."""
    wide = ' class="wide"' if grid.needs_wide_page(document) else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{language_code(document)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style_sheet(document.lang)}\n</style>\n</head>\n"
        f"<body>\n<main{wide}>\n{blocks_html(document.blocks, provenance)}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def with_receipt(page: bytes, receipt: str) -> bytes:
    """Give a page that names in its head what it was made of."""
    meta = f'<meta name="listing-rules-receipt" content="{escape(receipt)}">\n'
    return page.replace(b"</head>", meta.encode() + b"</head>", 1)


def language_code(document: Document) -> str:
    """Give the code of a draft's language, with Hong Kong."""
    return escape(_LANGUAGES.get(document.lang, document.lang))


def blocks_html(blocks: Iterable[Block], provenance: bool) -> str:
    """Give blocks as HTML; `provenance` keeps their data lines."""
    return "\n".join(_block(block, provenance) for block in blocks)


def _block(block: Block, provenance: bool) -> str:
    match block:
        case Heading():
            tag = f"h{block.level}"
            return f"<{tag}{_classes(block.classes)}>{_inlines(block.inlines, provenance)}</{tag}>"
        case Paragraph():
            return f"<p{_classes(block.classes)}>{_inlines(block.inlines, provenance)}</p>"
        case ListBlock():
            return _list(block, provenance)
        case Table():
            return _table(block, provenance)
        case PageBreak():
            return '<hr class="page-break">'


def _list(block: ListBlock, provenance: bool) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "\n".join(f"<li>{_cell_content(item, provenance)}</li>" for item in block.items)
    return f"<{tag}{_classes(block.classes)}>\n{items}\n</{tag}>"


def _table(table: Table, provenance: bool) -> str:
    rows: list[list[str]] = [[] for _ in table.rows]
    for spot in grid.placed(table):
        rows[spot.row].append(_cell(table, spot, provenance))
    lines = [f"<tr>{''.join(cells)}</tr>" for cells in rows]
    head, body = lines[: table.header_rows], lines[table.header_rows :]
    parts = [f"<table{_classes(table.classes)}>", _column_group(table)]
    parts += ["<thead>", *head, "</thead>"] if head else []
    parts += ["<tbody>", *body, "</tbody>"] if body else []
    return "\n".join([*parts, "</table>"])


def _column_group(table: Table) -> str:
    shares = column_shares(table)
    columns = (f'<col style="width: {100 * share // sum(shares)}%">' for share in shares)
    return f"<colgroup>{''.join(columns)}</colgroup>"


def _cell(table: Table, spot: grid.Placed, provenance: bool) -> str:
    cell = spot.cell
    in_head = spot.row < table.header_rows
    tag = "th" if cell.header or in_head else "td"
    scope = (' scope="col"' if in_head else ' scope="row"') if tag == "th" else ""
    if in_head and cell.columns > 1:
        scope = ' scope="colgroup"'
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    classes = [name for name in cell.classes if name not in _SIDES]
    content = _cell_content(cell.blocks, provenance)
    return f"<{tag}{scope}{spans}{_classes([*classes, grid.alignment(table, spot)])}>{content}</{tag}>"


def _cell_content(blocks: Sequence[Block], provenance: bool) -> str:
    """Give one bare paragraph as its text alone, anything more as blocks."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].classes:
        return _inlines(blocks[0].inlines, provenance)
    return blocks_html(blocks, provenance)


def _inlines(inlines: Iterable[Inline], provenance: bool) -> str:
    return "".join(_break(item) if isinstance(item, LineBreak) else _run(item, provenance) for item in inlines)


def _break(item: LineBreak) -> str:
    """Give a line break; one that is gone, or new, also as a sign, since its absence does not show."""
    change = change_of(item.classes)
    return f"<{_CHANGES[change]}>↵<br></{_CHANGES[change]}>" if change else "<br>"


def _run(run: Run, provenance: bool) -> str:
    text = escape(run.text, quote=False)
    text = f"<em>{text}</em>" if run.italic else text
    text = f"<strong>{text}</strong>" if run.bold else text
    change = change_of(run.classes)
    run = replace(run, classes=tuple(name for name in run.classes if name != change))
    # What is gone came from the other state of the data, whose lines are not these.
    shown = _shown(run, text, provenance and change != DELETED)
    return f"<{_CHANGES[change]}>{shown}</{_CHANGES[change]}>" if change else shown


def _shown(run: Run, text: str, provenance: bool) -> str:
    attributes = _run_attributes(run, provenance)
    if run.blank is not None:
        return f"<mark{attributes}>{text}</mark>"
    if "mark" in run.classes:
        return f'<span class="dagger">{text}</span>'
    return f"<span{attributes}>{text}</span>" if attributes else text


def _run_attributes(run: Run, provenance: bool) -> str:
    attributes = {"lang": _LANGUAGES.get(run.lang or "", run.lang)}
    if provenance:
        attributes |= {"class": " ".join(run.classes), "data-origin": run.origin}
        attributes |= {"data-ask": run.blank, "title": run.illustration or run.origin}
    elif run.illustration is not None:
        attributes |= {"class": "illustration", "title": run.illustration}
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)


def _classes(classes: Iterable[str]) -> str:
    names = " ".join(classes)
    return f' class="{escape(names)}"' if names else ""
