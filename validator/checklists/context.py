"""A filled form, or the size tests, as values ready for print in one language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from validator.checklists.working import Found, Question, Row, row_of
from validator.drafting import wording
from validator.drafting.context.labels import range_in_words
from validator.drafting.context.values import sum_in_words
from validator.drafting.printed import Kind, Printed
from validator.drafting.wording import CHINESE
from validator.evaluation.wording import open_below
from validator.facts.fact import Fact, State, describe
from validator.reading.quantities import DateRange, Money
from validator.reading.text import Text, text_of
from validator.receipt import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.checking import Evaluated
    from validator.checklists.forms import FilledForm, Part
    from validator.checklists.sizes import SizeTest, TestedDeal
    from validator.drafting.context.values import Context
    from validator.facts.subject import Subject
    from validator.findings import Place

_MOST_PLACES = 2


class Print:
    """Turns what a form holds into print in one language."""

    def __init__(self, evaluated: Evaluated, language: str) -> None:
        self._evaluated, self._language = evaluated, language
        self._home = f"{data_folder(evaluated.workspace)}/"

    def form(self, form: FilledForm) -> Context:
        """Give a filled form."""
        return {
            **self._head(form.transactions),
            "form": form.name,
            "document": self._words(form.document),
            "parts": [self._part(part) for part in form.parts],
            "about": list(dict.fromkeys(self._words(part.subject.label) for part in form.parts)),
            "open_items": form.open_items,
            "notes": [
                {"rule": rule.id, "note": self._words(rule.note)} for rule in form.rules if rule.compared_on is None
            ],
        }

    def sizes(self, deals: Iterable[TestedDeal]) -> Context:
        """Give the size tests of all deals."""
        tested = tuple(deals)
        members = {part.id: part for deal in tested for part in deal.classified.members}
        illustrations = dict.fromkeys(
            why for deal in tested for test in deal.tests for why in test.fact.illustrations()
        )
        return {
            **self._head(tuple(members.values())),
            "form": "sizes",
            "about": [],
            "deals": [self._deal(deal) for deal in tested],
            "illustrations": list(illustrations),
        }

    def _head(self, transactions: Iterable[Subject]) -> Context:
        issuer = self._evaluated.workspace.issuer
        code = issuer.get("stock_code")
        return {
            "lang": self._language,
            "issuer": self._text(issuer.get("name")),
            "stock_code": str(code.value) if code and isinstance(code.value, str) else "",
            "day": self._day(self._evaluated.as_of),
            "transactions": [self._transaction(each) for each in transactions],
        }

    def _transaction(self, category: Subject) -> Context:
        agreement = category.within("agreement")
        return {
            "name": self._words(category.label) or category.id,
            "agreement": self._words(agreement.label) if agreement else "",
        }

    def _part(self, part: Part) -> Context:
        around = part.subject.within("category")
        book = self._evaluated.rulebook
        return {
            "label": self._words(part.subject.label),
            "transaction": self._transaction(around) if around else None,
            "rows": [self._row(row_of(rule, answer, book)) for rule, answer in part.answers],
            "not_in_force": [rule.id for rule in part.not_in_force],
        }

    def _row(self, row: Row) -> Context:
        item = row.answer.item
        return {
            "cite": item.cite,
            "item": self._words(item.item),
            "section": item.answered_in,
            "state": str(row.answer.state),
            "found": [self._found(each) for each in row.found],
            "missing": [self._question(each) for each in row.missing],
            "undecided": [self._question(each) for each in row.undecided],
            "because": self._words(row.answer.because),
            "verified": row.verified,
            "unverified": self._words(row.unverified),
        }

    def _found(self, found: Found) -> Context:
        shown = [self._place(place) for place in found.places[:_MOST_PLACES]]
        return {
            "label": self._words(found.label),
            "value": self._value(found.fact) if found.tells_value else "",
            "not_applicable": self._words(found.fact.reason) if found.fact.state is State.NOT_APPLICABLE else "",
            "places": shown,
            "more": len(found.places) - len(shown),
        }

    def _question(self, question: Question) -> Context:
        return {
            "label": self._words(question.label),
            "ask": self._words(question.ask),
            "who": question.who,
            "place": self._place(question.fact.place) if question.fact.place else "",
        }

    def _deal(self, deal: TestedDeal) -> Context:
        decision = deal.classified.decision
        label = decision.rule.outcome_labels.get(deal.classified.tier or "", Text())
        return {
            "basis": deal.basis,
            "members": [self._transaction(part) for part in deal.classified.members],
            "tested_on": self._day(deal.classified.deal.on),
            "tier": self._words(label) or (deal.classified.tier or ""),
            "cited": list(decision.cited) if deal.classified.tier else [],
            "tests": [self._test(test) for test in deal.tests],
        }

    def _test(self, test: SizeTest) -> Context:
        fact = test.fact
        open_facts = open_below([fact]) if fact.is_open else ()
        return {
            "label": self._words(test.declared.label),
            "cite": test.declared.cite,
            "state": str(fact.state),
            "value": self._value(fact),
            "numerator": self._amount(test.numerator),
            "denominator": self._amount(test.denominator),
            "rates": [{"name": self._range(rate.name), "value": self._value(rate)} for rate in test.rates],
            "reason": self._reason(fact.reason),
            "questions": [self._question(each) for each in self._questions(open_facts)],
        }

    def _questions(self, facts: Iterable[Fact]) -> Iterable[Question]:
        for fact in facts:
            declared = self._evaluated.rulebook.facts.get(fact.name)
            if declared and declared.ask:
                yield Question(fact, declared.label, declared.ask, declared.who, fact.reason)

    def _amount(self, fact: Fact | None) -> Context | None:
        if fact is None:
            return None
        declared = self._evaluated.rulebook.facts.get(fact.name)
        leaves = [leaf for leaf in fact.leaves() if leaf.place]
        return {
            "label": self._words(declared.label) if declared else fact.name,
            "value": self._value(fact),
            "days": self._days(fact.over) if fact.over else "",
            "sources": list(dict.fromkeys(leaf.source for leaf in leaves if leaf.source)),
            "places": list(dict.fromkeys(self._place(leaf.place) for leaf in leaves if leaf.place)),
        }

    def _value(self, fact: Fact) -> Printed:
        words = self._value_words(fact)
        place = next((leaf.place for leaf in fact.leaves() if leaf.place), None)
        why = "; ".join(fact.illustrations()) or None
        return Printed(words, str(place) if place else None, Kind.FIGURE, why)

    def _value_words(self, fact: Fact) -> str:
        value: Any = fact.value if fact.is_known else None
        if isinstance(value, Money):
            return sum_in_words(value, self._language)
        if isinstance(value, DateRange):
            return self._days(value)
        return self._day(value) if isinstance(value, date) else self._range(describe(fact))

    def _text(self, node: Any) -> str:
        return self._words(text_of(node.value)) if node else ""

    def _reason(self, reason: Text) -> str:
        """Give why a ratio has no value; what only the engine words, in English, is left to the question beside it."""
        return reason.zh_hant if self._language == CHINESE else str(reason)

    def _words(self, text: Text) -> str:
        return text.in_language(self._language)

    def _range(self, words: str) -> str:
        return range_in_words(words, self._language)

    def _day(self, day: date) -> str:
        return wording.long_date(day, self._language)

    def _days(self, days: DateRange) -> str:
        return wording.date_range(days.first, days.last, self._language)

    def _place(self, place: Place) -> str:
        """Give a data line as its file in the workspace and its number."""
        return f"{place.file.removeprefix(self._home)}:{place.line}"
