"""Caps and recorded amounts whose days or sums do not fit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.evaluation.periods import financial_year_of
from validator.facts.stated import day_at, days_at, fact_from_node
from validator.findings import Finding, ReadingError, Related, Severity
from validator.reading.quantities import DateRange, Money
from validator.workspace.faults_dates import year_end_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.reading.document import Node
    from validator.workspace.load import Workspace


@dataclass(frozen=True)
class _Layer:
    """One category as the agreement or one amendment states it."""

    node: Node
    term: Node | None
    caps: tuple[Node, ...]


def faults_of_amounts(workspace: Workspace) -> Iterator[Finding]:
    """Give a finding at every cap and every recorded amount that does not fit."""
    year_end = year_end_of(workspace.issuer)
    for agreement in workspace.agreements.values():
        for layers in _categories(agreement).values():
            for layer in layers:
                yield from _overlaps(layer.caps)
                yield from (fault for cap in layer.caps for fault in _outside_the_term(cap, layer.term))
                yield from (fault for cap in layer.caps for fault in _across_years(cap, year_end))
            yield from _left_beside(layers)
            yield from _actuals(layers)
    yield from _below_nothing(workspace)


def _categories(agreement: Node) -> dict[str, list[_Layer]]:
    """Give what each category says, by layers: the agreement first, then its amendments in order of date."""
    dated = [(day_at(each, "dated") or date.max, each) for each in agreement.each("amendments")]
    amendments = sorted(dated, key=lambda pair: pair[0])
    found: dict[str, list[_Layer]] = {}
    for part in (agreement, *(each for _, each in amendments)):
        named = part.get("categories")
        for name, node in named.items() if named else ():
            earlier = found.setdefault(name, [])
            term = node.get("term") or (earlier[-1].term if earlier else None)
            earlier.append(_Layer(node, term, tuple(cap for cap in node.each("caps") if _days(cap))))
    return found


def _days(node: Node | None) -> DateRange | None:
    """Give the days of a cap, an amount or a term; None where they are not known, or wrong and reported as such."""
    try:
        return days_at(node) if node is not None else None
    except ReadingError:
        return None


def _in_order(caps: Sequence[Node]) -> list[tuple[DateRange, Node]]:
    known = [(days, cap) for cap in caps if (days := _days(cap))]
    return sorted(known, key=lambda pair: (pair[0].first, pair[0].last))


def _overlaps(caps: Sequence[Node]) -> Iterator[Finding]:
    for (first_days, first), (days, cap) in pairwise(_in_order(caps)):
        if days.overlaps(first_days):
            message = f"the caps {first_days} and {days} overlap"
            yield _fault(
                "DATA-CAP", cap, message, first, "the other cap", "let each cap end before the next one starts"
            )


def _left_beside(layers: Sequence[_Layer]) -> Iterator[Finding]:
    """Warn of a cap that an amendment sets for days of another cap without replacing it: both would count."""
    standing: dict[date, tuple[DateRange, Node]] = {}
    for layer in layers:
        for days, cap in _in_order(layer.caps):
            beside = [old for first, old in standing.items() if first != days.first and old[0].overlaps(days)]
            if beside and beside[0][1].path[: len(layer.node.path)] != layer.node.path:
                old_days, old = beside[0]
                message = f"this cap for {days} stands beside the earlier one for {old_days}; both count"
                remedy = f"start it on {old_days.first} to replace the earlier cap"
                yield _fault("DATA-CAP", cap, message, old, "the earlier cap", remedy, Severity.WARNING)
            standing[days.first] = (days, cap)


def _outside_the_term(cap: Node, term: Node | None) -> Iterator[Finding]:
    days, within = _days(cap), _days(term)
    if term and days and within and not (within.first <= days.first and days.last <= within.last):
        message = f"the cap for {days} lies outside the term, {within}"
        yield _fault("DATA-CAP", cap, message, term, "the term", "set caps for days of the term only")


def _across_years(cap: Node, year_end: tuple[int, int] | None) -> Iterator[Finding]:
    days = _days(cap)
    if year_end and days and days.last > (ends := financial_year_of(days.first, year_end).last):
        message = f"the cap for {days} runs past the financial year that ends on {ends}"
        remedy = "caps follow the issuer's financial years: split it at the end of the year"
        yield _fault("DATA-CAP", cap, message, remedy=remedy)


def _actuals(layers: Sequence[_Layer]) -> Iterator[Finding]:
    caps = {days.first: (days, cap) for layer in layers for days, cap in _in_order(layer.caps)}
    recorded = [(days, node) for layer in layers for node in layer.node.each("actuals") if (days := _days(node))]
    for days, node in recorded if caps else ():
        if days.first not in caps:
            starts = ", ".join(str(day) for day in sorted(caps))
            message = f"this amount is counted from {days.first}, on which no cap starts"
            yield _fault("DATA-ACTUAL", node, message, remedy=f"caps start on {starts}; an amount runs from there")
        elif days.last > caps[days.first][0].last:
            cap_days, cap = caps[days.first]
            message = f"this amount runs to {days.last}, past the end of its cap on {cap_days.last}"
            yield _fault("DATA-ACTUAL", node, message, cap, "the cap", "start a new amount with the next cap")
    yield from _running_totals(recorded)


def _running_totals(recorded: Sequence[tuple[DateRange, Node]]) -> Iterator[Finding]:
    ordered = sorted(recorded, key=lambda pair: (pair[0].first, pair[0].last))
    for (earlier, before), (later, node) in pairwise(ordered):
        if earlier.first != later.first:
            continue
        if earlier.last == later.last:
            message = f"two amounts are recorded for {later}"
            yield _fault("DATA-ACTUAL", node, message, before, "the other amount", "keep the right one")
        elif (more := _sum(before)) and (less := _sum(node)) and _is_less(less, more):
            message = f"the running total falls from {more} on {earlier.last} to {less} on {later.last}"
            remedy = "amounts are totals from the first day of the cap period; add up, do not start afresh"
            yield _fault("DATA-ACTUAL", node, message, before, "the earlier total", remedy)


def _sum(node: Node) -> Money | None:
    amount = node.get("amount")
    value = fact_from_node("amount", amount, "money").value if amount is not None else None
    return value if isinstance(value, Money) else None


def _is_less(one: Money, other: Money) -> bool:
    return one.currency == other.currency and one.amount < other.amount


def _below_nothing(workspace: Workspace) -> Iterator[Finding]:
    """Refuse sums that cannot be negative, and rates of exchange that are no rates."""
    for node in _sums(workspace):
        value = fact_from_node("amount", node, "money").value
        if isinstance(value, Money) and value.amount < 0:
            yield _fault("DATA-AMOUNT", node, f"{value} is less than nothing", remedy="write the sum without a minus")
    for entry in workspace.issuer.each("market", "exchange_rates"):
        rate = entry.get("rate")
        if rate is not None and fact_from_node("rate", rate, "number").value == 0:
            yield _fault("DATA-AMOUNT", rate, "a rate of exchange of nothing makes every amount nothing")


def _sums(workspace: Workspace) -> Iterator[Node]:
    entries: list[tuple[Node, str]] = [(each, "value") for each in workspace.issuer.each("market", "capitalisation")]
    for agreement in workspace.agreements.values():
        for layer in (layer for layers in _categories(agreement).values() for layer in layers):
            entries += [(layer.node, "consideration"), *((each, "amount") for each in layer.caps)]
            entries += [(each, "amount") for each in layer.node.each("actuals")]
    for order in (order for controls in workspace.controls for order in controls.each("orders")):
        entries += [
            (order, "connected_quotation"),
            *((each, "amount") for each in order.each("independent_quotations")),
        ]
    yield from (node for entry, key in entries if (node := entry.get(key)) is not None)


def _fault(
    code: str,
    node: Node,
    message: str,
    other: Node | None = None,
    label: str = "",
    remedy: str = "",
    severity: Severity = Severity.ERROR,
) -> Finding:
    related = (Related(other.place, label),) if other else ()
    return Finding(code, severity, message, node.place, related=related, help=remedy)
