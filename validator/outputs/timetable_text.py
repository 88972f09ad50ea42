"""The timetable for people: what is due when, counted from what, under which rule, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.outputs.columns import GAP, pad, width
from validator.outputs.terminal_text import safe
from validator.outputs.timetable_words import TimetableWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.checking import Evaluated
    from validator.timetable.entries import Entry


def timetable_text(evaluated: Evaluated, entries: Sequence[Entry], language: str = "en") -> str:
    """Give one block a deadline: the day, what is due and how it stands; below it what the day follows from.

    The same deadline for several things (the types of one agreement) is one block.
    """
    words = TimetableWords(language, evaluated.rulebook.facts)
    blocks: dict[tuple[str, ...], list[str]] = {}
    for entry in entries:
        blocks.setdefault(_lines(entry, words), []).append(words.subject(entry))
    margin = max((width(lines[0]) for lines in blocks), default=0)
    title = words.say("title", day=words.day(evaluated.as_of))
    shown = [_block(lines, words.say("between").join(subjects), margin) for lines, subjects in blocks.items()]
    return "\n\n".join([title, *(shown or [words.say("nothing")])])


def _lines(entry: Entry, words: TimetableWords) -> tuple[str, ...]:
    """Give the day, then what is due and how it stands, then where that follows from."""
    head = words.say("head", what=words.what(entry), state=words.state(entry))
    return (words.due(entry), head, words.counted(entry), words.rule(entry), *words.remarks(entry))


def _block(lines: tuple[str, ...], subjects: str, margin: int) -> str:
    day, head, *rest = lines
    below = [" " * margin + GAP + safe(line) for line in (subjects, *rest)]
    return "\n".join([pad(day, margin) + GAP + safe(head), *below])
