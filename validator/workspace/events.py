"""Announcements and circulars as events: everything signed on one day, and what is known of it as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.business_days import UnknownHolidaysError, business_days_after
from validator.facts.fact import Fact, State, known, unknown
from validator.facts.stated import day_at, fact_from_node
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text, text_of
from validator.workspace.abstentions import VOTES, unnamed_holders
from validator.workspace.committee import committee_facts
from validator.workspace.meetings import notice_of_announced_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from validator.checking import Evaluated
    from validator.reading.document import Node
    from validator.rulebook.model import BusinessDays

_APPROVAL, _CIRCULAR = "independent_shareholders_approval", "circular"


def announcements_due(evaluated: Evaluated) -> Iterator[Subject]:
    """Give the announcements being made on the day of the command, undated ones too; earlier ones are history."""
    for node in evaluated.workspace.announcements:
        if (day_at(node, "dated") or evaluated.as_of) == evaluated.as_of:
            yield announcement_subject(evaluated, node)


def circulars_due(evaluated: Evaluated) -> Iterator[Subject]:
    """Give the circulars dated on the day of the command; one that is only expected is not yet being made."""
    for node in evaluated.workspace.announcements:
        if day_at(node, "circular", "dated") == evaluated.as_of:
            yield circular_subject(evaluated, announcement_subject(evaluated, node))


def announcement_subject(evaluated: Evaluated, node: Node) -> Subject:
    """Lay out one announcement with the categories signed or amended on its day."""
    return _announcement(evaluated, node, day_at(node, "dated") or evaluated.as_of)


def unwritten_announcement(evaluated: Evaluated) -> Subject:
    """Lay out the announcement of the day of the command where the data holds no record of it as such."""
    return _announcement(evaluated, None, evaluated.as_of)


def circular_subject(evaluated: Evaluated, announcement: Subject) -> Subject:
    """Lay out the circular that follows an announcement, whether the data holds a record of it or not."""
    node = announcement.data.dig("circular")
    on = (day_at(node, "dated") if node else None) or evaluated.as_of
    label = Text(f"circular of the {announcement.label.en}", f"{announcement.label.zh_hant}所涉通函")
    layers = Layers((node,)) if node else Layers()
    return Subject("circular", announcement.id, on, layers, label, announcement, announcement.members)


def _announcement(evaluated: Evaluated, node: Node | None, on: date) -> Subject:
    members = [category for category in evaluated.layout.categories if category.on == on]
    states = {name: _states(evaluated, members, name) for name in (_APPROVAL, _CIRCULAR)}
    given = {
        "dated": known("dated", on, place=node.place if node else None),
        "disclaimer": _disclaimer(evaluated),
        "abstentions": _abstentions(evaluated),
        "needs_approval": _any("needs_approval", states[_APPROVAL]),
        "needs_circular": _any("needs_circular", states[_CIRCULAR]),
        "all_need_approval": _all("all_need_approval", states[_APPROVAL]),
        "all_need_circular": _all("all_need_circular", states[_CIRCULAR]),
        "view_of_independent_directors": _independent_views(evaluated, node, members),
        "business_days_to_circular": _business_days_to_circular(node, on, evaluated.rulebook.business_days),
        "circular_is_delayed": _circular_is_delayed(node),
        "unnamed_holders": unnamed_holders(node, _votes(evaluated, members)),
        **committee_facts(evaluated.workspace.issuer, node, _counterparties(members), on),
        **(notice_of_announced_meeting(evaluated.workspace, node) if node else {}),
    }
    label = Text(f"announcement of {on}", f"{on} 的公告")
    layers = Layers((node,)) if node else Layers()
    return Subject("announcement", str(on), on, layers, label, evaluated.layout.issuer(on), members, given)


def _circular_is_delayed(node: Node | None) -> Fact:
    """Tell whether the circular is put off, or was sent later than the day announced."""
    name, circular = "circular_is_delayed", node.get("circular") if node else None
    if circular is None:
        return known(name, value=False, place=node.place if node else None)
    expected, sent = day_at(circular, "expected_on"), day_at(circular, "sent_on")
    late = expected is not None and sent is not None and sent > expected
    told = circular.get("delayed_to") or circular.get("sent_on")
    is_delayed = late or circular.get("delayed_to") is not None
    return known(name, value=is_delayed, place=told.key_place if told else circular.key_place)


def _votes(evaluated: Evaluated, members: Sequence[Subject]) -> Iterator[tuple[Subject, Fact]]:
    found = (member.within("counterparty") for member in members)
    for counterparty in {each.id: each for each in found if each}.values():
        yield counterparty, evaluated.engine.resolver.fact(VOTES, counterparty)


def _counterparties(members: Sequence[Subject]) -> frozenset[str]:
    found = (member.within("counterparty") for member in members)
    return frozenset(counterparty.id for counterparty in found if counterparty)


def _states(evaluated: Evaluated, members: Sequence[Subject], name: str) -> list[str]:
    return [state for member in members if (state := _state(evaluated, member, name))]


def _state(evaluated: Evaluated, member: Subject, name: str) -> str | None:
    deal = evaluated.classification.governing(member)
    obligations = deal.obligations if deal else ()
    return next((each.state for each in obligations if each.consequence.name == name), None)


def _any(name: str, states: Sequence[str]) -> Fact:
    if "required" in states:
        return known(name, value=True)
    return unknown(name, "a tier is undecided") if "undecided" in states else known(name, value=False)


def _all(name: str, states: Sequence[str]) -> Fact:
    if "not_required" in states or not states:
        return known(name, value=False)
    return unknown(name, "a tier is undecided") if "undecided" in states else known(name, value=True)


def _disclaimer(evaluated: Evaluated) -> Fact:
    issuer = evaluated.workspace.issuer
    node = issuer.get("house_texts", "exchange_disclaimer")
    if node is None or not text_of(node.value):
        return unknown("disclaimer", "house_texts has no exchange_disclaimer", place=issuer.place)
    return known("disclaimer", str(text_of(node.value)), place=node.place)


def _abstentions(evaluated: Evaluated) -> Fact:
    directors = evaluated.workspace.issuer.get("directors")
    if directors is None:
        return unknown("abstentions", "no directors are listed", place=evaluated.workspace.issuer.place)
    return known("abstentions", value=True, place=directors.key_place)


def _independent_views(evaluated: Evaluated, node: Node | None, members: Sequence[Subject]) -> Fact:
    """Tell whether the independent directors' view is there for each transaction that may go without approval."""
    name, given = "view of the independent directors", []
    for member in members:
        if _state(evaluated, member, _APPROVAL) == "required":
            continue
        fact = _view_on(node, member)
        if fact is None or fact.state is State.UNKNOWN:
            reason = Text(f"no view on {member.label.en} is given", f"未有就{member.label.zh_hant}提出意見")
            place = fact.place if fact else node.key_place if node else None
            return unknown(name, reason, place=place)
        given.append(fact)
    if not given and node is not None and node.get("board", "independent_directors_view") is None:
        return unknown(name, "no view is given", place=node.key_place)
    return known(name, value=True, place=next((fact.place for fact in given), None))


def _view_on(node: Node | None, member: Subject) -> Fact | None:
    """Give the view on one transaction; one that speaks of the agreement alone covers all under it."""
    agreement, _, category = member.id.partition("/")
    for view in node.each("board", "independent_directors_view") if node else ():
        if view.value["agreement"] == agreement and view.value.get("category", category) == category:
            given = view.get("given")
            return fact_from_node("view", given, "boolean") if given else None
    return None


def _business_days_to_circular(node: Node | None, on: date, calendar: BusinessDays | None) -> Fact:
    name = "business days to the circular"
    expected = day_at(node, "circular", "expected_on") if node else None
    if node is None or expected is None or calendar is None:
        return unknown(name, "the day of the circular is not known", place=node.key_place if node else None)
    stated = node.get("circular", "expected_on")
    place = stated.place if stated else None
    try:
        return known(name, business_days_after(on, expected, calendar), place=place)
    except UnknownHolidaysError as error:
        return unknown(name, str(error), place=place)
