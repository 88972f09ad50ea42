"""The same Word file from the same draft, to the byte: fixed dates and no trace of when it was made."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from validator.drafting.formats.word_xml import CHINESE_LANGUAGE, LATIN_LANGUAGE, xml_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_AUTHOR = "listing-rules"
_FIRST_DAY_OF_ZIP = dt.date(1980, 1, 1)


def set_properties(word: WordDocument, title: str, lang: str, dated: dt.date | None) -> None:
    """Set title, language and dates of the file; `dated` stands for when it was made."""
    day = dated or _FIRST_DAY_OF_ZIP
    made_at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title = title[:255]
    properties.language = CHINESE_LANGUAGE if lang.startswith("zh") else LATIN_LANGUAGE
    properties.author = properties.last_modified_by = _AUTHOR
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = made_at


def without_traces(word: WordDocument) -> None:
    """Drop the moment each comment was made and the template's preview picture."""
    for comment in word.comments:
        xml_of(comment).attrib.pop(qn("w:date"), None)
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relations.pop(key)


def saved(word: WordDocument) -> bytes:
    """Give the file, its parts in the order written and with one constant date."""
    first = io.BytesIO()
    word.save(first)
    result = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, source.read(name))
    return result.getvalue()
