"""Drafts to review: our own of the example, with errors planted, and Word files made by hand."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "drafting"))

from announcement_bench import DAYS, EXAMPLE, LANGUAGES, drafts, evaluated, files

from validator.drafting.drafts import draft_files
from validator.review.reading import read_bytes
from validator.review.reviewing import review

if TYPE_CHECKING:
    from docx.document import Document

    from validator.review.passages import ReadDraft
    from validator.review.remarks import Remark

__all__ = ["DAYS", "EXAMPLE", "LANGUAGES", "evaluated", "files"]

SUFFIXES = (".docx", ".html", ".txt")


def own_draft(day: str, language: str, suffix: str) -> ReadDraft:
    name = f"announcement-{day}.{language}{suffix}"
    return read_bytes(files(day)[name], name, suffix)


def remarks_on(day: str, *drafts: ReadDraft) -> list[Remark]:
    return [remark for each in review(evaluated(day), drafts) for remark in each.remarks]


@dataclass(frozen=True)
class Planted:
    """An error put into a draft: what is replaced by what, the code that finds it, and words of the paragraph."""

    kind: str
    language: str
    old: str
    new: str
    code: str
    at: str | None
    everywhere: bool = False


def plant(day: str, language: str, errors: list[Planted], suffix: str = ".html") -> ReadDraft:
    """Give our own HTML draft with errors; each text that is replaced stands in it."""
    name = f"announcement-{day}.{language}{suffix}"
    text = draft_files(drafts(day), ("html",), provenance=False)[name].decode()
    for error in errors:
        if error.language == language:
            assert text.count(error.old) >= 1, error
            head, _, rest = text.partition("<body>")
            text = f"{head}<body>{rest.replace(error.old, error.new, -1 if error.everywhere else 1)}"
    return read_bytes(text.encode(), name, suffix)


def word_bytes(word: Document) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def read_word_document(word: Document) -> ReadDraft:
    return read_bytes(word_bytes(word), "draft.docx", ".docx")


def texts(draft: ReadDraft) -> list[str]:
    return [passage.text for passage in draft.passages]
