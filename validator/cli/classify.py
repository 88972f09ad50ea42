"""`listing-rules classify`: ratios with their working, tier and requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from validator.cli import common
from validator.findings import Severity

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from validator.checking import Evaluated


@click.command(
    "classify",
    epilog="\b\nExamples:\n  listing-rules classify my-company --as-of 2026-04-23\n"
    "  listing-rules classify my-company --trace\n  listing-rules classify my-company --format json\n"
    "  listing-rules classify my-company --trace --format html > classification.html",
)
@common.workspace_argument
@common.as_of_option
@common.rules_option
@common.format_option("text", "json", "html")
@click.option("--trace", is_flag=True, help="Show every row tried and every operand with its data line and rule line.")
@common.reports_errors
def command(path: Path, as_of: date, rules_folder: Path | None, output: str, trace: bool) -> int:
    """Classify every type of transaction, by itself and aggregated.

    Each is tested on the day its terms were last set, with the figures published by then. Exit 1 where a tier that
    is not yet announced stays undecided.
    """
    from validator.outputs.classified import classification_json  # noqa: PLC0415  # `--help` needs none of it
    from validator.outputs.classified_text import classification_text  # noqa: PLC0415
    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415

    evaluated = common.load(path, as_of, rules_folder)
    if output == "json":
        common.print_json(with_receipt(classification_json(evaluated, trace=trace), receipt_of(evaluated)))
    elif output == "html":
        from validator.outputs.classified_html import classification_html  # noqa: PLC0415  # the other formats need none

        click.echo(classification_html(evaluated, trace=trace), nl=False)
    else:
        click.echo(classification_text(evaluated, trace=trace))
    return int(_must_be_decided(evaluated))


def _must_be_decided(evaluated: Evaluated) -> bool:
    from validator.checking import undecided_severity  # noqa: PLC0415

    open_deals = (deal for deal in evaluated.classification.deals if deal.tier is None)
    return any(undecided_severity(evaluated, deal) is Severity.ERROR for deal in open_deals)
