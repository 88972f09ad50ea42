"""The walk: circles, chains, what the register leaves open, days. Expected rings are drawn by hand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench import Bench

    Register = Callable[..., Bench]

COMPANIES = "companies: {co: {}, a: {}, b: {}, c: {}}\n"
PERSONS = "persons: {amy: {}, ben: {}, eve: {}}\n"
MAJORITY, THIRTY, ASSOCIATE = "majority_controlled", "thirty_percent_controlled", "associate"


def test_a_circle_of_holdings_ends(register: Register) -> None:
    # a → b → c → a with majorities: whoever controls one controls all; amy has 30 % of a and c its other 60 %.
    bench = register(
        PERSONS
        + COMPANIES
        + """
holdings:
  - {holder: amy, in: a, votes: 30%}
  - {holder: c, in: a, votes: 60%}
  - {holder: a, in: b, votes: 60%}
  - {holder: b, in: c, votes: 60%}
  - {holder: ben, in: c, votes: 40%}
"""
    )
    assert bench.reached(MAJORITY, "amy") == []
    assert bench.reached(MAJORITY, "b") == ["a", "c"]
    assert bench.reached(THIRTY, "amy") == ["a"]
    assert bench.reached(THIRTY, "ben") == ["c"]


def test_a_long_chain_counts_whole(register: Register) -> None:
    # 51 % of 51 % of … : percentages are not multiplied, so that the end of the chain is controlled.
    names = [f"c{number}" for number in range(60)]
    holdings = "".join(f"  - {{holder: {up}, in: {low}, votes: 51%}}\n" for up, low in pairwise(names))
    listed = "".join(f"  {name}: {{}}\n" for name in names)
    bench = register(f"companies:\n  co: {{}}\n{listed}holdings:\n{holdings}")
    assert bench.reached(MAJORITY, "c0") == names[1:]


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ("{at_least: 30%}", ["a"]),
        ("{at_least: 29%, at_most: 31%}", ["a?"]),
        ("{at_least: 29%, below: 30%}", []),
        ("{at_least: 29%, at_most: 30%}", ["a?"]),
        ("{above: 30%, at_most: 40%}", ["a"]),
        ("{unknown: ask the registrar}", ["a?"]),
    ],
)
def test_a_bounded_holding(register: Register, votes: str, expected: list[str]) -> None:
    bench = register(f"{PERSONS}{COMPANIES}holdings: [{{holder: amy, in: a, votes: {votes}}}]")
    assert bench.reached(THIRTY, "amy") == expected


def test_what_others_hold_bounds_what_is_not_known(register: Register) -> None:
    # ben has 75 %, so that amy's unknown holding is at most 25 %.
    holdings = "holdings: [{holder: amy, in: a, votes: {unknown: not asked}}, {holder: ben, in: a, votes: 75%}]"
    assert register(PERSONS + COMPANIES + holdings).reached(THIRTY, "amy") == []


@pytest.mark.parametrize(("listed", "expected"), [("70%", ["a?"]), ("70.01%", [])])
def test_votes_that_nobody_is_listed_to_hold(register: Register, listed: str, expected: list[str]) -> None:
    # The holders of a are not complete: what is left by ben's holding might be amy's.
    companies = "companies: {co: {}, a: {complete: [board]}}\n"
    text = f"{PERSONS}{companies}holdings: [{{holder: ben, in: a, votes: {listed}}}]"
    assert register(text, complete="complete: [holders, board]\n").reached(THIRTY, "amy") == expected


def test_a_person_whose_own_holdings_are_complete_holds_no_more(register: Register) -> None:
    text = "persons: {amy: {complete: [holdings]}, ben: {}}\ncompanies: {co: {}, a: {}}\n"
    bench = register(text, complete="complete: [board]\n")
    assert bench.reached(THIRTY, "amy") == []
    assert bench.reached(THIRTY, "ben") == ["co?", "a?"]


def test_what_would_decide_it_is_named(register: Register) -> None:
    bench = register(f"{PERSONS}{COMPANIES}holdings: [{{holder: amy, in: a, votes: {{unknown: ask the registrar}}}}]")
    link = bench.walk.reach(THIRTY, ("amy",)).maybe["a"]
    (line,) = link.lines()
    assert str(line.reason) == "ask the registrar"
    assert line.place is not None
    assert line.place.line == 5


def test_family_is_open_until_one_of_the_two_lists_it_in_full(register: Register) -> None:
    text = "persons: {amy: {}, ben: {complete: [family]}, eve: {}}\ncompanies: {co: {}}\n"
    bench = register(text, complete="complete: [holders, board, trusts]\n")
    assert bench.reached(ASSOCIATE, "amy") == ["eve?"]
    assert bench.reached(ASSOCIATE, "ben") == []


def test_somebody_stated_to_be_unrelated_is_not_family(register: Register) -> None:
    companies, incomplete = "companies: {co: {}}\n", "complete: [holders, board, trusts]\n"
    related = "persons: {amy: {family: [{is: unrelated, who: ben}]}, ben: {}}\n" + companies
    assert register(related, complete=incomplete).reached(ASSOCIATE, "amy") == []
    assert register("persons: {amy: {}, ben: {}}\n" + companies, complete=incomplete).reached(ASSOCIATE, "amy") == [
        "ben?"
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2018-12-31", []), ("2019-01-01", ["a"]), ("2020-06-30", ["a"]), ("2020-07-01", []), ("2021-01-01", ["a"])],
)
def test_a_holding_runs_from_day_to_day(register: Register, day: str, expected: list[str]) -> None:
    holdings = """
