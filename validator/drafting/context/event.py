"""The event of a day: every agreement and amendment dated on it, with the categories whose terms it set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.drafting.refusals import refusal
from validator.facts.stated import day_at
from validator.facts.subject import Layers

if TYPE_CHECKING:
    from datetime import date

    from validator.checking import Evaluated
    from validator.evaluation.classification import Classified
    from validator.facts.subject import Subject
    from validator.reading.document import Node
    from validator.workspace.as_of import AgreementView, CategoryView
    from validator.workspace.load import Workspace

NO_EVENT = "DRAFT-NO-EVENT"


@dataclass(frozen=True)
class CategoryEvent:
    """One type of transaction whose terms were set on the day, as it stood before and as it stands now."""

    view: CategoryView
    subject: Subject
    is_new: bool
    before: Layers
    governing: Classified | None
    deals: tuple[Classified, ...]

    def requirement(self, name: str) -> str:
        """Tell whether a requirement follows for it: `required`, `not_required` or `undecided`."""
        if self.governing is None:
            return "not_required"
        states = (each.state for each in self.governing.obligations if each.consequence.name == name)
        return next(states, "not_required") if self.governing.tier else "undecided"


@dataclass(frozen=True)
class AgreementEvent:
    """One agreement that was signed or amended on the day."""

    view: AgreementView
    counterparty: Node
    is_new: bool
    amendments: tuple[Node, ...]
    categories: tuple[CategoryEvent, ...]

    @property
    def today(self) -> tuple[Node, ...]:
        """Give the records dated on the day: the agreement itself where it is new, and its amendments."""
        return ((self.view.node,) if self.is_new else ()) + self.amendments


@dataclass(frozen=True)
class Event:
    """Everything signed on the day. `announcement` is what the data says of the announcement as such."""

    evaluated: Evaluated
    agreements: tuple[AgreementEvent, ...]
    announcement: Node | None

    @property
    def day(self) -> date:
        """Give the day."""
        return self.evaluated.as_of

    @property
    def categories(self) -> tuple[CategoryEvent, ...]:
        """Give the categories of all agreements, in order."""
        return tuple(category for agreement in self.agreements for category in agreement.categories)

    def said(self, *path: str) -> Node | None:
        """Give what the file of the announcement says under a path, or None."""
        return self.announcement.get(*path) if self.announcement else None

    def needing(self, requirement: str, state: str = "required") -> tuple[CategoryEvent, ...]:
        """Give the categories for which a requirement is in the given state."""
        return tuple(category for category in self.categories if category.requirement(requirement) == state)


def event_of(evaluated: Evaluated) -> Event:
    """Gather the event of the day. Raises DraftingError (DRAFT-NO-EVENT) where nothing was signed on it."""
    found = (_agreement(evaluated, view) for view in evaluated.layout.agreements)
    agreements = tuple(agreement for agreement in found if agreement.today)
    if not agreements:
        days = ", ".join(str(day) for day in signing_days(evaluated.workspace)) or "no day at all"
        message = f"nothing was signed or amended on {evaluated.as_of}, so there is nothing to announce"
        raise refusal(NO_EVENT, message, remedy=f"something was signed on {days}; give one of them as --as-of")
    dated = (node for node in evaluated.workspace.announcements if signed_on(node, evaluated.as_of) == evaluated.as_of)
    return Event(evaluated, agreements, next(dated, None))


def signing_days(workspace: Workspace) -> tuple[date, ...]:
    """Give every day on which an agreement or an amendment of the workspace is dated."""
    nodes = [part for node in workspace.agreements.values() for part in (node, *node.each("amendments"))]
    return tuple(sorted({day for node in nodes if (day := day_at(node, "dated"))}))


def signed_on(node: Node, as_of: date) -> date:
    """Give the day a record is dated; what has no date yet is being prepared and counts as of the day."""
    return day_at(node, "dated") or as_of


def _agreement(evaluated: Evaluated, view: AgreementView) -> AgreementEvent:
    day = evaluated.as_of
    amendments = tuple(node for node in view.amendments if signed_on(node, day) == day)
    subjects = {subject.id: subject for subject in evaluated.layout.categories if subject.on == day}
    categories = tuple(
        _category(evaluated, view, category, subjects[f"{view.id}/{category.id}"])
        for category in view.categories
        if f"{view.id}/{category.id}" in subjects
    )
    counterparty = evaluated.workspace.counterparties[view.node.value["counterparty"]]
    return AgreementEvent(view, counterparty, view.dated == day, amendments, categories)


def _category(evaluated: Evaluated, view: AgreementView, category: CategoryView, subject: Subject) -> CategoryEvent:
    before = _layers_before(view, category, evaluated.as_of)
    found = evaluated.classification
    return CategoryEvent(
        category, subject, not before.nodes, before, found.governing(subject), tuple(found.of(subject))
    )


def _layers_before(view: AgreementView, category: CategoryView, day: date) -> Layers:
    """Give the records of a category from before the day, the newest first."""
    records = [view.node, *view.amendments]
    earlier = [node for node in records if signed_on(node, day) < day]
    parts = (node.get("categories", category.id) for node in reversed(earlier))
    return Layers(tuple(part for part in parts if part is not None))
