"""Short names given twice where each may stand only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.reading.document import Node
    from validator.workspace.load import Workspace


def faults_of_ids(workspace: Workspace) -> Iterator[Finding]:
    """Give a finding at every director, amendment, order, meeting and event whose short name an earlier one has."""
    yield from _twice(workspace.issuer.each("directors"), "director")
    for agreement in workspace.agreements.values():
        yield from _twice(agreement.each("amendments"), "amendment")
    if workspace.calendar:
        yield from _twice(workspace.calendar.each("general_meetings"), "meeting")
        yield from _twice(workspace.calendar.each("events"), "event")
    yield from _twice((order for controls in workspace.controls for order in controls.each("orders")), "order")


def _twice(entries: Iterable[Node], key: str) -> Iterator[Finding]:
    first: dict[str, Node] = {}
    for entry in entries:
        name = entry.get(key)
        if name is None:
            continue
        if name.value in first:
            yield Finding(
                "DATA-TWICE",
                Severity.ERROR,
                f"{key} `{name.value}` stands twice",
                name.place,
                related=(Related(first[name.value].place, "first given here"),),
                help="give one of them another name, or take it out",
            )
        first.setdefault(name.value, name)
