"""An agreement as it stood on a day: its amendments up to then laid over what was first signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.facts.stated import day_at, days_at
from validator.facts.subject import Layers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from validator.reading.document import Node
    from validator.reading.quantities import DateRange


@dataclass(frozen=True)
class CapEntry:
    """One cap as it was set on a day. `conditional`: it waits for independent shareholders' approval."""

    node: Node
    days: DateRange
    dated: date
    conditional: bool
    approved_on: date | None
    announced_on: date | None

    def in_force_on(self, day: date, announcements: Collection[date]) -> bool | None:
        """Tell whether this cap counts on a day: once it is announced, or approved where it waits for that.

        An announcement of the day on which it was agreed is its own. None where no announcement is recorded.
        """
        if self.conditional:
            return self.approved_on is not None and self.approved_on <= day
        announced = self.announced_on or (self.dated if self.dated in announcements else None)
        return False if self.dated > day else None if announced is None else announced <= day


@dataclass(frozen=True)
class CapPeriod:
    """The caps set one after the other for a period, oldest first; they all start on the same day."""

    entries: tuple[CapEntry, ...]

    @property
    def newest(self) -> CapEntry:
        """Give the cap as last set or proposed."""
        return self.entries[-1]

    def in_force_on(self, day: date, announcements: Collection[date]) -> tuple[CapEntry | None, bool]:
        """Give the newest cap that counts on a day, and whether that is sure.

        The first one counts from the start if it waits for nothing.
        """
        for entry in reversed(self.entries[1:]):
            counts = entry.in_force_on(day, announcements)
            if counts is not False:
                return entry, counts is True
        first = self.entries[0]
        return (None if first.conditional and not first.in_force_on(day, announcements) else first), True


@dataclass(frozen=True)
class CategoryView:
    """One type of transaction under an agreement as it stood on a day."""

    id: str
    data: Layers
    set_on: date
    amendments: tuple[Node, ...]
    caps: tuple[CapPeriod, ...]

    def readings(self, as_of: date) -> Iterator[tuple[Node, DateRange]]:
        """Give the amounts recorded up to a day, with the days that each covers; those of an amendment come on top."""
        for node in (each for layer in reversed(self.data.nodes) for each in layer.each("actuals")):
            days = days_at(node)
            if days and days.last <= as_of:
                yield node, days


@dataclass(frozen=True)
class AgreementView:
    """An agreement as it stood on a day; `amendments` up to that day, oldest first."""

    id: str
    node: Node
    data: Layers
    dated: date
    amendments: tuple[Node, ...]
    categories: tuple[CategoryView, ...]


def agreement_as_of(node: Node, as_of: date) -> AgreementView | None:
    """Give the agreement as it stood at the end of a day; None where it was not yet signed.

    What has no date yet is being prepared, and stands as if it were signed on the day.
    """
    dated = day_at(node, "dated") or as_of
    if dated > as_of:
        return None
    signed = ((day_at(each, "dated") or as_of, each) for each in node.each("amendments"))
    amendments = tuple(each for day, each in sorted(signed, key=lambda pair: pair[0]) if day <= as_of)
    names = dict.fromkeys(
        name for part in (node, *amendments) if (inner := part.get("categories")) for name, _ in inner.items()
    )
    return AgreementView(
        node.value["agreement"],
        node,
        Layers((*reversed(amendments), node)),
        dated,
        amendments,
        tuple(_category(name, node, amendments, dated, as_of) for name in names),
    )


def _category(name: str, agreement: Node, amendments: tuple[Node, ...], dated: date, as_of: date) -> CategoryView:
    changes = [(each, change) for each in amendments if (change := each.get("categories", name)) is not None]
    base = agreement.get("categories", name)
    layers = [change for _, change in reversed(changes)] + ([base] if base else [])
    set_on = max((day_at(each, "dated") or as_of for each, _ in changes), default=dated)
    periods: dict[date, list[CapEntry]] = {}
    for source, change in ([(agreement, base)] if base else []) + changes:
        for entry in _entries(source, change, as_of):
            periods.setdefault(entry.days.first, []).append(entry)
    caps = tuple(CapPeriod(tuple(entries)) for _, entries in sorted(periods.items()))
    return CategoryView(name, Layers(tuple(layers)), set_on, tuple(each for each, _ in changes), caps)


def _entries(source: Node, change: Node, as_of: date) -> Iterator[CapEntry]:
    caps = change.get("caps")
    if caps is None or not isinstance(caps.value, list):
        return
    # A revision that does not say whether it waits for approval is taken to wait: silence is never the lighter answer.
    conditional = change.value.get("conditional_on_approval", "amendment" in source.value) is not False
    for node in caps.elements():
        days, dated = days_at(node), day_at(source, "dated") or as_of
        if days:
            approved, announced = day_at(source, "approved_on"), day_at(source, "announced_on")
            yield CapEntry(node, days, dated, conditional, approved, announced)
