"""Every tricky point and every test vector stands somewhere: as an example, a judgement, a workspace or a test.

That the examples pass is what test_rule_examples.py runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from workbench import CLEAN, ROOT

if TYPE_CHECKING:
    from validator.rulebook.load import Rulebook

_TABLE = yaml.safe_load((ROOT / "tests" / "rulebook" / "tricky_points.yaml").read_text(encoding="utf-8"))
_POINTS: dict[str, dict[str, Any]] = _TABLE["points"]
_VECTORS: list[dict[str, str]] = _TABLE["vectors"]


def _examples(rulebook: Rulebook, rule: str) -> set[str]:
    return {example.name for version in rulebook.rule(rule).versions for example in version.examples}


def _stands(place: dict[str, str], rulebook: Rulebook) -> bool:
    if "workspace" in place:
        return (CLEAN.parent / place["workspace"] / "issuer.yaml").is_file()
    if "test" in place:
        tests = (ROOT / "tests" / "evaluation" / place["in"]).read_text(encoding="utf-8")
        return f"def {place['test']}(" in tests
    if "example" in place:
        return place["example"] in _examples(rulebook, place["rule"])
    judgements = rulebook.rule(place["rule"]).left_to_judgement
    return any(str(each).startswith(place["judgement"]) for each in judgements)


def test_all_points_are_there() -> None:
    assert list(_POINTS) == [f"8.{number}" for number in range(1, 39)]


@pytest.mark.parametrize("number", list(_POINTS))
def test_the_point_stands_where_the_table_says(number: str, rulebook: Rulebook) -> None:
    places = _POINTS[number]["places"]
    assert places
    assert [place for place in places if not _stands(place, rulebook)] == []


@pytest.mark.parametrize("vector", _VECTORS, ids=lambda vector: vector["vector"])
def test_the_vector_is_an_example(vector: dict[str, str], rulebook: Rulebook) -> None:
    assert vector["example"] in _examples(rulebook, vector["rule"])
