"""The trace as data, version 1 (schemas/trace.schema.json): what was asked, of which values, and what decided."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.evaluation.records import Decision, Verdict
from validator.facts.fact import Fact, describe
from validator.outputs.deciding import By, decided_by, table_of
from validator.outputs.diagnostic import place_json
from validator.reading.quantities import Money, plain_money

if TYPE_CHECKING:
    from validator.evaluation.evidence import Escalated, Late
    from validator.evaluation.rows import Trial
    from validator.facts.conditions import Step
    from validator.rulebook.body import Row

VERSION = 1


def evaluation_json(evaluation: Decision | Verdict) -> dict[str, Any]:
    """Give the trace of any rule."""
    return trace_json(evaluation) if isinstance(evaluation, Decision) else verdict_json(evaluation)


def trace_json(decision: Decision) -> dict[str, Any]:
    """Give the trace of a table."""
    decided = decided_by(decision)
    otherwise = table_of(decision).otherwise
    return {
        **_head(decision),
        "inputs": {name: fact_json(fact) for name, fact in decision.inputs.items()},
        "applies_if": step_json(decision.applies) if decision.applies else None,
        "rows": [_trial_json(trial, decided.row) for trial in decision.trials],
        "otherwise": {
            "cite": otherwise.cite,
            "then": otherwise.then,
            "place": place_json(otherwise.place),
            "decides": decided.by is By.OTHERWISE,
        },
        "outcome": decision.outcome,
        "possible": list(decision.possible),
        "decided_by": {
            "by": str(decided.by),
            "cites": [decided.row.cite] if decided.row and decided.row.cite else list(decision.cited),
            "place": place_json(decided.place),
        },
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """Give the trace of a requirement, a procedure, a deadline or a checklist."""
    return {
        **_head(verdict),
        "steps": [step_json(step) for step in verdict.steps],
        "facts": {name: fact_json(fact) for name, fact in verdict.facts.items()},
        "status": str(verdict.status),
        "due": str(verdict.due) if verdict.due else None,
        "missing_items": [item.cite for item in verdict.missing_items],
        "missing_periods": [str(period) for period in verdict.missing_periods],
        **({"late": [_late_json(each) for each in verdict.late]} if verdict.late else {}),
        **({"escalation": _escalation_json(verdict.escalation)} if verdict.escalation else {}),
    }


def _late_json(late: Late) -> dict[str, Any]:
    return {"period": str(late.period), "due": str(late.due), "on": str(late.entry.on)}


def _escalation_json(escalation: Escalated) -> dict[str, Any]:
    report = escalation.report
    return {
        "since": str(escalation.since),
        "due": str(escalation.due) if escalation.due else None,
        "reported_on": str(report.on) if report else None,
    }


def _head(evaluation: Decision | Verdict) -> dict[str, Any]:
    rule, version = evaluation.rule, evaluation.version
    return {
        "version": VERSION,
        "kind": rule.kind,
        "rule": rule.id,
        "provision": rule.cite,
        "title": rule.title.as_json(),
        "rule_in_force_from": str(version.first),
        "rule_in_force_to": str(version.last) if version.last else None,
        "rule_place": place_json(version.place),
        "subject": evaluation.subject.id,
        "on": str(evaluation.subject.on),
    }


def _trial_json(trial: Trial, decides: Row | None) -> dict[str, Any]:
    return {
        "cite": trial.row.cite,
        "then": trial.row.then,
        "answer": trial.step.answer,
        "place": place_json(trial.row.place),
        "decides": trial.row is decides,
        "conditions": [step_json(part) for part in trial.step.parts],
    }


def step_json(step: Step) -> dict[str, Any]:
    """Give one condition with its answer: a comparison with its operand, or a combination with its parts."""
    return {
        "asked": step.asked,
        "answer": step.answer,
        "place": place_json(step.place),
        **({"fact": step.fact.name, "value": describe(step.fact)} if step.fact else {}),
        **({"note": step.note} if step.note else {}),
        **({"parts": [step_json(part) for part in step.parts]} if step.parts else {}),
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    """Give an operand: its value in words and, where exact, for programs; where it came from; and its own operands."""
    return {
        "fact": fact.name,
        "state": str(fact.state),
        "value": describe(fact),
        **({"exact": _exact(fact.value)} if fact.is_known and fact.value is not None else {}),
        "place": place_json(fact.place),
        **({"reason": str(fact.reason)} if fact.reason else {}),
        **({"source": fact.source} if fact.source else {}),
        **({"illustration": fact.illustration} if fact.illustration else {}),
        **({"attested": asdict(fact.attestation)} if fact.attestation else {}),
        **({"operation": fact.operation} if fact.operation else {}),
        **({"operands": [fact_json(operand) for operand in fact.operands]} if fact.operands else {}),
    }


def _exact(value: object) -> str | bool:
    if isinstance(value, Money):
        return plain_money(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value if isinstance(value, bool) else str(value)
