"""Since when somebody has been connected without a break, found by deciding anew on every day that can change it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.facts.conditions import comparisons_of
from validator.facts.fact import Bound, Fact, State, bounded, known
from validator.facts.stated import day_at
from validator.reading.quantities import Period, add_period
from validator.reading.text import Text
from validator.rulebook.model import TableBody
from validator.rulebook.relations import Kin, RelationBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook

NAME = "connected_since"
_A_DAY = timedelta(days=1)
_STARTS, _ENDS = ("from", "as_of", "known_on", "published_on"), ("to",)


def connected_since(answer: Callable[[date], bool | None], days: Iterable[date], on: date) -> Fact:
    """Give the first day of the present connection.

    `answer` tells whether somebody is connected on a day; `days` are all on which that can change. A connection that
    may have begun earlier is bounded: at the latest on the first day on which it is sure.
    """
    if answer(on) is not True:
        return Fact(NAME, State.NOT_APPLICABLE, reason=Text("not surely connected on the day"))
    first = earliest = on
    for day in sorted((day for day in set(days) if day < on), reverse=True):
        held = answer(day)
        if held is False:
            return _from(first, earliest)
        if held and earliest == first:
            first = day
        earliest = day
    if answer(earliest - _A_DAY) is False:
        return _from(first, earliest)
    return bounded(NAME, None, Bound(first, inclusive=True))


def _from(first: date, earliest: date) -> Fact:
    if first == earliest:
        return known(NAME, first)
    return bounded(NAME, Bound(earliest, inclusive=True), Bound(first, inclusive=True))


def days_of_change(roots: Sequence[Node], rulebook: Rulebook) -> tuple[date, ...]:
    """Give every day on which what the data says can change an answer of the rulebook.

    These are the days in the data, the days after an end, and the days a period of the rules later: twelve months
    after an office has ended, the eighteenth birthday.
    """
    stated = {day for root in roots for day in _days(root)}
    periods = tuple(_periods(rulebook))
    later = {add_period(day, period) for day in stated for period in periods}
    rules = {version.first for rule in rulebook.rules.values() for version in rule.versions if _draws(version.body)}
    return tuple(sorted(stated | later | {day + _A_DAY for day in stated | later} | rules))


def _draws(body: object) -> bool:
    return isinstance(body, (TableBody, RelationBody))


def _days(root: Node) -> Iterator[date]:
    """Give every date that stands anywhere below a node."""
    value = root.value
    if isinstance(value, dict):
        for key, inner in root.items():
            if key in {*_STARTS, *_ENDS, "born_on"}:
                day = day_at(root, key)
                yield from (day,) if day else ()
            yield from _days(inner)
    elif isinstance(value, list):
        for inner in root.elements():
            yield from _days(inner)


def _periods(rulebook: Rulebook) -> Iterator[Period]:
    for rule in rulebook.rules.values():
        for version in rule.versions:
            if isinstance(version.body, TableBody):
                limits = [each.limit for each in version.body.comparisons() if rule.scope == "counterparty"]
            elif isinstance(version.body, RelationBody):
                kin = (step.tie for step in version.body.steps if isinstance(step.tie, Kin))
                limits = [each.limit for tie in kin for each in comparisons_of(tie.age)]
            else:
                continue
            yield from (limit for limit in limits if isinstance(limit, Period))
