"""Numerals of headings and lists: roman, letters, Chinese."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
DIGITS = "零一二三四五六七八九"

MARKERS = ("decimal", "bracketed", "alpha", "roman", "chinese")


def roman(number: int) -> str:
    """Give a number from 1 to 3999 in lower-case roman numerals; raise ValueError outside."""
    _require(number, 3999)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def alpha(number: int) -> str:
    """Give a number from 1 on as letters: a, b, … z, aa, ab."""
    _require(number, 10**9)
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def chinese(number: int) -> str:
    """Give a number from 1 to 99 in Chinese, as headings and days use it: 一, 十, 十一, 二十三."""
    _require(number, 99)
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def digit_by_digit(number: int) -> str:
    """Give a number read digit by digit, as years are: 二零二六."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


def marker(style: str, number: int) -> str:
    """Give the marker of the nth item of a list of one of the styles in MARKERS."""
    match style:
        case "bracketed":
            return f"({number})"
        case "alpha":
            return f"({alpha(number)})"
        case "roman":
            return f"({roman(number)})"
        case "chinese":
            return f"{chinese(number)}、"
    return f"{number}."


def _require(number: int, largest: int) -> None:
    if not 1 <= number <= largest:
        raise ValueError(f"{number} is outside 1 to {largest}")
