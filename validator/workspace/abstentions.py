"""Which parties to the transactions hold votes in the issuer and are not named among the shareholders who abstain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.conditions import rank
from validator.facts.fact import Bound, Fact, State, bounded, interval
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.facts.subject import Subject
    from validator.reading.document import Node

VOTES = "counterparty.voting_interest_in_issuer"


def unnamed_holders(announcement: Node | None, votes: Iterable[tuple[Subject, Fact]]) -> Fact:
    """Count the parties with votes in the issuer that the announcement does not name; bounded where votes are open.

    `votes` gives each counterparty of the announcement with its share of the votes at the issuer's general meetings.
    """
    listed = announcement.get("abstaining_shareholders") if announcement else None
    named = {str(each.value.get("counterparty")) for each in (listed.elements() if listed else ())}
    left = [(party, fact) for party, fact in votes if party.id not in named]
    sure = sum(_holds(fact) is True for _, fact in left)
    perhaps = sum(_holds(fact) is None for _, fact in left)
    found = bounded("unnamed holders", Bound(sure, inclusive=True), Bound(sure + perhaps, inclusive=True))
    place = listed.key_place if listed else announcement.key_place if announcement else None
    why = Text("it is not known whether a party holds votes in the issuer") if perhaps else Text()
    return Fact(found.name, found.state, found.value, found.low, found.high, reason=why, place=place)


def _holds(votes: Fact) -> bool | None:
    if votes.state is State.NOT_APPLICABLE:
        return False
    low, high = interval(votes)
    if low and rank(low.value) > 0:
        return True
    return False if high and rank(high.value) <= 0 else None
