"""The rules as shipped: they load, are complete, and every line that they draw is held by some example."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from validator.evaluation.examples import run_example
from validator.facts.conditions import Combination, Comparison, Condition
from validator.reading.quantities import Money
from validator.rulebook.body import Row, TableBody
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.reading.quantities import Scalar
    from validator.rulebook.model import Rule, Version

_RULEBOOK = load_rulebook()
_RULES = [pytest.param(rule, id=rule.id) for rule in _RULEBOOK.rules.values()]
_TIERS = _RULEBOOK.deciding("de_minimis_tier")
_NEIGHBOURS = {"below": "at_most", "at_most": "below", "at_least": "above", "above": "at_least"}


@pytest.mark.parametrize("rule", _RULES)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert rule.title.en
    assert rule.title.zh_hant
    assert rule.place.file.startswith("rules/")
    for version in rule.versions:
        assert version.examples
        for example in version.examples:
            assert version.covers(example.on), example.name


@pytest.mark.parametrize("rule", _RULES)
def test_what_nobody_compared_says_why(rule: Rule) -> None:
    if rule.compared_on is None:
        assert rule.note.en
    else:
        assert rule.review_by is not None
        assert rule.review_by > rule.compared_on


def test_facts_have_labels_in_both_languages() -> None:
    lacking = [name for name, fact in _RULEBOOK.facts.items() if not (fact.label.en and fact.label.zh_hant)]
    assert lacking == []


def test_every_fact_of_the_data_asks_a_question_of_somebody() -> None:
    asked = [fact for fact in _RULEBOOK.facts.values() if fact.at or fact.decided_by]
    silent = [fact.name for fact in asked if not (fact.ask.en and fact.ask.zh_hant and fact.who)]
    assert silent == []


def _mutants(condition: Condition) -> Iterator[Condition]:
    """Change one comparison at a time: the operator beside it, and limits a little below, above and far above."""
    if isinstance(condition, Combination):
        for place, part in enumerate(condition.parts):
            for changed in _mutants(part):
                yield replace(condition, parts=(*condition.parts[:place], changed, *condition.parts[place + 1 :]))
    elif condition.operator in _NEIGHBOURS:
        yield replace(condition, operator=_NEIGHBOURS[condition.operator])
        for factor in (Fraction(1, 2), Fraction(2)):
            yield replace(condition, limit=_scaled(condition.limit, factor))
    elif isinstance(condition.limit, bool):
        yield replace(condition, limit=not condition.limit)


def _scaled(limit: Scalar | tuple[Scalar, ...], factor: Fraction) -> Scalar:
    if isinstance(limit, Money):
        return Money(limit.amount * factor, limit.currency)
    assert isinstance(limit, Fraction)
    return limit * factor


def _versions(version: Version) -> Iterator[tuple[str, Version]]:
    """Give the table with one row changed, with one row left out, and with its scope changed or left out."""
    body = version.body
    assert isinstance(body, TableBody)
    for place, row in enumerate(body.rows):
        others = (body.rows[:place], body.rows[place + 1 :])
        yield f"without {row.cite}", replace(version, body=replace(body, rows=(*others[0], *others[1])))
        for changed in _changed(row):
            rows = (*others[0], changed, *others[1])
            yield f"{row.cite}: {_words(changed)}", replace(version, body=replace(body, rows=rows))
    assert body.applies_if is not None
    yield "without applies_if", replace(version, body=replace(body, applies_if=None))
    for scope in _mutants(body.applies_if):
        yield "another applies_if", replace(version, body=replace(body, applies_if=scope))


def _changed(row: Row) -> Iterator[Row]:
    for place, condition in enumerate(row.conditions):
        others = (row.conditions[:place], row.conditions[place + 1 :])
        yield replace(row, conditions=(*others[0], *others[1]))
        for changed in _mutants(condition):
            yield replace(row, conditions=(*others[0], changed, *others[1]))


def _words(row: Row) -> str:
    parts = (part for part in row.conditions if isinstance(part, Comparison))
    return ", ".join(f"{part.fact} {part.operator} {part.limit}" for part in parts)


_MUTANTS = [
    pytest.param(version, changed, id=words) for version in _TIERS.versions for words, changed in _versions(version)
]


@pytest.mark.parametrize(("version", "changed"), _MUTANTS)
def test_a_changed_line_breaks_an_example(version: Version, changed: Version) -> None:
    rule = replace(_TIERS, versions=tuple(changed if each is version else each for each in _TIERS.versions))
    book = replace(_RULEBOOK, rules={**_RULEBOOK.rules, rule.id: rule})
    results = [run_example(book, rule, changed, example) for example in version.examples]
    assert not all(result.passed for result in results)


def test_there_are_mutants_of_every_row() -> None:
    assert len(_MUTANTS) > 30
