"""What changes between two rulebooks, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.outputs.columns import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.proofs.diff import Change, Region, TableDiff


def diffs_text(tables: Sequence[TableDiff], changes: Sequence[Change] | None) -> str:
    """Give each table that differs with its regions and a deal in each, then the deals of the workspace."""
    parts = [_table(table) for table in tables if table.regions or table.why_not]
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


def _workspace(changes: Sequence[Change]) -> Iterator[str]:
    yield f"{len(changes)} deals of the workspace change"
    yield from (f"  {' + '.join(change.members)}: {change.before} → {change.after}" for change in changes)


def diffs_json(tables: Sequence[TableDiff], changes: Sequence[Change] | None) -> dict[str, Any]:
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
        "workspace": None
        if changes is None
        else [{"members": list(each.members), "before": each.before, "after": each.after} for each in changes],
    }
