"""Read what a version of a rule says, by the kind of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.expressions import read_comparison, read_condition, rule_error
from validator.reading.quantities import QuantityError, parse_date, parse_period
from validator.reading.text import text_of
from validator.rulebook.body import (
    WINDOW,
    Awaited,
    Body,
    ChecklistBody,
    DeadlineBody,
    Due,
    Escalation,
    Evidence,
    Item,
    ProcedureBody,
    Promise,
    RequirementBody,
    Row,
    TableBody,
)
from validator.rulebook.relations import read_relation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from validator.facts.conditions import Condition
    from validator.reading.document import Node
    from validator.reading.quantities import Period

    KindOf = Callable[[str], str]


IMMEDIATELY = "immediately"  # how an escalation without a count of days is written


def read_body(kind: str, node: Node, kind_of: KindOf) -> Body:
    """Read the body of one version; `kind_of` gives the type of a fact or input by its name."""
    return _READERS[kind](node, kind_of)


def _table(node: Node, kind_of: KindOf) -> TableBody:
    rows = tuple(_row(row, kind_of) for row in need(node, "rows").elements())
    last = need(node, "otherwise")
    mapped = isinstance(last.value, dict)
    otherwise = Row(
        last.value.get("cite", "") if mapped else "", (), last.value["then"] if mapped else last.value, last.place
    )
    return TableBody(
        node.value.get("read", "first_match"),
        rows,
        otherwise,
        _condition(node, "applies_if", kind_of),
        node.value.get("if_not_applicable", ""),
        tuple(_promise(promise, kind_of) for promise in node.each("promises")),
    )


def _promise(node: Node, kind_of: KindOf) -> Promise:
    if isinstance(node.value, str):
        return Promise(node.value, place=node.place)
    name, inner = next(node.items())
    if isinstance(inner.value, list):
        return Promise(name, tuple(inner.value), place=inner.place)
    return Promise(name, condition=read_condition(inner, kind_of), place=inner.place)


def _row(node: Node, kind_of: KindOf) -> Row:
    conditions = tuple(read_comparison(fact, limits, kind_of) for fact, limits in need(node, "when").items())
    return Row(node.value.get("cite", ""), conditions, node.value["then"], node.place)


def _requirement(node: Node, kind_of: KindOf) -> RequirementBody:
    return RequirementBody(
        read_condition(need(node, "require"), kind_of),
        _condition(node, "applies_if", kind_of),
        _condition(node, "unless", kind_of),
        text_of(node.value.get("message")),
        text_of(node.value.get("remedy")),
    )


def _procedure(node: Node, kind_of: KindOf) -> ProcedureBody:
    evidence = node.get("evidence")
    return ProcedureBody(
        text_of(node.value.get("describe")),
        text_of(node.value.get("owner")),
        _condition(node, "applies_if", kind_of),
        _condition(node, "alert_if", kind_of),
        _condition(node, "require", kind_of),
        _evidence(evidence, kind_of) if evidence else None,
        text_of(node.value.get("message")),
        text_of(node.value.get("remedy")),
        text_of(node.value.get("frequency")),
        _escalation(escalate, kind_of) if (escalate := node.get("escalate")) else None,
        _awaited(awaits, kind_of) if (awaits := node.get("awaits")) else None,
        announced=node.value.get("announced", True),
    )


def _evidence(node: Node, kind_of: KindOf) -> Evidence:
    over = need(node, "over").value
    kind_of(over)
    return Evidence(node.value["every"], period_at(need(node, "within")), day_at(need(node, "since")), over)


def _escalation(node: Node, kind_of: KindOf) -> Escalation:
    within, over = need(node, "within"), need(node, "over").value
    kind_of(over)
    period = None if within.value == IMMEDIATELY else period_at(within)
    return Escalation(text_of(node.value["to"]), period, text_of(node.value["evidence"]), over)


def _awaited(node: Node, kind_of: KindOf) -> Awaited:
    awaited = Awaited(need(node, "fact").value, need(node, "evidence_of").value, need(node, "over").value)
    for fact in (awaited.fact, awaited.over):
        kind_of(fact)
    return awaited


def _deadline(node: Node, kind_of: KindOf) -> DeadlineBody:
    due = _due(need(node, "due"))
    if not due.is_window:
        need(node, "done")
    body = DeadlineBody(
        need(node, "event").value,
        due,
        node.value.get("done", ""),
        node.value.get("planned", ""),
        text_of(node.value.get("of")),
        _condition(node, "applies_if", kind_of),
        _condition(node, "unless", kind_of),
        text_of(node.value.get("remedy")),
        node.value.get("cite", ""),
    )
    for fact in body.facts():
        if kind_of(fact) != "date":
            raise rule_error(node, f"`{fact}` is no day, and a deadline counts from day to day")
    return body


def _due(node: Node) -> Due:
    if isinstance(node.value, str):
        return Due(node.value)
    word = next(word for word in ("before", "after", WINDOW) if word in node.value)
    return Due(word, period_at(need(node, word)), text_of(node.value.get("time")))


def _checklist(node: Node, kind_of: KindOf) -> ChecklistBody:
    items = tuple(_item(item, kind_of) for item in need(node, "items").elements())
    return ChecklistBody(items, _condition(node, "applies_if", kind_of), text_of(node.value.get("because")))


def _item(node: Node, kind_of: KindOf) -> Item:
    answers = tuple(need(node, "answered_by").value)
    for fact in answers:
        kind_of(fact)
    said = node.value
    return Item(
        said["cite"],
        text_of(said["item"]),
        _condition(node, "applies_if", kind_of),
        answers,
        node.place,
        because=text_of(said.get("because")),
        answered_in=said.get("answered_in", ""),
        unverified=text_of(said.get("unverified")),
        no_is_an_answer=said.get("no_is_an_answer", False),
    )


def _condition(node: Node, key: str, kind_of: KindOf) -> Condition | None:
    inner = node.get(key)
    return read_condition(inner, kind_of) if inner else None


def need(node: Node, key: str) -> Node:
    """Give the node below a key. Raises `RulebookError` where it is missing."""
    inner = node.get(key)
    if inner is None:
        raise rule_error(node, f"`{key}` is missing here")
    return inner


def period_at(node: Node) -> Period:
    """Read a period. Raises `RulebookError` where it is none."""
    try:
        return parse_period(node.value)
    except QuantityError as error:
        raise rule_error(node, str(error)) from None


def day_at(node: Node) -> date:
    """Read a day. Raises `RulebookError` where it is none."""
    try:
        return parse_date(node.value)
    except QuantityError as error:
        raise rule_error(node, str(error)) from None


_READERS: dict[str, Callable[[Node, KindOf], Body]] = {
    "table": _table,
    "requirement": _requirement,
    "procedure": _procedure,
    "deadline": _deadline,
    "checklist": _checklist,
    "relation": read_relation,
}
