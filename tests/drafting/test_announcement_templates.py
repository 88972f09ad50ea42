"""The templates: no figure typed by hand, and the same values in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment

from validator.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATES = resource_folder("templates")
FILES = sorted(TEMPLATES.glob("**/*.html"))
SECTIONS = [file for file in FILES if file.is_relative_to(TEMPLATES / "announcement")]
GRAMMAR = {"p.is_past", "each.within.is_one"}
FIGURE = re.compile(r"[0-9%％０-９]|\bper cent\b|百分之|[一二三四五六七八九十]+[年月日]")


def typed_figures(source: str) -> Iterator[str]:
    """Give each figure that a template would print: in its text, in a string of its own, or as a bare number."""
    inside = ""
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind in {"variable_begin", "block_begin"}:
            inside = kind
        elif kind == "data":
            text = re.sub(r"<[^>]*>", " ", value)
            yield from (text[max(found.start() - 20, 0) : found.end() + 20] for found in FIGURE.finditer(text))
        elif (kind == "string" and FIGURE.search(value)) or (
            kind in {"integer", "float"} and inside == "variable_begin"
        ):
            yield value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_figure_is_typed_in_a_template(file: Path) -> None:
    assert list(typed_figures(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>5%</p>",
        "<p>Rule 14A.76</p>",
        "{{ '5%' }}",
        "{{ 25 }}",
        "<p>二十三日</p>",
        "<p>５</p>",
        "<p>five per cent</p>",
    ],
)
def test_the_scan_finds_typed_figures(source: str) -> None:
    assert list(typed_figures(source))


def test_markup_and_comparisons_are_no_figures() -> None:
    assert list(typed_figures('<h1 class="a">{% if x|length > 1 %}<td colspan="2">{{ x }}</td>{% endif %}</h1>')) == []


def test_every_section_stands_in_both_languages() -> None:
    names = {str(file) for file in FILES if ".en." in file.name}
    assert {name.replace(".en.", ".zh-Hant.") for name in names} == {str(f) for f in FILES if ".zh-Hant." in f.name}
    assert len(names) > 8


@pytest.mark.parametrize("file", [f for f in FILES if ".en." in f.name], ids=lambda file: file.name)
def test_both_languages_print_the_same_values(file: Path) -> None:
    other = file.with_name(file.name.replace(".en.", ".zh-Hant."))
    mine, theirs = (_values(each.read_text(encoding="utf-8")) for each in (file, other))
    assert mine == theirs


def _values(source: str) -> set[str]:
    """Give the paths of data that a template reads, apart from what only English grammar asks for."""
    inside = " ".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", source))
    paths = re.findall(r"\b(?!words\.|loop\.)([a-z_]+(?:\.[a-z_]+)+)", inside)
    return {path for path in paths if path not in GRAMMAR and not path.endswith(".article")}
