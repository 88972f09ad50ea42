"""The whole receipt inside a Word file, as custom XML that Word and LibreOffice keep through edits."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape, unescape
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PARTS = "/customXml/item{}.xml"
_ELEMENT = re.compile('<receipt xmlns="urn:listing-rules:receipt">([^<]*)</receipt>')
_MOST_BYTES = 4 * 1024 * 1024


def attach(word: WordDocument, receipt: str) -> None:
    """Add a receipt, as text, to a Word document."""
    package = word.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    name = next(each for number in range(1, len(taken) + 2) if (each := _PARTS.format(number)) not in taken)
    body = f'<receipt xmlns="urn:listing-rules:receipt">{escape(receipt, quote=False)}</receipt>'
    part = Part(PackURI(name), "application/xml", body.encode(), package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def attached(file: bytes) -> str | None:
    """Give the receipt that a Word file carries, or None. Raises zipfile.BadZipFile where it is no Word file."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for each in package.infolist():
            if each.filename.startswith("customXml/item") and each.file_size <= _MOST_BYTES:
                found = _ELEMENT.search(package.read(each).decode("utf-8", "replace"))
                if found:
                    return unescape(found[1])
    return None
