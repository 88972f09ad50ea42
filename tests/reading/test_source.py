from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.findings import Finding, Place, ReadingError
from validator.reading.source import Source, lines_to_show, read_source, source_from_text

if TYPE_CHECKING:
    from pathlib import Path


def refusal(path: Path, **options: int) -> Finding:
    with pytest.raises(ReadingError) as caught:
        read_source(path, "data.yaml", **options)
    (finding,) = caught.value.findings
    return finding


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "data.yaml"
    path.write_bytes(data)
    return path


def test_text_and_lines_come_back_as_written(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, "名稱: 金山雲\r\nb: 1\n".encode()), "issuer.yaml")
    assert source.shown == "issuer.yaml"
    assert source.text == "名稱: 金山雲\r\nb: 1\n"
    assert source.lines == ("名稱: 金山雲", "b: 1", "")


def test_path_is_shown_as_given_where_nothing_else_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: 1\n")
    assert read_source(path).shown == path.as_posix()


def test_missing_file(tmp_path: Path) -> None:
    finding = refusal(tmp_path / "absent.yaml")
    assert finding.code == "DATA-READ"
    assert finding.message == "data.yaml does not exist"
    assert finding.help == "check the name and the folder"


def test_folder(tmp_path: Path) -> None:
    finding = refusal(tmp_path)
    assert (finding.code, finding.message) == ("DATA-READ", "data.yaml is a folder, not a file")


def test_path_that_no_system_accepts(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b").code == "DATA-READ"


def test_size_limit_is_named_and_exact(tmp_path: Path) -> None:
    path = written(tmp_path, b"a: 12345\n")
    assert read_source(path, max_bytes=9).text == "a: 12345\n"
    finding = refusal(path, max_bytes=8)
    assert (finding.code, finding.message) == ("DATA-SIZE", "data.yaml is larger than the limit of 8 bytes")


def test_byte_order_mark(tmp_path: Path) -> None:
    finding = refusal(written(tmp_path, b"\xef\xbb\xbfa: 1\n"))
    assert finding.code == "DATA-ENCODING"
    assert "byte order mark" in finding.message
    assert finding.place == Place("data.yaml", 1, 1, 1, 1)


def test_utf_16(tmp_path: Path) -> None:
    finding = refusal(written(tmp_path, "a: 1\n".encode("utf-16")))
    assert (finding.code, finding.message) == ("DATA-ENCODING", "the file is UTF-16; every file must be UTF-8")


def test_byte_that_is_not_utf_8_is_named_with_its_place(tmp_path: Path) -> None:
    finding = refusal(written(tmp_path, "a: 1\r\n名: ".encode() + "稱".encode("big5hkscs") + b"\n"))
    assert finding.code == "DATA-ENCODING"
    assert finding.message == "the byte BA is not UTF-8; every file must be UTF-8"
    assert (finding.place and (finding.place.line, finding.place.column)) == (2, 4)
    assert finding.help == "save the file as UTF-8 (not Big5, GBK or UTF-16)"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028 (LINE SEPARATOR)"),
        ("\ufeff", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
    ],
)
def test_invisible_characters(tmp_path: Path, character: str, name: str) -> None:
    finding = refusal(written(tmp_path, f"a: 1\n\t𠮷b{character}c\n".encode()))
    assert finding.code == "DATA-CHARACTER"
    assert name in finding.message
    assert finding.place == Place("data.yaml", 2, 4, 2, 5)


def test_lone_carriage_return_ends_a_line() -> None:
    assert source_from_text("a: 1\rb: 2").lines == ("a: 1", "b: 2")


def test_place_of_a_stretch_of_text() -> None:
    assert Source("s", "ab\r\ncd\n").place(4, 6) == Place("s", 2, 1, 2, 3)


def test_lines_to_show_of_a_file_that_may_not_be_read_as_data(tmp_path: Path) -> None:
    assert lines_to_show(written(tmp_path, b"a\xff\x1b\nb")) == ("a\ufffd\x1b", "b")
    assert lines_to_show(tmp_path / "absent") is None


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_with_one_finding(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        assert read_source(path).text == data.decode()
    except ReadingError as error:
        (finding,) = error.findings
        assert finding.code in {"DATA-ENCODING", "DATA-CHARACTER"}
        assert finding.place is not None
        assert finding.help
