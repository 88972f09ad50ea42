"""Expressions: the arithmetic that a derived input names, as plain records, and how a rule file writes them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from validator.facts.conditions import CHOICE_OPERATORS, OPERATORS, Combination, Comparison, Condition
from validator.findings import Finding, RulebookError, Severity
from validator.reading.quantities import QuantityError, Scalar, parse_quantity
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from validator.findings import Place
    from validator.reading.document import Node

ARITHMETIC = ("ratio_of", "highest_of", "lowest_of", "sum_of", "difference_of", "product_of")
OF_MEMBERS = (
    "true_for_every_member",
    "true_for_any_member",
    "same_for_every_member",
    "dates_of_members",
    "sum_for_members",
    "given_for_every_member",
    "highest_for_members",
)
OF_LISTS = ("latest_of", "listed_on_the_day", "count_of", "lowest_listed", "total_in_latest", "average_before")
OPERATIONS = (
    *("fact", *ARITHMETIC, *OF_MEMBERS, *OF_LISTS),
    *("convert_to", "choose", "holds", "is_given", "largest_yearly_total_of"),
)


_FACTS_AMONG_OPTIONS = ("year", "among")


@dataclass(frozen=True)
class Expression:
    """One operation with its operands; `options` are the plain words beside it, `cases` the branches of `choose`."""

    operation: str
    fact: str = ""
    operands: tuple[Expression, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    condition: Condition | None = None
    cases: tuple[tuple[Condition, Expression], ...] = ()
    reason: Text = field(default_factory=Text)
    place: Place | None = None

    def facts(self) -> Iterator[str]:
        """Give the names of the facts that the expression reads."""
        if self.fact:
            yield self.fact
        yield from (self.options[key] for key in _FACTS_AMONG_OPTIONS if key in self.options)
        for condition in (self.condition, *(case for case, _ in self.cases)):
            yield from facts_of(condition)
        for operand in (*self.operands, *(taken for _, taken in self.cases)):
            yield from operand.facts()


def facts_of(condition: Condition | None) -> Iterator[str]:
    """Give the names of the facts that a condition reads."""
    if isinstance(condition, Comparison):
        yield condition.fact
    elif condition is not None:
        for part in condition.parts:
            yield from facts_of(part)


def read_expression(node: Node, kind_of: Callable[[str], str]) -> Expression:
    """Read an expression; a bare name stands for `{fact: name}`. `kind_of` gives the type of a fact by its name."""
    if isinstance(node.value, str):
        return Expression("fact", fact=node.value, place=node.place)
    operation = next((word for word in OPERATIONS if word in node.value), None)
    if operation is None:
        raise rule_error(node, f"no operation here; one of {', '.join(OPERATIONS)} is needed")
    body = _child(node, operation)
    if operation == "choose":
        return _choice(node, body, kind_of)
    if operation == "holds":
        return Expression(operation, condition=read_condition(body, kind_of), place=node.place)
    return _plain(operation, body, node, kind_of)


def _plain(operation: str, body: Node, node: Node, kind_of: Callable[[str], str]) -> Expression:
    options = {key: value for key, value in node.value.items() if key != operation}
    operands: tuple[Expression, ...] = ()
    if operation == "convert_to":
        operands, options = (read_expression(_child(node, "of"), kind_of),), {"currency": body.value}
    elif operation in ARITHMETIC:
        operands = tuple(read_expression(part, kind_of) for part in body.elements())
    elif operation in OF_LISTS:
        options = {"list": body.value, **options}
    else:
        return Expression(operation, fact=body.value, options=options, place=node.place)
    reason = text_of(options.get("if_not_positive"))
    return Expression(operation, operands=operands, options=options, reason=reason, place=node.place)


def _choice(node: Node, body: Node, kind_of: Callable[[str], str]) -> Expression:
    cases = tuple(
        (read_condition(_child(case, "when"), kind_of), read_expression(_child(case, "take"), kind_of))
        for case in body.elements()
    )
    otherwise = read_expression(_child(node, "otherwise"), kind_of)
    return Expression("choose", operands=(otherwise,), cases=cases, place=node.place)


def read_condition(node: Node, kind_of: Callable[[str], str]) -> Condition:
    """Read a condition tree: `{fact: …, below: …}`, or `all`, `any`, `none`, `not` of such."""
    for word in ("all", "any", "none"):
        if (parts := node.get(word)) is not None:
            return Combination(word, tuple(read_condition(part, kind_of) for part in parts.elements()), node.place)
    if (inner := node.get("not")) is not None:
        return Combination("not", (read_condition(inner, kind_of),), node.place)
    return read_comparison(_child(node, "fact").value, node, kind_of)


def read_comparison(fact: str, node: Node, kind_of: Callable[[str], str]) -> Condition:
    """Read the operators of one mapping for one fact; two operators (a band) become `all` of both."""
    kind = _kind_at(node, fact, kind_of)
    if isinstance(node.value, bool):
        if kind != "boolean":
            raise rule_error(node, f"`{fact}` is a {kind} and cannot be {str(node.value).lower()}")
        return Comparison(fact, "is", node.value, "yes" if node.value else "no", node.place, "boolean")
    found = [word for word in OPERATORS if word in node.value]
    if not found:
        raise rule_error(node, f"no comparison here; one of {', '.join(OPERATORS)} is needed")
    parts = tuple(_comparison(fact, word, _child(node, word), kind) for word in found)
    return parts[0] if len(parts) == 1 else Combination("all", parts, node.place)


def _kind_at(node: Node, fact: str, kind_of: Callable[[str], str]) -> str:
    """Give the type of a fact; one that cannot be read here is refused at the node that reads it."""
    try:
        return kind_of(fact)
    except RulebookError as error:
        raise RulebookError(*(replace(finding, place=node.place) for finding in error.findings)) from None


def _comparison(fact: str, operator: str, node: Node, kind: str) -> Comparison:
    if operator == "one_of":
        limits = tuple(_constant(part, kind) for part in node.elements())
        return Comparison(fact, operator, limits, " or ".join(map(str, node.value)), node.place, kind)
    if kind == "date_range" and operator not in CHOICE_OPERATORS:
        kind = "period"
    setting = ""
    if (inner := node.get("setting")) is not None:
        setting, node = inner.value, _child(node, "otherwise")
    written = node.value if isinstance(node.value, str) else str(node.value).lower()
    return Comparison(fact, operator, _constant(node, kind), written, node.place, kind, setting)


def _constant(node: Node, kind: str) -> Scalar:
    try:
        return parse_quantity(node.value, kind)
    except QuantityError as error:
        raise rule_error(node, str(error)) from None


def _child(node: Node, key: str) -> Node:
    child = node.get(key)
    if child is None:
        raise rule_error(node, f"`{key}` is missing here")
    return child


def rule_error(node: Node, message: str, *, code: str = "RULE-SHAPE") -> RulebookError:
    """Make the error for a rule file that cannot be used, at the node at fault."""
    return RulebookError(Finding(code, Severity.ERROR, message, node.place))
