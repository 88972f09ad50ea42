"""Receipts: every output names the bytes it was made of, and `check --receipt` notices when they change."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest

from validator import __version__

PROJECT = Path(__file__).parents[2]
EXAMPLE = "examples/kingsoft-cloud"
DAY = ("--as-of", "2026-04-23")
DATA_FILES = [
    "agreements/xiaomi-2024.yaml",
    "agreements/xiaomi-2025.yaml",
    "announcements/2025-07-29.yaml",
    "announcements/2026-04-23.yaml",
    "articles/2026-03-25.yaml",
    "calendar.yaml",
    "counterparties/xiaomi.yaml",
    "director-changes/2026-03-25.yaml",
    "issuer.yaml",
    "listing-rules.yaml",
    "register.yaml",
    "results/2025.yaml",
    "share-schemes/2026-plan.yaml",
]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / EXAMPLE, tmp_path / "workspace"))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "rules", tmp_path / "rules"))


def hashed(folder: Path, *files: str) -> list[dict[str, str]]:
    return [{"file": file, "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest()} for file in files]


def kept(run, tmp_path: Path, *words: str) -> Path:
    """Run a command and keep its JSON."""
    file = tmp_path / "output.json"
    file.write_text(run(*words, "--format", "json").stdout, encoding="utf-8")
    return file


def edited(file: Path, change) -> None:
    said = json.loads(file.read_text(encoding="utf-8"))
    change(said)
    file.write_text(json.dumps(said), encoding="utf-8")


def codes(run, *words: str) -> tuple[int, list[tuple[str, str]]]:
    result = run("check", *words, "--format", "json")
    return result.exit_code, [(each["severity"], each["code"]) for each in json.loads(result.stdout)["findings"]]


@pytest.mark.parametrize("verb", ["check", "classify", "caps", "headroom"])
def test_every_output_of_a_workspace_names_the_bytes_it_read(verb: str, run, follows) -> None:
    receipt = json.loads(run(verb, EXAMPLE, *DAY, "--format", "json").stdout)["receipt"]
    follows("receipt", receipt)
    files = (file.relative_to(PROJECT / "rules").as_posix() for file in (PROJECT / "rules").rglob("*.yaml"))
    # No result of these rests on the coverage, nor on the glossary that only drafts are held against.
    rules = sorted(file for file in files if not file.startswith(("coverage/", "usage/")))
    assert receipt == {
        "program_version": __version__,
        "as_of": "2026-04-23",
        "rules": hashed(PROJECT / "rules", *rules),
        "data": hashed(PROJECT / EXAMPLE, *DATA_FILES),
    }


@pytest.mark.parametrize(
    ("words", "as_of"),
    [
        (("explain", "14A.76", *DAY), "2026-04-23"),
        (("rules", "list", *DAY), "2026-04-23"),
        (("rules", "test"), None),
        (("rules", "verify"), None),
    ],
)
def test_outputs_of_the_rules_alone_name_no_data(words: tuple[str, ...], as_of: str | None, run, tmp_path) -> None:
    file = kept(run, tmp_path, *words)
    receipt = json.loads(file.read_text(encoding="utf-8"))["receipt"]
    assert (receipt["as_of"], receipt["data"]) == (as_of, None)
    assert receipt["rules"][-1]["file"] == "internal-control/yearly-reviews.yaml"
    nowhere = run("check", str(tmp_path / "no-workspace"), "--receipt", str(file))
    assert (nowhere.exit_code, nowhere.stdout[:15]) == (0, "receipt holds: ")


def test_line_ends_count(example: Path, run) -> None:
    issuer = example / "issuer.yaml"
    issuer.write_bytes(issuer.read_bytes().replace(b"\n", b"\r\n"))
    data = json.loads(run("caps", str(example), *DAY, "--format", "json").stdout)["receipt"]["data"]
    assert {each["file"]: each for each in data}["issuer.yaml"] == hashed(example, "issuer.yaml")[0]


def test_a_receipt_holds_for_the_same_files_elsewhere_and_on_any_day(example: Path, rules: Path, run, tmp_path) -> None:
    file = kept(run, tmp_path, "classify", EXAMPLE, *DAY)
    result = run("check", str(example / "agreements"), "--rules", str(rules), "--receipt", str(file))
    assert result.exit_code == 0
    assert re.fullmatch(
        rf"receipt holds: listing-rules {re.escape(__version__)}, as of 2026-04-23, \d+ rule files, "
        rf"{len(DATA_FILES)} data files, receipt sha256 [0-9a-f]{{64}}\n",
        result.stdout,
    )


def test_a_bare_receipt_will_do(run, tmp_path: Path) -> None:
    file = kept(run, tmp_path, "caps", EXAMPLE, *DAY)
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8"))["receipt"]), encoding="utf-8")
    assert run("check", EXAMPLE, "--receipt", str(file)).exit_code == 0


def test_each_difference_is_an_error_at_its_file(example: Path, rules: Path, run, tmp_path: Path, follows) -> None:
    file = kept(run, tmp_path, "check", str(example), *DAY, "--rules", str(rules))
    with (example / "agreements/xiaomi-2025.yaml").open("a", encoding="utf-8") as agreement:
        agreement.write("# a comment\n")
    (example / "listing-rules.yaml").unlink()
    (example / "controls/none.yaml").write_text("evidence: []\n", encoding="utf-8")
    (example / "agreements/notes.txt").write_text("no command reads this\n", encoding="utf-8")
    with (rules / "internal-control/caps.yaml").open("a", encoding="utf-8") as control:
        control.write("# a comment\n")
    result = run("check", str(example), "--rules", str(rules), "--receipt", str(file), "--format", "json")
    said = json.loads(result.stdout)
    follows("check-output", said)
    found = [
        (each["severity"], each["code"], each["place"] and Path(each["place"]["file"]).name)
        for each in said["findings"]
    ]
    assert result.exit_code == 1
    assert found == [
        ("error", "RECEIPT-CHANGED", "caps.yaml"),
        ("error", "RECEIPT-CHANGED", "xiaomi-2025.yaml"),
        ("error", "RECEIPT-NEW", "none.yaml"),
        ("error", "RECEIPT-MISSING", None),
    ]
    assert "data file listing-rules.yaml" in said["findings"][3]["message"]
    text = run("check", str(example), "--rules", str(rules), "--receipt", str(file))
    assert text.stdout.splitlines()[-1] == "receipt does not hold: 4 files are not as it says"


def test_another_version_of_the_program_is_a_note(run, tmp_path: Path) -> None:
    file = kept(run, tmp_path, "caps", EXAMPLE, *DAY)
    edited(file, lambda said: said["receipt"].update(program_version="0.0.9"))
    assert codes(run, EXAMPLE, "--receipt", str(file)) == (0, [("note", "RECEIPT-VERSION")])


def test_another_day_is_a_note_where_it_was_asked_for(run, tmp_path: Path) -> None:
    file = kept(run, tmp_path, "caps", EXAMPLE, *DAY)
    assert codes(run, EXAMPLE, "--receipt", str(file)) == (0, [])
    other = ("--as-of", "2026-04-24")
    assert codes(run, EXAMPLE, *other, "--receipt", str(file)) == (0, [("note", "RECEIPT-AS-OF")])


HASH = "0" * 64
SOUND = {"program_version": "1", "as_of": None, "rules": [], "data": None}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "RECEIPT-JSON"),
        (b"issuer: x\n", "RECEIPT-JSON"),
        (b"[" * 100_000, "RECEIPT-JSON"),
        (b"\xff\xfe{", "DATA-ENCODING"),
        (b"null", "RECEIPT-ABSENT"),
        (b'{"version": 1, "written": []}', "RECEIPT-ABSENT"),
        (b'{"receipt": "mine"}', "RECEIPT-ABSENT"),
        (json.dumps({**SOUND, "as_of": "2026-02-30"}).encode(), "RECEIPT-SHAPE"),
        (json.dumps({**SOUND, "rules": [{"file": "a.yaml", "sha256": HASH.upper() + "A"}]}).encode(), "RECEIPT-SHAPE"),
        (json.dumps({**SOUND, "rules": {"a.yaml": HASH}}).encode(), "RECEIPT-SHAPE"),
        (json.dumps({"receipt": {**SOUND, "more": 1}}).encode(), "RECEIPT-SHAPE"),
    ],
)
def test_a_malformed_receipt_is_refused(content: bytes, code: str, run, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    file.write_bytes(content)
    result = run("check", EXAMPLE, "--receipt", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error[{code}]" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_absent_file_is_refused(run) -> None:
    result = run("check", EXAMPLE, "--receipt", "no-such-file.json")
    assert result.exit_code == 2
    assert "no-such-file.json does not exist" in result.stderr


def drafted(run, out: Path, *words: str) -> dict[str, Any]:
    said = json.loads(run("draft", EXAMPLE, *DAY, "--lang", "en", "--out", str(out), "--format", "json", *words).stdout)
    return dict(said["receipt"])


def test_every_draft_carries_the_receipt(run, tmp_path: Path, follows) -> None:
    receipt = drafted(run, tmp_path / "one")
    follows("receipt", receipt)
    assert receipt["data"] == hashed(PROJECT / EXAMPLE, *DATA_FILES)
    page = (tmp_path / "one/announcement-2026-04-23.en.html").read_text(encoding="utf-8")
    (content,) = re.findall(r'<meta name="listing-rules-receipt" content="([^"]*)">', page)
    assert json.loads(unescape(content)) == receipt
    word = docx.Document(io.BytesIO((tmp_path / "one/announcement-2026-04-23.en.docx").read_bytes()))
    digest = hashlib.sha256(unescape(content).encode()).hexdigest()
    assert word.core_properties.comments.endswith(f"{len(DATA_FILES)} data files, receipt sha256 {digest}")
    text = (tmp_path / "one/announcement-2026-04-23.en.txt").read_text(encoding="utf-8")
    *_, summary, whole = text.splitlines()
    assert summary.endswith(f"{len(DATA_FILES)} data files, receipt sha256 {digest}]")
    assert json.loads(whole.removeprefix("[receipt ").removesuffix("]")) == receipt
    drafted(run, tmp_path / "bare", "--no-provenance")
    assert "sha256" not in (tmp_path / "bare/announcement-2026-04-23.en.txt").read_text(encoding="utf-8")
    drafted(run, tmp_path / "two")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_a_draft_without_provenance_names_no_file(run, tmp_path: Path) -> None:
    drafted(run, tmp_path / "bare", "--no-provenance")
    page = (tmp_path / "bare/announcement-2026-04-23.en.html").read_text(encoding="utf-8")
    assert "receipt sha256" in page
    assert "issuer.yaml" not in page


def test_a_page_is_checked_as_its_json_is(example: Path, run, tmp_path: Path) -> None:
    page = tmp_path / "classified.html"
    page.write_text(run("classify", str(example), *DAY, "--format", "html").stdout, encoding="utf-8")
    assert run("check", str(example), "--receipt", str(page)).exit_code == 0
    with (example / "issuer.yaml").open("a", encoding="utf-8") as issuer:
        issuer.write("# a comment\n")
    assert codes(run, str(example), "--receipt", str(page)) == (1, [("error", "RECEIPT-CHANGED")])
    drafted(run, tmp_path / "drafts")
    page = tmp_path / "drafts/announcement-2026-04-23.en.html"
    assert run("check", EXAMPLE, "--receipt", str(page)).exit_code == 0


def test_a_word_draft_is_checked_after_it_was_edited(run, tmp_path: Path) -> None:
    drafted(run, tmp_path / "drafts")
    file = tmp_path / "drafts/announcement-2026-04-23.en.docx"
    word = docx.Document(str(file))
    word.paragraphs[0].text = "Edited by counsel."
    word.save(str(file))
    assert run("check", EXAMPLE, "--receipt", str(file)).exit_code == 0
    other = tmp_path / "other"
    shutil.copytree(EXAMPLE, other)
    with (other / "issuer.yaml").open("a", encoding="utf-8") as issuer:
        issuer.write("# a comment\n")
    assert codes(run, str(other), "--receipt", str(file)) == (1, [("error", "RECEIPT-CHANGED")])


@pytest.mark.parametrize(
    ("content", "said"), [(b"no zip", "is no Word file"), (b"", "is no Word file"), (None, "carries no receipt")]
)
def test_a_word_file_without_receipt_is_refused(content: bytes | None, said: str, run, tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    if content is None:
        docx.Document().save(str(file))
    else:
        file.write_bytes(content)
    result = run("check", EXAMPLE, "--receipt", str(file))
    assert (result.exit_code, said in result.stderr) == (2, True)


@pytest.mark.parametrize("ending", ["txt", "figures.json"])
def test_text_drafts_and_figure_maps_are_checked_too(ending: str, example: Path, run, tmp_path: Path) -> None:
    drafted(run, tmp_path / "drafts")
    file = str(tmp_path / f"drafts/announcement-2026-04-23.en.{ending}")
    assert run("check", EXAMPLE, "--receipt", file).exit_code == 0
    with (example / "issuer.yaml").open("a", encoding="utf-8") as issuer:
        issuer.write("# a comment\n")
    assert codes(run, str(example), "--receipt", file) == (1, [("error", "RECEIPT-CHANGED")])


def test_a_draft_without_data_lines_has_no_receipt_to_check(run, tmp_path: Path) -> None:
    drafted(run, tmp_path / "bare", "--no-provenance")
    for ending in ("docx", "txt", "html"):
        result = run("check", EXAMPLE, "--receipt", str(tmp_path / f"bare/announcement-2026-04-23.en.{ending}"))
        assert (result.exit_code, "a draft without data lines has none" in result.stderr) == (2, True)


def test_a_draft_on_the_terminal_ends_with_one_short_line(run) -> None:
    text = run("draft", EXAMPLE, *DAY, "--lang", "en", "--to", "text").stdout
    assert re.fullmatch(r"\[listing-rules .* receipt sha256 [0-9a-f]{64}\]", text.splitlines()[-1])


def test_a_comparison_has_a_receipt_of_either_side_with_the_data(run, tmp_path: Path) -> None:
    words = ("rules", "diff", "2020-01-01", "2026-04-23", "--rule", "14A.76", "--workspace", EXAMPLE, *DAY)
    file = kept(run, tmp_path, *words)
    receipts = json.loads(file.read_text(encoding="utf-8"))["receipts"]
    assert [(receipts[side]["as_of"], receipts[side]["data"]) for side in ("before", "after")] == [
        ("2020-01-01", hashed(PROJECT / EXAMPLE, *DATA_FILES)),
        ("2026-04-23", hashed(PROJECT / EXAMPLE, *DATA_FILES)),
    ]
    result = run("check", EXAMPLE, "--receipt", str(file))
    assert (result.exit_code, "carries two receipts, `before` and `after`" in result.stderr) == (2, True)
