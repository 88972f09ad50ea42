"""What changes between two rulebooks, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.outputs.columns import block
from validator.outputs.diagnostic import place_json
from validator.outputs.rule_words import consequence_words, says
from validator.rulebook.model import Input

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.proofs.diff import Change, Region, TableDiff
    from validator.proofs.diff_besides import Besides, FactDiff
    from validator.proofs.diff_rules import RuleDiff
    from validator.rulebook.model import Consequence, Version


def diffs_text(
    tables: Sequence[TableDiff],
    rules: Sequence[RuleDiff],
    facts: Sequence[FactDiff],
    changes: Sequence[Change] | None,
) -> str:
    """Give each table that differs with its regions, other rules and facts that differ, the deals of a workspace."""
    parts = [_table(table) for table in tables if table.differs]
    parts += [_rule(rule) for rule in rules if differs(rule)]
    parts += ["\n".join(["facts that are worked out otherwise", *map(_fact, facts)])] if facts else []
    moved = {rule for fact in facts for rule in fact.rules}
    same = [table.rule for table in tables if not table.differs and table.rule not in moved]
    parts += [f"no deal is treated differently by {', '.join(same)}"] if same else []
    if changes is not None:
        parts.append("\n".join(_workspace(changes)))
    return "\n\n".join(parts)


def _table(table: TableDiff) -> str:
    head = f"{table.rule}: {table.before} against {table.after}"
    also = "".join(f"\n  {words}" for words in map(_besides, table.besides))
    if table.why_not:
        return f"{head}\n  not compared: {table.why_not}{also}"
    count = len(table.regions)
    title = f"{head}, {count} region{'' if count == 1 else 's'}{also}"
    return "\n\n".join([title, *(_region(region) for region in table.regions)])


def _besides(each: Besides) -> str:
    return f"{each.name}: {_side(each.before)} → {_side(each.after)}"


def _side(each: Input | Consequence | None) -> str:
    if each is None:
        return "none"
    if isinstance(each, Input):
        return f"worked out as at {each.place}"
    return f"required {consequence_words(each)}"


def _fact(fact: FactDiff) -> str:
    return (
        f"  {fact.name}: {fact.before or 'none'} → {fact.after or 'none'}; read by {', '.join(fact.rules) or 'no rule'}"
    )


def _region(region: Region) -> str:
    deal = ", ".join(f"{name} {value}" for name, value in region.deal.items())
    runs = [(name, words) for name, words in region.runs.items() if words != "any"]
    return f"  {region.before} → {region.after}\n{block([*runs, ('for example', deal)], indent='    ')}"


def differs(rule: RuleDiff) -> bool:
    """Tell whether a rule says something else on the two sides, or some case comes out otherwise."""
    return bool(rule.cases or rule.besides) or _lines(rule.before) != _lines(rule.after)


def _lines(version: Version | None) -> list[str]:
    return [f"{label}: {words}" for label, words in says(version)] if version else ["not in force"]


def _rule(rule: RuleDiff) -> str:
    before, after = _lines(rule.before), _lines(rule.after)
    lines = [rule.rule]
    lines += [f"  - {line}" for line in before if line not in after]
    lines += [f"  + {line}" for line in after if line not in before]
    lines += [f"  {_besides(each)}" for each in rule.besides]
    lines += [f"  for example, {case.name}: {case.before} → {case.after}" for case in rule.cases]
    return "\n".join(lines)


def _workspace(changes: Sequence[Change]) -> Iterator[str]:
    yield "1 deal of the workspace changes" if len(changes) == 1 else f"{len(changes)} deals of the workspace change"
    yield from (f"  {' + '.join(change.members)}: {change.before} → {change.after}" for change in changes)


def diffs_json(
    tables: Sequence[TableDiff],
    rules: Sequence[RuleDiff],
    facts: Sequence[FactDiff],
    changes: Sequence[Change] | None,
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
                "besides": [_besides(each) for each in table.besides],
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
                "besides": [_besides(each) for each in rule.besides],
            }
            for rule in rules
            if differs(rule)
        ],
        "facts": [
            {
                "fact": each.name,
                "before": place_json(each.before),
                "after": place_json(each.after),
                "rules": list(each.rules),
            }
            for each in facts
        ],
        "workspace": None
        if changes is None
        else [{"members": list(each.members), "before": each.before, "after": each.after} for each in changes],
    }
