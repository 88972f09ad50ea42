"""Every deadline of a workspace, judged as of the day; and which of them `check` speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.checking_history import as_announced
from validator.evaluation.records import Status
from validator.facts.stated import day_at
from validator.workspace.calendar import calendar_subjects
from validator.workspace.documents import DOCUMENT_SCOPES
from validator.workspace.events import announcement_subject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.checking import Evaluated
    from validator.evaluation.engine import Engine
    from validator.evaluation.records import Verdict
    from validator.facts.subject import Subject

_OF_THE_CALENDAR = ("financial_period", "meeting", "event")


def deadline_verdicts(evaluated: Evaluated) -> Iterator[Verdict]:
    """Judge every deadline for everything that it ranges over, the announcements of earlier days included."""
    subjects: dict[str, tuple[tuple[Engine, Subject], ...]] = {}
    for rule in evaluated.rulebook.of_kind("deadline"):
        if rule.scope not in subjects:
            subjects[rule.scope] = tuple(_subjects(evaluated, rule.scope))
        for engine, subject in subjects[rule.scope]:
            verdict = engine.judge(rule, subject)
            if verdict is not None:
                yield verdict


def is_missed(verdict: Verdict) -> bool:
    """Tell whether a deadline is missed, would be missed as planned, or has passed without a recorded day.

    A day that has passed is asked for only where the data have a record of the thing: a year end alone, which every
    issuer has, is left to the timetable, and so is all that is still to come or not known to apply.
    """
    if verdict.status is Status.VIOLATED:
        return True
    is_open = verdict.status is Status.UNDECIDED and bool(verdict.subject.data.nodes)
    return is_open and _is_not_recorded(verdict) and not may_not_apply(verdict)


def may_not_apply(verdict: Verdict) -> bool:
    """Tell whether it is open whether a deadline applies at all, and nothing else has settled it."""
    has_scope = getattr(verdict.version.body, "applies_if", None) is not None
    return has_scope and verdict.status is Status.UNDECIDED and verdict.steps[0].answer is None


def _is_not_recorded(verdict: Verdict) -> bool:
    done = getattr(verdict.version.body, "done", "")
    return any(step.answer is None and step.fact is not None and step.fact.name == done for step in verdict.steps)


def _subjects(evaluated: Evaluated, scope: str) -> Iterator[tuple[Engine, Subject]]:
    """Give what rules of a scope range over, each with the engine that knows its day."""
    if scope == "announcement":
        yield from _announcements(evaluated)
    elif scope in _OF_THE_CALENDAR:
        yield from ((evaluated.engine, subject) for subject in calendar_subjects(evaluated.layout, scope))
    elif scope == "category":
        yield from ((evaluated.engine, subject) for subject in evaluated.layout.categories)
    elif scope in DOCUMENT_SCOPES:
        yield from ((evaluated.engine, subject) for subject in evaluated.documents.each(scope))
    elif scope == "issuer":
        yield evaluated.engine, evaluated.layout.issuer(evaluated.as_of)
    else:
        for agreement in evaluated.layout.monitored:
            yield from ((evaluated.engine, subject) for subject in agreement.each(scope))


def _announcements(evaluated: Evaluated) -> Iterator[tuple[Engine, Subject]]:
    """Give every announcement up to the day, each with the terms and tiers of its own day."""
    days: dict[date, Evaluated] = {}
    for node in evaluated.workspace.announcements:
        on = day_at(node, "dated") or evaluated.as_of
        if on <= evaluated.as_of:
            then = days[on] = days.get(on) or as_announced(evaluated, on)
            yield then.engine, announcement_subject(then, node)
