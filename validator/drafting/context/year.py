"""The connected transactions of a financial year, for the annual report and the independent directors' confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.caps import unit
from validator.drafting.context.connection import party_context
from validator.drafting.context.one_off import one_off
from validator.drafting.context.parties import directors, issuer
from validator.drafting.context.values import Context, Words, is_gap, ratio_of
from validator.drafting.printed import Kind
from validator.evaluation.records import Status
from validator.facts.stated import day_at, days_at
from validator.reading.quantities import DateRange
from validator.workspace.annual_reports import last_annual_report

if TYPE_CHECKING:
    from validator.checking import Evaluated
    from validator.facts.subject import Layers, Subject
    from validator.reading.document import Node

# The forms of the rulebook that say which transactions are reported, and which the independent directors confirm.
_REPORTED, _CONFIRMED = "annual-report", "directors-confirmation"
_POINTS = {
    "ordinary_course": "transaction_year.confirmed_ordinary_course",
    "commercial_terms": "transaction_year.confirmed_commercial_terms",
    "under_agreement": "transaction_year.confirmed_under_agreement",
}


def year_context(evaluated: Evaluated, language: str) -> Context:
    """Give the transactions of the financial year that last ended by the day, each as it stood at the end of it."""
    report = last_annual_report(evaluated)
    year = report.given["financial_year"].value
    assert isinstance(year, DateRange)  # noqa: S101  # the layout gives a financial year
    words = Words(language, year.last, evaluated.layout.year_end, year.last)
    node = report.data.newest
    dated = (day_at(node, "dated") if node else None) or evaluated.as_of
    today = Words(language, dated, evaluated.layout.year_end, year.last)
    board = directors(evaluated.workspace.issuer, frozenset(), today)
    transactions = tuple(_transaction(evaluated, each, words, today) for each in report.members)
    return {
        "lang": language,
        "issuer": issuer(evaluated.workspace.issuer, words),
        "year_end": words.day_of(year.last, node.place if node else None),
        "dated": today.date(node.get("dated") if node else None, "report_day"),
        "reported": tuple(each for each in transactions if each["is_reported"]),
        "confirmed": tuple(each for each in transactions if each["is_confirmed"]),
        "on_auditors": words.texts(node.get("statement_on_auditors") if node else None, "on_auditors"),
        "related_parties": words.texts(node.get("related_party_statement") if node else None, "related_parties"),
        "independent": tuple(each for each in board if each["category"] == "independent_non_executive"),
    }


def _transaction(evaluated: Evaluated, subject: Subject, words: Words, today: Words) -> Context:
    """Give one type of transaction in the year: what, with whom, its amount beside its cap, and what is confirmed.

    `words` speaks as of the end of the year, `today` as of the day of the report.
    """
    category, agreement, party = (subject.within(scope) for scope in ("category", "agreement", "counterparty"))
    assert category and agreement and party  # noqa: S101, PT018  # a type of transaction stands within all three
    name = words.text(category.data.dig("name"), "name", category.id, kind=Kind.NAME)
    continuing = evaluated.engine.resolver.fact("category.is_continuing", category).value is not False
    node = evaluated.workspace.counterparties[party.id]
    return {
        "is_reported": _applies(evaluated, subject, _REPORTED),
        "is_confirmed": _applies(evaluated, subject, _CONFIRMED),
        "is_continuing": continuing,
        "name": name,
        "heading": name.capitalised(),
        "fee_name": words.text(category.data.dig("fee_name"), "fee_name", name.text) if continuing else None,
        "agreement": words.text(agreement.data.nodes[-1].get("name"), "name", agreement.id, kind=Kind.NAME),
        "dated": words.date(agreement.data.nodes[-1].get("dated"), "date", name.text),
        "amended": tuple(_amended(category, agreement.data, words)),
        "party": party_context(evaluated, node, words),
        "interest": words.texts(subject.data.dig("interest"), "interest", words.label(node.get("name"))),
        "nature": words.texts(category.data.dig("nature"), "nature", name.text),
        "purpose": words.texts(_purpose(category, agreement), "reasons", name.text),
        "term": _term(category, words),
        "pricing": words.texts(category.data.dig("pricing"), "pricing", name.text) if continuing else (),
        "one_off": None if continuing else one_off(category, evaluated, words),
        "year": _amounts(subject, name.text, today) if continuing else None,
        "points": _points(evaluated, subject, name.text, words),
    }


def _applies(evaluated: Evaluated, subject: Subject, form: str) -> bool:
    """Tell whether a form of the rulebook speaks of a transaction, or may: what is open is not left out."""
    forms = evaluated.rulebook.of_kind("checklist")
    rules = (rule for rule in forms if (rule.form, rule.scope) == (form, subject.scope))
    verdicts = (evaluated.engine.judge(rule, subject) for rule in rules)
    return any(verdict is not None and verdict.status is not Status.NOT_APPLICABLE for verdict in verdicts)


def _amended(category: Subject, agreement: Layers, words: Words) -> list[Context]:
    """Give the amendments of a type of transaction up to the end of the year, the earliest first."""
    return [
        {
            "name": words.text(node.get("name"), "name", str(node.value["amendment"]), kind=Kind.NAME),
            "dated": words.date(node.get("dated"), "date", ""),
            "is_cap_revision": node.value.get("form") == "cap_revision",
        }
        for node in _records_of(category, agreement)
        if "amendment" in node.value
    ]


def _records_of(category: Subject, agreement: Layers) -> list[Node]:
    """Give the records that say something of a type of transaction, the earliest first: the agreement or amendments."""
    name = category.id.rpartition("/")[2]
    return [node for node in reversed(agreement.nodes) if node.get("categories", name) is not None]


def _purpose(category: Subject, agreement: Subject) -> Node | None:
    """Give its own reasons, else those of the record that it began with."""
    began = next(iter(_records_of(category, agreement.data)), None)
    return category.data.dig("reasons") or (began.get("reasons") if began else None) or agreement.data.dig("reasons")


def _term(category: Subject, words: Words) -> Context | None:
    node = category.data.dig("term")
    days = days_at(node) if node is not None and not is_gap(node) else None
    return words.period(days, node.place) if node and days else None


def _amounts(subject: Subject, name: str, words: Words) -> Context:
    """Give the amount of the year beside the cap in force in the end, both in millions, and the days of that cap."""
    actual, cap, days = (subject.given[key] for key in ("amount", "cap", "days"))
    assert isinstance(days.value, DateRange)  # noqa: S101  # the layout gives the days
    ratio = ratio_of(actual, cap)
    return {
        "period": words.period(days.value, days.place),
        "unit": unit([cap, actual], words),
        "actual": words.in_millions(actual, "amount", name),
        "cap": words.in_millions(cap, "cap", name),
        "used": words.percentage(actual, cap),
        "exceeds": ratio is not None and ratio > 1,
    }


def _points(evaluated: Evaluated, subject: Subject, name: str, words: Words) -> Context:
    """Give what the independent directors confirm, what they do not, and a blank for each point left open."""
    resolver, facts = evaluated.engine.resolver, evaluated.rulebook.facts
    said = {key: resolver.fact(fact, subject) for key, fact in _POINTS.items()}
    return {
        **{key: fact.value for key, fact in said.items() if isinstance(fact.value, bool)},
        "open": tuple(
            words.blank("particular", facts[_POINTS[key]].label.in_language(words.language), name, at=fact.place)
            for key, fact in said.items()
            if not isinstance(fact.value, bool)
        ),
    }
