"""Figures as accounts print them: read exactly, rounded to their own place, and written again alike."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.figures.printed import parse_printed, parse_unit
from validator.reading.quantities import QuantityError


@pytest.mark.parametrize(
    ("text", "number", "decimals"),
    [
        ("9,558,619", Fraction(9558619), 0),
        ("(943,692)", Fraction(-943692), 0),
        ("22.8%", Fraction("22.8"), 1),
        ("(52.1)%", Fraction("-52.1"), 1),
        ("(52.1%)", None, None),
        ("-0.5", Fraction("-0.5"), 1),
        ("6.9931", Fraction("6.9931"), 4),
        ("–", Fraction(0), 0),
        ("100%", Fraction(100), 0),
    ],
)
def test_a_printed_figure_is_read(text: str, number: Fraction | None, decimals: int | None) -> None:
    if number is None:
        with pytest.raises(QuantityError, match="not a printed figure"):
            parse_printed(text)
    else:
        read = parse_printed(text)
        assert (read.number, read.decimals) == (number, decimals)


@pytest.mark.parametrize(
    "text", ["", "9,55", "(943,692", "943,692)", "-(1)", "1.", ".5", "1 000", "RMB 5", "－", "1e3"]
)
def test_what_is_no_printed_figure_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="write it like"):
        parse_printed(text)


@pytest.mark.parametrize(
    ("printed", "number", "rounded"),
    [
        ("22.8%", "22.85", "22.9"),  # a half goes away from zero …
        ("(22.8)%", "-22.85", "-22.9"),  # … on either side
        ("22.8%", "22.849999", "22.8"),
        ("5", "4.5", "5"),
        ("5", "4.4999", "4"),
        ("(5)", "-4.5", "-5"),
        ("0.0", "0.049", "0"),
        ("0.0", "0.05", "0.1"),
    ],
)
def test_rounding_is_half_up_at_the_printed_place(printed: str, number: str, rounded: str) -> None:
    assert parse_printed(printed).rounds_to(Fraction(number)) == Fraction(rounded)


@pytest.mark.parametrize(
    ("unit", "size"),
    [("RMB thousand", 1000), ("USD million", 10**6), ("RMB", 1), ("%", Fraction(1, 100)), ("number", 1)],
)
def test_a_unit_gives_the_size_of_one(unit: str, size: Fraction) -> None:
    assert parse_unit(unit) == size


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(QuantityError, match="not a unit"):
        parse_unit("thousand")


_PLACES = st.integers(0, 4)
_NUMBERS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


def _template(places: int) -> str:
    return "1" if not places else "1." + "0" * places


@given(_NUMBERS, _PLACES)
def test_a_rounded_figure_is_never_more_than_half_a_unit_away(number: Fraction, places: int) -> None:
    printed = parse_printed(_template(places))
    assert abs(printed.rounds_to(number) - number) <= printed.step / 2


@given(_NUMBERS, _PLACES)
def test_rounding_has_no_preferred_sign_and_settles_at_once(number: Fraction, places: int) -> None:
    printed = parse_printed(_template(places))
    rounded = printed.rounds_to(number)
    assert printed.rounds_to(-number) == -rounded
    assert printed.rounds_to(rounded) == rounded


@given(_NUMBERS, _PLACES)
def test_what_is_written_like_another_figure_is_read_again(number: Fraction, places: int) -> None:
    printed = parse_printed(_template(places))
    written = printed.like(printed.rounds_to(number))
    again = parse_printed(written.text)
    assert (again.number, again.decimals) == (printed.rounds_to(number), places)
