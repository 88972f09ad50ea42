"""Judge procedures: alerts and whether they were passed on, requirements, and evidence for every period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.evaluation.evidence import escalated, filed_late, first_due
from validator.evaluation.periods import periods_without_evidence
from validator.evaluation.records import Status, Verdict
from validator.evaluation.requirements import judge_control
from validator.facts.conditions import Step
from validator.facts.fact import State
from validator.reading.quantities import DateRange
from validator.rulebook.body import ProcedureBody

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.evaluation.engine import Engine
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.rulebook.model import Rule, Version


def judge_procedure(
    engine: Engine, rule: Rule, version: Version, body: ProcedureBody, subject: Subject, inputs: Mapping[str, Fact]
) -> Verdict:
    """Judge a procedure for one subject: the evidence it asks for, else its alert or its requirement."""
    if body.evidence:
        return _judge_evidence(engine, rule, version, body, subject)
    return _judge_control(engine, rule, version, body, subject, inputs)


def _judge_control(
    engine: Engine, rule: Rule, version: Version, body: ProcedureBody, subject: Subject, inputs: Mapping[str, Fact]
) -> Verdict:
    verdict = judge_control(rule, version, body, subject, engine.resolver, inputs)
    if verdict.status is Status.UNDECIDED and _is_too_early(engine, body, verdict):
        return replace(verdict, status=Status.QUIET)
    if verdict.status is not Status.ALERT or body.escalate is None:
        return verdict
    since = _alert_since(engine, rule, version, body, subject)
    over = engine.resolver.fact(body.escalate.over, subject).value
    filed = engine.surroundings.filed(rule.id, subject)
    found = escalated(body.escalate, since, over if isinstance(over, DateRange) else None, filed)
    return replace(verdict, status=Status.REPORTED if found.is_in_time else Status.ALERT, escalation=found)


def _is_too_early(engine: Engine, body: ProcedureBody, verdict: Verdict) -> bool:
    """Tell whether a control is open for want of the fact that it waits for, which cannot be expected yet."""
    subject = verdict.subject
    waiting = [leaf for fact in verdict.open_facts() for leaf in fact.leaves() if leaf.state is State.UNKNOWN]
    if body.awaits is None or body.awaits.fact not in {leaf.name for leaf in waiting}:
        return False
    version = engine.rulebook.rule(body.awaits.evidence_of).version_on(subject.on)
    over = engine.resolver.fact(body.awaits.over, subject).value
    asked = version.body.evidence if version and isinstance(version.body, ProcedureBody) else None
    if asked is None or not isinstance(over, DateRange):
        return False
    due = first_due(asked, over, engine.surroundings.year_end)
    return due is None or subject.on <= due


def _alert_since(engine: Engine, rule: Rule, version: Version, body: ProcedureBody, subject: Subject) -> date:
    """Give the first recorded day from which the control has alerted without a break."""
    stages = engine.surroundings.stages(subject)
    since = stages[-1].on if stages else subject.on
    for stage in reversed(stages):
        verdict = judge_control(rule, version, body, stage, engine.resolver, engine.inputs(rule, stage))
        if verdict.status is not Status.ALERT:
            break
        since = stage.on
    return since


def _judge_evidence(engine: Engine, rule: Rule, version: Version, body: ProcedureBody, subject: Subject) -> Verdict:
    asked = body.evidence
    assert asked is not None  # noqa: S101  # checked by the caller
    applies = engine.resolver.holds(body.applies_if, subject) if body.applies_if else None
    over = engine.resolver.fact(asked.over, subject)
    if (applies and applies.answer is False) or over.state is State.NOT_APPLICABLE:
        return Verdict(rule, version, subject, Status.NOT_APPLICABLE)
    scope = (applies,) if applies else ()
    if not isinstance(over.value, DateRange):
        waiting = Step(f"{asked.over} is known", None, over)
        return Verdict(rule, version, subject, Status.UNDECIDED, (*scope, waiting))
    filed = engine.surroundings.filed(rule.id, subject)
    days, year_end = [each.days for each in filed], engine.surroundings.year_end
    missing = periods_without_evidence(asked, over.value, days, subject.on, year_end)
    late = filed_late(asked, over.value, filed, year_end)
    if missing and applies and applies.answer is None:
        return Verdict(rule, version, subject, Status.UNDECIDED, (applies, Step("evidence is on file", answer=False)))
    status = Status.VIOLATED if missing else Status.SATISFIED
    return Verdict(rule, version, subject, status, facts={asked.over: over}, missing_periods=missing, late=late)
