"""The classification for people: one block a deal, then what the Exchange may add together."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from validator.evaluation.unverified import unverified_rules
from validator.evaluation.wording import Wording
from validator.facts.fact import Fact, State, describe
from validator.outputs.classified import numerator_of, paths_of, ratio_facts, still_open
from validator.outputs.columns import block
from validator.outputs.connection_paths import path_words
from validator.outputs.trace import trace_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Decision
    from validator.facts.subject import Subject

_MARK = "†"
_MOST_QUESTIONS = 3


def not_connected_words(category: Subject) -> str:
    """Say that a category is not classified, and on which day its party was independent: it may be connected since."""
    return f"the counterparty was not connected on {category.on}"


def classification_text(evaluated: Evaluated, *, trace: bool = False) -> str:
    """Give the classification of a workspace as text; `trace` adds every operand and row."""
    found = evaluated.classification
    parts = [f"Classification as of {evaluated.as_of}"]
    parts += [_deal(deal, evaluated, trace=trace) for deal in found.individual]
    parts += [_deal(deal, evaluated, trace=trace, heading="Aggregated: ") for deal in found.aggregated]
    parts += [_deal(group, evaluated, trace=False, heading=possible_words(group)) for group in found.possible]
    parts += [f"{category.label}: {not_connected_words(category)}" for category in found.not_connected]
    marked = {
        why for deal in found.individual for fact in deal.decision.inputs.values() for why in fact.illustrations()
    }
    parts += ["\n".join(f"{_MARK} illustration: {why}" for why in sorted(marked))] if marked else []
    return "\n\n".join(parts)


def possible_words(group: Classified) -> str:
    """Give the heading of a group that the Exchange may add together."""
    words = group.grouping.rule.outcome_labels.get(str(group.grouping.outcome)) if group.grouping else None
    return f"Warning, {words}: " if words else "Warning: "


def title_of(deal: Classified) -> str:
    """Name a deal with the agreements it stands in."""
    agreements = " and ".join(dict.fromkeys(str(part.parent.label) for part in deal.members if part.parent))
    return f"{deal.deal.label} ({agreements})"


def _deal(deal: Classified, evaluated: Evaluated, *, trace: bool, heading: str = "") -> str:
    wording = Wording(evaluated.engine)
    tier = wording.outcome(deal.decision.rule, deal.tier) if deal.tier else "UNDECIDED"
    title = f"{heading}{title_of(deal)}"
    lines = block(list(_entries(deal, evaluated, wording, tier)))
    traced = "\n".join(f"    {line}" for line in trace_text(deal.decision)) if trace else ""
    return "\n".join(filter(None, (title, lines, traced)))


def _entries(deal: Classified, evaluated: Evaluated, wording: Wording, tier: str) -> Iterator[tuple[str, str]]:
    numerator = numerator_of(deal, evaluated)
    days = f", {numerator.over}" if numerator.over else ""
    yield "tested on", str(deal.deal.on)
    yield "amount tested", f"{describe(numerator)}{days}"
    for fact in ratio_facts(deal, evaluated).values():
        yield wording.label(fact), ratio_words(fact)
    yield "connection", connection_words(deal, wording)
    yield from why_connected(deal, evaluated)
    yield "tier", f"{tier}{basis_in_words(deal.decision) if deal.tier else ''}"
    for decision in deal.alongside:
        if decision.outcome != decision.rule.outcomes[0]:
            outcomes = " or ".join(wording.outcome(decision.rule, outcome) for outcome in decision.possible)
            yield decision.rule.decides.replace("_", " "), f"{outcomes}{basis_in_words(decision)}"
    for label, state in (("required", "required"), ("not required", "not_required"), ("undecided", "undecided")):
        names = [f"{each.consequence.label} ({each.cite})" for each in deal.obligations if each.state == state]
        if names:
            yield label, "; ".join(names)
    yield from deciders(deal, wording)
    yield from unverified(deal, evaluated)


def connection_words(deal: Classified, wording: Wording) -> str:
    """Give how the counterparty is connected, or at which levels it may be."""
    decision = deal.connection
    if not deal.is_connected:
        return "undecided"
    return " or ".join(wording.outcome(decision.rule, outcome) for outcome in decision.possible)


def unverified(deal: Classified, evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    """Name the rules behind a deal that nobody has yet compared with the rulebook."""
    rules = [f"{rule.id} ({rule.title})" for rule in unverified_rules(deal, evaluated.rulebook)]
    if rules:
        yield "unverified", f"rests on {', '.join(rules)}, not yet compared with the rulebook"


def basis_in_words(decision: Decision) -> str:
    """Give what a decision rests on: ` (14A.76(2)(a), in force since 2014-07-01)`; nothing while it is undecided."""
    if not decision.is_decided:
        return ""
    unverified = "" if decision.rule.is_verified(decision.version) else ", unverified"
    return f" ({', '.join(decision.cited)}, in force since {decision.version.first}{unverified})"


def why_connected(deal: Classified, evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    """Give why the counterparty is or may be connected, one line a path."""
    grounds, entries = paths_of(deal, evaluated)
    shown = [ground for ground in grounds if ground.sure] or grounds
    for label, ground in zip(("why connected", *("" for _ in shown)), shown, strict=False):
        perhaps = "" if ground.sure else "perhaps: "
        yield label, f"{perhaps}{path_words(ground, entries)}"


def ratio_words(fact: Fact) -> str:
    """Give a ratio with its working, marked where it rests on an illustration."""
    mark = f" {_MARK}" if fact.illustrations() else ""
    if fact.state is State.NOT_APPLICABLE or not fact.operands:
        return f"{describe(fact)}: {fact.reason}" if fact.reason else describe(fact)
    working = " / ".join(describe(operand) for operand in fact.operands)
    reason = f": {fact.reason}" if fact.state is State.UNKNOWN else ""
    return f"{describe(fact)}{mark}{reason}  = {working}"


def deciders(deal: Classified, wording: Wording) -> Iterator[tuple[str, str]]:
    """Give what would decide an undecided deal, one line a range."""
    label = "would decide it"
    for rule, parts in ((deal.connection.rule, deal.connection.deciders), (deal.size.rule, deal.deciders)):
        for part in parts:
            outcomes = " or ".join(wording.outcome(rule, outcome) for outcome in part.outcomes)
            yield label, f"{wording.label(part.fact)} {part.range} → {outcomes}"
            label = ""
    if deal.tier is None:
        yield from zip(chain(("still open",), repeat("")), _questions(deal, wording), strict=False)


def _questions(deal: Classified, wording: Wording) -> Iterator[str]:
    """Give the first questions whose answers no range can be given for, and how many more there are."""
    facts = still_open(deal)
    yield from (wording.question(fact) for fact in facts[:_MOST_QUESTIONS])
    if len(facts) > _MOST_QUESTIONS:
        yield f"and {len(facts) - _MOST_QUESTIONS} more questions, which `check` asks"
