"""Find the value of a fact for a subject: from the data, from the engine's layout, or by working it out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.facts.conditions import Combination, Comparison, Condition, Step, combine, compare
from validator.facts.fact import Fact, State, unknown
from validator.facts.operations import work_out
from validator.facts.stated import fact_from_node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from validator.facts.declarations import Declaration
    from validator.facts.expressions import Expression
    from validator.facts.subject import Subject
    from validator.reading.document import Node


BY_DEFAULT = "by default"  # the source of a value that the vocabulary gives where the data is silent


class Resolver:
    """Resolves facts by name, each once for each subject.

    `declarations` is the vocabulary; `decide` runs the table of a rule and gives its outcome as a fact;
    `business_days_before` gives so many business days immediately before a day, newest first, and
    none where the holidays of that time are not known.
    """

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        decide: Callable[[str, Subject], Fact],
        settings: Mapping[str, Node] | None = None,
        business_days_before: Callable[[date, int], tuple[date, ...]] = lambda _day, _count: (),
    ) -> None:
        self.declarations = declarations
        self._decide = decide
        self._settings = settings or {}
        self.business_days_before = business_days_before
        self._found: dict[tuple[str, Subject], Fact] = {}

    def learn(self, name: str, subject: Subject, fact: Fact) -> None:
        """Take a fact that an earlier evaluation settled (the tier that governs a category)."""
        self._found[(name, subject)] = replace(fact, name=name, subject=subject.id)

    def fact(self, name: str, subject: Subject) -> Fact:
        """Give the fact as it stands for the subject, or for the one around it that the fact belongs to."""
        declaration = self.declarations[name]
        owner = subject.within(declaration.scope)
        if owner is None:
            return unknown(name, f"{subject.id} does not belong to any {declaration.scope}", subject=subject.id)
        key = (name, owner)
        if key not in self._found:
            self._found[key] = self._resolve(declaration, owner)
        return self._found[key]

    def _resolve(self, declaration: Declaration, owner: Subject) -> Fact:
        if declaration.never_applies:
            return Fact(declaration.name, State.NOT_APPLICABLE, reason=declaration.because, subject=owner.id)
        if declaration.applies_if is not None:
            step = self.holds(declaration.applies_if, owner)
            if step.answer is False:
                return Fact(declaration.name, State.NOT_APPLICABLE, reason=declaration.because, subject=owner.id)
            if step.answer is None and (open_facts := step.undecided()):
                return replace(open_facts[0], name=declaration.name, state=State.UNKNOWN, operands=open_facts)
        return replace(self._value(declaration, owner), name=declaration.name, subject=owner.id)

    def _value(self, declaration: Declaration, owner: Subject) -> Fact:
        name = declaration.name
        if declaration.expression is not None:
            return self.work_out(declaration.expression, owner, name)
        if declaration.decided_by:
            return self._decide(declaration.decided_by, owner)
        if declaration.given:
            return owner.given.get(declaration.given) or unknown(name, "not in the data", place=owner.place)
        return self._stated(declaration, owner)

    def _stated(self, declaration: Declaration, owner: Subject) -> Fact:
        node = owner.data.dig(declaration.at)
        if node is not None and node.value is not None:
            return fact_from_node(declaration.name, node, declaration.kind, owner.id)
        missing = unknown(declaration.name, f"`{declaration.at}` is not given", place=owner.place)
        if declaration.if_absent is None:
            return missing
        fact = fact_from_node(declaration.name, declaration.if_absent, declaration.kind)
        if fact.is_open:  # a bound of what may stand there
            return replace(missing, state=fact.state, low=fact.low, high=fact.high)
        return replace(fact, source=BY_DEFAULT)

    def work_out(self, expression: Expression, subject: Subject, name: str) -> Fact:
        """Work out an expression for a subject."""
        return work_out(self, expression, subject, name)

    def holds(self, condition: Condition, subject: Subject, inputs: Mapping[str, Fact] | None = None) -> Step:
        """Answer a condition for a subject; names in `inputs` come before the vocabulary."""
        if isinstance(condition, Comparison):
            local = (inputs or {}).get(condition.fact)
            fact = local if local is not None else self.fact(condition.fact, subject)
            return compare(fact, self._with_setting(condition))
        return self._tree(condition, subject, inputs)

    def _with_setting(self, comparison: Comparison) -> Comparison:
        """Let a company's own setting (its alert level) stand in for the rule's constant."""
        node = self._settings.get(comparison.setting) if comparison.setting else None
        if node is None:
            return comparison
        limit = fact_from_node(comparison.setting, node, comparison.kind).value
        if limit is None:
            return comparison
        return replace(comparison, limit=limit, written=f"{node.value} (setting)", place=node.place)

    def _tree(self, tree: Combination, subject: Subject, inputs: Mapping[str, Fact] | None) -> Step:
        return combine(tree.word, tuple(self.holds(part, subject, inputs) for part in tree.parts), tree.place)
