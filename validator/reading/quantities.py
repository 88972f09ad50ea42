"""Typed quantities as they are written in data and rules: percentages, money, periods, dates, all exact."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

from validator.reading.text import text_of

_NUMBER = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PERCENTAGE = re.compile(rf"({_NUMBER}) ?%")
_MONEY = re.compile(rf"([A-Z]{{3}}) ({_NUMBER})(?: (thousand|million|billion))?")
_DECIMAL = re.compile(_NUMBER)
_PERIOD = re.compile(r"([0-9]{1,5}) (clear business day|clear day|business day|day|week|calendar month|month|year)s?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SCALES = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_MONTHS_IN = {"month": 1, "calendar month": 1, "year": 12}
_MOST_DIGITS = 60
_MOST_DECIMALS = 2 * _MOST_DIGITS


class QuantityError(ValueError):
    """A quantity is not written as its type asks. The message says what was found and what was expected."""


@dataclass(frozen=True)
class Money:
    """An exact sum in one currency (ISO 4217 code, or RMB)."""

    amount: Fraction
    currency: str

    def __str__(self) -> str:
        return format_money(self)


@dataclass(frozen=True)
class Period:
    """A length of time; `unit` is day, week, month or year, business day, or one of the stricter words of a rule.

    Clear days leave out the day of the event and the day that is due. A calendar month from the last day of a month
    ends with the last day of a month (30 June to 31 August), where a month keeps the number of the day (30 August).
    """

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True)
class DateRange:
    """A run of days, both ends included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def overlaps(self, other: DateRange) -> bool:
        """Tell whether any day lies in both ranges."""
        return self.first <= other.last and other.first <= self.last


Scalar = bool | int | str | Fraction | Money | Period | DateRange | date


def parse_percentage(text: str) -> Fraction:
    """Read `11.12%` as the exact ratio 139/1250."""
    if not (match := _PERCENTAGE.fullmatch(text)):
        raise QuantityError(_expected(text, "a percentage", "5%"))
    return _number(match[1]) / 100


def parse_money(text: str) -> Money:
    """Read `RMB 2,309.8 million` or `HKD 3,000,000`."""
    if not (match := _MONEY.fullmatch(text)):
        raise QuantityError(_expected(text, "a sum of money with its currency", "RMB 82.0 million"))
    currency = "RMB" if match[1] == "CNY" else match[1]
    return Money(_number(match[2]) * _SCALES[match[3]], currency)


def parse_decimal(text: str) -> Fraction:
    """Read a plain decimal such as an exchange rate, `6.9931`."""
    if not _DECIMAL.fullmatch(text):
        raise QuantityError(_expected(text, "a decimal number", '"6.9931"'))
    return _number(text)


def parse_period(text: str) -> Period:
    """Read `3 years` or `15 business days`."""
    if not (match := _PERIOD.fullmatch(text)):
        raise QuantityError(_expected(text, "a period", "3 years"))
    return Period(int(match[1]), match[2])


def parse_date(text: str) -> date:
    """Read an ISO date, refusing days that no calendar has."""
    if not (match := _DATE.fullmatch(text)):
        raise QuantityError(_expected(text, "a date", "2026-04-23"))
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise QuantityError(f"`{text}` is not a day of the calendar") from None


def parse_date_range(value: Any) -> DateRange:
    """Read `{from: 2025-07-29, to: 2028-07-28}`."""
    if not isinstance(value, dict) or "from" not in value or "to" not in value:
        raise QuantityError("a range of dates needs both `from` and `to`")
    first, last = parse_date(_text(value["from"])), parse_date(_text(value["to"]))
    if last < first:
        raise QuantityError(f"the range ends on {last}, before it starts on {first}")
    return DateRange(first, last)


def parse_boolean(value: Any) -> bool:
    """Read `true` or `false`."""
    if not isinstance(value, bool):
        raise QuantityError(_expected(value, "true or false", "true"))
    return value


def parse_count(value: Any) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise QuantityError(_expected(value, "a whole number", "2"))
    return value


def parse_text(value: Any) -> str:
    """Read a word or a text."""
    if not isinstance(value, str):
        raise QuantityError(_expected(value, "text", '"3896"'))
    return value


def _on_text(parse: Callable[[str], Scalar]) -> Callable[[Any], Scalar]:
    return lambda value: parse(_text(value))


