"""HTML: one self-contained page with its language, its blanks, and the data line of each figure."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from validator.drafting.formats.html import write_html
from validator.drafting.printed import Printed

if TYPE_CHECKING:
    from conftest import Bench

TABLE = (
    '<table class="figures"><thead><tr><th></th><th colspan="2">Caps</th></tr></thead>'
    "<tr><td>IDC</td><td>{{ cap }}</td><td>{{ meeting.on }}</td></tr></table>"
)
CONTEXT = {"cap": Printed("82.0", "a.yaml:3:9", "figure")}


class Collector(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize(("lang", "expected"), [("en", "en-HK"), ("zh-Hant", "zh-Hant-HK")])
def test_the_page_stands_alone(bench: Bench, lang: str, expected: str) -> None:
    page = write_html(bench.draft('<h1 class="title">A &amp; B</h1>', lang=lang))
    tags = Collector(page)
    assert tags.all("html") == [{"lang": expected}]
    assert {"charset": "utf-8"} in tags.all("meta")
    assert b"<title>A &amp; B</title>" in page
    assert not [value for _, attributes in tags.tags for name, value in attributes.items() if name in {"src", "href"}]
    assert b"@page { size: A4" in page
    assert b"url(" not in page


def test_figures_keep_their_data_line_and_blanks_are_marked(bench: Bench) -> None:
    tags = Collector(write_html(bench.draft(TABLE, CONTEXT)))
    assert {"class": "figure", "data-origin": "a.yaml:3:9", "title": "a.yaml:3:9"} in tags.all("span")
    assert [attributes["data-ask"] for attributes in tags.all("mark")] == ["meeting.on"]


def test_the_final_page_names_no_data_line(bench: Bench) -> None:
    page = write_html(bench.draft(TABLE, CONTEXT), provenance=False)
    assert b"a.yaml" not in page
    assert b"82.0" in page


def test_tables_say_what_their_heads_are_for(bench: Bench) -> None:
    tags = Collector(write_html(bench.draft(TABLE, CONTEXT)))
    assert [attributes["scope"] for attributes in tags.all("th")] == ["col", "colgroup"]
    assert [attributes["class"] for attributes in tags.all("td")] == ["left", "right", "right"]
    assert len(tags.all("thead")) == len(tags.all("tbody")) == 1


def test_a_page_is_the_same_every_time(bench: Bench) -> None:
    draft = bench.draft(TABLE, CONTEXT)
    assert write_html(draft) == write_html(draft)
