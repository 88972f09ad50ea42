"""The list of rules and the results of their examples, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from validator.outputs.columns import table
from validator.outputs.diagnostic import place_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.evaluation.examples import ExampleResult
    from validator.proofs.boundaries import Boundary
    from validator.rulebook.load import Rulebook

_HEAD = ("rule", "kind", "for each", "title", "in force from", "compared on", "examples", "file")


def rules_text(rulebook: Rulebook, as_of: date) -> str:
    """Give one row a rule."""
    rows = [
        (
            each["rule"],
            each["kind"],
            each["for_each"],
            each["title"]["en"],
            each["in_force_from"] or "not in force",
            each["compared_on"] or "unverified",
            str(each["examples"]),
            f"{each['place']['file']}:{each['place']['line']}",
        )
        for each in rules_json(rulebook, as_of)["rules"]
    ]
    return f"{table(_HEAD, rows, right=frozenset({6}))}\n{len(rows)} rules, {len(rulebook.facts)} facts"


def rules_json(rulebook: Rulebook, as_of: date) -> dict[str, Any]:
    """Give every rule with its source as data, version 1."""
    return {"version": 1, "as_of": str(as_of), "rules": [_rule(rule, as_of) for rule in rulebook.rules.values()]}


def _rule(rule: Any, as_of: date) -> dict[str, Any]:
    version = rule.version_on(as_of)
    return {
        "rule": rule.id,
        "code": rule.code,
        "kind": rule.kind,
        "for_each": rule.scope,
        "severity": str(rule.severity),
        "title": rule.title.as_json(),
        "in_force_from": str(version.first) if version else None,
        "versions": [{"from": str(each.first), "to": str(each.last) if each.last else None} for each in rule.versions],
        "compared_on": str(rule.compared_on) if rule.compared_on else None,
        "review_by": str(rule.review_by) if rule.review_by else None,
        "examples": sum(len(each.examples) for each in rule.versions),
        "place": place_json(rule.place),
    }


def examples_text(results: Sequence[ExampleResult]) -> str:
    """Give the examples that fail with their places, then a count for each rule."""
    lines = [
        f"{result.example.place}: {result.rule.id}: {result.example.name}: "
        f"expected {result.expected_words}, got {result.got_words}"
        for result in results
        if not result.passed
    ]
    passed = Counter(result.rule.id for result in results if result.passed)
    total = Counter(result.rule.id for result in results)
    rows = [(rule, f"{passed[rule]}/{count}") for rule, count in total.items()]
    summary = f"{sum(passed.values())} of {len(results)} examples pass"
    return "\n".join([*lines, table(("rule", "pass"), rows, right=frozenset({1})), summary])


def boundaries_text(cases: Sequence[Boundary]) -> str:
    """Give one row a case at a threshold."""
    rows = [
        (each.rule, each.cite, f"{each.input} {each.side} {each.threshold}", each.outcome, _others(each))
        for each in cases
    ]
    return table(("rule", "row", "case", "comes out", "with"), rows)


def _others(each: Boundary) -> str:
    return ", ".join(f"{name} {value}" for name, value in each.deal.items() if name != each.input)


def examples_json(results: Sequence[ExampleResult], cases: Sequence[Boundary] = ()) -> dict[str, Any]:
    """Give the result of every example as data, version 1."""
    return {
        "version": 1,
        "passed": sum(result.passed for result in results),
        "failed": sum(not result.passed for result in results),
        "examples": [
            {
                "rule": result.rule.id,
                "name": result.example.name,
                "expect": result.example.expect,
                "got": result.got,
                **({} if result.required is None else {"required": list(result.required)}),
                "passed": result.passed,
                "place": place_json(result.example.place),
            }
            for result in results
        ],
        "boundaries": [asdict(each) for each in cases],
    }
