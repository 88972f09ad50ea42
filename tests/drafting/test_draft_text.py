"""Plain text: wrapped by what shows on the screen, tables aligned, Chinese as it should be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.drafting.formats.columns import width, wrapped
from validator.drafting.formats.text import write_text
from validator.drafting.printed import Printed

if TYPE_CHECKING:
    from conftest import Bench


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("關連交易", 8),
        ("RMB人民幣", 9),
        ("（）、。", 8),
        ("e\u0301", 1),
        ("\u202eab\u202c", 2),
        ("", 0),
        ("𠀀", 2),
    ],
)
def test_width_counts_columns_of_the_screen(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("持續關連交易的年度上限", 8, ["持續關連", "交易的年", "度上限"]),
        ("本公司與小米，訂立", 12, ["本公司與小", "米，訂立"]),
        ("本公司（小米）訂立", 8, ["本公司", "（小米）", "訂立"]),
        ("人民幣2,309.8百萬元", 10, ["人民幣", "2,309.8百", "萬元"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("held on [● meeting.on] next", 16, ["held on", "[● meeting.on]", "next"]),
        ("line one\nline two", 20, ["line one", "line two"]),
        ("", 20, [""]),
    ],
)
def test_lines_end_where_they_may(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


def test_no_line_of_chinese_begins_with_closing_punctuation() -> None:
    lines = wrapped("「持續關連交易」、（年度上限）；本公司，小米。" * 20, 20)
    assert all(width(line) <= 20 for line in lines)
    assert not [line for line in lines if line[0] in "，。、；」）" or line[-1] in "「（"]


def test_a_table_of_figures_in_chinese_is_aligned(bench: Bench) -> None:
    draft = bench.draft(
        '<table class="figures"><thead><tr><th></th><th>2026年</th><th>二零二七年</th></tr></thead>'
        "<tr><td>雲服務</td><td>4,000.0</td><td>6,000.0</td></tr>"
        "<tr><td>IDC services</td><td>82.0</td><td>{{ cap }}</td></tr></table>",
        {"cap": Printed("150.0", illustration="why")},
        "zh-Hant",
    )
    assert write_text(draft).decode().split("\n") == [
        "---------------------------------",
        "              2026年   二零二七年",
        "---------------------------------",
        "雲服務        4,000.0     6,000.0",
        "IDC services     82.0      150.0†",
        "---------------------------------",
        "",
    ]


def test_spans_stand_over_their_columns(bench: Bench) -> None:
    draft = bench.draft(
        '<table class="figures"><thead><tr><th rowspan="2">Fees</th><th colspan="2">Caps</th></tr>'
        "<tr><th>2026</th><th>2027</th></tr></thead><tr><td>a</td><td>1.0</td><td>2.0</td></tr></table>"
    )
    assert write_text(draft).decode().split("\n") == [
        "----------------",
        "Fees     Caps",
        "      2026  2027",
        "----------------",
        "a      1.0   2.0",
        "----------------",
        "",
    ]


def test_a_wide_table_is_wrapped_inside_its_cells(bench: Bench) -> None:
    row = "<tr>" + "<td>a rather long cell that cannot stand on one line</td>" * 4 + "</tr>"
    text = write_text(bench.draft(f"<table>{row}</table>")).decode()
    assert max(map(width, text.split("\n"))) <= 78
    assert text.count("rather") == 4


def test_definitions_headings_and_lists(bench: Bench) -> None:
    draft = bench.draft(
        '<h1 class="title">年度上限</h1><h2>Terms</h2>'
        '<table class="definitions"><tr><td>“Board”</td><td>the directors</td></tr>'
        "<tr><td>「本公司」</td><td>KC</td></tr></table>"
        '<ol class="chinese"><li>a</li><li>b</li></ol><ul><li>c</li></ul><p class="right">end {{ x }}</p>'
    )
    assert write_text(draft).decode().split("\n") == [
        " " * 35 + "年度上限",
        " " * 35 + "========",
        "",
        "Terms",
        "-----",
        "",
        "“Board”     the directors",
        "",
        "「本公司」  KC",
        "",
        "一、 a",
        "二、 b",
        "",
        "• c",
        "",
        " " * 69 + "end [● x]",
        "",
    ]
