"""What the Board and its committee say of the transactions, who abstains, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context_caps import changes
from validator.drafting.context_parties import directors, plain
from validator.drafting.context_values import Context, Words, is_gap
from validator.drafting.printed import Kind, Printed
from validator.facts.stated import fact_from_node
from validator.reading.quantities import parse_date

if TYPE_CHECKING:
    from validator.drafting.context_event import CategoryEvent, Event
    from validator.evaluation.records import Verdict
    from validator.reading.document import Node

APPROVAL, CIRCULAR, ADVISER = "independent_shareholders_approval", "circular", "independent_financial_adviser"
_CATEGORIES = ("executive", "non_executive", "independent_non_executive")


def board(event: Event, words: Words) -> Context:
    """Give the composition of the Board, the abstentions, the views and the signature."""
    on_the_day = directors(event, words)
    groups = ({"category": name, "members": _of(on_the_day, name)} for name in _CATEGORIES)
    rest = tuple(each for each in on_the_day if each["category"] not in _CATEGORIES)
    return {
        "groups": tuple(group for group in groups if group["members"]),
        "unsorted": rest,
        "interested": tuple(each for each in on_the_day if each["interests"]),
        "view": _view(event, words),
        "signed_by": _signature(event, words, on_the_day),
        "place": words.text(event.said("place"), "place"),
    }


def _of(on_the_day: tuple[Context, ...], category: str) -> tuple[Context, ...]:
    return tuple(each for each in on_the_day if each["category"] == category)


def _signature(event: Event, words: Words, on_the_day: tuple[Context, ...]) -> Context:
    node = event.said("signed_by")
    found = next((each for each in on_the_day if node is not None and each["id"] == node.value), None)
    return found or {"name": words.blank("signature", at=node.place if node else None, kind=Kind.NAME), "titles": ()}


def _view(event: Event, words: Words) -> Context:
    """Sort the categories by what is known of the independent non-executive directors' view on them."""
    node = event.said("board", "view_on_terms")
    fact = fact_from_node("view", node, "boolean") if node else None
    states = {each.subject.id: _independent_view(event, each) for each in event.categories}
    given, later, open_ = (
        tuple(_named(each, event, words) for each in event.categories if states[each.subject.id] == state)
        for state in ("given", "later", "open")
    )
    return {
        "missing": None if fact and fact.value is True else words.blank("view", at=node.place if node else None),
        "given": given,
        "later": later,
        "open": tuple({**each, "blank": words.blank("independent_view", each["name"].text)} for each in open_),
    }


def _independent_view(event: Event, category: CategoryEvent) -> str:
    agreement, _, name = category.subject.id.partition("/")
    views = event.announcement.each("board", "independent_directors_view") if event.announcement else ()
    node = next(
        (v.get("given") for v in views if (v.value["agreement"], v.value["category"]) == (agreement, name)), None
    )
    if node is not None and not is_gap(node) and fact_from_node("given", node, "boolean").value is True:
        return "given"
    comes_later = node is None or "not_applicable" in node.value
    return "later" if comes_later and category.requirement(APPROVAL) == "required" else "open"


def _named(category: CategoryEvent, event: Event, words: Words) -> Context:
    return category_names(event, words)[category.subject.id]


def category_names(event: Event, words: Words) -> dict[str, Context]:
    """Give each category with its name, that of its agreement, and whether its caps are revised, new or both."""
    return {
        category.subject.id: {
            "name": words.text(category.subject.data.dig("name"), "name", category.view.id, kind=Kind.NAME),
            "agreement": words.text(agreement.view.node.get("name"), "name", agreement.view.id, kind=Kind.NAME),
            **changes(category, words),
            "condition": _condition(category, words),
        }
        for agreement in event.agreements
        for category in agreement.categories
    }


def _condition(category: CategoryEvent, words: Words) -> Printed | None:
    """Give a blank where the data does not say that the caps wait for approval; None where it does."""
    node = category.subject.data.dig("conditional_on_approval")
    if node is not None and node.value is True:
        return None
    name = words.label(category.subject.data.dig("name"))
    return words.blank("conditional", name, at=node.place if node else None, kind=Kind.CONCLUSION)


def approval(event: Event, words: Words) -> Context | None:
    """Give the meeting, the adviser, the committee and the circular; None where nothing needs approval."""
    needing = event.needing(APPROVAL)
    if not needing:
        return None
    names = category_names(event, words)
    return {
        "categories": tuple(names[each.subject.id] for each in needing),
        "committee": _committee(event, words),
        "adviser": _adviser(event, words),
        "meeting": _meeting(event, words),
        "circular": _circular(event, words),
        "abstaining": _abstaining(event, words),
    }


def _committee(event: Event, words: Words) -> Context:
    node = event.said("independent_board_committee")
    ids = node.value.get("members", ()) if node else ()
    found = {each["id"]: each["name"] for each in directors(event, words)}
    members = tuple(found[id_] for id_ in ids if id_ in found)
    independent = {each["id"] for each in _of(directors(event, words), _CATEGORIES[-1])}
    return {
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
    node = event.said("circular", "expected_on")
    dues = [verdict.due for verdict in _deadlines(event) if verdict.due]
    if node is None or is_gap(node) or not dues:
        return None
    return parse_date(node.value if isinstance(node.value, str) else node.value["value"]) > min(dues)


def _deadlines(event: Event) -> list[Verdict]:
    from validator.rulebook.model import DeadlineBody  # noqa: PLC0415
    from validator.workspace.events import announcement_subject  # noqa: PLC0415

    if event.announcement is None:
        return []
    engine = event.evaluated.engine
    subject = announcement_subject(event.evaluated, event.announcement)
    rules = [rule for rule in engine.rulebook.of_kind("deadline") if rule.scope == subject.scope]
    judged = [verdict for rule in rules if (verdict := engine.judge(rule, subject))]
    return [
        each for each in judged if isinstance(each.version.body, DeadlineBody) and CIRCULAR in each.version.body.done
    ]


def _abstaining(event: Event, words: Words) -> tuple[Printed, ...]:
    listed = event.announcement.each("abstaining_shareholders") if event.announcement else ()
    names = tuple(words.text(each.get("name"), "shareholders", kind=Kind.NAME) for each in listed)
    return names or (words.blank("shareholders"),)
