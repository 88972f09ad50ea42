"""Who is connected and at which level. Expected levels are worked out by hand from the rules named beside each case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench import Bench

    Register = Callable[..., Bench]

ISSUER, SUBSIDIARY, NOT, OPEN = "issuer_level", "subsidiary_level", "not_connected", None
COMPANIES = "companies: {co: {}, sub: {}, other: {}, x: {}, y: {}}\n"
# 300 of 1,000, 200 of 500, 20 of 50: a subsidiary that is far from insignificant (14A.09).
LARGE = "years: [{to: 2024-12-31, total_assets: RMB 300, revenue: RMB 200, profit_before_tax: RMB 20}]"
GROUP = f"""
persons: {{amy: {{}}, ben: {{}}}}
companies: {{co: {{}}, sub: {{{LARGE}}}, other: {{{LARGE}}}, x: {{}}, y: {{}}}}
"""
ACCOUNTS = """
accounts:
  - period: {from: 2024-01-01, to: 2024-12-31}
    kind: annual
    published_on: 2025-03-28
    total_assets: RMB 1,000
    revenue: RMB 500
    profit_before_tax: RMB 50
"""
SUB = "{holder: co, in: sub, votes: 70%}"


@pytest.mark.parametrize(
    ("votes", "level"),
    [("10%", ISSUER), ("9.9999%", NOT), ("{at_least: 9%, at_most: 11%}", OPEN), ("{at_least: 10%}", ISSUER)],
)
def test_a_substantial_shareholder(register: Register, votes: str, level: str | None) -> None:
    assert register(f"{GROUP}holdings: [{{holder: amy, in: co, votes: {votes}}}]").level("amy") == level


def test_votes_of_a_majority_controlled_company_are_ones_own(register: Register) -> None:
    # 4 % of her own and 6 % of x: 10 % together if she has a majority of x, else 4 %.
    text = f"{GROUP}holdings: [{{holder: amy, in: co, votes: 4%}}, {{holder: x, in: co, votes: 6%}}, "
    levels = [register(text + f"{{holder: amy, in: x, votes: {share}}}]").level("amy") for share in ("51%", "50%")]
    assert levels == [ISSUER, NOT]


def test_what_a_depositary_holds_makes_it_no_shareholder(register: Register) -> None:
    held = "{holder: x, in: co, votes: 60%, capacity: depositary}, {holder: amy, in: co, votes: 12%}"
    bench = register(f"{GROUP}holdings: [{held}]")
    assert (bench.level("x"), bench.level("amy")) == (NOT, ISSUER)


@pytest.mark.parametrize(
    ("last", "day", "level"),
    [
        ("2025-02-28", "2026-02-28", ISSUER),  # day 365 after leaving: the last of the twelve months
        ("2025-02-28", "2026-03-01", NOT),  # day 366
        ("2023-02-28", "2024-02-28", ISSUER),
        ("2023-02-28", "2024-02-29", ISSUER),  # twelve months from 1 March 2023 end on 29 February 2024: a leap year
        ("2023-02-28", "2024-03-01", NOT),
    ],
)
def test_a_director_who_has_left(register: Register, last: str, day: str, level: str) -> None:
    text = f"{GROUP}offices: [{{who: amy, at: co, as: director, from: 2010-01-01, to: {last}}}]"
    assert register(text, day).level("amy") == level


@pytest.mark.parametrize("office", ["chief_executive", "supervisor"])
def test_only_directors_stay_connected_after_leaving(register: Register, office: str) -> None:
    text = f"{GROUP}offices: [{{who: amy, at: co, as: {office}, to: 2026-02-27}}]"
    assert register(text).level("amy") == NOT


def test_the_subsidiary_level_only_where_every_ground_lies_there(register: Register) -> None:
    # 8.20: amy is a director of a subsidiary; ben too, and his company holds 10 % of the issuer as well.
    text = f"""{GROUP}
offices:
  - {{who: amy, at: sub, as: director}}
  - {{who: ben, at: sub, as: director}}
holdings:
  - {SUB}
  - {{holder: amy, in: x, votes: 30%}}
  - {{holder: ben, in: y, votes: 60%}}
  - {{holder: y, in: co, votes: 10%}}
"""
    bench = register(text, accounts=ACCOUNTS)
    assert [bench.level(who) for who in ("amy", "x", "ben", "y")] == [SUBSIDIARY, SUBSIDIARY, ISSUER, ISSUER]


def test_an_associate_of_persons_at_both_levels(register: Register) -> None:
    # x is 30 % ben's (a director of a subsidiary) and 30 % amy's (a director of the issuer).
    text = f"""{GROUP}
