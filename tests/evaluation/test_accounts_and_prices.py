"""Figures that a deal is tested on: adjusted assets, averaged prices, shares without treasury shares."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from validator.facts.fact import State
from validator.reading.quantities import Money

if TYPE_CHECKING:
    from workbench import Checked, Variant

    from validator.facts.fact import Fact

ISSUER = "issuer.yaml"
NONE = "    adjustments: []\n"
CAPITALISATION = "  capitalisation:\n    - {as_of: 2026-01-05, value: RMB 800.0 million}\n"
# 1 January 2026 is a holiday, so that the five business days before Monday 5 January reach back to 24 December:
# 2 January, 31, 30, 29 and 24 December (25 and 26 December are holidays too).
DAYS = ("2025-12-24", "2025-12-29", "2025-12-30", "2025-12-31", "2026-01-02")


def _tested(checked: Checked, name: str) -> Fact:
    (category,) = checked.evaluated.layout.categories
    issuer = category.within("issuer")
    assert issuer is not None
    return checked.evaluated.engine.resolver.fact(name, issuer)


def _adjusted(*entries: str) -> tuple[str, str]:
    return NONE, "    adjustments:\n" + "".join(f"      - {entry}\n" for entry in entries)


def test_dividends_are_taken_off_and_valuations_added_up_to_the_day(variant: Variant) -> None:
    changed = _adjusted(
        "{kind: dividend, on: 2025-03-28, amount: RMB 20.0 million}",
        "{kind: valuation, on: 2025-09-30, amount: RMB 5.0 million}",
        "{kind: dividend, on: 2026-01-06, amount: RMB 90.0 million}",
    )
    # RMB 1,000 million less 20 and plus 5; the dividend of the day after the agreement does not count.
    found = _tested(variant({ISSUER: [changed]}).on("2026-03-31"), "issuer.total_assets_tested")
    assert found.value == Money(Fraction(985_000_000), "RMB")


def test_without_a_word_on_adjustments_a_note_asks_for_one(variant: Variant) -> None:
    checked = variant({ISSUER: [(NONE, "")]}).on("2026-03-31")
    assert ("note", "HKEX-14.16") in checked.codes
    assert _tested(checked, "issuer.total_assets_tested").value == Money(Fraction(1_000_000_000), "RMB")


def _priced(days: tuple[str, ...]) -> list[tuple[str, str]]:
    prices = "".join(
        f"    - {{on: {day}, price: RMB {price}}}\n" for day, price in zip(days, range(4, 9), strict=False)
    )
    shares = "securities:\n  share: {issued: 130000000, treasury: 5000000}\n\nmarket:\n"
    return [(CAPITALISATION, "  closing_prices:\n" + prices), ("market:\n", shares)]


def test_five_closing_prices_times_the_shares_without_treasury_shares(variant: Variant) -> None:
    # (4 + 5 + 6 + 7 + 8) / 5 = RMB 6 a share, on 130 less 5 million shares: RMB 750 million.
    checked = variant({ISSUER: _priced(DAYS)}).on("2026-03-31")
    assert _tested(checked, "issuer.capitalisation_tested").value == Money(Fraction(750_000_000), "RMB")


@pytest.mark.parametrize("missing", range(5))
def test_a_business_day_without_a_price_leaves_the_average_open(variant: Variant, missing: int) -> None:
    days = tuple(day for place, day in enumerate(DAYS) if place != missing)
    found = _tested(variant({ISSUER: _priced(days)}).on("2026-03-31"), "issuer.capitalisation_tested")
    assert found.state is State.UNKNOWN
    assert DAYS[missing] in str(found.reason)


_CALENDAR = "financial_periods:\n  - {kind: %s, ends: %s, results: {published_on: %s}}\n"


@pytest.mark.parametrize(
    ("kind", "ends", "published", "found"),
    [
        ("annual", "2025-12-31", "2026-03-25", True),  # the accounts in the data end with 2024
        ("annual", "2025-12-31", "2026-03-26", False),  # not out yet on the day
        ("annual", "2024-12-31", "2025-03-28", False),
        ("interim", "2025-06-30", "2025-08-28", False),  # never for profits and revenue (14.17)
    ],
)
def test_results_newer_than_the_accounts_are_a_warning(
    variant: Variant, kind: str, ends: str, published: str, found: bool
) -> None:
    checked = variant({"calendar.yaml": [("", _CALENDAR % (kind, ends, published))]}).on("2026-03-25")
    assert (("warning", "HKEX-14.04-RESULTS") in checked.codes) is found
