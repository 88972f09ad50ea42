"""Files that are no draft, or want to hurt: a clear error, never a traceback."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from review_bench import word_bytes

from validator.review import reading, word_package
from validator.review.reading import read_draft
from validator.review.refusals import ReviewError

if TYPE_CHECKING:
    from pathlib import Path


def refused(folder: Path, name: str, data: bytes) -> str:
    file = folder / name
    file.write_bytes(data)
    with pytest.raises(ReviewError) as error:
        read_draft(file)
    (finding,) = error.value.findings
    assert finding.code == "REVIEW-UNREADABLE"
    return finding.message


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def test_a_text_that_is_called_docx(tmp_path: Path) -> None:
    assert "no Word document" in refused(tmp_path, "a.docx", b"just words")


def test_a_zip_that_is_no_word_document(tmp_path: Path) -> None:
    assert "no Word document" in refused(tmp_path, "a.docx", packed(a=b"1"))


def test_a_truncated_word_document(tmp_path: Path) -> None:
    whole = word_bytes(docx.Document())
    assert "no Word document" in refused(tmp_path, "a.docx", whole[: len(whole) // 2])


def test_a_file_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "_MOST_UNPACKED", 1_000_000)
    assert "unpacks to 2,000,000 bytes" in refused(tmp_path, "a.docx", packed(word=b"0" * 2_000_000))


def test_a_document_type_with_entities(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert "declares a document type" in refused(tmp_path, "a.docx", packed(**{"word__document.xml": bomb}))


def test_an_old_word_file(tmp_path: Path) -> None:
    assert "old or encrypted" in refused(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_another_encoding(tmp_path: Path, name: str) -> None:
    assert "UTF-8" in refused(tmp_path, name, "關連交易".encode("big5"))


def test_a_binary_file(tmp_path: Path) -> None:
    assert "zero bytes" in refused(tmp_path, "a.txt", b"a\0b")


def test_an_empty_file(tmp_path: Path) -> None:
    assert "holds no text" in refused(tmp_path, "a.txt", b"\n \n")


def test_an_unknown_suffix(tmp_path: Path) -> None:
    assert "suffixes" in refused(tmp_path, "a.pdf", b"%PDF")


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert "larger than the limit" in refused(tmp_path, "a.txt", b"0123456789a")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="cannot be read"):
        read_draft(tmp_path / "none.docx")
