"""Currencies: amounts meet only in one currency, at a rate that the data gives with its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.facts import arithmetic
from validator.facts.conditions import rank
from validator.facts.fact import NUMBER, Bound, Fact, interval, unknown
from validator.facts.stated import day_at, fact_from_node
from validator.reading.quantities import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.facts.subject import Subject
    from validator.reading.document import Node


def currency_of(fact: Fact) -> str | None:
    """Give the currency of a known or bounded amount; None where the fact is no money or has no value."""
    values = (end.value for end in interval(fact) if end)
    return next((value.currency for value in values if isinstance(value, Money)), None)


def in_one_currency(facts: Sequence[Fact], subject: Subject) -> tuple[Fact, ...]:
    """Bring amounts into the currency of the first one that has a currency."""
    target = next((currency for fact in facts if (currency := currency_of(fact))), None)
    return tuple(in_currency(fact, target, subject) for fact in facts) if target else tuple(facts)


def in_currency(fact: Fact, currency: str, subject: Subject) -> Fact:
    """Bring one amount into a currency; without a rate in the data the result is unknown and says which is needed."""
    if currency_of(fact) in {None, currency}:
        return fact
    return arithmetic.convert(fact.name, fact, rate_between(str(currency_of(fact)), currency, subject), currency)


def rate_between(of: str, into: str, subject: Subject) -> Fact:
    """Give the latest rate up to the subject's day: units of `into` for one unit of `of`."""
    name = f"exchange rate {of} to {into}"
    issuer = subject.within("issuer")
    listed = issuer.data.dig("market.exchange_rates") if issuer else None
    rates = [node for node in listed.elements() if _serves(node, {of, into}, subject)] if listed else []
    if not rates:
        place = issuer.place if issuer else None
        reason = f"no exchange rate between {of} and {into} up to {subject.on} is in the data"
        return replace(unknown(name, reason, place=place, subject=issuer.id if issuer else ""), unit=NUMBER)
    latest = max(rates, key=lambda node: day_at(node, "on") or date.min)
    rate = _stated_rate(name, latest, issuer.id if issuer else "")
    return rate if latest.value["of"] == of else _inverse(rate)


def _serves(node: Node, currencies: set[str], subject: Subject) -> bool:
    on = day_at(node, "on")
    return {node.value["of"], node.value["in"]} == currencies and on is not None and on <= subject.on


def _stated_rate(name: str, node: Node, subject: str) -> Fact:
    rate_node = node.get("rate")
    rate = fact_from_node(name, rate_node or node, "number", subject)
    beside = {key: str(node.value[key]) for key in ("source", "illustration") if key in node.value}
    return replace(rate, unit=NUMBER, **beside)  # type: ignore[arg-type]  # texts under the names of fields


def _inverse(rate: Fact) -> Fact:
    low, high = interval(rate)

    def turned(end: Bound | None) -> Bound | None:
        return Bound(1 / Fraction(rank(end.value)), end.inclusive) if end and end.value else None

    value = 1 / Fraction(rank(rate.value)) if rate.is_known and rate.value else None
    return replace(rate, value=value, low=turned(high) if not value else None, high=turned(low) if not value else None)
