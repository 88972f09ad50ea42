"""Annual reports: the transactions of one financial year, with what was confirmed of each.

The transactions are laid out as they stood at the end of the year: what was amended since belongs to a later report.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from validator.evaluation.classification import classify, learn_tiers
from validator.evaluation.periods import financial_year_of
from validator.facts.fact import Fact, known, unknown
from validator.facts.stated import day_at, days_at
from validator.facts.subject import Layers, Subject
from validator.reading.quantities import DateRange
from validator.reading.text import Text
from validator.workspace.subjects import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.checking import Evaluated
    from validator.reading.document import Node


def annual_reports_due(evaluated: Evaluated) -> Iterator[Subject]:
    """Give the annual reports being made on the day of the command, undated ones too."""
    for node in evaluated.workspace.annual_reports:
        if (day_at(node, "dated") or evaluated.as_of) == evaluated.as_of:
            yield annual_report_subject(evaluated, _year_of(node), node)


def transaction_years_due(evaluated: Evaluated) -> Iterator[Subject]:
    """Give the transactions of the annual reports being made on the day of the command."""
    for report in annual_reports_due(evaluated):
        yield from report.members


def last_annual_report(evaluated: Evaluated) -> Subject:
    """Give the report of the financial year that last ended by the day, with its record where the data holds one.

    A report that is being made on the day comes before it, whatever its year.
    """
    due = next(annual_reports_due(evaluated), None)
    if due is not None:
        return due
    running = financial_year_of(evaluated.as_of + timedelta(days=1), evaluated.layout.year_end)
    year = financial_year_of(running.first - timedelta(days=1), evaluated.layout.year_end)
    node = next((each for each in evaluated.workspace.annual_reports if _year_of(each) == year), None)
    return annual_report_subject(evaluated, year, node)


def annual_report_subject(evaluated: Evaluated, year: DateRange, node: Node | None) -> Subject:
    """Lay out the report of a financial year; its members are the types of transaction that ran in that year."""
    label = Text(f"annual report {year}", f"{year.first}至{year.last}年度的年報")
    layers = Layers((node,)) if node else Layers()
    members, given = tuple(_transactions(evaluated, year, node)), {"financial_year": known("financial year", year)}
    return Subject("annual_report", str(year.last), evaluated.as_of, layers, label, _issuer(evaluated), members, given)


def _issuer(evaluated: Evaluated) -> Subject:
    return evaluated.layout.issuer(evaluated.as_of)


def _year_of(report: Node) -> DateRange:
    year = days_at(report, "financial_year")
    assert year is not None  # noqa: S101  # the schema asks for it
    return year


def _transactions(evaluated: Evaluated, year: DateRange, report: Node | None) -> Iterator[Subject]:
    layout = Layout(evaluated.workspace, min(year.last, evaluated.as_of), evaluated.rulebook)
    categories = [part for agreement in layout.monitored for part in agreement.each("category")]
    learn_tiers(evaluated.engine, classify(evaluated.engine, layout.categories), categories)
    for category in categories:
        if _ran_in(category, year):
            yield _transaction(category, year, report, evaluated.as_of)


def _ran_in(category: Subject, year: DateRange) -> bool:
    """Tell whether the term of a transaction touches the year; one without a term counts by its day."""
    term = category.data.dig("term")
    days = days_at(term) if term else None
    if days is None:
        signed = category.given["event_date"].value
        days = DateRange(signed, signed)  # type: ignore[arg-type]  # the layout gives a day
    return days.first <= year.last and year.first <= days.last


def _transaction(category: Subject, year: DateRange, report: Node | None, on: date) -> Subject:
    entry = _entry(category, report)
    layers = Layers(tuple(node for node in (entry, report) if node))  # what the report says of all stands below
    given = {"amount": _amount(category, year), "cap": _cap(category, year), "days": _days(category, year)}
    label = Text(f"{year.first} to {year.last}", f"{year.first}至{year.last}")
    id_ = f"{category.id}/{year.last}"
    return Subject("transaction_year", id_, on, layers, label, category, given=given)


def _entry(category: Subject, report: Node | None) -> Node | None:
    entries = report.each("transactions") if report else ()
    return next(
        (each for each in entries if f"{each.value['agreement']}/{each.value['category']}" == category.id), None
    )


def _periods(category: Subject, year: DateRange) -> list[Subject]:
    return [each for each in category.each("cap_period") if each.given["financial_year"].value == year]


def _cap(category: Subject, year: DateRange) -> Fact:
    """Give the annual cap of the year as it stood in the end."""
    periods = _periods(category, year)
    if len(periods) != 1:
        return unknown("cap of the year", f"no single cap of the year to {year.last} is set", place=category.place)
    return periods[0].given["cap_in_force"]


def _days(category: Subject, year: DateRange) -> Fact:
    """Give the days of the year that its cap covers: all of them where no single cap is set."""
    periods = _periods(category, year)
    return periods[0].given["days"] if len(periods) == 1 else known("days", year, place=category.place)


def _amount(category: Subject, year: DateRange) -> Fact:
    """Give the amount recorded up to the end of the year, or of the term where that ends before."""
    name = "amount of the year"
    periods = _periods(category, year)
    found = [each.given["actual"] for each in periods if "actual" in each.given]
    if len(periods) != 1 or not found:
        return unknown(name, f"no amount of the year to {year.last} is recorded", place=category.place)
    term = category.data.dig("term")
    days = days_at(term) if term else None
    last = min(year.last, days.last) if days else year.last
    over = found[0].over
    if over is None or over.last < last:
        return unknown(name, f"the amount is not recorded up to {last}", place=found[0].place)
    return found[0]
