"""Entries of calendar.yaml that do not fit the issuer's financial year, or that stand twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.periods import financial_year_of
from validator.facts.stated import day_at
from validator.findings import Finding, Related, Severity
from validator.workspace.calendar import ends_in
from validator.workspace.faults_dates import year_end_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reading.document import Node
    from validator.workspace.load import Workspace


def faults_of_calendar(workspace: Workspace) -> Iterator[Finding]:
    """Give a finding at every financial period that ends on no day of that kind, or is given twice."""
    year_end = year_end_of(workspace.issuer)
    if workspace.calendar is None or year_end is None:
        return
    seen: dict[tuple[str, str], Node] = {}
    for period in workspace.calendar.each("financial_periods"):
        yield from _end(period, year_end)
        key = (period.value["kind"], str(period.value["ends"]))
        if key in seen:
            message = f"the {key[0]} period to {key[1]} stands twice"
            first = Related(seen[key].place, "first given here")
            yield Finding(
                "DATA-TWICE", Severity.ERROR, message, period.place, related=(first,), help="keep one of them"
            )
        seen.setdefault(key, period)


def _end(period: Node, year_end: tuple[int, int]) -> Iterator[Finding]:
    kind, end, node = period.value["kind"], day_at(period, "ends"), period.get("ends")
    if end is None or node is None:
        return
    right = dict(ends_in(financial_year_of(end, year_end), year_end))[kind]
    if end != right:
        message = f"no {kind} period of the issuer ends on {end}"
        remedy = f"the one of that financial year ends on {right} (financial_year_end in issuer.yaml)"
        yield Finding("DATA-DATE", Severity.ERROR, message, node.place, help=remedy)
