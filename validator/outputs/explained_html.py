"""A rule explained as one HTML page: its source, its versions row by row, its facts, its examples run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.outputs.explained import about, facts_read, flow, side, two_examples
from validator.outputs.html_page import Html, both, bullets, chinese, code, element, entries, joined, page, row, table
from validator.outputs.rule_words import condition_words, row_conditions, says
from validator.outputs.trace_html import evaluation_html, outcome_words
from validator.receipt import receipt_of_rules
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.evaluation.examples import ExampleResult
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Consequence, Rule, Version


def explanation_html(rulebook: Rulebook, rule: Rule, as_of: date) -> str:
    """Give the explanation as a self-contained page. Raises `ReadingError` where a rule file is gone."""
    current = rule.version_on(as_of)
    parts = [
        element("h1", f"{rule.code}  {rule.title.en}"),
        element("p", chinese(rule.title)) if rule.title.zh_hant else "",
        entries(_linked(label, words) for label, words in about(rule, current)),
        *(part for version in rule.versions for part in _version(rule, version, in_force=version is current)),
        _consequences(rule),
        _facts(rulebook, rule),
        *(part for word, shown in two_examples(rulebook, rule, current) for part in _example(word, shown)),
        _judgement(rule),
    ]
    return page(f"{rule.code} {rule.title}", parts, receipt_of_rules(rulebook, as_of))


def _linked(label: str, words: str) -> tuple[str, str]:
    return label, element("a", words, href=words) if words.startswith("https://") else words


def _version(rule: Rule, version: Version, *, in_force: bool) -> Iterator[Html]:
    until = f" to {version.last}" if version.last else ""
    badge = element("span", "in force", class_="badge") if in_force else ""
    yield element("h2", f"In force from {version.first}{until} ", badge)
    if isinstance(version.body, TableBody):
        yield from _table(rule, version, version.body)
    else:
        yield entries(says(version))


def _table(rule: Rule, version: Version, body: TableBody) -> Iterator[Html]:
    yield entries((label, words) for label, words in says(version) if label in {"applies if", "else"})
    rows = [row(each.cite or "row", row_conditions(each), outcome_words(rule, each.then)) for each in body.rows]
    last = row(body.otherwise.cite or "–", "otherwise", outcome_words(rule, body.otherwise.then))
    yield table("The first row that holds decides", ("paragraph", "when", "then"), [*rows, last], "rows")


def _consequences(rule: Rule) -> Html:
    if not rule.consequences:
        return Html()
    rows = (row(both(each.label), each.cite, _outcomes(rule, each), _provided(each)) for each in rule.consequences)
    return joined(
        [
            element("h2", "What follows"),
            table("Requirements by outcome", ("requirement", "paragraph", "for", "if"), rows),
        ]
    )


def _outcomes(rule: Rule, each: Consequence) -> Html:
    return bullets(outcome_words(rule, outcome) for outcome in rule.outcomes if outcome in each.outcomes)


def _provided(each: Consequence) -> str:
    also = f"also for {' and '.join(sorted(each.also_for))} where {each.also_if_not_met} is not met"
    return "; ".join(filter(None, (condition_words(each.applies_if), also if each.also_for else "")))


def _facts(rulebook: Rulebook, rule: Rule) -> Html:
    rows = [row(code(name), words, chinese(rulebook.facts[name].label)) for name, words in facts_read(rulebook, rule)]
    if not rows:
        return Html()
    return joined(
        [element("h2", "Facts it reads"), table("Facts by their names in the data", ("fact", "what", "Chinese"), rows)]
    )


def _example(word: str, result: ExampleResult) -> Iterator[Html]:
    yield element("h2", f"Example that {side(result.rule, word)}: {result.example.name}")
    given = result.example.given.value if result.example.given else {}
    answer = flow(result.got) if result.rule.kind == "relation" else _answer(result.got)
    yield entries([*((str(name), flow(value)) for name, value in given.items()), ("answer", answer)])
    if result.evaluation:
        yield evaluation_html(result.evaluation)


def _answer(got: object) -> str:
    if isinstance(got, dict):
        return ", ".join(f"{key} {value}" for key, value in got.items())
    if isinstance(got, list):
        return f"missing: {', '.join(map(str, got))}" if got else "nothing is missing"
    return str(got).replace("_", " ")


def _judgement(rule: Rule) -> Html:
    if not rule.left_to_judgement:
        return Html()
    return joined([element("h2", "Left to judgement"), bullets(both(words) for words in rule.left_to_judgement)])
