"""The minutes of the Board meeting that approves the transactions of a day: who took part, and who abstained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.event import event_of
from validator.drafting.context.parties import directors
from validator.drafting.context.whole import context_of, words_of
from validator.drafting.printed import Kind

if TYPE_CHECKING:
    from validator.checking import Evaluated
    from validator.drafting.context.event import Event
    from validator.drafting.context.values import Context, Words


def minutes_context(evaluated: Evaluated, language: str) -> Context:
    """Give everything that the minutes print, for what was signed on the day.

    Raises DraftingError (DRAFT-NO-EVENT) where nothing was.
    """
    event = event_of(evaluated)
    words = words_of(event, language)
    return {**context_of(event, language), "meeting": _meeting(event, words)}


def _meeting(event: Event, words: Words) -> Context:
    """Give the meeting: a director is present where the data lists him, and votes where he has no material interest."""
    listed = event.said("board", "present")
    ids = listed.value if listed else ()
    on_the_day = directors(event.evaluated.workspace.issuer, event.parties, words)
    present = tuple(each for each in on_the_day if each["id"] in ids)
    chair = event.said("board", "chaired_by")
    chaired_by = next((each["name"] for each in on_the_day if chair is not None and each["id"] == chair.value), None)
    return {
        "on": words.date(event.said("board", "meeting_on"), "board_meeting"),
        "place": words.text(event.said("board", "meeting_place"), "board_meeting_place"),
        "chaired_by": chaired_by or words.blank("board_chair", kind=Kind.NAME),
        "present": present,
        "absent": tuple(each for each in on_the_day if each not in present) if present else (),
        "unlisted": None if present else words.blank("board_present", kind=Kind.NAME),
        "interested": tuple(each for each in present if each["interests"]),
        "voting": tuple(each for each in present if not each["interests"]),
    }
