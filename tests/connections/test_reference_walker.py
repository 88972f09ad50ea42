"""The walk against a plain one that knows nothing of links or readings, and what adding a holding may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import ALL, Bench
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

_RULEBOOK = load_rulebook()
PERSONS, COMPANIES = ("p1", "p2"), ("co", "a", "b", "c", "d")
HOLDERS = (*PERSONS, *COMPANIES)

# A holding is (holder, company, whole percents). Those of a company may come to more than all votes: no matter here.
Holding = tuple[str, str, int]
_pairs = st.tuples(st.sampled_from(HOLDERS), st.sampled_from(COMPANIES)).filter(lambda pair: pair[0] != pair[1])
_shares = st.sampled_from([5, 9, 10, 20, 29, 30, 40, 50, 51, 60])
_holdings = st.dictionaries(_pairs, _shares, max_size=9).map(
    lambda found: [(holder, company, share) for (holder, company), share in found.items()]
)


def _bench(holdings: Iterable[Holding]) -> Bench:
    persons = "persons: {p1: {}, p2: {}}\n"
    companies = f"companies: {{{', '.join(f'{name}: {{}}' for name in COMPANIES)}}}\n"
    lines = "".join(f"  - {{holder: {h}, in: {c}, votes: {share}%}}\n" for h, c, share in holdings)
    return Bench(_RULEBOOK, f"issuer: co\n{ALL}{persons}{companies}holdings:\n{lines or '  []'}\n")


def _controlled(start: set[str], holdings: list[Holding], *, without: frozenset[str] = frozenset()) -> set[str]:
    """Give the companies with more than half of the votes in the hands of the start and of such companies."""
    found: set[str] = set()
    while True:
        hands = (start | found) - without
        more = {company for company in COMPANIES if company not in without and _votes(hands, company, holdings) > 50}
        if more <= found:
            return found
        found |= more


def _votes(hands: set[str], company: str, holdings: list[Holding]) -> int:
    return sum(share for holder, held, share in holdings if held == company and holder in hands and holder != company)


def _thirty(start: set[str], holdings: list[Holding]) -> set[str]:
    hands = start | _controlled(start, holdings)
    return {company for company in COMPANIES if _votes(hands, company, holdings) >= 30}


def _associates(person: str, holdings: list[Holding]) -> set[str]:
    """Give the companies that are associates of somebody without family: 14A.12(1)(c) with 14A.14."""
    group = frozenset({"co"} | _controlled({"co"}, holdings))
    thirty = _thirty({person}, holdings) - {"co"}
    rings = {person}
    while True:
        below = _controlled(rings - {person} - group, holdings, without=group) if rings - {person} else set()
        own = _controlled({person}, holdings, without=group)
        hands = rings | below | own
        hands |= _controlled(hands - group, holdings, without=group)
        kept = {company for company in thirty if _votes(hands - group - {company}, company, holdings) >= 10}
        larger = {person} | kept | below | own
        if larger <= rings:
            return rings - {person}
        rings |= larger


@given(_holdings)
@settings(max_examples=60, deadline=None)
def test_control_is_as_a_plain_walker_finds_it(holdings: list[Holding]) -> None:
    bench = _bench(holdings)
    for start in HOLDERS:
        assert set(bench.walk.reach("majority_controlled", (start,)).sure) == _controlled({start}, holdings) - {start}
        assert set(bench.walk.reach("thirty_percent_controlled", (start,)).sure) == _thirty({start}, holdings) - {start}


@given(_holdings)
@settings(max_examples=60, deadline=None)
def test_associates_are_as_a_plain_walker_finds_them(holdings: list[Holding]) -> None:
    bench = _bench(holdings)
    for person in PERSONS:
        assert set(bench.walk.reach("associate", (person,)).sure) == _associates(person, holdings)


@given(_holdings)
@settings(max_examples=40, deadline=None)
def test_where_everything_is_stated_nothing_is_open(holdings: list[Holding]) -> None:
    bench = _bench(holdings)
    totals = {company: _votes(set(HOLDERS), company, holdings) for company in COMPANIES}
    if max(totals.values()) <= 100:
        for start in HOLDERS:
            found = bench.walk.reach("thirty_percent_controlled", (start,))
            assert found.sure.keys() == found.maybe.keys()


@given(_holdings, st.sampled_from(PERSONS), st.sampled_from(COMPANIES), _shares)
@settings(max_examples=60, deadline=None)
def test_a_further_holding_of_a_person_takes_nobody_out(
    holdings: list[Holding], holder: str, company: str, share: int
) -> None:
    # A company's holding could make another a member of the group, whose holdings are left out (14A.14).
    before = _bench(holdings)
    more = [each for each in holdings if each[:2] != (holder, company)]
    was = next((each[2] for each in holdings if each[:2] == (holder, company)), 0)
    after = _bench([*more, (holder, company, was + share)])
    for person in PERSONS:
        for relation in ("majority_controlled", "thirty_percent_controlled", "associate"):
            assert set(before.walk.reach(relation, (person,)).sure) <= set(after.walk.reach(relation, (person,)).sure)


@given(_holdings, st.integers(min_value=0, max_value=8), st.integers(min_value=0, max_value=30))
@settings(max_examples=40, deadline=None)
def test_a_bounded_holding_lies_between_its_ends(holdings: list[Holding], place: int, width: int) -> None:
    """Whoever is sure at the bounds is reached at either end; whoever is reached at an end may be at the bounds."""
    if place >= len(holdings):
        return
    holder, company, share = holdings[place]
    rest = [*holdings[:place], *holdings[place + 1 :]]
    low, high = _bench([*rest, (holder, company, share)]), _bench([*rest, (holder, company, share + width)])
    between = Bench(
        _RULEBOOK,
        low.text.replace(
            f"holder: {holder}, in: {company}, votes: {share}%",
            f"holder: {holder}, in: {company}, votes: {{at_least: {share}%, at_most: {share + width}%}}",
        ),
    )
    for person in PERSONS:
        found = between.walk.reach("thirty_percent_controlled", (person,))
        ends = [set(each.walk.reach("thirty_percent_controlled", (person,)).sure) for each in (low, high)]
        assert set(found.sure) <= ends[0] & ends[1]
        most = [*rest, (holder, company, share + width)]
        if all(_votes(set(HOLDERS), each, most) <= 100 for each in COMPANIES):
            assert ends[0] | ends[1] <= set(found.maybe)
