"""Syntax errors of the YAML parser, worded for people who do not know YAML by heart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from validator.findings import Place, ReadingError, Related
from validator.reading.yaml_faults import DEPTH_CODE, DEPTH_REMEDY, fault

if TYPE_CHECKING:
    from validator.reading.source import Source

_NO_SPACE_AFTER_COLON = re.compile(r"\s*(?:- +)*[\w-]+:[^\s:/]")
_QUOTE = "put the whole value in quotes"


@dataclass(frozen=True)
class _Wording:
    """How to say one kind of problem: `at_context` where the cause is where the parser began, not where it stopped."""

    problem: str
    message: str
    remedy: str
    context: str = ""
    label: str = ""
    at_context: bool = False
    code: str = "DATA-YAML-SYNTAX"

    def fits(self, problem: Any) -> bool:
        """Tell whether the parser's words are of this kind."""
        return self.problem in str(problem.problem or "") and self.context in str(problem.context or "")


_TAB = _Wording(
    "found a tab character",
    "a tab stands where only spaces may set the indentation",
    "use spaces; most editors can insert spaces for the tab key",
    label="tab",
    code="DATA-YAML-TAB",
)
_ODD_CHARACTER = _Wording(
    "found character that cannot start any token", "a value cannot start with this character", _QUOTE, label="here"
)
_NO_VALUE = _Wording(
    "did not find expected node content",
    "a value is expected here",
    "put a value that starts with a bracket, brace or comma in quotes, or close what is open above",
)
# Newer parsers stop at a depth of their own, which they may reach while they look ahead of our count.
_TOO_DEEP = _Wording(
    "exceeded maximum nesting depth",
    "lists and mappings are nested absurdly deep here",
    DEPTH_REMEDY,
    label="gave up here",
    code=DEPTH_CODE,
)
_UNFINISHED = _Wording("", "the file ends inside brackets or braces", "close every `[` with `]` and every `{` with `}`")
_NO_KEY = _Wording(
    "did not find expected key",
    "a key is expected here",
    "line this up with the keys above; quotes, where used, go around the whole value",
)
_AFTER_QUOTE = _Wording(
    "",
    "nothing may follow the closing quote of a value",
    "put the whole value in one pair of quotes",
    label="left over",
)
_WORDINGS = (
    _TAB,
    _TOO_DEEP,
    _ODD_CHARACTER,
    _NO_VALUE,
    _NO_KEY,
    _Wording(
        "found unexpected end of stream",
        "the quote opened here is never closed",
        "close it at the end of the value; an apostrophe inside single quotes is written twice",
        context="quoted scalar",
        label="opened here",
        at_context=True,
    ),
    _Wording(
        "found unknown escape character",
        "a backslash in double quotes starts an escape, and this one does not exist",
        "use single quotes, or write the backslash twice",
    ),
    _Wording("escape code", "this escape stands for no character", "use single quotes, or correct the escape"),
    _Wording(
        "mapping values are not allowed",
        "a colon stands where no key can end",
        f"{_QUOTE} where the text holds `: `; otherwise check the indentation of this line and the one above",
    ),
    _Wording(
        "could not find expected ':'",
        "this line is neither a key with its value nor part of the value above",
        "write `key: value`, or indent the line where it continues the text above",
        at_context=True,
    ),
    _Wording(
        "did not find expected ',' or ']'",
        "the list opened with `[` is not closed",
        "close it with `]`, and put a comma between its elements",
        label="opened here",
        at_context=True,
    ),
    _Wording(
        "did not find expected ',' or '}'",
        "the mapping opened with `{` is not closed",
        "close it with `}`, put a comma between its keys, and quote a value that holds a comma, colon or brace",
        label="opened here",
        at_context=True,
    ),
    _Wording(
        "did not find expected alphabetic or numeric character",
        "a value cannot start with `*` or `&`, which YAML keeps for aliases",
        _QUOTE,
    ),
    _Wording(
        "block sequence entries are not allowed",
        "a list cannot start on the line of its key",
        f"start the list on the next line; {_QUOTE} where text with a leading dash is meant",
    ),
    _Wording(
        "did not find expected '-' indicator",
        "this line belongs to no element of the list above",
        "start it with `- `, or correct its indentation",
    ),
    _Wording(
        "did not find expected <document start>",
        "nothing may follow the end of the document",
        "delete the line, or start a new document with `---`",
    ),
    _Wording(
        "found unexpected document indicator",
        "the quote opened here is not closed before the document ends",
        "close it at the end of the value",
        context="quoted scalar",
        label="opened here",
        at_context=True,
    ),
    _Wording(
        "",
        "nothing may stand behind `|` or `>` on its line",
        f"start the text on the next line; {_QUOTE} where text with a leading `|` or `>` is meant",
        context="block scalar",
    ),
    _Wording("", "a value cannot start with `!`, which YAML keeps for tags", _QUOTE, context="a tag"),
    _Wording("mapping keys are not allowed", "a value cannot start with a question mark and a space", _QUOTE),
    _Wording("found unexpected ':'", "a colon stands where no key can end", f"{_QUOTE} where it holds a colon"),
    _Wording("", "a line cannot start with `%`", _QUOTE, context="directive"),
    _Wording("incompatible YAML document", "the file asks for an unknown version of YAML", "delete the `%YAML` line"),
)


