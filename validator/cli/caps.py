"""`listing-rules caps`: how much of each annual cap is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from validator.cli import common

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from validator.checking import Evaluated


@click.command("caps", epilog="\b\nExample:\n  listing-rules caps my-company --as-of 2026-04-23 --format json")
@common.workspace_argument
@common.as_of_option
@common.rules_option
@common.format_option("text", "json")
@common.reports_errors
def command(path: Path, as_of: date, rules_folder: Path | None, output: str) -> int:
    """Show what is used of each annual cap, alerts, and when an even pace would reach it.

    Exit 1 where a cap is exceeded.
    """
    from validator.outputs.caps import caps_json, caps_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415

    evaluated: Evaluated = common.load(path, as_of, rules_folder)
    data: dict[str, Any] = caps_json(evaluated)
    if output == "json":
        common.print_json(with_receipt(data, receipt_of(evaluated)))
    else:
        click.echo(caps_text(evaluated))
    return int(any(row["exceeded"] for row in data["caps"]))
