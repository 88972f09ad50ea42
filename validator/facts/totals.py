"""Totals and averages taken from lists in the data: what was declared since the accounts, prices before a day."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.facts import arithmetic
from validator.facts.exchange import in_one_currency
from validator.facts.fact import Fact, known, unknown
from validator.facts.lists import entries_of, nearest, newest_entry, taken
from validator.facts.stated import day_at
from validator.reading.quantities import Money

if TYPE_CHECKING:
    from validator.facts.expressions import Expression
    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject


def total_in_latest(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Add the amounts of a list inside the newest entry, of those dated by the subject's day.

    A list that is not there adds nothing: whether somebody has said so is asked by a rule of its own. Nor does it where
    there is no entry yet, as then the figure that it would be added to is missing itself.
    """
    kind, options = resolver.declarations[name].kind, expression.options
    entry = newest_entry(expression, subject)
    listed = () if isinstance(entry, Fact) else tuple(entry.each(*options["take"].split(".")))
    parts = [
        taken(node, options["each"], name, kind)
        for node in listed
        if all(node.value.get(key) in values for key, values in options.get("each_only", {}).items())
        and (day_at(node, options["each_dated_by"]) or subject.on) <= subject.on
    ]
    return arithmetic.sum_of(name, in_one_currency(parts, subject)) if parts else known(name, _nil(subject))


def _nil(subject: Subject) -> Money:
    issuer = subject.within("issuer")
    currency = issuer.data.dig("presentation_currency") if issuer else None
    return Money(Fraction(0), str(currency.value) if currency else "HKD")


def average_before(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Average a figure over the given number of business days immediately before the subject's day.

    A business day without its entry leaves the average unknown: the next nearest price is no substitute.
    """
    options, kind = expression.options, resolver.declarations[name].kind
    days = resolver.business_days_before(subject.on, int(options["business_days"]))
    if not days:
        return unknown(name, f"the business days before {subject.on} are not known", place=nearest(subject, expression))
    by_day = {day_at(node, options["dated_by"]): node for node in entries_of(subject, expression)}
    missing = [day for day in days if day not in by_day]
    if missing:
        why = f"`{options['list']}` has no entry for {', '.join(map(str, missing))}"
        return unknown(name, why, place=nearest(subject, expression))
    prices = [taken(by_day[day], options["take"], name, kind) for day in days]
    total = arithmetic.sum_of(name, in_one_currency(prices, subject))
    if not total.is_known or not isinstance(total.value, Money):
        return total
    return replace(total, value=Money(total.value.amount / len(days), total.value.currency), operation="average_before")
