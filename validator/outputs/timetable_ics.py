"""The timetable as a calendar file: one all-day event for each day that is due, and one for each day planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import __version__
from validator.outputs.icalendar import AllDay, calendar_text
from validator.outputs.timetable_words import TimetableWords
from validator.timetable.states import SETTLED, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.checking import Evaluated
    from validator.timetable.entries import Entry

_MAYBE = frozenset({State.UNDECIDED})


def timetable_ics(evaluated: Evaluated, entries: Sequence[Entry], receipt: str, language: str = "en") -> str:
    """Give what is still to be done and has a day; without a day there is nothing that a calendar could show."""
    words = TimetableWords(language, evaluated.rulebook.facts)
    events = [
        event for entry in entries for event in _events(entry, words, evaluated.layout.issuer(evaluated.as_of).id)
    ]
    name = words.say("title", day=evaluated.as_of)
    return calendar_text(f"-//listing-rules//{__version__}//EN", name, evaluated.as_of, events, receipt)


def _events(entry: Entry, words: TimetableWords, issuer: str) -> Iterator[AllDay]:
    if entry.state in SETTLED:
        return
    what, details = words.say("about", what=words.what(entry), subject=words.subject(entry)), _details(entry, words)
    about = f"{entry.verdict.rule.code}/{entry.verdict.subject.id}"
    if entry.due:
        summary = words.say("if_it_applies", what=what) if entry.state in _MAYBE else what
        yield AllDay(
            f"{about}@{issuer}.listing-rules", entry.due, summary, details, {"CATEGORIES": entry.verdict.rule.code}
        )
    if entry.planned_on and entry.planned_on >= entry.today and entry.planned_on != entry.due:
        summary = words.say("planned_event", what=what)
        yield AllDay(
            f"{about}/planned@{issuer}.listing-rules",
            entry.planned_on,
            summary,
            details,
            {"CATEGORIES": entry.verdict.rule.code},
        )


def _details(entry: Entry, words: TimetableWords) -> str:
    return "\n".join([words.state(entry), words.counted(entry), words.rule(entry), *words.remarks(entry)])
