"""The parties and events of the example hold what the public documents say. The lists were copied by hand."""

from __future__ import annotations

from typing import Any

import pytest
from workspace_data import EXAMPLE, at, read

ISSUER = read(EXAMPLE / "issuer.yaml")
XIAOMI = read(EXAMPLE / "counterparties" / "xiaomi.yaml")
AGREEMENTS = {name: read(EXAMPLE / "agreements" / f"{name}.yaml") for name in ("xiaomi-2024", "xiaomi-2025")}
IN_2025 = read(EXAMPLE / "announcements" / "2025-07-29.yaml")
IN_2026 = read(EXAMPLE / "announcements" / "2026-04-23.yaml")

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


def test_what_the_data_refers_to_exists() -> None:
    directors = {person["director"] for person in ISSUER["directors"]}
    assert set(at(IN_2026, "independent_board_committee.members")) <= directors
    assert {IN_2025["signed_by"], IN_2026["signed_by"]} <= directors
    assert {agreement["counterparty"] for agreement in AGREEMENTS.values()} == {XIAOMI["counterparty"]}
    for view in [*at(IN_2025, "board.independent_directors_view"), *at(IN_2026, "board.independent_directors_view")]:
        agreement = AGREEMENTS[view["agreement"]]
        assert view["category"] in {*agreement["categories"], *agreement["amendments"][0]["categories"]}
