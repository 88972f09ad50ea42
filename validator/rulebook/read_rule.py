"""Turn one rule document into a `Rule`, refusing facts that nobody declared and outcomes that do not exist."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from validator.facts.expressions import facts_of, read_condition, read_expression, rule_error
from validator.facts.fact import Bound
from validator.facts.subject import AROUND, scopes_in_reach
from validator.findings import Severity
from validator.reading.quantities import QuantityError, parse_quantity
from validator.reading.text import text_of
from validator.rulebook.bodies import day_at, need, read_body
from validator.rulebook.body import DeadlineBody, TableBody
from validator.rulebook.model import Consequence, Example, Input, Instrument, Rule, Version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.facts.conditions import Condition
    from validator.facts.declarations import Declaration
    from validator.reading.document import Node

    Vocabulary = Mapping[str, Declaration]

_KIND_OF_RESULT = {"ratio_of": "ratio", "count_of": "count", "holds": "boolean", "dates_of_members": "date_range"}


def read_rule(root: Node, vocabulary: Vocabulary, instruments: Mapping[str, Instrument]) -> Rule:
    """Read a rule. Raises `RulebookError` with the line at fault."""
    said = root.value
    scope = said["for_each"]
    if scope not in AROUND:
        raise rule_error(need(root, "for_each"), f"unknown scope `{scope}`; known are {', '.join(AROUND)}")
    inputs = _inputs(root, vocabulary, scope)
    kind_of = _KindOf(root, vocabulary, inputs, scope)
    source = need(root, "source")
    rule = Rule(
        id=said["rule"],
        kind=said["kind"],
        scope=scope,
        title=text_of(said["title"]),
        instrument=_instrument(source, instruments),
        severity=Severity(said.get("severity", "error")),
        versions=tuple(_version(node, root, kind_of) for node in need(root, "versions").elements()),
        place=need(root, "rule").place,
        file=root.document.source.shown,
        inputs=inputs,
        decides=said.get("decides", ""),
        relieves=said.get("relieves", ""),
        outcomes=tuple(said.get("outcomes", ())),
        outcome_labels={key: text_of(label) for key, label in said.get("outcome_labels", {}).items()},
        consequences=_consequences(root, kind_of),
        urls=text_of(source.value.get("url")),
        compared_on=_day(source.get("compared_on")),
        review_by=_day(source.get("review_by")),
        note=text_of(source.value.get("note")),
        left_to_judgement=tuple(text_of(words) for words in said.get("left_to_judgement", ())),
        form=said.get("form", ""),
        document=text_of(said.get("document")),
    )
    _check_dates(rule, root)
    _check_business_days(rule, root)
    return rule


class _KindOf:
    """The type of a fact or input, for the readers; refuses what is not declared or not in reach of the scope."""

    def __init__(self, root: Node, vocabulary: Vocabulary, inputs: Mapping[str, Input], scope: str) -> None:
        self._root, self._vocabulary, self._inputs = root, vocabulary, inputs
        self._reach = scopes_in_reach(scope)

    def __call__(self, name: str) -> str:
        if name in self._inputs:
            return self._inputs[name].kind
        return declared(name, self._root, self._vocabulary, self._reach).kind


def declared(name: str, node: Node, vocabulary: Vocabulary, reach: tuple[str, ...]) -> Declaration:
    """Give the declaration of a fact that a rule reads. Raises `RulebookError` where there is none in reach."""
    if name not in vocabulary:
        from validator.reading.suggestions import did_you_mean  # noqa: PLC0415  # only an error needs difflib

        hint = did_you_mean(name, vocabulary)
        raise rule_error(node, f"no fact file declares `{name}`; {hint}".rstrip("; "), code="RULE-FACT")
    found = vocabulary[name]
    if found.scope not in reach:
        message = f"`{name}` belongs to {found.scope}, which a rule for each {reach[0]} cannot read"
        raise rule_error(node, message, code="RULE-FACT")
    return found


def _inputs(root: Node, vocabulary: Vocabulary, scope: str) -> dict[str, Input]:
    node = root.get("inputs")
    return {name: _input(name, inner, vocabulary, scope) for name, inner in node.items()} if node else {}


def _input(name: str, node: Node, vocabulary: Vocabulary, scope: str) -> Input:
    reach = scopes_in_reach(scope)
    expression = read_expression(node, lambda fact: declared(fact, node, vocabulary, reach).kind)
    kinds = [declared(fact, node, vocabulary, reach) for fact in expression.facts()]
    kind = _KIND_OF_RESULT.get(expression.operation) or (kinds[0].kind if kinds else "number")
    low, high = (_limit(node, key, kind) for key in ("at_least", "at_most"))
    choices = kinds[0].choices if expression.operation == "fact" else ()
    return Input(name, expression, kind, low, high, choices, node.key_place)


def _limit(node: Node, key: str, kind: str) -> Bound | None:
    inner = node.get(key)
    try:
        return Bound(parse_quantity(inner.value, kind), inclusive=True) if inner else None
    except QuantityError as error:
        raise rule_error(inner or node, str(error)) from None


def _instrument(source: Node, instruments: Mapping[str, Instrument]) -> Instrument:
    name = need(source, "instrument")
    if name.value not in instruments:
        raise rule_error(name, f"unknown instrument `{name.value}`; known are {', '.join(instruments)}")
    return instruments[name.value]


def _version(node: Node, root: Node, kind_of: _KindOf) -> Version:
    first, as_in = day_at(need(node, "from")), node.get("as_in")
    worded = _worded_as(as_in, root) if as_in else node
    body = read_body(root.value["kind"], worded, kind_of)
    examples = node.get("examples")
    return Version(
        first=first,
        last=_day(node.get("to")),
        body=body,
        assume=worded.get("assume"),
        examples=tuple(_example(example, first) for example in examples.elements()) if examples else (),
        place=node.place,
        unverified=text_of(node.value.get("unverified")),
        as_in=day_at(as_in) if as_in else None,
    )


def _worded_as(as_in: Node, root: Node) -> Node:
    """Give the version whose words another one shares: one that starts on the given day and has words itself."""
    for node in need(root, "versions").elements():
        if node.value["from"] == as_in.value and "as_in" not in node.value:
            return node
    raise rule_error(as_in, f"no version with words of its own starts on {as_in.value}", code="RULE-VERSIONS")


def _example(node: Node, first: date) -> Example:
    on = _day(node.get("on")) or first
    requires = tuple(node.value["requires"]) if "requires" in node.value else None
    return Example(node.value["name"], node.get("given"), node.value["expect"], on, node.place, requires)


def _consequences(root: Node, kind_of: _KindOf) -> tuple[Consequence, ...]:
    node = root.get("requirements")
    return tuple(_consequence(name, inner, kind_of) for name, inner in node.items()) if node else ()


def _consequence(name: str, node: Node, kind_of: _KindOf) -> Consequence:
    return Consequence(
        name,
        text_of(node.value.get("label")),
        node.value["cite"],
        frozenset(node.value["required_for"]),
        _optional(node, "applies_if", kind_of),
        node.value.get("also_if_not_met", ""),
        frozenset(node.value.get("also_for", ())),
        node.key_place,
    )


def _optional(node: Node, key: str, kind_of: _KindOf) -> Condition | None:
    inner = node.get(key)
    condition = read_condition(inner, kind_of) if inner else None
    for fact in facts_of(condition):
        kind_of(fact)
    return condition


def _day(node: Node | None) -> date | None:
    return None if node is None or node.value is None else day_at(node)


def check_outcomes(rule: Rule, root: Node) -> None:
    """Refuse an outcome that the rule does not list. Raises `RulebookError` with its line."""
    named: list[tuple[str, Any]] = []
    for version, node in zip(rule.versions, need(root, "versions").elements(), strict=True):
        if isinstance(version.body, TableBody):
            named += [(row.then, node) for row in (*version.body.rows, version.body.otherwise)]
            named += [(version.body.if_not_applicable, node)] if version.body.if_not_applicable else []
    named += [(outcome, root) for consequence in rule.consequences for outcome in sorted(consequence.outcomes)]
    for outcome, node in named:
        if outcome not in rule.outcomes:
            raise rule_error(node, f"`{outcome}` is not among the outcomes {', '.join(rule.outcomes)}")


def _check_dates(rule: Rule, root: Node) -> None:
    for (earlier, later), node in zip(
        pairwise(rule.versions), list(need(root, "versions").elements())[1:], strict=True
    ):
        if earlier.last is None or earlier.last >= later.first:
            raise rule_error(node, "this version starts before the one above it ends", code="RULE-VERSIONS")


def _check_business_days(rule: Rule, root: Node) -> None:
    periods = [version.body.due.period for version in rule.versions if isinstance(version.body, DeadlineBody)]
    counted = any(period and "business" in period.unit for period in periods)
    if counted and rule.instrument.business_days is None:
        message = f"`{rule.instrument.id}` does not say what a business day is (`business_days` in instruments.yaml)"
        raise rule_error(root, message)
