"""Limits of a schema (lengths, counts, sizes), worded one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.reading.schema_expectations import quoted
from validator.reading.schema_fault import Fault, Words

if TYPE_CHECKING:
    from collections.abc import Callable


def _least_length(fault: Fault) -> Words:
    if fault.found == "":
        return Words("this text is empty", "empty", "fill it in, or delete the key where nothing is known")
    return Words(f"{quoted(fault.found)} has {len(fault.found)} characters; at least {fault.expected} are needed")


def _most_length(fault: Fault) -> Words:
    return Words(f"this text has {len(fault.found):,} characters; at most {fault.expected:,} are allowed")


def _fewest_elements(fault: Fault) -> Words:
    if not fault.found:
        return Words("this list is empty", "empty", f"give at least {_counted(fault.expected, 'element')}")
    return Words(f"this list has {_counted(len(fault.found), 'element')}; at least {fault.expected} are needed")


def _most_elements(fault: Fault) -> Words:
    found = _counted(len(fault.found), "element")
    return Words(f"this list has {found}; at most {_counted(fault.expected, 'is', 'are')} allowed")


def _fewest_keys(fault: Fault) -> Words:
    if not fault.found:
        return Words("this mapping is empty", "empty", f"give at least {_counted(fault.expected, 'key')}")
    return Words(f"this mapping has {_counted(len(fault.found), 'key')}; at least {fault.expected} are needed")


def _most_keys(fault: Fault) -> Words:
    found = ", ".join(f"`{key}`" for key in fault.found)
    return Words(f"this mapping has the keys {found}; at most {_counted(fault.expected, 'is', 'are')} allowed")


def _repeated(fault: Fault) -> Words:
    seen: list[Any] = []
    for each in fault.found:
        if each in seen and not isinstance(each, dict | list):
            return Words(f"{quoted(each)} stands in this list more than once", help="keep it once")
        seen.append(each)
    return Words("this list holds the same element more than once", help="keep it once")


def _bound(words: str) -> Callable[[Fault], Words]:
    return lambda fault: Words(f"{fault.found} is not allowed here; the number must be {words} {fault.expected}")


def _contains(fault: Fault) -> Words:
    wanted = fault.expected if isinstance(fault.expected, dict) else {}
    what = wanted.get("x-expected") or wanted.get("title") or "an element of the kind asked for"
    return Words(f"this list does not hold {what}")


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


LIMITS: dict[str, Callable[[Fault], Words]] = {
    "minLength": _least_length,
    "maxLength": _most_length,
    "minItems": _fewest_elements,
    "maxItems": _most_elements,
    "minProperties": _fewest_keys,
    "maxProperties": _most_keys,
    "uniqueItems": _repeated,
    "minimum": _bound("at least"),
    "maximum": _bound("at most"),
    "exclusiveMinimum": _bound("above"),
    "exclusiveMaximum": _bound("below"),
    "multipleOf": _bound("a multiple of"),
    "contains": _contains,
}
