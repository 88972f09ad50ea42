"""The other documents of the example hold what was announced on 25 March 2026. The lists were copied by hand."""

from __future__ import annotations

from typing import Any

import pytest
from workspace_data import EXAMPLE, at, read

RESULTS = read(EXAMPLE / "results" / "2025.yaml")
CHANGES = read(EXAMPLE / "director-changes" / "2026-03-25.yaml")
SCHEME = read(EXAMPLE / "share-schemes" / "2026-plan.yaml")
ARTICLES = read(EXAMPLE / "articles" / "2026-03-25.yaml")
LINES: dict[str, Any] = {table["table"]: table["lines"] for table in RESULTS["tables"]}

PRINTED = [
    ("highlights", "loss-attributable", ["(1,966,680)", "(936,251)", "(52.4)%"]),
    ("adjusted-gross-profit", "adjusted-gross-profit", ["1,357,794", "1,541,683", "220,457"]),
    ("gross-margins", "gross-margin", ["17.2", "15.7"]),
    ("adjusted-net-loss", "adjusted-ebitda", ["638,917", "2,336,420", "334,103"]),
    ("adjusted-operating-loss", "normalized-operating-loss", ["(475,974)", "(254,482)", "(36,391)"]),
    ("loss-margins", "adjusted-ebitda", ["8.2", "24.4"]),
    ("income", "revenues", ["7,785,180", "9,558,619", "1,366,864"]),
    ("income", "net-loss", ["(1,979,042)", "(943,692)", "(134,946)"]),
    ("per-share", "basic-and-diluted", ["(0.54)", "(0.23)", "(0.03)"]),
    ("shares", "basic-and-diluted", ["3,658,088,876", "4,107,065,011", "4,107,065,011"]),
    ("comprehensive", "comprehensive-attributable", ["(1,955,122)", "(1,062,744)", "(151,971)"]),
    ("balance-sheet", "total-assets", ["17,592,654", "26,729,189", "3,822,223"]),
    ("balance-sheet", "non-controlling-interests", ["337,280", "(3,992)", "(571)"]),
    ("balance-sheet", "short-term-investments", ["90,422", "–", "–"]),
    ("cash-flow", "closing", ["2,730,101", "6,117,237", "874,754"]),
    ("revenue-note", "enterprise-over-time", ["2,240,454", "2,625,203", "375,398"]),
    ("other-loss-note", "currency-swap", ["(2,420)", "(10,219)", "(1,462)"]),
    ("other-income-note", "government-grants", ["22,971", "271,933", "38,886"]),
    ("receivables-note", "allowance", ["(57,612)", "(99,422)", "(14,217)"]),
    ("receivables-ageing", "over-1-year", ["56,328", "52,542", "7,513"]),
    ("loss-by-place", "mainland", ["(2,049,215)", "(966,311)", "(138,180)"]),
    ("tax-note", "deferred", ["(40,889)", "(39,759)", "(5,685)"]),
    ("payables-ageing", "months-4-to-12", ["509,386", "607,944", "86,935"]),
    ("employees", "solution-development", ["12,947", "85.0%"]),
    ("employees", "total", ["15,225", "100%"]),
    ("gearing", "gearing", ["68.7%", "65.2%"]),
    ("going-concern", "net-current-assets", ["1,602,075", "229,094"]),
    ("translation", "rate", ["6.9931"]),
    ("review", "cash", ["2,648.8", "6,018.0", "860.6", "127.2%"]),
    ("review", "fulfillment-costs", ["235.7", "73.7", "10.5", "(68.7)%"]),
]


@pytest.mark.parametrize(("table", "line", "figures"), PRINTED)
def test_figures_as_printed(table: str, line: str, figures: list[str]) -> None:
    assert LINES[table][line] == figures


FACTS = [
    (RESULTS, "dated", "2026-03-25"),
    (RESULTS, "period.to", "2025-12-31"),
    (RESULTS, "agreed_with_auditors.by", "Ernst & Young, auditors"),
    (CHANGES, "announced_on", "2026-03-25"),
    (CHANGES, "changes.0.director", "lei-jun"),
    (CHANGES, "changes.0.kind", "resignation"),
    (CHANGES, "changes.1.director", "zou-tao"),
    (CHANGES, "changes.1.particulars.age", 50),
    (CHANGES, "changes.2.director", "qu-heng"),
    (CHANGES, "changes.2.kind", "appointment"),
    (CHANGES, "changes.2.effective_on", "2026-03-25"),
    (CHANGES, "changes.2.particulars.age", 44),
    (SCHEME, "announced_on", "2026-03-25"),
    (SCHEME, "stage", "proposed"),
    (SCHEME, "replaces.adopted_on", "2021-11-15"),
    (SCHEME, "replaces.amended_on", "2022-12-20"),
    (ARTICLES, "announced_on", "2026-03-25"),
    (ARTICLES, "resolution.special", True),
]


@pytest.mark.parametrize(("data", "path", "value"), FACTS)
def test_facts(data: Any, path: str, value: object) -> None:
    assert at(data, path) == value


def test_what_the_announcement_leaves_to_the_circular_is_not_there() -> None:
    assert not {"mandate", "life", "grants", "meeting_on"} & set(SCHEME)
    assert "unknown" in RESULTS["approved_on"]
