"""Lengths of time that the days of a share scheme and of its grants give."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, known, unknown
from validator.facts.stated import day_at
from validator.reading.quantities import DateRange

if TYPE_CHECKING:
    from validator.reading.document import Node


def scheme_facts(root: Node) -> dict[str, Fact]:
    """Give how long a limit had stood when it was last refreshed."""
    refresh = root.get("refresh")
    return (
        {"since_last_approval": _between("since the last approval", refresh, "last_approved_on", "on")}
        if refresh
        else {}
    )


def grant_facts(node: Node) -> dict[str, Fact]:
    """Give how long a grant takes to vest, and how long an option may be exercised."""
    return {
        "vesting": _between("time to vest", node, "on", "vests_on"),
        "life": _between("life of the option", node, "on", "expires_on"),
    }


def _between(name: str, node: Node, first: str, last: str) -> Fact:
    """Count from the day after the first one, so that a year ends on the same day of the next."""
    start, end = day_at(node, first), day_at(node, last)
    if start is None or end is None:
        missing = first if start is None else last
        return unknown(name, f"`{missing}` is not known", place=(node.get(missing) or node).key_place)
    if end <= start:
        return known(name, DateRange(end, end), place=(node.get(last) or node).place)
    return known(name, DateRange(start + timedelta(days=1), end), place=(node.get(last) or node).place)
