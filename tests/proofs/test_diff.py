"""Which deals two rulebooks treat differently, with the regions worked out by hand."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from validator.proofs.diff import diff_tables, diff_workspace, rulebook_on
from validator.proofs.diff_rules import diff_rules
from validator.resources import resource_folder
from validator.rulebook.load import load_rulebook
from validator.workspace.load import load_workspace

DAY = date(2026, 4, 23)
EXAMPLE = Path(__file__).parents[2] / "examples/kingsoft-cloud"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    rules = Path(shutil.copytree(resource_folder("rules"), tmp_path / "rules"))
    file = rules / "hkex/chapter-14a/de-minimis.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    return rules


def test_a_rulebook_does_not_differ_from_itself() -> None:
    rulebook = load_rulebook()
    assert not any(table.regions or table.why_not for table in diff_tables(rulebook, rulebook, DAY, DAY))


def test_a_lowered_limit_changes_one_region(tmp_path: Path) -> None:
    rules = changed(
        tmp_path, "highest_ratio: {below: 5%}}, then: exempt", "highest_ratio: {below: 1.5%}}, then: exempt"
    )
    old, new = load_rulebook(), load_rulebook(rules)
    (table,) = [each for each in diff_tables(old, new, DAY, DAY) if each.regions]
    (region,) = table.regions
    assert (region.before, region.after) == ("exempt_from_circular_and_approval", "not_exempt")
    assert region.runs["highest_ratio"] == "at or above 1.5% and below 5%"
    # Below HKD 10 million the second limb (below 25%) still exempts.
    assert region.runs["amount"] == "at or above HKD 10.0 million"
    # Of the example only IDC services, at 1.569% of revenue, lie in that region.
    (change,) = diff_workspace(load_workspace(EXAMPLE), old, new, DAY)
    assert change.members == ("xiaomi-2025/idc-services",)
    assert (change.before, change.after) == ("exempt_from_circular_and_approval", "not_exempt")


def test_a_day_before_the_first_version_has_nothing_to_compare() -> None:
    rulebook = load_rulebook()
    tables = list(diff_tables(rulebook, rulebook, date(2002, 1, 1), DAY))
    assert all(table.why_not for table in tables if table.rule != "14A.09-2010")
    # In force from 2010 to 2014 only, on neither of these days: nothing to compare, and nothing that differs.
    (ended,) = [table for table in tables if table.rule == "14A.09-2010"]
    assert (ended.before, ended.after, ended.why_not) == ("not in force", "not in force", "")
    assert rulebook_on(rulebook, date(2002, 1, 1)).rules == {}


def test_a_longer_term_changes_the_cases_between_the_two_limits(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(resource_folder("rules"), tmp_path / "rules"))
    file = rules / "hkex/chapter-14a/continuing.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("at_most: 3 years") == 1
    file.write_text(text.replace("at_most: 3 years", "at_most: 4 years"), encoding="utf-8")
    found = {each.rule: each for each in diff_rules(load_rulebook(), load_rulebook(rules), DAY, DAY)}
    assert [each.rule for each in found.values() if each.cases] == ["14A.52"]
    (case,) = found["14A.52"].cases
    assert (case.name, case.before, case.after) == ("three years and one day", "violated", "satisfied")
