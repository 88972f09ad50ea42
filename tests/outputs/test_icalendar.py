"""iCalendar text: escaping, and lines of at most 75 octets that never break a character."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from validator.outputs.icalendar import AllDay, calendar_text, escaped, folded

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def test_escaping() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    assert escaped("a\r\nb\x00\x1b[31mc") == "a\\nb[31mc"


def test_a_line_of_exactly_75_octets_stays_whole() -> None:
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    # 25 characters of three octets each are 75; the next line starts with a space, so that it takes 24 of them.
    assert folded("告" * 50) == "告" * 25 + "\r\n " + "告" * 24 + "\r\n " + "告"


@given(_TEXT.filter(lambda text: "\r" not in text and "\n" not in text))
def test_folding_loses_nothing(text: str) -> None:
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == text


@given(_TEXT, _TEXT)
def test_no_text_breaks_out_of_its_line(summary: str, description: str) -> None:
    event = AllDay("one@example", date(2026, 4, 23), summary, description)
    text = calendar_text("-//x//EN", summary, date(2026, 4, 1), [event])
    lines = text.replace("\r\n ", "").split("\r\n")
    assert len(lines) == 17
    assert lines[-1] == ""
    assert [line for line in lines if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
