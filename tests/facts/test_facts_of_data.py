"""Facts looked up in the data: the latest published accounts, lists, exchange rates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from validator.evaluation.engine import Engine
from validator.facts.exchange import in_currency, in_one_currency, rate_between
from validator.facts.fact import NUMBER, Bound, Fact, State, describe, known
from validator.facts.subject import Layers, Subject
from validator.reading.quantities import Money, parse_date, parse_money
from validator.reading.yaml_reader import parse_yaml

if TYPE_CHECKING:
    from validator.rulebook.load import Rulebook


def _issuer(text: str, on: str = "2026-04-23") -> Subject:
    return Subject("issuer", "issuer", parse_date(on), Layers((parse_yaml(text, "issuer.yaml").root,)))


def _accounts(*entries: tuple[str, str, str, str]) -> str:
    return "accounts:\n" + "".join(
        f"  - {{period: {{to: {year}-12-31}}, kind: {kind}, published_on: {published}, {figures}}}\n"
        for year, kind, published, figures in entries
    )


_FIRST = ("2024", "annual", "2025-03-31", "revenue: RMB 1 million, total_assets: RMB 10 million")


def _fact(rulebook: Rulebook, text: str, name: str = "issuer.revenue", on: str = "2026-04-23") -> Fact:
    return Engine(rulebook).resolver.fact(name, _issuer(text, on))


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2026-04-23", "RMB 2.0 million"),
        ("2026-04-24", "RMB 1.0 million"),
        ("{unknown: not announced}", "unknown"),
        ("{at_most: 2026-04-23}", "RMB 2.0 million"),
        ("{at_most: 2026-04-24}", "unknown"),
        ("{at_least: 2026-04-24}", "RMB 1.0 million"),
        ("{at_least: 2026-04-01}", "unknown"),
    ],
)
def test_the_latest_accounts_that_were_published(rulebook: Rulebook, published: str, words: str) -> None:
    text = _accounts(_FIRST, ("2025", "annual", published, "revenue: RMB 2 million"))
    assert describe(_fact(rulebook, text)) == words


def test_accounts_of_a_year_that_is_not_over_are_not_published_yet(rulebook: Rulebook) -> None:
    text = _accounts(_FIRST, ("2026", "annual", "{unknown: later}", "revenue: RMB 2 million"))
    assert describe(_fact(rulebook, text)) == "RMB 1.0 million"


def test_the_order_of_the_list_does_not_matter(rulebook: Rulebook) -> None:
    newer = ("2025", "annual", "2026-03-25", "revenue: RMB 2 million")
    assert describe(_fact(rulebook, _accounts(newer, _FIRST))) == "RMB 2.0 million"


def test_interim_accounts_count_for_assets_only(rulebook: Rulebook) -> None:
    interim = ("2025", "interim", "2025-08-28", "revenue: RMB 2 million, total_assets: RMB 20 million")
    text = _accounts(_FIRST, interim)
    assert describe(_fact(rulebook, text)) == "RMB 1.0 million"
    assert describe(_fact(rulebook, text, "issuer.total_assets")) == "RMB 20.0 million"


def test_without_accounts_it_is_unknown_at_the_list(rulebook: Rulebook) -> None:
    fact = _fact(rulebook, "issuer: x\naccounts: []\n")
    assert (fact.state, str(fact.reason)) == (State.UNKNOWN, "no `accounts` in the data was published by 2026-04-23")
    assert fact.place is not None
    assert fact.place.line == 2


def test_a_figure_that_the_accounts_leave_out_is_not_taken_from_older_ones(rulebook: Rulebook) -> None:
    text = _accounts(_FIRST, ("2025", "annual", "2026-03-25", "source: x"))
    fact = _fact(rulebook, text)
    assert (fact.state, str(fact.reason)) == (State.UNKNOWN, "`revenue` is not given")
    assert fact.place is not None
    assert fact.place.line == 3


def test_the_market_of_the_day_and_of_no_other(rulebook: Rulebook) -> None:
    text = "market:\n  capitalisation:\n    - {as_of: 2026-04-22, value: RMB 5 million}\n"
    fact = _fact(rulebook, text, "issuer.market_capitalisation")
    assert str(fact.reason) == "`market.capitalisation` has no entry for 2026-04-23"
    assert describe(_fact(rulebook, text, "issuer.market_capitalisation", "2026-04-22")) == "RMB 5.0 million"


def _order(rulebook: Rulebook, quotations: str, name: str) -> Fact:
    text = f"order: po-1\nindependent_quotations: {quotations}\n" if quotations else "order: po-1\n"
    order = Subject("order", "po-1", date(2026, 2, 10), Layers((parse_yaml(text, "controls.yaml").root,)))
    return Engine(rulebook).resolver.fact(name, order)


@pytest.mark.parametrize(
    ("quotations", "count"),
    [
        ("[{on: 2026-02-10, amount: RMB 1}, {on: 2026-02-11, amount: RMB 1}]", (1, 1)),
        ("[{amount: RMB 1}, {on: 2026-02-09, amount: RMB 1}]", (1, 2)),
        ("[]", (0, 0)),
        ("", None),
    ],
)
def test_quotations_in_hand_before_the_order(
    rulebook: Rulebook, quotations: str, count: tuple[int, int] | None
) -> None:
    fact = _order(rulebook, quotations, "order.independent_quotations")
    if count is None:
        assert fact.state is State.UNKNOWN
    elif count[0] == count[1]:
        assert fact.value == count[0]
    else:
        assert (fact.low, fact.high) == (Bound(count[0], inclusive=True), Bound(count[1], inclusive=True))


def test_the_lowest_quotation(rulebook: Rulebook) -> None:
    quotations = "[{on: 2026-02-09, amount: RMB 1.2 million}, {on: 2026-02-09, amount: RMB 1.1 million}]"
    assert describe(_order(rulebook, quotations, "order.lowest_independent_quotation")) == "RMB 1.1 million"
    open_one = "[{on: 2026-02-09, amount: {unknown: lost}}, {on: 2026-02-09, amount: RMB 1.1 million}]"
    assert describe(_order(rulebook, open_one, "order.lowest_independent_quotation")) == "at most RMB 1.1 million"


_RATES = """market:
  exchange_rates:
    - {of: RMB, in: HKD, on: 2026-04-01, rate: "1.08"}
    - {of: RMB, in: HKD, on: 2026-04-20, rate: "1.10"}
    - {of: RMB, in: HKD, on: 2026-05-01, rate: "9"}
    - {of: USD, in: RMB, on: 2026-04-01, rate: {at_least: "6.8", below: "7.2", source: a range}}
