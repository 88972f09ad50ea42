"""Text files read strictly: UTF-8 without a byte order mark, of a bounded size, free of control characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from validator.findings import Finding, Place, ReadingError, Severity

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024
LINE_BREAK = re.compile("\r\n|\r|\n")
# Besides control characters: separators that YAML counts as line ends and editors do not, byte order marks inside
# the text, and code points that are no characters. A line number must mean the same to everybody.
REFUSED_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]",
)
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Source:
    """A file's text together with the path shown to the user."""

    shown: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Give the lines without their ends; a text that ends in a line break has an empty last line."""
        return tuple(LINE_BREAK.split(self.text))

    def place(self, start: int, end: int) -> Place:
        """Give the place of `text[start:end]`."""
        line, column = _position_after(self.text[:start])
        end_line, end_column = _position_after(self.text[:end])
        return Place(self.shown, line, column, end_line, end_column)


def read_source(path: Path, shown: str | None = None, max_bytes: int = MAX_BYTES) -> Source:
    """Read a text file.

    `shown` is the path that messages print (by default the path as given). Raises ReadingError with one finding:
    DATA-READ, DATA-SIZE, DATA-ENCODING or DATA-CHARACTER.
    """
    name = path.as_posix() if shown is None else shown
    return source_from_text(_decoded(_bytes_of(path, name, max_bytes), name), name)


def lines_to_show(path: Path, max_bytes: int = MAX_BYTES) -> tuple[str, ...] | None:
    """Give the lines of a file for a message about it, whatever they hold; None where it cannot be read."""
    try:
        data = _bytes_of(path, path.as_posix(), max_bytes)
    except ReadingError:
        return None
    return Source(path.as_posix(), data.decode("utf-8", errors="replace")).lines


def source_from_text(text: str, shown: str = "<text>") -> Source:
    """Make a source of a text that is already at hand; raises ReadingError (DATA-CHARACTER)."""
    source = Source(shown, text)
    refuse_characters(source)
    return source


def refuse_characters(source: Source) -> None:
    """Raise ReadingError (DATA-CHARACTER) at the first character that no text file of ours may hold."""
    found = REFUSED_CHARACTER.search(source.text)
    if found is None:
        return
    _refuse(
        "DATA-CHARACTER",
        f"the file holds the invisible character {character_name(found[0])}; only line ends and tabs are allowed",
        source.place(found.start(), found.end()),
        "delete it here; it often comes with text pasted from a PDF or a word processor",
    )


def character_name(character: str) -> str:
    """Name a character by its code point and, where it has one, its Unicode name."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"


def _bytes_of(path: Path, shown: str, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except (OSError, ValueError) as problem:
        message, remedy = _unreadable(problem, path)
        _refuse("DATA-READ", f"{shown} {message}", _top(shown), remedy)
    if len(data) > max_bytes:
        _refuse(
            "DATA-SIZE",
            f"{shown} is larger than the limit of {max_bytes:,} bytes",
            _top(shown),
            "split it into several files; transactions one a row belong in ledger/",
        )
    return data


def _unreadable(problem: Exception, path: Path) -> tuple[str, str]:
    if isinstance(problem, FileNotFoundError):
        return "does not exist", "check the name and the folder"
    if isinstance(problem, IsADirectoryError) or (isinstance(problem, PermissionError) and path.is_dir()):
        return "is a folder, not a file", "name a file inside it"
    if isinstance(problem, PermissionError):
        return "may not be read by this user", "change the permissions of the file"
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return f"cannot be read: {reason}", "check the path and the disk"


def _decoded(data: bytes, shown: str) -> str:
    if data.startswith(_UTF8_MARK):
        _refuse(
            "DATA-ENCODING",
            f"{shown} starts with a byte order mark (the bytes EF BB BF)",
            _top(shown),
            'save the file as "UTF-8", not as "UTF-8 with BOM"',
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        _refuse_bytes(data, problem.start, shown)


def _refuse_bytes(data: bytes, start: int, shown: str) -> NoReturn:
    line, column = _position_after(data[:start].decode("utf-8"))
    what = "the file is UTF-16" if data.startswith(_UTF16_MARKS) else f"the byte {data[start]:02X} is not UTF-8"
    _refuse(
        "DATA-ENCODING",
        f"{what}; every file must be UTF-8",
        Place(shown, line, column, line, column + 1),
        "save the file as UTF-8 (not Big5, GBK or UTF-16)",
    )


def _position_after(before: str) -> tuple[int, int]:
    lines = LINE_BREAK.split(before)
    return len(lines), len(lines[-1]) + 1


def _top(shown: str) -> Place:
    return Place(shown, 1, 1, 1, 1)


def _refuse(code: str, message: str, place: Place, remedy: str) -> NoReturn:
    raise ReadingError(Finding(code, Severity.ERROR, message, place, help=remedy))
