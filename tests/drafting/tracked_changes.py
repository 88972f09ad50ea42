"""What Word does when all tracked changes of a file are accepted or rejected, as far as text and tables go.

By ECMA-376 part 1, 17.13.5: a run inside w:ins goes when it is rejected, one inside w:del when it is accepted; a row
with w:ins or w:del in its properties goes as a whole; a paragraph whose mark goes is joined to the next one;
w:pPrChange holds the properties that rejecting restores.
"""

from __future__ import annotations

import copy
import io

import docx
from docx.oxml.ns import qn

GOES = {"accept": "w:del", "reject": "w:ins"}


def settled(data: bytes, how: str):
    """Give the body of a Word file after all changes were accepted or rejected."""
    body = copy.deepcopy(docx.Document(io.BytesIO(data)).element.body)
    gone = qn(GOES[how])
    for row in list(body.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{gone}") is not None:
            row.getparent().remove(row)
    for table in list(body.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
    for change in list(body.iter(gone)):
        if change.find(qn("w:r")) is not None:
            change.getparent().remove(change)
    for before in list(body.iter(qn("w:pPrChange"))) if how == "reject" else ():
        properties, (was,) = before.getparent(), before
        was.extend(properties.findall(qn("w:rPr")))
        properties.getparent().replace(properties, was)
    for container in (body, *body.iter(qn("w:tc"))):
        _join(container, gone)
    return body


def _join(container, gone: str) -> None:
    for paragraph in list(container.findall(qn("w:p"))):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{gone}") is None:
            continue
        following = paragraph.getnext()
        left = [child for child in paragraph if child.tag != qn("w:pPr")]
        if following is not None and following.tag == qn("w:p"):
            place = 1 if following.find(qn("w:pPr")) is not None else 0
            for child in reversed(left):
                following.insert(place, child)
        else:
            # Word keeps the mark that ends a cell or a document; before a table only an empty paragraph can go.
            assert following is not None, "the last mark cannot go"
            assert following.tag == qn("w:tbl"), following.tag
            assert not _text(paragraph)
        container.remove(paragraph)


def content(body) -> list[object]:
    """Give paragraphs as (style, text) and tables as rows of cells of such."""
    found: list[object] = []
    for child in body:
        if child.tag == qn("w:p"):
            found.append((_style(child), _text(child)))
        elif child.tag == qn("w:tbl"):
            found.append([[content(cell) for cell in row.findall(qn("w:tc"))] for row in child.findall(qn("w:tr"))])
    return found


def written(data: bytes) -> list[object]:
    return content(docx.Document(io.BytesIO(data)).element.body)


def _style(paragraph) -> str | None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if style is None else style.get(qn("w:val"))


def _text(paragraph) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    parts = (signs.get(each.tag) or each.text or "" for each in paragraph.iter(*signs, qn("w:t"), qn("w:delText")))
    return "".join(parts)
