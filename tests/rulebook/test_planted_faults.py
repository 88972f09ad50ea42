"""Rule files with one fault each: refused with the file and the line."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from workbench import ROOT

from validator.findings import RulebookError
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from validator.findings import Finding

DE_MINIMIS = "hkex/chapter-14a/de-minimis.yaml"
CONTINUING = "hkex/chapter-14a/continuing.yaml"
AGGREGATION = "hkex/chapter-14a/aggregation.yaml"
ANNOUNCEMENT = "hkex/chapter-14a/announcement.yaml"
ASSOCIATES = "hkex/chapter-14a/associates.yaml"
CONTROL = "hkex/chapter-14a/control.yaml"
CAPS = "internal-control/caps.yaml"
FACTS = "facts/deal.yaml"
_UNDECLARED, _NO_OUTCOME = "no fact file declares", "is not among the outcomes"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "rules", tmp_path / "rules")


def _plant(rules: Path, file: str, old: str, new: str) -> int:
    """Replace the first occurrence of a text and give the line on which the new one starts."""
    path = rules / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _fault(rules: Path) -> Finding:
    with pytest.raises(RulebookError) as error:
        load_rulebook(rules)
    finding = error.value.findings[0]
    assert finding.place is not None
    return finding


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (DE_MINIMIS, "deal.amount, at", "deal.amuont, at", "RULE-FACT", "did you mean `deal.amount`?"),
        (DE_MINIMIS, "- {fact: deal.normal_c", "- {fact: deal.normal_k", "RULE-FACT", _UNDECLARED),
        (CONTINUING, "unless: {fact: category.tier", "unless: {fact: category.tear", "RULE-FACT", _UNDECLARED),
        (DE_MINIMIS, "{highest_ratio: {below: 0.1%}}", "{highest: {below: 0.1%}}", "RULE-FACT", _UNDECLARED),
        (DE_MINIMIS, "subsidiary_level_only: true}", "subsidiary_level: true}", "RULE-FACT", _UNDECLARED),
        (DE_MINIMIS, "{fact: deal.is_c", "{fact: category.is_c", "RULE-FACT", "belongs to category"),
        (ANNOUNCEMENT, "[announcement.abstentions]", "[announcement.abstention]", "RULE-FACT", _UNDECLARED),
        (CAPS, "over: agreement.days", "over: category.term", "RULE-FACT", "belongs to category"),
        (ANNOUNCEMENT, "event: announcement.dated", "event: announcement.date", "RULE-FACT", _UNDECLARED),
        (DE_MINIMIS, "{below: 0.1%}", '{below: "HKD 3,000,000"}', "RULE-SHAPE", "is not a percentage"),
        (DE_MINIMIS, "{below: 0.1%}", "true", "RULE-SHAPE", "`highest_ratio` is a ratio and cannot be true"),
        (DE_MINIMIS, '{below: "HKD 3,000,000"}', "{below: 5%}", "RULE-SHAPE", "is not a sum of money"),
        (DE_MINIMIS, "at_least: 0%", "at_least: HKD 0", "RULE-SHAPE", "is not a percentage"),
        (CONTINUING, "at_most: 3 years", "at_most: 5%", "RULE-SHAPE", "is not a period"),
        (CAPS, "otherwise: 80%", "otherwise: 80 percent", "RULE-SHAPE", "is not a percentage"),
        (DE_MINIMIS, "then: fully_exempt}", "then: fully_exempted}", "RULE-SHAPE", _NO_OUTCOME),
        (DE_MINIMIS, "if_not_applicable: not_exempt", "if_not_applicable: never", "RULE-SHAPE", _NO_OUTCOME),
        (DE_MINIMIS, "required_for: [not_exempt]", "required_for: [not_exempted]", "RULE-SHAPE", _NO_OUTCOME),
        (DE_MINIMIS, "instrument: hkex-main-board", "instrument: hkex", "RULE-SHAPE", "unknown instrument `hkex`"),
        (FACTS, "derived: {true_for_every_member: category.is_continuing}", "derived: {is_given: deal.x}", "RULE-FACT",
         "reads `deal.x`, which no fact file declares"),
        (FACTS, "otherwise: deal.consideration", "otherwise: deal.numerator", "RULE-CIRCLE", "→ deal.numerator"),
        (CAPS, "evidence_of: IC-MONTHLY-STATUS", "evidence_of: IC-MONTH", "RULE-UNKNOWN", "waits for the evidence of"),
        (CAPS, "evidence_of: IC-MONTHLY-STATUS", "evidence_of: IC-CAP-ALERT", "RULE-UNKNOWN", "which asks for none"),
        (CAPS, "within: immediately", "within: at once", "DATA-SCHEMA", "immediately, or a period"),
        (CAPS, "over: cap_period.days", "over: cap_period.day", "RULE-FACT", _UNDECLARED),
        (ASSOCIATES, "{give: thirty_percent_controlled}", "{give: thirty_per_cent}", "RULE-RELATION",
         "did you mean `thirty_percent_controlled`?"),
        (ASSOCIATES, "of: [self, spouse]", "of: [self, wife]", "RULE-SHAPE", "no ring above is called `wife`"),
        (ASSOCIATES, "outside: [issuer]", "outside: [trustees]", "RULE-SHAPE", "cannot be left out"),
        (CONTROL, "through: itself, leave_out", "through: thirty_percent_controlled, leave_out", "RULE-CIRCLE",
         "in a circle: thirty_percent_controlled → majority_controlled → thirty_percent_controlled"),
        (CONTROL, "{above: 50%, through", "{above: 50 percent, through", "RULE-SHAPE", "is not a percentage"),
        (CAPS, "rule: IC-MONTHLY-STATUS", "rule: IC-CAP-ALERT", "RULE-TWICE", "rule IC-CAP-ALERT stands twice"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_in_its_file(rules: Path, file: str, old: str, new: str, code: str, words: str) -> None:
    _plant(rules, file, old, new)
    finding = _fault(rules)
    assert finding.place is not None
    assert (finding.code, finding.place.file) == (code, (rules / file).as_posix())
    assert words in finding.message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DE_MINIMIS, "{below: 0.1%}", '{below: "HKD 3,000,000"}'),
        (DE_MINIMIS, '{below: "HKD 10,000,000"}', "{below: 25%}"),
        (CONTINUING, "at_most: 3 years", "at_most: 3"),
        (CAPS, "otherwise: 80%", "otherwise: 80 percent"),
        (DE_MINIMIS, "amount: {fact: deal.amount", "amount: {fact: deal.amuont"),
        (DE_MINIMIS, "instrument: hkex-main-board", "instrument: hkex-main"),
        (DE_MINIMIS, "- {fact: deal.normal_c", "- {fact: deal.normal_k"),
        (DE_MINIMIS, "subsidiary_level_only: true}, then", "subsidiary_level: true}, then"),
        (CONTINUING, "unless: {fact: category.tier", "unless: {fact: category.tear"),
        (DE_MINIMIS, "{fact: deal.is_continuing, is: true}", "{fact: category.is_continuing, is: true}"),
        (DE_MINIMIS, "{below: 1%}", "{bellow: 1%}"),
        (DE_MINIMIS, "for_each: deal", "for_each: deals"),
        (DE_MINIMIS, "kind: table", "kind: tabel"),
        (CAPS, "every: month", "every: fortnight"),
        (CONTINUING, "severity: error", "severity: fatal"),
        (ANNOUNCEMENT, "due: {after: 15 business days}", "due: {after: 15 working days}"),
        (FACTS, "type: boolean", "type: bool"),
    ],
)
def test_a_fault_is_found_at_its_line(rules: Path, file: str, old: str, new: str) -> None:
    line = _plant(rules, file, old, new)
    finding = _fault(rules)
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ((rules / file).as_posix(), line)


def test_a_fact_file_of_an_unknown_scope(rules: Path) -> None:
    line = _plant(rules, FACTS, "scope: deal", "scope: deals")
    finding = _fault(rules)
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ((rules / FACTS).as_posix(), line)


@pytest.mark.parametrize("last", ["", "    to: 2020-01-01\n", "    to: 2024-01-01\n"])
def test_versions_that_overlap(rules: Path, last: str) -> None:
    text = (rules / AGGREGATION).read_text(encoding="utf-8")
    version = text[text.index("  - from: 2014-07-01\n    applies_if") : text.index("left_to_judgement:")]
    first = version.replace("  - from: 2014-07-01\n", f"  - from: 2014-07-01\n{last}")
    both = first + version.replace("2014-07-01", "2020-01-01")
    (rules / AGGREGATION).write_text(text.replace(version, both), encoding="utf-8")
    finding = _fault(rules)
    assert (finding.code, finding.message) == ("RULE-VERSIONS", "this version starts before the one above it ends")
    lines = (rules / AGGREGATION).read_text(encoding="utf-8").splitlines()
    assert finding.place is not None
    assert lines[finding.place.line - 1].strip() == "- from: 2020-01-01"


def test_versions_that_touch_are_read_by_their_days(rules: Path) -> None:
    from datetime import date

    text = (rules / AGGREGATION).read_text(encoding="utf-8")
    version = text[text.index("  - from: 2014-07-01\n    applies_if") : text.index("left_to_judgement:")]
    first = version.replace("  - from: 2014-07-01\n", "  - from: 2014-07-01\n    to: 2019-12-31\n")
    both = first + version.replace("2014-07-01", "2020-01-01")
    (rules / AGGREGATION).write_text(text.replace(version, both), encoding="utf-8")
    rule = load_rulebook(rules).rule("14A.81")
    days = [date(2014, 6, 30), date(2014, 7, 1), date(2019, 12, 31), date(2020, 1, 1)]
    found = [rule.version_on(day) for day in days]
    assert [version.first.year if version else None for version in found] == [2004, 2014, 2014, 2020]


def test_a_rule_in_two_files(rules: Path) -> None:
    shutil.copy(rules / DE_MINIMIS, rules / "internal-control" / "again.yaml")
    finding = _fault(rules)
    assert (finding.code, str(finding.place).partition(":")[0]) == (
        "RULE-TWICE",
        (rules / "internal-control/again.yaml").as_posix(),
    )
    assert f"{rules.as_posix()}/hkex/chapter-14a/de-minimis.yaml:2:7" in finding.message


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="there is no rules folder"):
        load_rulebook(tmp_path / "nowhere")


def test_an_unknown_rule_has_near_names(rules: Path) -> None:
    book = load_rulebook(rules)
    assert book.rule("HKEX-14A.54") is book.rule("14A.54")
    with pytest.raises(RulebookError) as error:
        book.rule("IC-CAPALERT")
    assert error.value.findings[0].help == "did you mean `IC-CAP-ALERT`?"
