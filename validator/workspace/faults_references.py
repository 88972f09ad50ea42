"""Names in one file that no other file gives: counterparties, agreements, categories, directors, procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, Severity
from validator.reading.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from validator.reading.document import Node
    from validator.workspace.load import Workspace

    Categories = Mapping[str, tuple[str, ...]]


def faults_of_references(workspace: Workspace, procedures: Collection[str]) -> Iterator[Finding]:
    """Give a finding at every name that stands for nothing."""
    categories = {name: _categories(node) for name, node in workspace.agreements.items()}
    yield from _of_agreements(workspace)
    yield from _of_counterparties(workspace)
    yield from _of_controls(workspace, categories, procedures)
    yield from _of_announcements(workspace, categories)
    yield from _of_annual_reports(workspace, categories)
    yield from _of_interests(workspace)
    yield from _of_waivers(workspace, categories)


def _categories(agreement: Node) -> tuple[str, ...]:
    """Give the categories that the agreement or any of its amendments names, whatever the day."""
    parts = (agreement, *agreement.each("amendments"))
    return tuple(dict.fromkeys(name for part in parts for name in part.value.get("categories", ())))


def _of_agreements(workspace: Workspace) -> Iterator[Finding]:
    for agreement in workspace.agreements.values():
        yield from _unknown(agreement.get("counterparty"), "counterparty", workspace.counterparties)


def _of_counterparties(workspace: Workspace) -> Iterator[Finding]:
    for counterparty in workspace.counterparties.values():
        for linked in counterparty.each("linked_with"):
            yield from _unknown(linked, "counterparty", workspace.counterparties)


def _of_controls(workspace: Workspace, categories: Categories, procedures: Collection[str]) -> Iterator[Finding]:
    for controls in workspace.controls:
        for entry in (*controls.each("orders"), *controls.each("evidence")):
            yield from _of_transaction(entry, categories)
            yield from _unknown(entry.get("approved_by"), "director", _directors(workspace))
            if procedures:
                yield from _unknown(entry.get("procedure"), "procedure", procedures)


def _of_announcements(workspace: Workspace, categories: Categories) -> Iterator[Finding]:
    directors = _directors(workspace)
    for announcement in workspace.announcements:
        for view in announcement.each("board", "independent_directors_view"):
            yield from _of_transaction(view, categories)
        named = (
            *announcement.each("independent_board_committee", "members"),
            *announcement.each("board", "present"),
            announcement.get("board", "chaired_by"),
            announcement.get("signed_by"),
        )
        for director in named:
            yield from _unknown(director, "director", directors)
        for shareholder in announcement.each("abstaining_shareholders"):
            yield from _unknown(shareholder.get("counterparty"), "counterparty", workspace.counterparties)


def _of_annual_reports(workspace: Workspace, categories: Categories) -> Iterator[Finding]:
    for report in workspace.annual_reports:
        for entry in report.each("transactions"):
            yield from _of_transaction(entry, categories)


def _of_interests(workspace: Workspace) -> Iterator[Finding]:
    for director in workspace.issuer.each("directors"):
        for interest in director.each("interests"):
            yield from _unknown(interest.get("in"), "counterparty", workspace.counterparties)


def _of_waivers(workspace: Workspace, categories: Categories) -> Iterator[Finding]:
    for waiver in workspace.waivers.each("waivers") if workspace.waivers else ():
        scope = waiver.get("scope")
        if scope is not None:
            yield from _of_transaction(scope, categories)
            yield from _unknown(scope.get("counterparty"), "counterparty", workspace.counterparties)


def _directors(workspace: Workspace) -> tuple[str, ...]:
    return tuple(node.value["director"] for node in workspace.issuer.each("directors"))


def _of_transaction(entry: Node, categories: Categories) -> Iterator[Finding]:
    """Look at the `agreement` and the `category` of an entry; a category is looked for in its own agreement."""
    agreement, category = entry.get("agreement"), entry.get("category")
    yield from _unknown(agreement, "agreement", categories)
    if agreement is None:
        everywhere = dict.fromkeys(name for names in categories.values() for name in names)
        yield from _unknown(category, "category", everywhere)
    elif agreement.value in categories:
        yield from _unknown(category, "category", categories[agreement.value], f" under agreement `{agreement.value}`")


def _unknown(node: Node | None, what: str, known: Iterable[str], where: str = "") -> Iterator[Finding]:
    if node is None or not isinstance(node.value, str) or node.value in known:
        return
    names = tuple(known)
    remedy = did_you_mean(node.value, names) or f"known here: {', '.join(names) or 'none'}"
    message = f"no {what} is called `{node.value}`{where}"
    yield Finding("DATA-REFERENCE", Severity.ERROR, message, node.place, help=remedy)
