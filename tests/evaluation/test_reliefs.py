"""Exemptions beside the size test: the lightest governs, open ones bound what remains possible."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from validator.evaluation.records import Decision
from validator.evaluation.reliefs import beside, governing, lightest_possible
from validator.facts.subject import Subject
from validator.reading.quantities import parse_date

if TYPE_CHECKING:
    from validator.rulebook.load import Rulebook

FULLY, PARTLY, NOT = "fully_exempt", "exempt_from_circular_and_approval", "not_exempt"


@pytest.fixture
def decision(rulebook: Rulebook):
    rule = rulebook.rule("14A.76")

    def make(*possible: str, rule_id: str = "14A.76") -> Decision:
        outcome = possible[0] if len(possible) == 1 else None
        own = replace(rule, id=rule_id)
        subject = Subject("deal", "deal", parse_date("2026-01-05"))
        return Decision(own, rule.versions[-1], subject, outcome, possible, (rule_id,), {})

    return make


@pytest.mark.parametrize(
    ("size", "relief", "expected"),
    [
        ((NOT,), (FULLY,), (FULLY,)),
        ((PARTLY,), (NOT,), (PARTLY,)),
        ((NOT,), (PARTLY, NOT), (PARTLY, NOT)),
        # The size test allows no more than exempt from approval, whatever becomes of the exemption.
        ((PARTLY,), (FULLY, NOT), (FULLY, PARTLY)),
        ((FULLY, PARTLY), (NOT,), (FULLY, PARTLY)),
        ((FULLY, PARTLY, NOT), (PARTLY,), (FULLY, PARTLY)),
    ],
)
def test_nothing_heavier_than_the_lightest_table_allows(decision, size, relief, expected) -> None:
    assert lightest_possible((decision(*size), decision(*relief))) == expected


def test_the_first_decision_that_gives_the_outcome_is_cited(decision) -> None:
    size, relief = decision(PARTLY), decision(PARTLY, rule_id="14A.101")
    assert governing((size, relief)) is size
    assert governing((decision(NOT), relief)) is relief


def test_an_open_exemption_keeps_a_deal_open_and_falls_back_on_its_size(decision) -> None:
    size, relief = decision(PARTLY), decision(FULLY, NOT, rule_id="14A.90")
    assert governing((size, relief)) is relief
    assert beside(relief, [size]).possible == (FULLY, PARTLY)
