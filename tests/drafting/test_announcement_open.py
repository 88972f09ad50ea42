"""Drafts from data with gaps: what is not known is asked for, what is only an illustration is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from announcement_bench import LANGUAGES, copy_of_example, drafts, evaluated, plain

from validator.drafting.drafts import draft_files, drafts_of
from validator.drafting.tree import runs

if TYPE_CHECKING:
    from pathlib import Path

    from validator.drafting.drafts import Draft

FLOOR = (
    "    - as_of: 2026-04-23\n"
    "      value:\n"
    "        at_least: RMB 10,000 million\n"
    "        illustration: a floor chosen for the example; no document gives a share price for the five business days "
    "before 23 April 2026\n"
)


def drafted(workspace: Path, day: str = "2026-04-23") -> dict[str, Draft]:
    return drafts_of(evaluated(day, workspace), LANGUAGES)


def asks(draft: Draft) -> list[str]:
    return [blank.ask for blank in draft.blanks]


def conclusions(draft: Draft) -> list[tuple[str, bool]]:
    """Give the printed conclusions with whether each is marked as resting on an illustration."""
    values = (run for run in runs(draft.document.blocks) if "conclusion" in run.classes and "mark" not in run.classes)
    return [(run.text, run.illustration is not None) for run in values]


def test_without_market_capitalisation_the_lighter_tiers_are_open(tmp_path: Path) -> None:
    made = drafted(copy_of_example(tmp_path, issuer=(FLOOR, "")))
    for language, start, name in (
        ("en", "classification of {} under the Listing Rules; market capitalisation at or below RMB{}", "{} services"),
        ("zh-Hant", "{}根據上市規則的分類；總市值不高於人民幣{}百萬元", "{}服務"),
    ):
        found = [blank for blank in made[language].blanks if blank.kind == "conclusion"]
        expected = [
            start.format(name.format("IDC"), "3,000.0"),
            start.format(name.format("API"), "1,000.0"),
        ]
        assert [blank.ask.startswith(begin) for blank, begin in zip(found, expected, strict=True)] == [True, True]
        assert [blank.times for blank in found] == [2, 2]
    # What does not hang on the market capitalisation is still concluded.
    assert ("not exempt", False) in conclusions(made["en"])


def test_an_open_group_of_july_is_asked_for_as_a_whole(tmp_path: Path) -> None:
    text = FLOOR.replace("2026-04-23", "2025-07-29").replace("23 April 2026", "29 July 2025")
    made = drafted(copy_of_example(tmp_path, issuer=(text, "")), "2025-07-29")
    (ask,) = [blank.ask for blank in made["en"].blanks if blank.kind == "conclusion"]
    assert ask.startswith("classification of IDC services and network hardware equipment under the Listing Rules")
    assert "at or below RMB1,774.0 million → not exempt" in ask


def test_conclusions_that_rest_on_an_illustration_are_marked() -> None:
    marks = dict(conclusions(drafts("2026-04-23")["en"]))
    assert marks["exempt from the circular, independent financial advice and shareholders' approval"] is True
    assert marks["connected person at the issuer level"] is False
    # 5% is held against assets and revenue, which are documented; the amount needs the illustrated exchange rate.
    assert marks["HK$10,000,000"] is True
    assert marks["HK$3,000,000"] is True


def test_the_legend_names_what_is_an_illustration() -> None:
    english, chinese = (plain(name, data) for name, data in draft_files(drafts("2026-04-23"), ["text"]).items())
    assert "market capitalisation: at least RMB10,000.0 million" in english
    assert "exchange rate RMB to HKD: at least 1 and at most 1.2" in english
    assert "總市值：不低於人民幣10,000.0百萬元" in chinese
    assert "人民幣兌港元匯率：不低於1且不高於1.2" in chinese


def test_with_sourced_figures_nothing_is_marked(tmp_path: Path) -> None:
    folder = copy_of_example(
        tmp_path,
        issuer=("        illustration: a floor chosen", "        source: a floor chosen"),
    )
    file = folder / "issuer.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("illustration: a wide range", "source: a wide range"), encoding="utf-8")
    draft = drafted(folder)["en"]
    assert not any(run.illustration for run in runs(draft.document.blocks))
    assert "†" not in plain("x.txt", draft_files({"en": draft}, ["text"])["announcement-2026-04-23.en.txt"])


def test_without_a_file_for_the_announcement_its_parts_are_asked_for(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path)
    (folder / "announcements" / "2026-04-23.yaml").unlink()
    made = drafted(folder)
    assert asks(made["en"]) == [
        "name of the independent financial adviser",
        "what led to the transactions",
        "ultimate beneficial owner of Xiaomi",
        "view of the Directors on the terms and the annual caps",
        "view of the independent non-executive Directors on IDC services",
        "view of the independent non-executive Directors on API services",
        "members of the Independent Board Committee",
        "general meeting that is asked for approval",
        "day on which the circular is expected to be sent",
        "who signs the announcement",
        "place of the announcement",
    ]
    assert len(asks(made["zh-Hant"])) == len(asks(made["en"]))
    # The company's procedures stand in for the announcement's own account of its controls.
    text = plain("x.txt", draft_files(made, ["text"])["announcement-2026-04-23.en.txt"])
    assert "Finance department: Once the actual amount comes to about 80% of an annual cap" in text


GAPS = [
    (
        {"issuer": ("  exchange_disclaimer:", "  responsibility_statement:")},
        "the Exchange's disclaimer in the prescribed words (house_texts)",
    ),
    (
        {"agreements__xiaomi_2024": ("conditional_on_approval: true", "conditional_on_approval: false")},
        "whether the caps on cloud services wait for approval",
    ),
    (
        {"agreements__xiaomi_2025": ("amount: RMB 150.0 million", "amount: {unknown: not agreed}")},
        "annual cap on IDC services",
    ),
]


@pytest.mark.parametrize(("edit", "ask"), GAPS)
def test_one_gap_gives_one_question(tmp_path: Path, edit: dict[str, tuple[str, str]], ask: str) -> None:
    found = asks(drafted(copy_of_example(tmp_path, **edit))["en"])
    assert [each for each in found if "owner" not in each and "classification" not in each] == [ask]


def test_an_amount_above_its_cap_is_said(tmp_path: Path) -> None:
    edit = ("to: 2026-04-23, amount: RMB 14.1 million", "to: 2026-04-23, amount: RMB 84.1 million")
    draft = drafted(copy_of_example(tmp_path, agreements__xiaomi_2025=edit))["en"]
    text = plain("x.txt", draft_files({"en": draft}, ["text"])["announcement-2026-04-23.en.txt"])
    assert "For IDC services the amount recorded so far, RMB84.1 million, is above the existing annual cap." in text
    assert "102.6%" in text


def test_hostile_words_are_printed_as_they_are(tmp_path: Path) -> None:
    words = "<HK> {{ 7*7 }} & {% raw %}"
    edit = ("name: {en: IDC services, zh-Hant: IDC服務}", f"name: {{en: '{words}', zh-Hant: '{words}'}}")
    made = draft_files(drafted(copy_of_example(tmp_path, agreements__xiaomi_2025=edit)), ["docx", "html", "text"])
    for name, data in made.items():
        assert words in plain(name, data), name
    assert b"<HK>" not in made["announcement-2026-04-23.en.html"]
