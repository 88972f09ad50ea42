"""Checks over a whole rulebook: inputs nobody tests, gaps between versions, citations, examples missing or failing."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from validator.evaluation.examples import run_examples
from validator.facts.expressions import facts_of
from validator.proofs.problems import Problem
from validator.rulebook.body import DeadlineBody, ProcedureBody, RequirementBody, TableBody
from validator.rulebook.relations import RelationBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version


def verify_whole(rulebook: Rulebook) -> Iterator[Problem]:
    """Give what is amiss with the rules taken one by one and together.

    Facts that nobody declared, circles and overlapping versions are refused when a rulebook is loaded.
    """
    for rule in rulebook.rules.values():
        yield from _unused_inputs(rule)
        yield from _gaps(rule)
        yield from _citations(rule)
        for version in rule.versions:
            yield from _examples(rule, version)
            yield from _frequency(rule, version)
    yield from _unused_facts(rulebook)
    yield from _failing_examples(rulebook)


def _failing_examples(rulebook: Rulebook) -> Iterator[Problem]:
    """A rule that keeps its promises may still say something else than its author meant: the examples tell."""
    for result in run_examples(rulebook):
        if not result.passed:
            example = result.example
            message = f"`{example.name}` should come out as {result.expected_words}, not as {result.got_words}"
            deal = {name: str(value) for name, value in example.given.value.items()} if example.given else {}
            yield Problem(result.rule.id, "examples", message, example.place, deal)


def _unused_inputs(rule: Rule) -> Iterator[Problem]:
    used = {name for version in rule.versions for name in _names_read(version)}
    for name, each in rule.inputs.items():
        if name not in used:
            yield Problem(rule.id, "inputs", f"no version uses the input `{name}`", each.place, {})


def _names_read(version: Version) -> Iterator[str]:
    body = version.body
    conditions = [getattr(body, key, None) for key in ("applies_if", "require", "unless", "alert_if")]
    if isinstance(body, TableBody):
        conditions += [condition for row in body.rows for condition in row.conditions]
    for condition in conditions:
        yield from facts_of(condition)
    if isinstance(body, (RequirementBody, ProcedureBody)):
        yield from (part.partition("}")[0] for part in str(body.message).split("{")[1:])


def _gaps(rule: Rule) -> Iterator[Problem]:
    for earlier, later in pairwise(rule.versions):
        if earlier.last and earlier.last + timedelta(days=1) != later.first:
            message = f"no version is in force between {earlier.last} and {later.first}"
            yield Problem(rule.id, "versions", message, later.place, {})


def _citations(rule: Rule) -> Iterator[Problem]:
    if not rule.instrument.prefix:
        return
    for version in rule.versions:
        if isinstance(version.body, TableBody):
            for row in (*version.body.rows, version.body.otherwise):
                if not row.cite:
                    yield Problem(rule.id, "citations", "a row without the paragraph it comes from", row.place, {})


def _frequency(rule: Rule, version: Version) -> Iterator[Problem]:
    body = version.body
    if isinstance(body, ProcedureBody) and not (body.evidence or body.frequency):
        message = "a procedure says neither how often it is carried out nor which evidence it leaves"
        yield Problem(rule.id, "frequency", message, version.place, {})


def _examples(rule: Rule, version: Version) -> Iterator[Problem]:
    """Ask for an example on either side: every outcome of a table, a pass and a failure of everything else."""
    if version.as_in:
        return  # its words are those of another version, whose examples show them
    expected, body = [example.expect for example in version.examples], version.body
    if isinstance(version.body, TableBody):
        reached = {row.then for row in (*version.body.rows, version.body.otherwise)}
        missing = [outcome for outcome in rule.outcomes if outcome in reached and outcome not in expected]
    elif isinstance(body, DeadlineBody):
        statuses = [each.get("status") for each in expected if isinstance(each, dict)]
        wanted = ("satisfied", "violated")
        if body.due.is_window:
            wanted = ("pending", "quiet")
        elif not body.due.has_day:
            wanted = ("satisfied", "undecided")  # what has no day is never late
        missing = [status for status in wanted if status not in statuses]
    elif isinstance(version.body, RelationBody):
        missing = [] if any(expected) else ["somebody reached"]
        missing += [] if [] in expected or len({str(each) for each in expected}) > 1 else ["somebody else reached"]
    elif expected and any(isinstance(each, list) for each in expected):
        missing = [] if [] in expected else ["nothing missing"]
        missing += [] if any(isinstance(each, list) and each for each in expected) else ["something missing"]
    else:
        alert = isinstance(version.body, ProcedureBody) and version.body.alert_if
        missing = [] if not _escalates(version) or "reported" in expected else ["reported"]
        missing += [
            each for each in (("alert", "quiet") if alert else ("satisfied", "violated")) if each not in expected
        ]
    for answer in missing:
        yield Problem(rule.id, "examples", f"no example ends in `{answer}`", version.place, {})


def _escalates(version: Version) -> bool:
    return isinstance(version.body, ProcedureBody) and version.body.escalate is not None


def _unused_facts(rulebook: Rulebook) -> Iterator[Problem]:
    """Name facts that no rule reads, directly or through another fact; the ratios are printed whether tested or not."""
    read = {
        name for rule in rulebook.rules.values() for version in rule.versions for name in facts_read_by(rule, version)
    }
    waiting = list(read)
    while waiting:
        declaration = rulebook.facts.get(waiting.pop())
        for name in declaration.reads() if declaration else ():
            if name not in read:
                read.add(name)
                waiting.append(name)
    for name, declaration in rulebook.facts.items():
        if name not in read and not declaration.never_applies and name.partition(".")[0] != "ratios":
            yield Problem("", "facts", f"no rule reads the fact `{name}`", declaration.place, {})


def facts_read_by(rule: Rule, version: Version) -> Iterator[str]:
    """Give the names of all facts and inputs that one version of a rule reads."""
    yield from _names_read(version)
    for each in rule.inputs.values():
        yield from each.expression.facts()
    for consequence in rule.consequences:
        yield from facts_of(consequence.applies_if)
    body = version.body
    if isinstance(body, DeadlineBody):
        yield from body.facts()
    if isinstance(body, ProcedureBody):
        yield from (part.over for part in (body.evidence, body.escalate, body.awaits) if part)
    if isinstance(body, RelationBody):
        yield from body.facts()
    for item in getattr(body, "items", ()):
        yield from item.answered_by
        yield from facts_of(item.applies_if)
