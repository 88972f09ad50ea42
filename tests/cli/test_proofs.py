"""The commands that prove and compare: exit codes, words and JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

EXAMPLE = "examples/kingsoft-cloud"
DAY = ("--as-of", "2026-04-23")


@pytest.fixture
def weaker_rules(tmp_path: Path) -> Path:
    """The shipped rules with `at_most` for `below` in one row."""
    rules = Path(shutil.copytree(Path(__file__).parents[2] / "rules", tmp_path / "rules"))
    file = rules / "hkex/chapter-14a/de-minimis.yaml"
    text = file.read_text(encoding="utf-8")
    old = "when: {highest_ratio: {below: 5%}}, then: exempt"
    assert text.count(old) == 1
    file.write_text(text.replace(old, old.replace("below", "at_most")), encoding="utf-8")
    return rules


@pytest.mark.parametrize(
    ("schema", "words", "code"),
    [
        ("rules-verify-output", ("rules", "verify"), 0),
        ("rules-mutate-output", ("rules", "mutate"), 0),
        ("rules-test-output", ("rules", "test", "--boundaries"), 0),
        ("rules-diff-output", ("rules", "diff", "2026-01-01", "2026-04-23", "--workspace", EXAMPLE), 1),
        ("headroom-output", ("headroom", EXAMPLE, *DAY), 0),
        ("headroom-output", ("headroom", EXAMPLE, "--as-of", "2025-07-29"), 0),
    ],
)
def test_json_follows_its_schema(schema: str, words: tuple[str, ...], code: int, run, follows) -> None:
    result = run(*words, "--format", "json")
    assert result.exit_code in {0, code}
    follows(schema, json.loads(result.stdout))


def test_verify_shows_the_deal_that_breaks_a_promise(weaker_rules: Path, run) -> None:
    result = run("rules", "verify", "--rules", str(weaker_rules))
    assert result.exit_code == 1
    assert "otherwise_is_exactly" in result.stdout
    assert "highest_ratio: 5%" in result.stdout
    assert "amount: HKD 10.0 million" in result.stdout


def test_mutate_names_what_no_example_notices(weaker_rules: Path, run) -> None:
    file = weaker_rules / "hkex/chapter-14a/de-minimis.yaml"
    example = (
        '      - {name: exactly 25%, given: {highest_ratio: 25.00%, amount: "HKD 9,000,000"}, expect: not_exempt}\n'
    )
    text = file.read_text(encoding="utf-8")
    assert text.count(example) == 1
    file.write_text(text.replace(example, ""), encoding="utf-8")
    result = run("rules", "mutate", "--rules", str(weaker_rules))
    assert result.exit_code == 1
    assert "14A.76: 25% → 25.025%: no example notices" in result.stdout


def test_diff_gives_the_region_and_a_deal(weaker_rules: Path, run) -> None:
    result = run("rules", "diff", "rules", str(weaker_rules), *DAY)
    assert result.exit_code == 1
    assert "not_exempt → exempt_from_circular_and_approval" in result.stdout
    assert "exactly 5%" in result.stdout
    assert run("rules", "diff", "rules", "rules", *DAY).exit_code == 0


def test_boundary_cases_stand_on_both_sides_of_each_threshold(run) -> None:
    cases = json.loads(run("rules", "test", "--boundaries", "--format", "json").stdout)["boundaries"]
    row = [each for each in cases if each["cite"] == "14A.76(2)(a)"]
    assert [(each["side"], each["outcome"]) for each in row] == [
        ("just below", "exempt_from_circular_and_approval"),
        ("exactly at", "not_exempt"),
        ("just above", "not_exempt"),
    ]
    # Between 1% and 5% a ten-thousandth of the way to the middle, 3%: 5% - 0.0002%.
    assert row[0]["deal"]["highest_ratio"] == "4.9998%"


def test_headroom_in_words(run) -> None:
    text = run("headroom", EXAMPLE, *DAY).stdout
    # 5% of revenue of RMB 9,558,619 thousand.
    assert "below RMB 477,930,950" in text.replace("477.93095 million", "477,930,950")
    assert "the revenue ratio binds" in text


def test_boundary_cases_of_requirements_controls_and_lengths_of_time(run) -> None:
    cases = json.loads(run("rules", "test", "--boundaries", "--format", "json").stdout)["boundaries"]
    found: dict[tuple[str, str], list[str]] = {}
    for each in cases:
        if (each["rule"], each["version"]) != ("14A.52", "2004-03-31"):  # worded alike before July 2014
            found.setdefault((each["rule"], each["input"]), []).append(each["outcome"])
    # At most three years; an alert from 80%; at least two quotations; a director for twelve months after leaving.
    assert found[("14A.52", "category.term")] == ["satisfied", "satisfied", "violated"]
    assert found[("IC-CAP-ALERT", "utilisation")] == ["quiet", "alert", "alert"]
    assert found[("IC-QUOTATIONS", "order.independent_quotations")] == ["violated", "satisfied", "satisfied"]
    assert found[("14A.07", "left_board_of_issuer")][-3:] == ["issuer_level", "issuer_level", "not_connected"]
    sides = [(each["side"], each["deal"]["left_board_of_issuer"]) for each in cases if each["rule"] == "14A.07"
             and each["input"] == "left_board_of_issuer"]  # fmt: skip
    assert sides[-2:] == [("exactly at", "2025-04-24 to 2026-04-23"), ("just above", "2025-04-24 to 2026-04-24")]
