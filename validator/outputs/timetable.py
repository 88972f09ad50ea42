"""The timetable for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.wording import reference
from validator.facts.conditions import Comparison
from validator.outputs.diagnostic import place_json
from validator.outputs.timetable_words import version_cite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.checking import Evaluated
    from validator.facts.fact import Fact
    from validator.timetable.entries import Entry


def timetable_json(evaluated: Evaluated, entries: Sequence[Entry]) -> dict[str, Any]:
    """Give the timetable as JSON, version 1 (schemas/timetable-output.schema.json)."""
    return {
        "version": 1,
        "as_of": str(evaluated.as_of),
        "late": sum(entry.is_late for entry in entries),
        "entries": [_entry(entry, evaluated) for entry in entries],
    }


def _entry(entry: Entry, evaluated: Evaluated) -> dict[str, Any]:
    body, subject = entry.body, entry.verdict.subject
    return {
        "what": body.of.as_json(),
        "subject": {"scope": subject.scope, "id": subject.id, "label": subject.label.as_json()},
        "due": _day(entry.due),
        "time": body.due.time.as_json(),
        "last_business_day": _day(entry.last_business_day),
        "counted_from": _counted_from(entry, evaluated),
        "rule": _rule(entry),
        "done_on": _day(entry.done_on),
        "planned_on": _day(entry.planned_on),
        "state": str(entry.state),
        "days": entry.days,
        "is_late": entry.is_late,
        "excuse": _excuse(entry, evaluated),
        "remedy": body.remedy.as_json() if entry.is_late else {},
        "asks": [_ask(fact, evaluated) for fact in entry.open_facts],
    }


def _counted_from(entry: Entry, evaluated: Evaluated) -> dict[str, Any]:
    due = entry.body.due
    return {
        "fact": entry.event.name,
        "label": evaluated.rulebook.facts[entry.event.name].label.as_json(),
        "day": _day(entry.event_day),
        "count": str(due.period) if due.period else None,
        "direction": due.word,
        "place": place_json(entry.event.place),
    }


def _rule(entry: Entry) -> dict[str, Any]:
    rule, version = entry.verdict.rule, entry.verdict.version
    cited = reference(rule, version)
    return {
        "id": rule.id,
        "code": rule.code,
        "cite": version_cite(entry),
        "in_force_from": cited.in_force_from,
        "verified": cited.verified,
        "place": place_json(cited.place),
    }


def _excuse(entry: Entry, evaluated: Evaluated) -> dict[str, str]:
    unless = entry.body.unless
    if entry.state != "excused" or not isinstance(unless, Comparison):
        return {}
    return evaluated.rulebook.facts[unless.fact].label.as_json()


def _ask(fact: Fact, evaluated: Evaluated) -> dict[str, Any]:
    declared = evaluated.rulebook.facts.get(fact.name)
    question = declared.ask if declared and declared.ask else fact.reason
    return {"fact": fact.name, "who": declared.who if declared else "", "question": question.as_json()}


def _day(day: date | None) -> str | None:
    return str(day) if day else None
