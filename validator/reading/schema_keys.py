"""Keys that are missing, misspelt or out of place, worded one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reading.schema_expectations import about, found_phrase, name_of, quoted, stated_expectation
from validator.reading.schema_fault import UNKNOWN_KEY, UNUSED_KEY, Fault, Words
from validator.reading.suggestions import one_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _missing(fault: Fault) -> Words:
    because = f"; `{fault.because_of}` asks for it" if fault.because_of else ""
    what = about(fault.key_schemas)
    expected = stated_expectation(fault.key_schemas)
    remedy = f"add `{fault.key}:` with {expected}" if expected else f"add `{fault.key}:`{f' ({what})' if what else ''}"
    return Words(f"`{fault.key}` is missing{because}", f"`{fault.key}` is missing here", remedy)


def _unknown(fault: Fault) -> Words:
    meant = fault.key_meant()
    guess = f"did you mean `{meant}`?" if meant else ""
    where = f" in {name_of(fault)}" if fault.path and isinstance(fault.path[-1], str) else ""
    keys = [f"`{each}`" for each in fault.known]
    known = f"the keys known here are {one_of(keys, 'and')}" if len(keys) > 1 else f"only {one_of(keys)} is known here"
    remedy = f"write `{meant}`" if meant else known if keys else "delete it"
    return Words(f"{quoted(fault.key)} is not a key that may stand{where or ' here'}", guess or "unknown key", remedy)


def _unused(fault: Fault) -> Words:
    remedy = f"delete it, or give the other keys that go with it; {about(fault.schemas)}".rstrip("; ")
    return Words(f"{quoted(fault.key)} does not go together with the other keys here", "does not fit", remedy)


def _not(fault: Fault) -> Words:
    if fault.expected == {}:
        return Words(f"{name_of(fault)} may not stand here", "not allowed here", about(fault.schemas) or "delete it")
    together = fault.expected.get("required") if isinstance(fault.expected, dict) else None
    if together:
        keys = one_of([f"`{each}`" for each in together], "and")
        return Words(f"{keys} may not stand here{' together' if len(together) > 1 else ''}", help="delete one of them")
    return Words(f"{name_of(fault)} is {found_phrase(fault.found)}, which is not allowed here")


KEYS: dict[str, Callable[[Fault], Words]] = {
    "required": _missing,
    "dependentRequired": _missing,
    UNKNOWN_KEY: _unknown,
    UNUSED_KEY: _unused,
    "not": _not,
}
