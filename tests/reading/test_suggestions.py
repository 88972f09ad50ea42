from __future__ import annotations

import pytest

from validator.reading.suggestions import closest, did_you_mean, one_of

KEYS = ("pricing", "principles", "normal_commercial_terms_or_better", "zh-Hant")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("pricng", "pricing"),
        ("principals", "principles"),
        ("normal-commercial-terms-or-better", "normal_commercial_terms_or_better"),
        ("Pricing", "pricing"),
        ("zh-hant", "zh-Hant"),
        ("zh_Hant", "zh-Hant"),
        ("caps", None),
        ("", None),
        ("p" * 100_000, None),
    ],
)
def test_closest(word: str, meant: str | None) -> None:
    assert closest(word, KEYS) == meant


def test_did_you_mean() -> None:
    assert did_you_mean("pricng", KEYS) == "did you mean `pricing`?"
    assert did_you_mean("turnover", KEYS) == ""


def test_one_of() -> None:
    assert one_of([]) == ""
    assert one_of(["a"]) == "a"
    assert one_of(["a", "b"]) == "a or b"
    assert one_of(["a", "b", "c"], "and") == "a, b and c"
