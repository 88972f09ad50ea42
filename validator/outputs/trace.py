"""The trace of a decision: every row tried, every operand with its value, where it came from, and the rule's line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.facts.fact import Fact, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluation.records import Decision, Trial
    from validator.facts.conditions import Step

_ANSWERS = {True: "yes", False: "no", None: "open"}


def trace_text(decision: Decision) -> Iterator[str]:
    """Give the trace as indented lines."""
    for name, fact in decision.inputs.items():
        yield from _working(fact, name, 0)
    if decision.applies:
        yield from _step(decision.applies, "applies if", 0)
    for trial in decision.trials:
        yield from _step(trial.step, f"row {trial.row.cite or '?'} → {trial.row.then}", 0)
    body = decision.version.body
    if not decision.trials or not decision.trials[-1].step.answer:
        yield f"otherwise → {body.otherwise.then}  {_at(body.otherwise.place)}"  # type: ignore[union-attr]
    if len(decision.possible) > 1:
        yield f"the open facts allow {' or '.join(decision.possible)}"
    elif decision.outcome and any(fact.is_open for fact in decision.inputs.values()):
        yield f"every value that the open facts can have gives {decision.outcome}"


def _working(fact: Fact, name: str, depth: int) -> Iterator[str]:
    while fact.operation == "fact":  # the same value under another name
        fact = fact.operands[0]
        name = f"{name} = {fact.name}"
    mark = " †" if fact.illustration else ""
    made = f"  ({fact.operation.replace('_', ' ')})" if fact.operands else ""
    reason = f": {fact.reason}" if fact.reason and not fact.is_known else ""
    yield f"{'  ' * depth}{name}: {describe(fact)}{mark}{reason}{made}{_at(fact.place, '  ')}"
    for operand in fact.operands:
        yield from _working(operand, operand.name, depth + 1)


def _step(step: Step, title: str, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{title}: {_ANSWERS[step.answer]}{_at(step.place, '  ')}"
    for part in step.parts or (step,):
        if part.fact is not None:
            value = f"{part.fact.name} is {describe(part.fact)}"
            note = f" ({part.note})" if part.note else ""
            yield f"{'  ' * (depth + 1)}{part.asked}: {_ANSWERS[part.answer]}; {value}{note}{_at(part.place, '  ')}"
        elif part is not step:
            yield from _step(part, part.asked, depth + 1)


def _at(place: object, before: str = "") -> str:
    return f"{before}[{place}]" if place else ""


def trace_json(decision: Decision) -> dict[str, Any]:
    """Give the trace as data."""
    return {
        "rule": decision.rule.id,
        "rule_in_force_from": str(decision.version.first),
        "rule_place": str(decision.version.place),
        "inputs": {name: _fact_json(fact) for name, fact in decision.inputs.items()},
        "applies_if": _step_json(decision.applies) if decision.applies else None,
        "rows": [_trial_json(trial) for trial in decision.trials],
        "possible": list(decision.possible),
    }


def _trial_json(trial: Trial) -> dict[str, Any]:
    return {"cite": trial.row.cite, "then": trial.row.then, **_step_json(trial.step)}


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "asked": step.asked,
        "answer": step.answer,
        "place": str(step.place) if step.place else None,
        **({"fact": step.fact.name, "value": describe(step.fact)} if step.fact else {}),
        **({"parts": [_step_json(part) for part in step.parts]} if step.parts else {}),
    }


def _fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "fact": fact.name,
        "state": str(fact.state),
        "value": describe(fact),
        "place": str(fact.place) if fact.place else None,
        **({"reason": str(fact.reason)} if fact.reason else {}),
        **({"source": fact.source} if fact.source else {}),
        **({"illustration": fact.illustration} if fact.illustration else {}),
        **({"attested": vars(fact.attestation)} if fact.attestation else {}),
        **({"operation": fact.operation} if fact.operands else {}),
        **({"operands": [_fact_json(operand) for operand in fact.operands]} if fact.operands else {}),
    }
