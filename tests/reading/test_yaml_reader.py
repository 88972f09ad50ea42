from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest

from validator.findings import ReadingError
from validator.reading.source import source_from_text
from validator.reading.yaml_reader import parse_yaml, read_yaml, read_yaml_documents

if TYPE_CHECKING:
    from pathlib import Path

    from validator.findings import Place
    from validator.reading.document import Document


def span(place: Place) -> tuple[int, int, int, int]:
    return (place.line, place.column, place.end_line, place.end_column)


def text_at(document: Document, place: Place) -> str:
    assert place.line == place.end_line
    return document.source.lines[place.line - 1][place.column - 1 : place.end_column - 1]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("0", 0),
        ("-7", -7),
        ("3000000", 3000000),
        ("-0", "-0"),
        ("00700", "00700"),
        ("+1", "+1"),
        ("1.0", "1.0"),
        ("14.10", "14.10"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("12:30", "12:30"),
        ("3_000_000", "3_000_000"),
        ("3,000,000", "3,000,000"),
        ("2026-04-23", "2026-04-23"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("True", "True"),
        ("TRUE", "TRUE"),
        ("Null", "Null"),
        (".inf", ".inf"),
        ("１２", "１２"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
        ("RMB 2,309.8 million", "RMB 2,309.8 million"),
        ("5%", "5%"),
        ("=", "="),
    ],
)
def test_scalars(written: str, value: Any) -> None:
    found = parse_yaml(f"a: {written}\n").data["a"]
    assert found == value
    assert type(found) is type(value)


def test_a_number_too_long_to_convert_stays_text() -> None:
    digits = "9" * 20_000
    assert parse_yaml(f"a: {digits}").data == {"a": digits}


def test_empty_value_is_null() -> None:
    assert parse_yaml("a:\nb: 1\n").data == {"a": None, "b": 1}


def test_block_texts() -> None:
    assert parse_yaml("a: |\n  一\n  二\nb: >-\n  x\n  y\n").data == {"a": "一\n二\n", "b": "x y"}


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse_yaml('2025: a\ntrue: b\nno: c\n"": d\n"<<": e\n').data == {
        "2025": "a",
        "true": "b",
        "no": "c",
        "": "d",
        "<<": "e",
    }


def test_places_are_one_based_and_end_behind_the_last_character() -> None:
    document = parse_yaml("名稱: {en: 𠮷x, zh-Hant: 中文}\r\ncaps:\r\n  - amount: RMB 1\r\n    to: '2'\r\n")
    assert {path: span(place) for path, place in document.places.items()} == {
        (): (1, 1, 1, 3),
        ("名稱",): (1, 5, 1, 26),
        ("名稱", "en"): (1, 10, 1, 12),
        ("名稱", "zh-Hant"): (1, 23, 1, 25),
        ("caps",): (3, 3, 3, 11),
        ("caps", 0): (3, 5, 3, 11),
        ("caps", 0, "amount"): (3, 13, 3, 18),
        ("caps", 0, "to"): (4, 9, 4, 12),
    }
    assert {path: span(place) for path, place in document.key_places.items()} == {
        ("名稱",): (1, 1, 1, 3),
        ("名稱", "en"): (1, 6, 1, 8),
        ("名稱", "zh-Hant"): (1, 14, 1, 21),
        ("caps",): (2, 1, 2, 5),
        ("caps", 0, "amount"): (3, 5, 3, 11),
        ("caps", 0, "to"): (4, 5, 4, 7),
    }
    assert text_at(document, document.places[("名稱", "en")]) == "𠮷x"


def test_a_tab_counts_as_one_character() -> None:
    document = parse_yaml("a:\tx\n")
    assert span(document.places[("a",)]) == (1, 4, 1, 5)


def test_list_on_the_level_of_its_key() -> None:
    document = parse_yaml("a:\n- 1\n- - 2\n")
    assert document.data == {"a": [1, [2]]}
    assert span(document.places[("a",)]) == (2, 1, 2, 4)
    assert span(document.places[("a", 1)]) == (3, 3, 3, 6)


def test_flow_collections_end_behind_their_bracket_even_lines_later() -> None:
    document = parse_yaml("a: [1,\n  {b: 2},\n  ]\n")
    assert span(document.places[("a",)]) == (1, 4, 3, 4)
    assert span(document.places[("a", 1)]) == (2, 3, 2, 9)


def test_nodes_know_their_places() -> None:
    node = parse_yaml("caps:\n  - {from: 2025-01-01}\n", "x.yaml").root.get("caps", 0, "from")
    assert node is not None
    assert (node.value, str(node.place), str(node.key_place)) == ("2025-01-01", "x.yaml:2:12", "x.yaml:2:6")


def test_several_documents_each_with_its_own_places() -> None:
    first, second = read_yaml_documents(source_from_text("a: 1\n---\na: {b: 2}\n", "rules.yaml"))
    assert (first.data, second.data) == ({"a": 1}, {"a": {"b": 2}})
    assert str(second.places[("a", "b")]) == "rules.yaml:3:8"


def test_read_yaml_shows_the_path_that_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    assert str(read_yaml(tmp_path / "a.yaml", "agreements/a.yaml").root.place) == "agreements/a.yaml:1:1"


def test_the_garbage_collector_runs_again_afterwards() -> None:
    assert gc.isenabled()
    parse_yaml("a: 1")
    assert gc.isenabled()
    with pytest.raises(ReadingError):
        parse_yaml("a: [")
    assert gc.isenabled()


def test_a_garbage_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        parse_yaml("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()
