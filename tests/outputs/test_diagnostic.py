from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.findings import Finding, Place, Related, RuleReference, Severity
from validator.outputs.diagnostic import finding_json, render_concise, render_finding
from validator.outputs.excerpt import excerpt
from validator.reading.source import Source

LINES = [""] * 30 + ["        amount: RMB 48.0 million"]
CAP = Finding(
    code="HKEX-14A.54",
    severity=Severity.ERROR,
    message="actual RMB 49.1 million is above the 2027 cap of RMB 48.0 million (102.3 %)",
    place=Place("agreements/supply.yaml", 31, 17, 31, 33),
    label="cap set here",
    related=(Related(Place("ledger/2027.csv", 88, 1, 88, 9), "the total passes the cap with this entry"),),
    rule=RuleReference(
        cite="Main Board 14A.54(1)",
        in_force_from="2014-07-01",
        place=Place("rules/hkex/chapter-14a/continuing.yaml", 40, 3, 40, 10),
    ),
    help="re-comply with the announcement and approval requirements before a cap is exceeded",
    subject="supply",
)
FULL = """\
error[HKEX-14A.54] actual RMB 49.1 million is above the 2027 cap of RMB 48.0 million (102.3 %)
  --> agreements/supply.yaml:31:17
   |
31 |         amount: RMB 48.0 million
   |                 ^^^^^^^^^^^^^^^^ cap set here
  ::: ledger/2027.csv:88  the total passes the cap with this entry
   = in: supply
   = rule: Main Board 14A.54(1), in force since 2014-07-01, rules/hkex/chapter-14a/continuing.yaml:40
   = help: re-comply with the announcement and approval requirements before a cap is exceeded"""


def lines_of(file: str) -> list[str] | None:
    return LINES if file == "agreements/supply.yaml" else None


def drawn(line: str, column: int, end_column: int, label: str = "") -> list[str]:
    """Give the shown line and the carets, without the number and the frame."""
    place = Place("f", 1, column, 1, end_column)
    finding = Finding("DATA-X", Severity.ERROR, "m", place, label)
    text = render_finding(finding, {"f": Source("f", line)})
    return [each[4:] for each in text.split("\n")[3:5]]


def columns(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_full_layout() -> None:
    assert render_finding(CAP, lines_of) == FULL


def test_sources_may_be_a_mapping() -> None:
    source = Source("agreements/supply.yaml", "\n".join(LINES))
    assert render_finding(CAP, {source.shown: source}) == FULL


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = render_finding(CAP, lines_of, colour=True)
    assert coloured != FULL
    assert click.unstyle(coloured) == FULL


def test_without_the_source_the_place_and_label_remain() -> None:
    lines = render_finding(CAP, {}).split("\n")
    assert lines[1] == "  --> agreements/supply.yaml:31:17  cap set here"
    assert lines[2].startswith("  ::: ledger")


def test_finding_without_a_place() -> None:
    finding = Finding("DATA-INSTALLATION", Severity.WARNING, "rules are missing", help="install again")
    assert render_finding(finding, {}) == "warning[DATA-INSTALLATION] rules are missing\n  = help: install again"


def test_rule_that_nobody_compared_yet_says_so() -> None:
    rule = RuleReference("Main Board 14A.52", "2014-07-01", verified=False)
    last = render_finding(replace(CAP, rule=rule, help=""), {}).split("\n")[-1]
    assert last == "   = rule: Main Board 14A.52, in force since 2014-07-01, not yet compared with the rulebook"


def test_frame_follows_the_width_of_the_line_number() -> None:
    finding = Finding("DATA-X", Severity.NOTE, "m", Place("f", 1000, 1, 1000, 2), "here", help="h")
    assert render_finding(finding, {"f": Source("f", "\n" * 999 + "a: 1")}).split("\n") == [
        "note[DATA-X] m",
        "    --> f:1000:1",
        "     |",
        "1000 | a: 1",
        "     | ^ here",
        "     = help: h",
    ]


def test_carets_stand_under_chinese_text() -> None:
    assert drawn("名稱: {en: x, zh-Hant: 關連交易}", 22, 26, "here") == [
        "名稱: {en: x, zh-Hant: 關連交易}",
        " " * 23 + "^^^^^^^^ here",
    ]


def test_caret_after_chinese_text_non_bmp_and_combining_characters() -> None:
    line, caret = drawn("關𠮷e\u0301: bad", 7, 10)
    assert line == "關𠮷e\u0301: bad"
    assert caret == " " * columns("關𠮷e\u0301: ") + "^^^"


def test_tabs_are_expanded_alike_above_and_below() -> None:
    assert drawn("a:\tb\tc", 6, 7) == ["a:  b   c", "        ^"]


def test_a_span_of_nothing_gets_one_caret() -> None:
    assert drawn("a:", 3, 3) == ["a:", "  ^"]
    assert drawn("", 1, 1) == ["", "^"]
    assert drawn("a:", 90, 95) == ["a:", "  ^"]


def test_span_of_several_lines_shows_the_first() -> None:
    finding = Finding("DATA-X", Severity.ERROR, "m", Place("f", 1, 4, 3, 2), "here")
    lines = render_finding(finding, {"f": Source("f", "a: [1,  \n 2\n]")}).split("\n")
    assert lines[-2:] == ["1 | a: [1,", "  |    ^^^ here"]


def test_line_behind_the_last_is_left_out() -> None:
    finding = Finding("DATA-X", Severity.ERROR, "m", Place("f", 9, 1, 9, 2), "here")
    assert render_finding(finding, {"f": Source("f", "a: 1\n")}) == "error[DATA-X] m\n --> f:9:1  here"


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x1b", "<U+001B>"),
        ("\x07", "<U+0007>"),
        ("\u202e", "<U+202E>"),
        ("\u2066", "<U+2066>"),
        ("\u200b", "<U+200B>"),
        ("\ufeff", "<U+FEFF>"),
        ("\u2028", "<U+2028>"),
        ("\x9b", "<U+009B>"),
    ],
)
def test_a_terminal_is_not_tricked(character: str, shown: str) -> None:
    assert drawn(f"a{character}b: x", 3, 4, f"l{character}") == [f"a{shown}b: x", f"         ^ l{shown}"]
    finding = replace(
        CAP, message=character, help=character, related=(Related(Place(character, 1, 1, 1, 1), character),)
    )
    for text in (render_finding(finding, lines_of), render_concise(finding)):
        assert character not in text
        assert shown in text


