"""Caps and amounts as tables: what was used of each cap so far, and existing caps against those now set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import wording
from validator.drafting.context.values import Context, Words, ratio_of
from validator.drafting.printed import Kind, Printed
from validator.facts.fact import Fact, unknown
from validator.facts.stated import fact_from_node
from validator.reading.quantities import DateRange, Money, parse_date_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.drafting.context.event import CategoryEvent
    from validator.findings import Place
    from validator.reading.document import Node
    from validator.workspace.as_of import CapEntry, CapPeriod, CategoryView


def caps(category: CategoryEvent, words: Words) -> Context:
    """Give the caps set by the event beside the ones before; `kept` are the caps that stay as they are."""
    name = words.label(category.subject.data.dig("name"))
    changed = [period for period in category.view.caps if period.newest.dated == words.signed]
    others = (period for period in category.view.caps if period not in changed)
    kept = [period.newest for period in others if period.newest.days.last > words.day] if changed else []
    facts = [amount_of(entry) for period in changed for entry in period.entries]
    rows = [row for period in changed for row in _rows(period, words, name)]
    return {
        "unit": unit(facts, words),
        "rows": tuple(rows),
        **changes(category, words),
        "kept": tuple(_cap(entry, words, name) for entry in kept),
        "missing": None if changed else words.blank("cap", name, at=_place(category), kind=Kind.FIGURE),
    }


def changes(category: CategoryEvent, words: Words) -> dict[str, bool]:
    """Tell whether the caps set by the event revise earlier ones, and whether they add some for new periods."""
    changed = [period for period in category.view.caps if period.newest.dated == words.signed]
    earlier = [_before(period, words) is not None for period in changed]
    return {"revises": any(earlier), "adds": not all(earlier)}


def _place(category: CategoryEvent) -> Place | None:
    node = category.subject.data.dig("caps") or category.subject.data.newest
    return node.key_place if node else None


def _cap(entry: CapEntry, words: Words, name: str) -> Context:
    amount = words.money(amount_of(entry), "cap", name)
    return {"period": words.period(entry.days, entry.node.place), "amount": amount}


def _before(period: CapPeriod, words: Words) -> CapEntry | None:
    """Give the cap that stood for the period before the event."""
    return next((entry for entry in reversed(period.entries) if entry.dated < words.signed), None)


def _rows(period: CapPeriod, words: Words, name: str) -> Iterator[Context]:
    """Give one row for caps of the same days, two where the new cap covers other days than the old one."""
    old, new = _before(period, words), period.newest
    proposed = words.in_millions(amount_of(new), "cap", name)
    if old is None:
        yield {"period": words.period(new.days, new.node.place), "existing": None, "proposed": proposed}
        return
    existing = words.in_millions(amount_of(old), "cap", name)
    if old.days == new.days:
        yield {"period": words.period(new.days, new.node.place), "existing": existing, "proposed": proposed}
        return
    yield {"period": words.period(old.days, old.node.place), "existing": existing, "proposed": None}
    yield {"period": words.period(new.days, new.node.place), "existing": None, "proposed": proposed}


def amount_of(entry: CapEntry) -> Fact:
    """Give the amount of a cap as a fact."""
    return amount_at(entry.node)


def amount_at(node: Node, key: str = "amount") -> Fact:
    """Give what stands under a key as a sum of money; unknown where nothing does."""
    inner = node.get(key)
    return fact_from_node(key, inner, "money") if inner else unknown(key, "", place=node.place)


def audited(node: Node | None) -> str | None:
    """Give `audited` or `unaudited` as the record of an amount says; None where it does not say."""
    said = node.value.get("audited") if node else None
    return None if said is None else "audited" if said else "unaudited"


def unit(facts: Sequence[Fact], words: Words) -> Printed:
    """Give the unit of a table: `RMB million`, 人民幣百萬元."""
    currency = next((fact.value.currency for fact in facts if isinstance(fact.value, Money)), "")
    return Printed(wording.unit(currency, words.language) if currency else "●")


def used(category: CategoryEvent, words: Words) -> Context:
    """Give what was used of each cap that had begun before the day, cap by cap; of a renewal, what it renews."""
    name = words.label(category.subject.data.dig("name"))
    view = category.renewed or category.view
    begun = (_before(period, words) for period in view.caps)
    entries = [entry for entry in begun if entry and entry.days.first < words.day]
    rows = tuple(_used_row(view, entry, words, name) for entry in entries)
    return {"unit": unit([amount_of(entry) for entry in entries], words), "rows": rows}


def _used_row(view: CategoryView, entry: CapEntry, words: Words, name: str) -> Context:
    node, days = reading_of(view, entry.days, words)
    actual = amount_at(node) if node else unknown("actual", "", place=entry.node.place)
    cap = amount_of(entry)
    return {
        "period": words.period(entry.days, entry.node.place),
        "cap": words.in_millions(cap, "cap", name),
        "amount": words.in_millions(actual, "amount", name),
        "audited": audited(node),
        "until": words.period(days, node.place) if node and days and days.last != entry.days.last else None,
        "used": words.percentage(actual, cap),
        "exceeds": (ratio := ratio_of(actual, cap)) is not None and ratio > 1,
        "is_over": entry.days.last < words.day,
        "sum": words.money(actual, "amount", name),
    }


def reading_of(view: CategoryView, days: DateRange, words: Words) -> tuple[Node | None, DateRange | None]:
    """Give the newest recorded amount of the cap period that starts on the first of these days."""
    found = [(node, own) for node, own in view.readings(words.day) if own.first == days.first]
    return max(found, key=lambda reading: reading[1].last, default=(None, None))


def history(category: CategoryEvent, words: Words) -> Context:
    """Give what the data says of the time before the agreement: none, amounts by period, or a blank."""
    node = category.subject.data.dig("history")
    name = words.label(category.subject.data.dig("name"))
    if node is not None and node.value.get("none") is True:
        return {"none": True, "rows": (), "missing": None}
    rows = tuple(_past(each, words, name) for each in node.each("amounts")) if node else ()
    is_open = not rows and not category.renewed
    missing = words.blank("history", name, at=node.key_place if node else None, kind=Kind.FIGURE) if is_open else None
    facts = [amount_at(each) for each in node.each("amounts")] if node else []
    return {"none": False, "rows": rows, "unit": unit(facts, words), "missing": missing}


def _past(node: Node, words: Words, name: str) -> Context:
    days = node.get("period")
    return {
        "period": words.period(parse_date_range(node.value["period"]), days.place if days else node.place),
        "amount": words.in_millions(amount_at(node), "amount", name),
        "audited": audited(node),
    }


def growth(category: CategoryEvent, words: Words) -> tuple[Context, ...]:
    """Give each recorded amount beside the earlier one it is compared with, and by how much it is higher or lower."""
    listed = category.subject.data.dig("comparisons")
    if listed is None:
        return ()
    name = words.label(category.subject.data.dig("name"))
    found = (_grown(category, node, words, name) for node in listed.elements())
    return tuple(row for row in found if row)


def _grown(category: CategoryEvent, node: Node, words: Words, name: str) -> Context | None:
    against = node.get("against")
    if against is None or "period" not in node.value:
        return None
    later = parse_date_range(against.value)
    reading = next((each for each, days in category.view.readings(words.day) if days == later), None)
    if reading is None:
        return None
    earlier_days = parse_date_range(node.value["period"])
    earlier, now = amount_at(node), amount_at(reading)
    ratio = ratio_of(now, earlier)
    change = None if ratio is None else abs(ratio - 1)
    return {
        "period": words.period(later, reading.place),
        "amount": words.money(now, "amount", name),
        "audited": audited(reading),
        "earlier_period": words.period(earlier_days, node.place),
        "earlier_year": Printed(wording.year(earlier_days.last.year, words.language), str(node.place), Kind.DATE),
        "same_days": _same_days(earlier_days, later),
        "earlier": words.money(earlier, "amount", name),
        "change": words.figure(wording.percentage(change, 1), now, earlier) if change else None,
        "is_higher": ratio is not None and ratio > 1,
    }


def _same_days(one: DateRange, other: DateRange) -> bool:
    return (one.first.month, one.first.day, one.last.month, one.last.day) == (
        other.first.month,
        other.first.day,
        other.last.month,
        other.last.day,
    )
