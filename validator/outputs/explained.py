"""A rule explained: its source, its conditions in words by version, its facts, its examples, what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.examples import run_example
from validator.facts.conditions import Comparison, Condition
from validator.outputs.columns import block
from validator.outputs.diagnostic import place_json
from validator.rulebook.model import (
    ChecklistBody,
    DeadlineBody,
    ProcedureBody,
    RequirementBody,
    Row,
    Rule,
    TableBody,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.rulebook.load import Rulebook

_BAD = {"violated", "alert", "undecided", "not_in_force"}


def condition_words(condition: Condition | None) -> str:
    """Give a condition in words: `highest_ratio below 5% and amount below HKD 3,000,000`."""
    if condition is None:
        return ""
    if isinstance(condition, Comparison):
        operator = condition.operator.replace("_", " ")
        return f"{condition.fact} {operator} {condition.written}"
    if condition.word == "not":
        return f"not ({condition_words(condition.parts[0])})"
    joint = {"all": " and ", "any": " or ", "none": " nor "}[condition.word]
    words = joint.join(condition_words(part) for part in condition.parts)
    return f"neither {words}" if condition.word == "none" else words if condition.word == "all" else f"({words})"


def explanation_text(rulebook: Rulebook, rule: Rule, as_of: date) -> str:
    """Give the explanation for people."""
    current = rule.version_on(as_of)
    parts = [f"{rule.code}  {rule.title.en}  {rule.title.zh_hant}", block(list(_about(rule, current)))]
    for version in rule.versions:
        until = f" to {version.last}" if version.last else ""
        parts.append(f"In force from {version.first}{until}\n{block(list(_says(version)))}")
    if rule.consequences:
        entries = [
            (str(each.label), f"{each.cite}: for {', '.join(sorted(each.outcomes))}") for each in rule.consequences
        ]
        parts.append(f"What follows\n{block(entries)}")
    facts = list(_facts(rulebook, rule))
    parts += [f"Facts it reads\n{block(facts)}"] if facts else []
    parts += [f"Example that {word}\n{block(list(_example(shown)))}" for word, shown in _two_examples(rulebook, rule)]
    if rule.left_to_judgement:
        parts.append("Left to judgement\n" + "\n".join(f"  - {words}" for words in rule.left_to_judgement))
    return "\n\n".join(parts)


def _about(rule: Rule, current: Version | None) -> Iterator[tuple[str, str]]:
    yield "provision", rule.cite
    yield "kind", f"{rule.kind}, for each {rule.scope}"
    yield "in force", f"since {current.first}" if current else "not on that day"
    yield "rule file", f"{rule.place.file}:{rule.place.line}"
    yield from (("source", url) for url in rule.urls.as_json().values())
    yield "compared on", str(rule.compared_on or "never: unverified")
    if rule.review_by:
        yield "review by", str(rule.review_by)
    if rule.note:
        yield "note", str(rule.note)


def _says(version: Version) -> Iterator[tuple[str, str]]:
    """Give what a version says, line by line, each condition in words."""
    body = version.body
    applies = getattr(body, "applies_if", None)
    if applies:
        yield "applies if", condition_words(applies)
    if isinstance(body, TableBody):
        if body.if_not_applicable:
            yield "else", body.if_not_applicable
        yield from (_row(row) for row in body.rows)
        yield "otherwise", f"→ {body.otherwise.then}"
    elif isinstance(body, RequirementBody):
        yield "require", condition_words(body.require)
        yield from _optional("unless", condition_words(body.unless))
        yield from _optional("remedy", str(body.remedy))
    elif isinstance(body, ProcedureBody):
        yield from _procedure(body)
    elif isinstance(body, DeadlineBody):
        yield "due", f"{body.period} {body.direction} {body.event}: {body.of}"
        yield from _optional("unless", condition_words(body.unless))
    elif isinstance(body, ChecklistBody):
        for item in body.items:
            when = f" (if {condition_words(item.applies_if)})" if item.applies_if else ""
            yield item.cite, f"{item.item}{when}"


def _row(row: Row) -> tuple[str, str]:
    return row.cite or "row", f"{' and '.join(condition_words(each) for each in row.conditions)} → {row.then}"


def _procedure(body: ProcedureBody) -> Iterator[tuple[str, str]]:
    yield "owner", str(body.owner)
    yield "what", str(body.describe)
    yield from _optional("alert if", condition_words(body.alert_if))
    yield from _optional("require", condition_words(body.require))
    if body.evidence:
        every = body.evidence.every.replace("_", " ")
        yield "evidence", f"every {every}, on file within {body.evidence.within} of its end"
    yield from _optional("remedy", str(body.remedy))


def _optional(label: str, words: str) -> Iterator[tuple[str, str]]:
    if words:
        yield label, words


def _facts(rulebook: Rulebook, rule: Rule) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(name for each in rule.inputs.values() for name in each.expression.facts())
    for name in names:
        declaration = rulebook.facts[name]
        cite = f" ({declaration.cite})" if declaration.cite else ""
        yield name, f"{declaration.label}{cite}"


def _two_examples(rulebook: Rulebook, rule: Rule) -> Iterator[tuple[str, Any]]:
    """Give the first example with the answer that a user hopes for, and the first with the other."""
    shown: dict[str, Any] = {}
    for version in rule.versions:
        for example in version.examples:
            result = run_example(rulebook, rule, version, example)
            shown.setdefault("fails" if _is_heavy(rule, result.got) else "passes", result)
    yield from ((word, shown[word]) for word in ("passes", "fails") if word in shown)


def _is_heavy(rule: Rule, got: object) -> bool:
    """Tell whether an answer is the heaviest outcome, a failure, or a list of what is missing."""
    if isinstance(got, dict):
        return got.get("status") in _BAD
    return bool(got) if isinstance(got, list) else got in {*_BAD, *rule.outcomes[-1:]}


def _example(result: Any) -> Iterator[tuple[str, str]]:
    yield "case", result.example.name
    given = result.example.given.value if result.example.given else {}
    yield from ((f"{name}", str(value)) for name, value in given.items())
    yield "answer", str(result.got)


def explanation_json(rulebook: Rulebook, rule: Rule, as_of: date) -> dict[str, Any]:
    """Give the explanation for programs, version 1."""
    current = rule.version_on(as_of)
    return {
        "version": 1,
        "rule": rule.id,
        "code": rule.code,
        "kind": rule.kind,
        "for_each": rule.scope,
        "title": rule.title.as_json(),
        "in_force_from": str(current.first) if current else None,
        "source": {"instrument": rule.instrument.id, "url": rule.urls.as_json(), "note": rule.note.as_json()},
        "compared_on": str(rule.compared_on) if rule.compared_on else None,
        "place": place_json(rule.place),
        "versions": [
            {
                "from": str(version.first),
                "to": str(version.last) if version.last else None,
                "says": [{"label": label, "words": words} for label, words in _says(version)],
                "examples": [example.name for example in version.examples],
            }
            for version in rule.versions
        ],
        "outcomes": list(rule.outcomes),
        "requirements": {each.name: {"cite": each.cite, "for": sorted(each.outcomes)} for each in rule.consequences},
        "facts": dict(_facts(rulebook, rule)),
        "examples": {
            word: {"name": result.example.name, "answer": result.got} for word, result in _two_examples(rulebook, rule)
        },
        "left_to_judgement": [words.as_json() for words in rule.left_to_judgement],
    }
