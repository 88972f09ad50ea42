"""The figure map names each printed figure, date and conclusion with its section, paragraph, source and provision."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from announcement_bench import DAYS, EXAMPLE, LANGUAGES, drafts, evaluated, rulebook
from referencing import Registry, Resource

from validator.drafting.bundle import map_files
from validator.drafting.figure_map import figure_map
from validator.drafting.printed import Kind, Printed
from validator.receipt import receipt_of
from validator.resources import schema_text
from validator.rulebook.provisions import Provisions

if TYPE_CHECKING:
    from conftest import Bench


@cache
def maps(day: str) -> dict[str, bytes]:
    return map_files(drafts(day), rulebook(), receipt_of(evaluated(day)))


def mapped(day: str, language: str) -> dict[str, Any]:
    return json.loads(maps(day)[f"announcement-{day}.{language}.figures.json"])


def test_each_printed_value_has_its_place(bench: Bench) -> None:
    source = (
        "<h1>I. Caps</h1><p>On {{ day }} the cap of {{ name }} is {{ cap }}.</p>"
        "<h2>A. Reasons</h2><p>{{ why }}</p><p>{{ gap }} It is {{ exempt }}.</p>"
    )
    context = {
        "day": Printed("23 April 2026", "a.yaml:2:9", Kind.DATE),
        "cap": Printed("RMB82.0 million", "a.yaml:31:17", Kind.FIGURE, illustration="no document"),
        "name": Printed("2024 Agreement", "a.yaml:1:1", Kind.NAME),
        "why": Printed("Sales rose by 35.3% a year until 2025, as planned.", "a.yaml:40:5"),
        "gap": Printed(missing="owner", origin="a.yaml:5:5", kind=Kind.FIGURE),
        "exempt": Printed("exempt", "rules/x.yaml:9:3", Kind.CONCLUSION),
    }
    found = figure_map(bench.draft(source, context), {"rules/x.yaml:9:3": "14A.76(1)(a)"}.get)
    assert [(each["text"], each["kind"], each["section"], each["paragraph"]) for each in found["entries"]] == [
        ("23 April 2026", "date", ["I. Caps"], 2),
        ("RMB82.0 million", "figure", ["I. Caps"], 2),
        ("35.3%", "figure", ["I. Caps", "A. Reasons"], 4),
        ("2025", "date", ["I. Caps", "A. Reasons"], 4),
        ("exempt", "conclusion", ["I. Caps", "A. Reasons"], 5),
    ]
    assert [each["provision"] for each in found["entries"]] == [None, None, None, None, "14A.76(1)(a)"]
    assert found["entries"][1]["source"] == {"file": "a.yaml", "line": 31, "column": 17}
    assert [each["illustration"] for each in found["entries"]] == [None, "no document", None, None, None]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_maps_of_the_example_fit_their_schema(day: str, language: str) -> None:
    receipt = Resource.from_contents(json.loads(schema_text("receipt")))
    registry = Registry().with_resource("receipt.schema.json", receipt)
    schema = json.loads(schema_text("figure-map"))
    jsonschema.Draft202012Validator(schema, registry=registry).validate(mapped(day, language))
    assert map_files(drafts(day), rulebook(), receipt_of(evaluated(day))) == maps(day)


def test_the_cap_of_2027_leads_to_its_line() -> None:
    """The 2027 cap on IDC services in the amendment of April 2026, 150.0, stands on the line that sets it."""
    lines = (EXAMPLE / "agreements" / "xiaomi-2025.yaml").read_text(encoding="utf-8").splitlines()
    for language in LANGUAGES:
        caps = [each for each in mapped("2026-04-23", language)["entries"] if each["text"] == "150.0"]
        assert caps
        for each in caps:
            assert "RMB 150.0 million" in lines[each["source"]["line"] - 1]


def test_conclusions_name_their_provision() -> None:
    found = [each for each in mapped("2026-04-23", "en")["entries"] if each["kind"] == "conclusion"]
    assert all(each["provision"] for each in found)
    exempt = {each["provision"] for each in found if each["text"].startswith("exempt from the circular")}
    assert exempt == {"14A.76(2)(a)"}


def test_provisions_are_those_of_the_row_or_of_the_rule() -> None:
    provisions = Provisions(rulebook().rules.values())
    rule = rulebook().deciding("de_minimis_tier")
    body: Any = rule.versions[0].body
    assert provisions.at(str(rule.place)) == rule.id
    assert [provisions.at(str(row.place)) for row in body.rows] == [row.cite for row in body.rows]
    assert provisions.at("agreements/a.yaml:1:1") is None
    assert provisions.at("nonsense") is None
