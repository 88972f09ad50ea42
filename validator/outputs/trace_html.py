"""The trace as HTML: each row tried with its operands, the deciding row marked, the working of every operand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.records import Decision, Status, Verdict
from validator.facts.fact import Fact, State, describe
from validator.outputs.deciding import By, Decided, decided_by, table_of
from validator.outputs.html_page import Html, both, bullets, code, element, joined, row, table
from validator.outputs.trace import ANSWERS, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.facts.conditions import Step
    from validator.findings import Place
    from validator.rulebook.body import Row
    from validator.rulebook.model import Rule

_HEAD = ("paragraph", "answer", "conditions, with the value found", "outcome")
_LOOKS = {
    Status.UNDECIDED: "conclusion open",
    Status.VIOLATED: "conclusion failed",
    Status.ALERT: "conclusion failed",
}
_DECIDES = element("span", "decides", class_="badge")


def evaluation_html(evaluation: Decision | Verdict) -> Html:
    """Give the trace of any rule: its provision and version, each condition tried, the working, the answer."""
    return decision_html(evaluation) if isinstance(evaluation, Decision) else verdict_html(evaluation)


def decision_html(decision: Decision) -> Html:
    """Give the trace of a table."""
    decided = decided_by(decision)
    return joined(
        [
            provision(decision),
            _conclusion(decision, decided),
            _applies(decision.applies),
            table(f"Rows of {decision.rule.id} in the order tried", _HEAD, _rows(decision, decided), "rows"),
            operands(decision.inputs),
        ]
    )


def verdict_html(verdict: Verdict) -> Html:
    """Give the trace of a requirement, a procedure, a deadline or a checklist."""
    missing = [f"{item.cite} {item.item}" for item in verdict.missing_items]
    missing += [str(period) for period in verdict.missing_periods]
    due = f"; due {verdict.due}" if verdict.due else ""
    words = element("strong", verdict.status.replace("_", " "))
    return joined(
        [
            provision(verdict),
            element("p", words, due, class_=_LOOKS.get(verdict.status, "conclusion")),
            bullets(_condition(step) for step in verdict.steps) if verdict.steps else "",
            joined([element("p", "Missing:"), bullets(missing)]) if missing else "",
            operands(verdict.facts),
        ]
    )


def provision(evaluation: Decision | Verdict) -> Html:
    """Name the provision, its title in both languages, the version in force, and where the rule stands."""
    rule, version = evaluation.rule, evaluation.version
    until = f" to {version.last}" if version.last else ""
    words = [element("strong", rule.cite), " ", both(rule.title), f", in force from {version.first}{until}"]
    return element("p", *words, element("span", " at ", code(_line(version.place)), class_="from"))


def outcome_words(rule: Rule, outcome: str) -> Html:
    """Give the words of an outcome in both languages."""
    label = rule.outcome_labels.get(outcome)
    return both(label) if label else joined([outcome.replace("_", " ")])


def _conclusion(decision: Decision, decided: Decided) -> Html:
    rule = decision.rule
    if decision.outcome is None:
        return element("p", element("strong", "Undecided"), ": ", _either(decision), class_="conclusion open")
    cites = ", ".join(decision.cited)
    why = {
        By.ROW: f"decided by row {decided.row.cite or rule.id}" if decided.row else "",
        By.OTHERWISE: "no row holds, so the last line decides",
        By.NOT_APPLICABLE: "the table does not apply",
        By.EVERY_VALUE: f"every value that the open facts can have gives this ({cites})",
        By.NOTHING: "",
    }[decided.by]
    return element("p", element("strong", outcome_words(rule, decision.outcome)), f": {why}", class_="conclusion")


def _either(decision: Decision) -> Html:
    words = [outcome_words(decision.rule, outcome) for outcome in decision.possible]
    return joined(["the open facts allow ", *(part for word in words for part in (word, "; "))][:-1])


def _applies(step: Step | None) -> Html:
    if step is None:
        return Html()
    return joined([element("p", f"Applies if: {ANSWERS[step.answer]}"), bullets(_parts(step))])


def _rows(decision: Decision, decided: Decided) -> Iterator[Html]:
    tried = {id(trial.row): trial.step for trial in decision.trials}
    body = table_of(decision)
    for each in body.rows:
        yield _row(decision.rule, each, tried.get(id(each)), decides=each is decided.row)
    last = body.otherwise
    decides = decided.by is By.OTHERWISE
    words, answer = "otherwise", _DECIDES if decides else "–"
    outcome = outcome_words(decision.rule, last.then)
    yield row(last.cite or "–", answer, words, outcome, class_="decides" if decides else "untried")


def _row(rule: Rule, each: Row, step: Step | None, *, decides: bool) -> Html:
    name = joined([each.cite or "row", Html("<br>"), element("span", code(_line(each.place)), class_="from")])
    if step is None:
        words = "not tried" if len(each.conditions) else ""
        return row(name, "–", words, outcome_words(rule, each.then), class_="untried")
    answer = element("span", ANSWERS[step.answer], " ", _DECIDES if decides else "", class_="answer")
    conditions = bullets(_parts(step))
    return row(name, answer, conditions, outcome_words(rule, each.then), class_="decides" if decides else "")


def _parts(step: Step) -> Iterable[Html]:
    return (_condition(part) for part in step.parts or (step,))


def _condition(step: Step) -> Html:
    answer = element("strong", ANSWERS[step.answer])
    if step.fact is None:
        return joined([code(step.asked), ": ", answer, bullets(_parts(step)) if step.parts else ""])
    note = f" ({step.note})" if step.note else ""
    found = step.note if step.fact.state is State.NOT_APPLICABLE and step.note else f"{describe(step.fact)}{note}"
    return joined([code(step.asked), ": ", answer, f"; found: {found}"])


def operands(facts: Mapping[str, Fact]) -> Html:
    """Give every operand with its value; those that were worked out open to their working."""
    if not facts:
        return Html()
    return joined([element("p", "Operands, with where each comes from:"), *_operands(facts.items())])


def _operands(facts: Iterable[tuple[str, Fact]]) -> Iterator[Html]:
    for name, fact in facts:
        names, behind = resolved(fact)
        words = _operand(f"{name}{names}", behind)
        if behind.operands:
            inner = _operands((operand.name, operand) for operand in behind.operands)
            yield element("details", element("summary", words), element("ul", *(element("li", each) for each in inner)))
        else:
            yield element("div", words)


def _operand(name: str, fact: Fact) -> Html:
    made = f" ({fact.operation.replace('_', ' ')})" if fact.operands else ""
    parts: list[str] = [code(name), ": ", element("strong", describe(fact)), made]
    parts += [f", {fact.reason}"] if fact.reason and not fact.is_known else []
    return joined([*parts, element("span", *_origin(fact), class_="from")])


def _origin(fact: Fact) -> Iterator[str]:
    if fact.place:
        yield from (" at ", code(_line(fact.place)))
    if fact.source:
        yield f"; {fact.source}"
    if fact.attestation:
        yield f"; attested by {fact.attestation.by} on {fact.attestation.on}: {fact.attestation.evidence}"
    if fact.illustration:
        yield f"; illustration: {fact.illustration}"


def _line(place: Place | None) -> str:
    return f"{place.file}:{place.line}" if place else ""
