"""What was proved of a rulebook, and which changes its examples notice, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from validator.outputs.columns import table
from validator.outputs.diagnostic import place_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.evaluation.examples import ExampleResult
    from validator.proofs.mutate import Tried
    from validator.proofs.problems import Problem
    from validator.proofs.verify import Proof

_UNSOUND = "this example fails without any change, so that it can notice none; `rules test` says how"


def proofs_text(proofs: Sequence[Proof], problems: Sequence[Problem]) -> str:
    """Give a row a table, then every promise that fails with the deal that shows it, then the other checks."""
    rows = [(proof.rule, proof.version, str(proof.cells), ", ".join(proof.promises), _said(proof)) for proof in proofs]
    parts = [table(("table", "in force from", "cells", "promises", ""), rows, right=frozenset({2}))]
    failed = [*(problem for proof in proofs for problem in proof.problems), *problems]
    once = {(each.place, each.promise, each.message): each for each in reversed(failed)}  # not again for each version
    parts.extend(_problem(problem) for problem in reversed(once.values()))
    proved = sum(proof.proved for proof in proofs)
    other = f"{len(problems)} other problem{'' if len(problems) == 1 else 's'} in the rulebook"
    parts.append(f"{proved} of {len(proofs)} tables proved, {other}")
    return "\n\n".join(parts)


def _said(proof: Proof) -> str:
    if proof.proved:
        return "proved"
    if proof.why_not:
        return f"not proved: {proof.why_not}"
    return f"does not hold: {len(proof.problems)} problem{'s' if len(proof.problems) > 1 else ''} below"


def _problem(problem: Problem) -> str:
    lines = [f"{problem.place or ''}: {problem.rule or 'rulebook'}: {problem.promise}: {problem.message}".lstrip(": ")]
    lines += [f"  {name}: {value}" for name, value in problem.deal.items()]
    return "\n".join(lines)


def proofs_json(proofs: Sequence[Proof], problems: Sequence[Problem]) -> dict[str, Any]:
    """Give the same as data, version 1 (schemas/rules-verify-output.schema.json)."""
    return {
        "version": 1,
        "proved": all(proof.proved for proof in proofs) and not problems,
        "tables": [
            {
                "rule": proof.rule,
                "in_force_from": proof.version,
                "cells": proof.cells,
                "promises": list(proof.promises),
                "proved": proof.proved,
                "why_not": proof.why_not,
                "problems": [_problem_json(problem) for problem in proof.problems],
            }
            for proof in proofs
        ],
        "problems": [_problem_json(problem) for problem in problems],
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "promise": problem.promise,
        "message": problem.message,
        "place": place_json(problem.place),
        "deal": dict(problem.deal),
    }


def mutants_text(tried: Sequence[Tried], unsound: Sequence[ExampleResult] = ()) -> str:
    """Give the mutants that no example notices and the examples that fail as it is, then a count a rule."""
    lines = [f"{each.place}: {each.rule}: {each.what}: no example notices" for each in tried if not each.killed]
    lines += [f"{each.example.place}: {each.rule.id}: {each.example.name}: {_UNSOUND}" for each in unsound]
    killed = Counter(each.rule for each in tried if each.killed)
    total = Counter(each.rule for each in tried)
    rows = [(rule, f"{killed[rule]}/{count}") for rule, count in total.items()]
    summary = f"{sum(killed.values())} of {len(tried)} mutants are noticed by an example"
    return "\n".join([*lines, table(("rule", "noticed"), rows, right=frozenset({1})), summary])


def mutants_json(tried: Sequence[Tried], unsound: Sequence[ExampleResult] = ()) -> dict[str, Any]:
    """Give every mutant as data, version 1 (schemas/rules-mutate-output.schema.json)."""
    return {
        "version": 1,
        "mutants": len(tried),
        "killed": sum(each.killed for each in tried),
        "failing_examples": [
            {"rule": each.rule.id, "name": each.example.name, "place": place_json(each.example.place)}
            for each in unsound
        ],
        "results": [
            {"rule": each.rule, "change": each.what, "place": place_json(each.place), "killed_by": each.killed_by}
            for each in tried
        ],
    }
