"""A user's own Word file lends a draft its look and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from announcement_bench import LANGUAGES, drafts
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from tracked_changes import written

from validator.drafting.formats.word import write_word
from validator.findings import DraftingError

if TYPE_CHECKING:
    from conftest import Bench

DAY = dt.date(2026, 4, 23)


def saved(word: Any) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def house_style() -> Any:
    word = docx.Document()
    word.add_paragraph("Privileged and confidential")
    word.styles["Heading 1"].font.color.rgb = RGBColor(200, 0, 0)
    word.styles["Normal"].font.name = "Arial"
    section = word.sections[0]
    section.left_margin = Mm(40)
    section.header.paragraphs[0].text = "House & Partners"
    return word


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_look_is_the_users_and_the_text_ours(language: str) -> None:
    document = drafts("2026-04-23")[language].document
    data = write_word(document, dated=DAY, reference=saved(house_style()))
    word = docx.Document(io.BytesIO(data))
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(200, 0, 0)
    assert word.styles["Normal"].font.name == "Arial"
    assert round((word.sections[0].left_margin or 0) / Mm(1)) == 40
    assert word.sections[0].header.paragraphs[0].text == "House & Partners"
    footer: Any = word.sections[0].footer.paragraphs[0]._p
    assert [t.text for t in footer.xpath(".//w:instrText")] == ["PAGE", "NUMPAGES"]
    plain = docx.Document(io.BytesIO(write_word(document, dated=DAY)))
    texts = [[p.text for p in each.element.body.iter(qn("w:t"))] for each in (word, plain)]
    assert texts[0] == texts[1]
    assert len(list(word.comments)) == len(list(plain.comments))
    assert data == write_word(document, dated=DAY, reference=saved(house_style()))


def test_missing_styles_and_numbering_are_added(bench: Bench) -> None:
    word = docx.Document()
    for style in list(word.styles):
        if style.name not in {"Normal", "Default Paragraph Font"}:
            style.delete()
    relations = word.part.rels
    del relations[next(key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.NUMBERING)]
    draft = bench.draft("<h1>I.</h1><p>a</p><ol><li>b</li></ol><table class='figures'><tr><td>c</td></tr></table>")
    data = write_word(draft, reference=saved(word))
    assert written(data) == written(write_word(draft))
    own = docx.Document(io.BytesIO(data))
    assert {"Heading 1", "List Number", "Table Text", "Table Grid"} <= {style.name for style in own.styles}
    bases = {xml.get(qn("w:val")) for xml in own.styles.element.iter(qn("w:basedOn"))}
    assert bases <= {style.style_id for style in own.styles}


def test_nothing_of_the_users_text_stays(bench: Bench) -> None:
    word = house_style()
    word.add_comment(word.paragraphs[0].runs[0], "do not tell", "A", "A")
    word.core_properties.subject = word.core_properties.keywords = "secret deal"
    data = write_word(bench.draft("<p>a</p>"), reference=saved(word))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    for secret in (b"Privileged", b"do not tell", b"secret deal"):
        assert secret not in everything


def test_a_footer_of_the_users_own_stays(bench: Bench) -> None:
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "Our footer"
    own = docx.Document(io.BytesIO(write_word(bench.draft("<p>a</p>"), reference=saved(word))))
    assert [p.text for p in own.sections[0].footer.paragraphs] == ["Our footer"]


def changed(file: bytes, part: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, data.replace(old, new) if name == part else data)
    return target.getvalue()


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 70 * 2**20)
    return target.getvalue()


def linked() -> bytes:
    word = docx.Document()
    header = word.sections[0].header
    header.paragraphs[0].text = "x"
    header.part.relate_to("https://example.com/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    return saved(word)


def with_wrong_kind() -> bytes:
    word = docx.Document()
    word.styles["Heading 1"].element.set(qn("w:type"), "character")
    return saved(word)


BROKEN = {
    "no zip": b"This is not a Word file",
    "empty": b"",
    "cut short": saved(docx.Document())[:2000],
    "no document": changed(saved(docx.Document()), "[Content_Types].xml", b"document.main", b"template.main"),
    "broken XML": changed(saved(docx.Document()), "word/document.xml", b"</w:body>", b""),
    "broken styles": changed(saved(docx.Document()), "word/styles.xml", b"</w:styles>", b""),
    "no page": changed(saved(docx.Document()), "word/document.xml", b"w:sectPr", b"w:p"),
    "too large": bomb(),
    "a picture from elsewhere": linked(),
    "a style of the wrong kind": with_wrong_kind(),
}


@pytest.mark.parametrize("file", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_serve_is_refused(bench: Bench, file: bytes) -> None:
    with pytest.raises(DraftingError) as error:
        write_word(bench.draft("<h1>x</h1><p>a</p>"), reference=file)
    finding = error.value.findings[0]
    assert finding.code == "DRAFT-REFERENCE"
    assert finding.message.startswith("the reference document cannot be used: ")
    assert finding.help


def test_the_template_behind_a_file_is_not_fetched(bench: Bench) -> None:
    word = docx.Document()
    key = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).relate_to(
        "https://example.com/evil.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    from validator.drafting.formats.word_xml import made

    element = made("attachedTemplate")
    element.set(qn("r:id"), key)
    word.settings.element.insert(0, element)
    data = write_word(bench.draft("<p>a</p>"), reference=saved(word))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if b"example.com" in parts.read(name)]
