"""The event of a day: every agreement and amendment signed on it, with the categories whose terms it set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.drafting.refusals import refusal
from validator.facts.stated import day_at, fact_from_node
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
    """One type of transaction whose terms the event set, as it stood before and as it stands now.

    `renewed` is the type of the same short name in the agreement that is renewed.
    """

    view: CategoryView
    subject: Subject
    is_new: bool
    before: Layers
    governing: Classified | None
    deals: tuple[Classified, ...]
    renewed: CategoryView | None = None

    @property
    def is_continuing(self) -> bool:
        """Tell whether it is carried out again and again; what does not say so is taken for it, as most are."""
        node = self.subject.data.dig("is_continuing")
        return node is None or fact_from_node("is_continuing", node, "boolean").value is not False

    def requirement(self, name: str) -> str:
        """Tell whether a requirement follows for it: `required`, `not_required` or `undecided`."""
        if self.governing is None:
            return "not_required"
        states = (each.state for each in self.governing.obligations if each.consequence.name == name)
        return next(states, "not_required") if self.governing.tier else "undecided"


@dataclass(frozen=True)
class AgreementEvent:
    """One agreement that was signed or amended by the event. `renewed` is the agreement that a new one renews."""

    view: AgreementView
    counterparty: Node
    is_new: bool
    amendments: tuple[Node, ...]
    categories: tuple[CategoryEvent, ...]
    renewed: AgreementView | None = None

    @property
    def today(self) -> tuple[Node, ...]:
        """Give the records of the event: the agreement itself where it is new, and its amendments."""
        return ((self.view.node,) if self.is_new else ()) + self.amendments


@dataclass(frozen=True)
class Event:
    """Everything `signed` on a day. `announcement` is what the data says of the announcement as such."""

    evaluated: Evaluated
    signed: date
    agreements: tuple[AgreementEvent, ...]
    announcement: Node | None

    @property
    def day(self) -> date:
        """Give the day of the document that is drafted: that of the signing, or a later one."""
        return self.evaluated.as_of

    @property
    def categories(self) -> tuple[CategoryEvent, ...]:
        """Give the categories of all agreements, in order."""
        return tuple(category for agreement in self.agreements for category in agreement.categories)

    @property
    def parties(self) -> frozenset[str]:
        """Give the short names of the other parties."""
        return frozenset(each.counterparty.value["counterparty"] for each in self.agreements)

    def said(self, *path: str) -> Node | None:
        """Give what the file of the announcement says under a path, or None."""
        return self.announcement.get(*path) if self.announcement else None

    def needing(self, requirement: str, state: str = "required") -> tuple[CategoryEvent, ...]:
        """Give the categories for which a requirement is in the given state."""
        return tuple(category for category in self.categories if category.requirement(requirement) == state)


def event_of(evaluated: Evaluated) -> Event:
    """Gather the event of the day. Raises DraftingError (DRAFT-NO-EVENT) where nothing was signed on it."""
    event = event_on(evaluated, evaluated.as_of)
    if event is None:
        days = ", ".join(str(day) for day in signing_days(evaluated.workspace)) or "no day at all"
        message = f"nothing was signed or amended on {evaluated.as_of}, so there is nothing to announce"
        raise refusal(NO_EVENT, message, remedy=f"something was signed on {days}; give one of them as --as-of")
    return event


def last_event_needing(evaluated: Evaluated, requirement: str) -> Event:
    """Gather the newest event by the day for which a requirement holds, or may hold.

    Raises DraftingError (DRAFT-NO-EVENT) where there is none.
    """
    days = {evaluated.as_of, *signing_days(evaluated.workspace)}
    for day in sorted((day for day in days if day <= evaluated.as_of), reverse=True):
        event = event_on(evaluated, day)
        if event and any(event.needing(requirement, state) for state in ("required", "undecided")):
            return event
    message = f"nothing that was signed up to {evaluated.as_of} calls for a {requirement.replace('_', ' ')}"
    raise refusal(NO_EVENT, message, remedy="`listing-rules classify` tells what each agreement calls for")


def event_on(evaluated: Evaluated, signed: date) -> Event | None:
    """Gather the event of an earlier day as it is known by now; None where nothing was signed on it."""
    found = (_agreement(evaluated, view, signed) for view in evaluated.layout.agreements)
    agreements = tuple(agreement for agreement in found if agreement.today)
    dated = (node for node in evaluated.workspace.announcements if signed_on(node, evaluated.as_of) == signed)
    return Event(evaluated, signed, agreements, next(dated, None)) if agreements else None


def signing_days(workspace: Workspace) -> tuple[date, ...]:
    """Give every day on which an agreement or an amendment of the workspace is dated."""
    nodes = [part for node in workspace.agreements.values() for part in (node, *node.each("amendments"))]
    return tuple(sorted({day for node in nodes if (day := day_at(node, "dated"))}))


def signed_on(node: Node, as_of: date) -> date:
    """Give the day a record is dated; what has no date yet is being prepared and counts as of the day."""
    return day_at(node, "dated") or as_of


def _agreement(evaluated: Evaluated, view: AgreementView, day: date) -> AgreementEvent:
    amendments = tuple(node for node in view.amendments if signed_on(node, evaluated.as_of) == day)
    is_new = view.dated == day
    renewed = _renewed(evaluated, view) if is_new else None
    earlier = {category.id: category for category in renewed.categories} if renewed else {}
    subjects = {subject.id: subject for subject in evaluated.layout.categories if subject.on == day}
    categories = tuple(
        _category(evaluated, view, category, subject, earlier.get(category.id))
        for category in view.categories
        if (subject := subjects.get(f"{view.id}/{category.id}"))
    )
    counterparty = evaluated.workspace.counterparties[view.node.value["counterparty"]]
    return AgreementEvent(view, counterparty, is_new, amendments, categories, renewed)


def _renewed(evaluated: Evaluated, view: AgreementView) -> AgreementView | None:
    node = view.node.get("renews")
    return next((each for each in evaluated.layout.agreements if node is not None and each.id == node.value), None)


def _category(
    evaluated: Evaluated, view: AgreementView, category: CategoryView, subject: Subject, renewed: CategoryView | None
) -> CategoryEvent:
    before = _layers_before(view, category, subject.on)
    governing, deals = evaluated.classification.governing(subject), tuple(evaluated.classification.of(subject))
    return CategoryEvent(category, subject, not before.nodes, before, governing, deals, renewed)


def _layers_before(view: AgreementView, category: CategoryView, day: date) -> Layers:
    """Give the records of a category from before the day, the newest first."""
    records = [view.node, *view.amendments]
    earlier = [node for node in records if signed_on(node, day) < day]
    parts = (node.get("categories", category.id) for node in reversed(earlier))
    return Layers(tuple(part for part in parts if part is not None))
