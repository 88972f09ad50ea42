"""iCalendar (RFC 5545) as far as all-day events need it: lines of at most 75 octets, escaped text, CRLF."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class AllDay:
    """One event that takes a whole day; `uid` stays the same from one export to the next."""

    uid: str
    day: date
    summary: str
    description: str
    properties: Mapping[str, str] = field(default_factory=dict)


def calendar_text(product: str, name: str, stamp: date, events: Sequence[AllDay], receipt: str = "") -> str:
    """Give a calendar of all-day events. `stamp` is the day as of which they were worked out (DTSTAMP)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *([f"X-LISTING-RULES-RECEIPT:{escaped(receipt)}"] if receipt else []),
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: AllDay, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield from (f"{key}:{escaped(value)}" for key, value in event.properties.items())
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Escape a text value; control characters, which no text may hold, are left out."""
    kept = "".join(character for character in text if character == "\n" or (character >= " " and character != "\x7f"))
    return kept.translate(_ESCAPED)


def folded(line: str) -> str:
    """Break a line into parts of at most 75 octets, never inside a character; the next part starts with a space."""
    parts: list[str] = []
    part, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            parts.append(part)
            part, octets = " ", 1
        part += character
        octets += size
    return "\r\n".join([*parts, part])
