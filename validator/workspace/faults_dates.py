"""Days that cannot be: ranges that end before they start, amendments before their agreement."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from validator.facts.stated import day_at
from validator.findings import Finding, Related, Severity
from validator.reading.document import Node
from validator.reading.quantities import QuantityError, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.reading.document import Path
    from validator.workspace.load import Workspace

_LATEST = date(2999, 12, 31)  # day arithmetic must not run past the end of the calendar
_ANY_LEAP_YEAR = 2000


def faults_of_dates(workspace: Workspace) -> Iterator[Finding]:
    """Give a finding at every day that does not fit."""
    for root in _roots(workspace):
        yield from _ranges(root)
    yield from _year_end(workspace.issuer)
    for agreement in workspace.agreements.values():
        for amendment in agreement.each("amendments"):
            yield from _before_its_agreement(amendment, agreement)


def _roots(workspace: Workspace) -> Iterator[Node]:
    yield workspace.issuer
    yield from workspace.counterparties.values()
    yield from workspace.agreements.values()
    yield from workspace.announcements
    yield from workspace.controls
    if workspace.calendar:
        yield workspace.calendar
    yield from (workspace.register,) if workspace.register is not None else ()


def _ranges(root: Node) -> Iterator[Finding]:
    """Look at every mapping with `from` and `to` anywhere in a document."""
    for path, value in _mappings(root.value, ()):
        last = _plain_day(value.get("to"))
        if last is None:
            continue
        here = Node(root.document, (*root.path, *path, "to"))
        first = _plain_day(value.get("from"))
        if first is not None and last < first:
            start = Node(root.document, (*root.path, *path, "from"))
            yield _fault(here, f"this ends on {last}, before it starts on {first}", start, "it starts here")
        if last > _LATEST:
            yield _fault(here, f"{last} is further off than any day that can be reckoned with (up to {_LATEST})")


def _mappings(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if isinstance(part, (dict, list)):
            yield from _mappings(part, (*path, key))


def _plain_day(value: Any) -> date | None:
    try:
        return parse_date(value) if isinstance(value, str) else None
    except QuantityError:
        return None  # `from` and `to` of another kind: who quoted, say


def year_end_of(issuer: Node) -> tuple[int, int] | None:
    """Give month and day of the end of the financial year; None where it is not known or no day of any year."""
    node = issuer.get("financial_year_end")
    if node is None or not isinstance(node.value, str):
        return None
    month, day = map(int, node.value.split("-"))
    return (month, day) if day <= monthrange(_ANY_LEAP_YEAR, month)[1] else None


def _year_end(issuer: Node) -> Iterator[Finding]:
    node = issuer.get("financial_year_end")
    if node is None or year_end_of(issuer):
        return
    if not isinstance(node.value, str):
        message = "the financial year end is not known, and nothing can be laid out by financial years without it"
    else:
        message = f"`{node.value}` is not a day of any year"
    yield Finding("DATA-DATE", Severity.ERROR, message, node.place, help='write it like "12-31"')


def _before_its_agreement(amendment: Node, agreement: Node) -> Iterator[Finding]:
    amended, signed = day_at(amendment, "dated"), day_at(agreement, "dated")
    here, there = amendment.get("dated"), agreement.get("dated")
    if here and there and amended and signed and amended < signed:
        message = f"this amendment is dated {amended}, before its agreement of {signed}"
        yield _fault(here, message, there, "the agreement is dated here")


def _fault(node: Node, message: str, other: Node | None = None, label: str = "") -> Finding:
    related = (Related(other.place, label),) if other else ()
    return Finding("DATA-DATE", Severity.ERROR, message, node.place, related=related)
