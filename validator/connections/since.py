"""Since when somebody has been connected without a break, found by deciding anew on every day that can change it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.facts.conditions import comparisons_of
from validator.facts.fact import Bound, Fact, State, bounded, known
from validator.facts.stated import day_at
from validator.reading.quantities import Period, add_period
from validator.reading.text import Text
from validator.rulebook.body import TableBody
from validator.rulebook.relations import Kin, RelationBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from validator.facts.conditions import Comparison
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook

NAME = "connected_since"
_A_DAY = timedelta(days=1)
_DAYS = {"from", "as_of", "known_on", "published_on", "to", "born_on"}


def connected_since(answer: Callable[[date], bool | None], days: Iterable[date], on: date) -> Fact:
    """Give the first day of the present connection.

    `answer` tells whether somebody is connected on a day; `days` are all on which that can change. A connection that
    may have begun earlier is bounded: at the latest on the first day on which it is sure. How much earlier is not
    asked, as every day asked is a walk through the register.
    """
    if answer(on) is not True:
        return Fact(NAME, State.NOT_APPLICABLE, reason=Text("not surely connected on the day"))
    first = on
    held: bool | None = True
    for day in sorted((day for day in set(days) if day < on), reverse=True):
        held = answer(day)
        if not held:
            break
        first = day
    if held:  # so on every day of which the data speaks
        held = answer(first - _A_DAY)
    return known(NAME, first) if held is False else bounded(NAME, None, Bound(first, inclusive=True))


def days_of_change(roots: Sequence[Node], rulebook: Rulebook) -> tuple[date, ...]:
    """Give every day on which what the data says can change an answer of the rulebook.

    These are the days in the data, the days after an end, and the days a period of the rules later: twelve months
    after an office has ended, the eighteenth birthday.
    """
    stated: set[date] = set()
    for root in roots:
        for key, day in _days(root):
            stated |= {day, *_later(key, day, rulebook)}
    rules = {version.first for rule in rulebook.rules.values() for version in rule.versions if _draws(version.body)}
    return tuple(sorted(stated | {day + _A_DAY for day in stated} | rules))


def _draws(body: object) -> bool:
    return isinstance(body, (TableBody, RelationBody))


def _days(root: Node) -> Iterator[tuple[str, date]]:
    """Give every date that stands anywhere below a node, with its key."""
    if isinstance(root.value, dict):
        for key, inner in root.items():
            day = day_at(root, key) if key in _DAYS else None
            if day is not None:
                yield key, day
            else:
                yield from _days(inner)
    elif isinstance(root.value, list):
        for inner in root.elements():
            yield from _days(inner)


def _later(key: str, day: date, rulebook: Rulebook) -> Iterator[date]:
    """Give the days on which a line of the rules is reached: so many months after an end, or years after birth."""
    for rule in rulebook.rules.values():
        for version in rule.versions:
            if key == "to" and isinstance(version.body, TableBody) and rule.scope == "counterparty":
                yield from _moved(day, version.body.comparisons())
            elif key == "born_on" and isinstance(version.body, RelationBody):
                kin = (step.tie for step in version.body.steps if isinstance(step.tie, Kin))
                yield from _moved(day, (each for tie in kin for each in comparisons_of(tie.age)))


def _moved(day: date, comparisons: Iterable[Comparison]) -> Iterator[date]:
    return (add_period(day, each.limit) for each in comparisons if isinstance(each.limit, Period))
