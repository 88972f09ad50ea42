"""Runs of a Word draft: bold, blanks in yellow, illustrations marked, and the comments that name data lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
from docx.oxml.ns import qn

from validator.drafting.formats.word_changes import AUTHOR, Changes
from validator.drafting.formats.word_xml import xml_of
from validator.drafting.redline.marks import DELETED, change_of
from validator.drafting.spaces import is_wide
from validator.drafting.tree import LineBreak, Run

if TYPE_CHECKING:
    import datetime as dt

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run as WordRun

    from validator.drafting.tree import Inline

INITIALS = "LR"
_COMMENTED = frozenset({"figure", "date", "conclusion"})


class RunWriter:
    """Adds inlines to paragraphs. `provenance` adds a comment to each figure, date and conclusion.

    `changes` marks what a redline changes, as made on `dated`.
    """

    def __init__(self, word: WordDocument, lang: str, provenance: bool, dated: dt.date | None = None) -> None:
        self.changes = Changes(dated)
        self._word = word
        self._chinese = lang.startswith("zh")
        self._provenance = provenance

    def add(self, paragraph: WordParagraph, inline: Inline, *, bold: bool = False) -> None:
        """Add one inline at the end of a paragraph."""
        if isinstance(inline, LineBreak):
            broken = paragraph.add_run()
            broken.add_break()
            self.changes.mark_run(broken, inline.classes)
            return
        run = paragraph.add_run(inline.text)
        self._set_format(run, inline, bold)
        note = _note_on(inline)
        if self._provenance and note:
            self._word.add_comment(run, note, AUTHOR, INITIALS)
        self.changes.mark_run(run, inline.classes)

    def _set_format(self, run: WordRun, inline: Run, bold: bool) -> None:
        run.bold = True if inline.bold or bold else None
        run.italic = True if inline.italic else None
        if inline.blank is not None:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if "mark" in inline.classes:
            run.font.superscript = True
        elif inline.illustration is not None:
            run.font.underline = WD_UNDERLINE.DOTTED
        if self._chinese and any(map(is_wide, inline.text)):
            _prefer_chinese_font(run)


def _prefer_chinese_font(run: WordRun) -> None:
    """Have punctuation that both scripts use set in the Chinese font."""
    properties: Any = xml_of(run)
    properties.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _note_on(run: Run) -> str | None:
    """Give what the comment on a run says: its data line, and why it is an illustration."""
    if (
        "mark" in run.classes
        or change_of(run.classes) == DELETED
        or not (_COMMENTED.intersection(run.classes) or run.illustration)
    ):
        return None
    why = f"† {run.illustration}" if run.illustration else None
    return "\n".join(filter(None, (run.origin, why))) or None
