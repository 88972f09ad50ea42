"""The trace as text: every row tried, every operand with its value, where it came from, and the rule's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.fact import Fact, describe
from validator.outputs.deciding import By, decided_by, decided_words, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluation.records import Decision, Verdict
    from validator.facts.conditions import Step

ANSWERS = {True: "yes", False: "no", None: "open"}


def trace_text(decision: Decision) -> Iterator[str]:
    """Give the trace of a table as indented lines, the last one on what decided it."""
    for name, fact in decision.inputs.items():
        yield from _working(fact, name, 0)
    if decision.applies:
        yield from _step(decision.applies, "applies if", 0)
    for trial in decision.trials:
        yield from _step(trial.step, f"row {trial.row.cite or '?'} → {trial.row.then}", 0)
    decided = decided_by(decision)
    otherwise = table_of(decision).otherwise
    if decided.by not in {By.ROW, By.NOT_APPLICABLE} and not (decision.trials and decision.trials[-1].step.answer):
        yield f"otherwise → {otherwise.then}{_at(otherwise.place, '  ')}"
    yield f"{decided_words(decision)}{_at(decided.place, '  ')}"


def verdict_text(verdict: Verdict) -> Iterator[str]:
    """Give the trace of a rule that is no table as indented lines."""
    for step in verdict.steps:
        yield from _part(step, 0)
    if verdict.due:
        yield f"due {verdict.due}"
    yield from (f"missing: {item.cite} {item.item}" for item in verdict.missing_items)
    yield from (f"missing: {period}" for period in verdict.missing_periods)
    yield from (f"filed late: {each.period}, due {each.due}, done {each.entry.on}" for each in verdict.late)
    if verdict.escalation:
        report = verdict.escalation.report
        done = f"reported {report.on}" if report else "no report on file"
        yield f"alert since {verdict.escalation.since}: {done}"
    yield f"answer: {verdict.status.replace('_', ' ')}{_at(verdict.version.place, '  ')}"


def resolved(fact: Fact) -> tuple[str, Fact]:
    """Give the fact that stands behind other names for it, and the names between: ` = deal.largest_cap`."""
    names = ""
    while fact.operation == "fact":  # the same value under another name
        fact = fact.operands[0]
        names += f" = {fact.name}"
    return names, fact


def _working(fact: Fact, name: str, depth: int) -> Iterator[str]:
    names, fact = resolved(fact)
    mark = " †" if fact.illustration else ""
    made = f"  ({fact.operation.replace('_', ' ')})" if fact.operands else ""
    reason = f": {fact.reason}" if fact.reason and not fact.is_known else ""
    yield f"{'  ' * depth}{name}{names}: {describe(fact)}{mark}{reason}{made}{_at(fact.place, '  ')}"
    for operand in fact.operands:
        yield from _working(operand, operand.name, depth + 1)


def _step(step: Step, title: str, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{title}: {ANSWERS[step.answer]}{_at(step.place, '  ')}"
    for part in step.parts or (step,):
        yield from _part(part, depth + 1) if part is not step or part.fact else ()


def _part(step: Step, depth: int) -> Iterator[str]:
    """Give a comparison with its operand on one line, or a combination with its parts below it."""
    if step.fact is None:
        yield from _step(step, step.asked, depth)
        return
    note = f" ({step.note})" if step.note else ""
    answer = f"{ANSWERS[step.answer]}; {step.fact.name} is {describe(step.fact)}{note}"
    yield f"{'  ' * depth}{step.asked}: {answer}{_at(step.place, '  ')}"


def _at(place: object, before: str = "") -> str:
    return f"{before}[{place}]" if place else ""
