"""Entries of the registers in controls/ that contradict one another or themselves; what they prove cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.stated import day_at, days_at, fact_from_node
from validator.findings import Finding, Related, Severity
from validator.workspace.registers import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.facts.fact import Fact
    from validator.reading.document import Node
    from validator.workspace.load import Workspace

_CODE = "DATA-EVIDENCE"
_COMPARED = {"amount": "money", "in_order": "boolean"}


def contradictions(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    """Give a finding for every contradiction among what was done by the day, at the later line of the two."""
    evidence = [each for each in entries_of(workspace, "evidence") if _is_done(each, as_of)]
    orders = [each for each in entries_of(workspace, "orders") if _is_done(each, as_of)]
    yield from _disagreeing(evidence)
    yield from (fault for each in evidence for fault in _before_its_end(each))
    yield from (fault for each in orders for fault in _quoted_after(each))
    yield from (fault for each in (*orders, *evidence) for fault in _not_there(each, workspace))


def _is_done(entry: Node, as_of: date) -> bool:
    done = day_at(entry, "on")
    return done is not None and done <= as_of


def _disagreeing(entries: list[Node]) -> Iterator[Finding]:
    """Hold each entry against the first that says something on the same procedure, transactions and days."""
    first: dict[tuple[object, ...], Fact] = {}
    for entry in entries:
        for key, kind in _COMPARED.items():
            node = entry.get(key)
            fact = fact_from_node(key, node, kind) if node is not None else None
            if node is None or fact is None or not fact.is_known:
                continue
            of = (entry.value["procedure"], entry.value.get("agreement"), entry.value.get("category"))
            other = first.setdefault((*of, str(days_at(entry, "period")), key), fact)
            if other.value != fact.value and other.place:
                words = "the amount" if key == "amount" else "whether all was in order"
                message = f"two entries of {of[0]} for {days_at(entry, 'period')} disagree on {words}"
                related = (Related(other.place, "the other entry"),)
                yield _fault(message, node, related, "find out which is right, and take the other out")


def _before_its_end(entry: Node) -> Iterator[Finding]:
    done, days = day_at(entry, "on"), days_at(entry, "period")
    here, end = entry.get("on"), entry.get("period", "to")
    if done and days and here and end and done < days.last:
        message = f"this was done on {done}, before the period that it covers ends on {days.last}"
        remedy = "give the days that were over by then as its period, or the day on which it was done"
        yield _fault(message, here, (Related(end.place, "the period ends here"),), remedy)


def _quoted_after(order: Node) -> Iterator[Finding]:
    placed, here = day_at(order, "on"), order.get("on")
    remedy = "a quotation must be in hand before the order"
    for quotation in order.each("independent_quotations"):
        quoted, node = day_at(quotation, "on"), quotation.get("on")
        if placed and here and quoted and node and quoted > placed:
            message = f"this quotation is of {quoted}, after the order of {placed}; it does not count"
            yield _fault(message, node, (Related(here.place, "the order"),), remedy, Severity.WARNING)


def _not_there(entry: Node, workspace: Workspace) -> Iterator[Finding]:
    node = entry.get("file")
    if node is not None and not (workspace.folder / node.value).is_file():
        message = f"the document `{node.value}` is not in the workspace"
        yield _fault(message, node, (), "file it there, or correct the path (it counts from the workspace folder)")


def _fault(
    message: str, node: Node, related: tuple[Related, ...], remedy: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(_CODE, severity, message, node.place, related=related, help=remedy)
