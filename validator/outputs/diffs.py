"""What changes between two rulebooks, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.outputs.columns import block
from validator.outputs.rule_words import says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.proofs.diff import Change, Region, TableDiff
    from validator.proofs.diff_rules import RuleDiff
    from validator.rulebook.model import Version


def diffs_text(tables: Sequence[TableDiff], rules: Sequence[RuleDiff], changes: Sequence[Change] | None) -> str:
    """Give each table that differs with its regions, each other rule that differs, then the deals of the workspace."""
    parts = [_table(table) for table in tables if table.regions or table.why_not]
    parts += [_rule(rule) for rule in rules if differs(rule)]
    same = [table.rule for table in tables if not table.regions and not table.why_not]
    parts += [f"no deal is treated differently by {', '.join(same)}"] if same else []
    if changes is not None:
        parts.append("\n".join(_workspace(changes)))
    return "\n\n".join(parts)


def _table(table: TableDiff) -> str:
    head = f"{table.rule}: version from {table.before} against version from {table.after}"
    if table.why_not:
        return f"{head}\n  not compared: {table.why_not}"
    return "\n\n".join([f"{head}, {len(table.regions)} regions", *(_region(region) for region in table.regions)])


def _region(region: Region) -> str:
    deal = ", ".join(f"{name} {value}" for name, value in region.deal.items())
    runs = [(name, words) for name, words in region.runs.items() if words != "any"]
    return f"  {region.before} → {region.after}\n{block([*runs, ('for example', deal)], indent='    ')}"


def differs(rule: RuleDiff) -> bool:
    """Tell whether a rule says something else on the two sides, or some case comes out otherwise."""
    return bool(rule.cases) or _lines(rule.before) != _lines(rule.after)


def _lines(version: Version | None) -> list[str]:
    return [f"{label}: {words}" for label, words in says(version)] if version else ["not in force"]


def _rule(rule: RuleDiff) -> str:
    before, after = _lines(rule.before), _lines(rule.after)
    lines = [rule.rule]
    lines += [f"  - {line}" for line in before if line not in after]
    lines += [f"  + {line}" for line in after if line not in before]
    lines += [f"  for example, {case.name}: {case.before} → {case.after}" for case in rule.cases]
    return "\n".join(lines)


def _workspace(changes: Sequence[Change]) -> Iterator[str]:
    yield f"{len(changes)} deals of the workspace change"
    yield from (f"  {' + '.join(change.members)}: {change.before} → {change.after}" for change in changes)


def diffs_json(
    tables: Sequence[TableDiff], rules: Sequence[RuleDiff], changes: Sequence[Change] | None
) -> dict[str, Any]:
    """Give the same as data, version 1 (schemas/rules-diff-output.schema.json)."""
    return {
        "version": 1,
        "tables": [
            {
                "rule": table.rule,
                "before": table.before,
                "after": table.after,
                "cells": table.cells,
                "why_not": table.why_not,
                "regions": [
                    {"before": each.before, "after": each.after, "runs": dict(each.runs), "deal": dict(each.deal)}
                    for each in table.regions
                ],
            }
            for table in tables
        ],
        "rules": [
            {
                "rule": rule.rule,
                "before": _lines(rule.before),
                "after": _lines(rule.after),
                "cases": [{"name": each.name, "before": each.before, "after": each.after} for each in rule.cases],
            }
            for rule in rules
            if differs(rule)
        ],
        "workspace": None
        if changes is None
        else [{"members": list(each.members), "before": each.before, "after": each.after} for each in changes],
    }
