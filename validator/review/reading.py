"""Reads a draft from a file of any of the formats that drafts come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.review.refusals import not_readable

if TYPE_CHECKING:
    from pathlib import Path

    from validator.review.passages import ReadDraft

MOST_BYTES = 64 * 1024 * 1024
_SUFFIXES = (".docx", ".docm", ".html", ".htm", ".txt", ".text")
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def read_draft(path: Path) -> ReadDraft:
    """Read a .docx, .html or .txt file. Raises ReviewError for what cannot be read as one."""
    name = path.as_posix()
    data = _bytes(path, name)
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise not_readable(name, "has none of the suffixes .docx, .html and .txt")
    if data.startswith(_OLD_WORD):
        raise not_readable(name, "is an old or encrypted Word file", "save it as .docx, without a password")
    draft = read_bytes(data, name, suffix)
    if not draft.passages:
        raise not_readable(name, "holds no text")
    return draft


def read_bytes(data: bytes, name: str, suffix: str) -> ReadDraft:
    """Read the bytes of a draft as its suffix says. Raises ReviewError as the readers do."""
    if suffix.startswith(".doc"):
        from validator.review.word import read_word  # noqa: PLC0415  # python-docx is slow to load

        return read_word(data, name)
    if suffix.startswith(".htm"):
        from validator.review.html import read_html  # noqa: PLC0415

        return read_html(data, name)
    from validator.review.plain import read_plain  # noqa: PLC0415

    return read_plain(data, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise not_readable(name, f"cannot be read: {problem.strerror or problem}", "check the path") from problem
    if len(data) > MOST_BYTES:
        raise not_readable(name, f"is larger than the limit of {MOST_BYTES:,} bytes")
    return data
