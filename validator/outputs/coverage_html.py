"""The coverage of a chapter as one HTML page: a summary, the faults, and one row a provision in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.outputs.coverage import STATUSES, UNVERIFIED, places_of, shown_rows, status_words, summary
from validator.outputs.html_page import Html, both, bullets, chinese, code, element, joined, page, row, table
from validator.proofs.coverage import MISSING
from validator.rulebook.coverage import NOT_READ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.facts.declarations import Declaration
    from validator.findings import Finding
    from validator.proofs.coverage import Coverage, Covered
    from validator.receipt import Receipt

_HEAD = ("provision", "status", "compared on", "where it stands, who is asked, what is left")
_MEANS = {
    "encoded": "the rulebook holds it; file and line are given",
    "definitional": "nothing is to be decided",
    "judgement": "a person answers; the fact records it",
    "not_read": "its text has not been read, and nothing is encoded",
    MISSING: "expected, and not in the rulebook",
}


def coverage_html(coverages: Sequence[Coverage], receipt: Receipt, only: str | None = None) -> str:
    """Give the coverage as a self-contained page."""
    parts = [part for coverage in coverages for part in _chapter(coverage, only)]
    title = ", ".join(f"{each.chapter.instrument.name} {each.chapter.id}" for each in coverages)
    return page(f"Coverage of {title}", parts, receipt)


def _chapter(coverage: Coverage, only: str | None) -> Iterator[Html]:
    chapter = coverage.chapter
    yield element("h1", f"Coverage of {chapter.instrument.name} {chapter.id}: {chapter.title.en}")
    yield element("p", chinese(chapter.instrument.name), " ", chinese(chapter.title))
    state = "conclusion" if coverage.is_complete else "conclusion failed"
    yield element("p", element("strong", summary(coverage)), class_=state)
    counts = ((status, sum(each.status == status for each in coverage.rows)) for status in STATUSES)
    rows = (row(status_words(status), str(count), _MEANS[status]) for status, count in counts if count)
    yield table("Provisions by status", ("status", "provisions", "means"), rows)
    if coverage.faults:
        yield element("h2", "Faults")
        yield table("Rows that are wrong", ("place", "fault", "remedy"), map(_fault, coverage.faults))
    yield element("h2", f"Provisions{f': {status_words(only)}' if only else ''}")
    yield table("One row a provision", _HEAD, map(_row, shown_rows(coverage, only)), "provisions")


def _fault(fault: Finding) -> Html:
    place = code(f"{fault.place.file}:{fault.place.line}") if fault.place else ""
    return row(place, fault.message, fault.help)


def _row(covered: Covered) -> Html:
    name = joined([covered.row.provision, element("span", both(covered.row.title), class_="from")])
    badge = element("span", status_words(covered.status), class_=f"badge {covered.status}")
    return row(name, badge, _compared(covered), joined(_details(covered)))


def _compared(covered: Covered) -> str:
    if covered.status in {NOT_READ, MISSING}:
        return "–"
    return str(covered.compared_on or UNVERIFIED)


def _details(covered: Covered) -> Iterator[Html]:
    if covered.wants:
        yield element("p", element("strong", f"lacks {' and '.join(covered.wants)}"))
    if covered.citations:
        yield bullets(joined([rule, " ", code(places)]) for rule, places in places_of(covered))
    yield from (element("p", *_asked(fact)) for fact in covered.facts)
    left = element("span", "left to judgement: ", class_="soft")
    yield from (element("p", left, both(each)) for each in covered.left)
    if covered.row.because:
        yield element("p", both(covered.row.because))


def _asked(fact: Declaration) -> Iterator[str]:
    yield element("span", f"ask {fact.who.replace('_', ' ')}: " if fact.who else "recorded as: ", class_="soft")
    yield both(fact.ask or fact.label)
    yield " "
    yield code(fact.name)
