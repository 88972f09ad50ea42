"""Values as the data states them: plain, with a source, bounded, unknown, not applicable, attested."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from validator.facts.fact import Attestation, Bound, Fact, State
from validator.facts.stated import day_at, days_at, fact_from_node
from validator.findings import ReadingError
from validator.reading.quantities import DateRange, Money
from validator.reading.yaml_reader import parse_yaml

if TYPE_CHECKING:
    from validator.reading.document import Node


def _node(text: str) -> Node:
    node = parse_yaml(f"before: 1\nfact: {text}\n", "data.yaml").root.get("fact")
    assert node is not None
    return node


def _fact(text: str, kind: str) -> Fact:
    return fact_from_node("fact", _node(text), kind, "subject")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("RMB 82.0 million", "money", Money(Fraction(82_000_000), "RMB")),
        ("11.12%", "ratio", Fraction(139, 1250)),
        ("true", "boolean", True),
        ("15", "count", 15),
        ("2026-01-05", "date", date(2026, 1, 5)),
        ('"1.09"', "number", Fraction(109, 100)),
        ("{from: 2026-01-05, to: 2026-01-06}", "date_range", DateRange(date(2026, 1, 5), date(2026, 1, 6))),
        ("{en: words, zh-Hant: 字}", "words", "words"),
        ("{anything: at all}", "present", True),
        ("group_buys", "choice", "group_buys"),
    ],
)
def test_plain_values(text: str, kind: str, value: object) -> None:
    fact = _fact(text, kind)
    assert (fact.state, fact.value, fact.subject) == (State.KNOWN, value, "subject")
    assert fact.place is not None
    assert (fact.place.file, fact.place.line, fact.place.column) == ("data.yaml", 2, 7)


def test_a_value_with_what_is_said_of_it() -> None:
    fact = _fact("{value: 11.12%, approximate: true, source: section VII}", "ratio")
    assert (fact.value, fact.approximate, fact.source) == (Fraction(139, 1250), True, "section VII")
    fact = _fact("{value: 2025-03-31, illustration: no document says so}", "date")
    assert fact.illustrations() == ("no document says so",)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("{at_least: RMB 1 million}", (1_000_000, True), None),
        ("{above: RMB 1 million}", (1_000_000, False), None),
        ("{at_most: RMB 1 million}", None, (1_000_000, True)),
        ("{below: RMB 1 million}", None, (1_000_000, False)),
        ("{at_least: RMB 1 million, below: RMB 2 million}", (1_000_000, True), (2_000_000, False)),
    ],
)
def test_bounds(text: str, low: tuple[int, bool] | None, high: tuple[int, bool] | None) -> None:
    fact = _fact(text, "money")
    ends = [Bound(Money(Fraction(end[0]), "RMB"), end[1]) if end else None for end in (low, high)]
    assert (fact.state, [fact.low, fact.high]) == (State.BOUNDED, ends)


def test_gaps_say_why() -> None:
    fact = _fact("{unknown: counsel is asked}", "money")
    assert (fact.state, str(fact.reason)) == (State.UNKNOWN, "counsel is asked")
    fact = _fact("{not_applicable: {en: no shares, zh-Hant: 並無股份}}", "money")
    assert (fact.state, fact.reason.in_language("zh-Hant")) == (State.NOT_APPLICABLE, "並無股份")


def test_a_judgement_says_whose_it_is() -> None:
    fact = _fact("{attested: true, by: the board, on: 2026-01-05, evidence: minutes}", "boolean")
    assert (fact.value, fact.attestation) == (True, Attestation("the board", "2026-01-05", "minutes"))


@pytest.mark.parametrize(
    ("text", "kind", "column"),
    [("5", "ratio", 7), ("{value: 5}", "ratio", 15), ("{at_least: RMB}", "money", 18), ("{source: x}", "money", 7)],
)
def test_what_is_not_written_as_its_kind_asks(text: str, kind: str, column: int) -> None:
    with pytest.raises(ReadingError) as error:
        _fact(text, kind)
    (finding,) = error.value.findings
    assert finding.code == "DATA-VALUE"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (2, column)


def test_days_however_they_are_stated() -> None:
    text = "a: 2026-01-05\nb: {value: 2026-01-06, source: x}\nc: {unknown: x}\nd: {above: 2026-01-01}\n"
    root = parse_yaml(text, "data.yaml").root
    assert [day_at(root, key) for key in "abcde"] == [date(2026, 1, 5), date(2026, 1, 6), None, None, None]
    node = _node("{from: 2026-01-05, to: 2026-01-06}")
    assert days_at(node) == DateRange(date(2026, 1, 5), date(2026, 1, 6))
    assert days_at(_node("{unknown: x}")) is None
