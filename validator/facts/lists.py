"""Facts taken from lists in the data: the latest accounts, the quotation of the day, the lowest of several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from validator.facts import arithmetic
from validator.facts.exchange import in_one_currency
from validator.facts.fact import Bound, Fact, State, bounded, interval, unknown
from validator.facts.stated import day_at, fact_from_node
from validator.reading.text import Text

if TYPE_CHECKING:
    from validator.facts.expressions import Expression
    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject
    from validator.findings import Place
    from validator.reading.document import Node


def latest_of(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Take a figure from the newest entry that was published by the subject's day.

    An entry that would be newer but whose publication day is unknown leaves the figure unknown.
    """
    kind = resolver.declarations[name].kind
    entries = sorted(_entries(subject, expression), key=lambda node: _day(node, expression), reverse=True)
    for entry in entries:
        published = _published(entry, expression, subject.on)
        if published is None:
            return unknown(name, "a newer entry does not say when it was published", place=entry.place)
        if published:
            return _taken(entry, expression, name, kind)
    reason = f"no `{expression.options['list']}` in the data was published by {subject.on}"
    return unknown(name, reason, place=_nearest(subject, expression))


def listed_on_the_day(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Take the figure of the entry that is dated on the subject's day."""
    kind = resolver.declarations[name].kind
    for entry in _entries(subject, expression):
        if _day(entry, expression) == subject.on:
            return _taken(entry, expression, name, kind)
    reason = f"`{expression.options['list']}` has no entry for {subject.on}"
    return unknown(name, reason, place=_nearest(subject, expression))


def count_of(_resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Count the entries of a list, with `dated_by` only those up to the subject's day.

    A list that is not there is unknown, not empty; an entry without its date leaves the count bounded.
    """
    node = subject.data.dig(expression.options["list"])
    if node is None or not isinstance(node.value, list):
        return unknown(name, f"`{expression.options['list']}` is not given", place=subject.place)
    dated_by = expression.options.get("dated_by")
    days = [day_at(entry, dated_by) for entry in node.elements()] if dated_by else []
    undated = sum(day is None for day in days)
    certain = sum(day is not None and day <= subject.on for day in days) if dated_by else len(node.value)
    counted = bounded(name, Bound(certain, inclusive=True), Bound(certain + undated, inclusive=True))
    why = Text("an entry does not say of which day it is") if undated else Text()
    return replace(counted, place=node.key_place, reason=why)


def lowest_listed(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Take the lowest figure of a list, with `dated_by` without the entries after the subject's day."""
    dated_by = expression.options.get("dated_by")
    entries = [
        entry
        for entry in _entries(subject, expression)
        if not dated_by or (day_at(entry, dated_by) or subject.on) <= subject.on
    ]
    if not entries:
        reason = f"`{expression.options['list']}` has no entry up to {subject.on}"
        return unknown(name, reason, place=_nearest(subject, expression))
    kind = resolver.declarations[name].kind
    figures = [_taken(entry, expression, name, kind) for entry in entries]
    return arithmetic.lowest_of(name, in_one_currency(figures, subject))


def _nearest(subject: Subject, expression: Expression) -> Place | None:
    """Give the key of the list, or of what stands nearest above where it should be."""
    steps = str(expression.options["list"]).split(".")
    found = (subject.data.dig(".".join(steps[:count])) for count in range(len(steps), 0, -1))
    return next((node.key_place for node in found if node is not None), subject.place)


def _entries(subject: Subject, expression: Expression) -> tuple[Node, ...]:
    node = subject.data.dig(expression.options["list"])
    entries = tuple(node.elements()) if node is not None and isinstance(node.value, list) else ()
    only = expression.options.get("only", {})
    return tuple(entry for entry in entries if all(entry.value.get(key) in wanted for key, wanted in only.items()))


def _day(entry: Node, expression: Expression) -> date:
    return day_at(entry, *expression.options["dated_by"].split(".")) or date.max  # an undated entry may be the newest


def _published(entry: Node, expression: Expression, on: date) -> bool | None:
    """Tell whether an entry was published by a day; None where its publication day is open."""
    node = entry.get(expression.options["published_by"])
    if node is None:
        return None if _day(entry, expression) < on else False
    low, high = interval(fact_from_node("published", node, "date"))
    if high and high.value <= on:  # type: ignore[operator]
        return True
    return False if (low and low.value > on) or _day(entry, expression) >= on else None  # type: ignore[operator]


def _taken(entry: Node, expression: Expression, name: str, kind: str) -> Fact:
    node = entry.dig(expression.options["take"])
    if node is None:
        return unknown(name, f"`{expression.options['take']}` is not given", place=entry.place)
    fact = fact_from_node(name, node, kind)
    source = fact.source or str(entry.value.get("source", ""))
    illustration = fact.illustration or str(entry.value.get("illustration", ""))
    return replace(fact, source=source if fact.state is not State.UNKNOWN else "", illustration=illustration)
