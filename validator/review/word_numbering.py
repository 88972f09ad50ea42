"""The numbers that Word prints before paragraphs by itself: `II.`, `A.`, `1.1`, 一、."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from validator.drafting import numerals

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PLACE = re.compile(r"%([1-9])")
_CHINESE = frozenset({"taiwaneseCountingThousand", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting"})


class NumberedParagraphs:
    """Counts the numbered paragraphs of a document in order."""

    def __init__(self, word: WordDocument) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._definition: dict[str, str] = {}
        self._restarted: set[str] = set()
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {style.get(qn("w:styleId")): style for style in word.styles.element.iterchildren(qn("w:style"))}
        try:
            self._learn(word.part.numbering_part.element)
        except (KeyError, NotImplementedError):
            return  # a document without numbered lists has no such part

    def label(self, paragraph: Any) -> str:
        """Give the number before a paragraph, or nothing; bullets count as nothing."""
        list_, level = self._list_of(paragraph)
        definition = self._definition.get(list_ or "")
        if definition is None or (definition, level) not in self._levels:
            return ""
        counts = self._counts.setdefault(definition if self._is_shared(list_) else str(list_), {})
        start = self._levels[definition, level][2]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return self._written(definition, level, counts)

    def _is_shared(self, list_: str | None) -> bool:
        return list_ not in self._restarted

    def _learn(self, root: Any) -> None:
        for definition in root.iterchildren(qn("w:abstractNum")):
            id_ = definition.get(qn("w:abstractNumId"))
            for level in definition.iterchildren(qn("w:lvl")):
                at = int(level.get(qn("w:ilvl"), "0"))
                self._levels[id_, at] = (
                    _said(level, "numFmt"),
                    _said(level, "lvlText"),
                    int(_said(level, "start") or 1),
                )
        for list_ in root.iterchildren(qn("w:num")):
            id_ = list_.get(qn("w:numId"))
            self._definition[id_] = _said(list_, "abstractNumId")
            if list_.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None:
                self._restarted.add(id_)

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None, 0
        numbering = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        if numbering is None and style is not None:
            named = self._styles.get(style.get(qn("w:val")))
            numbering = named.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if named is not None else None
        if numbering is None:
            return None, 0
        return _said(numbering, "numId") or None, int(_said(numbering, "ilvl") or 0)

    def _written(self, definition: str, level: int, counts: dict[int, int]) -> str:
        format_, text, _ = self._levels[definition, level]
        if format_ in {"bullet", "none"}:
            return ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = self._levels.get((definition, at), ("decimal", "", 1))
            return _number(own[0], counts.get(at, own[2]))

        return _PLACE.sub(place, text)


def _said(element: Any, name: str) -> str:
    found = element.find(qn(f"w:{name}"))
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _number(format_: str, number: int) -> str:
    if number < 1 or (format_ in _CHINESE and number > 99):
        return str(number)
    if format_ in _CHINESE:
        return numerals.chinese(number)
    if format_.endswith("Roman"):
        return numerals.roman(number).upper() if format_.startswith("upper") else numerals.roman(number)
    if format_.endswith("Letter"):
        return numerals.alpha(number).upper() if format_.startswith("upper") else numerals.alpha(number)
    return str(number)
