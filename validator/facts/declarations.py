"""The vocabulary: each fact declared once, with its type, where it comes from, and the question to ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.facts.expressions import Expression, facts_of, read_condition, read_expression, rule_error
from validator.facts.subject import AROUND
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.facts.conditions import Condition
    from validator.findings import Place
    from validator.reading.document import Node


@dataclass(frozen=True)
class Declaration:
    """One fact of the vocabulary.

    It is read from the data (`at`), laid out by the engine (`given`), worked out (`expression`) or decided by a
    table (`decided_by`). `applies_if` says when the fact means anything; else it is not applicable, for `because`.
    `never_applies` marks a fact that the law leaves out on purpose, so that a reader sees it was not forgotten.
    """

    name: str
    scope: str
    kind: str
    label: Text
    ask: Text
    who: str = ""
    cite: str = ""
    at: str = ""
    given: str = ""
    expression: Expression | None = None
    decided_by: str = ""
    choices: tuple[str, ...] = ()
    applies_if: Condition | None = None
    because: Text = field(default_factory=Text)
    if_absent: Node | None = None
    never_applies: bool = False
    place: Place | None = None

    def reads(self) -> Iterator[str]:
        """Give the names of the facts this one is worked out from."""
        yield from facts_of(self.applies_if)
        if self.expression:
            yield from self.expression.facts()


def read_declarations(roots: Sequence[Node]) -> dict[str, Declaration]:
    """Read the fact files. Raises `RulebookError` for a fact declared twice, of an unknown scope, or in a circle."""
    nodes: dict[str, tuple[Node, Node]] = {}
    for root in roots:
        for name, node in _facts(root):
            if name in nodes:
                message = f"`{name}` is declared twice; the first declaration is at {nodes[name][1].key_place}"
                raise rule_error(node, message, code="RULE-TWICE")
            nodes[name] = (root, node)
    kinds = {name: str(node.value["type"]) for name, (_, node) in nodes.items()}
    declared = {name: _declaration(name, root, node, kinds) for name, (root, node) in nodes.items()}
    _refuse_circles(declared, {name: node for name, (_, node) in nodes.items()})
    return declared


def _facts(root: Node) -> Iterator[tuple[str, Node]]:
    if root.value["scope"] not in AROUND:
        raise rule_error(root, f"unknown scope `{root.value['scope']}`; known are {', '.join(AROUND)}")
    facts = root.get("facts")
    yield from facts.items() if facts else ()


def _declaration(name: str, root: Node, node: Node, kinds: Mapping[str, str]) -> Declaration:
    def kind_of(fact: str) -> str:
        if fact not in kinds:
            raise rule_error(node, f"`{name}` reads `{fact}`, which no fact file declares", code="RULE-FACT")
        return kinds[fact]

    said = node.value
    derived, applies_if = node.get("derived"), node.get("applies_if")
    return Declaration(
        name,
        root.value["scope"],
        kinds[name],
        text_of(said.get("label")),
        text_of(said.get("ask")),
        who=said.get("who", ""),
        cite=said.get("cite", ""),
        at=said.get("at", ""),
        given=said.get("given", ""),
        expression=_checked(read_expression(derived, kind_of), kind_of) if derived else None,
        decided_by=said.get("decided_by", ""),
        choices=tuple(said.get("choices", ())),
        applies_if=read_condition(applies_if, kind_of) if applies_if else None,
        because=text_of(said.get("because") or said.get("not_applicable")),
        never_applies="not_applicable" in said,
        if_absent=node.get("if_absent"),
        place=node.key_place,
    )


def _checked(expression: Expression, kind_of: Callable[[str], str]) -> Expression:
    for fact in expression.facts():
        kind_of(fact)
    return expression


def _refuse_circles(declared: Mapping[str, Declaration], nodes: Mapping[str, Node]) -> None:
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            circle = " → ".join((*trail[trail.index(name) :], name))
            raise rule_error(nodes[name], f"the facts go round in a circle: {circle}", code="RULE-CIRCLE")
        if name not in done:
            for read in declared[name].reads():
                visit(read, (*trail, name))
            done.add(name)

    for name in declared:
        visit(name, ())
