"""An element of the markup while it is open: what it has gathered, and what it becomes once closed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from validator.drafting import grid, numerals
from validator.drafting.markup import subset
from validator.drafting.spaces import collapsed
from validator.drafting.tree import (
    Block,
    Cell,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
)

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}


@dataclass
class Element:
    """An open element. `style` is the format its text takes; the lists hold what its closed children left."""

    tag: str
    attributes: dict[str, str]
    document_lang: str
    mark: str = ""
    style: Run = field(default_factory=lambda: Run(""))
    classes: tuple[str, ...] = ()
    inlines: list[Inline] = field(default_factory=list)
    content: list[Block] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[tuple[tuple[Cell, ...], bool]] = field(default_factory=list)

    def child(self, tag: str, attributes: dict[str, str], mark: str) -> Element:
        """Give the element that opens inside this one; a block inside closes the paragraph gathered so far."""
        if tag not in subset.INLINE:
            self._end_paragraph()
        classes = tuple(attributes.get("class", "").split())
        return Element(tag, attributes, self.document_lang, mark, self._style_inside(tag, attributes, classes), classes)

    def add_text(self, text: str) -> None:
        """Add text in this element's format."""
        run = replace(self.style, text=text)
        self.inlines.append(replace(run, blank=text.strip("[]● ") or "●") if run.blank == "" else run)

    def add_break(self) -> None:
        """Add a line break."""
        self.inlines.append(LineBreak())

    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks gathered, a loose paragraph included."""
        self._end_paragraph()
        return tuple(self.content)

    def close_into(self, parent: Element) -> str | None:
        """Hand what this element holds to the one around it; give what is wrong, or None."""
        if self.tag in subset.INLINE:
            parent.inlines += self.inlines
        elif self.tag in subset.TEXT_BLOCKS:
            self._close_text(parent)
        elif self.tag in subset.CONTAINERS:
            self._close_container(parent)
        elif self.tag in {"ul", "ol"}:
            return self._close_list(parent)
        elif self.tag == "li":
            parent.items.append(self.blocks())
        else:
            return self._close_table_part(parent)
        return None

    def _close_text(self, parent: Element) -> None:
        inlines = collapsed(self.inlines, self.document_lang)
        if not inlines:
            return
        classes = self._start_page(parent)
        if self.tag == "p":
            parent.content.append(Paragraph(inlines, classes))
        else:
            parent.content.append(Heading(_HEADINGS[self.tag], inlines, classes))

    def _close_container(self, parent: Element) -> None:
        classes = self._start_page(parent)
        for block in self.blocks():
            if isinstance(block, PageBreak):
                parent.content.append(block)
            else:
                own = tuple(name for name in classes if name not in block.classes)
                parent.content.append(replace(block, classes=own + block.classes))

    def _start_page(self, parent: Element) -> tuple[str, ...]:
        if "page-break" in self.classes:
            parent.content.append(PageBreak())
        return tuple(name for name in self.classes if name != "page-break")

    def _close_list(self, parent: Element) -> str | None:
        if not self.items:
            return f"the list <{self.tag}> has no item"
        named = [name for name in self.classes if name in {*numerals.MARKERS, "plain"}]
        marker = named[0] if named else "decimal" if self.tag == "ol" else "bullet"
        parent.content.append(ListBlock(self.tag == "ol", tuple(self.items), marker, self._start_page(parent)))
        return None

    def _close_table_part(self, parent: Element) -> str | None:
        if self.tag in {"td", "th"}:
            spans = int(self.attributes.get("colspan", "1")), int(self.attributes.get("rowspan", "1"))
            parent.cells.append(Cell(self.blocks(), self.tag == "th", *spans, self.classes))
        elif self.tag == "tr":
            parent.rows.append((tuple(self.cells), False))
        elif self.tag == "table":
            return self._close_table(parent)
        else:
            parent.rows += [(cells, self.tag == "thead") for cells, _ in self.rows]
        return None

    def _close_table(self, parent: Element) -> str | None:
        heads = [is_head for _, is_head in self.rows]
        if heads != sorted(heads, reverse=True):
            return "<thead> must stand before the other rows of its table"
        table = Table(tuple(cells for cells, _ in self.rows), sum(heads), self._start_page(parent))
        parent.content.append(table)
        return grid.fault(table)

    def _end_paragraph(self) -> None:
        """Turn the loose text of a cell or list item into a paragraph."""
        if self.tag in subset.MIXED:
            inlines = collapsed(self.inlines, self.document_lang)
            self.inlines.clear()
            if inlines:
                self.content.append(Paragraph(inlines))

    def _style_inside(self, tag: str, attributes: dict[str, str], classes: tuple[str, ...]) -> Run:
        style = replace(self.style, lang=attributes.get("lang", self.style.lang))
        if tag == "strong":
            return replace(style, bold=True)
        if tag == "em":
            return replace(style, italic=True)
        if tag != "span":
            return style
        return replace(
            style,
            classes=tuple(dict.fromkeys((*style.classes, *classes))),
            origin=attributes.get("data-origin", style.origin),
            blank=attributes.get("data-ask", "") if "blank" in classes else style.blank,
            illustration=attributes.get("title", "") if "illustration" in classes else style.illustration,
        )
