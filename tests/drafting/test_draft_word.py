"""Word: opened again, the file holds real headings, lists, tables, comments and fonts, and never changes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from validator.drafting.formats.word import write_word
from validator.drafting.printed import Printed

if TYPE_CHECKING:
    from conftest import Bench
    from docx.document import Document as WordDocument

SOURCE = """
<h1 class="title">年度上限</h1><h1>I. Introduction</h1><h2>Terms</h2><h3>Caps</h3>
<p class="disclaimer">No responsibility.</p>
<p>On {{ day }} the cap is {{ cap }}, the rate {{ rate }}, the meeting {{ meeting.on }} of {{ name }}.</p>
<ol class="roman"><li>one</li><li>two<ul><li>inner</li></ul></li></ol><ol class="roman"><li>again</li></ol>
<table class="figures"><thead><tr><th rowspan="2"></th><th colspan="2">Caps</th></tr>
<tr><th>2026</th><th>2027</th></tr></thead>
<tr><td>IDC</td><td>{{ cap }}</td><td>{{ cap }}</td></tr></table>
<h1 class="page-break">Definitions</h1>
<table class="definitions"><tr><td>“Board”</td><td>the directors</td></tr></table>
"""
CONTEXT = {
    "day": Printed("23 April 2026", "a.yaml:2:9", "date"),
    "cap": Printed("RMB82.0 million", "a.yaml:31:17", "figure"),
    "rate": Printed("1.09", "b.yaml:4:4", "figure", illustration="no document gives it"),
    "name": Printed("Xiaomi", "c.yaml:1:1", "name"),
}


@pytest.fixture
def word(bench: Bench) -> WordDocument:
    return opened(write_word(bench.draft(SOURCE, CONTEXT)))


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def test_headings_are_real(word: WordDocument) -> None:
    styles = {p.text: p.style.name for p in word.paragraphs if p.style is not None}
    assert styles["年度上限"] == "Title"
    assert [styles[text] for text in ("I. Introduction", "Terms", "Caps")] == ["Heading 1", "Heading 2", "Heading 3"]
    assert styles["No responsibility."] == "Disclaimer"
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        assert word.styles[name].font.color.rgb == RGBColor(0, 0, 0)


def test_lists_are_numbered_by_word_and_start_anew(word: WordDocument) -> None:
    listed = [p for p in word.paragraphs if p.style is not None and p.style.name.startswith("List")]
    assert [(p.text, p.style.name) for p in listed if p.style is not None] == [
        ("one", "List Number"),
        ("two", "List Number"),
        ("inner", "List Bullet"),
        ("again", "List Number"),
    ]
    properties: list[Any] = [p._p.pPr for p in listed]
    numbers = [each.numPr.numId.val for each in properties]
    assert numbers[0] == numbers[1]
    assert len({numbers[0], numbers[2], numbers[3]}) == 3
    assert properties[2].numPr.ilvl.val == 1
    numbering = word.part.numbering_part.element
    formats = {
        n.get(qn("w:numId")): numbering.xpath(
            f'./w:abstractNum[@w:abstractNumId="{n.find(qn("w:abstractNumId")).get(qn("w:val"))}"]'
            "/w:lvl[1]/w:numFmt/@w:val"
        )[0]
        for n in numbering.findall(qn("w:num"))
    }
    assert (formats[str(numbers[0])], formats[str(numbers[2])]) == ("lowerRoman", "bullet")


def test_each_figure_and_date_has_a_comment_with_its_data_line(word: WordDocument) -> None:
    comments = [(c.author, c.initials, c.text, c.timestamp) for c in word.comments]
    assert [text for _, _, text, _ in comments] == [
        "a.yaml:2:9",
        "a.yaml:31:17",
        "b.yaml:4:4\n† no document gives it",
        "a.yaml:31:17",
        "a.yaml:31:17",
    ]
    assert {(author, initials, when) for author, initials, _, when in comments} == {("listing-rules", "LR", None)}


def test_a_final_file_has_no_comment(bench: Bench) -> None:
    data = write_word(bench.draft(SOURCE, CONTEXT), provenance=False)
    assert not list(opened(data).comments)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if b"a.yaml" in parts.read(name)]


def test_blanks_are_yellow_and_illustrations_marked(word: WordDocument) -> None:
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs]
    assert [r.text for r in runs if r.font.highlight_color == WD_COLOR_INDEX.YELLOW] == ["[● meeting.on]"]
    assert [r.text for r in runs if r.font.superscript] == ["†"]


def test_tables_repeat_heads_keep_rows_and_align_figures(word: WordDocument) -> None:
    figures, definitions = word.tables
    rows = [row._tr.trPr for row in figures.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, False]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert figures.cell(0, 0)._tc is figures.cell(1, 0)._tc
    assert figures.cell(0, 1)._tc is figures.cell(0, 2)._tc
    assert [cell.text for cell in figures.rows[2].cells] == ["IDC", "RMB82.0 million", "RMB82.0 million"]
    alignments = [cell.paragraphs[0].alignment for cell in figures.rows[2].cells]
    assert alignments == [WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.RIGHT]
    assert (figures.style.name, definitions.style.name) == ("Table Grid", "Normal Table")  # type: ignore[union-attr]


def test_no_row_is_split_whatever_the_table_holds(bench: Bench) -> None:
    source = '<table class="terms"><tr><th>Pricing</th><td><p>one</p><p>two</p></td></tr></table>'
    (table,) = opened(write_word(bench.draft(source))).tables
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows] == [True]


def test_lines_of_an_address_are_not_stretched_to_the_full_width(bench: Bench) -> None:
    word = opened(write_word(bench.draft('<h1 class="title">Two<br>lines</h1><p>Unit 8<br>Hong Kong</p><p>Text</p>')))
    assert [paragraph.alignment for paragraph in word.paragraphs] == [None, WD_ALIGN_PARAGRAPH.LEFT, None]


def test_columns_of_figures_hold_the_longest_word_of_their_heads(bench: Bench) -> None:
    heads = ["Fees payable by the Group for the services it buys", "Cap", "Historical amount", "Used"]
    cells = "".join(f"<th>{each}</th>" for each in heads)
    source = f'<table class="figures"><thead><tr>{cells}</tr></thead><tr>{"<td>1.0</td>" * 4}</tr></table>'
    (table,) = opened(write_word(bench.draft(source))).tables
    widths = [column.width for column in table.columns]
    assert widths[1] == widths[2] == widths[3]
    # A bold letter takes about an eightieth of the line; the word has ten, and the cell a margin of two or so.
    assert widths[2] / sum(widths) > (len("Historical") + 2) / 80


def test_a_page_break_is_a_property_of_the_heading(word: WordDocument) -> None:
    broken = [p.text for p in word.paragraphs if p.paragraph_format.page_break_before]
    assert broken == ["Definitions"]


def test_fonts_and_languages_are_named_outright(word: WordDocument) -> None:
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (defaults, *(word.styles[name]._element.rPr for name in ("Normal", "Title", "Heading 1"))):
        fonts = dict(properties.find(qn("w:rFonts")).attrib)
        assert fonts.pop(qn("w:eastAsia")) == "PMingLiU"
        assert set(fonts) == {qn("w:ascii"), qn("w:hAnsi"), qn("w:cs")}
        assert set(fonts.values()) == {"Times New Roman"}
    lang = defaults.find(qn("w:lang"))
    assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == ("en-GB", "zh-HK")


@pytest.mark.parametrize(("lang", "words"), [("en", ["Page ", " of "]), ("zh-Hant", ["第", "頁，共", "頁"])])
def test_page_and_page_numbers(bench: Bench, lang: str, words: list[str]) -> None:
    word = opened(write_word(bench.draft("<p>一</p>", lang=lang)))
    section = word.sections[0]
    assert [round((side or 0) / Mm(1)) for side in (section.page_width, section.page_height)] == [210, 297]
    footer: Any = section.footer.paragraphs[0]._p
    assert [t.text for t in footer.xpath(".//w:instrText")] == ["PAGE", "NUMPAGES"]
    assert [t.text for t in footer.xpath(".//w:t") if t.text != "1"] == words


def test_properties(bench: Bench) -> None:
    draft = bench.draft(SOURCE, CONTEXT, lang="zh-Hant")
    properties = opened(write_word(draft, dated=dt.date(2026, 4, 23))).core_properties
    assert (properties.title, properties.language, properties.author) == ("年度上限", "zh-HK", "listing-rules")
    assert properties.created == properties.modified == dt.datetime(2026, 4, 23, tzinfo=dt.UTC)
    assert properties.comments == ""


def test_the_same_draft_gives_the_same_bytes(bench: Bench) -> None:
    draft = bench.draft(SOURCE, CONTEXT)
    data = write_word(draft)
    assert data == write_word(draft)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_a_list_in_a_cell_keeps_its_place(bench: Bench) -> None:
    source = (
        '<table class="terms"><tr><td>Parties</td><td><ol class="roman"><li>a</li><li>b</li></ol><p>after</p></td></tr>'
        "<tr><td></td><td>x</td></tr></table>"
    )
    table = opened(write_word(bench.draft(source))).tables[0]
    assert [p.text for p in table.cell(0, 1).paragraphs] == ["a", "b", "after"]
    assert [p.text for p in table.cell(1, 0).paragraphs] == [""]
