"""What stands behind the items of a checklist, ready for print or for programs: answers, questions, data lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluation.records import Answer
from validator.evaluation.wording import open_below
from validator.facts.fact import Fact, State
from validator.facts.resolver import BY_DEFAULT
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.evaluation.records import ItemAnswer
    from validator.findings import Place
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule

# Kinds of fact whose value says something beside being there; words and the rest are too long for a comment.
_TOLD = frozenset({"boolean", "count", "date", "date_range", "money", "ratio"})


@dataclass(frozen=True)
class Found:
    """One fact that answers an item: what it is called, its value where that is short, and its data lines."""

    fact: Fact
    label: Text
    tells_value: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Question:
    """What is still to be found out, and who can answer it; `reason` says why it is open."""

    fact: Fact
    label: Text
    ask: Text
    who: str
    reason: Text


@dataclass(frozen=True)
class Row:
    """One row of a checklist. `verified` tells whether its words have been held against the rulebook."""

    rule: Rule
    answer: ItemAnswer
    found: tuple[Found, ...]
    missing: tuple[Question, ...]
    undecided: tuple[Question, ...]

    @property
    def verified(self) -> bool:
        """Tell whether the item has been compared with the rulebook."""
        return self.rule.compared_on is not None and not self.answer.item.unverified

    @property
    def unverified(self) -> Text:
        """Give why the item itself has not been compared; empty where nothing is said of it alone."""
        return self.answer.item.unverified


def row_of(rule: Rule, answer: ItemAnswer, rulebook: Rulebook) -> Row:
    """Give an item with the data behind it."""
    answered = answer.state is Answer.ANSWERED
    return Row(
        rule,
        answer,
        tuple(_found(fact, rulebook) for fact in answer.facts if answered or fact not in answer.missing),
        () if answered else _questions(open_below(answer.missing), rulebook),
        _questions(open_below(answer.undecided), rulebook),
    )


def _found(fact: Fact, rulebook: Rulebook) -> Found:
    declared = rulebook.facts[fact.name]
    stated = bool(declared.at or declared.given) and declared.kind in _TOLD
    tells = stated and fact.state is not State.UNKNOWN and not (fact.value is True and fact.attestation is None)
    return Found(fact, declared.label, tells, _places(fact))


def _places(fact: Fact) -> tuple[Place, ...]:
    """Give the data lines below a fact, each line once; what holds by default has none."""
    leaves = (leaf for leaf in fact.leaves() if leaf.place and leaf.state is not State.UNKNOWN)
    places = (leaf.place for leaf in leaves if leaf.source != BY_DEFAULT)
    return tuple({(place.file, place.line): place for place in places if place}.values())


def _questions(facts: Iterable[Fact], rulebook: Rulebook) -> tuple[Question, ...]:
    """Give a question for each fact; two facts with the same question and data line are one."""
    found: dict[tuple[str, str], Question] = {}
    for fact in facts:
        declared = rulebook.facts.get(fact.name)
        label, ask = (declared.label, declared.ask) if declared else (Text(fact.name), Text())
        question = Question(fact, label, ask, declared.who if declared else "", fact.reason)
        found.setdefault((fact.name, str(fact.place)), question)
    return tuple(found.values())
