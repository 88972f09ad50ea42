"""Announcements as events: everything signed on one day, and what is known of it as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.fact import Fact, known, unknown
from validator.facts.stated import day_at
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text, text_of
from validator.workspace.meetings import notice_of_announced_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.checking import Evaluated
    from validator.reading.document import Node

_CONSEQUENCES = {"needs_approval": "independent_shareholders_approval", "needs_circular": "circular"}


def announcements_due(evaluated: Evaluated) -> Iterator[Subject]:
    """Give the announcements being made on the day of the command, undated ones too; earlier ones are history."""
    for node in evaluated.workspace.announcements:
        if (day_at(node, "dated") or evaluated.as_of) == evaluated.as_of:
            yield announcement_subject(evaluated, node)


def announcement_subject(evaluated: Evaluated, node: Node) -> Subject:
    """Lay out one announcement with the categories signed or amended on its day."""
    on = day_at(node, "dated") or evaluated.as_of
    members = [category for category in evaluated.layout.categories if category.on == on]
    given = {
        "dated": known("dated", on, place=node.place),
        "disclaimer": _disclaimer(evaluated),
        "abstentions": _abstentions(evaluated, node),
        **{name: _any(evaluated, members, state) for name, state in _CONSEQUENCES.items()},
        "all_need_approval": _all(evaluated, members, _CONSEQUENCES["needs_approval"]),
        **notice_of_announced_meeting(evaluated.workspace, node),
    }
    label = Text(f"announcement of {on}", f"{on} 的公告")
    return Subject("announcement", str(on), on, Layers((node,)), label, evaluated.layout.issuer(on), members, given)


def _states(evaluated: Evaluated, members: Sequence[Subject], name: str) -> list[str]:
    deals = [evaluated.classification.governing(member) for member in members]
    return [
        obligation.state
        for deal in deals
        if deal
        for obligation in deal.obligations
        if obligation.consequence.name == name
    ]


def _any(evaluated: Evaluated, members: Sequence[Subject], name: str) -> Fact:
    states = _states(evaluated, members, name)
    if "required" in states:
        return known(name, value=True)
    return unknown(name, "a tier is undecided") if "undecided" in states else known(name, value=False)


def _all(evaluated: Evaluated, members: Sequence[Subject], name: str) -> Fact:
    states = _states(evaluated, members, name)
    if "not_required" in states or not states:
        return known(name, value=False)
    return unknown(name, "a tier is undecided") if "undecided" in states else known(name, value=True)


def _disclaimer(evaluated: Evaluated) -> Fact:
    issuer = evaluated.workspace.issuer
    node = issuer.get("house_texts", "exchange_disclaimer")
    if node is None or not text_of(node.value):
        return unknown("disclaimer", "house_texts has no exchange_disclaimer", place=issuer.place)
    return known("disclaimer", str(text_of(node.value)), place=node.place)


def _abstentions(evaluated: Evaluated, node: Node) -> Fact:
    directors = evaluated.workspace.issuer.get("directors")
    if directors is None:
        return unknown("abstentions", "no directors are listed", place=node.place)
    return known("abstentions", value=True, place=directors.key_place)
