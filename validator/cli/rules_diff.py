"""`listing-rules rules diff`: what two rulebooks, two days or two versions of a rule treat differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli import common

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from validator.rulebook.load import Rulebook


@click.command(
    "diff",
    epilog="\b\nExamples:\n  listing-rules rules diff rules my-rules\n"
    "  listing-rules rules diff 2012-01-01 2026-04-23\n"
    "  listing-rules rules diff 2012-01-01 2026-04-23 --rule 14A.76\n"
    "  listing-rules rules diff rules my-rules --workspace my-company --as-of 2026-04-23",
)
@click.argument("old")
@click.argument("new")
@click.option("--rule", "only", metavar="RULE", help="Compare only this rule, by its number.")
@click.option("--workspace", "path", type=click.Path(path_type=Path), metavar="PATH", help="Also its own deals.")
@common.as_of_option
@common.rules_option
@common.format_option("text", "json")
@common.reports_errors
def diff_rules(
    old: str, new: str, only: str | None, path: Path | None, as_of: date, rules_folder: Path | None, output: str
) -> int:
    """Show which deals OLD and NEW treat differently; each is a rulebook folder, or a day of one rulebook.

    Two versions of one rule are two days on which they are in force, with --rule. Exit 1 where something differs.
    """
    from validator.outputs.diffs import differs, diffs_json, diffs_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.proofs.diff import diff_tables, diff_workspace  # noqa: PLC0415
    from validator.proofs.diff_besides import diff_facts  # noqa: PLC0415
    from validator.proofs.diff_rules import diff_rules as diff_others  # noqa: PLC0415
    from validator.receipt import receipt_json, receipt_of_side  # noqa: PLC0415

    (before, day_before), (after, day_after) = (_side(each, as_of, rules_folder) for each in (old, new))
    chosen = _chosen(only, before, after)
    tables = tuple(each for each in diff_tables(before, after, day_before, day_after) if chosen(each.rule))
    others = tuple(each for each in diff_others(before, after, day_before, day_after) if chosen(each.rule))
    facts = tuple(each for each in diff_facts(before, after) if only is None or any(map(chosen, each.rules)))
    changes, workspace = None, None
    if path is not None:
        from validator.proofs.diff import rulebook_on, with_rule_of  # noqa: PLC0415
        from validator.workspace.load import load_workspace  # noqa: PLC0415

        workspace = load_workspace(path)
        sides = (rulebook_on(before, day_before), rulebook_on(after, day_after))
        if only is not None:  # what this rule changes by itself
            sides = (with_rule_of(sides[1], sides[0], chosen), sides[1])
        changes = diff_workspace(workspace, *sides, as_of)
    if output == "json":
        sides_json = {"before": (before, day_before), "after": (after, day_after)}
        receipts = {
            name: receipt_json(receipt_of_side(book, day, workspace)) for name, (book, day) in sides_json.items()
        }
        common.print_json({**diffs_json(tables, others, facts, changes), "receipts": receipts})
    else:
        click.echo(diffs_text(tables, others, facts, changes))
    return int(bool(changes or facts) or any(table.differs for table in tables) or any(map(differs, others)))


def _chosen(only: str | None, old: Rulebook, new: Rulebook) -> Callable[[str], bool]:
    """Tell of a rule whether it is compared. Raises `RulebookError` where neither side has the one asked for."""
    if only is None:
        return lambda _: True
    rule = next((each for each in old.rules.values() if only in {each.id, each.code}), None) or new.rule(only)
    return lambda id_: id_ == rule.id


def _side(word: str, as_of: date, rules_folder: Path | None) -> tuple[Rulebook, date]:
    """Read one side: a day of the rulebook, or a folder judged on the --as-of day."""
    from validator.reading.quantities import QuantityError, parse_date  # noqa: PLC0415

    try:
        return common.load_rules(rules_folder), parse_date(word)
    except QuantityError:
        return common.load_rules(Path(word)), as_of
