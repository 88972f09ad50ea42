"""The words of a timetable in one language: how a day is counted, how an entry stands, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.wording import reference
from validator.facts.conditions import Comparison
from validator.reading.text import text_of
from validator.reading.yaml_reader import read_yaml
from validator.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from validator.facts.declarations import Declaration
    from validator.facts.fact import Fact
    from validator.reading.quantities import Period
    from validator.timetable.entries import Entry


class TimetableWords:
    """Words entries in `en` or `zh-Hant`; the vocabulary names the facts and the questions."""

    def __init__(self, language: str, vocabulary: Mapping[str, Declaration]) -> None:
        self.language, self._vocabulary = language, vocabulary
        self._words = read_yaml(resource_folder("templates") / "timetable" / "words.yaml", "words.yaml").data

    def say(self, *path: str, **values: Any) -> str:
        """Give the words at a path of templates/timetable/words.yaml, filled in."""
        node = self._words
        for part in path:
            node = node[part]
        return text_of(node).in_language(self.language).format(**values)

    def day(self, day: date | None) -> str:
        """Give a day with its weekday."""
        return f"{self.say('weekdays', str(day.weekday()))} {day}" if day else self.say("no_day")

    def due(self, entry: Entry) -> str:
        """Give the day that is due, or why there is none."""
        if entry.body.due.has_day or entry.event_day is None:
            return self.day(entry.due)
        return self.say("from_day", day=self.day(entry.event_day))

    def what(self, entry: Entry) -> str:
        """Say what is due."""
        return entry.body.of.in_language(self.language)

    def subject(self, entry: Entry) -> str:
        """Name what the deadline is about."""
        subject = entry.verdict.subject
        return subject.label.in_language(self.language) or subject.id

    def counted(self, entry: Entry) -> str:
        """Say what the day is counted from: `15 business days after: date of the announcement (2026-04-23)`."""
        due = entry.body.due
        period = self._period(due.period) if due.period else ""
        event, day = self.label(entry.event), entry.event_day or self.say("no_day")
        counted = self.say("counted", due.word, period=period, event=event, day=day)
        return counted + (f"; {due.time.in_language(self.language)}" if due.time else "")

    def state(self, entry: Entry) -> str:
        """Say how an entry stands."""
        name = f"{entry.state}_late" if entry.state == "not_recorded" and entry.is_late else str(entry.state)
        lacks_a_day = entry.due is None and name in self._words["without_a_day"]
        return self.say(
            "without_a_day" if lacks_a_day else "states",
            name,
            done=entry.done_on or "",
            planned=entry.planned_on or "",
            days=self._days(entry.days or 0),
            event=self.label(entry.event),
            excuse=self._excuse(entry),
        )

    def _excuse(self, entry: Entry) -> str:
        unless = entry.body.unless
        return self._label_of(unless.fact) if isinstance(unless, Comparison) else ""

    def remarks(self, entry: Entry) -> Iterator[str]:
        """Give the last business day where the due day is none, the remedy of what is late, the questions."""
        if entry.last_business_day and entry.last_business_day != entry.due:
            yield self.say("business_day", day=self.day(entry.last_business_day))
        if entry.is_late:
            yield from filter(None, (entry.body.remedy.in_language(self.language),))
        yield from self.asks(entry)

    def asks(self, entry: Entry) -> Iterator[str]:
        """Give the questions that would settle an entry, each with whom to ask."""
        for fact in entry.open_facts:
            declared = self._vocabulary.get(fact.name)
            if declared is None:
                yield fact.reason.in_language(self.language)
            elif declared.ask:
                who, question = self.say("who", declared.who), declared.ask.in_language(self.language)
                yield self.say("ask", who=who, question=question)

    def rule(self, entry: Entry) -> str:
        """Cite the rule with its place."""
        rule, version = entry.verdict.rule, entry.verdict.version
        name = rule.instrument.name.in_language(self.language)
        return f"{name} {version_cite(entry)}, {rule.place.file}:{reference(rule, version).place.line}"  # type: ignore[union-attr]

    def label(self, fact: Fact) -> str:
        """Name a fact."""
        return self._label_of(fact.name)

    def _label_of(self, name: str) -> str:
        declared = self._vocabulary.get(name)
        return declared.label.in_language(self.language) if declared else name

    def _period(self, period: Period) -> str:
        return self.say("units", period.unit, count=period.count) if self.language != "en" else str(period)

    def _days(self, count: int) -> str:
        return self.say("one_day") if count == 1 else self.say("days", count=count)


def version_cite(entry: Entry) -> str:
    """Give the paragraph that a deadline follows from."""
    return entry.body.cite or entry.verdict.rule.id
