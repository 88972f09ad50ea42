"""Every figure of the example's results, altered by one unit in its last printed place, is found."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from workbench import KINGSOFT

from validator.figures.checks import relations_of
from validator.figures.printed import parse_printed
from validator.figures.tables import Tables
from validator.reading.yaml_reader import read_yaml
from validator.workspace.printed_figures import marks_of

if TYPE_CHECKING:
    from workbench import Variant

    from validator.figures.tables import Key
    from validator.reading.document import Document

RESULTS = "results/2025.yaml"
DOCUMENT = read_yaml(KINGSOFT / RESULTS)
TABLES = Tables(DOCUMENT.root)

# Figures that the announcement states once, in millions: what follows from them is rounded too coarsely to show a unit.
# `review.others` is where the announcement itself is one unit off (RMB0.1 million for RMB152 thousand).
NOT_FOUND = {
    ("review", "ai-business", "fy2025"),
    ("review", "others", "fy2024"),
    ("review", "idc-costs", "fy2024"),
    ("review", "idc-costs", "fy2025"),
    ("review", "depreciation-in-costs", "fy2024"),
    ("review", "depreciation-in-costs", "fy2025"),
    ("review", "fulfillment-costs", "fy2024"),
    ("review", "solution-development-costs", "fy2024"),
    ("review", "solution-development-costs", "fy2025"),
    ("review", "capital-expenditure", "fy2024"),
    ("review", "capital-expenditure", "fy2025"),
}


def altered(key: Key, steps: int) -> Document:
    """Give the results file with one figure changed, as if it had been typed wrong."""
    table, line, column = key
    data: dict[str, Any] = {**DOCUMENT.data, "tables": copy.deepcopy(DOCUMENT.data["tables"])}
    (found,) = [each for each in data["tables"] if each["table"] == table]
    position = list(found["columns"]).index(column)
    printed = parse_printed(found["lines"][line][position])
    found["lines"][line][position] = printed.like(printed.number + steps * printed.step).text
    return replace(DOCUMENT, data=data)


def broken(document: Document) -> bool:
    tables = Tables(document.root)
    return any(relation.breaks({}) for relation in relations_of(tables, document.root))


def test_the_announcement_holds_together() -> None:
    assert TABLES.faults == []
    assert not broken(DOCUMENT)
    assert len(TABLES.cells) == 531


@pytest.mark.parametrize("table", TABLES.tables)
def test_a_figure_altered_by_one_unit_is_found(table: str) -> None:
    keys = [key for key in TABLES.cells if key[0] == table]
    missed = {key for key in keys if not all(broken(altered(key, steps)) for steps in (1, -1))}
    assert missed == {key for key in NOT_FOUND if key[0] == table}


def test_the_figures_that_nothing_holds_are_those_that_the_data_names() -> None:
    assert set(marks_of(TABLES, DOCUMENT.root)) == NOT_FOUND


ALTERED = [
    # file text, what it is altered to, the codes of the findings
    ('gearing: ["68.7%", "65.2%"]', 'gearing: ["68.7%", "65.3%"]', {"IC-FIGURES-SHARE"}),
    ('rate: ["6.9931"]', 'rate: ["6.9932"]', {"IC-FIGURES-TRANSLATION"}),
    (
        '"15,225",  "100%"]',
        '"15,226",  "100%"]',
        {"IC-FIGURES-TOTAL"},
    ),
    ('"(943,692)", "(52.3)%"]', '"(943,692)", "(52.4)%"]', {"IC-FIGURES-CHANGE"}),
    ('["1,979.0",   "943.7"', '["1,979.0",   "943.8"', {"IC-FIGURES-SAME"}),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "codes"), ALTERED)
def test_check_reports_it_at_its_line(variant: Variant, old: str, new: str, codes: set[str]) -> None:
    bench = variant({RESULTS: [(old, new)]}, of=KINGSOFT)
    found = [finding for finding in bench.on("2026-03-25").findings if finding.code.startswith("IC-FIGURES")]
    assert {finding.code for finding in found} == codes
    assert {str(finding.severity) for finding in found} == {"error"}
    line = bench.at(RESULTS, new)
    near = [{bench.of(finding.place), *(bench.of(each.place) for each in finding.related)} for finding in found]
    assert all(line in places for places in near)


def test_a_figure_that_issuer_yaml_gives_otherwise_is_a_contradiction(variant: Variant) -> None:
    old = "total_assets: RMB 26,729,189 thousand"
    bench = variant({"issuer.yaml": [(old, old.replace("189", "190"))]}, of=KINGSOFT)
    finding = bench.on("2026-03-25").finding("IC-FIGURES-ACCOUNTS")
    assert finding.message.startswith("total assets, fy2025 is printed as 26,729,189, but issuer.yaml gives")
    assert bench.of(finding.place)[0] == RESULTS
    assert [bench.of(each.place) for each in finding.related] == [bench.at("issuer.yaml", "26,729,190")]


def test_accounts_that_issuer_yaml_lacks_are_open(variant: Variant) -> None:
    bench = variant({"issuer.yaml": [("    revenue: RMB 9,558,619 thousand\n", "")]}, of=KINGSOFT)
    finding = bench.on("2026-03-25").finding("IC-FIGURES-ACCOUNTS")
    assert str(finding.severity) == "warning"
    assert "issuer.yaml gives no revenue for 2025-12-31" in finding.message


def test_a_figure_that_nothing_holds_is_named_until_the_data_says_why(variant: Variant) -> None:
    mark = "  - figure: review.ai-business\n    columns: [fy2025]\n"
    mark += "    because: stated once, with nothing to compare it with\n"
    bench = variant({RESULTS: [(mark, "")]}, of=KINGSOFT)
    finding = bench.on("2026-03-25").finding("IC-FIGURES-COVERAGE")
    assert "ai business, fy2025, printed as 2,961.7" in finding.message
    assert bench.of(finding.place) == bench.at(RESULTS, '"2,961.7"')


def test_a_mark_on_a_figure_that_a_relation_holds_is_a_finding(variant: Variant) -> None:
    old = "    columns: [fy2025]\n    because: stated once"
    bench = variant(
        {RESULTS: [("  - figure: review.ai-business\n" + old, "  - figure: review.net-loss\n" + old)]}, of=KINGSOFT
    )
    checked = bench.on("2026-03-25")
    assert "net loss, fy2025" in checked.finding("IC-FIGURES-MARK").message
    assert "ai business" in checked.finding("IC-FIGURES-COVERAGE").message


def test_results_that_are_announced_later_are_not_looked_at(variant: Variant) -> None:
    bench = variant({RESULTS: [('rate: ["6.9931"]', 'rate: ["7.9931"]')]}, of=KINGSOFT)
    codes = [code for _, code in bench.on("2026-03-24").codes]
    assert [code for code in codes if code.startswith("IC-FIGURES")] == []
    assert "IC-FIGURES-TRANSLATION" in [code for _, code in bench.on("2026-04-23").codes]