PARSERS: dict[str, Callable[[Any], Scalar]] = {
    "boolean": parse_boolean,
    "choice": parse_text,
    "count": parse_count,
    "date": _on_text(parse_date),
    "date_range": parse_date_range,
    "money": _on_text(parse_money),
    "number": _on_text(parse_decimal),
    "period": _on_text(parse_period),
    "ratio": _on_text(parse_percentage),
    "text": parse_text,
    "words": lambda value: str(text_of(value)),  # words for print, in one language or both
    "present": lambda _value: True,  # only asked whether it is there
}


def parse_quantity(value: Any, kind: str) -> Scalar:
    """Read a plain value as the given kind (a key of `PARSERS`); raises `QuantityError`."""
    return PARSERS[kind](value)


def add_period(day: date, period: Period, *, times: int = 1) -> date:
    """Move a day by days, weeks, months or years; a month too short gives its last day.

    Business days need a calendar of holidays and are counted by `validator.evaluation.due_days`, clear days too.
    Raises `QuantityError` for these.
    """
    count = period.count * times
    if period.unit == "day":
        return day + timedelta(days=count)
    if period.unit == "week":
        return day + timedelta(weeks=count)
    if period.unit not in _MONTHS_IN:
        raise QuantityError(f"{period} cannot be counted without a calendar of business days or an event")
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS_IN[period.unit], 12)
    last = monthrange(year, month + 1)[1]
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    keeps_month_end = is_month_end and period.unit == "calendar month"
    return date(year, month + 1, last if keeps_month_end else min(day.day, last))


def last_day_within(first: date, period: Period) -> date:
    """Give the last day of a term of `period` that starts on `first`: `start + 3 years - 1 day`."""
    return add_period(first, period) - timedelta(days=1)


def format_percentage(ratio: Fraction, decimals: int = 3) -> str:
    """Print a ratio as a percentage, rounded half up; never as a round figure that it is not (4.99999% stays)."""
    percent = ratio * 100
    return f"{_plain(percent, _honest_decimals(percent, decimals))}%"


def round_percentage(ratio: Fraction, decimals: int) -> str:
    """Print a ratio as a percentage rounded half up, as announcements do: 42.0% for 41.951%."""
    return f"{_plain(_round(ratio * 100, decimals), decimals)}%"


def format_money(money: Money) -> str:
    """Print money for people: in millions with at least one decimal where that is exact, else in full."""
    millions = money.amount / 10**6
    if abs(millions) >= 1 and (millions * 1000).denominator == 1:
        return f"{money.currency} {_plain(millions, _decimals_of(millions, least=1))} million"
    return f"{money.currency} {format_number(money.amount)}"


def format_number(number: Fraction) -> str:
    """Print a number in full with thousands separators; one that never ends, to six decimals or as many as it takes."""
    return _plain(number, _honest_decimals(number, _decimals_of(number, least=0)))


def format_scalar(value: Scalar) -> str:
    """Print any value for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format_percentage(value) if isinstance(value, Fraction) else str(value)


def exact_decimal(number: Fraction, decimals: int = 12) -> str:
    """Print a number for programs: no separators, at most `decimals` places."""
    digits = _plain(_round(number, decimals), decimals).replace(",", "")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def plain_money(money: Money) -> str:
    """Print money for programs: `RMB 150000000`."""
    return f"{money.currency} {exact_decimal(money.amount)}"


def _number(text: str) -> Fraction:
    digits = text.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise QuantityError(f"a number of {len(digits)} digits; the most that is read is {_MOST_DIGITS}")
    return Fraction(digits)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise QuantityError(_expected(value, "text", "a quoted value"))
    raise QuantityError(f"{value} has no unit; write `RMB {value} million`, `{value}%` or `{value} days`, say")


def _expected(found: Any, what: str, example: str) -> str:
    shown = found if isinstance(found, str) else repr(found)
    return f"`{shown[:80]}` is not {what}; write it like `{example}`"


def _round(number: Fraction, decimals: int) -> Fraction:
    scaled = abs(number) * 10**decimals
    magnitude = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**decimals)
    return -magnitude if number < 0 else magnitude


def _honest_decimals(number: Fraction, least: int) -> int:
    """Give enough decimals that rounding does not turn the number into a rounder one than it is."""
    for decimals in range(least, _MOST_DECIMALS):
        rounded = _round(number, decimals)
        if rounded == number or rounded != _round(number, max(decimals - 2, 0)):
            return decimals
    return _MOST_DECIMALS


def _decimals_of(number: Fraction, *, least: int, most: int = 6) -> int:
    return next((n for n in range(least, most) if (number * 10**n).denominator == 1), most)


def _plain(number: Fraction, decimals: int) -> str:
    scaled = _round(abs(number), decimals) * 10**decimals
    whole, part = divmod(int(scaled), 10**decimals)
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")
