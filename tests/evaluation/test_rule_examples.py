"""Every example of every rule file, run as a test under its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.evaluation.examples import run_example
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from validator.rulebook.model import Example, Rule, Version

_RULEBOOK = load_rulebook()
_EXAMPLES = [
    pytest.param(rule, version, example, id=f"{rule.id}: {example.name}")
    for rule in _RULEBOOK.rules.values()
    for version in rule.versions
    for example in version.examples
]


@pytest.mark.parametrize(("rule", "version", "example"), _EXAMPLES)
def test_example(rule: Rule, version: Version, example: Example) -> None:
    result = run_example(_RULEBOOK, rule, version, example)
    assert result.got == example.expect, f"{example.place}"


def test_every_rule_has_examples_of_more_than_one_answer() -> None:
    alike = [
        rule.id
        for rule in _RULEBOOK.rules.values()
        if len({str(example.expect) for version in rule.versions for example in version.examples}) < 2
    ]
    assert alike == []
