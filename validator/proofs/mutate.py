"""Run the examples of each rule against its mutants: a mutant that no example notices is a hole in the examples."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from validator.evaluation.examples import run_example
from validator.findings import RulebookError
from validator.proofs.mutants import Mutant, mutants_of
from validator.proofs.mutants_above import mutants_above
from validator.proofs.mutants_relation import mutants_of_relation
from validator.rulebook.load import completed
from validator.rulebook.read_rule import read_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.findings import Place
    from validator.reading.document import Document
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Example, Rule, Version


@dataclass(frozen=True)
class Tried:
    """One mutant and whether some example noticed it; `killed_by` names the example, or the loader."""

    rule: str
    what: str
    place: Place
    killed_by: str

    @property
    def killed(self) -> bool:
        """Tell whether the mutant was noticed."""
        return bool(self.killed_by)


def mutate(rulebook: Rulebook, documents: tuple[Document, ...]) -> Iterator[Tried]:
    """Try every mutant of every rule document of a rulebook."""
    for document in documents:
        rule = rulebook.rules[document.root.value["rule"]]
        sound = _sound_examples(rulebook, rule)
        mutants = (mutants_of(document, rule.outcomes), mutants_above(document), mutants_of_relation(document))
        for mutant in chain.from_iterable(mutants):
            yield Tried(rule.id, mutant.what, mutant.node.place, _killed_by(rulebook, rule, sound, mutant))


def _killed_by(rulebook: Rulebook, rule: Rule, sound: tuple[tuple[Version, Example], ...], mutant: Mutant) -> str:
    try:
        root = mutant.document.root
        changed = completed(read_rule(root, rulebook.facts, rulebook.instruments), rulebook, root)
    except RulebookError as error:
        return f"the loader: {error.findings[0].message}"
    with_mutant = replace(rulebook, rules={**rulebook.rules, rule.id: changed})
    for version, example in sound:
        if not run_example(with_mutant, changed, version, example).passed:
            return example.name
    return ""


def _sound_examples(rulebook: Rulebook, rule: Rule) -> tuple[tuple[Version, Example], ...]:
    """Give the examples that hold of the rule as it stands: one that fails already can notice nothing."""
    found = ((version, example) for version in rule.versions for example in version.examples)
    return tuple(each for each in found if run_example(rulebook, rule, *each).passed)
