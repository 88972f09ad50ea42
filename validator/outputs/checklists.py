"""Filled checklists and size tests as JSON, version 1 (schemas/checklist-output.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.checklists.working import row_of
from validator.facts.fact import describe
from validator.outputs.classified import UNDECIDED, fact_json
from validator.outputs.diagnostic import place_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.checking import Evaluated
    from validator.checklists.forms import FilledForm, Part
    from validator.checklists.sizes import SizeTest, TestedDeal
    from validator.checklists.working import Found, Question, Row
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.rulebook.load import Rulebook


def form_json(evaluated: Evaluated, form: FilledForm) -> dict[str, Any]:
    """Give a filled form."""
    return {
        **_head(evaluated, form.name),
        "document": form.document.as_json(),
        "transactions": [each.id for each in form.transactions],
        "open_items": form.open_items,
        "parts": [_part(part, evaluated.rulebook) for part in form.parts],
    }


def sizes_json(evaluated: Evaluated, name: str, deals: Iterable[TestedDeal]) -> dict[str, Any]:
    """Give the size tests of all deals under the name of their form."""
    return {**_head(evaluated, name), "deals": [_deal(deal) for deal in deals]}


def _head(evaluated: Evaluated, form: str) -> dict[str, Any]:
    issuer = evaluated.layout.issuer(evaluated.as_of)
    code = evaluated.workspace.issuer.value.get("stock_code")
    return {
        "version": 1,
        "as_of": str(evaluated.as_of),
        "form": form,
        "issuer": {"name": issuer.label.as_json(), "stock_code": code if isinstance(code, str) else None},
    }


def _part(part: Part, rulebook: Rulebook) -> dict[str, Any]:
    return {
        "subject": part.subject.id,
        "scope": part.subject.scope,
        "label": part.subject.label.as_json(),
        "transaction": _category(part.subject),
        "not_in_force": [rule.id for rule in part.not_in_force],
        "items": [_item(row_of(rule, answer, rulebook)) for rule, answer in part.answers],
    }


def _category(subject: Subject) -> str | None:
    category = subject.within("category")
    return category.id if category else None


def _item(row: Row) -> dict[str, Any]:
    item = row.answer.item
    return {
        "rule": row.rule.id,
        "cite": item.cite,
        "item": item.item.as_json(),
        "state": str(row.answer.state),
        "section": item.answered_in or None,
        "answers": [_found(each) for each in row.found],
        "missing": [_question(each) for each in row.missing],
        "undecided_by": [_question(each) for each in row.undecided],
        "because": row.answer.because.as_json(),
        "verified": row.verified,
        "unverified": row.unverified.as_json(),
        "rule_place": place_json(item.place),
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "fact": found.fact.name,
        "label": found.label.as_json(),
        "value": describe(found.fact) if found.tells_value else None,
        "places": [place_json(place) for place in found.places],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "fact": question.fact.name,
        "label": question.label.as_json(),
        "ask": question.ask.as_json(),
        "who": question.who or None,
        "reason": question.reason.as_json(),
        "place": place_json(question.fact.place),
    }


def _deal(deal: TestedDeal) -> dict[str, Any]:
    classified = deal.classified
    return {
        "members": [part.id for part in classified.members],
        "basis": deal.basis,
        "tested_on": str(classified.deal.on),
        "tier": classified.tier or UNDECIDED,
        "citations": list(classified.decision.cited) if classified.tier else [],
        "ratios": [_test(test) for test in deal.tests],
    }


def _test(test: SizeTest) -> dict[str, Any]:
    return {
        "fact": test.declared.name,
        "label": test.declared.label.as_json(),
        "cite": test.declared.cite,
        "ratio": fact_json(test.fact),
        "numerator": _amount(test.numerator),
        "denominator": _amount(test.denominator),
        "exchange_rates": [{"name": rate.name, "rate": fact_json(rate)} for rate in test.rates],
        "illustrations": list(test.fact.illustrations()),
    }


def _amount(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    leaves = [leaf for leaf in fact.leaves() if leaf.place]
    return {
        "fact": fact.name,
        "amount": fact_json(fact),
        "days": {"from": str(fact.over.first), "to": str(fact.over.last)} if fact.over else None,
        "sources": list(dict.fromkeys(leaf.source for leaf in leaves if leaf.source)),
        "places": [place_json(leaf.place) for leaf in leaves],
    }
