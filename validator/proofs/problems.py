"""What a proof or a check of a rulebook finds amiss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.findings import Place
    from validator.rulebook.body import Promise, TableBody
    from validator.rulebook.model import Rule


@dataclass(frozen=True)
class Problem:
    """A promise or check that does not hold: which, of which rule, where, and a deal that shows it."""

    rule: str
    promise: str
    message: str
    place: Place | None
    deal: Mapping[str, str]


def idle_row(rule: Rule, body: TableBody, index: int, taken_by: int | None, deal: Mapping[str, str]) -> Problem:
    """Say that a row decides no deal: its own tests never hold together, or the rows above it take them all."""
    row = body.rows[index]
    if not deal or taken_by is None:
        why = "its tests hold together for no deal to which the table applies"
    else:
        above = body.rows[taken_by]
        why = f"the rows above it take them all, as row {taken_by + 1} ({above.cite}) takes this one for {above.then}"
    message = f"row {index + 1} ({row.cite}, {row.then}) decides no deal: {why}"
    return Problem(rule.id, "every_row_can_decide", message, row.place, deal)


def not_as_stated(rule: Rule, body: TableBody, row: int | None, promise: Promise, deal: Mapping[str, str]) -> Problem:
    """Say that a deal lies in the stated region of the otherwise and a row takes it, or the other way round."""
    if row is None:
        message = f"no row takes this deal, which leaves {body.otherwise.then}; the promise does not list it there"
        return Problem(rule.id, promise.name, message, promise.place, deal)
    own = body.rows[row]
    message = f"row {row + 1} ({own.cite}) takes this deal for {own.then}; the promise leaves it to the otherwise"
    return Problem(rule.id, promise.name, f"{message} ({body.otherwise.then})", own.place, deal)


def overlapping(rule: Rule, body: TableBody, first: int, second: int, deal: Mapping[str, str]) -> Problem:
    """Say that two rows hold for one deal, of which exactly one may."""
    one, other = body.rows[first], body.rows[second]
    message = f"rows {first + 1} ({one.cite}) and {second + 1} ({other.cite}) both hold for this deal"
    return Problem(rule.id, "exactly_one", message, other.place, deal)


def without_order(rule: Rule, promise: Promise, name: str) -> Problem:
    """Say that a promise speaks of smaller values of something that is no number which a row tests."""
    message = f"`{name}` is no amount, ratio or number that a row tests, so that nothing can be smaller in it"
    return Problem(rule.id, promise.name, message, promise.place, {})
