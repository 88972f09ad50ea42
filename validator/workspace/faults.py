"""Faults between the files of a workspace, which no schema of one file can see."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from validator.findings import ReadingError, Severity
from validator.workspace.faults_amounts import faults_of_amounts
from validator.workspace.faults_calendar import faults_of_calendar
from validator.workspace.faults_dates import faults_of_dates
from validator.workspace.faults_documents import faults_of_documents
from validator.workspace.faults_layout import faults_of_layout
from validator.workspace.faults_references import faults_of_references
from validator.workspace.faults_register import faults_of_register
from validator.workspace.faults_twice import faults_of_ids

if TYPE_CHECKING:
    from collections.abc import Collection

    from validator.findings import Finding
    from validator.workspace.load import Workspace


def faults_of(workspace: Workspace, procedures: Collection[str] = ()) -> tuple[Finding, ...]:
    """Refuse a workspace whose files do not fit together; give the warnings of one that can be used.

    `procedures` are the ids of the procedures that evidence may name; without them evidence is taken as it names
    itself. Raises `ReadingError` with every fault, in the order of files and lines, and none of the warnings.
    """
    found = list(
        chain(
            faults_of_references(workspace, procedures),
            faults_of_ids(workspace),
            faults_of_dates(workspace),
            faults_of_amounts(workspace),
            faults_of_layout(workspace),
            faults_of_calendar(workspace),
            faults_of_documents(workspace),
            faults_of_register(workspace),
        )
    )
    found.sort(key=_place_first)
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        raise ReadingError(*errors)
    return tuple(found)


def _place_first(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)
