"""General meetings: those of calendar.yaml and those that an announcement calls, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.facts.fact import Fact, State
from validator.facts.stated import day_at, fact_from_node
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from validator.reading.document import Node
    from validator.workspace.load import Workspace

_KINDS = {
    "annual_general_meeting": Text("annual general meeting", "股東週年大會"),
    "extraordinary_general_meeting": Text("extraordinary general meeting", "股東特別大會"),
}
_ANY = Text("general meeting", "股東大會")


def meetings_of(workspace: Workspace, issuer: Subject) -> Iterator[Subject]:
    """Lay out every general meeting known by the issuer's day, those of calendar.yaml first.

    An announcement and calendar.yaml mean the same meeting where the day is the same; what the calendar says counts.
    """
    seen: set[date] = set()
    announced = [meeting for node in workspace.announcements if (meeting := _called_by(node, issuer.on))]
    for node in (*_listed(workspace), *announced):
        day = day_at(node, "on")
        if day is None or day not in seen:
            same = [other for other in announced if day and other is not node and day_at(other, "on") == day]
            yield _meeting(issuer, (node, *same), day)
        seen.update({day} if day else ())


def notice_of_announced_meeting(workspace: Workspace, announcement: Node) -> Mapping[str, Fact]:
    """Give the day of the notice of the meeting that an announcement calls, sent or else planned, where it is known."""
    day = day_at(announcement, "meeting", "on")
    for meeting in _listed(workspace):
        for key in ("notice_on", "notice_expected_on"):
            stated = meeting.get(key)
            fact = fact_from_node(key, stated, "date") if stated and day and day_at(meeting, "on") == day else None
            if fact and fact.state is not State.UNKNOWN:
                return {"notice_of_meeting_on": fact}
    return {}


def _listed(workspace: Workspace) -> tuple[Node, ...]:
    return tuple(workspace.calendar.each("general_meetings")) if workspace.calendar else ()


def _called_by(announcement: Node, by: date) -> Node | None:
    return announcement.get("meeting") if (day_at(announcement, "dated") or by) <= by else None


def _meeting(issuer: Subject, nodes: tuple[Node, ...], day: date | None) -> Subject:
    kind = next((node.value["kind"] for node in nodes if isinstance(node.value.get("kind"), str)), "")
    name = next((node.value["meeting"] for node in nodes if "meeting" in node.value), None)
    words = _KINDS.get(kind, _ANY)
    label = Text(f"{words.en} of {day}", f"{day} 的{words.zh_hant}") if day else words
    return Subject("meeting", name or f"meeting-{day or issuer.on}", day or issuer.on, Layers(nodes), label, issuer)
