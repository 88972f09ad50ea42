"""`listing-rules rules`: the rulebook itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from validator.cli import common

if TYPE_CHECKING:
    from pathlib import Path


@click.group("rules", epilog="\b\nExamples:\n  listing-rules rules list\n  listing-rules rules test --rules my-rules")
def command() -> None:
    """List the rules, and run the examples that stand in their files."""


@command.command("list")
@common.rules_option
@common.as_of_option
@common.format_option("text", "json")
@common.reports_errors
def list_rules(rules_folder: Path | None, as_of: object, output: str) -> int:
    """List every rule with its kind, its version in force, and when it was last compared with its source."""
    from validator.outputs.rules import rules_json, rules_text  # noqa: PLC0415  # `--help` needs none of it

    rulebook = common.load_rules(rules_folder)
    if output == "json":
        common.print_json(rules_json(rulebook, as_of))  # type: ignore[arg-type]  # a date by its option
    else:
        click.echo(rules_text(rulebook, as_of))  # type: ignore[arg-type]
    return 0


@command.command("test")
@common.rules_option
@common.format_option("text", "json")
@common.reports_errors
def test_rules(rules_folder: Path | None, output: str) -> int:
    """Run the examples of every rule; exit 1 where one does not come out as it says."""
    from validator.evaluation.examples import run_examples  # noqa: PLC0415  # `--help` needs none of it
    from validator.outputs.rules import examples_json, examples_text  # noqa: PLC0415

    results = list(run_examples(common.load_rules(rules_folder)))
    if output == "json":
        common.print_json(examples_json(results))
    else:
        click.echo(examples_text(results))
    return int(not all(result.passed for result in results))
