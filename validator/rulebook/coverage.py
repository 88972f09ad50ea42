"""Which provisions of a chapter are expected to be encoded: the rows of rules/coverage as records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.facts.expressions import rule_error
from validator.findings import Finding, RulebookError, Severity
from validator.reading.text import Text, text_of
from validator.rulebook.bodies import day_at, need
from validator.rulebook.load import coverage_documents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from validator.findings import Place
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Instrument

ENCODED, DEFINITIONAL, JUDGEMENT, NOT_READ = "encoded", "definitional", "judgement", "not_read"


@dataclass(frozen=True)
class Named:
    """A name that a row gives, with its place."""

    name: str
    place: Place


@dataclass(frozen=True)
class Row:
    """What is expected of one provision.

    `by` are the sorts of places that must cite it; `rules` and `facts` are named beside those that cite it themselves.
    """

    provision: str
    title: Text
    expect: str
    by: tuple[str, ...]
    rules: tuple[Named, ...]
    facts: tuple[Named, ...]
    left: tuple[Text, ...]
    because: Text
    compared_on: date | None
    place: Place


@dataclass(frozen=True)
class Chapter:
    """One chapter of an instrument, with the provisions that must have a row and the rows there are."""

    id: str
    instrument: Instrument
    title: Text
    provisions: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str
    place: Place


def read_chapters(rulebook: Rulebook) -> tuple[Chapter, ...]:
    """Read the coverage files of a rulebook. Raises `RulebookError` where there is none or one is unusable."""
    documents = coverage_documents(rulebook.folder)
    if not documents:
        message = f"the rulebook in {rulebook.folder} has no coverage file"
        remedy = "give each provision a row in coverage/CHAPTER.yaml (schemas/coverage.schema.json)"
        raise RulebookError(Finding("RULE-COVERAGE", Severity.ERROR, message, help=remedy))
    return tuple(_chapter(document.root, rulebook.instruments) for document in documents)


def _chapter(root: Node, instruments: Mapping[str, Instrument]) -> Chapter:
    named = need(root, "instrument")
    if named.value not in instruments:
        raise rule_error(named, f"unknown instrument `{named.value}`; known are {', '.join(instruments)}")
    return Chapter(
        root.value["coverage"],
        instruments[named.value],
        text_of(root.value["title"]),
        _provisions(need(root, "first"), need(root, "last")),
        tuple(_row(node) for node in root.each("provisions")),
        root.document.source.shown,
        need(root, "last").place,
    )


def _provisions(first: Node, last: Node) -> tuple[str, ...]:
    """Give the numbers from the first to the last, padded like the first: 14A.01, 14A.02, … 14A.105."""
    chapter, _, start = first.value.partition(".")
    other, _, end = last.value.partition(".")
    if chapter != other or int(start) > int(end):
        raise rule_error(last, f"{last.value} does not follow {first.value} in one chapter")
    return tuple(f"{chapter}.{number:0{len(start)}d}" for number in range(int(start), int(end) + 1))


def _row(node: Node) -> Row:
    said, compared = node.value, node.get("compared_on")
    return Row(
        said["provision"],
        text_of(said["title"]),
        said["expect"],
        tuple(said.get("by", ())),
        tuple(Named(each.value, each.place) for each in node.each("rules")),
        tuple(Named(each.value, each.place) for each in node.each("facts")),
        tuple(text_of(words) for words in said.get("left", ())),
        text_of(said.get("because")),
        day_at(compared) if compared is not None and compared.value else None,
        need(node, "provision").place,
    )
