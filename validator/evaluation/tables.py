"""Decide tables: settled facts by the compiled lookup, open ones by what all their completions agree on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from validator.evaluation.compiled import CannotCompileError, CompiledTable, compile_table
from validator.evaluation.completions import Explored, explore
from validator.evaluation.records import Decider, Decision
from validator.evaluation.rows import Run, run_table
from validator.reading.quantities import QuantityError

if TYPE_CHECKING:
    from datetime import date

    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.rulebook.body import TableBody
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version

Values = Mapping[str, "Fact"]


class Tables:
    """The tables of one rulebook, each version compiled when it is first asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._compiled: dict[tuple[str, date], CompiledTable | None] = {}

    def decide(self, rule: Rule, version: Version, body: TableBody, subject: Subject, values: Values) -> Decision:
        """Decide a table for a subject.

        The lookup takes each input for itself, while one open figure may stand behind several of them. What is open
        is therefore explored figure by figure; where that cannot be done, the lookup says what remains possible.
        """
        table = self._table(rule, version, body)
        if table and not any(fact.is_open for fact in values.values()):
            return _looked_up(rule, version, subject, values, table)
        decision = decide(rule, version, body, subject, values)
        unexplored = decision.outcome is None and not decision.deciders
        return _looked_up(rule, version, subject, values, table) if table and unexplored else decision

    def _table(self, rule: Rule, version: Version, body: TableBody) -> CompiledTable | None:
        key = (rule.id, version.first)
        if key not in self._compiled:
            self._compiled[key] = self._compile(rule, version, body)
        return self._compiled[key]

    def _compile(self, rule: Rule, version: Version, body: TableBody) -> CompiledTable | None:
        try:
            return compile_table(rule, version, body, self._rulebook)
        except (CannotCompileError, QuantityError):
            return None


def _looked_up(rule: Rule, version: Version, subject: Subject, values: Values, table: CompiledTable) -> Decision:
    outcome, _, possible, cited = table.answer(values)
    return Decision(rule, version, subject, outcome, possible, cited, values)


def decide(rule: Rule, version: Version, body: TableBody, subject: Subject, values: Values) -> Decision:
    """Decide a table without a lookup: by its rows, else by what every completion of the open facts agrees on."""
    run = run_table(body, values)
    if run.outcome is not None:
        return _decision(rule, version, subject, values, (run.outcome,), (run.cite,), ())
    explored = explore(rule, body, values, lambda completed: _outcome(run_table(body, completed)))
    if explored is None:
        return _decision(rule, version, subject, values, _reachable(body, run), (), ())
    outcomes = tuple(outcome for outcome in rule.outcomes if outcome in explored.outcomes)
    deciders = () if len(outcomes) == 1 else _deciders(explored)
    return _decision(rule, version, subject, values, outcomes, explored.cites, deciders)


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
    outcomes: tuple[str, ...],
    cites: tuple[str, ...],
    deciders: tuple[Decider, ...],
) -> Decision:
    decided = outcomes[0] if len(outcomes) == 1 else None
    cited = tuple(dict.fromkeys(cite for cite in cites if cite)) if decided else ()
    return Decision(rule, version, subject, decided, outcomes, cited or (rule.id,) if decided else (), values, deciders)
