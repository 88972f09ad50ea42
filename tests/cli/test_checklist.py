"""`checklist` as a user runs it: every form, language and format, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from validator.checklists.csv_file import safe

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "examples/kingsoft-cloud"
DAY = ("--as-of", "2026-04-23")
FORMS = [
    *("announcement", "circular", "committee-letter", "adviser-letter", "annual-report"),
    *("directors-confirmation", "auditor-confirmation", "size-tests"),
]


@pytest.mark.parametrize(
    ("name", "form", "words"),
    [
        ("checklist-announcement-2026.txt", "announcement", DAY),
        ("checklist-announcement-2026.zh.txt", "announcement", (*DAY, "--lang", "zh-Hant")),
        ("checklist-announcement-2025.csv", "announcement", ("--as-of", "2025-07-29", "--format", "csv")),
        ("checklist-annual-report-2026.zh.txt", "annual-report", (*DAY, "--lang", "zh-Hant")),
        ("checklist-size-tests-2026.txt", "size-tests", DAY),
        ("checklist-size-tests-2026.zh.csv", "size-tests", (*DAY, "--lang", "zh-Hant", "--format", "csv")),
    ],
)
def test_output_is_pinned(name: str, form: str, words: tuple[str, ...], run, matches) -> None:
    result = run("checklist", form, EXAMPLE, *words)
    assert result.exit_code == 1, result.stderr  # something is open in each of them
    matches(result.stdout.replace("\r\n", "\n"), name)


@pytest.mark.parametrize("form", FORMS)
def test_the_json_follows_its_schema(form: str, run, follows) -> None:
    result = run("checklist", form, EXAMPLE, *DAY, "--format", "json")
    said = json.loads(result.stdout)
    follows("checklist-output", said)
    assert said["form"] == form
    assert said["issuer"]["stock_code"] == "3896"
    assert said["receipt"]["as_of"] == "2026-04-23"


def test_the_missing_owner_in_json(run) -> None:
    said = json.loads(run("checklist", "announcement", EXAMPLE, *DAY, "--format", "json").stdout)
    (missing,) = [item for item in said["parts"][0]["items"] if item["state"] == "missing"]
    assert said["open_items"] == 1
    assert missing["cite"] == "14A.68(1A)"
    assert missing["missing"][0]["fact"] == "counterparty.ultimate_beneficial_owner"
    assert missing["missing"][0]["who"] == "counsel"


def test_the_size_tests_of_a_deal_are_numerator_over_denominator(run) -> None:
    said = json.loads(run("checklist", "size-tests", EXAMPLE, *DAY, "--format", "json").stdout)
    (deal,) = [deal for deal in said["deals"] if deal["members"] == ["xiaomi-2025/idc-services"]]
    assets = deal["ratios"][0]
    # The largest cap, that of 2027, over the total assets at the end of 2025: 150 / 26,729.189 = 0.5612%
    assert assets["numerator"]["amount"]["value"] == "RMB 150000000"
    assert assets["denominator"]["amount"]["value"] == "RMB 26729189000"
    assert assets["ratio"]["percent"] == "0.561%"
    assert [each["ratio"]["state"] for each in deal["ratios"]][-2:] == ["not_applicable", "not_applicable"]
    assert all(set(each["label"]) == {"en", "zh-Hant"} for each in deal["ratios"])


@pytest.mark.parametrize(("lang", "head"), [("en", "Rule"), ("zh-Hant", "規則")])
def test_the_word_form_reads_back(lang: str, head: str, run, tmp_path: Path) -> None:
    files = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for file in files:
        result = run("checklist", "announcement", EXAMPLE, *DAY, "--lang", lang, "--format", "docx", "--out", str(file))
        assert result.exit_code == 1
        assert result.stdout == ""
    assert files[0].read_bytes() == files[1].read_bytes()
    word = docx.Document(str(files[0]))
    table = word.tables[-1]
    assert table.rows[0].cells[0].text == head
    assert len(table.columns) == 5
    assert len(table.rows) == 1 + 32  # the head, and ten, four, four and fourteen items
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert "receipt sha256" in word.core_properties.comments
    fonts = word.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "PMingLiU"


def test_the_page_carries_its_receipt_and_escapes_what_it_prints(run) -> None:
    page = run("checklist", "circular", EXAMPLE, *DAY, "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert re.search(r'<meta name="listing-rules-receipt" content="[^"]+">', page)
    assert '<main class="wide">' in page
    assert "14A.70(6)" in page


def test_the_csv_has_the_columns_of_the_form(run, tmp_path: Path) -> None:
    result = run("checklist", "announcement", EXAMPLE, *DAY, "--format", "csv")
    rows = list(csv.reader(io.StringIO(result.stdout, newline="")))
    assert rows[0] == ["Part", "Rule", "Information required", "Page", "Complied with", "Comment"]
    assert {len(row) for row in rows} == {6}
    assert [row[4] for row in rows if row[1] == "14A.68(1A)"] == ["no"]
    assert not result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    file = tmp_path / "form.csv"
    run("checklist", "announcement", EXAMPLE, *DAY, "--format", "csv", "--out", str(file))
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")  # Excel takes UTF-8 for what it is only with the mark
    assert file.read_bytes().count(b"\r\n") == len(rows)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_words_stay_as_they_are_in_a_cell() -> None:
    assert safe("a = b") == "a = b"


def test_nothing_left_to_answer_ends_with_0(run) -> None:
    result = run("checklist", "announcement", "tests/workspaces/clean", "--as-of", "2026-01-05")
    assert result.exit_code == 0
    assert "No item is left to be answered." in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("anouncement", EXAMPLE, *DAY), "announcement"),
        (("announcement", EXAMPLE, *DAY, "--format", "docx"), "--out FILE"),
        (("announcement", EXAMPLE, "--as-of", "2026-04-24"), "2026-04-23"),
    ],
)
def test_what_cannot_be_made_says_what_can(words: tuple[str, ...], says: str, run) -> None:
    result = run("checklist", *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr


def test_a_file_that_exists_is_kept(run, tmp_path: Path) -> None:
    file = tmp_path / "form.csv"
    file.write_text("mine")
    words = ("checklist", "announcement", EXAMPLE, *DAY, "--format", "csv", "--out", str(file))
    assert run(*words).exit_code == 2
    assert file.read_text() == "mine"
    assert run(*words, "--force").exit_code == 1
    assert file.read_text() != "mine"
