"""`listing-rules headroom`: the largest cap that keeps each tier, and what binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from validator.cli import common

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("headroom", epilog="\b\nExample:\n  listing-rules headroom my-company --as-of 2026-04-23")
@common.workspace_argument
@common.as_of_option
@common.rules_option
@common.format_option("text", "json")
@common.reports_errors
def command(path: Path, as_of: date, rules_folder: Path | None, output: str) -> int:
    """Show the largest amount that keeps each tier, which ratio binds, and the figures at which the tier changes.

    Each deal is taken with everything else as it is known; bounds and unknowns are kept as such.
    """
    from validator.outputs.headroom import headroom_json, headroom_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.proofs.headroom import headrooms  # noqa: PLC0415
    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415

    evaluated = common.load(path, as_of, rules_folder)
    found = tuple(headrooms(evaluated))
    if output == "json":
        common.print_json(with_receipt(headroom_json(evaluated, found), receipt_of(evaluated)))
    else:
        click.echo(headroom_text(evaluated, found))
    return 0
