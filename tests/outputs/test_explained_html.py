"""The HTML pages of rules and classifications: whole, self-contained, escaped, and clear about what decided."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from workbench import KINGSOFT, ROOT

from validator.checking import evaluate
from validator.outputs.classified_html import classification_html
from validator.outputs.explained_html import explanation_html
from validator.outputs.html_page import element, joined, page
from validator.receipt import Receipt, receipt_of_rules
from validator.rulebook.load import Rulebook, load_rulebook
from validator.workspace.load import load_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Variant

DAY = dt.date(2026, 4, 23)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page, insists that its tags nest, and keeps rows, tags and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append((dict(attrs).get("class") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "tr" in self.open:
            look, text = self.rows.pop()
            self.rows.append((look, text + data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def classified(folder: Path, rulebook: Rulebook, day: dt.date = DAY, *, trace: bool = True) -> str:
    return classification_html(evaluate(load_workspace(folder), rulebook, day), trace=trace)


def test_every_rule_has_a_page_that_stands_alone(rulebook: Rulebook) -> None:
    for rule in rulebook.rules.values():
        text = explanation_html(rulebook, rule, DAY)
        read = Page(text)
        assert read.all("html") == [{"lang": "en-HK"}]
        assert len(read.all("h1")) == 1
        assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in read.tags}
        assert "url(" not in text
        assert "@import" not in text
        assert rule.title.zh_hant in text
        assert rule.cite in text


def test_the_page_of_a_table_marks_the_row_that_decides(rulebook: Rulebook) -> None:
    read = Page(explanation_html(rulebook, rulebook.rule("14A.76"), DAY))
    # The first example is decided by the first row, the second by none.
    marked = [text for look, text in read.rows if look == "decides"]
    assert [(text.split("rules/")[0], "decides" in text) for text in marked] == [
        ("14A.76(1)(a)", True),
        ("14A.76decidesotherwisenot exempt 不獲豁免", True),
    ]
    assert sum("not tried" in text for _, text in read.rows) == 4
    assert {"lang": "zh-Hant-HK", "class": "zh"} in read.all("span")
    assert {attributes["scope"] for attributes in read.all("th")} == {"col", "row"}


def test_the_classification_shows_ratios_requirements_and_the_working(rulebook: Rulebook) -> None:
    text = classified(KINGSOFT, rulebook)
    read = Page(text)
    assert "1.569%  = RMB 150.0 million / RMB 9,558.619 million" in text
    # Cloud services, financing services, IDC services, hardware, API services: that row decides the third and the last.
    decided = [look for look, row in read.rows if row.startswith("14A.76(2)(a)")]
    assert decided == ["", "", "decides", "", "decides"]
    assert len(read.all("details")) > len(read.all("section"))
    assert "examples/kingsoft-cloud/issuer.yaml" in text.replace(f"{ROOT.as_posix()}/", "")
    assert "† illustration:" in text


def test_without_the_trace_the_page_is_a_summary(rulebook: Rulebook) -> None:
    read = Page(classified(KINGSOFT, rulebook, trace=False))
    assert [look for look, _ in read.rows if look == "decides"] == []
    assert len(read.all("details")) == 1  # the files of the receipt


def test_what_is_open_is_said(rulebook: Rulebook) -> None:
    text = classified(KINGSOFT, rulebook, dt.date(2025, 7, 29))
    Page(text)
    assert '<p class="conclusion open"><strong>Undecided</strong>: the open facts allow' in text


def test_text_from_data_and_rules_is_escaped(variant: Variant, tmp_path: Path) -> None:
    spoilt = '<script>alert("x")</script> & <b>'
    rules = shutil.copytree(ROOT / "rules", tmp_path / "rules")
    file = rules / "hkex/chapter-14a/de-minimis.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("en: De minimis transactions", f"en: {json.dumps(spoilt)}"),
        encoding="utf-8",
    )
    rulebook = load_rulebook(rules)
    agreement = "agreements/xiaomi-2025.yaml"
    name = "en: 2025 Xiaomi Cooperation Framework Agreement"
    bench = variant({agreement: [(name, f"en: {json.dumps(spoilt)}")]}, of=KINGSOFT)
    for text in (
        explanation_html(rulebook, rulebook.rule("14A.76"), DAY),
        classified(bench.folder, rulebook),
    ):
        read = Page(text)
        assert not read.all("script")
        assert not read.all("b")
        assert "&lt;script&gt;" in text


def test_elements_escape_what_is_not_markup() -> None:
    inner = element("b", "1 < 2 & 3")
    assert joined([inner, "<"]) == "<b>1 &lt; 2 &amp; 3</b>&lt;"
    assert element("p", inner, class_='a"b', lang="") == '<p class="a&quot;b"><b>1 &lt; 2 &amp; 3</b></p>'


def test_the_page_ends_with_its_receipt(rulebook: Rulebook) -> None:
    receipt = receipt_of_rules(rulebook, DAY)
    read = Page(page("A & B", [], receipt))
    named = [each["content"] for each in read.all("meta") if each.get("name") == "listing-rules-receipt"]
    assert json.loads(str(named[0]))["as_of"] == "2026-04-23"
    assert len(read.rows) == 1 + len(receipt.rules)
    assert "<title>A &amp; B</title>" in page("A & B", [], Receipt("1", None, ()))


@pytest.mark.parametrize("words", [("explain", "14A.76"), ("classify", str(KINGSOFT), "--trace")])
def test_the_command_prints_the_page(words: tuple[str, ...]) -> None:
    from click.testing import CliRunner

    from validator.cli import cli

    result = CliRunner().invoke(cli, [*words, "--as-of", "2026-04-23", "--format", "html"])
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>\n")
    Page(result.stdout)
