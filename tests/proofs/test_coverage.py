"""The coverage of the chapter: the shipped rows, and faults planted in rows and rules, each found at its line."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from workbench import ROOT

from validator.findings import RulebookError
from validator.proofs.coverage import Coverage, coverage_of
from validator.rulebook.citations import provisions_in
from validator.rulebook.coverage import read_chapters
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from validator.findings import Finding

ROWS = "coverage/chapter-14a.yaml"
DE_MINIMIS = "hkex/chapter-14a/de-minimis.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "rules", tmp_path / "rules")


def _coverage(rules: Path) -> Coverage:
    rulebook = load_rulebook(rules)
    (chapter,) = read_chapters(rulebook)
    return coverage_of(chapter, rulebook)


def _plant(rules: Path, file: str, old: str, new: str) -> int:
    """Replace the one occurrence of a text and give the line on which the new one starts."""
    text = (rules / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    (rules / file).write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _fault(rules: Path) -> tuple[Finding, str, int]:
    (fault,) = _coverage(rules).faults
    assert fault.place is not None
    return fault, fault.place.file.removeprefix(f"{rules.as_posix()}/"), fault.place.line


def _status(coverage: Coverage) -> dict[str, str]:
    return {each.row.provision: each.status for each in coverage.rows}


def test_every_provision_of_the_chapter_has_one_row_and_none_is_wrong() -> None:
    coverage = _coverage(ROOT / "rules")
    assert [each.row.provision for each in coverage.rows] == [
        *(f"14A.0{number}" for number in range(1, 10)),
        *(f"14A.{number}" for number in range(10, 106)),
    ]
    assert coverage.faults == ()


def test_what_stands_behind_a_provision() -> None:
    rows = {each.row.provision: each for each in _coverage(ROOT / "rules").rows}
    tiers = rows["14A.76"]
    text = (ROOT / "rules" / DE_MINIMIS).read_text(encoding="utf-8").splitlines()
    (first,) = [each for each in tiers.citations if each.cite == "14A.76(1)(a)"]
    assert (first.kind, first.within) == ("table", "14A.76")
    assert '"14A.76(1)(a)"' in text[first.place.line - 1]
    assert [fact.name for fact in rows["14A.31"].facts] == ["category.is_continuing"]
    assert rows["14A.78"].status == "encoded"  # by facts that are worked out, without a rule of its own
    assert {each.kind for each in rows["14A.78"].citations} == {"fact"}
    assert rows["14A.55"].citations[-1].within == "IC-YEARLY-DIRECTORS-REVIEW"


def test_a_provision_is_unverified_where_one_of_its_rules_is() -> None:
    rows = {each.row.provision: each for each in _coverage(ROOT / "rules").rows}
    assert rows["14A.68"].compared_on is None  # 14A.68(11) has never been compared
    assert str(rows["14A.52"].compared_on) == "2026-11-20"
    assert rows["14A.23"].compared_on is None  # its row says so itself


def test_a_provision_that_no_rule_cites_is_missing(rules: Path) -> None:
    assert _status(_coverage(rules))["14A.83"] == "encoded"
    aggregation = rules / "hkex/chapter-14a/aggregation.yaml"
    aggregation.write_text(aggregation.read_text(encoding="utf-8").replace('"14A.83"', '"14A.81"'), encoding="utf-8")
    found = _coverage(rules)
    assert _status(found)["14A.83"] == "missing"
    (lacking,) = [fault for fault in found.lacking if fault.message.startswith("14A.83 ")]
    assert lacking.message == "14A.83 is expected to be encoded, but the rulebook lacks a table that cites it"
    assert lacking.place is not None
    text = (rules / ROWS).read_text(encoding="utf-8").splitlines()
    assert text[lacking.place.line - 1] == '  - provision: "14A.83"'
    assert not found.is_complete


def test_what_only_follows_from_an_outcome_does_not_encode_a_provision(rules: Path) -> None:
    _plant(rules, DE_MINIMIS, 'cite: "14A.34, 14A.51"', 'cite: "14A.50"')
    row = "僅屬指引；規定見下文。}\n"
    _plant(
        rules,
        ROWS,
        "    expect: definitional\n    because: {en: A signpost;",
        "    expect: encoded\n    because: {en: A signpost;",
    )
    assert _status(_coverage(rules))["14A.50"] == "missing"
    _plant(rules, ROWS, row, f"{row}    by: [consequence]\n")
    assert _status(_coverage(rules))["14A.50"] == "encoded"


def test_a_judgement_without_a_fact_is_missing(rules: Path) -> None:
    facts, left = "    facts: [agreement.treatment]\n", "    left:\n      - {en: What the Exchange asks"
    _plant(rules, ROWS, facts + left, left)
    found = _coverage(rules)
    assert _status(found)["14A.85"] == "missing"
    assert any("14A.85 is for a person to judge" in fault.message for fault in found.lacking)


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "at"),
    [
        (ROWS, 'provision: "14A.02"', 'provision: "14A.01"', "14A.01 has two rows", 0),
        (ROWS, 'provision: "14A.05"', 'provision: "14A.106"', "14A.106 is none of the provisions 14A.01 to", 0),
        (ROWS, "facts: [category.kind]", "facts: [category.sort]", "no fact is called `category.sort`", 0),
        (ROWS, "rules: [IC-YEARLY-AUDITOR-REVIEW]", "rules: [IC-AUDITOR]", "no rule is called `IC-AUDITOR`", 0),
        (DE_MINIMIS, 'cite: "14A.76(2)(b)"', 'cite: "14A.176(2)(b)"', "14A.76 cites 14A.176, which the chapter", 0),
    ],
)
def test_a_fault_is_found_at_its_line(rules: Path, file: str, old: str, new: str, words: str, at: int) -> None:
    line = _plant(rules, file, old, new)
    faults = [fault for fault in _coverage(rules).faults if fault.message.startswith(words)]
    (place,) = [fault.place for fault in faults]
    assert place is not None
    assert (place.file, place.line) == ((rules / file).as_posix(), line + at)


def test_the_second_row_of_a_provision_names_the_first(rules: Path) -> None:
    second = _plant(rules, ROWS, 'provision: "14A.02"', 'provision: "14A.01"')
    twice, lacking = sorted(_coverage(rules).faults, key=lambda fault: fault.message)
    assert (twice.message, lacking.message) == ("14A.01 has two rows", "14A.02 has no row")
    assert (twice.place.line if twice.place else 0) == second
    text = (rules / ROWS).read_text(encoding="utf-8").splitlines()
    assert [text[each.place.line - 1] for each in twice.related] == ['  - provision: "14A.01"']


def test_a_row_taken_out_is_missed(rules: Path) -> None:
    text = (rules / ROWS).read_text(encoding="utf-8")
    start, end = text.index('  - provision: "14A.104"'), text.index('  - provision: "14A.105"')
    (rules / ROWS).write_text(text[:start] + text[end:], encoding="utf-8")
    fault, file, line = _fault(rules)
    assert (fault.message, file) == ("14A.104 has no row", ROWS)
    assert text.splitlines()[line - 1] == 'last: "14A.105"'
    assert _coverage(rules).with_a_row == 104


def test_a_provision_that_is_cited_has_been_read(rules: Path) -> None:
    line = _plant(rules, ROWS, 'provision: "14A.104"', 'provision: "14A.104"')
    cited = _plant(rules, DE_MINIMIS, 'cite: "14A.76(2)(b)"', 'cite: "14A.104"')
    fault, file, at = _fault(rules)
    assert fault.message == "14A.104 is said not to be read, yet the rulebook cites it"
    assert (file, at) == (ROWS, line)
    assert [(each.place.file, each.place.line) for each in fault.related] == [((rules / DE_MINIMIS).as_posix(), cited)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "    expect: definitional\n    because: {en: It says how",
            "    expect: defined\n    because: {en: It says how",
            "expect",
        ),
        ("instrument: hkex-main-board", "instrument: hkex", "unknown instrument `hkex`"),
        ('last: "14A.105"', 'last: "14B.105"', "14B.105 does not follow 14A.01"),
    ],
)
def test_a_coverage_file_of_the_wrong_shape_is_refused(rules: Path, old: str, new: str, words: str) -> None:
    line = _plant(rules, ROWS, old, new)
    with pytest.raises(RulebookError) as error:
        _coverage(rules)
    (finding,) = error.value.findings
    assert words in finding.message
    assert finding.place is not None
    assert finding.place.line == line


def test_a_rulebook_without_coverage_is_refused(rules: Path) -> None:
    shutil.rmtree(rules / "coverage")
    with pytest.raises(RulebookError) as error:
        _coverage(rules)
    assert error.value.findings[0].code == "RULE-COVERAGE"


@pytest.mark.parametrize(
    ("cite", "provisions"),
    [
        ("14A.76(1)(a)", ("14A.76",)),
        ("14A.81, 14A.82(1)", ("14A.81", "14A.82")),
        ("14.58(2), 14A.68(1A)", ("14.58", "14A.68")),
        ("14A.62-14A.63", ("14A.62", "14A.63")),
        ("14.06B", ("14.06B",)),
        ("", ()),
    ],
)
def test_the_provisions_of_a_citation(cite: str, provisions: tuple[str, ...]) -> None:
    assert provisions_in(cite) == provisions
