from __future__ import annotations

import pytest

from validator.findings import Finding, ReadingError
from validator.reading.source import Source, source_from_text
from validator.reading.yaml_reader import parse_yaml, read_yaml_documents


def refusal(text: str) -> Finding:
    with pytest.raises(ReadingError) as caught:
        parse_yaml(text, "f")
    (finding,) = caught.value.findings
    assert finding.help
    return finding


def said(finding: Finding) -> tuple[str, str, str]:
    return (finding.code, str(finding.place), finding.message)


def test_duplicate_key_names_both_places() -> None:
    finding = refusal("caps:\n  amount: 1\n  to: 2\n  amount: 3\n")
    assert said(finding) == (
        "DATA-YAML-DUPLICATE-KEY",
        "f:4:3",
        "the key `amount` stands twice in the same mapping, first in line 2",
    )
    assert [(str(each.place), each.label) for each in finding.related] == [("f:2:3", "`amount` is first set here")]


def test_the_same_key_in_other_quotes_is_the_same_key() -> None:
    assert refusal("a: 1\n'a': 2\n").code == "DATA-YAML-DUPLICATE-KEY"
    assert refusal("{1: a, '1': b}").code == "DATA-YAML-DUPLICATE-KEY"


def test_merge_key() -> None:
    assert said(refusal("a: 1\n<<: {b: 2}\n"))[:2] == ("DATA-YAML-MERGE", "f:2:1")


def test_alias_names_its_anchor() -> None:
    finding = refusal("a: &base {x: 1}\nb: *base\n")
    assert said(finding)[:2] == ("DATA-YAML-ALIAS", "f:2:4")
    (related,) = finding.related
    assert (str(related.place), related.place.end_column) == ("f:1:4", 9)


def test_alias_without_an_anchor() -> None:
    finding = refusal("a: *base\n")
    assert (finding.code, finding.related) == ("DATA-YAML-ALIAS", ())


def test_anchor_without_an_alias() -> None:
    assert said(refusal("a: &base 1\n"))[:2] == ("DATA-YAML-ALIAS", "f:1:4")


def test_a_bomb_of_aliases_is_refused_at_the_first() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert said(refusal("l0: &l0 [x]\n" + levels))[:2] == ("DATA-YAML-ALIAS", "f:2:10")


@pytest.mark.parametrize(
    ("text", "shown", "place"),
    [
        ("a: !!python/object/apply:os.system [ls]\n", "!!python/object/apply:os.system", "f:1:4"),
        ("a: !!str 1\n", "!!str", "f:1:4"),
        ("a: ! 1\n", "!", "f:1:4"),
        ("!x\na: 1\n", "!x", "f:1:1"),
        ("a: &b !!int 1\n", "!!int", "f:1:7"),
        ("!!str a: 1\n", "!!str", "f:1:1"),
    ],
)
def test_tags(text: str, shown: str, place: str) -> None:
    message = f"the tag `{shown}` is not allowed: data is read as it is written"
    assert said(refusal(text)) == ("DATA-YAML-TAG", place, message)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: {at_least: HKD 20,000 million, by: x}\n", "f:1:21"),
        ("a: {amount: RMB 3,000,000}\n", "f:1:18"),
        ("a: [RMB 3,000]\n", "f:1:10"),
        ("名稱: [𠮷, 1,000]\r\n", "f:1:10"),
        ("a: {\r\n  b: -1,566 }\r\n", "f:2:8"),
    ],
)
def test_a_comma_never_cuts_a_number_short(text: str, place: str) -> None:
    finding = refusal(text)
    assert said(finding)[:2] == ("DATA-YAML-COMMA", place)
    assert "quotes" in finding.help


def test_commas_that_cut_nothing() -> None:
    text = "a: RMB 3,000,000\nb: ['1,000', 100, 200]\nc: [1,2]\nd: {e: x,100: y}\n"
    assert parse_yaml(text).data == {
        "a": "RMB 3,000,000",
        "b": ["1,000", 100, 200],
        "c": [1, 2],
        "d": {"e": "x", "100": "y"},
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("~: 1", "empty or null"),
        ("null: 1", "empty or null"),
        ("? \n: 1", "empty or null"),
        ("[a, b]: 1", "a list"),
        ("? {a: b}\n: 1", "a mapping"),
    ],
)
def test_keys_that_are_no_text(text: str, found: str) -> None:
    finding = refusal(text)
    assert (finding.code, finding.message) == ("DATA-YAML-KEY", f"a key must be text, and this one is {found}")


@pytest.mark.parametrize(
    "text", ["a:\n\tb: 1\n", "a:\n  b: 1\n\tc: 2\n", "a: |\n\tx\n", "a:\n \t- 1\n", "a: 1\n\tb: 2\n"]
)
def test_tabs_as_indentation(text: str) -> None:
    finding = refusal(text)
    assert finding.code == "DATA-YAML-TAB"
    assert finding.place is not None
    assert text.splitlines()[finding.place.line - 1][finding.place.column - 1] == "\t"


