"""The example holds what the public documents say. The lists below were copied from the documents by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from workspace_data import EXAMPLE, at, figures_in_chinese, figures_in_english, files_of, read, texts_of

ISSUER = read(EXAMPLE / "issuer.yaml")
XIAOMI = read(EXAMPLE / "counterparties" / "xiaomi.yaml")
AGREEMENT_2024 = read(EXAMPLE / "agreements" / "xiaomi-2024.yaml")
AGREEMENT_2025 = read(EXAMPLE / "agreements" / "xiaomi-2025.yaml")
IN_2025 = read(EXAMPLE / "announcements" / "2025-07-29.yaml")
IN_2026 = read(EXAMPLE / "announcements" / "2026-04-23.yaml")
REVISION = AGREEMENT_2024["amendments"][0]
SUPPLEMENT = AGREEMENT_2025["amendments"][0]

EVERYTHING = {str(file.relative_to(EXAMPLE)): read(file) for file in files_of(EXAMPLE)}
TEXTS = [(name + path, en, zh) for name, data in EVERYTHING.items() for path, en, zh in texts_of(data)]
ENGLISH = "\n".join(en for _, en, _ in TEXTS)
CHINESE = "\n".join(zh for _, _, zh in TEXTS)


def rows(entries: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(entry["from"], entry["to"], entry["amount"]) for entry in entries]


# --- annual caps: July 2025, section II; April 2026, sections II.A.2 and II.B.2 ---

CAPS = [
    (AGREEMENT_2024, "categories.cloud-services", [
        ("2025-01-01", "2025-12-31", "RMB 2,309.8 million"),
        ("2026-01-01", "2026-12-31", "RMB 3,138.3 million"),
        ("2027-01-01", "2027-12-31", "RMB 4,035.1 million"),
    ]),
    (REVISION, "categories.cloud-services", [
        ("2026-01-01", "2026-12-31", "RMB 4,000.0 million"),
        ("2027-01-01", "2027-12-31", "RMB 6,000.0 million"),
    ]),
    (AGREEMENT_2025, "categories.idc-services", [
        ("2025-07-29", "2025-12-31", "RMB 41.0 million"),
        ("2026-01-01", "2026-12-31", "RMB 82.0 million"),
        ("2027-01-01", "2027-12-31", "RMB 82.0 million"),
        ("2028-01-01", "2028-07-28", "RMB 41.0 million"),
    ]),
    (SUPPLEMENT, "categories.idc-services", [
        ("2026-01-01", "2026-12-31", "RMB 100.0 million"),
        ("2027-01-01", "2027-12-31", "RMB 150.0 million"),
    ]),
    (AGREEMENT_2025, "categories.hardware", [
        ("2025-07-29", "2025-12-31", "RMB 33.5 million"),
        ("2026-01-01", "2026-07-28", "RMB 6.7 million"),
    ]),
    (SUPPLEMENT, "categories.hardware", [
        ("2026-01-01", "2026-12-31", "RMB 1,000.0 million"),
        ("2027-01-01", "2027-12-31", "RMB 1,500.0 million"),
    ]),
    (SUPPLEMENT, "categories.api-services", [
        ("2026-04-23", "2026-12-31", "RMB 20.0 million"),
        ("2027-01-01", "2027-12-31", "RMB 50.0 million"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "category", "caps"), CAPS)
def test_annual_caps(data: Any, category: str, caps: list[tuple[str, str, str]]) -> None:
    assert rows(at(data, category)["caps"]) == caps


def test_caps_that_no_document_restates_are_unknown() -> None:
    assert set(at(AGREEMENT_2024, "categories.financing-services.caps")) == {"unknown"}


# --- actual amounts: April 2026, sections II.A.2(1) and II.B.2(1) ---

ACTUALS = [
    (AGREEMENT_2024, "cloud-services", "2025-01-01", "RMB 2,255.2 million", "RMB 749.1 million"),
    (AGREEMENT_2025, "idc-services", "2025-07-29", "RMB 17.2 million", "RMB 14.1 million"),
    (AGREEMENT_2025, "hardware", "2025-07-29", "RMB 29.6 million", "RMB 0.0 million"),
]


@pytest.mark.parametrize(("agreement", "category", "start", "audited", "unaudited"), ACTUALS)
def test_actual_amounts(agreement: Any, category: str, start: str, audited: str, unaudited: str) -> None:
    actuals = agreement["categories"][category]["actuals"]
    assert rows(actuals) == [(start, "2025-12-31", audited), ("2026-01-01", "2026-04-23", unaudited)]
    assert [actual["audited"] for actual in actuals] == [True, False]


def test_amounts_to_compare_with() -> None:
    first, second = at(AGREEMENT_2024, "categories.cloud-services.comparisons")
    assert (first["period"], first["amount"]) == ({"from": "2024-01-01", "to": "2024-12-31"}, "RMB 1,273.8 million")
    assert first["against"] == {"from": "2025-01-01", "to": "2025-12-31"}
    assert (second["period"], second["amount"]) == ({"from": "2025-01-01", "to": "2025-04-23"}, "RMB 413.0 million")
    assert second["against"] == {"from": "2026-01-01", "to": "2026-04-23"}


def test_what_had_not_been_bought_before() -> None:
    assert at(AGREEMENT_2025, "categories.idc-services.history") == {"none": True}
    assert at(AGREEMENT_2025, "categories.hardware.history") == {"none": True}
    assert at(SUPPLEMENT, "categories.api-services.history") == {"none": True}


@pytest.mark.parametrize("percentage", ["97.6%", "77.0%", "81.4%"])
def test_percentages_that_follow_from_the_data_are_not_typed(percentage: str) -> None:
    typed = [file for file in files_of(EXAMPLE) if percentage in file.read_text("utf-8")]
    assert typed == []


# --- agreements ---


def test_dates_of_agreements_and_amendments() -> None:
    assert (AGREEMENT_2024["dated"], AGREEMENT_2024["announced_on"]) == ("2024-11-19", "2024-11-19")
    assert (AGREEMENT_2025["dated"], AGREEMENT_2025["announced_on"]) == ("2025-07-29", "2025-07-29")
    assert (REVISION["dated"], SUPPLEMENT["dated"]) == ("2026-04-23", "2026-04-23")
    assert AGREEMENT_2025["time"] == SUPPLEMENT["time"] == "after_trading_hours"


def test_earlier_publications() -> None:
    assert [(p["kind"], p["dated"]) for p in AGREEMENT_2024["documents"]] == [
        ("announcement", "2024-11-19"),
        ("circular", "2024-11-29"),
        ("announcement", "2024-12-31"),
    ]


TERMS = [
    (AGREEMENT_2024, "cloud-services", "2025-01-01", "2027-12-31"),
    (AGREEMENT_2025, "idc-services", "2025-07-29", "2028-07-28"),
    (AGREEMENT_2025, "hardware", "2025-07-29", "2026-07-28"),
    (SUPPLEMENT, "hardware", "2025-07-29", "2027-12-31"),
    (SUPPLEMENT, "api-services", "2026-04-23", "2027-12-31"),
]


@pytest.mark.parametrize(("data", "category", "first", "last"), TERMS)
def test_terms(data: Any, category: str, first: str, last: str) -> None:
    assert data["categories"][category]["term"] == {"from": first, "to": last}


def test_what_needs_the_approval_of_the_independent_shareholders() -> None:
    assert at(REVISION, "categories.cloud-services.conditional_on_approval") is True
    assert at(SUPPLEMENT, "categories.hardware.conditional_on_approval") is True
    assert at(SUPPLEMENT, "categories.idc-services.conditional_on_approval") is False
    assert at(SUPPLEMENT, "categories.api-services.conditional_on_approval") is False


def test_each_type_of_transaction_is_classified_by_itself_in_april_2026() -> None:
    for amendment in (REVISION, SUPPLEMENT):
        assert amendment["treated"]["attested"] == "separately"
        assert amendment["treated"]["on"] == "2026-04-23"
    assert "treated" not in AGREEMENT_2024
    assert "treated" not in AGREEMENT_2025


def test_names_of_the_hardware_category_before_and_after() -> None:
    assert at(AGREEMENT_2025, "categories.hardware.name.zh-Hant") == "網絡硬件設備"
    assert at(SUPPLEMENT, "categories.hardware.name.zh-Hant") == "硬件設備"


# --- the issuer: July 2025, section V; March 2026; April 2026, section III ---

ISSUER_FACTS = [
    ("name.en", "Kingsoft Cloud Holdings Limited"),
    ("name.zh-Hant", "金山云控股有限公司"),
    ("incorporated.on", "2012-01-03"),
    ("stock_code", "3896"),
    ("stock_short_name", "KINGSOFT CLOUD"),
    ("listed_on", "2022-12-30"),
    ("other_listings.0.ticker", "KC"),
    ("other_listings.0.on", "2020-05-08"),
    ("securities.share.par_value", "USD 0.001"),
    ("securities.ads.shares_each", 15),
    ("financial_year_end", "12-31"),
    ("presentation_currency", "RMB"),
    ("accounts.0.period.to", "2024-12-31"),
    ("accounts.0.published_on.value", "2025-03-31"),
    ("accounts.0.total_assets", "RMB 17,592,654 thousand"),
    ("accounts.0.total_liabilities", "RMB 12,087,334 thousand"),
    ("accounts.0.revenue", "RMB 7,785,180 thousand"),
    ("accounts.0.gross_profit", "RMB 1,340,926 thousand"),
    ("accounts.0.profit_before_tax", "RMB -1,980,566 thousand"),
    ("accounts.0.net_profit", "RMB -1,979,042 thousand"),
    ("accounts.1.period.to", "2025-12-31"),
    ("accounts.1.published_on", "2026-03-25"),
    ("accounts.1.status", "agreed_with_auditors"),
    ("accounts.1.total_assets", "RMB 26,729,189 thousand"),
    ("accounts.1.total_liabilities", "RMB 17,416,155 thousand"),
    ("accounts.1.revenue", "RMB 9,558,619 thousand"),
    ("accounts.1.gross_profit", "RMB 1,503,408 thousand"),
    ("accounts.1.profit_before_tax", "RMB -947,895 thousand"),
    ("accounts.1.net_profit", "RMB -943,692 thousand"),
    ("market.exchange_rates.1.on", "2025-12-31"),
    ("market.exchange_rates.1.rate.value", "6.9931"),
]


@pytest.mark.parametrize(("path", "value"), ISSUER_FACTS)
def test_issuer(path: str, value: object) -> None:
    assert at(ISSUER, path) == value


def test_what_no_document_gives_is_marked_as_an_illustration() -> None:
    marked = [
        at(ISSUER, "accounts.0.published_on"),
        *(entry["value"] for entry in ISSUER["market"]["capitalisation"]),
        *(entry["rate"] for entry in ISSUER["market"]["exchange_rates"] if entry["in"] == "HKD"),
    ]
    assert len(marked) == 5
    assert all(entry["illustration"] for entry in marked)
    assert "source" in at(ISSUER, "market.exchange_rates.1.rate")


# --- directors: the lists at the end of each announcement ---


def board_on(day: str) -> dict[str, tuple[str, list[str]]]:
    def held(entry: dict[str, Any]) -> bool:
        return bool(entry.get("from", "") <= day <= entry.get("to", "9999"))

    return {
        person["director"]: (person["category"], [o["office"] for o in person.get("offices", []) if held(o)])
        for person in ISSUER["directors"]
        if held(person)
    }


INDEPENDENT: dict[str, tuple[str, list[str]]] = {
    name: ("independent_non_executive", []) for name in ("yu-mingto", "wang-hang", "qu-jingyuan")
}


def test_board_in_july_2025() -> None:
    assert board_on("2025-07-29") == {
        "lei-jun": ("non_executive", ["chairman"]),
        "zou-tao": ("executive", ["vice_chairman", "acting_chief_executive_officer"]),
        "zhang-duo": ("non_executive", []),
        **INDEPENDENT,
    }


@pytest.mark.parametrize("day", ["2026-03-25", "2026-04-23"])
def test_board_in_march_and_april_2026(day: str) -> None:
    assert board_on(day) == {
        "zou-tao": ("executive", ["chairman", "acting_chief_executive_officer"]),
        "qu-heng": ("non_executive", []),
        "zhang-duo": ("non_executive", []),
        **INDEPENDENT,
    }


def test_resignation_of_mr_lei_jun() -> None:
    lei_jun = ISSUER["directors"][0]
    assert (lei_jun["to"], lei_jun["ceased"]["with_effect_from"]) == ("2026-03-24", "2026-03-25")


ABSTAINING = [("2025-07-29", ["lei-jun", "zhang-duo"]), ("2026-04-23", ["qu-heng", "zhang-duo"])]


@pytest.mark.parametrize(("day", "abstaining"), ABSTAINING)
def test_directors_who_abstain(day: str, abstaining: list[str]) -> None:
    interested = [
        person["director"]
        for person in ISSUER["directors"]
        for interest in person.get("interests", [])
        if interest["in"] == "xiaomi" and interest["material"]
        if interest.get("from", "") <= day <= interest.get("to", "9999")
    ]
    assert interested == abstaining


DIRECTORS = ["雷軍先生", "鄒濤先生", "張鐸先生", "喻銘鐸先生", "王航先生", "曲靜淵女士"]


def test_chinese_names_of_directors() -> None:
    names = {person["name"]["zh-Hant"] for person in ISSUER["directors"]}
    assert names >= set(DIRECTORS)


# --- the counterparty ---

XIAOMI_FACTS = [
    ("name.en", "Xiaomi Corporation"),
    ("name.zh-Hant", "小米集團"),
    ("incorporated.on", "2010-01-05"),
    ("listings.0.counters.0.stock_code", "1810"),
    ("listings.0.counters.1.stock_code", "81810"),
    ("listings.0.securities.zh-Hant", "B類普通股"),
    ("connections.0.basis", "substantial_shareholder"),
    ("connections.0.held", "directly_and_indirectly"),
    ("connections.0.holdings.0.as_of", "2025-07-29"),
    ("connections.0.holdings.0.percentage.value", "11.12%"),
    ("connections.0.holdings.0.percentage.approximate", True),
    ("connections.0.holdings.1.as_of", "2026-04-23"),
    ("connections.0.holdings.1.percentage.value", "10.29%"),
    ("connections.0.holdings.1.percentage.approximate", True),
]


@pytest.mark.parametrize(("path", "value"), XIAOMI_FACTS)
def test_counterparty(path: str, value: object) -> None:
    assert at(XIAOMI, path) == value


def test_no_owner_is_invented() -> None:
    assert "ultimate_beneficial_owner" not in XIAOMI


# --- the announcement of April 2026: sections V, VII and VIII ---

EVENT_FACTS = [
    ("independent_board_committee.members", ["yu-mingto", "wang-hang", "qu-jingyuan"]),
    ("independent_financial_adviser.name.en", "Somerley Capital Limited"),
    ("independent_financial_adviser.regulated_activities.0.type", 1),
    ("independent_financial_adviser.regulated_activities.1.type", 6),
    ("meeting.kind", "annual_general_meeting"),
    ("meeting.on", "2026-06-30"),
    ("meeting.time", "10:00"),
    ("circular.expected_on", "2026-05-30"),
    ("signed_by", "zou-tao"),
]


@pytest.mark.parametrize(("path", "value"), EVENT_FACTS)
def test_announcement_of_april_2026(path: str, value: object) -> None:
    assert at(IN_2026, path) == value


def test_shareholders_who_abstain() -> None:
    names = [holder["name"]["en"] for holder in IN_2026["abstaining_shareholders"]]
    assert names == ["the Share Scheme Trustee", "Xiaomi", "the associates of Xiaomi"]


def test_who_signs_in_july_2025() -> None:
    assert (IN_2025["dated"], IN_2025["signed_by"]) == ("2025-07-29", "zou-tao")


# --- definitions: every term that the documents define ---

TERMS_OF_JULY_2025 = """
    二零二五年小米合作框架協議 | 美國存託股 | 聯繫人 | 董事會 | 本公司 | 關連人士 | 關連交易 | 持續關連交易 | 董事 | 本集團 | 香港
    香港上市規則 | 香港聯交所 | 獨立第三方 | IDC | 中國 | 人民幣 | 股份 | 股東 | 附屬公司 | 小米 | 小米集團 | %
