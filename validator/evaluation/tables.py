"""Decide a table: rows in order over known facts, and over all completions where facts are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.evaluation.completions import Explored, explore
from validator.evaluation.records import Decider, Decision, Trial
from validator.facts.conditions import Comparison, Condition, Step, combine, compare

if TYPE_CHECKING:
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.rulebook.model import Row, Rule, TableBody, Version

Values = Mapping[str, "Fact"]


@dataclass(frozen=True)
class Run:
    """One reading of the rows; `outcome` is None where an open fact stopped it."""

    outcome: str | None
    cite: str
    applies: Step | None
    trials: tuple[Trial, ...]


def facts_of_table(body: TableBody) -> tuple[str, ...]:
    """Give the names of all facts and inputs that the table reads, each once."""
    return tuple(dict.fromkeys(comparison.fact for comparison in body.comparisons()))


def run_table(body: TableBody, values: Values) -> Run:
    """Read the rows once over the given facts, three-valued."""
    applies = answer(body.applies_if, values) if body.applies_if else None
    if applies and applies.answer is False:
        return Run(body.if_not_applicable, "", applies, ())
    trials: list[Trial] = []
    certain = applies is None or applies.answer is True
    for row in body.rows:
        step = _try(row, values)
        trials.append(Trial(row, step))
        if step.answer and certain:
            return Run(row.then, row.cite, applies, tuple(trials))
        certain = certain and step.answer is not None
        if step.answer:
            break
    outcome = body.otherwise.then if certain else None
    return Run(outcome, body.otherwise.cite if certain else "", applies, tuple(trials))


def _try(row: Row, values: Values) -> Step:
    return combine("all", tuple(answer(condition, values) for condition in row.conditions), row.place)


def answer(condition: Condition, values: Values) -> Step:
    """Answer a condition over the given facts alone."""
    if isinstance(condition, Comparison):
        return compare(values[condition.fact], condition)
    return combine(condition.word, tuple(answer(part, values) for part in condition.parts), condition.place)


def decide(rule: Rule, version: Version, body: TableBody, subject: Subject, values: Values) -> Decision:
    """Decide a table for a subject: by its rows, else by what every completion of the open facts agrees on."""
    run = run_table(body, values)
    if run.outcome is not None:
        return _decision(rule, version, subject, values, run, (run.outcome,), (run.cite,), ())
    explored = explore(rule, body, values, lambda completed: _outcome(run_table(body, completed)))
    if explored is None:
        return _decision(rule, version, subject, values, run, _reachable(body, run), (), ())
    outcomes = tuple(outcome for outcome in rule.outcomes if outcome in explored.outcomes)
    deciders = () if len(outcomes) == 1 else _deciders(explored)
    return _decision(rule, version, subject, values, run, outcomes, explored.cites, deciders)


def _outcome(run: Run) -> tuple[str | None, str]:
    return run.outcome, run.cite


def _deciders(explored: Explored) -> tuple[Decider, ...]:
    return tuple(Decider(part.fact, part.range, part.outcomes) for part in explored.parts)


def _reachable(body: TableBody, run: Run) -> tuple[str, ...]:
    """Give every outcome that the rows allow, where the open facts could not be explored."""
    first = [body.if_not_applicable] if run.applies and run.applies.answer is None else []
    rows = [trial.row.then for trial in run.trials if trial.step.answer is not False]
    last = [] if run.trials and run.trials[-1].step.answer else [body.otherwise.then]
    return tuple(dict.fromkeys([*first, *rows, *last]))


def _decision(
    rule: Rule,
    version: Version,
    subject: Subject,
    values: Values,
    run: Run,
    outcomes: tuple[str, ...],
    cites: tuple[str, ...],
    deciders: tuple[Decider, ...],
) -> Decision:
    decided = outcomes[0] if len(outcomes) == 1 else None
    cited = tuple(dict.fromkeys(cite for cite in cites if cite)) if decided else ()
    return Decision(
        rule, version, subject, decided, outcomes, cited or (rule.id,) if decided else (), values, run.applies,
        run.trials, deciders,
    )  # fmt: skip
