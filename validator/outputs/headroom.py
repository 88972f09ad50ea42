"""Headroom as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.wording import Wording
from validator.facts.fact import describe
from validator.outputs.classified import UNDECIDED, end_json, fact_json
from validator.outputs.columns import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.checking import Evaluated
    from validator.facts.fact import Bound
    from validator.proofs.headroom import Headroom, Room, Stretch


def headroom_text(evaluated: Evaluated, found: Sequence[Headroom]) -> str:
    """Give one block a deal."""
    parts = [f"Headroom as of {evaluated.as_of}"]
    parts += [_deal(each, Wording(evaluated.engine)) for each in found]
    return "\n\n".join(parts)


def _deal(each: Headroom, wording: Wording) -> str:
    return f"{each.deal.deal.label}\n{block(list(_entries(each, wording)))}"


def _entries(each: Headroom, wording: Wording) -> Iterator[tuple[str, str]]:
    rule = each.deal.decision.rule
    tier = wording.outcome(rule, each.deal.tier) if each.deal.tier else UNDECIDED
    yield "amount tested", f"{describe(each.present)}: {tier}"
    for room in each.rooms:
        amount = _end(room.limit) if room.is_certain else "no amount"
        yield amount, f"certain to be {wording.outcome(rule, room.tier)}{_binding(room, wording)}"
    for fact, stretches in each.backwards.values():
        if len(stretches) > 1:
            yield wording.label(fact), f"now {describe(fact)}"
            for stretch in stretches:
                tiers = " or ".join(wording.outcome(rule, tier) for tier in stretch.possible)
                yield "", f"{_range(stretch)}: {tiers}"


def _binding(room: Room, wording: Wording) -> str:
    if not room.binding:
        return ""
    names = map(wording.label_of, room.binding)
    return f" (the {' and '.join(names)} binds)"


def _end(limit: Bound | None) -> str:
    if limit is None:
        return "any amount"
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
    return {"tier": room.tier, "certain": room.is_certain, "limit": _end_json(room.limit), "binding": binding}


def _end_json(end: Bound | None) -> dict[str, Any] | None:
    return {"value": end_json(end), "inclusive": end.inclusive} if end else None
