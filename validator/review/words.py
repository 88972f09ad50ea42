"""The words that a review looks for: read from the templates and the rules, never written here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from validator.findings import ReadingError
from validator.reading.schema_check import check_document
from validator.reading.yaml_reader import read_yaml
from validator.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORDS = "review/words.yaml"
CONTENT = "review/content.yaml"
GLOSSARY = "usage/glossary.yaml"


@dataclass(frozen=True)
class Usage:
    """A word not to write, the one to write, and longer words in which it is right."""

    wrong: str
    right: str
    exceptions: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """Hong Kong usage, and the characters that only look Simplified."""

    usage: tuple[Usage, ...]
    kept: frozenset[str]


@cache
def words() -> Mapping[str, Any]:
    """Give the words of a review as they stand in the file."""
    data: Mapping[str, Any] = _read(resource_folder("templates") / WORDS)
    return data


@cache
def content() -> Mapping[str, Any]:
    """Give, by the fact that answers an item of a checklist, what to look for in a draft."""
    data: Mapping[str, Any] = _read(resource_folder("templates") / CONTENT)
    return data


@cache
def glossary() -> Glossary:
    """Give the glossary. Raises ReadingError where the file is wrong."""
    document = read_yaml(resource_folder("rules") / GLOSSARY)
    faults = check_document(document, "glossary")
    if faults:
        raise ReadingError(*faults)
    data = document.data
    usage = (Usage(each["wrong"], each["right"], tuple(each.get("except", ()))) for each in data["usage"])
    return Glossary(tuple(usage), frozenset(data.get("kept", "")))


def pattern(words_: str, language: str = "en") -> re.Pattern[str]:
    """Give a pattern of the files, ready to search with; English is searched in either case."""
    return _compiled(words_, re.IGNORECASE if language == "en" else 0)


@cache
def _compiled(words_: str, flags: int) -> re.Pattern[str]:
    return re.compile(words_, flags)


def _read(file: Path) -> Any:
    return read_yaml(file).data
