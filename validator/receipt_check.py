"""Hold a receipt against the rules and data of today: which files differ, are missing or are new."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, NoReturn

from validator.findings import Finding, Place, ReadingError, Severity
from validator.reading.quantities import parse_date
from validator.reading.schema_files import compiled
from validator.reading.source import read_source
from validator.receipt import HashedFile, Receipt
from validator.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

_MOST_BYTES = 256 * 1024 * 1024  # an output with all its traces is larger than any data file
BROKEN = ("RECEIPT-CHANGED", "RECEIPT-MISSING", "RECEIPT-NEW")
_IN_PAGE = re.compile('<meta name="listing-rules-receipt" content="([^"]*)">')
_IN_TEXT = re.compile(r"^\[receipt (\{.*\})\]$", re.MULTILINE)
_SHORT = 12  # digits of a hash that tell two files apart to a reader


@dataclass(frozen=True)
class Folders:
    """The folders of the files of a receipt, as messages show them."""

    rules: PurePosixPath
    data: PurePosixPath


def read_receipt(file: Path) -> Receipt:
    """Read the receipt that a JSON output, an HTML page or a draft carries, or a receipt by itself.

    Raises `ReadingError`: RECEIPT-JSON where the file is neither, RECEIPT-ABSENT where it carries no receipt,
    RECEIPT-SHAPE where the receipt is not as its schema says; and what `read_source` raises.
    """
    shown = file.as_posix()
    text = _of_word(file, shown) if file.suffix.lower() == ".docx" else _of_text(file, shown)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        _refuse("RECEIPT-JSON", f"{shown} is not JSON: {error}", shown)
    bare = data.get("receipt", data) if isinstance(data, dict) else data
    if isinstance(bare, dict) and "receipts" in bare:
        message = (
            f"{shown} carries two receipts, `before` and `after`: put the one to be checked into a file of its own"
        )
        _refuse("RECEIPT-ABSENT", message, shown)
    if not isinstance(bare, dict) or "program_version" not in bare:
        _refuse("RECEIPT-ABSENT", f"{shown} carries no receipt", shown)
    for fault in compiled("receipt", resource_folder("schemas")).iter_errors(bare):
        where = "".join(f" › {part}" for part in fault.instance_path)
        _refuse("RECEIPT-SHAPE", f"the receipt in {shown} is malformed{where}: {fault.message}", shown)
    return _receipt(bare)


def _of_word(file: Path, shown: str) -> str:
    from validator.drafting.formats.word_receipt import attached  # noqa: PLC0415  # few receipts stand in Word

    try:
        found = attached(file.read_bytes())
    except OSError as error:
        _refuse("RECEIPT-JSON", f"{shown} cannot be read: {error.strerror}", shown)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        _refuse("RECEIPT-JSON", f"{shown} is no Word file: {error}", shown)
    if found is None:
        _refuse("RECEIPT-ABSENT", f"{shown} carries no receipt", shown)
    return found


def _of_text(file: Path, shown: str) -> str:
    text = read_source(file, shown, _MOST_BYTES).text
    if text.startswith("<!DOCTYPE html>"):
        in_page = _IN_PAGE.search(text)
        return unescape(in_page[1]) if in_page else text
    in_text = _IN_TEXT.search(text)
    return in_text[1] if in_text else text


def _refuse(code: str, message: str, shown: str) -> NoReturn:
    remedy = (
        "give what a command printed with --format json, its HTML page, or a file that `draft` wrote, whole; a draft "
        "without data lines has none"
    )
    raise ReadingError(Finding(code, Severity.ERROR, message, _top(shown), help=remedy)) from None


def _receipt(data: dict[str, Any]) -> Receipt:
    as_of = parse_date(data["as_of"]) if data["as_of"] else None
    files = None if data["data"] is None else _files(data["data"])
    return Receipt(data["program_version"], as_of, _files(data["rules"]), files)


def _files(files: list[dict[str, str]]) -> tuple[HashedFile, ...]:
    return tuple(HashedFile(each["file"], each["sha256"]) for each in files)


def differences(old: Receipt, now: Receipt, folders: Folders) -> Iterator[Finding]:
    """Give a finding for each file that is not as the receipt says, and a note where the program or the day differs."""
    yield from _compare("rule", old.rules, now.rules, folders.rules)
    if old.data is not None and now.data is not None:
        yield from _compare("data", old.data, now.data, folders.data)
    if old.program_version != now.program_version:
        message = f"the receipt is of listing-rules {old.program_version}; this is {now.program_version}"
        remedy = "the same files may give another result; install that version to repeat it"
        yield Finding("RECEIPT-VERSION", Severity.NOTE, message, help=remedy)
    if old.as_of and now.as_of and old.as_of != now.as_of:
        message = f"the receipt is as of {old.as_of}, this check as of {now.as_of}"
        yield Finding("RECEIPT-AS-OF", Severity.NOTE, message, help="leave --as-of out to take the receipt's day")


def _compare(
    kind: str, old: tuple[HashedFile, ...], now: tuple[HashedFile, ...], folder: PurePosixPath
) -> Iterator[Finding]:
    was, is_ = ({each.file: each.sha256 for each in files} for files in (old, now))
    for file in sorted({*was, *is_}):
        name, place = f"the {kind} file {file}", _top(str(folder / file))
        if file not in is_:
            remedy = "restore it, or run again what the receipt belongs to"
            yield Finding(
                "RECEIPT-MISSING", Severity.ERROR, f"{name} is in the receipt and no longer used", help=remedy
            )
        elif file not in was:
            remedy = "run again what the receipt belongs to, or remove the file"
            yield Finding("RECEIPT-NEW", Severity.ERROR, f"{name} is used and not in the receipt", place, help=remedy)
        elif was[file] != is_[file]:
            message = f"{name} has changed: its sha256 was {was[file][:_SHORT]}… and is {is_[file][:_SHORT]}…"
            remedy = "run again what the receipt belongs to, or restore the file"
            yield Finding("RECEIPT-CHANGED", Severity.ERROR, message, place, help=remedy)


def _top(shown: str) -> Place:
    return Place(shown, 1, 1, 1, 1)