def test_messages_stay_on_their_line() -> None:
    assert render_concise(replace(CAP, message="a\nb")).endswith("] a<U+000A>b (supply)")


def test_long_line_is_cut_around_the_caret() -> None:
    line, caret = drawn("a" * 500 + "BAD" + "b" * 500, 501, 504, "here")
    assert line == "…" + "a" * 20 + "BAD" + "b" * 95 + "…"
    assert caret == " " * 21 + "^^^ here"


def test_long_line_is_cut_behind_the_caret_only_where_that_is_enough() -> None:
    line, caret = drawn("BAD" + "b" * 500, 1, 4)
    assert line == "BAD" + "b" * 116 + "…"
    assert caret == "^^^"


def test_long_span_is_cut_too() -> None:
    line, caret = drawn("x" * 500, 1, 501)
    assert columns(line) == 120
    assert len(caret) == 120


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=300),
    st.integers(1, 320),
    st.integers(0, 320),
)
def test_carets_stay_within_the_line_and_the_width(line: str, column: int, length: int) -> None:
    shown = excerpt([line], Place("f", 1, column, 1, column + length))
    assert shown is not None
    assert columns(shown.line) <= 120
    assert shown.carets >= 1
    assert shown.indent >= 0
    assert shown.indent + shown.carets <= 121
    assert not {unicodedata.category(character) for character in shown.line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t"), min_size=1, max_size=40), st.data())
def test_what_is_above_the_carets_is_what_the_place_spans(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    alone = excerpt([line[start:end] + "|"], Place("f", 1, 1, 1, end - start + 1), widest=10_000)
    within = excerpt([line], Place("f", 1, start + 1, 1, end + 1), widest=10_000)
    assert alone is not None
    assert within is not None
    assert within.carets == alone.carets


def test_concise() -> None:
    assert render_concise(CAP) == (
        "agreements/supply.yaml:31:17: error[HKEX-14A.54] "
        "actual RMB 49.1 million is above the 2027 cap of RMB 48.0 million (102.3 %) (supply)"
    )
    assert render_concise(Finding("DATA-X", Severity.NOTE, "m")) == "note[DATA-X] m"


def test_json() -> None:
    found = json.loads(json.dumps(finding_json(CAP)))
    assert found == {
        "code": "HKEX-14A.54",
        "severity": "error",
        "message": "actual RMB 49.1 million is above the 2027 cap of RMB 48.0 million (102.3 %)",
        "place": {"file": "agreements/supply.yaml", "line": 31, "column": 17, "end_line": 31, "end_column": 33},
        "label": "cap set here",
        "related": [
            {
                "place": {"file": "ledger/2027.csv", "line": 88, "column": 1, "end_line": 88, "end_column": 9},
                "label": "the total passes the cap with this entry",
            }
        ],
        "rule": {
            "cite": "Main Board 14A.54(1)",
            "in_force_from": "2014-07-01",
            "verified": True,
            "place": {
                "file": "rules/hkex/chapter-14a/continuing.yaml",
                "line": 40,
                "column": 3,
                "end_line": 40,
                "end_column": 10,
            },
        },
        "help": "re-comply with the announcement and approval requirements before a cap is exceeded",
        "subject": "supply",
        "subject_id": "",
    }


def test_json_of_a_bare_finding_has_the_same_keys() -> None:
    bare = finding_json(Finding("DATA-X", Severity.NOTE, "m"))
    assert list(bare) == list(finding_json(CAP))
    assert (bare["place"], bare["rule"], bare["related"]) == (None, None, [])
