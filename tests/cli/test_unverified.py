"""What rests on a rule that nobody has compared with its source says so, wherever it decides."""

from __future__ import annotations

import json
from pathlib import Path

EXAMPLE, DAY = "examples/kingsoft-cloud", ("--as-of", "2026-04-23")
UNVERIFIED = "14A.07"  # its paragraph numbers have not been compared; 14A.76 and 14A.81 have
RULE_FILE = Path(__file__).parents[2] / "rules/hkex/chapter-14a/connected-persons.yaml"


def test_the_rule_is_unverified() -> None:
    assert "  compared_on: null\n" in RULE_FILE.read_text(encoding="utf-8")


def test_a_classification_names_the_rules(run) -> None:
    results = json.loads(run("classify", EXAMPLE, *DAY, "--format", "json").stdout)["results"]
    assert results
    assert all(UNVERIFIED in each["unverified"] for each in results)
    assert not any("14A.76" in each["unverified"] for each in results)
    for words in (("--format", "text"), ("--format", "html")):
        assert "rests on 14A.07 (Connected persons)" in run("classify", EXAMPLE, *DAY, *words).stdout


def test_a_finding_says_so_in_every_format(run) -> None:
    concise = run("check", EXAMPLE, *DAY, "--format", "concise").stdout.splitlines()
    marked = {line.split("[")[1].split("]")[0] for line in concise if line.endswith("[rule unverified]")}
    assert "HKEX-14.04" in marked
    assert not any("[HKEX-14A.83]" in line and line.endswith("[rule unverified]") for line in concise)
    github = run("check", EXAMPLE, *DAY, "--format", "github").stdout
    (line,) = [each for each in github.splitlines() if "title=HKEX-14.04" in each]
    assert line.endswith("its rule is not yet compared with the rulebook")
    findings = json.loads(run("check", EXAMPLE, *DAY, "--format", "json").stdout)["findings"]
    assert {each["rule"]["verified"] for each in findings if each["code"] == "HKEX-14.04"} == {False}


def test_check_names_them_even_where_it_finds_nothing(run) -> None:
    # The loan is fully exempt by 14A.90, whose words nobody has read; nothing else is said of it.
    command = ("check", "tests/workspaces/loan-unpledged", "--as-of", "2026-01-05")
    assert run(*command).stdout.splitlines() == [
        "unverified: tiers rest on 14A.07 (Connected persons), 14A.90 (Financial assistance received without security),"
        " not yet compared with the rulebook",
        "no findings in 1 agreement as of 2026-01-05",
    ]
    assert json.loads(run(*command, "--format", "json").stdout)["unverified"] == ["14A.07", "14A.90"]


def test_a_draft_lists_them_at_its_end(run) -> None:
    english = run("draft", EXAMPLE, *DAY, "--lang", "en", "--to", "text").stdout
    assert "• 14A.07: Connected persons" in english
    chinese = run("draft", EXAMPLE, *DAY, "--lang", "zh-Hant", "--to", "text").stdout
    assert "• 14A.07：關連人士" in chinese
