"""Lay a workspace out as subjects.

The contract view judges each category on the day its terms were last set, with what was known on that day; the
monitored view follows actual amounts, orders and procedures up to the day of the command.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from validator.connections.connections import Connections, Given, connected_after
from validator.evaluation.periods import financial_year_of
from validator.facts.fact import Fact, State, known, unknown
from validator.facts.stated import day_at, days_at, fact_from_node
from validator.facts.subject import Layers, Subject
from validator.reading.quantities import DateRange
from validator.reading.text import Text, text_of
from validator.workspace.as_of import AgreementView, CapPeriod, CategoryView, agreement_as_of
from validator.workspace.newer_results import NAME as NEWER
from validator.workspace.newer_results import results_newer_than_accounts
from validator.workspace.registers import approval_facts, entries_of, evidence_subjects, filed_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.evaluation.evidence import Entry
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook
    from validator.workspace.load import Workspace


class Layout:
    """The subjects of a workspace as of a day; each is made once, so that every rule speaks of the same ones."""

    def __init__(self, workspace: Workspace, as_of: date, rulebook: Rulebook) -> None:
        self.workspace, self.as_of = workspace, as_of
        self.connections = Connections(rulebook, workspace.issuer, workspace.register)
        self.year_end = _year_end(workspace.issuer)
        self._announcements = frozenset(day for node in workspace.announcements if (day := day_at(node, "dated")))
        self._issuers: dict[date, Subject] = {}
        self._counterparties: dict[tuple[str, date], Subject] = {}
        views = (agreement_as_of(node, as_of) for node in workspace.agreements.values())
        self.agreements = tuple(sorted((view for view in views if view), key=lambda view: (view.dated, view.id)))
        self.categories = tuple(
            self._contract_category(agreement, category)
            for agreement in self.agreements
            for category in agreement.categories
        )
        self.monitored = tuple(self._monitored_agreement(agreement) for agreement in self.agreements)
        self.evidence = tuple(
            entry
            for agreement, view in zip(self.monitored, self.agreements, strict=True)
            for entry in evidence_subjects(workspace, as_of, agreement, view)
        )

    def issuer(self, on: date) -> Subject:
        """Give the issuer as known on a day."""
        if on not in self._issuers:
            node, layers = self.workspace.issuer, Layers((self.workspace.issuer,))
            given = Given({NEWER: lambda: results_newer_than_accounts(self.workspace, on)})
            self._issuers[on] = Subject("issuer", node.value["issuer"], on, layers, _name(layers), given=given)
        return self._issuers[on]

    def counterparty(self, id_: str, on: date) -> Subject:
        """Give a counterparty as connected on a day."""
        if (id_, on) not in self._counterparties:
            node = self.workspace.counterparties[id_]
            layers = Layers((node,))
            self._counterparties[(id_, on)] = Subject(
                *("counterparty", id_, on, layers, _name(layers), self.issuer(on)),
                given=self.connections.given(node, on),
                readings=self.connections.readings(node, on),
            )
        return self._counterparties[(id_, on)]

    def linked(self, one: Subject, other: Subject) -> Fact:
        """Tell whether two counterparties are one, or connected with one another on the later of their days."""
        nodes = [self.workspace.counterparties[each.id] for each in (one, other)]
        if one.id == other.id:
            return known("parties_connected", value=True, place=nodes[0].key_place)
        return self.connections.linked(nodes[0], nodes[1], max(one.on, other.on))

    def _agreement(
        self, view: AgreementView, on: date, parts: tuple[CategoryView, ...], members: Sequence[Subject] = ()
    ) -> Subject:
        terms = [days for part in parts if (days := _term(part))]
        days = DateRange(min(term.first for term in terms), max(term.last for term in terms)) if terms else None
        counterparty = self.counterparty(view.node.value["counterparty"], on)
        given: Mapping[str, Fact] = Given(
            {
                **({"days": lambda: known("days", days, place=view.node.key_place)} if days else {}),
                "announced_before_the_renewed_term_ended": lambda: self._renewal(view, on),
                "connected_after_signing": lambda: connected_after(counterparty, view.dated, view.node.get("dated")),
            }
        )
        name = _name(Layers((view.node,)))  # an amendment has a name of its own
        return Subject("agreement", view.id, on, view.data, name, counterparty, members, given)

    def _renewal(self, view: AgreementView, on: date) -> Fact:
        """Tell whether an agreement that renews another was announced before the other one ended."""
        name, node = "announced before the renewed term ended", view.node.get("renews")
        if node is None:
            return unknown(name, "it renews no agreement", place=view.node.key_place)
        renewed = agreement_as_of(self.workspace.agreements[str(node.value)], on)
        ends = [term.last for part in (renewed.categories if renewed else ()) if (term := _term(part))]
        announced, stated = day_at(view.node, "announced_on"), view.node.get("announced_on")
        if not ends or announced is None:
            why = (
                "the day of the announcement is not recorded"
                if ends
                else "the term of the renewed agreement is not known"
            )
            return unknown(name, why, place=node.place)
        return known(name, announced <= max(ends), place=stated.place if stated else None)

    def _contract_category(self, agreement: AgreementView, category: CategoryView) -> Subject:
        then = agreement_as_of(agreement.node, category.set_on) or agreement
        parent = self._agreement(then, category.set_on, then.categories)
        periods: list[Subject] = []
        also = {"announced_on": self._announced(agreement, category)}
        if (target := category.data.dig("target.register")) is not None:
            also["controller_in_register"] = self.connections.controller_in(target, category.set_on)
        subject = _category(parent, category, category.set_on, periods, also)
        periods.extend(self._cap_period(subject, period, category.set_on, {}) for period in category.caps)
        return subject

    def _announced(self, agreement: AgreementView, category: CategoryView) -> Fact:
        """Give the day on which the terms last set were announced: by their record, or an announcement of that day."""
        name, record = "announced on", category.amendments[-1] if category.amendments else agreement.node
        if (stated := record.get("announced_on")) is not None:
            return fact_from_node(name, stated, "date")
        own = (node.get("dated") for node in self.workspace.announcements if day_at(node, "dated") == category.set_on)
        found = next((node for node in own if node is not None), None)
        return fact_from_node(name, found, "date") if found else unknown(name, "no announcement is recorded")

    def _monitored_agreement(self, view: AgreementView) -> Subject:
        categories: list[Subject] = []
        agreement = self._agreement(view, self.as_of, view.categories, categories)
        for category in view.categories:
            parts: list[Subject] = []
            subject = _category(agreement, category, self.as_of, parts)
            begun = (period for period in category.caps if period.newest.days.first < self.as_of)
            parts.extend(self._monitored_period(subject, category, period) for period in begun)
            parts.extend(self._orders(subject, view.id, category.id))
            categories.append(subject)
        return agreement

    def _cap_period(
        self,
        category: Subject,
        period: CapPeriod,
        on: date,
        given: Mapping[str, Fact],
        members: Sequence[Subject] = (),
    ) -> Subject:
        days, node = period.newest.days, period.newest.node
        facts = {
            "cap": _amount("cap", node, days),
            "days": known("days", days, place=node.place),
            "financial_year": known("financial year", financial_year_of(days.last, self.year_end)),
            **given,
        }
        label = Text(str(days), f"{days.first}至{days.last}")
        id_ = f"{category.id}/{days.first}"
        return Subject("cap_period", id_, on, Layers((node,)), label, category, members, facts)

    def _monitored_period(self, category: Subject, view: CategoryView, period: CapPeriod) -> Subject:
        """Lay out a period that has begun before the day, with every amount recorded in it."""
        recorded = ((node, days) for node, days in view.readings(self.as_of) if _belongs(days, period))
        readings = sorted(recorded, key=lambda reading: reading[1].last)
        last_day = readings[-1][1].last if readings else self.as_of
        given: dict[str, Fact] = {"is_over": known("is over", period.newest.days.last < self.as_of)}
        # What was used up to a day is held against the cap with which that day began, not one agreed in its evening.
        given["cap_in_force"] = self._in_force(period, last_day - timedelta(days=1))
        given["rest_suffices"] = _rest_suffices(readings[-1][0] if readings else None)
        if readings:
            given["actual"] = _amount("actual", *readings[-1])
        members: list[Subject] = []
        subject = self._cap_period(category, period, self.as_of, given, members)
        members.extend(self._reading(subject, period, node, days) for node, days in readings)
        return subject

    def _in_force(self, period: CapPeriod, day: date) -> Fact:
        """Give the cap that counts on a day; unknown where it waits, or where nobody recorded its announcement."""
        entry, is_sure = period.in_force_on(day, self._announcements)
        if entry is None:
            reason = f"the cap waits for independent shareholders' approval and is not in force on {day}"
            return unknown("cap in force", reason, place=period.newest.node.place)
        if not is_sure:
            return unknown(
                "cap in force", "the day on which the revised cap was announced is not recorded", place=entry.node.place
            )
        return _amount("cap in force", entry.node, entry.days)

    def _reading(self, period: Subject, caps: CapPeriod, node: Node, days: DateRange) -> Subject:
        given = {
            "actual": _amount("actual", node, days),
            "cap_in_force": self._in_force(caps, days.last),
            "day": known("day", days.last, place=node.place),
        }
        id_, label = f"{period.id}/{days.last}", Text(str(days.last))
        return Subject("reading", id_, days.last, Layers((node,)), label, period, given=given)

    def _orders(self, category: Subject, agreement: str, name: str) -> Iterator[Subject]:
        for node in entries_of(self.workspace, "orders"):
            on = day_at(node, "on") or self.as_of
            if (node.value["agreement"], node.value["category"]) == (agreement, name) and on <= self.as_of:
                label = Text(node.value["order"])
                given = approval_facts(node, self.workspace, category)
                yield Subject("order", node.value["order"], on, Layers((node,)), label, category, given=given)

    def filed(self, procedure: str, subject: Subject) -> list[Entry]:
        """Give the evidence of a procedure that is on file by the day, for a subject."""
        return filed_for(self.workspace, self.as_of, procedure, subject)

    def stages(self, period: Subject) -> list[Subject]:
        """Give a cap period as it stood on each day for which an amount is recorded, the earliest first."""
        return [
            replace(period, on=reading.on, members=(), given={**period.given, **reading.given})
            for reading in period.members
        ]


def _year_end(issuer: Node) -> tuple[int, int]:
    month, day = str(issuer.value["financial_year_end"]).split("-")
    return int(month), int(day)


def _name(layers: Layers) -> Text:
    node = layers.dig("name")
    return text_of(node.value) if node else Text()


def _term(category: CategoryView) -> DateRange | None:
    node = category.data.dig("term")
    return days_at(node) if node else None


def _category(
    parent: Subject, view: CategoryView, on: date, members: Sequence[Subject], also: Mapping[str, Fact] | None = None
) -> Subject:
    given = {
        "event_date": known("event date", view.set_on),
        "cap_for_each_year": _coverage(view),
        **(also or {}),
    }
    id_ = f"{parent.id}/{view.id}"
    return Subject("category", id_, on, view.data, _name(view.data), parent, members, given)


def _coverage(view: CategoryView) -> Fact:
    """Tell whether the caps follow one another without a gap from the first to the last day of the term."""
    name, caps, term = "cap for each year", view.data.dig("caps"), _term(view)
    if caps is None or not isinstance(caps.value, list):
        fact = fact_from_node(name, caps, "boolean") if caps else unknown(name, "`caps` is not given")
        return replace(fact, place=caps.key_place if caps else view.data.newest.key_place if view.data.newest else None)
    if term is None:
        return unknown(name, "the term is not known", place=caps.key_place)
    days = sorted((period.newest.days for period in view.caps), key=lambda each: each.first)
    reached = term.first
    for each in days:
        if each.first <= reached and each.last >= reached:
            reached = date.fromordinal(each.last.toordinal() + 1)
    return known(name, reached > term.last, place=caps.key_place)


def _belongs(days: DateRange, period: CapPeriod) -> bool:
    return any(entry.days.first == days.first for entry in period.entries)


def _amount(name: str, node: Node, days: DateRange) -> Fact:
    amount = node.get("amount")
    fact = fact_from_node(name, amount, "money") if amount else unknown(name, "no amount is given", place=node.place)
    return replace(fact, over=days)


def _rest_suffices(reading: Node | None) -> Fact:
    """Give what was said, with the last recorded amount, of what is left of the cap."""
    name = "rest suffices"
    if reading is None:
        return Fact(name, State.NOT_APPLICABLE, reason=Text("no amount is recorded", "未有金額紀錄"))
    said = reading.get("rest_suffices")
    return fact_from_node(name, said, "boolean") if said else unknown(name, "nobody has said", place=reading.place)
