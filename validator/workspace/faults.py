"""Faults between the files of a workspace, which no schema of one file can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, ReadingError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reading.document import Node
    from validator.workspace.load import Workspace


def faults_of(workspace: Workspace) -> None:
    """Refuse a workspace whose files do not fit together. Raises `ReadingError` with every fault."""
    faults = list(_unknown_counterparties(workspace))
    if faults:
        raise ReadingError(*faults)


def _unknown_counterparties(workspace: Workspace) -> Iterator[Finding]:
    for agreement in workspace.agreements.values():
        node = agreement.get("counterparty")
        if node is not None and node.value not in workspace.counterparties:
            yield _unknown(node, "counterparty", tuple(workspace.counterparties))


def _unknown(node: Node, what: str, known: tuple[str, ...]) -> Finding:
    listed = ", ".join(known) or "none"
    message = f"no {what} is called `{node.value}`"
    return Finding("DATA-REFERENCE", Severity.ERROR, message, node.place, help=f"known here: {listed}")
