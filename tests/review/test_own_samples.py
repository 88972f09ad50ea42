"""Our own unedited drafts of every situation and document, read from every format: the review has nothing to say."""

from __future__ import annotations

import pytest
from announcement_bench import LAMPLIGHT
from review_bench import LANGUAGES, SUFFIXES, evaluated
from test_samples import SAMPLES, sample

from validator.drafting.drafts import draft_files
from validator.review.reading import read_bytes
from validator.review.reviewing import review


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_passes_its_own_review(name: str) -> None:
    day, document = SAMPLES[name]
    files = draft_files(sample(name), ("docx", "html", "text"))
    for suffix in SUFFIXES:
        drafts = [read_bytes(data, file, suffix) for file, data in files.items() if file.endswith(suffix)]
        assert len(drafts) == len(LANGUAGES)
        reviewed = review(evaluated(day, LAMPLIGHT), drafts, document)
        assert [(each.draft.name, remark.code, remark.message) for each in reviewed for remark in each.remarks] == []


def test_an_error_in_a_circular_is_found_where_it_stands() -> None:
    """The cap on lamp glass for 2027 is HKD 44.0 million and the meeting on 4 December 2026, as the data has it."""
    (text,) = (data.decode() for data in draft_files({"en": sample("circular-renewal")["en"]}, ("text",)).values())
    assert "44.0\n" in text
    assert "4 December 2026 at 3:00" in text
    planted = text.replace("44.0\n", "46.0\n", 1).replace("4 December 2026 at 3:00", "5 December 2026 at 3:00")
    draft = read_bytes(planted.encode(), "circular.txt", ".txt")
    (reviewed,) = review(evaluated("2026-10-30", LAMPLIGHT), [draft], "circular")
    found = [(each.code, each.message.partition(",")[0]) for each in reviewed.remarks]
    assert found == [
        ("REVIEW-FIGURE", "46.0 differs from the data"),
        ("REVIEW-FIGURE", "5 December 2026 differs from the data"),
    ]
