"""`rules coverage` as a user runs it: the summary, the formats, the exit codes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
COMMAND = ("rules", "coverage")


def test_the_summary_is_pinned(run, matches) -> None:
    result = run(*COMMAND, "--only", "not_read")
    assert result.stderr == ""
    matches(result.stdout, "rules-coverage.not-read.txt")


def test_json_follows_its_schema_and_the_exit_code_follows_it(run, follows) -> None:
    result = run(*COMMAND, "--format", "json")
    data = json.loads(result.stdout)
    follows("rules-coverage-output", data)
    (chapter,) = data["chapters"]
    assert (chapter["provisions"], chapter["with_a_row"], len(chapter["rows"])) == (105, 105, 105)
    assert sum(chapter["counts"].values()) == 105
    assert result.exit_code == int(not data["complete"])
    assert data["complete"] is (chapter["counts"]["missing"] == 0)
    assert "coverage/chapter-14a.yaml" in {each["file"] for each in data["receipt"]["rules"]}


@pytest.mark.parametrize("status", ["encoded", "definitional", "judgement", "not_read", "missing"])
def test_only_one_status(status: str, run) -> None:
    rows = json.loads(run(*COMMAND, "--only", status, "--format", "json").stdout)["chapters"][0]["rows"]
    assert {row["status"] for row in rows} <= {status}


def test_every_encoded_row_names_a_line_that_is_there(run) -> None:
    rows = json.loads(run(*COMMAND, "--format", "json").stdout)["chapters"][0]["rows"]
    for row in rows:
        for where in row["where"]:
            lines = (PROJECT / where["place"]["file"]).read_text(encoding="utf-8").splitlines()
            assert lines[where["place"]["line"] - 1].strip()


def test_the_page_holds_every_provision_in_both_languages(run) -> None:
    page = run(*COMMAND, "--format", "html").stdout
    assert re.findall(r'<th scope="row">(14A\.\d+)', page)[0::104] == ["14A.01", "14A.105"]
    for words in ("De minimis transactions", "符合最低豁免水平的交易", "105 of 105 provisions have a row"):
        assert words in page
    assert "http://" not in page
    assert "<script" not in page


def test_a_wrong_row_is_shown_with_its_line(tmp_path: Path, run) -> None:
    rules = shutil.copytree(PROJECT / "rules", tmp_path / "rules")
    file = rules / "coverage" / "chapter-14a.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('provision: "14A.104"', 'provision: "14A.103"'), encoding="utf-8")
    result = run(*COMMAND, "--rules", str(rules))
    assert result.exit_code == 1
    line = text[: text.index('provision: "14A.104"')].count("\n") + 1
    assert "error[RULE-COVERAGE] 14A.103 has two rows" in result.stdout
    assert f"{file.as_posix()}:{line}:" in result.stdout
    assert "error[RULE-COVERAGE] 14A.104 has no row" in result.stdout
    assert "104 of 105 provisions have a row" in result.stdout


def test_without_a_coverage_file_it_cannot_run(tmp_path: Path, run) -> None:
    rules = shutil.copytree(PROJECT / "rules", tmp_path / "rules")
    shutil.rmtree(rules / "coverage")
    result = run(*COMMAND, "--rules", str(rules))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "has no coverage file" in result.stderr


def test_the_receipt_of_a_coverage_can_be_held_against_the_rules(tmp_path: Path, run) -> None:
    rules = shutil.copytree(PROJECT / "rules", tmp_path / "rules")
    receipt = tmp_path / "coverage.json"
    receipt.write_text(run(*COMMAND, "--rules", str(rules), "--format", "json").stdout, encoding="utf-8")
    words = ("check", "--receipt", str(receipt), "--rules", str(rules))
    assert run(*words).exit_code == 0
    file = rules / "coverage" / "chapter-14a.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    result = run(*words)
    assert result.exit_code == 1
    assert "the rule file coverage/chapter-14a.yaml has changed" in result.stdout
