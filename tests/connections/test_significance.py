"""Insignificant subsidiaries: three ratios by up to three years, of one subsidiary or several (14A.09).

The group has total assets of 1,000, revenue of 500 and profits of 50 in each year, so that 10 % is 100, 50 and 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bench import Bench

if TYPE_CHECKING:
    from collections.abc import Callable

    Register = Callable[..., Bench]

SUBSIDIARY, NOT, OPEN = "subsidiary_level", "not_connected", None
_YEAR = """  - period: {{from: {0}-01-01, to: {0}-12-31}}
    kind: annual
    published_on: {1}-03-28
    total_assets: RMB 1,000
    revenue: RMB 500
    profit_before_tax: RMB 50
"""
ACCOUNTS = "accounts:\n" + "".join(_YEAR.format(year, year + 1) for year in (2022, 2023, 2024, 2025))
Figures = tuple[str, str, str]
SMALL: Figures = ("RMB 99", "RMB 49", "RMB 4.9")


def _subsidiary(name: str, years: dict[int, Figures], more: str = "") -> str:
    lines = "".join(
        f"      - {{to: {year}-12-31, total_assets: {a}, revenue: {r}, profit_before_tax: {p}}}\n"
        for year, (a, r, p) in years.items()
    )
    return f"  {name}:\n{more}    years:\n{lines}"


def _register(register: Register, subsidiaries: str, names: list[str], day: str = "2026-03-01") -> Bench:
    holdings = "".join(
        f"  - {{holder: co, in: {name}, votes: 80%}}\n  - {{holder: amy, in: {name}, votes: 20%}}\n" for name in names
    )
    text = f"persons: {{amy: {{}}}}\ncompanies:\n  co: {{}}\n{subsidiaries}holdings:\n{holdings}"
    return register(text, day, accounts=ACCOUNTS)


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, NOT),
        ({2022: ("RMB 100", "RMB 49", "RMB 4.9")}, SUBSIDIARY),  # exactly 10 % of the assets in one of three years
        ({2023: ("RMB 99", "RMB 50", "RMB 4.9")}, SUBSIDIARY),  # exactly 10 % of the revenue
        ({2024: ("RMB 99", "RMB 49", "RMB 5")}, SUBSIDIARY),  # exactly 10 % of the profits, which count here (8.5)
        ({2022: ("RMB 999", "RMB 499", "RMB 49"), 2024: ("RMB 49", "RMB 24", "RMB 2.4")}, NOT),  # 4.9 % at most in 2024
        ({2022: ("RMB 999", "RMB 499", "RMB 49"), 2024: ("RMB 50", "RMB 24", "RMB 2.4")}, SUBSIDIARY),  # exactly 5 %
        ({2023: ("{unknown: not consolidated}", "RMB 49", "RMB 4.9")}, OPEN),
        ({2023: ("{unknown: not consolidated}", "RMB 49", "RMB 5")}, SUBSIDIARY),  # known to fail anyway
        ({2023: ("RMB 99", "RMB 49", "RMB -20")}, OPEN),  # a loss makes no ratio: settled with the Exchange
    ],
)
def test_one_subsidiary(register: Register, changed: dict[int, Figures], level: str | None) -> None:
    years = {2022: SMALL, 2023: SMALL, 2024: SMALL, **changed}
    assert _register(register, _subsidiary("sub", years), ["sub"]).level("amy") == level


def test_a_loss_with_a_test_settled_with_the_exchange(register: Register) -> None:
    loss = "    years:\n      - {to: 2024-12-31, total_assets: RMB 40, revenue: RMB 20, profit_before_tax: RMB -20%s}\n"
    outcomes = [
        _register(register, f"  sub:\n{loss % stated}", ["sub"]).level("amy")
        for stated in ("", ", profits_test: 4.9%", ", profits_test: 40%")
    ]
    assert outcomes == [OPEN, NOT, SUBSIDIARY]


def test_a_subsidiary_younger_than_three_years(register: Register) -> None:
    young = "    incorporated_on: 2024-07-01\n"
    assert _register(register, _subsidiary("sub", {2024: SMALL}, young), ["sub"]).level("amy") == NOT
    # Without the day of incorporation the two years before are missing.
    assert _register(register, _subsidiary("sub", {2024: SMALL}), ["sub"]).level("amy") is OPEN


def test_accounts_that_do_not_reach_back_far_enough(register: Register) -> None:
    # On 1 March 2024 the accounts of 2022 alone are published: two of the three years are not in the data.
    old = "    incorporated_on: 2010-01-01\n"
    bench = _register(register, _subsidiary("sub", {2022: SMALL}, old), ["sub"], "2024-03-01")
    assert bench.level("amy") is OPEN


def test_two_subsidiaries_of_one_person_are_added(register: Register) -> None:
    # 6 % each: 12 % together (14A.09(2)).
    six: Figures = ("RMB 60", "RMB 30", "RMB 3")
    years = {2022: six, 2023: six, 2024: six}
    one, two = _subsidiary("sub", years), _subsidiary("other", years)
    assert _register(register, one + two, ["sub"]).level("amy") == NOT
    assert _register(register, one + two, ["sub", "other"]).level("amy") == SUBSIDIARY


def test_the_test_is_made_anew_when_the_figures_of_a_year_are_known(register: Register) -> None:
    # 8.21: at 12 % of the assets in 2025 it stops being insignificant on the day the accounts of 2025 are published.
    years = {2022: SMALL, 2023: SMALL, 2024: SMALL, 2025: ("RMB 120", "RMB 49", "RMB 4.9")}
    days = ("2026-03-27", "2026-03-28")
    levels = [_register(register, _subsidiary("sub", years), ["sub"], day).level("amy") for day in days]
    assert levels == [NOT, SUBSIDIARY]


def test_figures_known_later_than_the_accounts(register: Register) -> None:
    years = {2022: SMALL, 2023: SMALL, 2024: SMALL, 2025: ("RMB 120", "RMB 49", "RMB 4.9")}
    text = _subsidiary("sub", years).replace("{to: 2025-12-31,", "{to: 2025-12-31, known_on: 2026-04-10,")
    levels = [_register(register, text, ["sub"], day).level("amy") for day in ("2026-04-09", "2026-04-10")]
    assert levels == [NOT, SUBSIDIARY]


def test_a_director_of_an_insignificant_subsidiary_has_no_associates(register: Register) -> None:
    years = {2022: SMALL, 2023: SMALL, 2024: SMALL}
    text = _subsidiary("sub", years) + "  x: {}\n"
    bench = _register(register, text, ["sub"])
    company = Bench(bench.rulebook, bench.text + "  - {holder: amy, in: x, votes: 60%}\n", bench.day, ACCOUNTS)
    assert (company.level("amy"), company.level("x")) == (NOT, NOT)
