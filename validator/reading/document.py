"""Plain data read from a file, with a side index that gives every node its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from validator.findings import Place
    from validator.reading.source import Source

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One YAML document: plain `data` (dict, list, str, int, bool, None) and the places of its nodes by path."""

    source: Source
    data: Any
    places: Mapping[Path, Place] = field(repr=False)
    key_places: Mapping[Path, Place] = field(repr=False)

    @property
    def root(self) -> Node:
        """Give the node of the whole document."""
        return Node(self, ())


@dataclass(frozen=True)
class Node:
    """A value inside a document together with where it stands."""

    document: Document = field(repr=False)
    path: Path

    @property
    def value(self) -> Any:
        """Give the plain value at this node."""
        here = self.document.data
        for part in self.path:
            here = here[part]
        return here

    @property
    def place(self) -> Place:
        """Give the span of the value."""
        return self.document.places[self.path]

    @property
    def key_place(self) -> Place:
        """Give the span of the key, or of the value where the node has no key."""
        return self.document.key_places.get(self.path, self.place)

    def get(self, *parts: str | int) -> Node | None:
        """Give the node below this one, or None where any step of the way is missing."""
        here = self.value
        for part in parts:
            if isinstance(here, Mapping):
                if part not in here:
                    return None
            elif not (isinstance(here, list) and isinstance(part, int) and -1 < part < len(here)):
                return None
            here = here[part]
        return Node(self.document, (*self.path, *parts))

    def dig(self, dotted: str) -> Node | None:
        """Give the node at a dotted path below this one (`term.from`), or None."""
        return self.get(*dotted.split("."))

    def items(self) -> Iterator[tuple[str, Node]]:
        """Give the members of a mapping with their nodes, in file order."""
        for key in self.value:
            yield key, Node(self.document, (*self.path, key))

    def elements(self) -> Iterator[Node]:
        """Give the elements of a list as nodes, in file order."""
        for index in range(len(self.value)):
            yield Node(self.document, (*self.path, index))

    def each(self, *parts: str | int) -> Iterator[Node]:
        """Give the elements of the list below this node; nothing where there is no list."""
        node = self.get(*parts)
        if node is not None and isinstance(node.value, list):
            yield from node.elements()
