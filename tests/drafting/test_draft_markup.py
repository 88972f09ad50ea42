"""The subset of HTML: what parses into which tree, and what is refused with the line of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.drafting.tree import (
    Heading,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    text_of,
)
from validator.findings import DraftingError

if TYPE_CHECKING:
    from conftest import Bench


def test_the_blocks_of_a_draft(bench: Bench) -> None:
    draft = bench.draft(
        '<h1 class="title">Annual\n  caps</h1><p class="right">One <strong>two <em>three</em></strong><br> four</p>'
        '<div class="page-break"></div><ol class="roman"><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>'
    )
    heading, paragraph, page_break, listed = draft.blocks
    assert heading == Heading(1, (Run("Annual caps"),), ("title",))
    assert paragraph == Paragraph(
        (Run("One "), Run("two ", bold=True), Run("three", bold=True, italic=True), LineBreak(), Run("four")),
        ("right",),
    )
    assert page_break == PageBreak()
    inner = ListBlock(False, ((Paragraph((Run("c"),)),),), "bullet")
    assert listed == ListBlock(True, ((Paragraph((Run("a"),)),), (Paragraph((Run("b"),)), inner)), "roman", ("roman",))
    assert (draft.title, draft.lang) == ("Annual caps", "en")


def test_a_container_gives_its_classes_to_its_blocks(bench: Bench) -> None:
    draft = bench.draft('<section class="page-break centre"><p>a</p><p class="right">b</p></section>')
    assert draft.blocks == (
        PageBreak(),
        Paragraph((Run("a"),), ("centre",)),
        Paragraph((Run("b"),), ("centre", "right")),
    )


def test_tables_with_heads_and_spans(bench: Bench) -> None:
    draft = bench.draft(
        '<table class="figures"><thead><tr><th rowspan="2">x</th><th colspan="2">y</th></tr>'
        "<tr><th>1</th><th>2</th></tr></thead><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>"
    )
    table = draft.blocks[0]
    assert isinstance(table, Table)
    assert table.header_rows == 2
    assert [[text_of(block) for cell in row for block in cell.blocks] for row in table.rows] == [
        ["x", "y"],
        ["1", "2"],
        ["a", "b", "c"],
    ]
    assert (table.rows[0][0].rows, table.rows[0][1].columns, table.rows[0][0].header) == (2, 2, True)


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("en", "  one\n\ttwo  three ", "one two three"),
        ("zh-Hant", "本公司與\n小米\n訂立", "本公司與小米訂立"),
        ("zh-Hant", "截至\n2026年", "截至2026年"),
        ("en", "Limited\n金山云", "Limited 金山云"),
        ("zh-Hant", "金山 云", "金山 云"),
        ("en", "no-break\u00a0and\u3000wide", "no-break\u00a0and\u3000wide"),
        ("en", "5 &lt; 6 &amp; 7 &mdash; done", "5 < 6 & 7 — done"),
    ],
)
def test_white_space(bench: Bench, lang: str, source: str, text: str) -> None:
    assert text_of(bench.draft(f"<p>{source}</p>", lang=lang).blocks[0]) == text


def test_empty_paragraphs_vanish_and_empty_cells_stay(bench: Bench) -> None:
    draft = bench.draft("<p> {% if false %}x{% endif %} </p><table><tr><td> </td><td>a</td></tr></table>")
    table = draft.blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0][0].blocks == ()


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>a</p>\n<blink>b</blink>", 2, "<blink> is not part of the subset"),
        ("<p>a</p>\n{% if false %}\n<script>x</script>{% endif %}", 3, "<script> is not part of the subset"),
        ("<p>a</p>\n</font>", 2, "<font> is not part of the subset"),
        ('\n<p onclick="x()">a</p>', 2, "onclick of <p> is not allowed"),
        ('<p style="color: red">a</p>', 1, "style of <p> is not allowed"),
        ('<p title="x">a</p>', 1, "title of <p> is not allowed"),
        ('<p data-origin="x">a</p>', 1, "data-origin does not belong on <p>"),
        ('<p\n class="huge">a</p>', 1, "unknown class huge"),
        ("<p class=\"{{ 'huge' }}\">a</p>", 1, "unknown class huge"),
        ('<table><tr><td colspan="0">a</td></tr></table>', 1, "colspan of <td> must be a number from 1 to 99"),
        ('<table><tr>\n<td colspan="{{ x }}">a</td></tr></table>', 2, "colspan of <td> must be"),
        ("<p>a</p>\n<!-- hidden -->", 2, "“hidden” is not part of the subset"),
        ("<!DOCTYPE html>", 1, "is not part of the subset"),
        ("{% raw %}<p></p>{% endraw %}", 1, "{% raw %} is not allowed"),
        ("<p>a\n <strong", 2, "not written out in full"),
        ("<{{ 'p' }}>a</p>", 1, "not written out in full"),
        ("<p>1 <{{ 2 }}</p>", 1, "not written out in full"),
        ("<p/>", 1, "<p/> closes itself"),
    ],
)
def test_what_is_not_in_the_subset_is_refused(bench: Bench, source: str, line: int, words: str) -> None:
    with pytest.raises(DraftingError) as error:
        bench.draft(source)
    finding = error.value.findings[0]
    assert words in finding.message
    assert finding.place is not None
    assert (finding.place.file.endswith("main.html"), finding.place.line) == (True, line)


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>a</p>\n<p>b", 2, "<p> is never closed"),
        ("<p>\n<strong>a</p></strong>", 2, "</p> closes <strong>"),
        ("<p>a</p></p>", 1, "</p> closes nothing"),
        ("<p>a</p>\nloose text", 1, "“loose text” stands outside a block, at the top"),
        ("<div>\n\nloose</div>", 1, "inside <div>"),
        ("<table>\n<tr>x<td>a</td></tr></table>", 2, "inside <tr>"),
        ("<p>\n<p>a</p></p>", 2, "<p> cannot stand inside <p>"),
        ("<ul>\n<p>a</p></ul>", 2, "<p> cannot stand inside <ul>"),
        ("<strong>a</strong>", 1, "<strong> cannot stand outside a block"),
        ("\n<ul></ul>", 2, "the list <ul> has no item"),
        ("\n<table></table>", 2, "the table has no row"),
        ("<table>\n<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", 1, "row 2 of the table has 1 of 2"),
        ('<table><tr><td rowspan="2">a</td></tr></table>', 1, "spans rows below the table"),
        ("<table><tr><td>a</td></tr><thead><tr><th>b</th></tr></thead></table>", 1, "<thead> must stand before"),
    ],
)
def test_what_is_not_well_formed_is_refused(bench: Bench, source: str, line: int, words: str) -> None:
    with pytest.raises(DraftingError) as error:
        bench.draft(source)
    finding = error.value.findings[0]
    assert finding.code == "DRAFT-MARKUP"
    assert words in finding.message
    assert finding.place is not None
    assert (finding.place.file.endswith("main.html"), finding.place.line) == (True, line)


def test_a_misnested_tag_of_a_macro_is_told_with_the_line_of_the_macro(bench: Bench) -> None:
    bench.template("macros.html", "{% macro row(x) %}\n\n<td>{{ x }}</td>\n{% endmacro %}")
    with pytest.raises(DraftingError) as error:
        bench.draft("{% from 'macros.html' import row %}\n<table>{{ row('a') }}</table>")
    finding = error.value.findings[0]
    assert "<td> cannot stand inside <table>" in finding.message
    assert finding.place is not None
    assert (finding.place.file.endswith("macros.html"), finding.place.line) == (True, 3)
