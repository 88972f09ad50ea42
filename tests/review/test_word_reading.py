"""Word files as Word writes them: text boxes, notes, tracked changes, fields, numbered headings, nested tables."""

from __future__ import annotations

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from review_bench import read_word_document, texts

NS = nsdecls("w")
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def read(*paragraphs: str) -> list[str]:
    """Give the texts of a document whose body is made of the given XML."""
    word = docx.Document()
    for xml in paragraphs:
        word.element.body.insert(len(word.element.body) - 1, parse_xml(xml))
    return texts(read_word_document(word))


def paragraph(inner: str) -> str:
    return f"<w:p {NS} {MC} {WPS} {VML}>{inner}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_text_box_is_read_once_though_word_stores_it_twice() -> None:
    box = f"<w:txbxContent><w:p>{run('in the box')}</w:p></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    alternative = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert read(paragraph(run("before") + alternative)) == ["before", "in the box"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    inserted = f'<w:ins w:id="1" w:author="a">{run("new ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>'
    assert read(paragraph(run("the ") + inserted + deleted + run("cap"))) == ["the new cap"]


def test_moved_text_is_read_at_its_new_place_only() -> None:
    gone = f'<w:moveFrom w:id="1" w:author="a">{run("moved")}</w:moveFrom>'
    here = f'<w:moveTo w:id="2" w:author="a">{run("moved")}</w:moveTo>'
    assert read(paragraph(gone), paragraph(run("then ") + here)) == ["then moved"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    assert read(paragraph(mark + run("one ")), paragraph(run("two"))) == ["one two"]


def test_fields_links_and_content_controls_give_what_they_show() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    field += f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("II")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    link = f"<w:hyperlink>{run(' link')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtContent>{run(' control')}</w:sdtContent></w:sdt>"
    assert read(paragraph(field + link + control)) == ["II link control"]


def test_a_table_in_a_table_is_read_in_order() -> None:
    word = docx.Document()
    outer = word.add_table(1, 2)
    outer.cell(0, 0).text = "left"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "inside"
    outer.cell(0, 1).paragraphs[-1].text = "after"
    assert texts(read_word_document(word)) == ["left", "inside", "after"]


def test_a_deleted_row_is_left_out() -> None:
    word = docx.Document()
    table = word.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "kept", "deleted"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {NS} w:id="1" w:author="a"/>'))
    assert texts(read_word_document(word)) == ["kept"]


def test_footnotes_are_read_without_their_separators() -> None:
    word = docx.Document()
    word.add_paragraph("body")
    separator = f'<w:footnote w:type="separator" w:id="-1"><w:p>{run("no")}</w:p></w:footnote>'
    note = f'<w:footnote w:id="1"><w:p>{run("RMB1.0 million")}</w:p></w:footnote>'
    xml = f"<w:footnotes {NS}>{separator}{note}</w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    draft = read_word_document(word)
    assert [(str(each.kind), each.text) for each in draft.passages] == [
        ("paragraph", "body"),
        ("footnote", "RMB1.0 million"),
    ]


def test_headers_and_footers_are_read() -> None:
    word = docx.Document()
    word.add_paragraph("body")
    word.sections[0].header.paragraphs[0].text = "strictly private"
    assert texts(read_word_document(word)) == ["body", "strictly private"]


def test_numbers_that_word_prints_belong_to_headings() -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="91">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    for title in ("Terms", "Parties"):
        heading = word.add_heading(title, 1)
        heading._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>')
        )
    assert texts(read_word_document(word)) == ["I. Terms", "II. Parties"]


def test_paragraphs_know_the_headings_above_them() -> None:
    word = docx.Document()
    word.add_heading("I. TERMS", 1)
    word.add_heading("A. Supply", 2)
    word.add_paragraph("here")
    word.add_heading("II. PARTIES", 1)
    word.add_paragraph("there")
    sections = {each.text: each.section for each in read_word_document(word).passages}
    assert sections["here"] == ("I. TERMS", "A. Supply")
    assert sections["there"] == ("II. PARTIES",)


@pytest.mark.parametrize("colour", ["yellow", "cyan"])
def test_highlighted_words_are_remembered(colour: str) -> None:
    marked = f'<w:r><w:rPr><w:highlight w:val="{colour}"/></w:rPr><w:t>to check</w:t></w:r>'
    word = docx.Document()
    word.element.body.insert(0, parse_xml(paragraph(run("a sum ") + marked)))
    assert read_word_document(word).passages[0].marked == ("to check",)
