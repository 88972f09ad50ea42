"""Every small change of a relation that should matter: lines, words of kin and office, rings, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.proofs.mutants import Mutant, changed, dropped, operators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reading.document import Document, Node

_TIES = ("kin", "office", "trustee", "votes", "relation", "unless")
_NESTED = ("age", "unless_wide_scheme")
_RINGS = ("of", "within", "outside")
_OPTIONAL = {*_RINGS, "leave_out", "apart_from", "whose"}


def mutants_of_relation(document: Document) -> Iterator[Mutant]:
    """Give every mutant of a relation, one change each; nothing for a rule of another kind."""
    for version in document.root.each("versions"):
        for step in version.each("steps"):
            yield from _step(step)
        gives = version.get("gives")
        if gives is not None and document.root.value.get("kind") == "relation":
            yield from _shorter(gives)


def _step(step: Node) -> Iterator[Mutant]:
    for key in _RINGS:
        if (rings := step.get(key)) is not None:
            yield from _shorter(rings)
    for key in _TIES:
        if (tie := step.get(key)) is not None:
            yield from _tie(tie)


def _tie(tie: Node) -> Iterator[Mutant]:
    if tie.path[-1] != "kin":  # there `is` names words, no operator
        yield from operators(tie)
    for key, inner in tie.items():
        if key in _NESTED:
            yield from _tie(inner)
        elif isinstance(inner.value, list):
            yield from _shorter(inner)
        elif isinstance(inner.value, bool):
            yield changed(inner, not inner.value, f"{key} {inner.value} → {not inner.value}")


def _shorter(words: Node) -> Iterator[Mutant]:
    """Give a list without each of its words in turn; without the list itself where that says something too."""
    if len(words.value) > 1:
        for place, word in enumerate(words.value):
            rest = [*words.value[:place], *words.value[place + 1 :]]
            yield changed(words, rest, f"{word} left out")
    elif words.path[-1] in _OPTIONAL:
        yield dropped(words, f"{words.path[-1]} left out")
