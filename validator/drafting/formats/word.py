"""Writes a draft as a Word file with real headings, lists and tables, and a comment on each figure."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from validator.drafting.formats.word_body import Body
from validator.drafting.formats.word_package import saved, set_properties, without_traces
from validator.drafting.formats.word_receipt import attach
from validator.drafting.formats.word_reference import opened_reference
from validator.drafting.formats.word_runs import RunWriter
from validator.drafting.formats.word_styles import set_up
from validator.drafting.grid import needs_wide_page

if TYPE_CHECKING:
    import datetime as dt

    from docx.document import Document as WordDocument

    from validator.drafting.tree import Document


def write_word(
    document: Document, *, provenance: bool = True, dated: dt.date | None = None, reference: bytes | None = None
) -> bytes:
    """Give the draft as a .docx file, byte-identical for the same draft.

    `provenance` adds a comment naming the data line of each figure, date and conclusion; `dated` is the day the
    file's properties give as its making, and that of the tracked changes of a redline.
    `reference` is a Word file whose styles, page, header and footer the draft takes. Raises DraftingError
    (DRAFT-REFERENCE) where that file cannot be used.
    """
    word = _empty_document(document, reference)
    runs = RunWriter(word, document.lang, provenance, dated)
    Body(word, runs).add(document.blocks)
    runs.changes.settle(word.element.body)
    set_properties(word, document.title, document.lang, dated)
    without_traces(word)
    return saved(word)


def _empty_document(document: Document, reference: bytes | None) -> WordDocument:
    if reference is not None:
        return opened_reference(reference, document.lang)
    word = docx.Document()
    set_up(word, document.lang, wide=needs_wide_page(document))
    return word


def with_receipt(file: bytes, summary: str, receipt: str | None) -> bytes:
    """Give a Word file whose properties say in a few words (at most 255 characters) what it was made of.

    `receipt` is the whole of it, which the file carries too unless it is None.
    """
    word = docx.Document(io.BytesIO(file))
    word.core_properties.comments = summary
    if receipt is not None:
        attach(word, receipt)
    return saved(word)
