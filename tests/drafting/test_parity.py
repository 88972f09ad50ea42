"""A figure, a date or a defined term that stands in one language alone is found, whatever words stand around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from announcement_bench import DAYS, copy_of_example, drafts, evaluated

from validator.drafting.drafts import drafts_of
from validator.drafting.markup.parsing import parse_markup
from validator.drafting.parity import parity_findings
from validator.drafting.quantities import quantities_in
from validator.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path


def unlike(english: str, chinese: str) -> list[str]:
    documents = {"en": parse_markup(english, "en"), "zh-Hant": parse_markup(chinese, "zh-Hant")}
    return [finding.message for finding in parity_findings(documents)]


@pytest.mark.parametrize("day", DAYS)
def test_the_example_says_the_same_in_both_languages(day: str) -> None:
    assert parity_findings({language: draft.document for language, draft in drafts(day).items()}) == ()


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("On 23 April 2026", "於二零二六年四月二十三日"),
        ("in July 2025", "二零二五年七月"),
        ("since 2019", "自二零一九年起"),
        ("RMB82.0 million", "人民幣82.0百萬元"),
        ("RMB1.2 billion", "人民幣12億元"),
        ("HK$3,000,000", "3百萬港元"),
        ("12.50%", "12.5%"),
        ("10 per cent of USD0.001", "0.001美元的10%"),
        ("Rule 14A.76(2)(a) and (1) the rest", "第14A.76(2)(a)條及其餘"),
        ("20,000 shares", "2萬股"),
        ("500 million users for 3 years", "3年間的5億名用戶"),
        ("the 12th and the 21st floor", "12樓及21樓"),
    ],
)
def test_the_same_value_in_other_words_is_the_same(english: str, chinese: str) -> None:
    assert unlike(f"<p>{english}</p>", f"<p>{chinese}</p>") == []
    said = [found.key for found in quantities_in(english)]
    assert said == sorted((found.key for found in quantities_in(chinese)), key=said.index)


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ("a markup of 15%", "加成", ["the figure 15% stands in the en draft alone, in “a markup of 15%”"]),
        (
            "the meeting",
            "五月八日會議，二零二六年五月八日",
            ["the date 二零二六年五月八日 stands in the zh-Hant draft alone"],
        ),
        ("RMB82.0 million", "人民幣82.0億元", ["the figure RMB82.0 million", "the figure 人民幣82.0億元"]),
        ("for three years", "為期兩年", ["the figure three years stands", "the figure 兩年 stands"]),
        ("23 April 2026", "二零二六年四月二十四日", ["the date 23 April 2026", "the date 二零二六年四月二十四日"]),
    ],
)
def test_a_value_in_one_language_alone_is_found(english: str, chinese: str, expected: list[str]) -> None:
    found = unlike(f"<p>{english}</p>", f"<p>{chinese}</p>")
    assert [message.startswith(start) for message, start in zip(found, expected, strict=True)] == [True] * len(expected)


def test_a_defined_term_used_in_one_language_alone_is_found() -> None:
    def draft(body: str, term: str) -> str:
        row = f'<tr><td><span data-origin="a.yaml:3:7" class="text">{term}</span></td><td>means</td></tr>'
        return f'<p>{body}</p><table class="definitions">{row}</table>'

    english, chinese = draft("Approved by the Independent Shareholders.", "Independent Shareholder(s)"), "獨立股東"
    assert unlike(english, draft("須經獨立股東批准。", chinese)) == []
    assert unlike(english, draft("須經批准。", chinese)) == [
        "the defined term Independent Shareholder(s) stands in the en draft alone"
    ]
    assert unlike(english, "<p>須經批准。</p>") == ["a definition (1 against 0) stands in the en draft alone"]
    assert unlike(draft("Shares of third parties", "Third Party(ies)"), draft("第三方", "第三方")) == []


def test_a_figure_dropped_from_a_chinese_text_is_found_with_its_line(tmp_path: Path) -> None:
    """The growth of the market stands in both languages of the reasons; here it is taken out of the Chinese one."""
    path = copy_of_example(tmp_path)
    file = path / "agreements" / "xiaomi-2024.yaml"
    text = file.read_text(encoding="utf-8")
    english = next(n for n, line in enumerate(text.splitlines(), start=1) if "35.3%" in line)
    chinese = [line for line in text.splitlines() if "35.3%" in line][1]
    file.write_text(text.replace(chinese, chinese.replace("35.3%", "可觀")), encoding="utf-8")
    documents = {k: d.document for k, d in drafts_of(evaluated("2026-04-23", path), ("en", "zh-Hant")).items()}
    (finding,) = parity_findings(documents)
    assert finding.code == "DRAFT-PARITY"
    assert finding.severity is Severity.ERROR
    assert "35.3% stands in the en draft alone" in finding.message
    assert finding.place is not None
    assert finding.place.file.endswith("agreements/xiaomi-2024.yaml")
    assert english - 4 <= finding.place.line <= english


def test_one_language_has_nothing_to_be_held_against() -> None:
    assert parity_findings({"en": drafts("2026-04-23")["en"].document}) == ()
