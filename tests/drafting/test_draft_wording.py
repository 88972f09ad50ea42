"""Values in words, in both languages, rounded exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.drafting import numerals, wording


@pytest.mark.parametrize(
    ("day", "english", "chinese"),
    [
        (date(2026, 4, 23), "23 April 2026", "二零二六年四月二十三日"),
        (date(2025, 12, 31), "31 December 2025", "二零二五年十二月三十一日"),
        (date(2030, 10, 10), "10 October 2030", "二零三零年十月十日"),
        (date(2027, 1, 1), "1 January 2027", "二零二七年一月一日"),
        (date(2026, 11, 20), "20 November 2026", "二零二六年十一月二十日"),
    ],
)
def test_dates(day: date, english: str, chinese: str) -> None:
    assert wording.long_date(day, "en") == english
    assert wording.long_date(day, "zh-Hant") == chinese


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "January to December 2026", "二零二六年一月至十二月"),
        (date(2025, 7, 29), date(2028, 7, 28), "July 2025 to July 2028", "二零二五年七月至二零二八年七月"),
        (date(2026, 4, 1), date(2026, 4, 30), "April 2026", "二零二六年四月"),
    ],
)
def test_month_ranges(first: date, last: date, english: str, chinese: str) -> None:
    assert wording.month_range(first, last, "en") == english
    assert wording.month_range(first, last, "zh-Hant") == chinese


def test_date_ranges() -> None:
    first, last = date(2025, 7, 29), date(2028, 7, 28)
    assert wording.date_range(first, last, "en") == "29 July 2025 to 28 July 2028"
    assert wording.date_range(first, last, "zh-Hant") == "二零二五年七月二十九日至二零二八年七月二十八日"


@pytest.mark.parametrize(
    ("amount", "currency", "options", "english", "chinese"),
    [
        (82_000_000, "RMB", {}, "RMB82.0 million", "人民幣82.0百萬元"),
        (2_309_800_000, "RMB", {}, "RMB2,309.8 million", "人民幣2,309.8百萬元"),
        (3_000_000, "HKD", {"scale": "", "decimals": 0}, "HK$3,000,000", "3,000,000港元"),
        (20_000_000_000, "HKD", {"scale": "billion"}, "HK$20.0 billion", "20.0十億港元"),
        (Fraction(1, 1000), "USD", {"scale": "", "decimals": 3}, "US$0.001", "0.001美元"),
        (-1_980_566_000, "RMB", {"scale": "thousand", "decimals": 0}, "RMB-1,980,566 thousand", "人民幣-1,980,566千元"),
    ],
)
def test_money(amount: int, currency: str, options: dict[str, object], english: str, chinese: str) -> None:
    assert wording.money(Fraction(amount), currency, "en", **options) == english  # type: ignore[arg-type]
    assert wording.money(Fraction(amount), currency, "zh-Hant", **options) == chinese  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ratio", "decimals", "text"),
    [
        (Fraction(1112, 10000), 2, "11.12%"),
        (Fraction(1, 8), 0, "13%"),
        (Fraction(1, 3), 2, "33.33%"),
        (Fraction(5, 10**5), 2, "0.01%"),
        (Fraction(49999, 10**9), 2, "0.00%"),
        (Fraction(-1, 8), 0, "-13%"),
        (Fraction(-1, 10**9), 1, "0.0%"),
        (Fraction(9995, 1000), 1, "999.5%"),
    ],
)
def test_percentages_round_half_up(ratio: Fraction, decimals: int, text: str) -> None:
    assert wording.percentage(ratio, decimals) == text


@given(st.fractions(), st.integers(0, 6))
def test_a_printed_number_is_never_further_off_than_half_its_last_place(value: Fraction, decimals: int) -> None:
    printed = Fraction(wording.decimal(value, decimals).replace(",", ""))
    assert abs(printed - value) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("parts", "english", "chinese"),
    [([], "", ""), (["A"], "A", "A"), (["A", "B"], "A and B", "A及B"), (["A", "B", "C"], "A, B and C", "A、B及C")],
)
def test_lists(parts: list[str], english: str, chinese: str) -> None:
    assert wording.joined(parts, "en") == english
    assert wording.joined(parts, "zh-Hant") == chinese


def test_an_unknown_language_or_currency_is_an_error() -> None:
    with pytest.raises(ValueError, match="no wording for the language 'fr'"):
        wording.long_date(date(2026, 1, 1), "fr")
    with pytest.raises(KeyError):
        wording.money(Fraction(1), "EUR", "en")


def test_numerals() -> None:
    assert [numerals.roman(n) for n in (1, 4, 9, 14, 40, 1999)] == ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]
    assert [numerals.alpha(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
    assert [numerals.chinese(n) for n in (1, 10, 11, 20, 23, 99)] == ["一", "十", "十一", "二十", "二十三", "九十九"]
    markers = [numerals.marker(style, 2) for style in numerals.MARKERS]
    assert markers == ["2.", "(2)", "(b)", "(ii)", "二、"]
    with pytest.raises(ValueError, match="0 is outside 1 to 99"):
        numerals.chinese(0)
