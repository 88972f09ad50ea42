"""What would decide an open table, in the language of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.labels import range_in_words
from validator.facts.fact import Fact, describe

if TYPE_CHECKING:
    from validator.drafting.context.values import Words
    from validator.evaluation.records import Decider, Decision
    from validator.rulebook.load import Rulebook


def open_facts_in_words(decision: Decision, rulebook: Rulebook, words: Words) -> str:
    """Give each value range with the outcomes it leads to; where there are none, the facts that are open."""
    if decision.deciders:
        parts = (_part(decision, part, rulebook, words) for part in decision.deciders)
        return _apart(words).join(parts)
    leaves = {leaf.key: leaf for fact in decision.inputs.values() for leaf in fact.open_leaves()}
    return _apart(words).join(dict.fromkeys(_label(leaf, rulebook, words) for leaf in leaves.values()))


def _part(decision: Decision, part: Decider, rulebook: Rulebook, words: Words) -> str:
    outcomes = _outcomes(decision, part.outcomes, words)
    space = " " if words.language == "en" else ""
    return f"{_label(part.fact, rulebook, words)}{space}{range_of(part.range, words)} → {outcomes}"


def range_of(said: Fact | str, words: Words) -> str:
    """Give a range, or what is known of a fact, in the language of the draft."""
    return range_in_words(said if isinstance(said, str) else describe(said), words.language)


def _label(fact: Fact, rulebook: Rulebook, words: Words) -> str:
    declared = rulebook.facts.get(fact.name)
    return declared.label.in_language(words.language) if declared else range_in_words(fact.name, words.language)


def _outcomes(decision: Decision, outcomes: tuple[str, ...], words: Words) -> str:
    labels = decision.rule.outcome_labels
    named = [labels[each].in_language(words.language) if each in labels else each for each in outcomes]
    return ("或" if words.language != "en" else " or ").join(named)


def _apart(words: Words) -> str:
    return "；" if words.language != "en" else "; "
