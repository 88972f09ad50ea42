"""Opens a Word file that may be anything: size, expansion and document type are checked before it is parsed."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx
from docx.opc.exceptions import OpcError

from validator.review.refusals import not_readable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_PARTS = 5_000
_XML = (".xml", ".rels")
_BROKEN = (zipfile.BadZipFile, zlib.error, OpcError, SyntaxError, KeyError, ValueError, AttributeError, OSError)


def open_word(data: bytes, name: str) -> WordDocument:
    """Open the bytes of a .docx file. Raises ReviewError for what is none, is too large unpacked, or carries a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bombs(package, name)
            _refuse_types(package, name)
        return docx.Document(io.BytesIO(data))
    except (*_BROKEN, RuntimeError) as problem:
        raise not_readable(name, f"is no Word document that can be read ({_reason(problem)})") from problem


def _refuse_bombs(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS:
        raise not_readable(name, f"holds {len(parts):,} parts; at most {_MOST_PARTS:,} are read")
    if unpacked > _MOST_UNPACKED:
        raise not_readable(name, f"unpacks to {unpacked:,} bytes; at most {_MOST_UNPACKED:,} are read")


def _refuse_types(package: zipfile.ZipFile, name: str) -> None:
    """A document type can define entities that grow without end; Word writes none."""
    for part in package.infolist():
        if part.filename.endswith(_XML) and b"<!DOCTYPE" in package.read(part):
            raise not_readable(name, f"declares a document type in {part.filename}, which no Word document does")


def _reason(problem: Exception) -> str:
    return (str(problem).splitlines() or [""])[0][:120] or type(problem).__name__
