"""Judge checklists: which items apply, and which of these have no answer in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.records import Status, Verdict
from validator.facts.conditions import Step, combine
from validator.facts.fact import Fact, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject
    from validator.rulebook.model import ChecklistBody, Item, Rule, Version


def judge_checklist(
    rule: Rule, version: Version, body: ChecklistBody, subject: Subject, resolver: Resolver, inputs: Mapping[str, Fact]
) -> Verdict:
    """Judge every item for one subject; an item that may apply and has no answer is missing."""
    steps, missing = [], []
    for item in body.items:
        applies = resolver.holds(item.applies_if, subject, inputs) if item.applies_if else None
        if applies and applies.answer is False:
            continue
        step = _answered(item, subject, resolver)
        steps.append(step)
        if not step.answer:
            missing.append(item)
    status = Status.VIOLATED if missing else Status.SATISFIED
    return Verdict(rule, version, subject, status, tuple(steps), inputs, missing_items=tuple(missing))


def _answered(item: Item, subject: Subject, resolver: Resolver) -> Step:
    parts = tuple(_is_answer(resolver.fact(name, subject)) for name in item.answered_by)
    return combine("all", parts, item.place)


def _is_answer(fact: Fact) -> Step:
    """A fact answers an item when it has a value that is not a plain no."""
    given = fact.state is not State.UNKNOWN and fact.value is not False
    return Step(f"{fact.name} is given", given, fact)
