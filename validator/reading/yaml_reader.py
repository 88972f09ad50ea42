"""A strict YAML reader: plain data from the event stream of libyaml, with the place of every key and value.

Plain scalars become `true`/`false`, null, or a canonical whole number; everything else stays the text that was written
(`00700`, `14.10`, `NO`, `12:30`). Whatever could make a file mean something else than it shows is refused.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import yaml

from validator.reading import yaml_faults, yaml_syntax
from validator.reading.source import Source, read_source, refuse_characters, source_from_text
from validator.reading.yaml_builder import Builder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.reading.document import Document


def read_yaml(path: Path, shown: str | None = None) -> Document:
    """Read a file that holds one YAML document; raises ReadingError with one finding."""
    return _only(read_yaml_documents(read_source(path, shown)))


def parse_yaml(text: str, shown: str = "<text>") -> Document:
    """Read one YAML document from a text; raises ReadingError with one finding."""
    return _only(read_yaml_documents(source_from_text(text, shown)))


def read_yaml_documents(source: Source) -> tuple[Document, ...]:
    """Read every document of a YAML text, at least one; raises ReadingError with one finding."""
    try:
        with _garbage_collector_paused():
            documents = tuple(Builder(source).documents())
    except yaml.MarkedYAMLError as problem:
        raise yaml_syntax.syntax_fault(source, problem) from None
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        refuse_characters(source)
        raise
    if not documents:
        raise yaml_faults.empty(source)
    return documents


def _only(documents: tuple[Document, ...]) -> Document:
    if len(documents) > 1:
        raise yaml_faults.several_documents(documents[0].places[()], documents[1].places[()])
    return documents[0]


@contextmanager
def _garbage_collector_paused() -> Iterator[None]:
    # Data from YAML has no cycles; looking for them takes two thirds of the time on a large file.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
