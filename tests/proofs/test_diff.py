"""Which deals two rulebooks treat differently, with the regions worked out by hand."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from validator.proofs.diff import diff_tables, diff_workspace, rulebook_on, with_rule_of
from validator.proofs.diff_besides import diff_facts
from validator.proofs.diff_rules import diff_rules
from validator.resources import resource_folder
from validator.rulebook.load import load_rulebook
from validator.workspace.load import load_workspace

DAY = date(2026, 4, 23)
DE_MINIMIS = "hkex/chapter-14a/de-minimis.yaml"
EXAMPLE = Path(__file__).parents[2] / "examples/kingsoft-cloud"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    rules = Path(shutil.copytree(resource_folder("rules"), tmp_path / "rules"))
    return edited(rules, "hkex/chapter-14a/de-minimis.yaml", old, new)


def edited(rules: Path, name: str, old: str, new: str) -> Path:
    """Replace the last place of a text, which is in the version of today or below it."""
    before, found, after = (rules / name).read_text(encoding="utf-8").rpartition(old)
    assert found
    (rules / name).write_text(before + new + after, encoding="utf-8")
    return rules


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource_folder("rules"), tmp_path / "other"))


def test_an_input_that_only_one_side_has_is_an_axis_of_both(rules: Path) -> None:
    edited(rules, DE_MINIMIS, "\ninputs:\n", "\ninputs:\n  size: {fact: deal.numerator, at_least: RMB 0}\n")
    row = '{cite: "14A.76(1)(a)", when: {highest_ratio: {below: 0.1%}'
    edited(rules, DE_MINIMIS, row, f'{row}, size: {{below: "RMB 50,000,000"}}')
    (table,) = [each for each in diff_tables(load_rulebook(), load_rulebook(rules), DAY, DAY) if each.regions]
    assert [each.name for each in table.besides] == ["size"]
    # Of two readings the new one exempts less: above RMB 50 million a tiny ratio is exempt from approval only ...
    (region,) = table.regions
    assert (region.before, region.after) == ("fully_exempt", "exempt_from_circular_and_approval")
    assert region.runs["size"] == "at or above RMB 50.0 million"
    # ... unless the subsidiary level or an amount below HKD 3 million exempts it anyway.
    assert region.runs["highest_ratio"] == "below 0.1%"
    assert region.runs["amount"] == "at or above HKD 3.0 million"
    assert region.runs["subsidiary_level_only"] == "no"


def test_an_input_worked_out_otherwise_is_named(rules: Path) -> None:
    edited(rules, DE_MINIMIS, "ratios.consideration, ratios.equity_capital]", "ratios.consideration]")
    tables = {each.rule: each for each in diff_tables(load_rulebook(), load_rulebook(rules), DAY, DAY)}
    assert [each.rule for each in tables.values() if each.differs] == ["14A.76"]
    assert [each.name for each in tables["14A.76"].besides] == ["highest_ratio"]
    assert tables["14A.76"].regions == ()


def test_a_requirement_that_follows_otherwise_is_named(rules: Path) -> None:
    edited(
        rules, DE_MINIMIS, "required_for: [exempt_from_circular_and_approval, not_exempt]", "required_for: [not_exempt]"
    )
    tables = diff_tables(load_rulebook(), load_rulebook(rules), DAY, DAY)
    assert [(each.rule, other.name) for each in tables for other in each.besides] == [("14A.76", "written_agreement")]


def test_a_fact_worked_out_otherwise_is_named_with_the_rules_that_rest_on_it(rules: Path) -> None:
    edited(rules, "facts/particulars.yaml", "at_most: 12 months", "at_most: 6 months")
    (fact,) = diff_facts(load_rulebook(), load_rulebook(rules))
    assert fact.name == "category.sells_assets_held_briefly"
    assert fact.rules == ("14A.68",)


def test_the_same_words_elsewhere_are_no_difference(rules: Path) -> None:
    edited(rules, DE_MINIMIS, "\ninputs:\n", "\n# moved down by a line\ninputs:\n")
    old, new = load_rulebook(), load_rulebook(rules)
    assert diff_facts(old, new) == ()
    assert not any(each.differs for each in diff_tables(old, new, DAY, DAY))


def test_what_one_rule_changes_by_itself(rules: Path) -> None:
    # Between the two days the small limit rose from HKD 1 to 3 million; RMB 2.4 million is HKD 2.64 million.
    book = load_rulebook()
    today, then = (rulebook_on(book, day) for day in (date(2026, 1, 26), date(2012, 1, 1)))
    workspace = load_workspace(Path(__file__).parents[1] / "workspaces/aggregated")
    changes = diff_workspace(
        workspace, with_rule_of(today, then, lambda id_: id_ == "14A.76"), today, date(2026, 1, 26)
    )
    assert [(change.members, change.before, change.after) for change in changes] == [
        (("reeds-2026/reeds",), "exempt_from_circular_and_approval", "fully_exempt"),
        (("mouthpieces-2026/mouthpieces",), "exempt_from_circular_and_approval", "fully_exempt"),
    ]


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
    then = rulebook_on(rulebook, date(2002, 1, 1))
    assert [rule.id for rule in then.rules.values() if rule.version_on(DAY)] == []


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
