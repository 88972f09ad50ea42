"""Whole-command snapshots: each output format of the example, to the letter."""

from __future__ import annotations

import re
import shutil

import pytest

EXAMPLE = "examples/kingsoft-cloud"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("check-2026.full.txt", ("check", EXAMPLE, "--as-of", "2026-04-23")),
        ("check-2026.concise.txt", ("check", EXAMPLE, "--as-of", "2026-04-23", "--format", "concise")),
        ("check-2026.github.txt", ("check", EXAMPLE, "--as-of", "2026-04-23", "--format", "github")),
        ("check-2025.json", ("check", EXAMPLE, "--as-of", "2025-07-29", "--format", "json")),
        ("classify-2026.txt", ("classify", EXAMPLE, "--as-of", "2026-04-23")),
        ("classify-2025.txt", ("classify", EXAMPLE, "--as-of", "2025-07-29")),
        ("classify-2025.trace.txt", ("classify", EXAMPLE, "--as-of", "2025-07-29", "--trace")),
        ("classify-2026.json", ("classify", EXAMPLE, "--as-of", "2026-04-23", "--format", "json")),
        ("caps-2026.txt", ("caps", EXAMPLE, "--as-of", "2026-04-23")),
        ("caps-2026.json", ("caps", EXAMPLE, "--as-of", "2026-04-23", "--format", "json")),
        ("timetable-2026.txt", ("timetable", EXAMPLE, "--as-of", "2026-04-23")),
        ("timetable-2026.zh-Hant.txt", ("timetable", EXAMPLE, "--as-of", "2026-04-23", "--lang", "zh-Hant")),
        ("timetable-2026.json", ("timetable", EXAMPLE, "--as-of", "2026-04-23", "--format", "json")),
        ("timetable-help.txt", ("timetable", "--help")),
        ("explain-14A.76.txt", ("explain", "14A.76")),
        ("explain-14A.54.json", ("explain", "HKEX-14A.54", "--format", "json", "--as-of", "2026-04-23")),
        ("explain-14A.27.txt", ("explain", "14A.27", "--as-of", "2026-04-23")),
        ("check-family-rings.txt", ("check", "tests/workspaces/family-rings", "--as-of", "2026-03-01")),
        (
            "classify-family-rings.json",
            ("classify", "tests/workspaces/family-rings", "--as-of", "2026-03-01", "--format", "json"),
        ),
        ("explain-IC-QUOTATIONS.txt", ("explain", "IC-QUOTATIONS", "--as-of", "2026-04-23")),
        ("rules-list.txt", ("rules", "list", "--as-of", "2026-04-23")),
        ("rules-test.txt", ("rules", "test")),
        ("help.txt", ("--help",)),
        ("check-help.txt", ("check", "--help")),
        ("draft-help.txt", ("draft", "--help")),
    ],
)
def test_output_is_pinned(name: str, words: tuple[str, ...], run, matches) -> None:
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    # The hashes follow every change of a rule or of the example; test_receipt.py holds them against the files.
    matches(re.sub(r"\b[0-9a-f]{64}\b", "<sha256>", result.stdout), name)


def test_a_figure_one_unit_off_is_pinned(run, matches, tmp_path) -> None:
    workspace = tmp_path / "kingsoft-cloud"
    shutil.copytree(EXAMPLE, workspace)
    results = workspace / "results" / "2025.yaml"
    text = results.read_text(encoding="utf-8")
    old = 'short-term-borrowings:              [   "2,225,765",    "3,348,279",'
    assert text.count(old) == 1
    results.write_text(text.replace(old, old.replace("279", "280")), encoding="utf-8")
    result = run("check", str(workspace), "--as-of", "2026-03-25")
    assert result.exit_code == 1
    errors = result.stdout.partition("\nwarning[")[0]
    matches(errors.replace(str(tmp_path) + "/", ""), "check-one-unit-off.txt")
