from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.findings import ReadingError
from validator.reading.source import REFUSED_CHARACTER
from validator.reading.yaml_reader import parse_yaml, read_yaml

if TYPE_CHECKING:
    import pytest

    from validator.findings import Place

TEXT = st.text(max_size=30).filter(lambda text: not REFUSED_CHARACTER.search(text))
SCALARS = st.none() | st.booleans() | st.integers() | TEXT
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
TOKENS = st.sampled_from(
    (
        *(
            "a",
            "中",
            "𠮷",
            ":",
            ": ",
            "- ",
            "\n",
            "  ",
            "\t",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "!t ",
            "<<: ",
        ),
        *(
            "|",
            ">",
            "#",
            "%",
            "@",
            "---\n",
            "...\n",
            "? ",
            "\\",
            "\r\n",
            "1",
            "000",
            "null",
            "~",
            "\x85",
            "\ufeff",
            "\x00",
        ),
    )
)


class PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def refused_well(error: ReadingError, text: str) -> None:
    (finding,) = error.findings
    assert finding.code.startswith("DATA-")
    assert finding.message
    assert finding.help
    for place in (finding.place, *(each.place for each in finding.related)):
        assert place is not None
        stands_in(place, text)


def stands_in(place: Place, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= place.line <= place.end_line <= len(lines) + 1
    assert 1 <= place.column <= max(map(len, lines)) + 2


@given(st.lists(TOKENS, max_size=25).map("".join) | st.text(max_size=60))
@settings(max_examples=500)
def test_any_text_is_read_or_refused_with_one_finding(text: str) -> None:
    try:
        document = parse_yaml(text, "f")
    except ReadingError as error:
        refused_well(error, text)
    else:
        for place in (*document.places.values(), *document.key_places.values()):
            stands_in(place, text)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)
    try:
        read_yaml(path)
    except ReadingError as error:
        refused_well(error, data.decode("utf-8", errors="replace"))


def same(found: Any, expected: Any) -> bool:
    """Compare without taking 1 for True."""
    return bool(found == expected) and json.dumps(found) == json.dumps(expected)


@given(DATA)
def test_data_in_quotes_comes_back(data: Any) -> None:
    assert same(parse_yaml(json.dumps(data, ensure_ascii=False)).data, data)


@given(DATA)
def test_data_in_blocks_comes_back(data: Any) -> None:
    text = yaml.dump(data, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=40, default_flow_style=False)
    assert same(parse_yaml(text).data, data)


@given(DATA)
def test_every_node_has_a_place_and_every_key_too(data: Any) -> None:
    document = parse_yaml(json.dumps(data, ensure_ascii=False, indent=1))
    paths = dict(walk(document.data, ()))
    assert set(document.places) == set(paths)
    assert set(document.key_places) == {path for path in paths if path and isinstance(path[-1], str)}


@given(DATA)
def test_the_text_at_the_place_of_a_scalar_is_the_scalar(data: Any) -> None:
    document = parse_yaml(json.dumps(data, ensure_ascii=False, indent=1))
    for path, value in walk(document.data, ()):
        place = document.places[path]
        if not isinstance(value, dict | list) and place.line == place.end_line:
            written = document.source.lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert json.loads(written) == value


def walk(value: Any, path: tuple[str | int, ...]) -> Any:
    yield path, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from walk(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from walk(below, (*path, index))