"""
TERMS_OF_APRIL_2026 = """
    2025 Xiaomi Cooperation Framework Agreement | 2024 Xiaomi Framework Agreement | Supplemental Agreement | ADSs | AGM | API
    associate(s) | Board | Company | connected person(s) | connected transaction(s) | continuing connected transaction(s)
    Director(s) | Group | Hong Kong | Hong Kong Listing Rules | Hong Kong Stock Exchange | IDC | Independent Board Committee
    Independent Shareholder(s) | Independent Third Party(ies) | MiMo Model | RMB | Share(s) | Shareholder(s)
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


def test_what_the_data_refers_to_exists() -> None:
    directors = {person["director"] for person in ISSUER["directors"]}
    agreements = {a["agreement"]: a for a in (AGREEMENT_2024, AGREEMENT_2025)}
    assert set(at(IN_2026, "independent_board_committee.members")) <= directors
    assert {IN_2025["signed_by"], IN_2026["signed_by"]} <= directors
    assert {agreement["counterparty"] for agreement in agreements.values()} == {XIAOMI["counterparty"]}
    for view in [*at(IN_2025, "board.independent_directors_view"), *at(IN_2026, "board.independent_directors_view")]:
        agreement = agreements[view["agreement"]]
        categories = {*agreement["categories"], *agreement["amendments"][0]["categories"]}
        assert view["category"] in categories
