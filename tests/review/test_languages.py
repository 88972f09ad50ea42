"""The English and the Chinese draft against each other."""

from __future__ import annotations

from review_bench import Planted, own_draft, plant, remarks_on

DAY = "2026-04-23"


def only_in_one(*errors: Planted) -> list[tuple[str, str]]:
    found = remarks_on(DAY, *(plant(DAY, language, list(errors)) for language in ("en", "zh-Hant")))
    said = [each for each in found if each.code == "REVIEW-LANGUAGES"]
    return [(each.draft.split(".")[1], each.passage.text[each.start : each.end]) for each in said]


def test_a_figure_that_only_the_english_draft_has_is_found() -> None:
    # RMB 2,500.0 million is not in the drafts; RMB 10,000.0 million is, as an illustration, in both.
    more = "<p>The revised caps are much higher than before."
    error = Planted("", "en", more, f"<p>Xiaomi was incorporated on 6 May 2021.</p>{more}", "", None)
    found = remarks_on(DAY, *(plant(DAY, language, [error]) for language in ("en", "zh-Hant")))
    said = {(each.code, each.passage.text[each.start : each.end]) for each in found if each.passage}
    assert ("REVIEW-NOT-IN-DATA", "6 May 2021") in said  # the weightier remark on the same words stays


def test_a_date_of_the_data_that_the_chinese_draft_lost_is_found() -> None:
    # The only place of the date in the Chinese draft loses its sentence; the English one keeps it.
    error = Planted("", "zh-Hant", "及二零二四年十二月三十一日的公告", "的公告", "", None)
    also = Planted("", "zh-Hant", "截至二零二四年十二月三十一日止年度", "上一年度", "", None)
    assert only_in_one(error, also) == [("en", "31 December 2024")]


def test_a_term_that_only_one_draft_defines_is_found() -> None:
    error = Planted("", "en", '<td class="left">“subsidiary(ies)”</td>', '<td class="left"></td>', "", None)
    assert only_in_one(error) == [("zh-Hant", "附屬公司")]


def test_two_drafts_in_one_language_are_not_compared() -> None:
    twice = [own_draft(DAY, "en", suffix) for suffix in (".html", ".docx")]
    assert not [each for each in remarks_on(DAY, *twice) if each.code == "REVIEW-LANGUAGES"]
