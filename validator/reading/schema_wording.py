"""Faults of a document against its schema, worded for the person who wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, Place, Severity
from validator.reading.schema_expectations import about, stated_expectation
from validator.reading.schema_keys import KEYS
from validator.reading.schema_limits import LIMITS
from validator.reading.schema_values import VALUES, choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from validator.reading.document import Document
    from validator.reading.schema_fault import Fault, Words

CODE = "DATA-SCHEMA"


def word_faults(document: Document, faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """Word each fault at its place, in the order of the file."""
    findings = [_finding(document, fault) for fault in faults]
    return tuple(sorted(findings, key=lambda each: (each.place.line, each.place.column) if each.place else (0, 0)))


def stopped(document: Document, limit: int) -> Finding:
    """Say that the search for faults stopped at its limit."""
    message = f"{document.source.shown} has at least {limit} faults; the search stopped there"
    return Finding(CODE, Severity.ERROR, message, document.places[()], help="correct those above and check again")


def unworded(document: Document, problem: str, path: tuple[str | int, ...]) -> Finding:
    """Give a finding for a fault that only the fast validator sees, in that validator's words."""
    return Finding(
        CODE, Severity.ERROR, f"this does not have the shape asked for: {problem}", document.places.get(path)
    )


def _finding(document: Document, fault: Fault) -> Finding:
    words = _WORDINGS.get(fault.keyword, choice)(fault)
    remedy = words.help or _remedy(fault, words.message)
    return Finding(CODE, Severity.ERROR, words.message, _place(document, fault), words.label, help=remedy)


def _remedy(fault: Fault, message: str) -> str:
    stated = stated_expectation(fault.schemas)
    if stated and stated not in message:
        return f"expected {stated}"
    return about(fault.schemas) if fault.path else ""


def _place(document: Document, fault: Fault) -> Place:
    for key in (fault.key, fault.because_of):
        if key is not None and (*fault.path, key) in document.key_places:
            return document.key_places[(*fault.path, key)]
    is_banned = fault.keyword == "not" and fault.expected == {}
    if fault.key is not None or is_banned or fault.keyword == "minProperties":
        return document.key_places.get(fault.path, document.places[fault.path])
    return document.places[fault.path]


_WORDINGS: dict[str, Callable[[Fault], Words]] = {**VALUES, **KEYS, **LIMITS}
