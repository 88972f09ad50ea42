"""Values worded for print, in English and in Hong Kong Traditional Chinese. Exact: no float comes near a figure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from validator.drafting import numerals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

ENGLISH = "en"
CHINESE = "zh-Hant"
LANGUAGES = (ENGLISH, CHINESE)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Before and after the amount, per currency: (English prefix, Chinese prefix, Chinese suffix).
_CURRENCIES = {
    "RMB": ("RMB", "人民幣", "元"),
    "HKD": ("HK$", "", "港元"),
    "USD": ("US$", "", "美元"),
}
_SCALES = {
    "": (1, ""),
    "thousand": (10**3, "千"),
    "million": (10**6, "百萬"),
    "billion": (10**9, "十億"),
}


def long_date(day: dt.date, language: str) -> str:
    """Give a date as announcements print it: `23 April 2026`, 二零二六年四月二十三日."""
    if _is_chinese(language):
        return f"{_month(day, language)}{numerals.chinese(day.day)}日"
    return f"{day.day} {_month(day, language)}"


def date_range(first: dt.date, last: dt.date, language: str) -> str:
    """Give a range of days: `29 July 2025 to 28 July 2028`."""
    return f"{long_date(first, language)}{_to(language)}{long_date(last, language)}"


def month_range(first: dt.date, last: dt.date, language: str) -> str:
    """Give the months from `first` to `last`, the year once where it is the same."""
    if (first.year, first.month) == (last.year, last.month):
        return _month(first, language)
    if first.year != last.year:
        return f"{_month(first, language)}{_to(language)}{_month(last, language)}"
    if _is_chinese(language):
        return f"{_month(first, language)}至{numerals.chinese(last.month)}月"
    return f"{MONTHS[first.month - 1]} to {_month(last, language)}"


def money(amount: Fraction, currency: str, language: str, *, scale: str = "million", decimals: int = 1) -> str:
    """Give an amount of whole currency units in words: `RMB82.0 million`, 人民幣82.0百萬元.

    Raises KeyError for a currency or a scale that has no wording.
    """
    prefix, chinese_prefix, chinese_suffix = _CURRENCIES[currency]
    units, chinese_scale = _SCALES[scale]
    number = decimal(amount / units, decimals)
    if _is_chinese(language):
        return f"{chinese_prefix}{number}{chinese_scale}{chinese_suffix}"
    return f"{prefix}{number} {scale}".rstrip()


def unit(currency: str, language: str, *, scale: str = "million") -> str:
    """Give the unit of a table of amounts: `RMB million`, 人民幣百萬元. Raises KeyError as `money` does."""
    prefix, chinese_prefix, chinese_suffix = _CURRENCIES[currency]
    _, chinese_scale = _SCALES[scale]
    return f"{chinese_prefix}{chinese_scale}{chinese_suffix}" if _is_chinese(language) else f"{prefix} {scale}".rstrip()


def year(number: int, language: str) -> str:
    """Give a year: `2026`, 二零二六年."""
    return f"{numerals.digit_by_digit(number)}年" if _is_chinese(language) else str(number)


def percentage(ratio: Fraction, decimals: int) -> str:
    """Give a ratio as a percentage, the same in both languages: 1/8 with one decimal is `12.5%`."""
    return f"{decimal(ratio * 100, decimals)}%"


def decimal(value: Fraction, decimals: int) -> str:
    """Give a number with thousands separators and that many decimals, rounded half away from zero, exactly."""
    scaled = abs(Fraction(value)) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, part = divmod(digits, 10**decimals)
    sign = "-" if value < 0 and digits else ""
    return f"{sign}{whole:,}.{part:0{decimals}}" if decimals else f"{sign}{whole:,}"


def joined(parts: Sequence[str], language: str) -> str:
    """Give a list in words: `A, B and C`, A、B及C."""
    comma, last = ("、", "及") if _is_chinese(language) else (", ", " and ")
    if len(parts) < 2:
        return "".join(parts)
    return comma.join(parts[:-1]) + last + parts[-1]


def _month(day: dt.date, language: str) -> str:
    if _is_chinese(language):
        return f"{numerals.digit_by_digit(day.year)}年{numerals.chinese(day.month)}月"
    return f"{MONTHS[day.month - 1]} {day.year}"


def _to(language: str) -> str:
    return "至" if _is_chinese(language) else " to "


def _is_chinese(language: str) -> bool:
    if language not in LANGUAGES:
        raise ValueError(f"no wording for the language {language!r}; there is {' and '.join(LANGUAGES)}")
    return language == CHINESE
