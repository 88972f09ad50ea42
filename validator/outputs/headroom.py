"""Headroom as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.wording import Wording
from validator.facts.conditions import rank
from validator.facts.fact import describe
from validator.outputs.classified import UNDECIDED, end_json, fact_json
from validator.outputs.classified_text import not_connected_words, title_of
from validator.outputs.columns import block
from validator.reading.quantities import plain_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.checking import Evaluated
    from validator.facts.fact import Bound
    from validator.proofs.headroom import Headroom, Room, Stretch


def headroom_text(evaluated: Evaluated, found: Sequence[Headroom]) -> str:
    """Give one block a deal."""
    parts = [f"Headroom as of {evaluated.as_of}"]
    parts += [_deal(each, evaluated) for each in found]
    parts += [f"{part.label}: {not_connected_words(part)}" for part in evaluated.classification.not_connected]
    return "\n\n".join(parts)


def _deal(each: Headroom, evaluated: Evaluated) -> str:
    heading = "Aggregated: " if len(each.deal.members) > 1 else ""
    lines = block([*_entries(each, Wording(evaluated.engine)), *_added_to(each, evaluated)])
    return f"{heading}{title_of(each.deal)}\n{lines}"


def _entries(each: Headroom, wording: Wording) -> Iterator[tuple[str, str]]:
    rule = each.deal.size.rule
    tier = wording.outcome(rule, each.deal.tier) if each.deal.tier else UNDECIDED
    yield "amount tested", f"{describe(each.present)}: {tier}"
    for room in each.rooms:
        if room.is_certain:
            yield _end(room), f"certain to be {wording.outcome(rule, room.tier)}{_binding(room, wording)}"
    if not any(room.is_certain for room in each.rooms):
        heaviest = wording.outcome(rule, rule.outcomes[-1])
        yield "no amount", f"however small, is certain to be anything lighter than {heaviest}"
    yield from _backwards(each, wording)


def _backwards(each: Headroom, wording: Wording) -> Iterator[tuple[str, str]]:
    rule, idle = each.deal.size.rule, []
    for fact, stretches in each.backwards.values():
        if len(stretches) < 2:  # one stretch: nothing changes
            idle.append(wording.label(fact))
            continue
        yield wording.label(fact), f"now {describe(fact)}"
        for stretch in stretches:
            tiers = " or ".join(wording.outcome(rule, tier) for tier in stretch.possible)
            yield "", f"{_range(stretch)}: {tiers}"
    if idle:
        yield "no change by", f"{', '.join(idle)}: at any value of one of these alone the tier is the same"


def _added_to(each: Headroom, evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    """Point from a category to the deal of several to which it is added: the room of that one is shared."""
    for group in evaluated.classification.aggregated if len(each.deal.members) == 1 else ():
        if each.deal.members[0].id in {part.id for part in group.members}:
            yield "added together", f"with others: the room of {group.deal.label} below is shared by all of them"


def _binding(room: Room, wording: Wording) -> str:
    if not room.binding:
        return ""
    names = map(wording.label_of, room.binding)
    return f" (the {' and '.join(names)} binds)"


def _end(room: Room) -> str:
    """Give the limit as it is; one that is no whole number of cents as the largest amount in cents below it."""
    limit, largest = room.limit, room.largest
    if limit is None or largest is None:
        return "any amount"
    if rank(limit.value) * 100 % 1:
        return f"at or below {largest}"
    return f"{'at or below' if limit.inclusive else 'below'} {limit.value}"


def _range(stretch: Stretch) -> str:
    words = []
    if stretch.low:
        words.append(f"{'at or above' if stretch.low.inclusive else 'above'} {stretch.low.value}")
    if stretch.high:
        words.append(f"{'at or below' if stretch.high.inclusive else 'below'} {stretch.high.value}")
    return " and ".join(words) or "any value"


def headroom_json(evaluated: Evaluated, found: Sequence[Headroom]) -> dict[str, Any]:
    """Give the same as data, version 1 (schemas/headroom-output.schema.json)."""
    return {
        "version": 1,
        "as_of": str(evaluated.as_of),
        "deals": [
            {
                "members": [part.id for part in each.deal.members],
                "amount": fact_json(each.present),
                "tier": each.deal.tier or UNDECIDED,
                "rooms": [_room_json(room) for room in each.rooms],
                "backwards": [
                    {
                        "fact": name,
                        "present": fact_json(fact),
                        "ranges": [
                            {
                                "from": _end_json(stretch.low),
                                "to": _end_json(stretch.high),
                                "tiers": list(stretch.possible),
                            }
                            for stretch in stretches
                        ],
                    }
                    for name, (fact, stretches) in each.backwards.items()
                ],
            }
            for each in found
        ],
    }


def _room_json(room: Room) -> dict[str, Any]:
    binding = list(room.binding)
    return {
        "tier": room.tier,
        "certain": room.is_certain,
        "limit": _end_json(room.limit),
        "largest": plain_money(room.largest) if room.largest else None,
        "binding": binding,
    }


def _end_json(end: Bound | None) -> dict[str, Any] | None:
    if end is None:
        return None
    exact = rank(end.value)
    return {"value": end_json(end), "exact": f"{exact.numerator}/{exact.denominator}", "inclusive": end.inclusive}