holdings:
  - {holder: amy, in: a, votes: 30%, from: 2019-01-01, to: 2020-06-30}
  - {holder: amy, in: a, votes: 35%, from: 2021-01-01}
"""
    assert register(PERSONS + COMPANIES + holdings, day).reached(THIRTY, "amy") == expected


def test_a_later_entry_replaces_an_earlier_one(register: Register) -> None:
    text = f"""{PERSONS}{COMPANIES}
holdings:
  - {{holder: amy, in: a, votes: 30%, from: 2019-01-01}}
  - {{holder: amy, in: a, votes: 29%, from: 2021-01-01}}
"""
    assert register(text, "2020-12-31").reached(THIRTY, "amy") == ["a"]
    assert register(text, "2021-01-01").reached(THIRTY, "amy") == []


def test_a_holding_seen_on_a_day_is_unknown_before_it(register: Register) -> None:
    text = f"{PERSONS}{COMPANIES}holdings: [{{holder: amy, in: a, votes: 30%, as_of: 2025-06-30}}]"
    assert register(text, "2025-06-30").reached(THIRTY, "amy") == ["a"]
    assert register(text, "2025-06-29").reached(THIRTY, "amy") == ["a?"]


def test_the_same_register_gives_the_same_links(register: Register) -> None:
    text = f"""{PERSONS}{COMPANIES}
holdings:
  - {{holder: amy, in: a, votes: 60%}}
  - {{holder: amy, in: b, votes: 60%}}
  - {{holder: a, in: c, votes: 30%}}
  - {{holder: b, in: c, votes: 30%}}
"""
    links = [[link.who for link in register(text).walk.reach(MAJORITY, ("amy",)).sure["c"].chain()] for _ in range(3)]
    assert links == [["amy", "a", "b", "c"]] * 3


def test_the_board_is_controlled_by_somebody_else(register: Register) -> None:
    text = f"{PERSONS}{COMPANIES}boards: [{{of: a, by: ben, controls: true}}]"
    bench = register(text, complete="complete: [holders, holdings]\n")
    assert bench.reached(THIRTY, "ben") == ["a"]
    assert bench.reached(THIRTY, "amy") == []


def test_a_group_lists_its_own_holdings_in_full(register: Register) -> None:
    # Nobody says who holds b; the issuer would know if it were its subsidiary.
    text = f"{PERSONS}{COMPANIES}holdings: [{{holder: co, in: a, votes: 60%}}]"
    assert [*register(text, complete="complete: [trusts]\n").walk.group.maybe] == ["co", "a"]
