"""`draft` as its user meets it: what it writes, refuses and answers with its exit code."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING, Any

import docx
import jsonschema
import pytest
from docx.oxml.ns import qn
from referencing import Registry, Resource

from validator.resources import schema_text

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "examples/kingsoft-cloud"
APRIL = ("--as-of", "2026-04-23")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def changed_copy(folder: Path, file: str, old: str, new: str) -> Path:
    target = folder / "changed"
    shutil.copytree(EXAMPLE, target)
    path = target / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return target


def in_schema(said: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(said)
    receipt = Resource.from_contents(json.loads(schema_text("receipt")))
    registry = Registry().with_resource("receipt.schema.json", receipt)
    jsonschema.Draft202012Validator(json.loads(schema_text("draft-output")), registry=registry).validate(data)
    return data


def word_text(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return "".join(text.text or "" for text in body.iter(qn("w:t"), qn("w:delText")))


def test_a_figure_map_stands_beside_each_draft(run, tmp_path: Path) -> None:
    words = ("draft", EXAMPLE, *APRIL, "--to", "text", "--format", "json", "--out")
    said = run(*words, str(tmp_path / "a"))
    assert said.exit_code == 0
    assert in_schema(said.stdout)["findings"] == []
    kept = [
        f"announcement-2026-04-23.{each}"
        for each in ("en.figures.json", "en.txt", "zh-Hant.figures.json", "zh-Hant.txt")
    ]
    assert names(tmp_path / "a") == kept
    run(*words, str(tmp_path / "b"))
    for name in kept:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    run(*words, str(tmp_path / "c"), "--no-provenance")
    assert names(tmp_path / "c") == [name for name in kept if name.endswith(".txt")]


def test_a_redline_against_a_day(run, tmp_path: Path) -> None:
    said = run("draft", EXAMPLE, *APRIL, "--against", "2025-07-29", "--format", "json", "--out", str(tmp_path))
    assert said.exit_code == 0
    assert in_schema(said.stdout)["against"]["as_of"] == "2025-07-29"
    endings = [f"{language}.{suffix}" for language in ("en", "zh-Hant") for suffix in ("docx", "html", "txt")]
    assert names(tmp_path) == [f"announcement-2026-04-23.against-2025-07-29.{ending}" for ending in endings]
    assert "[-29 July 2025-]{+23 April 2026+}" in (tmp_path / names(tmp_path)[2]).read_text(encoding="utf-8")


def test_a_redline_against_another_workspace(run, tmp_path: Path) -> None:
    before = "{from: 2027-01-01, to: 2027-12-31, amount: RMB 150.0 million}"
    other = changed_copy(tmp_path, "agreements/xiaomi-2025.yaml", before, before.replace("150.0", "160.0"))
    words = ("draft", EXAMPLE, *APRIL, "--against", str(other), "--lang", "zh-Hant")
    page = run(*words, "--to", "html").stdout
    assert "<del>160.0</del><ins>" in page
    assert set(re.findall(r"<del>(.*?)</del>", page)) == {"160.0"}
    run(*words, "--to", "docx", "--out", str(tmp_path / "out"))
    assert names(tmp_path / "out") == ["announcement-2026-04-23.against-changed.zh-Hant.docx"]
    body = docx.Document(str(tmp_path / "out" / names(tmp_path / "out")[0])).element.body
    assert {text.text for text in body.iter(qn("w:delText"))} == {"160.0"}


@pytest.mark.parametrize(
    ("against", "says"),
    [
        ("yesterday", "neither a folder nor a date"),
        ("2026-04-23", "the day of the draft itself"),
        ("2024-01-01", "nothing was signed or amended on 2024-01-01"),
        ("templates", "issuer.yaml"),
    ],
)
def test_a_state_that_is_none_is_refused(run, tmp_path: Path, against: str, says: str) -> None:
    said = run("draft", EXAMPLE, *APRIL, "--against", against, "--out", str(tmp_path / "out"))
    assert said.exit_code == 2
    assert says in said.stderr
    assert names(tmp_path / "out") == []


def test_both_languages_side_by_side(run, tmp_path: Path) -> None:
    assert run("draft", EXAMPLE, *APRIL, "--side-by-side", "--out", str(tmp_path)).exit_code == 0
    assert names(tmp_path) == ["announcement-2026-04-23.both.html"]
    page = (tmp_path / names(tmp_path)[0]).read_text(encoding="utf-8")
    pairs = re.findall(r'<div class="pair">(.*?)\n?</div></div>', page, re.DOTALL)
    assert len(pairs) > 60
    heading = next(pair for pair in pairs if "DEFINITIONS" in pair)
    assert "釋義" in heading
    assert page.count('<div class="none"') <= 6
    alone = run("draft", EXAMPLE, *APRIL, "--side-by-side", "--lang", "en")
    assert (alone.exit_code, "two languages stand side by side" in alone.stderr) == (2, True)


def test_a_reference_document(run, tmp_path: Path) -> None:
    house = docx.Document()
    house.styles["Normal"].font.name = "Arial"
    house.save(str(tmp_path / "house.docx"))
    words = (
        "draft",
        EXAMPLE,
        *APRIL,
        "--to",
        "docx",
        "--lang",
        "en",
        "--out",
        str(tmp_path / "out"),
        "--reference-doc",
    )
    assert run(*words, str(tmp_path / "house.docx")).exit_code == 0
    written = docx.Document(str(tmp_path / "out" / "announcement-2026-04-23.en.docx"))
    assert written.styles["Normal"].font.name == "Arial"
    (tmp_path / "bad.docx").write_text("no", encoding="utf-8")
    said = run(*words, str(tmp_path / "bad.docx"), "--force")
    assert (said.exit_code, "DRAFT-REFERENCE" in said.stderr) == (2, True)


def test_languages_that_disagree_fail_the_draft(run, tmp_path: Path) -> None:
    other = changed_copy(tmp_path, "issuer.yaml", "每股面值為0.001美元", "每股面值為0.01美元")
    words = ("draft", str(other), *APRIL, "--to", "text", "--out")
    said = run(*words, str(tmp_path / "out"))
    assert said.exit_code == 1
    assert said.stderr.count("error[DRAFT-PARITY]") == 2
    assert "the figure 0.01美元 stands in the zh-Hant draft alone" in said.stderr
    assert "issuer.yaml:231" in said.stderr
    assert len(names(tmp_path / "out")) == 4
    final = run(*words, str(tmp_path / "final"), "--final", "--lang", "en")
    assert final.exit_code == 2
    assert "DRAFT-PARITY" in final.stderr
    assert names(tmp_path / "final") == []
    as_json = in_schema(run(*words, str(tmp_path / "json"), "--format", "json").stdout)
    assert {finding["code"] for finding in as_json["findings"]} == {"DRAFT-PARITY"}


def test_nothing_is_overwritten_without_force_and_all_or_none_is_written(run, tmp_path: Path) -> None:
    taken = tmp_path / "announcement-2026-04-23.zh-Hant.txt"
    taken.write_text("mine", encoding="utf-8")
    words = ("draft", EXAMPLE, *APRIL, "--to", "text", "--out", str(tmp_path))
    said = run(*words)
    assert (said.exit_code, "DRAFT-EXISTS" in said.stderr) == (2, True)
    assert names(tmp_path) == [taken.name]
    assert taken.read_text(encoding="utf-8") == "mine"
    assert run(*words, "--force").exit_code == 0
    assert taken.read_text(encoding="utf-8") != "mine"


HOSTILE = (
    "<HK> & <b>bold</b> </p><script>alert(1)</script> &lt;",
    "{{ 7 * 7 }} {% include 'x' %} {# gone? #}",
    "a \u202egnp.exe\u202c b \u200fc\u2069",
    "\"><img src=x onerror='y'> ]]> <!-- -->",
    "字" * 10_000,
)


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", "", text)


def test_hostile_text_is_printed_as_it_is_everywhere(run, tmp_path: Path) -> None:
    """The name of the kind of transaction stands in headings, sentences, lists and tables of both languages."""
    hostile = " ".join(HOSTILE)
    old = "    name: {en: IDC services, zh-Hant: IDC服務}"
    new = "    name: {en: " + json.dumps(hostile) + ", zh-Hant: " + json.dumps(hostile) + "}"
    other = changed_copy(tmp_path, "agreements/xiaomi-2025.yaml", old, new)
    out = tmp_path / "out"
    assert run("draft", str(other), *APRIL, "--out", str(out)).exit_code in {0, 1}
    for language in ("en", "zh-Hant"):
        page = (out / f"announcement-2026-04-23.{language}.html").read_text(encoding="utf-8")
        assert "<script" not in page
        assert "<img" not in page
        body = page.partition("<body>")[2]
        assert squeezed(hostile) in squeezed(unescape(re.sub(r"<[^>]*>", "", body)))
        assert squeezed(hostile) in squeezed(word_text(out / f"announcement-2026-04-23.{language}.docx"))
        assert squeezed(hostile) in squeezed(
            (out / f"announcement-2026-04-23.{language}.txt").read_text(encoding="utf-8")
        )
    assert run(
        "draft", str(other), *APRIL, "--against", EXAMPLE, "--to", "docx", "--lang", "en", "--out", str(out)
    ).exit_code in {0, 1}
    redline = out / "announcement-2026-04-23.against-kingsoft-cloud.en.docx"
    assert squeezed(hostile) in squeezed(word_text(redline))


def test_a_control_character_is_refused_with_its_place(run, tmp_path: Path) -> None:
    old = "    name: {en: IDC services, zh-Hant: IDC服務}"
    other = changed_copy(
        tmp_path, "agreements/xiaomi-2025.yaml", old, '    name: {en: "IDC \\u0007", zh-Hant: "IDC \\u0007"}'
    )
    said = run("draft", str(other), *APRIL, "--out", str(tmp_path / "out"))
    assert said.exit_code == 2
    assert "agreements/xiaomi-2025.yaml:" in said.stderr
    assert "U+0007" in said.stderr
    assert names(tmp_path / "out") == []


def test_a_template_of_the_companys_own_comes_before_the_shipped_one(run, tmp_path: Path) -> None:
    own = tmp_path / "own" / "announcement" / "sections"
    own.mkdir(parents=True)
    (own / "closing.en.html").write_text("<p>Signed by {{ board.signed_by.name }} for us all.</p>", encoding="utf-8")
    words = ("draft", EXAMPLE, *APRIL, "--lang", "en", "--to", "text")
    changed, shipped = run(*words, "--templates", str(tmp_path / "own")).stdout, run(*words).stdout
    assert "for us all." in changed
    assert "for us all." not in shipped
    assert changed.partition("VIII.")[0] == shipped.partition("VIII.")[0]


def test_a_fault_in_a_template_of_ones_own_is_told_with_its_line(run, tmp_path: Path) -> None:
    own = tmp_path / "announcement" / "sections"
    own.mkdir(parents=True)
    (own / "closing.en.html").write_text('<p>Fine</p>\n{% include "../../secret.html" %}', encoding="utf-8")
    result = run("draft", EXAMPLE, *APRIL, "--lang", "en", "--to", "text", "--templates", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "../../secret.html is not inside the template folders" in result.stderr
    assert "closing.en.html:2:" in result.stderr


def test_a_final_draft_holds_no_paraphrase_of_prescribed_words(run, tmp_path: Path) -> None:
    """In July every fact is known but the owner of Xiaomi; the disclaimer is a paraphrase, marked as one."""
    out = tmp_path / "final"
    result = run("draft", EXAMPLE, "--as-of", "2025-07-29", "--lang", "en", "--final", "--out", str(out))
    assert (result.exit_code, names(out)) == (2, [])
    assert (
        "the en draft is not final: “[Paraphrase, to be replaced by the prescribed wording]” is left" in result.stderr
    )


def test_what_is_complete_is_written_as_final(run, tmp_path: Path) -> None:
    result = run("draft", "examples/lamplight", "--as-of", "2026-10-12", "--final", "--out", str(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(names(tmp_path)) == 8
