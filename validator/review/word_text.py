"""The text of one Word paragraph as it would print with its tracked changes accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements that only hold others, at the level of blocks and of runs.
THROUGH = frozenset(
    qn(f"w:{name}")
    for name in (
        *("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "bdo", "dir"),
        *("ruby", "rubyBase"),
    )
)
GONE = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom", "rt"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
_HOLDS_BOXES = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_BOX = qn("w:txbxContent")


@dataclass
class Line:
    """The text of a paragraph, what is highlighted in it, and the text boxes that hang on it."""

    text: str = ""
    marked: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    mark_deleted: bool = False

    def followed_by(self, other: Line) -> Line:
        """Give both as one paragraph."""
        return Line(self.text + other.text, self.marked + other.marked, self.boxes + other.boxes)


def line_of(paragraph: Any) -> Line:
    """Give the line of a `w:p`."""
    line = Line()
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        line.mark_deleted = properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None
    _walk(paragraph, line)
    return line


def _walk(element: Any, line: Line) -> None:
    for child in element:
        if child.tag == qn("w:r"):
            _run(child, line)
        elif child.tag in THROUGH and child.tag not in GONE:
            _walk(child, line)


def _run(run: Any, line: Line) -> None:
    properties = run.find(qn("w:rPr"))
    if properties is not None and _is_on(properties.find(qn("w:vanish"))):
        return
    before = len(line.text)
    _contents(run, line)
    written = line.text[before:]
    if written.strip() and properties is not None and _is_highlighted(properties):
        line.marked.append(written)


def _contents(run: Any, line: Line) -> None:
    for child in run:
        if child.tag == qn("w:t"):
            line.text += child.text or ""
        elif child.tag in _BREAKS:
            line.text += _BREAKS[child.tag]
        elif child.tag == f"{_MC}AlternateContent":
            # The second form is the same content for older programs.
            _boxes(child[0] if len(child) else child, line)
        elif child.tag in _HOLDS_BOXES:
            _boxes(child, line)
        elif child.tag in THROUGH and child.tag not in GONE:
            _walk(child, line)


def _boxes(element: Any, line: Line) -> None:
    """Find text boxes, each once: one inside another is read with the outer one."""
    for child in element:
        if child.tag == _BOX:
            line.boxes.append(child)
        elif child.tag == f"{_MC}AlternateContent":
            _boxes(child[0] if len(child) else child, line)
        elif child.tag != f"{_MC}Fallback":
            _boxes(child, line)


def _is_on(toggle: Any) -> bool:
    return toggle is not None and toggle.get(qn("w:val"), "true") not in {"0", "false", "off"}


def _is_highlighted(properties: Any) -> bool:
    found = properties.find(qn("w:highlight"))
    return found is not None and found.get(qn("w:val")) not in {None, "none"}
