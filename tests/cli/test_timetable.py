"""`listing-rules timetable` as a user meets it: the days of the example, exit codes, the calendar file."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

EXAMPLE = "examples/kingsoft-cloud"
DAY = ("--as-of", "2026-04-23")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    return Path(shutil.copytree(Path(__file__).parents[2] / EXAMPLE, tmp_path / "workspace"))


def _entries(run, *words: str) -> dict[tuple[str, str], dict]:
    data = json.loads(run("timetable", *words, "--format", "json").stdout)
    return {(each["rule"]["id"], each["subject"]["id"]): each for each in data["entries"]}


def test_the_days_of_april_2026(run) -> None:
    # Counted by hand: from the announcement of 23 April, the meeting of 30 June and the year end of 31 December.
    assert {key: entry["due"] for key, entry in _entries(run, EXAMPLE, *DAY).items() if entry["due"]} == {
        ("13.49(1)", "annual-2025-12-31"): "2026-03-31",
        ("13.46", "annual-2025-12-31"): "2026-04-30",
        ("14A.68(11)", "2026-04-23"): "2026-05-15",
        ("A1.14(2)-annual", "agm-2026"): "2026-06-09",
        ("14A.48", "agm-2026"): "2026-06-15",
        ("13.39(5)", "agm-2026"): "2026-07-02",
        ("13.49(6)", "interim-2026-06-30"): "2026-08-31",
        ("13.48(1)", "interim-2026-06-30"): "2026-09-30",
        ("13.49(1)", "annual-2026-12-31"): "2027-03-31",
        ("13.46", "annual-2026-12-31"): "2027-04-30",
    }


def test_the_circular_of_30_may_is_excused_by_its_reason_and_late_without(example: Path, run) -> None:
    key = ("14A.68(11)", "2026-04-23")
    entry = _entries(run, str(example), *DAY)[key]
    assert (entry["due"], entry["planned_on"], entry["state"], entry["days"]) == (
        "2026-05-15",
        "2026-05-30",
        "excused",
        15,
    )
    file = example / "announcements/2026-04-23.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"  reason_if_late:\n(?:    .*\n)+", "", text), encoding="utf-8")
    entry = _entries(run, str(example), *DAY)[key]
    assert (entry["state"], entry["days"], entry["is_late"]) == ("planned_late", 15, True)
    result = run("timetable", str(example), *DAY)
    assert result.exit_code == 1
    assert "LATE: planned for 2026-05-30, 15 days late" in result.stdout
    assert "say in the announcement why it needs more time" in result.stdout


def test_nothing_late_is_exit_0(run) -> None:
    assert run("timetable", EXAMPLE, *DAY).exit_code == 0


def test_one_event_only(run) -> None:
    entries = _entries(run, EXAMPLE, *DAY, "--from", "2026-06-30")
    assert {subject for _, subject in entries} == {"agm-2026", "interim-2026-06-30"}  # the half-year ends that day too
    assert {subject for _, subject in _entries(run, EXAMPLE, *DAY, "--from", "agm-2026")} == {"agm-2026"}


def test_an_event_that_nobody_knows_is_exit_2(run) -> None:
    result = run("timetable", EXAMPLE, *DAY, "--from", "agm-2062")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "nothing is counted from `agm-2062`" in result.stderr


def _read_calendar(data: bytes) -> list[dict[str, str]]:
    """Read a calendar as RFC 5545 has it, strictly: line ends, length of lines, nesting, escapes, needed properties."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    here: dict[str, str] | None = None
    for line in lines[1:-1]:
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,]+)*):(.*)", line)
        assert found, line
        name, parameters, value = found.groups()
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if (name, value) == ("BEGIN", "VEVENT"):
            assert here is None
            here = {}
        elif (name, value) == ("END", "VEVENT"):
            assert here is not None
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= here.keys()
            events.append(here)
            here = None
        elif here is not None:
            assert name not in here
            here[name] = _unescaped(value) if not name.startswith("DT") else value
            assert parameters == (";VALUE=DATE" if name in {"DTSTART", "DTEND"} else "")
    return events


def _unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value), value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_calendar_file(language: str, run) -> None:
    result = run("timetable", EXAMPLE, *DAY, "--format", "ics", "--lang", language)
    events = _read_calendar(result.stdout_bytes)
    assert len({event["UID"] for event in events}) == len(events)
    assert {event["DTSTAMP"] for event in events} == {"20260423T000000Z"}
    for event in events:
        first, last = (date.fromisoformat(event[name]) for name in ("DTSTART", "DTEND"))
        assert last - first == timedelta(days=1)
    days = {event["UID"].partition("@")[0]: event["DTSTART"] for event in events}
    assert days["HKEX-14A.68(11)/2026-04-23"] == "20260515"
    assert days["HKEX-14A.68(11)/2026-04-23/planned"] == "20260530"
    assert days["HKEX-A1.14(2)-annual/agm-2026"] == "20260609"
    assert "HKEX-13.49(1)/annual-2025-12-31" not in days  # done on 25 March
    summary = next(event["SUMMARY"] for event in events if event["UID"].startswith("HKEX-13.46/annual-2025"))
    assert (
        summary
        == {
            "en": "annual report (financial year to 2025-12-31)",
            "zh-Hant": "刊發年報（截至 2025-12-31 止財政年度）",
        }[language]
    )


def test_the_same_day_gives_the_same_file_and_the_same_names_later(run) -> None:
    once, again, later = (
        run("timetable", EXAMPLE, "--as-of", day, "--format", "ics").stdout_bytes
        for day in ("2026-04-23", "2026-04-23", "2026-04-24")
    )
    assert once == again
    assert {event["UID"] for event in _read_calendar(later)} == {event["UID"] for event in _read_calendar(once)}
