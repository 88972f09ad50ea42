"""Facts taken from lists in the data: the latest accounts, the quotation of the day, the lowest of several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from validator.facts import arithmetic
from validator.facts.exchange import in_one_currency
from validator.facts.fact import Bound, Fact, State, bounded, interval, known, unknown
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
    entry = newest_entry(expression, subject)
    if isinstance(entry, Fact):
        return replace(entry, name=name)
    return taken(entry, expression.options["take"], name, resolver.declarations[name].kind)


def newest_entry(expression: Expression, subject: Subject) -> Node | Fact:
    """Give the newest entry that was published by the subject's day, or an unknown fact that says why there is none."""
    entries = sorted(entries_of(subject, expression), key=lambda node: _day(node, expression), reverse=True)
    listed = str(expression.options["list"])
    for entry in entries:
        published = _published(entry, expression, subject.on)
        if published is None:
            return unknown(listed, "a newer entry does not say when it was published", place=entry.place)
        if published:
            return entry
    reason = f"no `{listed}` in the data was published by {subject.on}"
    return unknown(listed, reason, place=nearest(subject, expression))


def listed_on_the_day(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Take the figure of the entry that is dated on the subject's day."""
    kind = resolver.declarations[name].kind
    for entry in entries_of(subject, expression):
        if _day(entry, expression) == subject.on:
            return taken(entry, expression.options["take"], name, kind)
    reason = f"`{expression.options['list']}` has no entry for {subject.on}"
    return unknown(name, reason, place=nearest(subject, expression))


def count_of(_resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Count the entries of a list, with `dated_by` only those up to the subject's day.

    A list that is not there is unknown, not empty, unless the operation says otherwise; an entry without its date
    leaves the count bounded.
    """
    node = subject.data.dig(expression.options["list"])
    if node is None and expression.options.get("absent_is_empty"):
        return known(name, 0, place=subject.place)
    if node is None or not isinstance(node.value, list):
        return unknown(name, f"`{expression.options['list']}` is not given", place=subject.place)
    dated_by = expression.options.get("dated_by")
    entries = entries_of(subject, expression)
    days = [day_at(entry, dated_by) for entry in entries] if dated_by else []
    undated = sum(day is None for day in days)
    certain = sum(day is not None and day <= subject.on for day in days) if dated_by else len(entries)
    counted = bounded(name, Bound(certain, inclusive=True), Bound(certain + undated, inclusive=True))
    why = Text("an entry does not say of which day it is") if undated else Text()
    return replace(counted, place=node.key_place, reason=why)


def lowest_listed(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Take the lowest figure of a list, with `dated_by` without the entries after the subject's day."""
    dated_by = expression.options.get("dated_by")
    entries = [
        entry
        for entry in entries_of(subject, expression)
        if not dated_by or (day_at(entry, dated_by) or subject.on) <= subject.on
    ]
    if not entries:
        reason = f"`{expression.options['list']}` has no entry up to {subject.on}"
        return unknown(name, reason, place=nearest(subject, expression))
    kind = resolver.declarations[name].kind
    figures = [taken(entry, expression.options["take"], name, kind) for entry in entries]
    return arithmetic.lowest_of(name, in_one_currency(figures, subject))


def nearest(subject: Subject, expression: Expression) -> Place | None:
    """Give the key of the list, or of what stands nearest above where it should be."""
    steps = str(expression.options["list"]).split(".")
    found = (subject.data.dig(".".join(steps[:count])) for count in range(len(steps), 0, -1))
    return next((node.key_place for node in found if node is not None), subject.place)


def entries_of(subject: Subject, expression: Expression) -> tuple[Node, ...]:
    """Give the entries of the list that an operation names, of those that count."""
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


def taken(entry: Node, path: str, name: str, kind: str) -> Fact:
    """Read a figure of an entry, with the source and the mark of an illustration that stand beside it."""
    node = entry.dig(path)
    if node is None:
        return unknown(name, f"`{path}` is not given", place=entry.place)
    fact = fact_from_node(name, node, kind)
    source = fact.source or str(entry.value.get("source", ""))
    illustration = fact.illustration or str(entry.value.get("illustration", ""))
    return replace(fact, source=source if fact.state is not State.UNKNOWN else "", illustration=illustration)
