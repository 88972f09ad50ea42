"""Judge requirements and the alerts and requirements of procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.records import Status, Verdict
from validator.facts.fact import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.facts.conditions import Step
    from validator.facts.fact import Fact
    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject
    from validator.rulebook.body import ProcedureBody, RequirementBody
    from validator.rulebook.model import Rule, Version

    Inputs = Mapping[str, Fact]


def judge_requirement(
    rule: Rule, version: Version, body: RequirementBody, subject: Subject, resolver: Resolver, inputs: Inputs
) -> Verdict:
    """Judge `require` where `applies_if` holds, `unless` the exception does.

    An open exception leaves a failed requirement undecided; an open scope leaves it undecided unless it is met.
    """
    applies = resolver.holds(body.applies_if, subject, inputs) if body.applies_if else None
    if applies and applies.answer is False:
        return Verdict(rule, version, subject, Status.NOT_APPLICABLE, (applies,), inputs)
    require = resolver.holds(body.require, subject, inputs)
    steps = (*((applies,) if applies else ()), require)
    if require.answer:
        return Verdict(rule, version, subject, Status.SATISFIED, steps, inputs)
    unless = resolver.holds(body.unless, subject, inputs) if body.unless else None
    steps += (unless,) if unless else ()
    return Verdict(rule, version, subject, _failed(applies, require, unless), steps, inputs)


def _failed(applies: Step | None, require: Step, unless: Step | None) -> Status:
    if unless and unless.answer:
        return Status.SATISFIED
    if any(fact.state is State.NOT_APPLICABLE for fact in require.operands()):
        return Status.NOT_APPLICABLE
    is_open = require.answer is None or (applies and applies.answer is None) or (unless and unless.answer is None)
    return Status.UNDECIDED if is_open else Status.VIOLATED


def judge_control(
    rule: Rule, version: Version, body: ProcedureBody, subject: Subject, resolver: Resolver, inputs: Inputs
) -> Verdict:
    """Judge the alert or the requirement of a procedure for one subject."""
    applies = resolver.holds(body.applies_if, subject, inputs) if body.applies_if else None
    if applies and applies.answer is False:
        return Verdict(rule, version, subject, Status.NOT_APPLICABLE, (applies,), inputs)
    condition = body.alert_if or body.require
    assert condition is not None  # noqa: S101  # evidence is judged elsewhere
    step = resolver.holds(condition, subject, inputs)
    steps = (*((applies,) if applies else ()), step)
    if any(fact.state is State.NOT_APPLICABLE for fact in step.operands()):
        return Verdict(rule, version, subject, Status.NOT_APPLICABLE, steps, inputs)
    met, failed = (Status.ALERT, Status.QUIET) if body.alert_if else (Status.SATISFIED, Status.VIOLATED)
    is_open = step.answer is None or (applies is not None and applies.answer is None)
    status = Status.UNDECIDED if is_open else met if step.answer else failed
    return Verdict(rule, version, subject, status, steps, inputs)
