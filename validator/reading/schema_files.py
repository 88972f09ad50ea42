"""The schema files: a schema with everything it refers to, and the compiled validator of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from validator.findings import Finding, ListingRulesError, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BASE = "listing-rules://schemas/"
_SUFFIX = ".schema.json"


@dataclass(frozen=True)
class SchemaSet:
    """A schema and the files it refers to, directly or not, by URI; every reference in them is absolute."""

    uri: str
    files: Mapping[str, Any] = field(repr=False)

    @property
    def schema(self) -> Any:
        """Give the schema itself."""
        return self.files[self.uri]

    def at(self, reference: str) -> Any:
        """Give the subschema that an absolute reference names, or None where it leads out of our files."""
        uri, _, pointer = reference.partition("#")
        here = self.files.get(uri)
        for part in pointer.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            here = here[int(key)] if isinstance(here, list) else here.get(key) if isinstance(here, dict) else None
        return here


@cache
def load_schemas(name: str, folder: Path) -> SchemaSet:
    """Load `<folder>/<name>.schema.json` and what it refers to; raises ListingRulesError where a file is unusable."""
    files: dict[str, Any] = {}
    wanted = [f"{name}{_SUFFIX}"]
    while wanted:
        file = wanted.pop()
        if _BASE + file not in files:
            files[_BASE + file], others = _file(folder, file)
            wanted.extend(others)
    return SchemaSet(f"{_BASE}{name}{_SUFFIX}", files)


@cache
def compiled(name: str, folder: Path) -> Any:
    """Give the fast validator of a schema, compiled once a process."""
    import jsonschema_rs  # noqa: PLC0415  # only commands that check data pay for it

    schemas = load_schemas(name, folder)
    others = [(uri, schema) for uri, schema in schemas.files.items() if uri != schemas.uri]
    try:
        registry = jsonschema_rs.Registry(resources=others)
        return jsonschema_rs.Draft202012Validator(
            schemas.schema, registry=registry, validate_formats=True, formats=FORMATS
        )
    except (ValueError, LookupError) as error:
        raise _unusable(f"the schema {name}{_SUFFIX} cannot be used: {error}") from None


def is_day(value: object) -> bool:
    """Tell whether a text is a day of the calendar written as YYYY-MM-DD; what is not a text passes."""
    if not isinstance(value, str):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _anything(_value: object) -> bool:
    return True


# Both validators must know the same formats. Addresses are hints to an editor: a person looks at them, not a pattern.
FORMATS = {"date": is_day, **dict.fromkeys(("uri", "uri-reference", "email", "time", "date-time", "regex"), _anything)}


def _load(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem = "does not exist"
    except (OSError, ValueError) as error:
        problem = f"cannot be used: {error}"
    raise _unusable(f"the schema {file.name} {problem}")


def _unusable(message: str) -> ListingRulesError:
    remedy = "install listing-rules again, or correct the schema"
    return ListingRulesError(Finding("DATA-INSTALLATION", Severity.ERROR, message, help=remedy))


@cache
def _file(folder: Path, file: str) -> tuple[Any, tuple[str, ...]]:
    """Load one schema with absolute references, and the names of the files it refers to."""
    wanted: list[str] = []
    schema = _rewritten(_load(folder / file), file, wanted)
    if isinstance(schema, dict):
        schema["$id"] = _BASE + file
    return schema, tuple(dict.fromkeys(wanted))


def _rewritten(node: Any, file: str, wanted: list[str]) -> Any:
    if isinstance(node, list):
        return [_rewritten(each, file, wanted) for each in node]
    if not isinstance(node, dict):
        return node
    copy = {key: _rewritten(value, file, wanted) for key, value in node.items()}
    if isinstance(copy.get("properties"), dict):
        # The validator that words faults loses the place of a plain `false`.
        copy["properties"] = {key: {"not": {}} if each is False else each for key, each in copy["properties"].items()}
    reference = copy.get("$ref")
    if isinstance(reference, str) and "://" not in reference:
        target, _, pointer = reference.partition("#")
        wanted.append(target or file)
        copy["$ref"] = f"{_BASE}{target or file}#{pointer}"
    return copy
