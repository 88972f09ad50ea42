"""The look of a Word draft: styles, fonts, languages, A4 page, page numbers, and the properties of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from validator.drafting.formats.word_xml import (
    CHINESE_LANGUAGE,
    LATIN_LANGUAGE,
    made,
    set_attributes,
    set_fonts,
    xml_of,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

MARGIN = Mm(25)
BODY, DISCLAIMER, NOTE = "Normal", "Disclaimer", "Note"
CELL, TERM, FORM, AFTER_TABLE = "Table Text", "Term Text", "Form Text", "Table Space"

# Size, bold, italic (Chinese has no italics), space before and after, in points.
_HEADINGS = {
    "Title": (14, False, 12, 12),
    "Heading 1": (12, False, 18, 8),
    "Heading 2": (12, False, 14, 6),
    "Heading 3": (12, True, 10, 6),
}
_PAGE_WORDS = {"zh": ("第", "頁，共", "頁"), "en": ("Page ", " of ", "")}


def set_up(word: WordDocument, lang: str, *, wide: bool = False) -> None:
    """Give an empty document the styles, page (on its long side if `wide`) and languages of a draft in `lang`."""
    chinese = lang.startswith("zh")
    _set_defaults(word)
    _set_body_styles(word, chinese)
    for name, (size, italic, before, after) in _HEADINGS.items():
        _set_heading(word.styles[name], size, italic and not chinese, before, after)
    word.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_comment_styles(word)
    _set_page(word, wide=wide)
    set_footer(word, lang)


def _set_defaults(word: WordDocument) -> None:
    styles = word.styles.element
    properties = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_fonts(properties)
    languages = {"val": LATIN_LANGUAGE, "eastAsia": CHINESE_LANGUAGE}
    set_attributes(properties.find(qn("w:lang")), **languages)
    set_attributes(word.settings.element.find(qn("w:themeFontLang")), **languages)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            # Below 15, Word opens the file in compatibility mode.
            set_attributes(setting, val="15")


def _set_body_styles(word: WordDocument, chinese: bool) -> None:
    normal: Any = word.styles[BODY]
    set_fonts(xml_of(normal).get_or_add_rPr())
    normal.font.size = Pt(11)
    _set_spacing(normal, 0, 8, 1.15)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    disclaimer = _added(word, DISCLAIMER, 9.5)
    disclaimer.font.italic = not chinese
    _added(word, NOTE, 9.5)
    for name, size, after in ((CELL, 10.5, 2), (TERM, 11, 6), (FORM, 9.5, 2)):
        cell = _added(word, name, size)
        cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        _set_spacing(cell, 2, after, 1.0)
    _set_spacing(_added(word, AFTER_TABLE, 6), 0, 0, 1.0)
    for name in ("List Number", "List Bullet", "List Continue"):
        word.styles[name].paragraph_format.space_after = Pt(6)
        for own in xml_of(word.styles[name]).findall(f"{qn('w:pPr')}/{qn('w:contextualSpacing')}"):
            own.getparent().remove(own)


def _added(word: WordDocument, name: str, size: float) -> Any:
    style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles[BODY]
    style.font.size = Pt(size)
    style.quick_style = True
    return style


def _set_heading(style: Any, size: int, italic: bool, before: int, after: int) -> None:
    set_fonts(xml_of(style).get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(size), True, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_spacing(style, before, after, 1.15)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    # The template draws a line under the title and tightens its letters.
    for tag in ("w:pPr/w:pBdr", "w:pPr/w:contextualSpacing", "w:rPr/w:spacing", "w:rPr/w:kern"):
        for found in xml_of(style).findall("/".join(map(qn, tag.split("/")))):
            found.getparent().remove(found)


def _set_spacing(style: Any, before: int, after: int, lines: float) -> None:
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), lines


def _set_comment_styles(word: WordDocument) -> None:
    """Define the styles that comments name, under the names Word knows them by."""
    text: Any = word.styles.add_style("Comment Text", WD_STYLE_TYPE.PARAGRAPH)
    text.font.size = Pt(10)
    reference: Any = word.styles.add_style("Comment Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.size = Pt(8)
    for style, name in ((text, "annotation text"), (reference, "annotation reference")):
        set_attributes(xml_of(style).find(qn("w:name")), val=name)


def _set_page(word: WordDocument, *, wide: bool) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.header_distance = section.footer_distance = Mm(12)


def text_width(word: WordDocument) -> int:
    """Give the width of a page between its margins."""
    section = word.sections[0]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def set_footer(word: WordDocument, lang: str) -> None:
    """Put page numbers, in words of the language, into the first paragraph of the footer."""
    words = _PAGE_WORDS["zh" if lang.startswith("zh") else "en"]
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = words
    _add_text(paragraph, before)
    _add_field(paragraph, "PAGE")
    _add_text(paragraph, between)
    _add_field(paragraph, "NUMPAGES")
    _add_text(paragraph, after)


def _add_text(paragraph: WordParagraph, text: str) -> None:
    if text:
        paragraph.add_run(text).font.size = Pt(9)


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """Add a field that Word computes; the 1 in it stands until it does."""
    instruction, shown = made("instrText"), made("t")
    instruction.text, shown.text = code, "1"
    begin, separate, end = (made("fldChar", fldCharType=part) for part in ("begin", "separate", "end"))
    for part in (begin, instruction, separate, shown, end):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        xml_of(run).append(part)
