"""How near the votes on which a connection turns stand to a line of the rules."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, State, interval, known
from validator.reading.text import Text
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from validator.relations.walk import Measured
    from validator.rulebook.model import Rule

NAME = "distance_to_nearest_line"
_VOTES = ("voting_interest_in_issuer", "voting_interest_in_subsidiary")


def distance_in_table(rule: Rule, facts: Mapping[str, Fact], day: object) -> Iterator[tuple[Fraction, Fact]]:
    """Give how far the votes that a table asks for stand from its lines, each with the votes.

    Of votes that are only bounded, those that are sure count.
    """
    body = next((version.body for version in rule.versions if version.first <= day), None)  # type: ignore[operator]
    if not isinstance(body, TableBody):
        return
    inputs = {name: each.expression.fact.partition(".")[2] for name, each in rule.inputs.items()}
    for test in body.comparisons():
        votes = facts.get(inputs.get(test.fact, ""))
        if inputs.get(test.fact) not in _VOTES or votes is None or not isinstance(test.limit, Fraction):
            continue
        low, _ = interval(votes)
        if low is not None and isinstance(low.value, Fraction) and low.value:
            yield abs(low.value - test.limit), votes


def distance_in_walk(company: str, measured: Iterable[Measured], sources: Collection[str]) -> Iterator[Fraction]:
    """Give how far the votes that connected persons have in a company stand from the lines they were held against.

    A line does not matter to those who are past a lower one.
    """
    relevant = [each for each in measured if each.company == company and each.holders & set(sources)]
    for each in relevant:
        alike = (other for other in relevant if other.holders == each.holders and not other.carve_out)
        passed = [line for other in alike for line in other.lines]
        for line in each.lines:
            if 0 < line < 1 and not any(0 < lower < line and each.low >= lower for lower in passed):
                yield abs(each.low - line)


def nearest(found: Iterable[Fraction], lines: Iterable[Fact]) -> Fact:
    """Give the shortest of the distances with the votes behind it; not applicable where no votes are counted."""
    distances = list(found)
    if not distances:
        return Fact(NAME, State.NOT_APPLICABLE, reason=Text("no votes are held against a line"))
    place = next((leaf.place for fact in lines for leaf in fact.leaves() if leaf.place), None)
    return known(NAME, min(distances), place=place)
