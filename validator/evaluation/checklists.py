"""Judge checklists: which items apply, and which of these have no answer in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.records import Answer, ItemAnswer, Status, Verdict
from validator.facts.conditions import Step, combine
from validator.facts.fact import Fact, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject
    from validator.rulebook.body import ChecklistBody, Item
    from validator.rulebook.model import Rule, Version


def judge_checklist(
    rule: Rule, version: Version, body: ChecklistBody, subject: Subject, resolver: Resolver, inputs: Mapping[str, Fact]
) -> Verdict:
    """Judge every item for one subject; an item that may apply and has no answer is missing."""
    whole = resolver.holds(body.applies_if, subject, inputs) if body.applies_if else None
    steps: list[Step] = []
    answers: list[ItemAnswer] = []
    for item in body.items:
        applies = _applies(item, whole, resolver, subject, inputs)
        if applies and applies.answer is False:
            because = body.because if whole and whole.answer is False else item.because
            answers.append(ItemAnswer(item, Answer.NOT_APPLICABLE, because=because))
            continue
        step = _answered(item, subject, resolver)
        steps.append(step)
        answers.append(_answer(item, step, applies))
    missing = tuple(answer.item for answer in answers if answer.is_open)
    status = Status.VIOLATED if missing else Status.SATISFIED if steps else Status.NOT_APPLICABLE
    return Verdict(
        rule, version, subject, status, tuple(steps), inputs, missing_items=missing, answers=tuple(answers)
    )  # fmt: skip


def _applies(
    item: Item, whole: Step | None, resolver: Resolver, subject: Subject, inputs: Mapping[str, Fact]
) -> Step | None:
    """Answer whether an item applies; None where it always does."""
    own = resolver.holds(item.applies_if, subject, inputs) if item.applies_if else None
    asked = tuple(step for step in (whole, own) if step)
    return combine("all", asked, item.place) if asked else None


def _answer(item: Item, step: Step, applies: Step | None) -> ItemAnswer:
    facts = step.operands()
    missing = tuple(part.fact for part in step.parts if part.fact and not part.answer)
    if not missing:
        return ItemAnswer(item, Answer.ANSWERED, facts)
    if applies and applies.answer is None:
        return ItemAnswer(item, Answer.UNDECIDED, facts, missing, applies.undecided())
    return ItemAnswer(item, Answer.MISSING, facts, missing)


def _answered(item: Item, subject: Subject, resolver: Resolver) -> Step:
    parts = tuple(_is_answer(resolver.fact(name, subject), item) for name in item.answered_by)
    return combine("all", parts, item.place)


def _is_answer(fact: Fact, item: Item) -> Step:
    """A fact answers an item when it has a value that is not a plain no, or any value where a no is an answer."""
    given = fact.state is not State.UNKNOWN and (fact.value is not False or item.no_is_an_answer)
    return Step(f"{fact.name} is given", given, fact)
