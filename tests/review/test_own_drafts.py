"""Our own unedited drafts: the review says nothing but the two placeholders that each of them has."""

from __future__ import annotations

import pytest
from review_bench import DAYS, SUFFIXES, own_draft, remarks_on


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("day", DAYS)
def test_only_the_placeholders_are_remarked(day: str, suffix: str) -> None:
    drafts = [own_draft(day, language, suffix) for language in ("en", "zh-Hant")]
    # The disclaimer is a paraphrase, and the data does not know who ultimately owns Xiaomi.
    said = [(remark.code, remark.passage.text[remark.start : remark.end]) for remark in remarks_on(day, *drafts)]
    assert said == [
        ("REVIEW-PLACEHOLDER", "[Paraphrase, to be replaced by the prescribed wording]"),
        ("REVIEW-PLACEHOLDER", "[● ultimate beneficial owner of Xiaomi]"),
        ("REVIEW-PLACEHOLDER", "〔意譯，刊發前須以規定字句取代〕"),
        ("REVIEW-PLACEHOLDER", "[● 小米的最終實益擁有人]"),
    ]


@pytest.mark.parametrize(("language", "told"), [("en", "en"), ("zh-Hant", "zh-Hant")])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_language_is_told_from_the_text(language: str, told: str, suffix: str) -> None:
    assert own_draft("2026-04-23", language, suffix).language == told


def test_every_format_gives_the_same_words() -> None:
    html, word = (own_draft("2026-04-23", "en", suffix) for suffix in (".html", ".docx"))
    assert [passage.text for passage in word.passages][: len(html.passages)] == [each.text for each in html.passages]
