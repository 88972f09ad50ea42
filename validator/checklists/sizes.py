"""The size tests of each deal: every ratio of the vocabulary as numerator over denominator, with its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.facts.fact import NUMBER, Fact, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.evaluation.classification import Classified
    from validator.facts.declarations import Declaration
    from validator.rulebook.load import Rulebook

_RATIOS = "ratios"  # the part of the vocabulary that is printed whether a rule tests it or not


@dataclass(frozen=True)
class SizeTest:
    """One ratio of a deal. `numerator` and `denominator` are None where it is not worked out as a quotient."""

    declared: Declaration
    fact: Fact
    numerator: Fact | None
    denominator: Fact | None
    rates: tuple[Fact, ...]


@dataclass(frozen=True)
class TestedDeal:
    """One deal with its size tests; `basis` is individual or aggregated."""

    classified: Classified
    basis: str
    tests: tuple[SizeTest, ...]


def ratio_names(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the names of the ratios that the vocabulary declares, in its order."""
    return tuple(name for name in rulebook.facts if name.partition(".")[0] == _RATIOS)


def tested_deals(evaluated: Evaluated) -> tuple[TestedDeal, ...]:
    """Give every deal by itself, and then those added together, with every ratio."""
    found = evaluated.classification
    deals = [(deal, "individual") for deal in found.individual] + [(deal, "aggregated") for deal in found.aggregated]
    return tuple(TestedDeal(deal, basis, tuple(_tests(deal, evaluated))) for deal, basis in deals)


def _tests(deal: Classified, evaluated: Evaluated) -> Iterator[SizeTest]:
    for name in ratio_names(evaluated.rulebook):
        fact = evaluated.engine.resolver.fact(name, deal.deal)
        quotient = _quotient(fact)
        operands = quotient.operands if quotient else (None, None)
        rates = {leaf.key: leaf for leaf in fact.leaves() if leaf.unit == NUMBER}
        yield SizeTest(evaluated.rulebook.facts[name], fact, operands[0], operands[1], tuple(rates.values()))


def _quotient(fact: Fact) -> Fact | None:
    """Give the division behind a ratio, below the other names that it may go by."""
    while fact.operation == "fact" and fact.operands:
        fact = fact.operands[0]
    is_one = fact.operation == "ratio_of" and len(fact.operands) == 2 and fact.state is not State.NOT_APPLICABLE
    return fact if is_one else None
