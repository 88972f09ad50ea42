"""Values of the wrong kind, form or wording, worded one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.reading.schema_expectations import (
    asks_for_a_unit,
    expected_phrase,
    found_phrase,
    name_of,
    quoted,
    stated_expectation,
    such_as,
    words_allowed,
)
from validator.reading.schema_fault import Fault, Words
from validator.reading.suggestions import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(r"-?[0-9][0-9,_]*(\.[0-9]+)?")
_KEY_WITHOUT_SPACE = re.compile(r"[\w-]+:\S")
_SWITCHES = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def _kind(fault: Fault) -> Words:
    expected = expected_phrase(fault)
    if special := _bare(fault):
        return special
    if isinstance(fault.found, int) and not isinstance(fault.found, bool) and fault.expected == "string":
        remedy = f'put it in quotes: "{fault.found}"' if not such_as(fault.schemas) else f"write {expected}"
        return Words(f"{fault.found} is a number; expected {expected}", "a number", remedy)
    message = f"{name_of(fault)} is {found_phrase(fault.found)}; expected {expected}"
    return Words(message, help=_slip(fault))


def _slip(fault: Fault) -> str:
    """Give the remedy for slips that YAML reads as another kind of value."""
    if not isinstance(fault.found, str):
        return ""
    if fault.expected == "boolean" and fault.found.lower() in _SWITCHES:
        return f"write {_SWITCHES[fault.found.lower()]}"
    if fault.expected == "object" and _KEY_WITHOUT_SPACE.match(fault.found):
        return "put a space after each colon"
    if fault.expected == "integer" and _NUMBER.fullmatch(fault.found):
        return "write digits only, without quotes, commas or a decimal point"
    return ""


def _bare(fault: Fault) -> Words | None:
    """Word nothing at all, and a number without its unit, whatever was expected; None for any other value."""
    if fault.found is None:
        return Words(f"{name_of(fault)} has no value; expected {expected_phrase(fault)}", "no value")
    if not _is_bare_number(fault.found) or not asks_for_a_unit(fault):
        return None
    stated = stated_expectation(fault.schemas)
    how = f"as {stated}" if stated else f"with its unit{such_as(fault.schemas)}"
    return Words(f"{fault.found} has no unit; write it {how}", "no unit")


def _is_bare_number(value: Any) -> bool:
    if isinstance(value, str):
        return bool(_NUMBER.fullmatch(value))
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(fault: Fault) -> Words:
    if fault.key is not None:
        return Words(f"the key {quoted(fault.key)} is not {_form(fault)}", "this key")
    if special := _bare(fault):
        return special
    if fault.keyword == "format" and fault.expected == "date":
        return _day(fault)
    return Words(f"{quoted(fault.found)} is not {_form(fault)}")


def _day(fault: Fault) -> Words:
    looks_right = bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", str(fault.found)))
    reason = "is not a day of the calendar" if looks_right else "is not a date written as year-month-day"
    return Words(f"{quoted(fault.found)} {reason}", help="write a date as 2025-07-29")


def _form(fault: Fault) -> str:
    stated = stated_expectation(fault.schemas)
    return stated or f"written in the form asked for{such_as(fault.schemas) or f' ({fault.expected})'}"


def _word(fault: Fault) -> Words:
    allowed = words_allowed(fault)
    found = fault.key if fault.key is not None else fault.found
    guess = did_you_mean(str(found), [each for each in allowed if isinstance(each, str)])
    listed = one_of([quoted(each) for each in allowed])
    if isinstance(found, dict | list) or found is None:
        return Words(f"{name_of(fault)} is {found_phrase(found)}; expected {listed}")
    if fault.key is not None:
        return Words(f"{quoted(found)} is not a key that may stand here", guess, f"the keys are {listed}")
    return Words(f"{quoted(found)} is not a value that {name_of(fault)} may have", guess, f"write {listed}")


def choice(fault: Fault) -> Words:
    """Word a value that fits none of several branches, or more of them than one."""
    missing = [branch[0].key for branch in fault.branches if branch[0].keyword == "required" and branch[0].key]
    if missing and len(missing) == len(fault.branches):
        keys = one_of([f"`{key}`" for key in dict.fromkeys(missing)])
        return Words(f"{name_of(fault)} needs {keys}", f"{keys} is missing here")
    if special := _bare(fault):
        return special
    if fault.keyword == "oneOf" and not fault.branches:
        return Words(f"{name_of(fault)} can be read in more than one way", help="keep the keys of one way only")
    return Words(f"{name_of(fault)} is {found_phrase(fault.found)}; expected {expected_phrase(fault)}")


VALUES: dict[str, Callable[[Fault], Words]] = {
    "type": _kind,
    "pattern": _pattern,
    "format": _pattern,
    "enum": _word,
    "const": _word,
    "anyOf": choice,
    "oneOf": choice,
}
