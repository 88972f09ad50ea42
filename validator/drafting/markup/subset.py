"""The small subset of HTML that a draft may use: tags, where each may stand, attributes and classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

INLINE = frozenset({"strong", "em", "br", "span"})
TEXT_BLOCKS = frozenset({"p", "h1", "h2", "h3"})
CONTAINERS = frozenset({"div", "section"})
MIXED = frozenset({"td", "th", "li"})
VOID = frozenset({"br"})

_BLOCKS = TEXT_BLOCKS | CONTAINERS | {"table", "ul", "ol"}

ROOT = ""
CHILDREN: dict[str, frozenset[str]] = {
    ROOT: _BLOCKS,
    **dict.fromkeys(CONTAINERS, _BLOCKS),
    **dict.fromkeys(TEXT_BLOCKS | INLINE - VOID, INLINE),
    **dict.fromkeys(MIXED, INLINE | {"p", "ul", "ol"}),
    "table": frozenset({"thead", "tbody", "tr"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
}
TAGS = frozenset(CHILDREN) - {ROOT} | VOID
HOLDS_TEXT = TEXT_BLOCKS | MIXED | INLINE - VOID

CLASSES = frozenset(
    {
        *("centre", "right", "left", "title", "disclaimer", "signature", "note", "page-break"),
        *("definitions", "terms", "figures", "checklist", "sizes"),
        *("bracketed", "alpha", "roman", "chinese", "plain"),
        *("blank", "illustration", "mark", "figure", "date", "name", "text", "conclusion"),
    }
)
WRITTEN_BY_AUTHORS = frozenset({"class", "colspan", "rowspan", "data-origin", "lang"})
WRITTEN_BY_US = frozenset({"data-ask", "data-at", "title"})

_ONLY_ON = {
    "colspan": frozenset({"td", "th"}),
    "rowspan": frozenset({"td", "th"}),
    "data-origin": frozenset({"span"}),
    "data-ask": frozenset({"span"}),
    "title": frozenset({"span"}),
}
_SPAN_OF_CELLS = re.compile(r"[1-9][0-9]?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def tag_fault(tag: str) -> str | None:
    """Give what is wrong with a tag, or None."""
    if tag in TAGS:
        return None
    return f"the tag <{tag}> is not part of the subset ({', '.join(sorted(TAGS))})"


def self_closing_fault(tag: str) -> str | None:
    """Give what is wrong with a tag that closes itself, or None."""
    return None if tag in VOID else f"<{tag}/> closes itself; write <{tag}></{tag}>"


def attribute_fault(tag: str, name: str, allowed: frozenset[str]) -> str | None:
    """Give what is wrong with an attribute's name on this tag, or None."""
    if name not in allowed:
        return f"the attribute {name} of <{tag}> is not allowed ({', '.join(sorted(allowed))})"
    if tag not in _ONLY_ON.get(name, TAGS):
        return f"the attribute {name} does not belong on <{tag}>"
    return None


def value_fault(tag: str, name: str, value: str) -> str | None:
    """Give what is wrong with an attribute's value, or None."""
    if name == "class":
        unknown = unknown_classes(value.split())
        return f"<{tag}> has the unknown class {unknown[0]}" if unknown else None
    if name in {"colspan", "rowspan"} and not _SPAN_OF_CELLS.fullmatch(value):
        return f"{name} of <{tag}> must be a number from 1 to 99, not {value!r}"
    if name == "lang" and not _LANGUAGE.fullmatch(value):
        return f"lang of <{tag}> must be a language code, not {value!r}"
    return None


def unknown_classes(classes: Iterable[str]) -> list[str]:
    """Give the classes that are not part of the subset, in order."""
    return [name for name in classes if name not in CLASSES]
