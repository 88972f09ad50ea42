"""The registers in controls/: evidence on file for a procedure, and each entry as a subject that rules range over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.evaluation.evidence import Entry
from validator.facts.fact import Fact, State, known, unknown
from validator.facts.stated import day_at, days_at, fact_from_node, is_active
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.reading.document import Node
    from validator.reading.quantities import DateRange
    from validator.workspace.as_of import AgreementView
    from validator.workspace.load import Workspace

_NOT_SAID = Text("the register does not say", "登記冊並無載列")
_NO_AMOUNT = Text("no amount is recorded for that day", "當日並無金額紀錄")


def entries_of(workspace: Workspace, register: str) -> Iterator[Node]:
    """Give the entries of one register (`orders`, `evidence`) over all files of controls/."""
    return (node for controls in workspace.controls for node in controls.each(register))


def filed_for(workspace: Workspace, as_of: date, procedure: str, subject: Subject) -> list[Entry]:
    """Give the evidence of a procedure that is on file by the day, for a subject."""
    category, agreement = subject.within("category"), subject.within("agreement")
    about = {"agreement": agreement.id if agreement else None, "category": _own_name(category)}
    return [
        Entry(days, day, node.place)
        for node in entries_of(workspace, "evidence")
        if node.value["procedure"] == procedure
        and (day := day_at(node, "on"))
        and day <= as_of
        and (days := days_at(node, "period"))
        and all(node.value.get(key, value) == value for key, value in about.items() if value)
    ]


def evidence_subjects(workspace: Workspace, as_of: date, agreement: Subject, view: AgreementView) -> Iterator[Subject]:
    """Give each entry of evidence for an agreement, or for all, made by the day, with what `actuals` has for it."""
    for number, node in enumerate(entries_of(workspace, "evidence")):
        on = day_at(node, "on")
        if node.value.get("agreement", agreement.id) != agreement.id or on is None or on > as_of:
            continue
        name = node.value["procedure"]
        given = {**approval_facts(node, workspace, agreement), **_outcome(node), **_amounts(node, view, as_of)}
        label = Text(f"{name} {node.value['period']['from']} to {node.value['period']['to']}")
        yield Subject("evidence", f"{agreement.id}/{name}/{number}", on, Layers((node,)), label, agreement, given=given)


def _outcome(node: Node) -> dict[str, Fact]:
    said = node.get("in_order")
    return {"in_order": fact_from_node("in order", said, "boolean") if said else _not_said("in order", node)}


def _amounts(node: Node, view: AgreementView, as_of: date) -> dict[str, Fact]:
    said, days = node.get("amount"), days_at(node, "period")
    amount = fact_from_node("amount", said, "money") if said else _not_said("amount", node)
    return {"amount": amount, "actual": _actual(node, days, view, as_of)}


def _actual(node: Node, days: DateRange | None, view: AgreementView, as_of: date) -> Fact:
    """Give the recorded total of the day on which an entry ends; its category must be named, or be the only one."""
    named = node.value.get("category") or (view.categories[0].id if len(view.categories) == 1 else None)
    for category in view.categories:
        if category.id == named and days:
            for reading, over in category.readings(as_of):
                if over.last == days.last and (amount := reading.get("amount")) is not None:
                    return replace(fact_from_node("actual", amount, "money"), over=over)
    return Fact("actual", State.NOT_APPLICABLE, reason=_NO_AMOUNT)


def approval_facts(node: Node, workspace: Workspace, around: Subject) -> dict[str, Fact]:
    """Tell of an entry whether the director who approved it has a material interest in the counterparty."""
    name, said = "approver has an interest", node.get("approved_by")
    counterparty = around.within("counterparty")
    if said is None or counterparty is None:
        return {"approver_has_interest": _not_said(name, node)}
    day = day_at(node, "on") or around.on
    found = [
        interest
        for director in workspace.issuer.each("directors")
        if director.value["director"] == said.value
        for interest in director.each("interests")
        if interest.value["in"] == counterparty.id and is_active(interest, day)
    ]
    return {"approver_has_interest": _interest(name, said, found)}


def _interest(name: str, approver: Node, found: list[Node]) -> Fact:
    by = known("approved by", str(approver.value), place=approver.place)
    facts = [replace(fact_from_node("interest", each, "boolean"), name="interest") for each in _material(found)]
    if any(fact.value is True for fact in facts):
        held = tuple(fact for fact in facts if fact.value is True)
        return replace(known(name, value=True), operation="holds", operands=(by, *held))
    open_fact = next((fact for fact in facts if fact.is_open), None)
    if open_fact is not None:
        return unknown(name, open_fact.reason or text_of("not known whether it is material"), place=open_fact.place)
    return replace(known(name, value=False), operation="holds", operands=(by,))


def _material(found: list[Node]) -> Iterator[Node]:
    return (material for each in found if (material := each.get("material")) is not None)


def _not_said(name: str, node: Node) -> Fact:
    return Fact(name, State.NOT_APPLICABLE, reason=_NOT_SAID, place=node.place)


def _own_name(category: Subject | None) -> str | None:
    return category.id.rpartition("/")[2] if category else None
