"""A redline accepted is the new draft, and rejected the old one, to the letter."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import docx
import pytest
from announcement_bench import DAYS, LANGUAGES, copy_of_example, drafts, evaluated
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from tracked_changes import content, settled, written

from validator.drafting.drafts import drafts_of
from validator.drafting.formats.html import write_html
from validator.drafting.formats.text import write_text
from validator.drafting.formats.word import write_word
from validator.drafting.markup.parsing import parse_markup
from validator.drafting.redline.merge import redline
from validator.drafting.redline.tokens import tokens
from validator.drafting.tree import Cell, Document, Heading, LineBreak, ListBlock, PageBreak, Paragraph, Run, Table

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 4, 23)


def assert_settles(old: Document, new: Document) -> bytes:
    data = write_word(redline(old, new), dated=DAY)
    assert content(settled(data, "accept")) == written(write_word(new))
    # Page breaks hold no text: a redline shows those of the new draft.
    before = tuple(block for block in old.blocks if not isinstance(block, PageBreak))
    assert content(settled(data, "reject")) == written(write_word(Document(before, old.title, old.lang)))
    return data


def changed(data: bytes) -> tuple[list[str], list[str]]:
    """Give the texts struck out and added, in order."""
    body = docx.Document(io.BytesIO(data)).element.body
    return tuple(
        [
            "".join(t.text or "" for t in each.iter(qn(text)))
            for each in body.iter(qn(tag))
            if each.find(qn("w:r")) is not None
        ]
        for tag, text in (("w:del", "w:delText"), ("w:ins", "w:t"))
    )


def both(old: str, new: str, lang: str = "en") -> tuple[Document, Document]:
    return parse_markup(old, lang), parse_markup(new, lang)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_from_july_to_april(language: str) -> None:
    old, new = (drafts(day)[language].document for day in DAYS)
    data = assert_settles(old, new)
    assert sum(map(len, changed(data))) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_changed_cap_is_struck_out_where_it_stands(tmp_path: Path, language: str) -> None:
    """In April the IDC cap for 2027 becomes 160 instead of 150: nothing but that figure changes."""
    before = "{from: 2027-01-01, to: 2027-12-31, amount: RMB 150.0 million}"
    other = copy_of_example(tmp_path, agreements__xiaomi_2025=(before, before.replace("150.0", "160.0")))
    old = drafts("2026-04-23")[language].document
    new = drafts_of(evaluated("2026-04-23", other), (language,))[language].document
    deleted, inserted = changed(assert_settles(old, new))
    assert set(deleted) == {"150.0"}
    assert set(inserted) == {"160.0"}


def test_a_draft_against_itself_has_no_change() -> None:
    same = drafts("2026-04-23")["zh-Hant"].document
    data = assert_settles(same, same)
    assert changed(data) == ([], [])
    assert data == write_word(same, dated=DAY)
    assert redline(same, same) == same


def test_words_in_english_and_characters_in_chinese() -> None:
    assert changed(
        assert_settles(*both("<p>The cap is RMB82.0 million.</p>", "<p>The caps are RMB82.5 million.</p>"))
    ) == (
        ["cap is", "82.0"],
        ["caps are", "82.5"],
    )
    chinese = both("<p>年度上限為人民幣82.0百萬元。</p>", "<p>年度總上限為人民幣82.5百萬元。</p>", "zh-Hant")
    assert changed(assert_settles(*chinese)) == (["82.0"], ["總", "82.5"])


def test_changes_carry_author_and_day() -> None:
    data = write_word(redline(*both("<p>a b</p><p>gone</p>", "<p>a c</p>")), dated=DAY)
    body = docx.Document(io.BytesIO(data)).element.body
    marks = [each for tag in ("w:ins", "w:del") for each in body.iter(qn(tag))]
    assert len(marks) == 4
    assert {each.get(qn("w:author")) for each in marks} == {"listing-rules"}
    assert {each.get(qn("w:date")) for each in marks} == {"2026-04-23T00:00:00Z"}
    assert len({each.get(qn("w:id")) for each in marks}) == 4
    assert data == write_word(redline(*both("<p>a b</p><p>gone</p>", "<p>a c</p>")), dated=DAY)


def test_rows_are_inserted_and_deleted_and_cells_changed() -> None:
    def table(*rows: tuple[str, str]) -> str:
        body = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
        return f'<table class="figures"><thead><tr><th>Year</th><th>Cap</th></tr></thead>{body}</table>'

    old, new = both(table(("2025", "41.0"), ("2026", "82.0")), table(("2026", "100.0"), ("2027", "150.0")))
    body = docx.Document(io.BytesIO(assert_settles(old, new))).element.body
    rows = [
        (
            "".join(t.text for t in row.iter(qn("w:t"), qn("w:delText"))),
            [m for m in ("ins", "del") if row.find(f"{qn('w:trPr')}/{qn(f'w:{m}')}") is not None],
        )
        for row in body.iter(qn("w:tr"))
    ]
    assert rows == [("YearCap", []), ("202541.0", ["del"]), ("202682.0100.0", []), ("2027150.0", ["ins"])]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>a</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a</p><p>b</p><p>c</p>", "<p>a</p>"),
        ("<p>a</p><p>x y z</p>", "<p>a</p><p>u v w</p><p>r s t</p>"),
        ("<p>x</p>", "<h1>y</h1>"),
        ("<p>x</p>", '<table class="terms"><tr><td>a</td><td>b</td></tr></table>'),
        (
            '<table class="terms"><tr><td>a</td><td></td></tr></table>',
            '<table class="terms"><tr><td></td><td>b</td></tr></table>',
        ),
        (
            '<table class="terms"><tr><td>a</td></tr></table>',
            '<table class="terms"><tr><td><p>b</p><ol><li>c</li><li>d</li></ol></td></tr></table>',
        ),
        (
            '<table class="terms"><tr><td><p>a</p><p>b</p></td></tr></table>',
            '<table class="terms"><tr><td><ol><li>c</li></ol></td></tr></table>',
        ),
        ("<ol><li>a</li><li>b</li></ol>", "<ol><li>b</li><li>c<ul><li>d</li></ul></li></ol>"),
        ("<p>a<br>b</p>", "<p>a b</p>"),
        ("<p>a <strong>b</strong></p>", "<p>a b</p>"),
    ],
)
def test_ends_of_cells_lists_and_documents(old: str, new: str) -> None:
    assert_settles(*both(old, new))
    assert_settles(*both(new, old))


def test_a_change_of_format_alone_is_a_change() -> None:
    assert changed(assert_settles(*both("<p>a <strong>b</strong></p>", "<p>a b</p>"))) == (["b"], ["b"])


def test_a_moved_data_line_alone_is_none() -> None:
    old, new = (
        Document((Paragraph((Run("82.0", classes=("figure",), origin=f"a.yaml:{line}:1"),)),), "", "en")
        for line in (1, 9)
    )
    assert changed(assert_settles(old, new)) == ([], [])
    assert redline(old, new) == new


def test_deleted_text_has_no_comment() -> None:
    old, new = (
        Document((Paragraph((Run(text, classes=("figure",), origin=f"{text}.yaml:1:1"),)),), "", "en") for text in "ab"
    )
    data = write_word(redline(old, new), dated=DAY)
    assert [comment.text for comment in docx.Document(io.BytesIO(data)).comments] == ["b.yaml:1:1"]


def test_a_page_break_stays_with_what_stays() -> None:
    old, new = both(
        '<p>a</p><p class="page-break">old words only</p>', '<p>a</p><h1 class="page-break">Definitions</h1>'
    )
    word = docx.Document(io.BytesIO(assert_settles(old, new)))
    broken = (p._p for p in word.paragraphs if p.paragraph_format.page_break_before)
    assert ["".join(t.text for t in p.iter(qn("w:t"))) for p in broken] == ["Definitions"]


def test_html_and_text_show_the_change() -> None:
    merged = redline(*both("<p>cap of 82.0 million</p><p>gone</p>", "<p>cap of 100.0 million</p>"))
    page = write_html(merged).decode()
    assert "cap of <del>82.0</del><ins>100.0</ins> million" in page
    assert "<del>gone</del>" in page
    assert write_text(merged).decode() == "cap of [-82.0-]{+100.0+} million\n\n[-gone-]\n"


def test_a_very_long_text_is_compared_in_time() -> None:
    old, new = (Document((Paragraph((Run(text),)),), "", "zh-Hant") for text in ("甲乙" * 5_000, "乙甲" * 5_000))
    assert_settles(old, new)


@given(st.text(max_size=200))
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


WORDS = st.lists(
    st.sampled_from(["cap", "of", "82.0", "100.0", "年度", "上限", "，", "<&", "\u202e"]), min_size=1, max_size=6
)
RUNS = st.builds(lambda words, bold: Run(" ".join(words), bold=bold), WORDS, st.booleans())
INLINES = st.lists(RUNS | st.just(LineBreak()), min_size=1, max_size=3).map(tuple)
PARAGRAPHS = st.builds(Paragraph, INLINES)
LISTS = st.recursive(
    st.lists(st.tuples(PARAGRAPHS), min_size=1, max_size=3).map(lambda items: ListBlock(True, tuple(items), "roman")),
    lambda inner: st.lists(st.tuples(PARAGRAPHS, inner), min_size=1, max_size=2).map(
        lambda items: ListBlock(False, tuple(items), "bullet")
    ),
    max_leaves=2,
)
CELLS = st.lists(PARAGRAPHS | LISTS, max_size=2).map(lambda blocks: Cell(tuple(blocks)))
TABLES = st.integers(1, 2).flatmap(
    lambda columns: st.builds(
        lambda rows, head: Table(tuple(map(tuple, rows)), (head and 1) or 0, ("figures",)),
        st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=3),
        st.booleans(),
    )
)
BLOCKS = PARAGRAPHS | st.builds(Heading, st.integers(1, 2), INLINES) | LISTS | TABLES
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: Document(tuple(blocks), "t", "en"))


@settings(max_examples=30, deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_any_two_drafts(old: Document, new: Document) -> None:
    assert_settles(old, new)
