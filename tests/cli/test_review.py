"""`listing-rules review` as a user runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "examples/kingsoft-cloud"
DAY = ("--as-of", "2026-04-23")


@pytest.fixture
def drafts(run, tmp_path: Path) -> Path:
    assert run("draft", EXAMPLE, *DAY, "--to", "text", "--to", "docx", "--out", str(tmp_path)).exit_code == 0
    return tmp_path


@pytest.fixture
def edited(drafts: Path) -> Path:
    """Give our English text draft with the blanks filled, and one cap changed."""
    file = drafts / "announcement-2026-04-23.en.txt"
    text = file.read_text(encoding="utf-8")
    text = text.replace("[Paraphrase, to be replaced by the prescribed wording] ", "")
    text = text.replace("[● ultimate beneficial owner of Xiaomi]", "Mr. Lei Jun")
    file.write_text(text, encoding="utf-8")
    return file


def test_a_finished_draft_is_silent(run, edited: Path) -> None:
    result = run("review", str(edited), EXAMPLE, *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nothing to remark" in result.stdout


def test_a_changed_cap_is_shown_with_its_cell_and_data_line(run, edited: Path) -> None:
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("6,000.0", "6,900.0"), encoding="utf-8")
    result = run("review", str(edited), EXAMPLE, *DAY)
    assert result.exit_code == 1
    assert "error[REVIEW-FIGURE] 6,900.0 differs from the data, which gives 6,000.0 here" in result.stdout
    assert "table cell, row 3, column 3" in result.stdout
    assert "3. Proposed revised annual caps" in result.stdout
    assert "   | 6,900.0\n   | ^^^^^^^\n" in result.stdout
    assert f"= data: 6,000.0, {EXAMPLE}/agreements/xiaomi-2024.yaml:157:56" in result.stdout


def test_json_follows_its_schema(run, drafts: Path, follows) -> None:
    files = [str(drafts / f"announcement-2026-04-23.{language}.docx") for language in ("en", "zh-Hant")]
    result = run("review", *files, EXAMPLE, *DAY, "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    follows("review-output", data)
    assert [(each["language"], len(each["remarks"])) for each in data["drafts"]] == [("en", 2), ("zh-Hant", 2)]
    first = data["drafts"][0]["remarks"][0]["passage"]
    assert (
        first["text"][first["from"] - 1 : first["to"] - 1] == "[Paraphrase, to be replaced by the prescribed wording]"
    )


def test_html_marks_the_words_and_carries_the_receipt(run, drafts: Path) -> None:
    result = run("review", str(drafts / "announcement-2026-04-23.en.docx"), EXAMPLE, *DAY, "--format", "html")
    assert result.exit_code == 1
    assert "<mark>[● ultimate beneficial owner of Xiaomi]</mark>" in result.stdout
    assert 'name="listing-rules-receipt"' in result.stdout


def test_a_day_without_an_event_cannot_be_reviewed(run, edited: Path) -> None:
    result = run("review", str(edited), EXAMPLE, "--as-of", "2026-04-22")
    assert result.exit_code == 2
    assert "DRAFT-NO-EVENT" in result.stderr


def test_a_workspace_alone_is_refused(run) -> None:
    result = run("review", EXAMPLE, *DAY)
    assert result.exit_code == 2
    assert "no draft is named" in result.stderr


def test_a_file_that_is_no_draft_is_refused(run, tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(b"no zip")
    result = run("review", str(file), EXAMPLE, *DAY)
    assert result.exit_code == 2
    assert "REVIEW-UNREADABLE" in result.stderr


def test_another_document_is_reviewed_as_what_it_is(run, tmp_path: Path) -> None:
    words = ("examples/lamplight", "--as-of", "2026-10-30", "--document", "circular")
    assert run("draft", *words, "--lang", "zh-Hant", "--to", "docx", "--out", str(tmp_path)).exit_code == 0
    result = run("review", str(tmp_path / "circular-2026-10-30.zh-Hant.docx"), *words)
    assert (result.exit_code, result.stdout.count("nothing to remark")) == (0, 1)
