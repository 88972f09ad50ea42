"""What a schema expected and what was found instead, as phrases for a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.reading.suggestions import one_of

if TYPE_CHECKING:
    from validator.reading.schema_fault import Fault
    from validator.reading.schema_paths import Chain

_KINDS = {
    "object": "a mapping (`key: value` lines)",
    "array": "a list (lines that start with `- `)",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
_LONGEST_QUOTE = 60
_UNIT = re.compile(r"[A-Z]{3} -?[0-9]|[0-9] ?%|[0-9] (?:business day|day|week|month|year)")


def quoted(value: Any) -> str:
    """Give a value as it is written in a file, between backticks and cut where it is long."""
    text = (
        {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else str(value)
    )
    return f"`{text}`" if len(text) <= _LONGEST_QUOTE else f"`{text[:_LONGEST_QUOTE]}…`"


def found_phrase(value: Any) -> str:
    """Say what kind of value was found: "the number 82", "text `abc`", "a list"."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return quoted(value)
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"the number {value}" if isinstance(value, int) else f"the text {quoted(value)}"


def name_of(fault: Fault) -> str:
    """Name the value at fault by its key, or by its number in a list."""
    if not fault.path:
        return "this document"
    last = fault.path[-1]
    if isinstance(last, str):
        return f"`{last}`"
    holder = next((f" of `{part}`" for part in reversed(fault.path) if isinstance(part, str)), "")
    return f"element {last + 1}{holder}"


def expected_phrase(fault: Fault) -> str:
    """Say what would be right: in the schema's own words (`x-expected`), else by its branches, words or kind."""
    stated = stated_expectation(fault.schemas)
    if stated:
        return stated
    if fault.branches:
        phrases = [expected_phrase(branch[0]) for branch in fault.branches]
        return one_of(list(dict.fromkeys(phrases)))
    if fault.keyword in {"enum", "const"}:
        return one_of([quoted(each) for each in words_allowed(fault)])
    return _kind(fault) + such_as(fault.schemas)


def stated_expectation(schemas: Chain) -> str:
    """Give the schema's own words for what it expects (`x-expected`), the nearest first, or an empty text."""
    return str(_first(schemas, "x-expected") or "")


def such_as(schemas: Chain) -> str:
    """Give ", such as `a` or `b`" from the examples of a schema, or an empty text."""
    examples = [quoted(each) for each in _first(schemas, "examples") or () if not isinstance(each, dict | list)]
    return f", such as {one_of(examples[:3])}" if examples else ""


def words_allowed(fault: Fault) -> list[Any]:
    """Give the values that an `enum` or a `const` allows."""
    return list(fault.expected) if fault.keyword == "enum" else [fault.expected]


def asks_for_a_unit(fault: Fault) -> bool:
    """Tell whether the schema's words or examples show a quantity with a unit."""
    examples = " ".join(str(each) for each in _first(fault.schemas, "examples") or ())
    return bool(_UNIT.search(f"{_first(fault.schemas, 'x-expected') or ''} {examples}"))


def about(schemas: Chain) -> str:
    """Say what a value is for, from the title and the description of its schema."""
    words = [
        str(each).strip().rstrip(".") for each in (_first(schemas, "title"), _first(schemas, "description")) if each
    ]
    return ": ".join(words)


def _kind(fault: Fault) -> str:
    kinds = _first(fault.schemas, "type")
    names = [kinds] if isinstance(kinds, str) else list(kinds or ())
    return one_of([_KINDS[name] for name in names if name in _KINDS]) or "another value"


def _first(schemas: Chain, annotation: str) -> Any:
    return next((schema[annotation] for schema in schemas if schema.get(annotation)), None)
