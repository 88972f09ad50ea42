"""What the context of an announcement works out: words, sums, terms, the day's descriptions, a late circular."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from announcement_bench import copy_of_example, evaluated, run_text

from validator.drafting.context.event import event_of, signing_days
from validator.drafting.context.labels import ASKED, range_in_words, years
from validator.drafting.context.values import in_full, sum_in_words
from validator.drafting.context.whole import context_of
from validator.drafting.drafts import draft_document
from validator.drafting.tree import runs
from validator.drafting.wording import unit, year
from validator.reading.quantities import Money

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (Fraction(82_000_000), "RMB82.0 million", "人民幣82.0百萬元"),
        (Fraction(2_309_850_000), "RMB2,309.85 million", "人民幣2,309.85百萬元"),
        (Fraction(0), "RMB0.0 million", "人民幣0.0百萬元"),
        (Fraction(500_000), "RMB500,000", "人民幣500,000元"),
        (Fraction(123456789, 100), "RMB1,234,567.89", "人民幣1,234,567.89元"),
    ],
)
def test_sums_are_short_where_that_is_exact(amount: Fraction, english: str, chinese: str) -> None:
    assert sum_in_words(Money(amount, "RMB"), "en") == english
    assert sum_in_words(Money(amount, "RMB"), "zh-Hant") == chinese


def test_limits_of_the_law_are_printed_in_full() -> None:
    assert in_full(Money(Fraction(3_000_000), "HKD"), "en") == "HK$3,000,000"
    assert in_full(Money(Fraction(3_000_000), "HKD"), "zh-Hant") == "3,000,000港元"


def test_units_and_years() -> None:
    assert (unit("RMB", "en"), unit("RMB", "zh-Hant"), unit("HKD", "zh-Hant")) == (
        "RMB million",
        "人民幣百萬元",
        "百萬港元",
    )
    assert (year(2026, "en"), year(2026, "zh-Hant")) == ("2026", "二零二六年")


def test_numbers_of_years_in_words() -> None:
    assert [years(n, "en") for n in (1, 2, 3, 18)] == ["one year", "two years", "three years", "18 years"]
    assert [years(n, "zh-Hant") for n in (1, 2, 3, 18)] == ["一年", "兩年", "三年", "十八年"]


def test_ranges_in_words() -> None:
    assert range_in_words("at or above RMB 3.0 million and below RMB 5.0 million", "zh-Hant") == (
        "不低於人民幣3.0百萬元且低於人民幣5.0百萬元"
    )
    assert range_in_words("at least HKD 20,000.0 million", "en") == "at least HK$20,000.0 million"
    assert range_in_words("exchange rate HKD to RMB", "zh-Hant") == "港元兌人民幣匯率"
    assert [range_in_words(word, "zh-Hant") for word in ("yes", "no")] == ["是", "否"]


def test_every_question_is_worded_in_both_languages() -> None:
    assert [name for name, text in ASKED.items() if not (text.en and text.zh_hant)] == []
    assert [name for name, text in ASKED.items() if text.en.count("{") != text.zh_hant.count("{")] == []


def test_the_event_of_a_day() -> None:
    event = event_of(evaluated("2026-04-23"))
    assert [agreement.view.id for agreement in event.agreements] == ["xiaomi-2024", "xiaomi-2025"]
    assert [category.subject.id for category in event.categories] == [
        "xiaomi-2024/cloud-services",
        "xiaomi-2025/idc-services",
        "xiaomi-2025/hardware",
        "xiaomi-2025/api-services",
    ]
    assert [category.is_new for category in event.categories] == [False, False, False, True]
    assert [str(day) for day in signing_days(event.evaluated.workspace)] == ["2024-11-19", "2025-07-29", "2026-04-23"]


def test_existing_and_new_caps_stand_side_by_side() -> None:
    context = context_of(event_of(evaluated("2026-04-23")), "en")
    cloud, (_, hardware, api) = context["agreements"][0]["categories"][0], context["agreements"][1]["categories"]

    def rows(category: dict) -> list[tuple[str | None, str | None]]:
        pairs = ((row["existing"], row["proposed"]) for row in category["caps"]["rows"])
        return [(one and one.text, other and other.text) for one, other in pairs]

    assert rows(cloud) == [("3,138.3", "4,000.0"), ("4,035.1", "6,000.0")]
    assert rows(hardware) == [("6.7", None), (None, "1,000.0"), (None, "1,500.0")]
    assert rows(api) == [(None, "20.0"), (None, "50.0")]
    assert [row["used"].text for row in cloud["used"]["rows"]] == ["97.6%", "23.9%"]


def test_xiaomi_is_described_as_on_the_day() -> None:
    assert "artificial intelligence; and the holding of investments" not in run_text("2025-07-29", "en")
    assert "artificial intelligence; and the holding of investments" in run_text("2026-04-23", "en")


def test_a_circular_in_time_needs_no_reason(tmp_path: Path) -> None:
    in_time = ("expected_on: 2026-05-30", "expected_on: 2026-05-15")
    folder = copy_of_example(tmp_path, announcements__2026_04_23=in_time)
    text = "".join(run.text for run in runs(draft_document(evaluated("2026-04-23", folder), "en").blocks))
    assert "expected to go out on or about 15 May 2026." in text


def test_a_late_circular_asks_for_its_reason(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path)
    file = folder / "announcements" / "2026-04-23.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("  reason_if_late:"))
    file.write_text("\n".join(lines[:start] + lines[start + 3 :]), encoding="utf-8")
    text = "".join(run.text for run in runs(draft_document(evaluated("2026-04-23", folder), "en").blocks))
    assert "because [● why the circular needs more time]" in text
