"""The agreements of the example hold what the public documents say. The lists were copied by hand."""

from __future__ import annotations

from typing import Any

import pytest
from workspace_data import EXAMPLE, at, files_of, read

AGREEMENT_2024 = read(EXAMPLE / "agreements" / "xiaomi-2024.yaml")
AGREEMENT_2025 = read(EXAMPLE / "agreements" / "xiaomi-2025.yaml")
REVISION = AGREEMENT_2024["amendments"][0]
SUPPLEMENT = AGREEMENT_2025["amendments"][0]


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
