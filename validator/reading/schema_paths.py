"""Ways through a schema: the subschemas that speak of one value, and the keys that a mapping may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from validator.reading.schema_files import SchemaSet

# Keywords on the way to a fault: do they lead to another value, and does a name or index follow them?
_TO_MEMBER = frozenset({"properties", "patternProperties", "prefixItems"})
_TO_OTHER = frozenset(
    {"items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "contains", "propertyNames"}
)
_SAME_CHOICE = frozenset({"allOf", "anyOf", "oneOf", "dependentSchemas"})
_SAME = frozenset({"if", "then", "else", "not"})
_MOST_REFERENCES = 50

Chain = tuple[Mapping[str, Any], ...]


def schemas_of_value(schemas: SchemaSet, path: list[Any], last: Any) -> tuple[Chain, bool]:
    """Give the subschemas that speak of the value at fault, nearest first, and whether it is the name of a key.

    `path` is the way through the keywords as jsonschema reports it (without `$ref`), `last` the subschema at its end.
    """
    names_a_key = _names_a_key(path)
    for chain in _chains(schemas, schemas.schema, path, (), 0):
        if not chain or chain[0] == last or not isinstance(last, Mapping):
            return chain, names_a_key
    return ((last,) if isinstance(last, Mapping) else ()), names_a_key


def _names_a_key(path: list[Any]) -> bool:
    names, index = False, 0
    while index < len(path) - 1:
        step = path[index]
        if step in _TO_MEMBER or step in _TO_OTHER:
            names = step == "propertyNames"
        index += 2 if step in _TO_MEMBER or step in _SAME_CHOICE else 1
    return names


def _chains(schemas: SchemaSet, here: Any, path: list[Any], chain: Chain, references: int) -> Iterator[Chain]:
    """Try every way from `here` along `path`: the path does not say where a reference was followed."""
    if not isinstance(here, Mapping):
        yield chain
        return
    chain = (here, *chain)
    if len(path) <= 1:
        yield chain
    elif path[0] in here:
        yield from _step(schemas, here, path, chain, references)
    if "$ref" in here and references < _MOST_REFERENCES:
        yield from _chains(schemas, schemas.at(here["$ref"]), path, chain, references + 1)


def _step(
    schemas: SchemaSet, here: Mapping[str, Any], path: list[Any], chain: Chain, references: int
) -> Iterator[Chain]:
    keyword, rest = path[0], path[1:]
    below = here[keyword]
    if keyword in _TO_MEMBER or keyword in _SAME_CHOICE:
        below, rest = _member(below, rest[0]), rest[1:]
    if keyword in _SAME or keyword in _SAME_CHOICE:
        yield from _chains(schemas, below, rest, chain, references)
    elif keyword in _TO_MEMBER or keyword in _TO_OTHER:
        yield from _chains(schemas, below, rest, (), references)


def _member(container: Any, part: Any) -> Any:
    try:
        return container[part]
    except (LookupError, TypeError):
        return None


def schemas_of_key(schemas: SchemaSet, chain: Chain, key: str) -> Chain:
    """Give the subschemas that would speak of a key's value, nearest first."""
    found = next((schema["properties"][key] for schema in chain if key in schema.get("properties", {})), None)
    below: list[Mapping[str, Any]] = []
    while isinstance(found, Mapping) and len(below) < _MOST_REFERENCES:
        below.insert(0, found)
        found = schemas.at(found["$ref"]) if "$ref" in found else None
    return tuple(below)


def known_keys(schemas: SchemaSet, schema: Any) -> tuple[str, ...]:
    """Give every key that a mapping under this schema may have, by whatever branch or reference, in schema order."""
    keys: dict[str, None] = {}
    waiting, seen = [schema], set()
    while waiting:
        here = waiting.pop(0)
        if not isinstance(here, Mapping) or id(here) in seen:
            continue
        seen.add(id(here))
        keys.update(dict.fromkeys(here.get("properties", {})))
        waiting.extend(_same_value(schemas, here))
    return tuple(keys)


def _same_value(schemas: SchemaSet, schema: Mapping[str, Any]) -> Iterator[Any]:
    if "$ref" in schema:
        yield schemas.at(schema["$ref"])
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(keyword, ())
    yield from schema.get("dependentSchemas", {}).values()
    yield from (schema[keyword] for keyword in ("if", "then", "else") if keyword in schema)