def test_nesting_stops_at_a_hundred() -> None:
    assert parse_yaml("[" * 100 + "]" * 100).data
    finding = refusal("[" * 101 + "]" * 101)
    assert said(finding) == ("DATA-YAML-DEPTH", "f:1:101", "lists and mappings are nested more than 100 deep here")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_absurd_nesting_is_refused_and_does_not_crash(opening: str) -> None:
    assert refusal(opening * 50_000).code in {"DATA-YAML-DEPTH", "DATA-YAML-KEY"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n# comment\n...\n"])
def test_empty(text: str) -> None:
    assert refusal(text).code == "DATA-YAML-EMPTY"


def test_written_null_is_a_document() -> None:
    assert parse_yaml("null\n").data is None


def test_empty_part_between_documents() -> None:
    with pytest.raises(ReadingError) as caught:
        read_yaml_documents(source_from_text("a: 1\n---\n---\nb: 2\n", "f"))
    assert said(caught.value.findings[0])[:2] == ("DATA-YAML-EMPTY", "f:3:1")


def test_a_second_document_where_one_is_expected() -> None:
    finding = refusal("a: 1\n---\nb: 2\n")
    assert said(finding)[:2] == ("DATA-YAML-DOCUMENTS", "f:3:1")
    assert [str(each.place) for each in finding.related] == ["f:1:1"]


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        ("a: 'x\nb: 1\n", "f:1:4", "the quote opened here is never closed", "close it"),
        ('a: "x\n', "f:1:4", "the quote opened here is never closed", "close it"),
        ("a: 1\nb:2\nc: 3\n", "f:2:1", "neither a key with its value", "a space after the colon in line 2"),
        ("a:1\nb: 2\n", "f:2:2", "a colon stands where no key can end", "a space after the colon in line 1"),
        ("title: Rule: caps\n", "f:1:12", "a colon stands where no key can end", "quotes"),
        ("a: 1\n  b: 2\n", "f:2:4", "a colon stands where no key can end", "indentation"),
        ("a: 'x' y\n", "f:1:8", "nothing may follow the closing quote", "one pair of quotes"),
        ("a: [1, 2\nb: 3\n", "f:1:4", "the list opened with `[` is not closed", "`]`"),
        ("a: {b: 1\nc: 2\n", "f:1:4", "the mapping opened with `{` is not closed", "`}`"),
        ("a: 1\nb: [\n\n", "f:2:5", "the file ends inside brackets or braces", "`]`"),
        ("a: @x\n", "f:1:4", "a value cannot start with this character", "quotes"),
        ("a: %x\n", "f:1:4", "a value cannot start with this character", "quotes"),
        ("a: * x\n", "f:1:5", "a value cannot start with `*` or `&`", "quotes"),
        ("a: - b\n", "f:1:4", "a list cannot start on the line of its key", "next line"),
        ("- a\nb: 1\n", "f:2:1", "this line belongs to no element of the list", "`- `"),
        ("a: 1\n- b\n", "f:2:1", "a key is expected here", "line this up"),
        ('a: "\\q"\n', "f:1:5", "a backslash in double quotes", "single quotes"),
        ('a: "\\uD800"\n', "f:1:7", "this escape stands for no character", "single quotes"),
        ("a: ]\n", "f:1:4", "a value is expected here", "quotes"),
        ("%FOO\na: 1\n", "f:1:5", "a line cannot start with `%`", "quotes"),
        ("%YAML 3.0\n---\na: 1\n", "f:1:1", "unknown version of YAML", "%YAML"),
        ("a: 1\n...\nb: 2\n", "f:3:1", "nothing may follow the end of the document", "---"),
        ("a: |5x\n", "f:1:6", "nothing may stand behind `|` or `>`", "quotes"),
        ("a: 'x\n---\n", "f:1:4", "not closed before the document ends", "close it"),
        ("a: !<x\n", "f:1:7", "a value cannot start with `!`", "quotes"),
        ("a: ? x\n", "f:1:4", "a value cannot start with a question mark", "quotes"),
    ],
)
def test_syntax_errors_in_plain_words(text: str, place: str, message: str, remedy: str) -> None:
    finding = refusal(text)
    assert (finding.code, str(finding.place)) == ("DATA-YAML-SYNTAX", place)
    assert message in finding.message
    assert remedy in finding.help


def test_syntax_error_names_the_other_line_too() -> None:
    finding = refusal("a: [1, 2\nb: 3\n")
    assert [(str(each.place), each.label) for each in finding.related] == [("f:2:2", "noticed here")]


@pytest.mark.parametrize("escape", ["\\x00", "\\e", "\\u2028", "\\N"])
def test_escapes_for_invisible_characters(escape: str) -> None:
    assert said(refusal(f'a: 1\nb: "x{escape}"\n'))[:2] == ("DATA-CHARACTER", "f:2:4")


def test_a_source_made_by_hand_is_checked_too() -> None:
    for text in ("a: \x00", "a: \ud800"):
        with pytest.raises(ReadingError) as caught:
            read_yaml_documents(Source("f", text))
        assert said(caught.value.findings[0])[:2] == ("DATA-CHARACTER", "f:1:4")
