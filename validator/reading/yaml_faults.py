"""What the YAML reader refuses although YAML allows it, worded as findings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from validator.findings import Finding, Place, ReadingError, Related, Severity
from validator.reading.source import character_name

if TYPE_CHECKING:
    from validator.reading.source import Source

DEPTH_CODE = "DATA-YAML-DEPTH"
DEPTH_REMEDY = "look for brackets that are opened too often; no file of ours needs this depth"
_TAG = re.compile(r"!\S*")


def duplicate_key(key: str, place: Place, first: Place) -> ReadingError:
    """Refuse a key that its mapping already has."""
    return fault(
        "DATA-YAML-DUPLICATE-KEY",
        f"the key `{key}` stands twice in the same mapping, first in line {first.line}",
        place,
        label="set again here",
        related=(Related(first, f"`{key}` is first set here"),),
        remedy="keep one of the two; only one value could count",
    )


def merge_key(place: Place) -> ReadingError:
    """Refuse `<<`."""
    return fault(
        "DATA-YAML-MERGE",
        "the merge key `<<` is not allowed: a value must stand where it counts",
        place,
        label="merge key",
        remedy="write the keys out here, or put the key in quotes where the text `<<` is meant",
    )


def alias(name: str, place: Place, anchor: Place | None) -> ReadingError:
    """Refuse `*name`."""
    return fault(
        "DATA-YAML-ALIAS",
        f"the alias `*{name}` is not allowed: a value must stand where it counts",
        place,
        label="alias",
        related=(Related(anchor, f"the anchor `&{name}` is set here"),) if anchor else (),
        remedy="write the value out here, or put it in quotes where a text starting with `*` is meant",
    )


def unused_anchor(name: str, place: Place) -> ReadingError:
    """Refuse `&name`."""
    return fault(
        "DATA-YAML-ALIAS",
        f"the anchor `&{name}` is not allowed: aliases to it could not be used",
        place,
        label="anchor",
        remedy="delete it, or put the value in quotes where a text starting with `&` is meant",
    )


def anchor_place(name: str, place: Place) -> Place:
    """Give the place of `&name`, at the start of the value that it names."""
    return replace(place, end_line=place.line, end_column=place.column + len(name) + 1)


def tag(source: Source, place: Place) -> ReadingError:
    """Refuse `!tag`."""
    found = _TAG.search(source.lines[place.line - 1], place.column - 1)
    if found:
        place = Place(place.file, place.line, found.start() + 1, place.line, found.end() + 1)
    return fault(
        "DATA-YAML-TAG",
        f"the tag `{found[0] if found else '!'}` is not allowed: data is read as it is written",
        place,
        label="tag",
        remedy="delete the tag, or put the value in quotes where a text starting with `!` is meant",
    )


def key_is_no_text(found: str, place: Place) -> ReadingError:
    """Refuse a key that is null, a list or a mapping."""
    return fault(
        "DATA-YAML-KEY",
        f"a key must be text, and this one is {found}",
        place,
        label="not a text",
        remedy="write a word before the colon, or put the value in quotes where text in brackets is meant",
    )


def too_deep(limit: int, place: Place) -> ReadingError:
    """Refuse another level of nesting."""
    return fault(
        DEPTH_CODE,
        f"lists and mappings are nested more than {limit} deep here",
        place,
        label=f"level {limit + 1}",
        remedy=DEPTH_REMEDY,
    )


def split_number(place: Place) -> ReadingError:
    """Refuse `{amount: RMB 3,000}`, which YAML reads as the amount `RMB 3` and a key `000`."""
    return fault(
        "DATA-YAML-COMMA",
        "a comma inside brackets or braces ends the value: the number before it would be cut short",
        replace(place, column=place.column - 1),
        label="the value would end here",
        remedy="put the whole value in quotes, or a space after the comma where two values are meant",
    )


def escaped_character(character: str, place: Place) -> ReadingError:
    """Refuse an escape such as `\\x1b` that stands for a control character."""
    return fault(
        "DATA-CHARACTER",
        f"an escape in this text stands for the invisible character {character_name(character)}",
        place,
        label="in this text",
        remedy="take the escape out, or write the text in single quotes where a backslash is meant",
    )


def empty(source: Source, place: Place | None = None) -> ReadingError:
    """Refuse a file or a part between `---` lines that holds nothing."""
    what = "this part of the file" if place else source.shown
    return fault(
        "DATA-YAML-EMPTY",
        f"{what} is empty",
        place or Place(source.shown, 1, 1, 1, 1),
        remedy="delete the `---` line above" if place else "fill the file in, or delete it",
    )


def several_documents(first: Place, second: Place) -> ReadingError:
    """Refuse a second document in a file that may hold one."""
    return fault(
        "DATA-YAML-DOCUMENTS",
        f"the file holds a second document from line {second.line} on; only one is allowed here",
        second,
        label="the second document starts here",
        related=(Related(first, "the first document starts here"),),
        remedy="delete the `---` line between them, or make two files",
    )


def fault(
    code: str, message: str, place: Place, *, label: str = "", related: tuple[Related, ...] = (), remedy: str = ""
) -> ReadingError:
    """Make the error that carries one finding."""
    return ReadingError(Finding(code, Severity.ERROR, message, place, label, related, help=remedy))
