"""Small changes of what stands above the versions of a rule: what follows from an outcome, what an input is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.proofs.mutants import Mutant, changed, condition_mutants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reading.document import Document, Node

_FOLDS = ("highest_of", "lowest_of", "sum_of")


def mutants_above(document: Document) -> Iterator[Mutant]:
    """Give every mutant of the consequences of a table and of the inputs of a rule, one change each."""
    requirements, inputs = document.root.get("requirements"), document.root.get("inputs")
    for name, consequence in requirements.items() if requirements else ():
        yield from _consequence(name, consequence)
    for name, own in inputs.items() if inputs else ():
        for word in _FOLDS:
            if (parts := own.get(word)) is not None:
                yield from _without_each(parts, name)


def _consequence(name: str, consequence: Node) -> Iterator[Mutant]:
    """Change when something follows. `also_for` hangs on another rule's answer, which no example of a table gives."""
    outcomes, applies = consequence.get("required_for"), consequence.get("applies_if")
    if outcomes is not None:
        yield from _without_each(outcomes, name)
    if applies is not None:
        yield from condition_mutants(applies)


def _without_each(words: Node, name: str) -> Iterator[Mutant]:
    for place, word in enumerate(words.value):
        rest = [*words.value[:place], *words.value[place + 1 :]]
        yield changed(words, rest, f"{name} without {word}")
