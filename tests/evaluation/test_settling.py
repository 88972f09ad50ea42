"""Which facts would settle an undecided requirement: the smallest sets, worked out by hand."""

from __future__ import annotations

import pytest

from validator.evaluation.examples import run_example
from validator.evaluation.settling import settling_sets
from validator.reading.yaml_reader import parse_yaml
from validator.rulebook.load import load_rulebook
from validator.rulebook.model import Example

OPEN = "{unknown: not asked}"


def settled_by(rule_id: str, **given: str) -> set[frozenset[str]]:
    rulebook = load_rulebook()
    rule = rulebook.rule(rule_id)
    version = rule.versions[-1]
    node = parse_yaml("\n".join(f"{name.replace('__', '.')}: {value}" for name, value in given.items())).root
    verdict = run_example(rulebook, rule, version, Example("", node, "undecided", version.first, node.place)).evaluation
    assert verdict is not None
    assert str(verdict.status) == "undecided"
    return {frozenset(fact.name for fact in each) for each in settling_sets(verdict)}


@pytest.mark.parametrize(
    ("given", "sets"),
    [
        # The term alone decides: three years pass, more fail, as the opinion is known to be missing.
        ({"category__term": OPEN}, [{"category.term"}]),
        # Over three years already: either the adviser's opinion or a full exemption could excuse it, and only both
        # missing together would be a breach.
        (
            {
                "category__term": "{from: 2026-01-01, to: 2029-12-31}",
                "category__longer_term_opinion_of_adviser": OPEN,
                "category__tier": OPEN,
            },
            [{"category.longer_term_opinion_of_adviser"}, {"category.tier"}],
        ),
        # Not connected, or a term within three years, would each be enough.
        ({"counterparty__connection": OPEN, "category__term": OPEN}, [{"counterparty.connection"}, {"category.term"}]),
    ],
)
def test_three_year_term(given: dict[str, str], sets: list[set[str]]) -> None:
    assert settled_by("14A.52", **given) == {frozenset(each) for each in sets}


def test_a_failing_part_of_all_is_enough() -> None:
    # An oral agreement settles it as a breach, and so does a missing price; to pass, both would be needed.
    found = settled_by("14A.51", agreement__written=OPEN, pricing_is_given=OPEN)
    assert found == {frozenset({"agreement.written"}), frozenset({"pricing_is_given"})}
