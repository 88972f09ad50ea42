"""The classification as data: ratios with their working, tier, requirements; the JSON that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.unverified import unverified_rules
from validator.evaluation.wording import open_below
from validator.facts.fact import Fact, State, describe, interval
from validator.outputs.connection_paths import grounds_of, paths_json
from validator.outputs.trace_json import trace_json
from validator.reading.quantities import Money, Scalar, exact_decimal, format_percentage, plain_money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from validator.checking import Evaluated
    from validator.connections.grounds import Ground
    from validator.evaluation.classification import Classified
    from validator.evaluation.records import Decision
    from validator.facts.fact import Bound
    from validator.outputs.connection_paths import Entries

VERSION = 1
UNDECIDED = "undecided"
RATIOS = ("assets", "revenue", "consideration", "equity_capital", "profits")


def ratio_facts(classified: Classified, evaluated: Evaluated) -> dict[str, Fact]:
    """Give the five percentage ratios of a deal, the profits ratio as not applicable."""
    return {name: evaluated.engine.resolver.fact(f"ratios.{name}", classified.deal) for name in RATIOS}


def numerator_of(classified: Classified, evaluated: Evaluated) -> Fact:
    """Give the amount tested, with the days it covers."""
    return evaluated.engine.resolver.fact("deal.numerator", classified.deal)


def classification_json(evaluated: Evaluated, *, trace: bool = False) -> dict[str, Any]:
    """Give the classification as JSON, version 1 (schemas/classify-output.schema.json); `trace` adds each operand."""
    found = evaluated.classification
    return {
        "version": VERSION,
        "as_of": str(evaluated.as_of),
        "results": [
            *(_result(deal, "individual", evaluated, trace=trace) for deal in found.individual),
            *(_result(deal, "aggregated", evaluated, trace=trace) for deal in found.aggregated),
        ],
        "warnings": [_warning(group, evaluated) for group in found.possible],
        "not_connected": [category.id for category in found.not_connected],
    }


def _result(deal: Classified, basis: str, evaluated: Evaluated, *, trace: bool) -> dict[str, Any]:
    agreements = dict.fromkeys(part.id.partition("/")[0] for part in deal.members)
    names = [part.id.partition("/")[2] for part in deal.members]
    return {
        "agreement": "+".join(agreements),
        "category": "+".join(names),
        "basis": basis,
        **({"members": [part.id for part in deal.members]} if basis == "aggregated" else {}),
        "tested_on": str(deal.deal.on),
        "rule": deal.decision.rule.id,
        "rule_in_force_from": deal.decision.in_force_from and str(deal.decision.in_force_from),
        "numerator": _numerator(numerator_of(deal, evaluated)),
        "ratios": {name: fact_json(fact) for name, fact in ratio_facts(deal, evaluated).items()},
        "connection": deal.connection.outcome or UNDECIDED,
        "connection_paths": paths_json(*paths_of(deal, evaluated)),
        "tier": deal.tier or UNDECIDED,
        "decided": deal.tier is not None,
        "decided_by": list(_decided_by(deal)),
        "requirements": {each.consequence.name: each.state for each in deal.obligations},
        "citations": list(deal.decision.cited) if deal.tier else [],
        "alongside": [_alongside(decision) for decision in deal.alongside],
        "unverified": [rule.id for rule in unverified_rules(deal, evaluated.rulebook)],
        **({"trace": {"connection": trace_json(deal.connection), "tier": trace_json(deal.decision)}} if trace else {}),
        "illustrations": sorted({why for fact in deal.decision.inputs.values() for why in fact.illustrations()}),
    }


def _alongside(decision: Decision) -> dict[str, Any]:
    return {
        "decision": decision.rule.decides,
        "rule": decision.rule.id,
        "outcome": decision.outcome or UNDECIDED,
        "possible": list(decision.possible),
        "citations": list(decision.cited),
        "verified": decision.rule.is_verified(decision.version),
    }


def paths_of(deal: Classified, evaluated: Evaluated) -> tuple[tuple[Ground, ...], Entries]:
    """Give the grounds by which the counterparty of a deal is connected, where the register tells, with its entries."""
    counterparty = deal.deal.parent.data.newest if deal.deal.parent else None
    return grounds_of(evaluated, counterparty, deal.deal.on) if counterparty else ((), {})


def _warning(group: Classified, evaluated: Evaluated) -> dict[str, Any]:
    grouping = group.grouping
    return {
        "code": f"{grouping.rule.instrument.prefix}-{grouping.cited[0]}" if grouping and grouping.cited else "",
        "grouping": (grouping.outcome or UNDECIDED) if grouping else "",
        "members": [part.id for part in group.members],
        "numerator": _numerator(numerator_of(group, evaluated)),
        "ratios": {name: fact_json(fact) for name, fact in ratio_facts(group, evaluated).items()},
        "tier": group.tier or UNDECIDED,
        "would_change": [
            {"category": deal.members[0].id, "from": deal.tier, "to": group.tier}
            for deal in evaluated.classification.changed_by(group)
        ],
    }


def _numerator(fact: Fact) -> dict[str, Any]:
    days = {"cap_from": str(fact.over.first), "cap_to": str(fact.over.last)} if fact.over else {}
    if fact.is_known and isinstance(fact.value, Money):
        return {"amount": plain_money(fact.value), **days}
    return fact_json(fact)


def fact_json(fact: Fact) -> dict[str, Any]:
    """Give a fact for programs: its state, and the exact value, the bounds or the reason."""
    if fact.is_known and fact.value is not None:
        return {"state": "known", **_exact(fact.value)}
    said: dict[str, Any] = {"state": str(fact.state)}
    low, high = interval(fact)
    if fact.state is State.BOUNDED:
        said |= {name: end_json(end) for name, end in (_low_name(low), _high_name(high)) if end}
    elif fact.reason:
        said["reason"] = str(fact.reason)
    return said


def _low_name(end: Bound | None) -> tuple[str, Bound | None]:
    return ("at_least" if end and end.inclusive else "above"), end


def _high_name(end: Bound | None) -> tuple[str, Bound | None]:
    return ("at_most" if end and end.inclusive else "below"), end


def end_json(end: Bound) -> str:
    """Give the value of a bound for programs."""
    return plain_money(end.value) if isinstance(end.value, Money) else exact_decimal(end.value)  # type: ignore[arg-type]


def _exact(value: Scalar) -> dict[str, str]:
    if isinstance(value, Money):
        return {"value": plain_money(value)}
    ratio: Fraction = value  # type: ignore[assignment]  # the ratios are fractions
    exact = f"{ratio.numerator}/{ratio.denominator}"
    return {"value": exact_decimal(ratio), "percent": format_percentage(ratio), "exact": exact}


def _decided_by(deal: Classified) -> Iterator[dict[str, Any]]:
    for part in (*deal.connection.deciders, *deal.deciders):
        then: Any = part.outcomes[0] if len(part.outcomes) == 1 else list(part.outcomes)
        yield {"fact": part.fact.name, "range": part.range, "then": then}
    for fact in still_open(deal) if deal.tier is None else ():
        yield {"fact": fact.name, "range": describe(fact), "then": list(deal.possible)}


def still_open(deal: Classified) -> tuple[Fact, ...]:
    """Give the facts to be found out for which no range says alone what follows from them."""
    facts: list[Fact] = []
    if not deal.is_connected and not deal.connection.deciders:
        facts.extend(deal.connection.inputs.values())
    if not deal.deciders:
        for each in deal.undecided:
            facts.extend([part.fact for part in each.deciders] or each.inputs.values())
    return open_below(fact for fact in facts if fact.is_open)
