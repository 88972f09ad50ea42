"""Whatever text comes in, all three formats say the same."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.drafting.formats.html import write_html
from validator.drafting.formats.text import write_text
from validator.drafting.formats.word import write_word
from validator.drafting.markup.parsing import parse_markup
from validator.drafting.printed import Printed

PRINTABLE = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
TEXT = st.text(PRINTABLE | st.sampled_from("關連，。（ab<&\n"), min_size=1, max_size=200)


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", "", text)


def html_text(page: bytes) -> str:
    body = page.decode().split("<main>")[1].split("</main>")[0]
    return unescape(re.sub(r"<[^>]*>", "", body))


def word_text(data: bytes) -> str:
    word = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@settings(max_examples=40, deadline=None)
@given(TEXT, st.sampled_from(["en", "zh-Hant"]))
def test_any_paragraph_survives_to_every_format(text: str, lang: str) -> None:
    draft = parse_markup(f"<h1>x</h1><p>{Printed(text).__html__()}</p>", lang)
    expected = "x" + squeezed(text)
    assert squeezed(html_text(write_html(draft))) == expected
    assert squeezed(word_text(write_word(draft))) == expected
    assert squeezed(write_text(draft).decode()).replace("x=", "x", 1) == expected


@settings(max_examples=20, deadline=None)
@given(TEXT)
def test_any_cell_survives_to_every_format(text: str) -> None:
    draft = parse_markup(f'<table class="terms"><tr><td>{Printed(text).__html__()}</td></tr></table>', "en")
    expected = squeezed(text)
    assert squeezed(html_text(write_html(draft))) == expected
    assert squeezed(word_text(write_word(draft))) == expected
    assert squeezed(write_text(draft).decode()) == expected