offices: [{{who: amy, at: co, as: director}}, {{who: ben, at: sub, as: director}}]
holdings: [{SUB}, {{holder: amy, in: x, votes: 30%}}, {{holder: ben, in: x, votes: 30%}}]
"""
    bench = register(text, accounts=ACCOUNTS)
    assert bench.level("x") == ISSUER
    assert [ground.outcome for ground in bench.standings.grounds("x")] == [ISSUER, SUBSIDIARY]


@pytest.mark.parametrize(
    ("direct", "level"),
    [
        ("10%", ISSUER),  # 14A.16(1): a connected subsidiary
        ("9.99%", NOT),
    ],
)
def test_a_connected_subsidiary(register: Register, direct: str, level: str) -> None:
    text = f"{GROUP}holdings: [{SUB}, {{holder: amy, in: co, votes: 15%}}, {{holder: amy, in: sub, votes: {direct}}}]"
    assert register(text, accounts=ACCOUNTS).level("sub") == level


def test_a_holding_company_does_not_connect_what_it_has_through_the_issuer(register: Register) -> None:
    # 8.35: x has 60 % of the issuer and nothing of the subsidiary beside that.
    bench = register(f"{GROUP}holdings: [{SUB}, {{holder: x, in: co, votes: 60%}}]", accounts=ACCOUNTS)
    assert (bench.level("x"), bench.level("sub")) == (ISSUER, NOT)


def test_subsidiaries_that_are_not_connected(register: Register) -> None:
    # 14A.18: `sub` is wholly owned and holds 30 % of `other`; `other` is then an associate of nobody.
    text = f"""{GROUP}
offices: [{{who: amy, at: co, as: director}}]
boards: [{{of: sub, by: amy, controls: true}}]
holdings:
  - {{holder: co, in: sub, votes: 100%}}
  - {{holder: co, in: other, votes: 70%}}
  - {{holder: sub, in: other, votes: 30%}}
"""
    bench = register(text, accounts=ACCOUNTS)
    assert (bench.level("sub"), bench.level("other")) == (NOT, NOT)


@pytest.mark.parametrize(("flag", "level"), [("true", NOT), ("false", ISSUER), ("{unknown: counsel is asked}", OPEN)])
def test_a_governmental_body_of_the_prc(register: Register, flag: str, level: str | None) -> None:
    companies = f"companies: {{co: {{}}, x: {{prc_governmental_body: {flag}}}}}\n"
    assert register(companies + "holdings: [{holder: x, in: co, votes: 40%}]").level("x") == level


@pytest.mark.parametrize(("day", "level"), [("2026-01-31", NOT), ("2026-02-01", SUBSIDIARY)])
def test_a_ruling_of_the_exchange(register: Register, day: str, level: str) -> None:
    ruling = "deemed: [{who: x, level: subsidiary, from: 2026-02-01, ruling: letter of 1 February 2026}]"
    assert register(f"{GROUP}{ruling}", day).level("x") == level


def test_a_supervisor_of_a_subsidiary_counts_only_with_a_prc_issuer(register: Register) -> None:
    text = """
persons: {{amy: {{}}}}
companies: {{co: {{prc_issuer: {}}}, sub: {{{}}}}}
offices: [{{who: amy, at: sub, as: supervisor}}]
holdings: [{}]
"""
    levels = [register(text.format(flag, LARGE, SUB), accounts=ACCOUNTS).level("amy") for flag in ("true", "false")]
    assert levels == [SUBSIDIARY, NOT]


def test_a_register_that_lists_little_decides_little(register: Register) -> None:
    # Nobody says who the officers of the issuer are: amy may be one.
    bench = register(GROUP, complete="complete: [holders, family, trusts, board]\n")
    assert bench.level("amy") is None
    register_with = register(GROUP + "offices: [{who: amy, at: co, as: director}]", complete="complete: []\n")
    assert register_with.level("amy") == ISSUER


@pytest.mark.parametrize(
    ("who", "answer"),
    [("x", True), ("y", None), ("other", False)],
)
def test_commonly_held_entities(register: Register, who: str, answer: bool | None) -> None:
    # 14A.27: the group holds 20 % of each; amy, a director, 10 % of x, at most 11 % of y, and 9 % of other.
    text = f"""{GROUP}
offices: [{{who: amy, at: co, as: director}}]
holdings:
  - {{holder: co, in: x, votes: 20%}}
  - {{holder: amy, in: x, votes: 10%}}
  - {{holder: co, in: y, votes: 20%}}
  - {{holder: amy, in: y, votes: {{at_least: 9%, at_most: 11%}}}}
  - {{holder: co, in: other, votes: 20%}}
  - {{holder: amy, in: other, votes: 9%}}
"""
    assert register(text).standings.commonly_held.standing(who) is answer


def test_relatives_and_side_arrangements_do_not_connect_by_themselves(register: Register) -> None:
    text = """
persons: {amy: {family: [{is: cousin, who: ben}]}, ben: {}}
companies: {co: {}, x: {}, y: {}}
offices: [{who: amy, at: co, as: director}]
holdings: [{holder: ben, in: x, votes: 51%}]
arrangements: [{who: y, with: amy, about: the supply of parts}]
"""
    bench = register(text)
    assert [bench.level(who) for who in ("ben", "x", "y")] == [NOT, NOT, NOT]
    assert [bench.standings.relatives.standing(who) for who in ("ben", "x", "y")] == [True, True, False]
    assert bench.standings.side_arrangement("y").value is True
    assert bench.standings.side_arrangement("x").value is False
