"""The texts of the example hold the figures, dates and names of the public documents, alike in both languages."""

from __future__ import annotations

import re

import pytest
from workspace_data import EXAMPLE, figures_in_chinese, figures_in_english, files_of, read, texts_of

ISSUER = read(EXAMPLE / "issuer.yaml")
IN_2026 = read(EXAMPLE / "announcements" / "2026-04-23.yaml")
TEXTS = [
    (f"{file.relative_to(EXAMPLE)}{path}", en, zh)
    for file in files_of(EXAMPLE)
    for path, en, zh in texts_of(read(file))
]
ENGLISH = "\n".join(en for _, en, _ in TEXTS)
CHINESE = "\n".join(zh for _, _, zh in TEXTS)

# --- definitions: every term that the documents define ---

TERMS_OF_JULY_2025 = """
    二零二五年小米合作框架協議 | 美國存託股 | 聯繫人 | 董事會 | 本公司 | 關連人士 | 關連交易
    持續關連交易 | 董事 | 本集團 | 香港 | 香港上市規則
    香港聯交所 | 獨立第三方 | IDC | 中國 | 人民幣 | 股份 | 股東 | 附屬公司 | 小米 | 小米集團 | %
"""
TERMS_OF_APRIL_2026 = """
    2025 Xiaomi Cooperation Framework Agreement | 2024 Xiaomi Framework Agreement | Supplemental Agreement
    ADSs | AGM | API | associate(s) | Board | Company | connected person(s) | connected transaction(s)
    continuing connected transaction(s) | Director(s) | Group | Hong Kong | Hong Kong Listing Rules
    Hong Kong Stock Exchange | IDC | Independent Board Committee | Independent Shareholder(s)
    Independent Third Party(ies) | MiMo Model | RMB | Share(s) | Shareholder(s)
    subsidiary(ies) | Xiaomi | %
"""


def listed(terms: str) -> set[str]:
    return {term.strip() for term in re.split(r"[|\n]", terms.strip())}


def test_terms_defined_in_july_2025() -> None:
    defined = {definition["term"]["zh-Hant"] for definition in ISSUER["definitions"]}
    assert listed(TERMS_OF_JULY_2025) <= defined


def test_terms_defined_in_april_2026() -> None:
    defined = {definition["term"]["en"] for definition in [*ISSUER["definitions"], *IN_2026["definitions"]]}
    assert listed(TERMS_OF_APRIL_2026) <= defined
    assert {"China or PRC", "Independent Financial Adviser or Somerley", "Xiaomi Group"} <= defined


# --- figures, dates and names in narrative texts ---

IN_WORDS = [
    ("RMB33.1 billion", "人民幣33.1十億元"),
    ("RMB105.5 billion", "人民幣105.5十億元"),
    ("RMB200 billion", "人民幣200十億元"),
    ("RMB60 billion", "人民幣60十億元"),
    ("RMB16 billion", "人民幣16十億元"),
    ("from 2026 to 2030", "二零二六年至二零三零年"),
    ("approximately 35.3%", "約35.3%"),
    ("from 2019 to 2024", "二零一九年至二零二四年"),
    ("approximately RMB90 million", "約人民幣90百萬元"),
    ("approximately RMB930 million", "約人民幣930百萬元"),
    ("the two years ending 31 December 2027", "截至二零二七年十二月三十一日止兩個年度"),
    ("approximately 80%", "約80%"),
    ("30 June 2026", "二零二六年六月三十日"),
    ("10:00 a.m.", "上午10:00"),
    ("15 Shares", "15股股份"),
    ("USD0.001", "0.001美元"),
    ("1810", "1810"),
    ("81810", "81810"),
    ("May 2020", "二零二零年五月"),
    ("30 December 2022", "二零二二年十二月三十日"),
    ("3 January 2012", "二零一二年一月三日"),
    ("5 January 2010", "二零一零年一月五日"),
    ("19 November 2024", "二零二四年十一月十九日"),
    ("29 July 2025", "二零二五年七月二十九日"),
    ("23 April 2026", "二零二六年四月二十三日"),
    ("Chapter 571", "第571章"),
    ("Type 1", "第1類"),
    ("Type 6", "第6類"),
    ("since 2025", "自二零二五年起"),
    ("more than ten years", "逾十年"),
    ("Wind Financial Terminal", "萬得金融終端"),
    ("MiMo", "MiMo"),
    ("Human × Car × Home", "人車家"),
    ("Smartphones × AIoT + Smart EVs + AI", "智能手機×AIoT + 智能電動汽車 + 人工智能"),
    ("humanoid robots", "人形機器人"),
    ("at least two", "最少兩名"),
    ("every quarter", "每季"),
    ("every half-year", "每半年"),
    ("vice president", "副總裁"),
    ("colocation", "託管"),
    ("switches", "交換機"),
    ("factoring", "保理"),
    ("leaseback", "售後回租"),
]


@pytest.mark.parametrize(("english", "chinese"), IN_WORDS)
def test_figures_and_facts_in_words(english: str, chinese: str) -> None:
    assert english in ENGLISH
    assert chinese in CHINESE


def test_both_languages_hold_the_same_figures() -> None:
    unequal = {
        place: figures_in_english(en) ^ figures_in_chinese(zh)
        for place, en, zh in TEXTS
        if figures_in_english(en) != figures_in_chinese(zh)
    }
    assert unequal == {}


def test_english_texts_hold_no_chinese() -> None:
    assert [place for place, en, _ in TEXTS if re.search(r"[\u3000-\u9fff]", en)] == []


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("關聯", "the Exchange writes 關連"),
        ("[关连东资产额规则适级协议务网络设备应该据证报发书订约与为时进开区实际预计团]", "simplified characters"),
        ("(?<!金山)云", "simplified, save in the registered name"),
        ("[\u4e00-\u9fff] [\u4e00-\u9fff]", "a space between characters: a folded line"),
        ("商務條款", "the documents write 一般商業條款"),
    ],
)
def test_chinese_texts_keep_to_hong_kong_usage(pattern: str, why: str) -> None:
    assert [(place, why) for place, _, zh in TEXTS if re.search(pattern, zh)] == []


def test_paragraphs_match() -> None:
    uneven = [place for place, en, zh in TEXTS if en.count("\n") != zh.count("\n")]
    assert uneven == []
