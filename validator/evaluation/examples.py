"""Run the examples that stand in the rule files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from validator.evaluation.engine import Engine, Surroundings
from validator.evaluation.evidence import Entry
from validator.evaluation.records import Decision, Verdict
from validator.evaluation.relation_examples import reached_in_example
from validator.facts.expressions import rule_error
from validator.facts.stated import day_at, fact_from_node
from validator.facts.subject import Subject, scopes_in_reach
from validator.reading.quantities import parse_date_range
from validator.rulebook.body import ProcedureBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.facts.fact import Fact
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Example, Rule, Version


@dataclass(frozen=True)
class ExampleResult:
    """One example as it ran: what it expects, what came out, and the evaluation behind it."""

    rule: Rule
    example: Example
    got: object
    evaluation: Decision | Verdict | None
    required: tuple[str, ...] | None = None

    @property
    def passed(self) -> bool:
        """Tell whether the rule gave what the example expects, and where it asks for that, what follows from it."""
        return self.got == self.example.expect and self.required == self.example.requires

    @property
    def expected_words(self) -> str:
        """Say what the example expects."""
        return _with_required(self.example.expect, self.example.requires)

    @property
    def got_words(self) -> str:
        """Say what came out."""
        return _with_required(self.got, self.required)


def _with_required(answer: object, required: tuple[str, ...] | None) -> str:
    return str(answer) if required is None else f"{answer} with {', '.join(required) or 'nothing'} required"


def run_examples(rulebook: Rulebook) -> Iterator[ExampleResult]:
    """Run every example of every version of every rule."""
    for rule in rulebook.rules.values():
        for version in rule.versions:
            for example in version.examples:
                yield run_example(rulebook, rule, version, example)


def run_example(rulebook: Rulebook, rule: Rule, version: Version, example: Example) -> ExampleResult:
    """Run one example: given facts over those the version assumes, everything else unknown."""
    if rule.kind == "relation":
        return ExampleResult(rule, example, reached_in_example(rulebook, rule, version, example), None)
    given = {**_members(version.assume), **_members(example.given)}
    subject = _subject(rule, example)
    filed = [_entry(part) for part in given.pop("filed").elements()] if "filed" in given else []
    engine = Engine(rulebook, Surroundings(filed=lambda _procedure, _subject: filed))
    inputs = _place(given, rule, version, subject, engine)
    evaluation = engine.decide(rule, subject, inputs) if rule.kind == "table" else engine.judge(rule, subject, inputs)
    required = _required(engine, evaluation) if example.requires is not None else None
    return ExampleResult(rule, example, _answer(evaluation), evaluation, required)


def _required(engine: Engine, evaluation: Decision | Verdict | None) -> tuple[str, ...]:
    """Give what follows from a table's decision by name, with a question mark what may follow."""
    if not isinstance(evaluation, Decision):
        return ()
    marks = {"required": "", "undecided": "?"}
    found = engine.obligations(evaluation.rule, evaluation.subject, evaluation.possible)
    return tuple(f"{each.consequence.name}{marks[each.state]}" for each in found if each.state in marks)


def _entry(node: Node) -> Entry:
    """Read evidence as an example files it: `{from: …, to: …}`, and the day it was done as `on`."""
    said = {key: day for key, day in node.value.items() if key != "on"}
    return Entry(parse_date_range(said), day_at(node, "on"))


def _members(node: Node | None) -> dict[str, Node]:
    return dict(node.items()) if node else {}


def _subject(rule: Rule, example: Example) -> Subject:
    subject: Subject | None = None
    for scope in reversed(scopes_in_reach(rule.scope)):
        subject = Subject(scope, f"example: {example.name}", example.on, parent=subject)
    assert subject is not None  # noqa: S101  # every scope reaches itself
    return subject


def _place(given: dict[str, Node], rule: Rule, version: Version, subject: Subject, engine: Engine) -> dict[str, Fact]:
    """Teach the engine the given facts; give back those that are inputs of the rule."""
    inputs: dict[str, Fact] = {}
    for name, node in given.items():
        if name == "over" and isinstance(version.body, ProcedureBody) and version.body.evidence:
            name = version.body.evidence.over  # noqa: PLW2901  # `over` stands for the fact the rule names
        if name in rule.inputs:
            inputs[name] = fact_from_node(name, node, rule.inputs[name].kind, subject.id)
            continue
        declaration = engine.rulebook.facts.get(name)
        owner = subject.within(declaration.scope) if declaration else None
        if declaration is None or owner is None:
            raise rule_error(node, f"the example gives `{name}`, which the rule cannot read", code="RULE-EXAMPLE")
        engine.resolver.learn(name, owner, fact_from_node(name, node, declaration.kind, owner.id))
    return inputs


def _answer(evaluation: Decision | Verdict | None) -> Any:
    """Put an evaluation as an example's `expect` writes it."""
    if isinstance(evaluation, Decision):
        return evaluation.outcome or "undecided"
    if evaluation is None:
        return "not_in_force"
    if evaluation.rule.kind == "deadline":
        due = {"due": str(evaluation.due)} if evaluation.due else {}
        return {**due, "status": str(evaluation.status)}
    if evaluation.rule.kind == "checklist":
        return [item.cite for item in evaluation.missing_items]
    body = evaluation.version.body
    if isinstance(body, ProcedureBody) and body.evidence and evaluation.status != "not_applicable":
        late = (f"{each.period} filed late" for each in evaluation.late)
        return [*(str(period) for period in evaluation.missing_periods), *late]
    return str(evaluation.status)