"""


def test_the_latest_rate_up_to_the_day() -> None:
    issuer = _issuer(_RATES)
    assert rate_between("RMB", "HKD", issuer).value == Fraction(11, 10)
    assert rate_between("HKD", "RMB", issuer).value == Fraction(10, 11)
    assert describe(rate_between("RMB", "HKD", issuer)) == "1.1"
    assert describe(in_currency(known("a", parse_money("RMB 3.0 million")), "HKD", issuer)) == "HKD 3.3 million"


def test_a_bounded_rate_is_turned_round() -> None:
    rate = rate_between("RMB", "USD", _issuer(_RATES))
    assert (rate.low, rate.high) == (Bound(Fraction(10, 72), inclusive=False), Bound(Fraction(10, 68), inclusive=True))
    assert (rate.source, rate.unit) == ("a range", NUMBER)


@pytest.mark.parametrize(("of", "into", "on"), [("EUR", "RMB", "2026-04-23"), ("RMB", "HKD", "2026-03-31")])
def test_without_a_rate_nothing_is_converted(of: str, into: str, on: str) -> None:
    fact = in_currency(known("a", Money(Fraction(1), of)), into, _issuer(_RATES, on))
    assert (fact.state, fact.unit) == (State.UNKNOWN, into)
    assert str(fact.reason) == f"no exchange rate between {of} and {into} up to {on} is in the data"


def test_amounts_meet_in_the_currency_of_the_first() -> None:
    facts = [known("a", parse_money("HKD 1.1 million")), known("b", parse_money("RMB 1 million"))]
    assert [fact.value for fact in in_one_currency(facts, _issuer(_RATES))] == [parse_money("HKD 1.1 million")] * 2