def syntax_fault(source: Source, problem: Any) -> ReadingError:
    """Word an error of the parser as one finding.

    `problem` is a yaml.MarkedYAMLError. The finding stands where the cause is likely to be, and names the other place.
    """
    wording = _wording(source, problem)
    stopped = _place(source, problem.problem_mark or problem.context_mark)
    began = _place(source, problem.context_mark or problem.problem_mark)
    place, other = (began, stopped) if wording.at_context else (stopped, began)
    why = "noticed here" if wording.at_context else "in what begins here"
    related = (Related(other, why),) if other.line != place.line else ()
    remedy = _missing_space(source, began, stopped) or wording.remedy
    return fault(wording.code, wording.message, place, label=wording.label, related=related, remedy=remedy)


def _wording(source: Source, problem: Any) -> _Wording:
    found = next((each for each in _WORDINGS if each.fits(problem)), None)
    if found is None:
        words = " ".join(filter(None, (str(problem.problem or ""), str(problem.context or ""))))
        return _Wording("", f"this is not valid YAML: {words}", "compare the line with its neighbours")
    ahead = _text_from(source, problem.problem_mark)
    if found is _ODD_CHARACTER and ahead.startswith("\t"):
        return _TAB
    if found is _NO_KEY and _follows_a_quote(source, problem.problem_mark):
        return _AFTER_QUOTE
    if found is _NO_VALUE and not ahead:
        return _UNFINISHED
    return found


def _text_from(source: Source, mark: Any) -> str:
    return source.lines[mark.line][mark.column :] if mark and mark.line < len(source.lines) else ""


def _follows_a_quote(source: Source, mark: Any) -> bool:
    before = source.lines[mark.line][: mark.column] if mark and mark.line < len(source.lines) else ""
    return before.rstrip().endswith(("'", '"'))


def _missing_space(source: Source, *places: Place) -> str:
    # The parser stops a line later than a `key:value` without its space, which it takes for text that runs on.
    for line in sorted({number for place in places for number in (place.line - 1, place.line)}):
        if 0 < line <= len(source.lines) and _NO_SPACE_AFTER_COLON.match(source.lines[line - 1]):
            return f"put a space after the colon in line {line}"
    return ""


def _place(source: Source, mark: Any) -> Place:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    while line > 0 and (line >= len(source.lines) or not source.lines[line].strip()):
        line -= 1  # the end of the file shows nothing: point behind the last thing written
        column = len(source.lines[line].rstrip()) if line < len(source.lines) else 0
    return Place(source.shown, line + 1, column + 1, line + 1, column + 2)
