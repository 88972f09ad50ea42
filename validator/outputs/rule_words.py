"""What a version of a rule says, line by line, each condition in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.conditions import Comparison, Condition, comparisons_of
from validator.rulebook.body import ChecklistBody, DeadlineBody, ProcedureBody, RequirementBody, Row, TableBody
from validator.rulebook.relations import ITSELF, Kin, Office, RelationBody, RingStep, Tie, Trustee, Votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.rulebook.model import Consequence, Version


def condition_words(condition: Condition | None) -> str:
    """Give a condition in words: `highest_ratio below 5% and amount below HKD 3,000,000`."""
    if condition is None:
        return ""
    if isinstance(condition, Comparison):
        operator = condition.operator.replace("_", " ")
        return f"{condition.fact} {operator} {condition.written}"
    if condition.word == "not":
        return f"not ({condition_words(condition.parts[0])})"
    joint = {"all": " and ", "any": " or ", "none": " nor "}[condition.word]
    words = joint.join(condition_words(part) for part in condition.parts)
    return f"neither {words}" if condition.word == "none" else words if condition.word == "all" else f"({words})"


def says(version: Version) -> Iterator[tuple[str, str]]:
    """Give what a version says, line by line, each condition in words."""
    body = version.body
    applies = getattr(body, "applies_if", None)
    if applies:
        yield "applies if", condition_words(applies)
    if isinstance(body, TableBody):
        if body.if_not_applicable:
            yield "else", body.if_not_applicable
        yield from (row_words(row) for row in body.rows)
        yield "otherwise", f"→ {body.otherwise.then}"
    elif isinstance(body, RequirementBody):
        yield "require", condition_words(body.require)
        yield from _optional("unless", condition_words(body.unless))
        yield from _optional("remedy", str(body.remedy))
    elif isinstance(body, ProcedureBody):
        yield from _procedure(body)
    elif isinstance(body, DeadlineBody):
        yield "due", f"{due_words(body)}: {body.of}"
        yield from _optional("unless", condition_words(body.unless))
    elif isinstance(body, RelationBody):
        yield from _relation(body)
    elif isinstance(body, ChecklistBody):
        for item in body.items:
            when = f" (if {condition_words(item.applies_if)})" if item.applies_if else ""
            yield item.cite, f"{item.item}{when}"


def consequence_words(each: Consequence) -> str:
    """Give when a requirement follows: `for not_exempt if deal.is_continuing is true`."""
    words = f"for {' and '.join(sorted(each.outcomes)) or 'nothing'}"
    words += f" if {condition_words(each.applies_if)}" if each.applies_if else ""
    also = f", and for {' and '.join(sorted(each.also_for))} where {each.also_if_not_met} is not met"
    return words + (also if each.also_for else "")


def due_words(body: DeadlineBody) -> str:
    """Give when a deadline falls: `15 business days after announcement.dated`."""
    due = body.due
    if due.period is None:
        return f"{due.word.replace('_', ' ')}{' as' if due.has_day else ', after'} {body.event}"
    when = f"for {due.period} from" if due.is_window else f"{due.period} {due.word}"
    return f"{when} {body.event}" + (f", {due.time}" if due.time else "")


def _relation(body: RelationBody) -> Iterator[tuple[str, str]]:
    yield "starts from", body.starts_from
    for step in body.steps:
        yield step.cite, f"{step.name.replace('_', ' ')}: {_ring(step)}"
    yield "gives", ", ".join(name.replace("_", " ") for name in body.gives)


def _ring(step: RingStep) -> str:
    """Give a ring in words: `those who are spouse to self`."""
    members = " or ".join(name.replace("_", " ") for name in step.of)
    words = tie_words(step.tie, members)
    words += f", within {' or '.join(step.within)}" if step.within else ""
    words += f", outside {' or '.join(step.outside)}" if step.outside else ""
    if step.unless:
        words += f", unless all rings together have {votes_words(step.unless)} ({step.unless_cite})"
    return words.replace("_", " ")


def tie_words(tie: Tie, members: str) -> str:
    """Give what ties somebody to the members of a ring."""
    if isinstance(tie, Kin):
        age = f", of an age {_limits(tie.age)}" if tie.age else ""
        return f"{', '.join(tie.words)} of {members} (or whose {', '.join(tie.whose)} they are){age}"
    if isinstance(tie, Office):
        which = f", where the issuer is a {tie.issuer_is}" if tie.issuer_is else ""
        return f"{'former ' if tie.ended else ''}{', '.join(tie.words)} at {members}{which}"
    if isinstance(tie, Trustee):
        wide = f", unless a wide {', '.join(tie.wide_schemes)} with {_limits(tie.below)}" if tie.below else ""
        return f"trustee of a trust with {members} as {', '.join(tie.places)}{wide}"
    if isinstance(tie, Votes):
        return f"companies in which {members} together have {votes_words(tie)}"
    passed = f", apart from {', '.join(tie.apart_from)}" if tie.apart_from else ""
    return f"{tie.relation} {'that has' if tie.backwards else 'of'} {members}{passed}"


def votes_words(tie: Votes) -> str:
    """Give how many votes are asked for and how they are counted."""
    words = f"votes {_limits(tie.enough)}"
    words += " or control of most of the board" if tie.or_board else ""
    through = {"": "", ITSELF: ", counted through such companies"}
    words += through.get(tie.through, f", counted through {tie.through} companies")
    words += f", not counting what is held as {', '.join(tie.leave_out)}" if tie.leave_out else ""
    return words + (f", apart from what is held through the {', '.join(tie.apart_from)}" if tie.apart_from else "")


def _limits(condition: Condition | None) -> str:
    return " and ".join(f"{each.operator.replace('_', ' ')} {each.written}" for each in comparisons_of(condition))


def row_words(row: Row) -> tuple[str, str]:
    """Give the paragraph of a row, and its conditions with the outcome."""
    return row.cite or "row", f"{row_conditions(row)} → {row.then}"


def row_conditions(row: Row) -> str:
    """Give the conditions of a row in words."""
    return " and ".join(condition_words(each) for each in row.conditions)


def _procedure(body: ProcedureBody) -> Iterator[tuple[str, str]]:
    yield "owner", str(body.owner)
    yield "what", str(body.describe)
    yield from _optional("alert if", condition_words(body.alert_if))
    yield from _optional("require", condition_words(body.require))
    yield from _optional("frequency", str(body.frequency))
    if body.evidence:
        every = body.evidence.every.replace("_", " ")
        yield "evidence", f"every {every}, on file within {body.evidence.within} of its end"
    if body.escalate:
        when = f"within {body.escalate.within}" if body.escalate.within else "immediately"
        yield "escalate", f"to {body.escalate.to}, {when}: {body.escalate.evidence}"
    if body.awaits:
        yield "silent until", f"the first {body.awaits.evidence_of} is due, where {body.awaits.fact} is not known"
    yield from _optional("remedy", str(body.remedy))


def _optional(label: str, words: str) -> Iterator[tuple[str, str]]:
    if words:
        yield label, words
