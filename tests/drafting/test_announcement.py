"""The drafts of both announcements hold everything that the public documents say, in every language and format."""

from __future__ import annotations

import re

import pytest
from announcement_bench import DAYS, LANGUAGES, drafts, evaluated, files, plain, run_text
from facts_of_announcements import ANNOUNCEMENTS, in_language

from validator.drafting.drafts import draft_document, draft_files, drafts_of
from validator.drafting.tree import Heading, runs, text_of, walk
from validator.findings import DraftingError

EVERY = [(day, language) for day in DAYS for language in LANGUAGES]
NUMERALS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@pytest.mark.parametrize("suffix", ["txt", "html", "docx"])
@pytest.mark.parametrize(("day", "language"), EVERY)
def test_everything_the_document_says_is_in_the_draft(day: str, language: str, suffix: str) -> None:
    name = f"announcement-{day}.{language}.{suffix}"
    text = plain(name, files(day)[name])
    missing = [said for fact in ANNOUNCEMENTS[day] if (said := in_language(fact, language)) not in text]
    assert missing == []


@pytest.mark.parametrize("day", DAYS)
def test_both_languages_print_the_same_figures(day: str) -> None:
    assert figures_in_english(run_text(day, "en")) == figures_in_chinese(run_text(day, "zh-Hant"))


def figures_in_english(text: str) -> set[str]:
    for number, month in enumerate(MONTHS, start=1):
        text = re.sub(rf"\b(?:(\d+) )?{month} (\d{{4}})", rf"\2年{number}月\1", text)
    return _figures(text.replace("10:00 a.m.", "10:00"))


def figures_in_chinese(text: str) -> set[str]:
    def western(found: re.Match[str]) -> str:
        year, month, day = ("".join(NUMERALS[sign] for sign in found[1]), found[2], found[3])
        return f" {year}年" + (f"{_small(month)}月" if month else "") + (str(_small(day)) if day else "") + " "

    return _figures(
        re.sub(
            r"([零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]+)月)?(?:([一二三四五六七八九十]+)日)?",
            western,
            text,
        )
    )


def _small(numeral: str) -> int:
    tens, has_tens, ones = numeral.rpartition("十")
    return (int(NUMERALS.get(tens, "1")) * 10 if has_tens else 0) + int(NUMERALS.get(ones, "0"))


def _figures(text: str) -> set[str]:
    dates = set(re.findall(r"\d{4}年\d+月\d*", text))
    rest = re.sub(r"(\d{4})年\d+月\d*", " ", text).replace("年", " ")
    return dates | set(re.findall(r"\d+(?:[,.:]\d+)*%?", rest))


@pytest.mark.parametrize(("day", "language"), EVERY)
def test_the_only_blank_is_the_owner_of_xiaomi(day: str, language: str) -> None:
    asked = {"en": "ultimate beneficial owner of Xiaomi", "zh-Hant": "小米的最終實益擁有人"}[language]
    blanks = drafts(day)[language].blanks
    assert [(blank.ask, blank.times) for blank in blanks] == [(asked, 1)]
    assert "counterparties/xiaomi.yaml:" in str(blanks[0].origin)


@pytest.mark.parametrize(("day", "language"), EVERY)
def test_every_figure_date_and_conclusion_names_its_line(day: str, language: str) -> None:
    marked = {"figure", "date", "conclusion"}
    values = [run for run in runs(drafts(day)[language].document.blocks) if marked & set(run.classes)]
    assert len(values) > 50
    assert [run.text for run in values if not re.search(r"\.yaml:\d+:\d+$", str(run.origin))] == []


def test_sections_in_order() -> None:
    headings = [
        text_of(block) for block in walk(drafts("2026-04-23")["en"].document.blocks) if isinstance(block, Heading)
    ]
    numbered = [heading for heading in headings if re.match(r"[IVX]+\. ", heading)]
    assert numbered == [
        "I. INTRODUCTION",
        "II. TERMS AND ANNUAL CAPS",
        "III. INFORMATION ON THE PARTIES",
        "IV. INTERNAL CONTROL MEASURES",
        "V. VIEWS OF THE BOARD",
        "VI. IMPLICATIONS UNDER THE HONG KONG LISTING RULES",
        "VII. GENERAL MEETING AND CIRCULAR",
        "VIII. DEFINITIONS",
    ]


def test_without_approval_there_is_no_meeting_and_no_adviser() -> None:
    text = run_text("2025-07-29", "en")
    assert "GENERAL MEETING" not in text
    assert "Independent Financial Adviser" not in text
    assert "股東週年大會" not in run_text("2025-07-29", "zh-Hant")


# Simplified forms that no Traditional text uses.
SIMPLIFIED = set(
    "关联东务为与协议条门个据实应时业产发电报总续网运这进选还对会国员价约规则额权见视觉论证词该说请买卖资质费贷贸购际险阶随难项须预领题"
)


@pytest.mark.parametrize("day", DAYS)
def test_chinese_is_traditional_and_in_the_register_of_hong_kong(day: str) -> None:
    text = run_text(day, "zh-Hant").replace("金山云", "")
    assert SIMPLIFIED & set(text) == set()
    assert "關聯" not in text


def test_files_are_named_by_day_language_and_format() -> None:
    assert sorted(files("2026-04-23"))[:3] == [
        "announcement-2026-04-23.en.docx",
        "announcement-2026-04-23.en.html",
        "announcement-2026-04-23.en.txt",
    ]


def test_a_second_run_gives_the_same_bytes() -> None:
    again = drafts_of(evaluated("2025-07-29"), LANGUAGES)
    assert draft_files(again, ("docx", "html", "text")) == files("2025-07-29")


def test_data_lines_can_be_left_out() -> None:
    own = {"en": drafts("2025-07-29")["en"]}
    bare = draft_files(own, ["html"], provenance=False)["announcement-2025-07-29.en.html"]
    assert b".yaml:" not in bare
    assert b".yaml:" in files("2025-07-29")["announcement-2025-07-29.en.html"]


def test_a_day_without_event_names_the_days_with_one() -> None:
    with pytest.raises(DraftingError) as refused:
        draft_document(evaluated("2026-04-24"), "en")
    finding = refused.value.findings[0]
    assert finding.code == "DRAFT-NO-EVENT"
    assert "2024-11-19, 2025-07-29, 2026-04-23" in finding.help


def test_an_unknown_language_or_format_is_refused() -> None:
    with pytest.raises(DraftingError, match="no language of drafts is called `fr`"):
        draft_document(evaluated("2026-04-23"), "fr")
    with pytest.raises(DraftingError, match="no format of drafts is called `pdf`"):
        draft_files(drafts("2026-04-23"), ["pdf"])
