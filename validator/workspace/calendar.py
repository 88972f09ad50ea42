"""What happens in a financial year besides transactions: results, reports and other events, from calendar.yaml."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from validator.evaluation.periods import financial_year_of, periods_within
from validator.facts.fact import known
from validator.facts.stated import day_at
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text, text_of
from validator.workspace.meetings import meetings_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.reading.document import Node
    from validator.reading.quantities import DateRange
    from validator.workspace.load import Workspace
    from validator.workspace.subjects import Layout

_ANNUAL, _INTERIM = "annual", "interim"


def calendar_subjects(layout: Layout, scope: str) -> tuple[Subject, ...]:
    """Lay out the financial periods, general meetings or other events of a workspace, as known on its day."""
    issuer = layout.issuer(layout.as_of)
    if scope == "meeting":
        return tuple(meetings_of(layout.workspace, issuer))
    if scope == "financial_period":
        return tuple(_financial_periods(layout, issuer))
    return tuple(_event(issuer, node) for node in _each(layout.workspace, "events"))


def _each(workspace: Workspace, key: str) -> tuple[Node, ...]:
    return tuple(workspace.calendar.each(key)) if workspace.calendar else ()


def _financial_periods(layout: Layout, issuer: Subject) -> Iterator[Subject]:
    """Give the periods of the last financial year and of the present one, and every other that calendar.yaml has."""
    listed = {(node.value["kind"], day_at(node, "ends")): node for node in _each(layout.workspace, "financial_periods")}
    present = financial_year_of(layout.as_of, layout.year_end)
    last = financial_year_of(present.first - timedelta(days=1), layout.year_end)
    ends = dict.fromkeys((kind, end) for year in (last, present) for kind, end in ends_in(year, layout.year_end))
    for kind, end in sorted(dict.fromkeys((*ends, *listed)), key=lambda each: (str(each[1]), each[0])):
        if end is not None:
            yield _period(issuer, kind, end, listed.get((kind, end)))


def ends_in(year: DateRange, year_end: tuple[int, int]) -> tuple[tuple[str, date], tuple[str, date]]:
    """Give the ends of the first half and of the whole of a financial year, each with its kind."""
    half = next(periods_within(year, "half_year", year_end))
    return (_INTERIM, half.last), (_ANNUAL, year.last)


def _period(issuer: Subject, kind: str, end: date, node: Node | None) -> Subject:
    stated = node.get("ends") if node else None
    given = {"kind": known("kind", kind), "ended_on": known("ended on", end, place=stated.place if stated else None)}
    what = Text("financial year to", "財政年度") if kind == _ANNUAL else Text("half-year to", "六個月")
    label = Text(f"{what.en} {end}", f"截至 {end} 止{what.zh_hant}")
    return Subject(
        "financial_period", f"{kind}-{end}", end, Layers((node,) if node else ()), label, issuer, given=given
    )


def _event(issuer: Subject, node: Node) -> Subject:
    on = day_at(node, "on") or issuer.on
    label = text_of(node.value.get("about")) or Text(node.value["event"])
    return Subject("event", node.value["event"], on, Layers((node,)), label, issuer)
