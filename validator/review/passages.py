"""A draft under review as one plain list of passages, whatever file it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from validator.drafting.printed import DAGGER

_SPACES = re.compile(r"\s+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
# One character for one character, so that places in the text stay what they are.
_NARROW = str.maketrans({chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)})


class Kind(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "table cell"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text box"
    MARGIN = "header or footer"


@dataclass(frozen=True)
class Spot:
    """Where a cell stands: the running number of its table, its row and column, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Passage:
    """One paragraph of a draft.

    `number` counts all passages from 1, `section` are the headings above it, `label` is the number that Word prints
    before it, `level` the level of a heading, `marked` what is highlighted in it.
    """

    number: int
    kind: Kind
    text: str
    section: tuple[str, ...] = ()
    label: str = ""
    level: int = 0
    spot: Spot | None = None
    marked: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Tell whether it is a heading."""
        return self.kind is Kind.HEADING


@dataclass(frozen=True)
class ReadDraft:
    """A draft as read: the name of its file, its language (`en`, `zh-Hant`), its passages in order."""

    name: str
    language: str
    passages: tuple[Passage, ...]


@dataclass
class Gathered:
    """Passages as a reader finds them; numbers them and remembers the headings above."""

    passages: list[Passage] = field(default_factory=list)
    _above: list[tuple[int, str]] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        text: str,
        *,
        label: str = "",
        level: int = 0,
        spot: Spot | None = None,
        marked: tuple[str, ...] = (),
    ) -> None:
        """Add a passage; one without any text is left out."""
        words = cleaned(text)
        if not words:
            return
        whole = f"{label} {words}".strip() if kind is Kind.HEADING else words
        if kind is Kind.HEADING:
            self._above = [each for each in self._above if each[0] < level]
        section = tuple(heading for _, heading in self._above)
        number = len(self.passages) + 1
        kept = tuple(filter(None, map(cleaned, marked)))
        self.passages.append(Passage(number, kind, whole, section, label, level, spot, kept))
        if kind is Kind.HEADING:
            self._above.append((level, whole))

    def finished(self, name: str) -> ReadDraft:
        """Give the draft with the language that most of it is written in."""
        return ReadDraft(name, language_of("".join(each.text for each in self.passages)), tuple(self.passages))


def cleaned(text: str) -> str:
    """Give a text on one line: no daggers, single spaces, none between Chinese characters, narrow digits."""
    plain = text.replace(DAGGER, "").replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return _SPACE_IN_CHINESE.sub("", _SPACES.sub(" ", plain)).strip().translate(_NARROW)


def language_of(text: str) -> str:
    """Tell the language from the text: a Chinese document has more Chinese characters than half its Latin letters."""
    return "zh-Hant" if 2 * len(_HAN.findall(text)) > len(_LETTER.findall(text)) else "en"
