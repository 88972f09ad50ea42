"""Findings as text for a terminal: in full with the line at fault, or on one line; and as data for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from validator.findings import Severity
from validator.outputs.excerpt import excerpt
from validator.outputs.terminal_text import safe

if TYPE_CHECKING:
    from validator.findings import Finding, Place, RuleReference
    from validator.reading.source import Source

Sources = Mapping[str, "Source"] | Callable[[str], Sequence[str] | None]
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_FRAME = "blue"


def render_finding(finding: Finding, sources: Sources, colour: bool = False) -> str:
    """Give a finding in full, without a line break at the end.

    `sources` gives the lines of a file by the path in the finding's place; a file that it does not know is named
    without its line. `colour` adds the colours of a terminal.
    """
    paint = _Paint(colour)
    margin = " " * len(str(finding.place.line)) if finding.place else " "
    parts = [_headline(finding, paint)]
    if finding.place:
        shown = _excerpt(finding, finding.place, _lines(sources, finding.place.file), paint)
        label = "" if shown else f"  {safe(finding.label)}"
        parts.append(f"{margin}{paint.frame('-->')} {safe(str(finding.place))}{label}".rstrip())
        parts.extend(shown)
    parts.extend(_notes(finding, margin, paint))
    return "\n".join(parts)


def render_concise(finding: Finding) -> str:
    """Give a finding on one line: `file:line:column: severity[CODE] message (subject) [rule unverified]`."""
    place = f"{finding.place}: " if finding.place else ""
    subject = f" ({finding.subject})" if finding.subject else ""
    unverified = "" if finding.rule is None or finding.rule.verified else " [rule unverified]"
    return safe(f"{place}{finding.severity}[{finding.code}] {finding.message}{subject}{unverified}")


def finding_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as plain data; every key is always there, and what is absent is null or empty."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "place": place_json(finding.place),
        "label": finding.label,
        "related": [{"place": place_json(each.place), "label": each.label} for each in finding.related],
        "rule": _rule_json(finding.rule),
        "help": finding.help,
        "subject": finding.subject,
        "subject_id": finding.subject_id,
    }


def place_json(place: Place | None) -> dict[str, Any] | None:
    """Give a place as plain data, lines and columns 1-based and the end column exclusive."""
    if place is None:
        return None
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _rule_json(rule: RuleReference | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {
        "cite": rule.cite,
        "in_force_from": rule.in_force_from,
        "verified": rule.verified,
        "place": place_json(rule.place),
    }


class _Paint:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def severity(self, text: str, severity: Severity) -> str:
        return click.style(text, fg=_COLOURS[severity], bold=True) if self._colour else text

    def frame(self, text: str) -> str:
        return click.style(text, fg=_FRAME, bold=True) if self._colour else text

    def strong(self, text: str) -> str:
        return click.style(text, bold=True) if self._colour else text


def _headline(finding: Finding, paint: _Paint) -> str:
    code = paint.severity(f"{finding.severity}[{safe(finding.code)}]", finding.severity)
    return f"{code} {paint.strong(safe(finding.message))}"


def _excerpt(finding: Finding, place: Place, lines: Sequence[str] | None, paint: _Paint) -> list[str]:
    found = excerpt(lines, place) if lines is not None else None
    if found is None:
        return []
    number = str(place.line)
    margin = " " * len(number)
    caret = paint.severity(f"{'^' * found.carets} {safe(finding.label)}".rstrip(), finding.severity)
    return [
        f"{margin} {paint.frame('|')}",
        f"{paint.frame(f'{number} |')} {found.line}".rstrip(),
        f"{margin} {paint.frame('|')} {' ' * found.indent}{caret}",
    ]


def _notes(finding: Finding, margin: str, paint: _Paint) -> list[str]:
    mark = f"{margin} {paint.frame('=')}"
    notes = [
        f"{margin}{paint.frame(':::')} {safe(f'{each.place.file}:{each.place.line}')}  {safe(each.label)}"
        for each in finding.related
    ]
    if finding.subject:
        notes.append(f"{mark} {paint.strong('in:')} {safe(finding.subject)}")
    if finding.rule:
        notes.append(f"{mark} {paint.strong('rule:')} {safe(_rule(finding.rule))}")
    if finding.help:
        notes.append(f"{mark} {paint.strong('help:')} {safe(finding.help)}")
    return notes


def _rule(rule: RuleReference) -> str:
    parts = [rule.cite]
    if rule.in_force_from:
        parts.append(f"in force since {rule.in_force_from}")
    if rule.place:
        parts.append(f"{rule.place.file}:{rule.place.line}")
    if not rule.verified:
        parts.append("not yet compared with the rulebook")
    return ", ".join(parts)


def _lines(sources: Sources, file: str) -> Sequence[str] | None:
    if isinstance(sources, Mapping):
        source = sources.get(file)
        return source.lines if source is not None else None
    return sources(file)
