"""A sample of each situation and each document in both languages, from the invented workspace `examples/lamplight`."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from announcement_bench import LAMPLIGHT, LANGUAGES, evaluated

from validator.drafting.documents import DOCUMENTS
from validator.drafting.drafts import drafts_of
from validator.drafting.formats.text import write_text
from validator.drafting.parity import parity_findings
from validator.review.own import remarks_on_own

if TYPE_CHECKING:
    from validator.drafting.drafts import Draft

SNAPSHOTS = Path(__file__).parent / "snapshots"

# Situation, day of the draft, document. The two agreements in one announcement are those of the other example.
SAMPLES = {
    "new-agreement": ("2024-01-05", "announcement"),
    "one-off-sale": ("2025-03-03", "announcement"),
    "revision-of-caps": ("2025-06-10", "announcement"),
    "supplemental-agreement": ("2025-09-15", "announcement"),
    "one-off-acquisition": ("2026-03-16", "announcement"),
    "subsidiary-level": ("2026-05-18", "announcement"),
    "renewal": ("2026-10-12", "announcement"),
    "circular-supplemental": ("2025-10-02", "circular"),
    "circular-acquisition": ("2026-03-31", "circular"),
    "circular-renewal": ("2026-10-30", "circular"),
    "minutes-revision": ("2025-06-10", "board-minutes"),
    "minutes-acquisition": ("2026-03-16", "board-minutes"),
    "minutes-subsidiary-level": ("2026-05-18", "board-minutes"),
    "minutes-renewal": ("2026-10-12", "board-minutes"),
    "annual-report": ("2026-04-21", "annual-report"),
    "directors-confirmation": ("2026-04-21", "directors-confirmation"),
    "internal-control": ("2026-10-12", "internal-control"),
}


@cache
def sample(name: str) -> dict[str, Draft]:
    day, document = SAMPLES[name]
    return drafts_of(evaluated(day, LAMPLIGHT), LANGUAGES, document)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_reads_as_it_did(name: str, language: str) -> None:
    file = SNAPSHOTS / f"{name}.{language}.txt"
    text = write_text(sample(name)[language].document).decode()
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_document_has_a_sample_and_every_snapshot_a_use() -> None:
    assert {document for _, document in SAMPLES.values()} == set(DOCUMENTS)
    assert {file.name for file in SNAPSHOTS.iterdir()} == {
        f"{name}.{lang}.txt" for name in SAMPLES for lang in LANGUAGES
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_asks_for_nothing_and_says_the_same_in_both_languages(name: str) -> None:
    made = sample(name)
    assert [blank.ask for draft in made.values() for blank in draft.blanks] == []
    assert parity_findings({language: draft.document for language, draft in made.items()}) == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_terms_references_and_usage_of_a_sample_are_in_order(name: str) -> None:
    found = remarks_on_own(evaluated(SAMPLES[name][0], LAMPLIGHT), sample(name))
    assert {language: [each.message for each in remarks] for language, remarks in found.items()} == {
        "en": [],
        "zh-Hant": [],
    }
