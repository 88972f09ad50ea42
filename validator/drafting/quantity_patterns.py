"""The patterns of quantities in English and Chinese text, each with what reads its value; earlier ones win."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.drafting.numerals import DIGITS
from validator.drafting.quantity import Sort, Value
from validator.reading.quantities import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

_N = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(_MONTHS)
_CODES = {"RMB": "RMB", "CNY": "RMB", "HK$": "HKD", "HKD": "HKD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR"}
_CHINESE_CODES = {"人民幣": "RMB", "港幣": "HKD", "美元": "USD", "港元": "HKD", "歐元": "EUR", "港仙": ""}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CHINESE_SCALES = {
    "千": 10**3,
    "萬": 10**4,
    "百萬": 10**6,
    "千萬": 10**7,
    "億": 10**8,
    "十億": 10**9,
    "百億": 10**10,
    "千億": 10**11,
    "萬億": 10**12,
}
_ZH_SCALE = "|".join(sorted(_CHINESE_SCALES, key=len, reverse=True))
_ZH = f"[{DIGITS}〇]"
_SMALL = "一二三四五六七八九十"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNITS = {"年": "year", "個月": "month", "個營業日": "business day", "個星期": "week", "天": "day"}

Read = tuple[Sort, Value, Fraction]
"""The sort of a quantity, its value, and the worth of one unit of the number printed."""


def chinese_number(text: str) -> int | None:
    """Read 二十三, 十 or 二零二六; None where it is neither."""
    digits = text.replace("〇", "零")
    if "十" not in digits:
        return int("".join(str(DIGITS.index(char)) for char in digits)) if set(digits) <= set(DIGITS) else None
    tens, _, ones = digits.partition("十")
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= set(DIGITS):
        return None
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)


def _english_money(match: re.Match[str]) -> Read:
    scale = Fraction(_SCALES.get((match[3] or "").lower(), 1))
    return Sort.MONEY, (_CODES[match[1].upper()], parse_decimal(match[2]) * scale), scale


def _chinese_money(match: re.Match[str]) -> Read:
    scale = Fraction(_CHINESE_SCALES.get(match[3] or "", 1))
    code = (
        _CHINESE_CODES.get(match[1] or "") or _CODES.get((match[1] or "").upper()) or _CHINESE_CODES.get(match[4] or "")
    )
    return Sort.MONEY, (code or "", parse_decimal(match[2]) * scale), scale


def _scaled(number: str, scale: int) -> Read:
    return Sort.NUMBER, (parse_decimal(number) * scale,), Fraction(scale)


def _percentage(match: re.Match[str]) -> Read:
    return Sort.PERCENTAGE, (parse_decimal(match[1]) / 100,), Fraction(1, 100)


def _day(year: str, month: int, day: str) -> Read:
    return Sort.DAY, (date(_integer(year), month, _integer(day)),), Fraction(1)


def _month(year: str, month: int) -> Read | None:
    return (Sort.MONTH, (_integer(year), month), Fraction(1)) if 1 <= month <= 12 else None


def _english_period(match: re.Match[str]) -> Read:
    count = _WORDS.index(match[1].lower()) + 1 if match[1].lower() in _WORDS else int(match[1])
    return Sort.PERIOD, (count, match[2].lower()), Fraction(1)


def _integer(text: str) -> int:
    if text.isascii():
        return int(text)
    number = chinese_number(text)
    if number is None:
        raise ValueError(text)
    return number


def _named(month: str) -> int:
    return _MONTHS.index(month.lower()) + 1


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Read | None]], ...] = (
    (
        _pattern(rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)? ({_MONTH}),? ([0-9]{{4}})\b"),
        lambda m: _day(m[3], _named(m[2]), m[1]),
    ),
    (
        _pattern(rf"\b({_MONTH}) ([0-9]{{1,2}})(?:st|nd|rd|th)?, ([0-9]{{4}})\b"),
        lambda m: _day(m[3], _named(m[1]), m[2]),
    ),
    (
        re.compile(
            rf"({_ZH}{{4}}|[0-9]{{4}}) ?年 ?([{_SMALL}]{{1,2}}|[0-9]{{1,2}}) ?月 ?([{_SMALL}]{{1,3}}|[0-9]{{1,2}}) ?日"
        ),
        lambda m: _day(m[1], _integer(m[2]), m[3]),
    ),
    (re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])"), lambda m: _day(m[1], int(m[2]), m[3])),
    (_pattern(rf"\b({_MONTH}) ([0-9]{{4}})\b"), lambda m: _month(m[2], _named(m[1]))),
    (
        re.compile(rf"({_ZH}{{4}}|[0-9]{{4}}) ?年 ?([{_SMALL}]{{1,2}}|[0-9]{{1,2}}) ?月"),
        lambda m: _month(m[1], _integer(m[2])),
    ),
    (
        re.compile(
            rf"(人民幣|港幣|RMB|HK\$|US\$|HKD|USD)? ?({_N}) ?({_ZH_SCALE})?(元|港元|美元|歐元)(?!素)", re.IGNORECASE
        ),
        _chinese_money,
    ),
    (re.compile(rf"(人民幣|港幣) ?({_N}) ?({_ZH_SCALE})?()"), _chinese_money),
    (
        _pattern(rf"(RMB|CNY|HK\$|HKD|US\$|USD|EUR|€) ?({_N})(?:[ -](thousand|million|billion|trillion)\b)?"),
        _english_money,
    ),
    (_pattern(rf"({_N}) ?(?:%|per cent\b|percent\b|個百分點)"), _percentage),
    (re.compile(rf"百分之({_N})"), _percentage),
    (
        re.compile(rf"(?<![0-9{DIGITS}〇])({_ZH}{{4}}|(?:19|20)[0-9]{{2}}) ?年"),
        lambda m: (Sort.YEAR, (_integer(m[1]),), Fraction(1)),
    ),
    (
        _pattern(rf"\b([0-9]{{1,3}}|{'|'.join(_WORDS)}) (year|month|week|business day|day)s?\b"),
        _english_period,
    ),
    (
        re.compile(rf"(?<![第{_SMALL}零〇0-9])([{_SMALL}兩]{{1,2}}|[0-9]{{1,3}}) ?({'|'.join(_UNITS)})(?!度)"),
        lambda m: (Sort.PERIOD, (2 if m[1] == "兩" else _integer(m[1]), _UNITS[m[2]]), Fraction(1)),
    ),
    (
        re.compile(r"(?<![0-9A-Za-z.,$])((?:19|20)[0-9]{2})(?![0-9A-Za-z%,.][0-9A-Za-z]|[0-9A-Za-z%])"),
        lambda m: (Sort.YEAR, (int(m[1]),), Fraction(1)),
    ),
    (
        _pattern(rf"(?<![0-9A-Za-z.,$(])({_N})(?:[ -]({'|'.join(_SCALES)})\b| ?({_ZH_SCALE})(?!元))"),
        lambda m: _scaled(m[1], _SCALES.get((m[2] or "").lower()) or _CHINESE_SCALES[m[3]]),
    ),
    (
        re.compile(rf"(?<![0-9A-Za-z.,$(])({_N})(?:(?:st|nd|rd|th)\b|(?![0-9A-Za-z%]|[.,][0-9]))"),
        lambda m: _scaled(m[1], 1),
    ),
)
