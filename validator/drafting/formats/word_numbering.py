"""Real Word numbering: one definition for each style of marker, one numbered list for each list of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from validator.drafting.formats.word_xml import CHINESE_FONT, LATIN_FONT, made

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

STEP = 567  # one centimetre, in twentieths of a point
LEVELS = 9

# Word's name of the number format, and the text around the number.
_FORMATS = {
    "decimal": ("decimal", "%{}."),
    "bracketed": ("decimal", "(%{})"),
    "alpha": ("lowerLetter", "(%{})"),
    "roman": ("lowerRoman", "(%{})"),
    "chinese": ("taiwaneseCountingThousand", "%{}、"),
    "bullet": ("bullet", "•"),
}


class Numbering:
    """Hands out list numbers of a document; each list starts from one."""

    def __init__(self, word: WordDocument) -> None:
        self._root: BaseOxmlElement = word.part.numbering_part.element
        self._definitions: dict[str, str] = {}

    def new_list(self, marker: str, level: int) -> str:
        """Give the id of a new list with a style of marker, used at an indentation level from 0."""
        number = self._next_id("w:num", "w:numId")
        start = made("lvlOverride", made("startOverride", val="1"), ilvl=str(level))
        definition = self._definition(marker)
        self._root.append(made("num", made("abstractNumId", val=definition), start, numId=number))
        return number

    def _definition(self, marker: str) -> str:
        if marker not in self._definitions:
            number = self._next_id("w:abstractNum", "w:abstractNumId")
            levels = [_level(marker, level) for level in range(LEVELS)]
            definition = made("abstractNum", made("multiLevelType", val="multilevel"), *levels, abstractNumId=number)
            # All definitions must stand before the first list.
            self._root.insert(len(self._root.findall(qn("w:abstractNum"))), definition)
            self._definitions[marker] = number
        return self._definitions[marker]

    def _next_id(self, tag: str, attribute: str) -> str:
        taken = [int(found.get(qn(attribute), "0")) for found in self._root.findall(qn(tag))]
        return str(max(taken, default=0) + 1)


def _level(marker: str, level: int) -> BaseOxmlElement:
    number_format, text = _FORMATS[marker]
    indent = made("pPr", made("ind", left=str(STEP * (level + 1)), hanging=str(STEP)))
    fonts = made("rPr", made("rFonts", ascii=LATIN_FONT, hAnsi=LATIN_FONT, eastAsia=CHINESE_FONT, cs=LATIN_FONT))
    return made(
        "lvl",
        made("start", val="1"),
        made("numFmt", val=number_format),
        made("lvlText", val=text.format(level + 1)),
        made("lvlJc", val="left"),
        indent,
        fonts,
        ilvl=str(level),
    )
