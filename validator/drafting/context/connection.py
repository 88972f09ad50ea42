"""Why the other party is a connected person, worded from the decision; conclusions with their rule line and mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting import wording
from validator.drafting.context.labels import asked
from validator.drafting.context.marks import mark_of
from validator.drafting.context.open_facts import open_facts_in_words
from validator.drafting.context.parties import counterparty, grounds
from validator.drafting.printed import Kind, Printed
from validator.evaluation.classification import CONNECTION

if TYPE_CHECKING:
    from datetime import date

    from validator.checking import Evaluated
    from validator.drafting.context.values import Context, Words
    from validator.evaluation.records import Decision
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook


def connection_of(evaluated: Evaluated, node: Node, day: date) -> Decision:
    """Give the decision on whether another party is connected on a day."""
    subject = evaluated.layout.counterparty(node.value["counterparty"], day)
    return evaluated.engine.decide(evaluated.rulebook.deciding(CONNECTION), subject)


def party_context(evaluated: Evaluated, node: Node, words: Words) -> Context:
    """Give why another party is connected, or that it is not; a blank where that is open."""
    decision = connection_of(evaluated, node, words.day)
    party = counterparty(node, words)
    name = party["short_name"].text
    own = grounds(node, words)
    outcome = conclusion(decision, outcome_in_words(decision, words)) if decision.is_decided else None
    return {
        **party,
        "chapter": Printed(decision.rule.id.partition(".")[0], str(decision.rule.place), Kind.CONCLUSION),
        "is_connected": decision.outcome not in {None, decision.rule.outcomes[0]},
        "outcome": outcome or _open(decision, evaluated.rulebook, words, asked("connection", words.language, name)),
        "cited": cited(decision, words),
        "grounds": tuple(ground for ground in own if ground["level"] == _level(decision)) or own,
        "no_ground": words.blank("connection_ground", name) if decision.is_decided and not own else None,
    }


def _level(decision: Decision) -> str:
    return (decision.outcome or "").partition("_")[0]


def outcome_in_words(decision: Decision, words: Words) -> str:
    """Give the label of an outcome."""
    labels = decision.rule.outcome_labels
    outcome = str(decision.outcome)
    return labels[outcome].in_language(words.language) if outcome in labels else outcome.replace("_", " ")


def conclusion(decision: Decision, text: str) -> Printed:
    """Give a conclusion with its rule line, marked where it rests on an illustration."""
    rows = (trial.row for trial in decision.trials if trial.step.answer and trial.row.cite in decision.cited)
    place = next((row.place for row in rows if row.place), decision.version.place)
    return Printed(text, str(place), Kind.CONCLUSION, mark_of(decision))


def cited(decision: Decision, words: Words) -> Printed:
    """Give the paragraphs that decided."""
    text = wording.joined(decision.cited or (decision.rule.id,), words.language)
    return Printed(text, str(decision.version.place), Kind.CONCLUSION)


def _open(decision: Decision, rulebook: Rulebook, words: Words, what: str) -> Printed:
    ways = open_facts_in_words(decision, rulebook, words)
    text = f"{what}{'；' if words.language != 'en' else '; '}{ways}" if ways else what
    return Printed(origin=str(decision.version.place), kind=Kind.CONCLUSION, missing=text)
