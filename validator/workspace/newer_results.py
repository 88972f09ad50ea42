"""Annual results that were published while the accounts in the data still end earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.fact import Fact, known
from validator.facts.stated import day_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.reading.document import Node
    from validator.workspace.load import Workspace

_ANNUAL, NAME = "annual", "results_newer_than_accounts"


def results_newer_than_accounts(workspace: Workspace, on: date) -> Fact:
    """Tell whether annual results published by a day are of a later year than all annual accounts in the data."""
    accounts = workspace.issuer.get("accounts")
    ends = [end for node in workspace.issuer.each("accounts") if (end := _accounts_end(node, on))]
    found = (node for end, node in _published(workspace, on) if ends and end > max(ends))
    newer = next(found, None)
    place = newer.place if newer else accounts.key_place if accounts else None
    return known(NAME, value=newer is not None, place=place)


def _accounts_end(node: Node, on: date) -> date | None:
    published = day_at(node, "published_on")
    is_known = node.value.get("kind") == _ANNUAL and (published is None or published <= on)
    return day_at(node, "period", "to") if is_known else None


def _published(workspace: Workspace, on: date) -> Iterator[tuple[date, Node]]:
    """Give the year ends of which results were published, with the line that says so."""
    periods = workspace.calendar.each("financial_periods") if workspace.calendar else ()
    said = [(node, day_at(node, "ends"), node.get("results", "published_on")) for node in periods]
    said += [(node, day_at(node, "period", "to"), node.get("dated")) for node in workspace.documents.get("results", ())]
    for node, end, published in said:
        day = day_at(published) if published else None
        if node.value.get("kind") == _ANNUAL and end and published and day and day <= on:
            yield end, published
