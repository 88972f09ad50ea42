"""What follows where approval is needed: the committee, the adviser, the meeting and the circular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.names import APPROVAL, CIRCULAR, category_names
from validator.drafting.context.parties import directors, plain
from validator.drafting.printed import Kind, Printed
from validator.facts.stated import day_at, fact_from_node
from validator.rulebook.body import DeadlineBody
from validator.workspace.events import announcement_subject

if TYPE_CHECKING:
    from validator.drafting.context.event import Event
    from validator.drafting.context.values import Context, Words
    from validator.evaluation.records import Verdict
    from validator.reading.document import Node
    from validator.rulebook.body import Body


_INDEPENDENT = "independent_non_executive"


def approval(event: Event, words: Words) -> Context | None:
    """Give the meeting, the adviser, the committee and the circular; None where nothing needs approval."""
    needing = event.needing(APPROVAL)
    if not needing:
        return None
    names = category_names(event, words)
    return {
        "categories": tuple(names[each.subject.id] for each in needing),
        "has_caps": any(each.is_continuing for each in needing),
        "committee": _committee(event, words),
        "adviser": _adviser(event, words),
        "meeting": _meeting(event, words),
        "circular": _circular(event, words),
        "abstaining": _abstaining(event, words),
    }


def _committee(event: Event, words: Words) -> Context:
    node = event.said("independent_board_committee")
    ids = node.value.get("members", ()) if node else ()
    on_the_day = directors(event.evaluated.workspace.issuer, event.parties, words)
    found = {each["id"]: each["name"] for each in on_the_day}
    members = tuple(found[id_] for id_ in ids if id_ in found)
    independent = {each["id"] for each in on_the_day if each["category"] == _INDEPENDENT}
    established = node.get("established") if node else None
    fact = fact_from_node("established", established, "boolean") if established else None
    return {
        "is_formed": bool(fact and fact.value is True),
        "members": members or (words.blank("committee", at=node.place if node else None, kind=Kind.NAME),),
        "has_all": bool(independent) and independent == set(ids),
    }


def _adviser(event: Event, words: Words) -> Context:
    node = event.said("independent_financial_adviser")
    name = words.text(node.get("name") if node else None, "adviser", kind=Kind.NAME)
    short = node.get("short_name") if node else None
    return {"name": name, "short_name": words.text(short, "adviser", kind=Kind.NAME) if short else name}


def _meeting(event: Event, words: Words) -> Context:
    node = event.said("meeting")
    if node is None:
        return {"missing": words.blank("meeting")}
    return {
        "missing": None,
        "kind": node.value["kind"] if isinstance(node.value["kind"], str) else None,
        "on": words.date(node.get("on"), "meeting_day"),
        "time": time_of_day(node.get("time"), words) if node.get("time") else None,
        "approximate": node.value.get("approximate") is True,
        "place": words.text(place, "meaning", "") if (place := node.get("place")) else None,
    }


def time_of_day(node: Node | None, words: Words) -> Printed:
    """Give a time as print has it: `10:00 a.m.`, 上午10:00."""
    written = plain(node, words)
    hour, _, minute = written.text.partition(":")
    if not hour.isdecimal():
        return written
    morning, twelve = int(hour) < 12, (int(hour) - 1) % 12 + 1
    if words.language == "en":
        return Printed(f"{twelve}:{minute} {'a.m.' if morning else 'p.m.'}", written.origin, Kind.DATE)
    return Printed(f"{'上午' if morning else '下午'}{twelve}:{minute}", written.origin, Kind.DATE)


def _circular(event: Event, words: Words) -> Context:
    node = event.said("circular")
    reason = node.get("reason_if_late") if node else None
    late = is_late(event)
    return {
        "on": words.date(node.get("expected_on") if node else None, "circular_day"),
        "approximate": bool(node and node.value.get("approximate") is True),
        "reason": words.text(reason, "circular_reason") if late or (reason is not None and late is None) else None,
        "contents": tuple(words.text(each, "meaning", "") for each in node.each("contents")) if node else (),
    }


def is_late(event: Event) -> bool | None:
    """Tell whether the circular comes after the day that a deadline of the rulebook sets; None where that is open."""
    expected = day_at(event.announcement, "circular", "expected_on") if event.announcement else None
    dues = [verdict.due for verdict in _deadlines(event) if verdict.due]
    return expected > min(dues) if expected and dues else None


def _deadlines(event: Event) -> list[Verdict]:
    if event.announcement is None:
        return []
    engine = event.evaluated.engine
    subject = announcement_subject(event.evaluated, event.announcement)
    rules = [rule for rule in engine.rulebook.of_kind("deadline") if rule.scope == subject.scope]
    judged = [verdict for rule in rules if (verdict := engine.judge(rule, subject))]
    return [each for each in judged if _asks_a_reason(each.version.body)]


def _asks_a_reason(body: Body) -> bool:
    """Tell whether a rule sets a day for the circular from which a reason excuses."""
    return isinstance(body, DeadlineBody) and CIRCULAR in body.done and body.unless is not None


def _abstaining(event: Event, words: Words) -> tuple[Printed, ...]:
    listed = event.announcement.each("abstaining_shareholders") if event.announcement else ()
    names = tuple(words.text(each.get("name"), "shareholders", kind=Kind.NAME) for each in listed)
    return names or (words.blank("shareholders"),)
