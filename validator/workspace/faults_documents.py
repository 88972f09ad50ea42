"""Names in documents that stand for nothing: lines and columns of tables, directors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.figures.checks import relations_of
from validator.figures.tables import Tables
from validator.findings import Finding, Severity
from validator.reading.suggestions import did_you_mean
from validator.workspace.printed_figures import accounts_of, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.workspace.load import Workspace


def faults_of_documents(workspace: Workspace) -> Iterator[Finding]:
    """Give a finding at every figure, check and director that cannot be used."""
    for root in workspace.documents.get("results", ()):
        tables = Tables(root)
        relations_of(tables, root)
        tuple(accounts_of(tables, root, workspace.issuer))
        marks_of(tables, root)
        yield from tables.faults
    yield from _directors(workspace)


def _directors(workspace: Workspace) -> Iterator[Finding]:
    known = tuple(node.value["director"] for node in workspace.issuer.each("directors"))
    for root in workspace.documents.get("director-changes", ()):
        for node in root.each("changes"):
            director = node.get("director")
            if director is not None and director.value not in known:
                remedy = did_you_mean(director.value, known) or f"known here: {', '.join(known) or 'none'}"
                message = f"no director is called `{director.value}`"
                yield Finding("DATA-REFERENCE", Severity.ERROR, message, director.place, help=remedy)
