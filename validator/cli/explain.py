"""`listing-rules explain`: what a rule says, since when, why, and an example that passes and one that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from validator.cli import common

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command(
    "explain",
    epilog="\b\nExamples:\n  listing-rules explain 14A.76\n  listing-rules explain HKEX-14A.54 --format json\n"
    "  listing-rules explain 14A.76 --format html > 14A.76.html",
)
@click.argument("rule")
@common.as_of_option
@common.rules_option
@common.format_option("text", "json", "html")
@common.reports_errors
def command(rule: str, as_of: date, rules_folder: Path | None, output: str) -> int:
    """Explain RULE, by its number (14A.76) or the code of a finding (HKEX-14A.76)."""
    from validator.outputs.explained import explanation_json, explanation_text  # noqa: PLC0415  # `--help` needs none
    from validator.receipt import receipt_of_rules, with_receipt  # noqa: PLC0415

    rulebook = common.load_rules(rules_folder)
    found = rulebook.rule(rule)
    if output == "json":
        receipt = receipt_of_rules(rulebook, as_of)
        common.print_json(with_receipt(explanation_json(rulebook, found, as_of), receipt))
    elif output == "html":
        from validator.outputs.explained_html import explanation_html  # noqa: PLC0415  # the other formats need none

        click.echo(explanation_html(rulebook, found, as_of), nl=False)
    else:
        click.echo(explanation_text(rulebook, found, as_of))
    return 0
