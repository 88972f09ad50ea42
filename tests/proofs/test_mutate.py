"""Mutants of the shipped rules are all noticed; a weakened example lets one through and is named."""

from __future__ import annotations

import shutil
from pathlib import Path

from validator.proofs.mutate import mutate
from validator.resources import resource_folder
from validator.rulebook.load import load_rulebook, rule_documents


def test_every_mutant_of_the_shipped_rulebook_is_noticed() -> None:
    rulebook = load_rulebook()
    tried = list(mutate(rulebook, rule_documents(rulebook.folder)))
    assert len(tried) > 100
    assert [f"{each.rule}: {each.what}" for each in tried if not each.killed] == []
    assert {each.rule for each in tried} == set(rulebook.rules)


def test_a_threshold_without_an_example_on_its_line_is_named(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(resource_folder("rules"), tmp_path / "rules"))
    file = rules / "hkex/chapter-14a/de-minimis.yaml"
    example = (
        '      - {name: exactly 25%, given: {highest_ratio: 25.00%, amount: "HKD 9,000,000"}, expect: not_exempt}\n'
    )
    text = file.read_text(encoding="utf-8")
    assert text.count(example) == 1
    file.write_text(text.replace(example, ""), encoding="utf-8")
    rulebook = load_rulebook(rules)
    survivors = {each.what for each in mutate(rulebook, rule_documents(rules)) if not each.killed}
    # Nothing else stands at or above 25%: neither a raised limit nor `at_most` is noticed any more.
    assert survivors == {"below → at_most", "25% → 25.025%"}


def test_what_follows_and_the_last_day_of_a_version_are_changed_too(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(resource_folder("rules"), tmp_path / "rules"))
    file = rules / "hkex/chapter-14a/de-minimis.yaml"
    kept = [
        line
        for line in file.read_text(encoding="utf-8").splitlines(keepends=True)
        if not line.strip().startswith("requires: [announcement") and "on: 2014-06-30" not in line
    ]
    file.write_text("".join(kept), encoding="utf-8")
    rulebook = load_rulebook(rules)
    survivors = {each.what for each in mutate(rulebook, rule_documents(rules)) if not each.killed}
    # Only the examples below 5% ask whether what follows there follows; the other outcome has examples left.
    assert survivors == {
        "in force to 2014-06-30 → 2014-06-29",
        "announcement without exempt_from_circular_and_approval",
        "annual_reporting without exempt_from_circular_and_approval",
        "annual_review without exempt_from_circular_and_approval",
        "written_agreement without exempt_from_circular_and_approval",
    }
