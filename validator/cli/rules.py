"""`listing-rules rules`: the rulebook itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from validator.cli import common
from validator.cli.rules_diff import diff_rules

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_STATUSES = ("encoded", "definitional", "judgement", "not_read", "missing")


@click.group(
    "rules",
    epilog="\b\nExamples:\n  listing-rules rules list\n  listing-rules rules test --rules my-rules\n"
    "  listing-rules rules verify\n  listing-rules rules mutate --format json\n"
    "  listing-rules rules coverage --only judgement",
)
def command() -> None:
    """List the rules, run the examples in their files, prove what they promise."""


@command.command("list")
@common.rules_option
@common.as_of_option
@common.format_option("text", "json")
@common.reports_errors
def list_rules(rules_folder: Path | None, as_of: date, output: str) -> int:
    """List every rule with its kind, its version in force, and when it was last compared with its source."""
    from validator.outputs.rules import rules_json, rules_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.receipt import receipt_of_rules, with_receipt  # noqa: PLC0415

    rulebook = common.load_rules(rules_folder)
    if output == "json":
        common.print_json(with_receipt(rules_json(rulebook, as_of), receipt_of_rules(rulebook, as_of)))
    else:
        click.echo(rules_text(rulebook, as_of))
    return 0


@command.command("test")
@common.rules_option
@common.format_option("text", "json")
@click.option("--boundaries", is_flag=True, help="Also list the cases at every threshold: just below, at, just above.")
@common.reports_errors
def test_rules(rules_folder: Path | None, output: str, boundaries: bool) -> int:
    """Run the examples of every rule; exit 1 where one does not come out as it says."""
    from validator.evaluation.examples import run_examples  # noqa: PLC0415  # `--help` needs none of it
    from validator.outputs.rules import boundaries_text, examples_json, examples_text  # noqa: PLC0415
    from validator.proofs.boundaries import boundaries_of  # noqa: PLC0415
    from validator.receipt import receipt_of_rules, with_receipt  # noqa: PLC0415

    rulebook = common.load_rules(rules_folder)
    receipt = receipt_of_rules(rulebook)
    results = list(run_examples(rulebook))
    cases = list(boundaries_of(rulebook)) if boundaries else []
    if output == "json":
        common.print_json(with_receipt(examples_json(results, cases), receipt))
    else:
        click.echo("\n\n".join(filter(None, (boundaries_text(cases) if cases else "", examples_text(results)))))
    return int(not all(result.passed for result in results))


@command.command("verify")
@common.rules_option
@common.format_option("text", "json")
@common.reports_errors
def verify_rules(rules_folder: Path | None, output: str) -> int:
    """Prove what each table promises, or show a deal that breaks it; exit 1 where a promise or a check fails."""
    from validator.outputs.proofs import proofs_json, proofs_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.proofs.verify import verify_tables  # noqa: PLC0415
    from validator.proofs.whole import verify_whole  # noqa: PLC0415
    from validator.receipt import receipt_of_rules, with_receipt  # noqa: PLC0415

    rulebook = common.load_rules(rules_folder)
    receipt = receipt_of_rules(rulebook)
    proofs, problems = tuple(verify_tables(rulebook)), tuple(verify_whole(rulebook))
    if output == "json":
        common.print_json(with_receipt(proofs_json(proofs, problems), receipt))
    else:
        click.echo(proofs_text(proofs, problems))
    return int(bool(problems) or not all(proof.proved for proof in proofs))


@command.command("mutate")
@common.rules_option
@common.format_option("text", "json")
@common.reports_errors
def mutate_rules(rules_folder: Path | None, output: str) -> int:
    """Change each threshold, operator, outcome, tree and date once; exit 1 where no example notices a change."""
    from validator.evaluation.examples import run_examples  # noqa: PLC0415  # `--help` needs none of it
    from validator.outputs.proofs import mutants_json, mutants_text  # noqa: PLC0415
    from validator.proofs.mutate import mutate  # noqa: PLC0415
    from validator.receipt import receipt_of_rules, with_receipt  # noqa: PLC0415
    from validator.rulebook.load import rule_documents  # noqa: PLC0415

    rulebook = common.load_rules(rules_folder)
    receipt = receipt_of_rules(rulebook)
    tried = tuple(mutate(rulebook, rule_documents(rulebook.folder)))
    unsound = [result for result in run_examples(rulebook) if not result.passed]
    if output == "json":
        common.print_json(with_receipt(mutants_json(tried, unsound), receipt))
    else:
        click.echo(mutants_text(tried, unsound))
    return int(bool(unsound) or not all(each.killed for each in tried))


@command.command(
    "coverage",
    epilog="\b\nExamples:\n  listing-rules rules coverage\n  listing-rules rules coverage --only missing\n"
    "  listing-rules rules coverage --format html > coverage.html",
)
@common.rules_option
@common.format_option("text", "json", "html")
@click.option("--only", type=click.Choice(_STATUSES), help="Show only the provisions of one status.")
@common.reports_errors
def coverage_of_rules(rules_folder: Path | None, output: str, only: str | None) -> int:
    """Show what becomes of each provision of a chapter: encoded and where, definitional, for a person, or not read.

    Exit 1 where a provision has no row, or a row does not hold against the rulebook.
    """
    from validator.outputs.coverage import coverage_json, coverage_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.outputs.coverage_html import coverage_html  # noqa: PLC0415
    from validator.proofs.coverage import coverage_of  # noqa: PLC0415
    from validator.receipt import receipt_of_rules, with_receipt  # noqa: PLC0415
    from validator.rulebook.coverage import read_chapters  # noqa: PLC0415

    rulebook = common.load_rules(rules_folder)
    chapters = read_chapters(rulebook)
    receipt = receipt_of_rules(rulebook, further=[chapter.file for chapter in chapters])
    coverages = tuple(coverage_of(chapter, rulebook) for chapter in chapters)
    if output == "json":
        common.print_json(with_receipt(coverage_json(coverages, only), receipt))
    elif output == "html":
        click.echo(coverage_html(coverages, receipt, only), nl=False)
    else:
        faults = [common.in_full(fault) + "\n" for each in coverages for fault in each.faults]
        click.echo("\n".join([*faults, coverage_text(coverages, only)]))
    return int(not all(each.is_complete for each in coverages))


command.add_command(diff_rules)
