"""A user's own Word file as the look of a draft: its styles, page, header and footer, and nothing of its text."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from validator.drafting.formats import word_styles
from validator.drafting.formats.word_xml import xml_of
from validator.drafting.refusals import refusal

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

REFERENCE = "DRAFT-REFERENCE"
_LARGEST = 64 * 2**20
_MOST_PARTS = 2_000
# The libraries of zip, XML and Word say in many ways that a file is not what it should be; XML by a SyntaxError.
_FAULTS: tuple[type[Exception], ...] = (
    *(OpcError, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, AttributeError, TypeError),
    *(NotImplementedError, OSError, EOFError, AssertionError, RuntimeError),
)
_NEEDED = {
    WD_STYLE_TYPE.PARAGRAPH: (
        *("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Number", "List Bullet", "List Continue"),
        *(word_styles.DISCLAIMER, word_styles.NOTE, word_styles.CELL, word_styles.TERM, word_styles.FORM),
        *(word_styles.AFTER_TABLE, "annotation text"),
    ),
    WD_STYLE_TYPE.CHARACTER: ("annotation reference",),
    WD_STYLE_TYPE.TABLE: ("Normal Table", "Table Grid"),
}
_KEPT_RELATIONS = frozenset(
    {
        *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS),
        *(RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS),
    }
)
_OF_PACKAGES = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
_OF_SECTIONS = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})


def opened_reference(file: bytes, lang: str) -> WordDocument:
    """Give an empty document with the look of a Word file; styles it lacks are ours.

    Raises DraftingError (DRAFT-REFERENCE) where the file is no sound Word document, is too large once unpacked, or
    would load something from elsewhere.
    """
    try:
        _require_small(file)
        word = docx.Document(io.BytesIO(file))
        own = docx.Document()
        word_styles.set_up(own, lang)
        _empty(word)
        _require_own_parts(word)
        _complete(word, own)
        if not _shows_anything(word.sections[0].footer):
            word_styles.set_footer(word, lang)
    except _FAULTS as error:
        message = f"the reference document cannot be used: {str(error) or type(error).__name__}"
        remedy = "give a .docx file that Word opens and saves without complaint"
        raise refusal(REFERENCE, message[:300], remedy=remedy) from error
    return word


def _require_small(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
    if len(sizes) > _MOST_PARTS or sum(sizes) > _LARGEST:
        raise ValueError(f"unpacked it has {len(sizes):,} parts and {sum(sizes):,} bytes, above {_LARGEST:,}")


def _empty(word: WordDocument) -> None:
    """Take out the text, and every part that only the text used: pictures, links, comments, other sections."""
    body = word.element.body
    if body.find(qn("w:sectPr")) is None:
        raise ValueError("it has no page set-up")
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    used = {each.get(qn("r:id")) for each in body.iter(qn("w:headerReference"), qn("w:footerReference"))}
    relations = word.part.rels
    for key, relation in list(relations.items()):
        if relation.reltype not in _KEPT_RELATIONS and not (relation.reltype in _OF_SECTIONS and key in used):
            del relations[key]
    _forget_origins(word)


def _forget_origins(word: WordDocument) -> None:
    """Drop what settings and properties tell of the file: its notes, its subject, and the template Word would fetch."""
    settings: Any = xml_of(word.settings)
    part = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for tag in ("w:attachedTemplate", "w:footnotePr", "w:endnotePr", "w:docVars", "w:mailMerge", "w:rsids"):
        for found in settings.findall(qn(tag)):
            settings.remove(found)
    for key in list(part.rels):
        del part.rels[key]
    properties = word.core_properties
    for name in ("subject", "keywords", "category", "content_status", "identifier", "version"):
        setattr(properties, name, "")
    relations = word.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype not in _OF_PACKAGES]:
        del relations[key]


def _require_own_parts(word: WordDocument) -> None:
    for part in word.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                raise ValueError(f"it would load {relation.target_ref} from elsewhere")


def _complete(word: WordDocument, own: WordDocument) -> None:
    """Add the styles and the numbering that the document lacks."""
    for kind, names in _NEEDED.items():
        for name in names:
            found = _style(word, name)
            if found is None:
                _add_style(word, _style(own, name))
            elif found.type != kind:
                raise ValueError(f"its style {name} is not a style of the kind {kind.name.lower()}")
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in word.part.rels.values()):
        blob, package = own.part.numbering_part.blob, word.part.package
        part = NumberingPart.load(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, blob, package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)


def _style(word: WordDocument, name: str) -> Any:
    return next((style for style in word.styles if style.name == name), None)


def _add_style(word: WordDocument, style: Any) -> None:
    """Add a copy of one of our styles, based on the document's own of the same name as ours is based on."""
    element = copy.deepcopy(xml_of(style))
    taken = {other.style_id for other in word.styles}
    while style.style_id in taken:
        element.set(qn("w:styleId"), f"{element.get(qn('w:styleId'))}0")
        taken.discard(style.style_id)
    for tag in ("w:next", "w:link"):
        for found in element.findall(qn(tag)):
            element.remove(found)
    base = element.find(qn("w:basedOn"))
    if base is not None:
        known = _style(word, style.base_style.name)
        base.set(qn("w:val"), known.style_id if known is not None else "Normal")
    word.styles.element.append(element)


def _shows_anything(footer: Any) -> bool:
    if footer.is_linked_to_previous:
        return False
    root = xml_of(footer)
    return any((text.text or "").strip() for text in root.iter(qn("w:t"), qn("w:instrText"))) or any(
        True for _ in root.iter(qn("w:drawing"), qn("w:fldSimple"))
    )
