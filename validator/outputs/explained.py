"""A rule explained: its source, its conditions in words by version, its facts, its examples, what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.evaluation.examples import run_example
from validator.evaluation.records import Decision
from validator.outputs.columns import block
from validator.outputs.diagnostic import place_json
from validator.outputs.rule_words import consequence_words, says
from validator.outputs.trace import trace_text, verdict_text
from validator.outputs.trace_json import evaluation_json
from validator.proofs.whole import facts_read_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.evaluation.examples import ExampleResult
    from validator.evaluation.records import Verdict
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version

_BAD = {"violated", "alert", "reported", "undecided", "not_in_force"}


def explanation_text(rulebook: Rulebook, rule: Rule, as_of: date) -> str:
    """Give the explanation for people."""
    current = rule.version_on(as_of)
    parts = [f"{rule.code}  {rule.title.en}  {rule.title.zh_hant}", block(list(about(rule, current)))]
    for version in rule.versions:
        until = f" to {version.last}" if version.last else ""
        parts.append(f"In force from {version.first}{until}\n{block(list(says(version)))}")
    if rule.consequences:
        entries = [(str(each.label), f"{each.cite}: {consequence_words(each)}") for each in rule.consequences]
        parts.append(f"What follows\n{block(entries)}")
    facts = list(facts_read(rulebook, rule))
    parts += [f"Facts it reads\n{block(facts)}"] if facts else []
    examples = two_examples(rulebook, rule, current)
    parts += [f"Example that {side(rule, word)}\n{_example(shown)}" for word, shown in examples]
    if rule.left_to_judgement:
        parts.append("Left to judgement\n" + "\n".join(f"  - {words}" for words in rule.left_to_judgement))
    return "\n\n".join(parts)


def about(rule: Rule, current: Version | None) -> Iterator[tuple[str, str]]:
    """Give the provision, the version in force, where the rule stands and when it was last compared."""
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


def facts_read(rulebook: Rulebook, rule: Rule) -> Iterator[tuple[str, str]]:
    """Give the names of the facts that a rule reads, in any version, with their labels."""
    names = dict.fromkeys(name for version in rule.versions for name in facts_read_by(rule, version))
    for name in (name for name in names if name in rulebook.facts):
        declaration = rulebook.facts[name]
        cite = f" ({declaration.cite})" if declaration.cite else ""
        yield name, f"{declaration.label}{cite}"


def two_examples(rulebook: Rulebook, rule: Rule, current: Version | None) -> Iterator[tuple[str, ExampleResult]]:
    """Give an example with the answer that a user hopes for and one with the other, of the version in force.

    Where that one has none, or none is in force, they are of the newest version that has.
    """
    shown: dict[str, ExampleResult] = {}
    for version in (*([current] if current else []), *reversed(rule.versions)):
        for example in version.examples:
            result = run_example(rulebook, rule, version, example)
            shown.setdefault("fails" if _is_heavy(rule, result.got) else "passes", result)
    yield from ((word, shown[word]) for word in ("passes", "fails") if word in shown)


def side(rule: Rule, word: str) -> str:
    """Give what an example does: it passes or fails, or for a relation reaches nobody or somebody."""
    return {"passes": "reaches nobody", "fails": "reaches somebody"}[word] if rule.kind == "relation" else word


def flow(value: Any) -> str:
    """Give data as it stands in a rule file, on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_heavy(rule: Rule, got: object) -> bool:
    """Tell whether an answer is the heaviest outcome, a failure, or a list of what is missing."""
    if isinstance(got, dict):
        return got.get("status") in _BAD
    return bool(got) if isinstance(got, list) else got in {*_BAD, *rule.outcomes[-1:]}


def _example(result: ExampleResult) -> str:
    given = result.example.given.value if result.example.given else {}
    entries = [("case", result.example.name), *((str(name), flow(value)) for name, value in given.items())]
    trace = (f"    {line}" for line in _trace(result.evaluation))
    return "\n".join([block([*entries, ("answer", flow(result.got))]), *trace])


def _trace(evaluation: Decision | Verdict | None) -> Iterator[str]:
    if isinstance(evaluation, Decision):
        yield from trace_text(evaluation)
    elif evaluation:
        yield from verdict_text(evaluation)


def _example_json(result: ExampleResult) -> dict[str, Any]:
    trace = evaluation_json(result.evaluation) if result.evaluation else None
    return {"name": result.example.name, "answer": result.got, "trace": trace}


def explanation_json(rulebook: Rulebook, rule: Rule, as_of: date) -> dict[str, Any]:
    """Give the explanation for programs, version 1."""
    current = rule.version_on(as_of)
    return {
        "version": 1,
        "as_of": str(as_of),
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
                "says": [{"label": label, "words": words} for label, words in says(version)],
                "examples": [example.name for example in version.examples],
            }
            for version in rule.versions
        ],
        "outcomes": list(rule.outcomes),
        "requirements": {
            each.name: {"cite": each.cite, "for": sorted(each.outcomes), "words": consequence_words(each)}
            for each in rule.consequences
        },
        "facts": dict(facts_read(rulebook, rule)),
        "examples": {word: _example_json(result) for word, result in two_examples(rulebook, rule, current)},
        "left_to_judgement": [words.as_json() for words in rule.left_to_judgement],
    }
