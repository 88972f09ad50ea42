"""The subsidiaries in which one person stands, laid out with their years so that a table can test their size."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from validator.facts.arithmetic import sum_of
from validator.facts.exchange import in_one_currency
from validator.facts.fact import Fact, State, interval, unknown
from validator.facts.stated import day_at, days_at, fact_from_node
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.reading.document import Node
    from validator.relations.register import Entry

FIGURES = ("total_assets", "revenue", "profit_before_tax")
_OWN_TEST = "profits_test"


def subsidiaries_together(entries: Sequence[Entry], issuer: Subject) -> Subject:
    """Give the subsidiaries as one subject, with a member for each financial year that is known, newest first.

    Years before the first of them was incorporated are left out. Where the accounts in the data do not reach back so
    far, a last year without figures stands for what is missing.
    """
    members: list[Subject] = []
    label = Text(", ".join(str(entry.name) for entry in entries))
    subject = Subject("subsidiary", "+".join(entry.id for entry in entries), issuer.on, label=label, parent=issuer)
    first = _first_days(entries)
    accounts = _accounts(issuer)
    for node in accounts:
        days = days_at(node, "period")
        if days is not None and not _not_yet(first, days.last) and not _held_back(entries, days.last, issuer.on):
            members.append(_year(subject, entries, node, days.last))
    oldest = days_at(accounts[-1], "period") if accounts else None
    if oldest is None or not _not_yet(first, oldest.first - timedelta(days=1)):
        members.append(_missing_year(subject))
    return replace(subject, members=tuple(members))


def _first_days(entries: Sequence[Entry]) -> list[date | None]:
    return [day_at(entry.node, "incorporated_on") for entry in entries]


def _not_yet(first: Sequence[date | None], day: date) -> bool:
    """Tell whether none of the subsidiaries surely existed by a day."""
    return all(each is not None and each > day for each in first)


def _held_back(entries: Sequence[Entry], last: date, on: date) -> bool:
    """Tell whether the figures of a year are stated but were not yet known on a day."""
    years = (year for entry in entries if (year := _year_of(entry, last)))
    return any((known_on := day_at(year, "known_on")) is not None and known_on > on for year in years)


def _accounts(issuer: Subject) -> list[Node]:
    """Give the annual accounts that were published by the day, newest first."""
    node = issuer.data.dig("accounts")
    listed = [each for each in node.elements() if each.value.get("kind") == "annual"] if node else []
    published = [each for each in listed if _is_published(each, issuer.on)]
    return sorted(published, key=lambda each: str(each.value["period"]["to"]), reverse=True)


def _is_published(accounts: Node, on: date) -> bool:
    node = accounts.get("published_on")
    _, high = interval(fact_from_node("published", node, "date")) if node else (None, None)
    return high is not None and high.value <= on  # type: ignore[operator]  # a date


def _year(subject: Subject, entries: Sequence[Entry], accounts: Node, last: date) -> Subject:
    given: dict[str, Fact] = {}
    for name in FIGURES:
        group = accounts.get(name)
        given[f"group_{name}"] = (
            fact_from_node(f"group {name}", group, "money", "the group")
            if group
            else unknown(f"group {name}", f"`{name}` is not given", place=accounts.place)
        )
        parts = [_figure(entry, name, last) for entry in entries]
        given[name] = parts[0] if len(parts) == 1 else sum_of(name, in_one_currency(parts, subject))
    given[_OWN_TEST] = _own_test(entries, last)
    label = Text(f"year to {last}", f"截至{last}止年度")
    data = Layers((accounts,))
    return Subject("financial_year", f"{subject.id}/{last}", subject.on, data, label, subject, given=given)


def _missing_year(subject: Subject) -> Subject:
    reason = "the issuer's accounts in the data do not reach back three financial years or to the incorporation"
    names = (*FIGURES, *(f"group_{name}" for name in FIGURES), _OWN_TEST)
    given = {name: unknown(name, reason, place=subject.parent.place if subject.parent else None) for name in names}
    return Subject("financial_year", f"{subject.id}/earlier", subject.on, parent=subject, given=given)


def _figure(entry: Entry, name: str, last: date) -> Fact:
    incorporated = day_at(entry.node, "incorporated_on")
    if incorporated is not None and incorporated > last:
        return Fact(name, State.NOT_APPLICABLE, reason=Text(f"{entry.name} was not yet incorporated"), subject=entry.id)
    year = _year_of(entry, last)
    figure = year.get(name) if year else None
    if figure is None:
        reason = f"`{name}` of {entry.name} for the year to {last} is not given"
        return unknown(name, reason, place=(year or entry.node).key_place, subject=entry.id)
    return fact_from_node(name, figure, "money", entry.id)


def _own_test(entries: Sequence[Entry], last: date) -> Fact:
    """Give the test by which profits are measured where there is a loss, as stated for any of the subsidiaries."""
    for entry in entries:
        year = _year_of(entry, last)
        node = year.get(_OWN_TEST) if year else None
        if node is not None:
            return fact_from_node(_OWN_TEST, node, "ratio", entry.id)
    place = entries[0].node.key_place
    return unknown(_OWN_TEST, f"one side made a loss in the year to {last}", place=place, subject=entries[0].id)


def _year_of(entry: Entry, last: date) -> Node | None:
    return next((node for node in entry.node.each("years") if day_at(node, "to") == last), None)
