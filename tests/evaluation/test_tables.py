"""Deciding by the compiled lookup, held against deciding by the rows, for every shipped table."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from validator.evaluation import tables
from validator.evaluation.tables import Tables, decide
from validator.facts.fact import unknown
from validator.facts.subject import Subject
from validator.proofs.space import space_of
from validator.reading.quantities import parse_date
from validator.rulebook.body import TableBody
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluation.records import Decision
    from validator.facts.fact import Fact
    from validator.rulebook.model import Rule, Version

_RULEBOOK = load_rulebook()
_VERSIONS = [
    pytest.param(rule, version, id=f"{rule.id} from {version.first}")
    for rule in _RULEBOOK.rules.values()
    for version in rule.versions
    if isinstance(version.body, TableBody)
]
_SUBJECT = Subject("deal", "deal", parse_date("2026-01-05"))


def _cells(rule: Rule, version: Version) -> Iterator[dict[str, Fact]]:
    """Give the values of every cell, and each of them once more with some values unknown."""
    rng = random.Random(rule.id)
    assert isinstance(version.body, TableBody)
    space = space_of(rule, list(version.body.comparisons()), _RULEBOOK)
    for cell in space.cells():
        values = space.values(cell)
        yield values
        yield {name: unknown(name, "not stated") if rng.random() < 0.4 else fact for name, fact in values.items()}


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.outcome, set(decision.possible), set(decision.cited), decision.trials, decision.deciders


@pytest.mark.parametrize(("rule", "version"), _VERSIONS)
def test_the_lookup_says_what_the_rows_say(rule: Rule, version: Version) -> None:
    body, compiled = version.body, Tables(_RULEBOOK)
    assert isinstance(body, TableBody)
    for values in _cells(rule, version):
        by_lookup = compiled.decide(rule, version, body, _SUBJECT, values)
        assert _said(by_lookup) == _said(decide(rule, version, body, _SUBJECT, values))


def test_settled_facts_are_decided_without_reading_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = _RULEBOOK.rule("14A.76")
    version, compiled = rule.versions[-1], Tables(_RULEBOOK)
    assert isinstance(version.body, TableBody)
    monkeypatch.setattr(tables, "run_table", lambda *_: pytest.fail("a row was read"))
    space = space_of(rule, list(version.body.comparisons()), _RULEBOOK)
    decided = {
        compiled.decide(rule, version, version.body, _SUBJECT, space.values(cell)).outcome for cell in space.cells()
    }
    assert decided == set(rule.outcomes)
