"""Which forms the rulebook offers, and a form filled for the documents of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.drafting.context.event import event_of
from validator.facts.stated import day_at
from validator.findings import Finding, ListingRulesError, Severity
from validator.workspace.annual_reports import last_annual_report
from validator.workspace.events import (
    announcement_subject,
    announcements_due,
    circular_subject,
    circulars_due,
    unwritten_announcement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.checking import Evaluated
    from validator.evaluation.records import ItemAnswer, Verdict
    from validator.facts.subject import Subject
    from validator.reading.text import Text
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule

SIZE_TESTS = "size-tests"  # the one form that no checklist makes: it prints the ratios of the vocabulary


@dataclass(frozen=True)
class Part:
    """One document, or one transaction in it, with what each rule of the form says of it.

    `not_in_force` are the rules of the form without a version on its day.
    """

    subject: Subject
    verdicts: tuple[Verdict, ...]
    not_in_force: tuple[Rule, ...]

    @property
    def answers(self) -> Iterator[tuple[Rule, ItemAnswer]]:
        """Give the items in the order of the rules, each with its rule."""
        return ((verdict.rule, answer) for verdict in self.verdicts for answer in verdict.answers)


@dataclass(frozen=True)
class FilledForm:
    """A form as filled: the name of its document, and a part for each document or transaction it speaks of."""

    name: str
    document: Text
    rules: tuple[Rule, ...]
    parts: tuple[Part, ...]
    transactions: tuple[Subject, ...]

    @property
    def open_items(self) -> int:
        """Count the items that are still to be answered, those included that may not apply."""
        return sum(answer.is_open for part in self.parts for _, answer in part.answers)


def form_names(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the names of the forms that the rulebook offers, in the order of its files, and the size tests."""
    return (*dict.fromkeys(rule.form for rule in rulebook.of_kind("checklist") if rule.form), SIZE_TESTS)


def known_form(rulebook: Rulebook, name: str) -> str:
    """Give the name of a form back. Raises `ListingRulesError` with the known ones where there is none."""
    names = form_names(rulebook)
    if name in names:
        return name
    from validator.reading.suggestions import did_you_mean  # noqa: PLC0415  # only an error needs difflib

    message = f"the rulebook has no form called `{name}`"
    remedy = did_you_mean(name, names) or f"known are {', '.join(names)}"
    raise ListingRulesError(Finding("CHECKLIST-FORM", Severity.ERROR, message, help=remedy))


def fill(evaluated: Evaluated, name: str) -> FilledForm:
    """Fill a form that checklists make. Raises `ListingRulesError` where the data holds nothing that it is for."""
    rules = tuple(rule for rule in evaluated.rulebook.of_kind("checklist") if rule.form == name)
    asked: dict[tuple[str, str, str], tuple[Subject, list[Rule]]] = {}
    for rule in rules:
        for subject in _SUBJECTS[rule.scope](evaluated):  # laid out anew for each rule: the first one serves all
            key = (subject.scope, subject.id, str(subject.place))
            asked.setdefault(key, (subject, []))[1].append(rule)
    parts = tuple(_part(evaluated, subject, own) for subject, own in asked.values())
    transactions = {category.id: category for part in parts for category in _categories(part.subject)}
    return FilledForm(name, rules[0].document, rules, parts, tuple(transactions.values()))


def _part(evaluated: Evaluated, subject: Subject, rules: Sequence[Rule]) -> Part:
    judged = [(rule, evaluated.engine.judge(rule, subject)) for rule in rules]
    verdicts = tuple(verdict for _, verdict in judged if verdict)
    return Part(subject, verdicts, tuple(rule for rule, verdict in judged if verdict is None))


def _categories(subject: Subject) -> Iterator[Subject]:
    """Give the types of transaction that a document or one of its parts is about."""
    around = subject.within("category")
    if around is not None:
        yield around
    for member in subject.members:
        yield from _categories(member)


def _announcements(evaluated: Evaluated) -> list[Subject]:
    """Give the announcements of the day; without a record of any, that of everything signed on the day."""
    found = list(announcements_due(evaluated))
    if found:
        return found
    event_of(evaluated)  # refuses a day on which nothing was signed, and names those on which something was
    return [unwritten_announcement(evaluated)]


def _circulars(evaluated: Evaluated) -> list[Subject]:
    """Give the circulars of the day, or else that of each announcement of the day or of the last one before it."""
    circulars = list(circulars_due(evaluated))
    if circulars:
        return circulars
    announcements = list(announcements_due(evaluated))
    days = ((day_at(node, "dated"), node) for node in evaluated.workspace.announcements)
    earlier = [(day, node) for day, node in days if day and day < evaluated.as_of]
    if not announcements and earlier:
        _, last = max(earlier, key=lambda each: each[0])
        announcements = [announcement_subject(evaluated, last)]
    return [circular_subject(evaluated, each) for each in announcements or _announcements(evaluated)]


def _annual_report(evaluated: Evaluated) -> list[Subject]:
    return [last_annual_report(evaluated)]


def _transaction_years(evaluated: Evaluated) -> list[Subject]:
    return list(last_annual_report(evaluated).members)


_SUBJECTS: Mapping[str, Callable[[Evaluated], list[Subject]]] = {
    "announcement": _announcements,
    "circular": _circulars,
    "annual_report": _annual_report,
    "transaction_year": _transaction_years,
}
