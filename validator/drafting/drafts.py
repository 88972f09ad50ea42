"""Drafts documents in any language and format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.drafting.documents import ANNOUNCEMENT, DOCUMENTS
from validator.drafting.formats.html import write_html
from validator.drafting.formats.text import write_text
from validator.drafting.formats.word import write_word
from validator.drafting.markup.environment import render
from validator.drafting.markup.parsing import parse
from validator.drafting.refusals import refusal
from validator.drafting.tree import blanks
from validator.drafting.wording import LANGUAGES
from validator.resources import resource_folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from validator.checking import Evaluated
    from validator.drafting.tree import Blank, Document

OPTION = "DRAFT-OPTION"


@dataclass(frozen=True)
class Look:
    """How the files of a draft are written: with data lines or without, and in Word in whose style."""

    provenance: bool = True
    reference: bytes | None = None


@dataclass(frozen=True)
class Format:
    """A format of drafts: the suffix of its files, and what writes one."""

    suffix: str
    write: Callable[[Draft, Look], bytes]


def _word(draft: Draft, look: Look) -> bytes:
    return write_word(draft.document, provenance=look.provenance, dated=draft.day, reference=look.reference)


FORMATS: Mapping[str, Format] = {
    "docx": Format(".docx", _word),
    "html": Format(".html", lambda draft, look: write_html(draft.document, provenance=look.provenance)),
    "text": Format(".txt", lambda draft, _look: write_text(draft.document)),
}


def draft_document(
    evaluated: Evaluated, language: str, name: str = ANNOUNCEMENT, *, folders: Sequence[Path] = ()
) -> Document:
    """Give the draft of one of the known documents (`documents.DOCUMENTS`), in `en` or `zh-Hant`.

    `folders` are looked into for templates before the shipped ones. Raises DraftingError where the data holds nothing
    that the document could be about (DRAFT-NO-EVENT), for an unknown document or language, or for a fault in a
    template or in the data.
    """
    _require_known((language,), LANGUAGES, "language")
    _require_known((name,), tuple(DOCUMENTS), "document")
    context = DOCUMENTS[name].context(evaluated, language)
    return parse(render(DOCUMENTS[name].template, context, [*folders, resource_folder("templates")]), language)


@dataclass(frozen=True)
class Draft:
    """The draft of a document of a day in one language; `against` names what a redline starts from."""

    document: Document
    day: dt.date
    against: str = ""
    name: str = ANNOUNCEMENT

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Give what the draft still asks for."""
        return blanks(self.document)


def drafts_of(
    evaluated: Evaluated, languages: Sequence[str], name: str = ANNOUNCEMENT, *, folders: Sequence[Path] = ()
) -> dict[str, Draft]:
    """Give the drafts of a document by language. Raises as `draft_document` does."""
    return {
        language: Draft(draft_document(evaluated, language, name, folders=folders), evaluated.as_of, name=name)
        for language in languages
    }


def draft_files(
    drafts: Mapping[str, Draft], formats: Sequence[str], *, provenance: bool = True, reference: bytes | None = None
) -> dict[str, bytes]:
    """Give the files of drafts by name, such as `announcement-2026-04-23.en.docx`.

    `provenance` keeps the data line of every figure in HTML and Word; `reference` is a Word file whose look the Word
    drafts take. Raises DraftingError for an unknown format, or a reference that cannot be used.
    """
    look = Look(provenance, reference)
    _require_known(formats, tuple(FORMATS), "format")
    return {
        file_name(draft, language, FORMATS[name].suffix): FORMATS[name].write(draft, look)
        for language, draft in drafts.items()
        for name in formats
    }


def file_name(draft: Draft, language: str, suffix: str) -> str:
    """Give the name of a file of a draft: `announcement-2026-04-23.against-2025-07-29.en.docx`."""
    against = f".against-{draft.against}" if draft.against else ""
    return f"{draft.name}-{draft.day}{against}.{language}{suffix}"


def _require_known(given: Sequence[str], known: Sequence[str], what: str) -> None:
    for each in given:
        if each not in known:
            message = f"no {what} of drafts is called `{each}`"
            raise refusal(OPTION, message, remedy=f"known here: {', '.join(known)}")
