"""One fault of a document against its schema, free of the validator that found it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from validator.reading.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.reading.document import Path

UNKNOWN_KEY = "unknown key"
UNUSED_KEY = "unused key"


@dataclass(frozen=True)
class Words:
    """The parts of a finding that depend on the kind of fault."""

    message: str
    label: str = ""
    help: str = ""


@dataclass(frozen=True)
class Fault:
    """What a schema keyword found wrong.

    `expected` is the value of the keyword, `found` the value at `path`, `schemas` the subschemas that speak of that
    value, nearest first. Where a key is at fault it is named by `key`; `known` are the keys that would be right,
    `because_of` is the key that asks for a missing one and `key_schemas` speak of the value it would have. `branches`
    are the faults under each branch of `anyOf` or `oneOf`.
    """

    keyword: str
    expected: Any
    found: Any
    path: Path
    schemas: tuple[Mapping[str, Any], ...]
    key: str | None = None
    known: tuple[str, ...] = ()
    because_of: str = ""
    key_schemas: tuple[Mapping[str, Any], ...] = ()
    branches: tuple[tuple[Fault, ...], ...] = ()

    def key_meant(self) -> str | None:
        """Give the known key, not yet in use, that an unknown key is likely to be a misspelling of."""
        meant = closest(self.key or "", self.known)
        return None if meant in self.found else meant

    def about_key(self, key: str) -> Fault:
        """Give this fault as one of a key."""
        return replace(self, key=key)

    def missing_key(self, key: str, schemas: tuple[Mapping[str, Any], ...], because_of: str = "") -> Fault:
        """Give this fault as one of a key that is not there; `schemas` speak of the value it would have."""
        return replace(self, key=key, key_schemas=schemas, because_of=because_of)

    def unknown_key(self, keyword: str, key: str, known: tuple[str, ...]) -> Fault:
        """Give this fault as one of a key that does not belong here."""
        return replace(self, keyword=keyword, key=key, known=known)

    def with_branches(self, branches: tuple[tuple[Fault, ...], ...]) -> Fault:
        """Give this fault with what each branch says."""
        return replace(self, branches=branches)

    def one_of(self, words: tuple[Any, ...]) -> Fault:
        """Give this fault as one of a word that is none of those allowed."""
        return replace(self, keyword="enum", expected=words, branches=())
