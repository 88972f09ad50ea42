"""Quantities: read exactly, refused where they are not what they should be, printed as what they are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.reading.quantities import (
    DateRange,
    Money,
    Period,
    QuantityError,
    add_period,
    exact_decimal,
    format_money,
    format_number,
    format_percentage,
    format_scalar,
    last_day_within,
    parse_date,
    parse_decimal,
    parse_money,
    parse_percentage,
    parse_period,
    parse_quantity,
    plain_money,
    round_percentage,
)

_CURRENCIES = st.sampled_from(["RMB", "HKD", "USD"])
_THIRTY_DIGITS = st.integers(-(10**30), 10**30)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11.12%", Fraction(139, 1250)),
        ("0.1%", Fraction(1, 1000)),
        ("100%", Fraction(1)),
        ("1,250%", Fraction(25, 2)),
        ("-3.5%", Fraction(-7, 200)),
    ],
)
def test_percentages(text: str, value: Fraction) -> None:
    assert parse_percentage(text) == value


@pytest.mark.parametrize(
    "text", ["5", "0.05", "5 percent", "% 5", "5%%", "５%", "1,00%", ".5%", "5.%", "", "1e2%", "+5%"]
)
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(QuantityError, match="is not a percentage"):
        parse_percentage(text)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("RMB 82.0 million", Fraction(82_000_000), "RMB"),
        ("CNY 82.0 million", Fraction(82_000_000), "RMB"),
        ("RMB 2,309.8 million", Fraction(2_309_800_000), "RMB"),
        ("HKD 2,999,999.99", Fraction(299_999_999, 100), "HKD"),
        ("USD 0.001", Fraction(1, 1000), "USD"),
        ("RMB -1,980,566 thousand", Fraction(-1_980_566_000), "RMB"),
        ("HKD 1.5 billion", Fraction(1_500_000_000), "HKD"),
    ],
)
def test_money(text: str, amount: Fraction, currency: str) -> None:
    assert parse_money(text) == Money(amount, currency)


@pytest.mark.parametrize(
    "text",
    ["82.0 million", "RMB82", "rmb 82", "RMB 82 mn", "RMB 1,23", "RMB 8 2", "HK$ 3", "RMB", "RMB 1_000", "RMB ٣"],
)  # fmt: skip
def test_what_is_no_money(text: str) -> None:
    with pytest.raises(QuantityError, match="is not a sum of money"):
        parse_money(text)


def test_a_bare_number_says_what_it_lacks() -> None:
    with pytest.raises(QuantityError, match="5 has no unit"):
        parse_quantity(5, "ratio")
    with pytest.raises(QuantityError, match="is not text"):
        parse_quantity(value=True, kind="money")


def test_numbers_have_an_end() -> None:
    with pytest.raises(QuantityError, match="the most that is read is 60"):
        parse_decimal("1" * 61)


@pytest.mark.parametrize("text", ["2025-02-30", "2026-13-01", "2026-00-10", "2023-02-29", "0000-01-01"])
def test_days_that_no_calendar_has(text: str) -> None:
    with pytest.raises(QuantityError, match="is not a day of the calendar"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2026-1-05", "5 January 2026", "20260105", "2026/01/05", "2026-01-05T00:00"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(QuantityError, match="is not a date"):
        parse_date(text)


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ({"from": "2026-01-05"}, "date_range", "needs both"),
        ({"from": "2026-01-05", "to": "2026-01-04"}, "date_range", "before it starts"),
        ("yes", "boolean", "true or false"),
        (1, "boolean", "true or false"),
        (True, "count", "a whole number"),
        ("2", "count", "a whole number"),
        (3896, "text", "text"),
        ("three years", "period", "a period"),
        ("1.5 years", "period", "a period"),
        ("1,09", "number", "a decimal number"),
    ],
)
def test_values_of_another_kind(value: object, kind: str, words: str) -> None:
    with pytest.raises(QuantityError, match=words):
        parse_quantity(value, kind)


@pytest.mark.parametrize(
    ("first", "period", "last"),
    [
        ("2026-01-01", Period(3, "year"), "2028-12-31"),
        ("2025-07-29", Period(3, "year"), "2028-07-28"),
        ("2024-02-29", Period(3, "year"), "2027-02-27"),  # no 29 February 2027: the term ends the day before the 28th
        ("2026-01-31", Period(1, "month"), "2026-02-27"),
        ("2025-07-29", Period(12, "month"), "2026-07-28"),
        ("2026-01-05", Period(2, "week"), "2026-01-18"),
        ("2026-01-05", Period(30, "day"), "2026-02-03"),
    ],
)
def test_the_last_day_of_a_term(first: str, period: Period, last: str) -> None:
    assert last_day_within(parse_date(first), period) == parse_date(last)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 120))
def test_months_forth_and_years_agree(day: date, months: int) -> None:
    moved = add_period(day, Period(months, "month"))
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)
    assert add_period(day, Period(1, "year")) == add_period(day, Period(12, "month"))


@pytest.mark.parametrize(
    ("text", "shown"), [("3 years", "3 years"), ("1 month", "1 month"), ("15 business days", "15 business days")]
)
def test_periods_come_back_as_written(text: str, shown: str) -> None:
    assert str(parse_period(text)) == shown


@given(_THIRTY_DIGITS, st.integers(0, 12), _CURRENCIES)
def test_money_of_thirty_digits_is_exact(digits: int, places: int, currency: str) -> None:
    figures = f"{abs(digits):0{places + 1}d}"
    number = f"{figures[: len(figures) - places]}.{figures[len(figures) - places :]}".rstrip(".")
    text = f"{currency} {'-' if digits < 0 else ''}{number}"
    assert parse_money(text).amount == Fraction(digits, 10**places)


@given(_THIRTY_DIGITS, st.integers(0, 6), _CURRENCIES)
def test_money_that_is_printed_is_read_back(digits: int, places: int, currency: str) -> None:
    money = Money(Fraction(digits, 10**places), currency)
    assert parse_money(format_money(money)) == money
    assert parse_money(str(money)) == money
    assert parse_money(plain_money(money)) == money


@given(st.integers(-(10**9), 10**9), st.integers(0, 12))
def test_percentages_that_end_are_read_back_or_rounded(digits: int, places: int) -> None:
    ratio = Fraction(digits, 10**places)
    assert abs(parse_percentage(format_percentage(ratio)) - ratio) <= Fraction(5, 10**6)
    assert parse_percentage(f"{exact_decimal(ratio * 100)}%") == ratio


@given(st.fractions(-1000, 1000, max_denominator=10**12), st.integers(0, 6))
def test_rounding_is_half_up_in_size(number: Fraction, places: int) -> None:
    shown = Fraction(round_percentage(number, places).rstrip("%").replace(",", ""))
    away = abs(shown) - abs(number * 100)
    assert -Fraction(1, 2 * 10**places) < away <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("ratio", "places", "shown"),
    [
        (Fraction(5, 1000), 0, "1%"),  # half up
        (Fraction(15, 1000), 0, "2%"),
        (Fraction(-5, 1000), 0, "-1%"),
        (Fraction(41951, 100000), 1, "42.0%"),
        (Fraction(1, 3), 3, "33.333%"),
        (Fraction(-4, 100000), 1, "0.0%"),  # no minus before nothing
    ],
)
def test_rounded_percentages(ratio: Fraction, places: int, shown: str) -> None:
    assert round_percentage(ratio, places) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (Fraction(5, 100), "5.000%"),
        (Fraction(1, 1000), "0.100%"),
        (parse_percentage("4.99999%"), "4.99999%"),
        (parse_percentage("5.00001%"), "5.00001%"),
        (parse_percentage("0.09999999%"), "0.09999999%"),
        (parse_percentage("24.9996%"), "24.9996%"),
        (parse_percentage("99.99999%"), "99.99999%"),
        (Fraction(0), "0.000%"),
        (Fraction(1, 3), "33.333%"),
        (Fraction(82_000, 17_592_654), "0.466%"),
    ],
)
def test_percentages_as_printed(ratio: Fraction, shown: str) -> None:
    assert format_percentage(ratio) == shown


@given(st.sampled_from([1, 10, 50, 250, 300, 750, 1000]), st.integers(1, 10**12), st.booleans())
def test_a_ratio_beside_a_line_is_never_printed_as_the_line(per_mille: int, parts: int, above: bool) -> None:
    line = Fraction(per_mille, 1000)
    beside = line * (1 + (1 if above else -1) * Fraction(1, parts + 1))
    shown = parse_percentage(format_percentage(beside))
    assert shown != line
    assert (shown > line) is above


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Fraction(82_000_000), "RMB 82.0 million"),
        (Fraction(2_309_800_000), "RMB 2,309.8 million"),
        (Fraction(17_592_654_000), "RMB 17,592.654 million"),
        (Fraction(1_234_567), "RMB 1,234,567"),
        (Fraction(299_999_999, 100), "RMB 2,999,999.99"),
        (Fraction(900_000), "RMB 900,000"),
        (Fraction(-1_980_566_000), "RMB -1,980.566 million"),
        (Fraction(0), "RMB 0"),
        (Fraction(1, 1000), "RMB 0.001"),
    ],
)
def test_money_as_printed(amount: Fraction, shown: str) -> None:
    assert format_money(Money(amount, "RMB")) == shown


def test_other_values_as_printed() -> None:
    days = DateRange(date(2026, 1, 5), date(2026, 12, 31))
    assert [format_scalar(value) for value in (True, False, 2, Fraction(1, 2), days, "words", date(2026, 1, 5))] == [
        *("yes", "no", "2", "50.000%", "2026-01-05 to 2026-12-31", "words", "2026-01-05"),
    ]
    assert format_number(Fraction(69931, 10000)) == "6.9931"
    assert format_number(Fraction(1_234_567)) == "1,234,567"


@given(st.fractions(max_denominator=10**9))
def test_numbers_for_programs_have_no_separators(number: Fraction) -> None:
    text = exact_decimal(number)
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]*[1-9])?", text)
    assert abs(Fraction(text) - number) <= Fraction(1, 2 * 10**12)


def test_ranges_overlap_by_a_single_day() -> None:
    first = DateRange(date(2026, 1, 1), date(2026, 1, 31))
    assert first.overlaps(DateRange(date(2026, 1, 31), date(2026, 2, 1)))
    assert not first.overlaps(DateRange(date(2026, 2, 1), date(2026, 2, 1)))
