"""Faults of a document against its schema: what jsonschema finds, untangled into records of our own."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from validator.reading.schema_branches import decided
from validator.reading.schema_fault import UNKNOWN_KEY, UNUSED_KEY, Fault
from validator.reading.schema_files import FORMATS, SchemaSet
from validator.reading.schema_paths import known_keys, schemas_of_key, schemas_of_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.reading.document import Path

MOST_FAULTS = 200


def find_faults(data: Any, schemas: SchemaSet) -> tuple[tuple[Fault, ...], bool]:
    """Give the faults of plain data, each once, with the branch of every `anyOf` and `oneOf` chosen.

    The second part tells whether the search stopped at MOST_FAULTS: a file that is wrong throughout needs no longer
    list.
    """
    errors = _validator(schemas).iter_errors(data)
    every = (fault for error in errors for raw in _faults(error, schemas) for fault in decided(raw))
    found = list(islice(every, MOST_FAULTS))
    return tuple(_without_echoes(found)), len(found) == MOST_FAULTS


def _validator(schemas: SchemaSet) -> Any:
    resources = [(uri, DRAFT202012.create_resource(schema)) for uri, schema in schemas.files.items()]
    registry: Any = Registry().with_resources(resources)
    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(check)
    return _STRICT(schemas.schema, registry=registry, format_checker=checker)


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not _compiled_pattern(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def _compiled_pattern(pattern: str) -> re.Pattern[str]:
    # Elsewhere `$` is the very end; in Python it is also before a last line break.
    return re.compile(re.sub(r"(?<!\\)\$", r"\\Z", pattern))


_STRICT: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def _faults(error: ValidationError, schemas: SchemaSet) -> Iterator[Fault]:
    chain, names_a_key = schemas_of_value(schemas, list(error.absolute_schema_path), error.schema)
    path: Path = tuple(error.absolute_path)
    keyword = "false" if error.validator is None else str(error.validator)
    fault = Fault(keyword, error.validator_value, error.instance, path, chain)
    if names_a_key:
        yield fault.about_key(str(error.instance))
    elif keyword in _KEYS_AT_FAULT:
        yield from _KEYS_AT_FAULT[keyword](fault, error, schemas)
    else:
        yield fault.with_branches(_branches(error, schemas))


def _branches(error: ValidationError, schemas: SchemaSet) -> tuple[tuple[Fault, ...], ...]:
    groups: dict[Any, list[Fault]] = {}
    if error.validator in {"anyOf", "oneOf"}:
        for child in error.context or ():
            groups.setdefault(child.schema_path[0], []).extend(_faults(child, schemas))
    return tuple(tuple(group) for group in groups.values())


def _missing(fault: Fault, _error: ValidationError, schemas: SchemaSet) -> Iterator[Fault]:
    for key in fault.expected:
        if key not in fault.found:
            yield fault.missing_key(key, schemas_of_key(schemas, fault.schemas, key))


def _missing_companions(fault: Fault, _error: ValidationError, schemas: SchemaSet) -> Iterator[Fault]:
    for key, companions in fault.expected.items():
        for each in companions if key in fault.found else ():
            if each not in fault.found:
                yield fault.missing_key(each, schemas_of_key(schemas, fault.schemas, each), because_of=key)


def _additional(fault: Fault, _error: ValidationError, schemas: SchemaSet) -> Iterator[Fault]:
    schema = fault.schemas[0]
    patterns = [re.compile(each) for each in schema.get("patternProperties", {})]
    known = known_keys(schemas, schema)
    for key in fault.found:
        if key not in schema.get("properties", {}) and not any(pattern.search(key) for pattern in patterns):
            yield fault.unknown_key(UNKNOWN_KEY, key, known)


def _unevaluated(fault: Fault, error: ValidationError, schemas: SchemaSet) -> Iterator[Fault]:
    known = known_keys(schemas, fault.schemas[0])
    for key in fault.found:
        if key not in known:
            yield fault.unknown_key(UNKNOWN_KEY, key, known)
        elif repr(key) in error.message:  # the only place where jsonschema names the keys
            yield fault.unknown_key(UNUSED_KEY, key, known)


_KEYS_AT_FAULT = {
    "required": _missing,
    "dependentRequired": _missing_companions,
    "additionalProperties": _additional,
    "unevaluatedProperties": _unevaluated,
}


def _without_echoes(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out repeats, keys that are missing because they are misspelt, and keys of a branch that failed anyway."""
    once = list({(each.keyword, each.path, each.key, repr(each.expected)): each for each in faults}.values())
    respelt = {(each.path, each.key_meant()) for each in once if each.keyword == UNKNOWN_KEY}
    plain = [each.path for each in once if each.keyword != UNUSED_KEY]
    for each in once:
        is_respelt = any((miss.path, miss.key) in respelt for miss in _misses(each))
        is_cascade = each.keyword == UNUSED_KEY and any(path[: len(each.path)] == each.path for path in plain)
        if not is_respelt and not is_cascade:
            yield each


def _misses(fault: Fault) -> tuple[Fault, ...]:
    """Give the missing keys that a fault speaks of: its own, or those of which one is enough."""
    if fault.keyword == "required":
        return (fault,)
    first = tuple(branch[0] for branch in fault.branches)
    return first if all(each.keyword == "required" for each in first) else ()
