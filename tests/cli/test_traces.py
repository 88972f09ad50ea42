"""Traces: every one of the example follows its schema, and says which row decided."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from validator.evaluation.examples import run_examples
from validator.evaluation.records import Decision
from validator.outputs.trace import trace_text
from validator.outputs.trace_json import trace_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.rulebook.load import Rulebook

EXAMPLE = "examples/kingsoft-cloud"


def traces(run, day: str) -> dict[tuple[str, str], dict[str, Any]]:
    results = json.loads(run("classify", EXAMPLE, "--as-of", day, "--trace", "--format", "json").stdout)["results"]
    return {(each["category"], name): trace for each in results for name, trace in each["trace"].items()}


def conditions(trace: dict[str, Any]) -> dict[str, list[tuple[str, bool | None, str]]]:
    """Give each row tried with its conditions: what was asked, the answer, the value found."""
    return {
        row["cite"]: [(each["asked"], each["answer"], each["value"]) for each in row["conditions"]]
        for row in trace["rows"]
    }


def leaves(operand: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for inner in operand.get("operands", []):
        yield from leaves(inner)
    if "operands" not in operand:
        yield operand


@pytest.mark.parametrize("day", ["2024-12-31", "2025-07-29", "2026-04-23"])
def test_every_trace_of_the_example_follows_the_schema(day: str, run, follows) -> None:
    found = traces(run, day)
    assert found
    for trace in found.values():
        follows("trace", trace)
        decides = [row for row in [*trace["rows"], trace["otherwise"]] if row["decides"]]
        assert len(decides) == (trace["decided_by"]["by"] in {"row", "otherwise"})


@pytest.mark.parametrize("rule", ["14A.07", "14A.76", "14A.81", "14A.54", "14A.68", "14A.68(11)", "IC-MONTHLY-STATUS"])
def test_every_trace_of_an_explanation_follows_the_schema(rule: str, run, follows) -> None:
    said = json.loads(run("explain", rule, "--format", "json", "--as-of", "2026-04-23").stdout)
    follows("explain-output", said)
    for example in said["examples"].values():
        follows("trace", example["trace"])
        assert example["trace"]["rule"] == rule


def test_the_row_that_decided_and_every_value_it_met(run) -> None:
    # RMB 150.0 million of RMB 9,558.619 million revenue is 1.569%, the highest ratio: not below 1%, below 5%.
    trace = traces(run, "2026-04-23")["idc-services", "tier"]
    assert (trace["provision"], trace["rule_in_force_from"]) == ("Main Board 14A.76", "2014-07-01")
    assert (trace["outcome"], trace["decided_by"]["by"]) == ("exempt_from_circular_and_approval", "row")
    assert trace["decided_by"]["cites"] == ["14A.76(2)(a)"]
    assert conditions(trace) == {
        "14A.76(1)(a)": [("highest_ratio below 0.1%", False, "1.569%")],
        "14A.76(1)(b)": [("highest_ratio below 1%", False, "1.569%"), ("subsidiary_level_only is yes", False, "no")],
        "14A.76(1)(c)": [
            ("highest_ratio below 5%", True, "1.569%"),
            ("amount below HKD 3,000,000", False, "at least HKD 150.0 million and at most HKD 180.0 million"),
        ],
        "14A.76(2)(a)": [("highest_ratio below 5%", True, "1.569%")],
    }
    assert [row["cite"] for row in trace["rows"] if row["decides"]] == ["14A.76(2)(a)"]
    highest = trace["inputs"]["highest_ratio"]
    assert (highest["operation"], highest["exact"]) == ("highest_of", "150000/9558619")
    revenue = next(leaf for leaf in leaves(highest) if leaf["fact"] == "issuer.revenue")
    assert revenue["place"]["file"] == f"{EXAMPLE}/issuer.yaml"
    assert revenue["exact"] == "RMB 9558619000"


def test_the_fall_through_decides_where_no_row_holds(run) -> None:
    trace = traces(run, "2026-04-23")["cloud-services", "tier"]
    assert trace["decided_by"]["by"] == "otherwise"
    assert trace["otherwise"]["decides"]
    assert [row["answer"] for row in trace["rows"]] == [False] * 5


def test_while_a_fact_is_open_nothing_decides(run) -> None:
    trace = traces(run, "2025-07-29")["cloud-services", "tier"]
    assert (trace["outcome"], trace["decided_by"]) == (None, {"by": "nothing", "cites": [], "place": None})
    assert trace["possible"] == ["fully_exempt", "exempt_from_circular_and_approval", "not_exempt"]


def test_a_table_that_does_not_apply_tries_no_row(rulebook: Rulebook) -> None:
    found = [
        result.evaluation
        for result in run_examples(rulebook)
        if isinstance(result.evaluation, Decision)
        and result.rule.id == "14A.76"
        and result.evaluation.applies
        and result.evaluation.applies.answer is False
    ]
    assert found
    for decision in found:
        trace = trace_json(decision)
        assert (trace["rows"], trace["outcome"]) == ([], "not_exempt")
        assert trace["decided_by"]["by"] == "not_applicable"
        *_, last = trace_text(decision)
        assert last.startswith("decided by the condition of the table, which does not apply → not_exempt")


def test_the_text_names_what_decided(run) -> None:
    said = run("explain", "14A.76").stdout
    assert "decided by row 14A.76(1)(a) → fully_exempt" in said
    assert "decided by the last line, as no row holds → not_exempt" in said


def test_the_trace_of_another_kind_names_its_answer(run) -> None:
    said = json.loads(run("explain", "14A.54", "--format", "json").stdout)["examples"]["fails"]
    assert (said["answer"], said["trace"]["status"]) == ("violated", "violated")
    assert [(step["asked"], step["answer"]) for step in said["trace"]["steps"]] == [
        ("counterparty.connection is not not_connected", True),
        ("headroom at least RMB 0", False),
        ("category.tier is fully_exempt", False),
    ]
