"""Tables that are not ours: a cap or an amount must belong to the type of transaction and the period of its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.drafting.context.caps import amount_at, amount_of
from validator.drafting.quantity import Quantity, Sort
from validator.reading.quantities import Money
from validator.reading.text import text_of
from validator.review.remarks import FIGURE, Remark, error
from validator.review.table_arithmetic import Grid, column_role, grids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from validator.drafting.context.event import CategoryEvent, Event
    from validator.facts.fact import Fact
    from validator.review.alignment import Pair

_SCALES = (1, 10**3, 10**6, 10**9)


@dataclass(frozen=True)
class Stated:
    """A cap or an amount that the data states: for what, until which day, how much, on which line."""

    category: str
    role: str
    last: date
    amount: Money
    origin: str


def stated_of(event: Event, language: str) -> tuple[Stated, ...]:
    """Give the caps, of every version so far, and the recorded amounts of the types of transaction of the event."""
    return tuple(stated for category in event.categories for stated in _of_category(category, language, event.day))


def _of_category(category: CategoryEvent, language: str, day: date) -> Iterator[Stated]:
    node = category.subject.data.dig("name")
    name = text_of(node.value).in_language(language) if node else category.view.id
    facts: list[tuple[str, date, Fact]] = [
        ("cap", entry.days.last, amount_of(entry)) for period in category.view.caps for entry in period.entries
    ]
    facts += [("amount", days.last, amount_at(record)) for record, days in category.view.readings(day)]
    for role, last, fact in facts:
        if isinstance(fact.value, Money):
            yield Stated(name, role, last, fact.value, str(fact.place))


def place_remarks(draft: str, language: str, pairs: Sequence[Pair], stated: Sequence[Stated]) -> Iterator[Remark]:
    """Give a remark for each cap or amount in a table that belongs to another type of transaction or period."""
    ours = {pair.passage.number for pair in pairs if pair.counterparts()}
    names = {each.category for each in stated}
    for grid in grids(pairs):
        category = _category(grid, pairs, names)
        for (row, column), pair in grid.cells.items():
            figure, last = grid.figure(row, column), _last_day(grid, row)
            if figure is None or last is None or not column or pair.passage.number in ours:
                continue
            role = column_role(grid.text(0, column), language)
            due = [s for s in stated if (s.category, s.role, s.last) == (category, role, last)]
            if due and not any(_is(figure, each) for each in due):
                message = f"{figure.text} is not the {role} of {category} until {last}, which is {due[-1].amount}"
                span = (figure.start, figure.end)
                yield error(FIGURE, message, draft, pair.passage, span, str(due[-1].amount), due[-1].origin)


def _is(figure: Quantity, stated: Stated) -> bool:
    return any(figure.amount * scale == stated.amount.amount for scale in _SCALES)


def _last_day(grid: Grid, row: int) -> date | None:
    """Give the day on which the period named at the head of a row ends."""
    head = grid.cells.get((row, 0))
    days = [each.value[0] for each in head.quantities if each.sort is Sort.DAY] if head else []
    return days[-1] if days and len(days) < 3 else None  # type: ignore[return-value]  # a day by its sort


def _category(grid: Grid, pairs: Sequence[Pair], names: set[str]) -> str | None:
    """Give the one type of transaction that the head of a table names, or else the paragraphs just above it."""
    first = min(pair.passage.number for pair in grid.cells.values())
    above = [pair.passage for pair in pairs if first - 3 <= pair.passage.number < first and pair.passage.spot is None]
    section = next(iter(grid.cells.values())).passage.section
    for text in (grid.text(0, 0), *(each.text for each in reversed(above)), *reversed(section)):
        found = {name for name in names if name.casefold() in text.casefold()}
        found = {name for name in found if not any(name != other and name in other for other in found)}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None
