"""The cases at lines that no cell of a table has: an example with one value moved to a line, below and above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from validator.evaluation.examples import run_example
from validator.facts.conditions import comparisons_of
from validator.proofs.mutants import changed
from validator.proofs.mutants_limits import nudged
from validator.reading.document import Node
from validator.reading.quantities import Period, last_day_within, parse_date
from validator.rulebook.body import ProcedureBody, RequirementBody, TableBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.facts.conditions import Comparison
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Example, Rule, Version

_LINES = ("below", "at_most", "at_least", "above")
SIDES = ("just below", "exactly at", "just above")
Case = tuple[str, str, dict[str, str], str]  # side, threshold, what is given, what comes out


def cases_of(rulebook: Rulebook, rule: Rule, version: Version) -> Iterator[tuple[Comparison, Case]]:
    """Give three cases for each line that a requirement or procedure draws, and for lengths of time in a table.

    They are those of an example that gives a value for it, if there is one.
    """
    for test in _tests(version):
        tried = [list(_around(rulebook, rule, version, each, test)) for each in version.examples if _gives(each, test)]
        if tried:
            best = max(tried, key=lambda cases: len({case[3] for case in cases}))
            yield from ((test, case) for case in best)


def _tests(version: Version) -> Iterator[Comparison]:
    body = version.body
    if isinstance(body, (RequirementBody, ProcedureBody)):
        for key in ("applies_if", "require", "unless", "alert_if"):
            found = comparisons_of(getattr(body, key, None))
            yield from (test for test in found if test.operator in _LINES)
    if isinstance(body, TableBody):
        yield from (test for test in body.comparisons() if isinstance(test.limit, Period))


def _gives(example: Example, test: Comparison) -> bool:
    """Tell whether an example gives a plain value, or days with both ends where the line is a length of time."""
    value = example.given.value.get(test.fact) if example.given else None
    if isinstance(test.limit, Period):
        return isinstance(value, dict) and {"from", "to"} <= set(value)
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _around(rulebook: Rulebook, rule: Rule, version: Version, example: Example, test: Comparison) -> Iterator[Case]:
    given = example.given
    assert given is not None  # noqa: S101  # an example without it gives no value
    for side, value in zip(SIDES, _values(given.value[test.fact], test), strict=True):
        document = changed(Node(given.document, (*given.path, test.fact)), value, side).document
        moved = replace(example, given=Node(document, given.path))
        got = run_example(rulebook, rule, version, moved).got
        deal = {name: _words(value if name == test.fact else said) for name, said in given.value.items()}
        yield side, test.written, deal, str(got)


def _values(said: Any, test: Comparison) -> tuple[Any, Any, Any]:
    """Give a value just below a line, on it and just above it, as an example writes it."""
    if isinstance(test.limit, Period):
        last = last_day_within(parse_date(said["from"]), test.limit)
        days = [last + timedelta(days=by) for by in (-1, 0, 1)]
        below, at, above = ({**said, "to": str(day)} for day in days)
        return below, at, above
    line = int(test.written) if isinstance(test.limit, int) else test.written
    above, below = nudged(line)
    return below, line, above


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value['from']} to {value['to']}" if isinstance(value, dict) and "from" in value else str(value)
