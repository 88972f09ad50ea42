"""`listing-rules timetable`: what is due when, counted from what, under which rule, and what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from validator.cli import common

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from validator.checking import Evaluated


@click.command(
    "timetable",
    epilog="\b\nExamples:\n  listing-rules timetable my-company --as-of 2026-04-23\n"
    "  listing-rules timetable my-company --from 2026-04-23\n"
    "  listing-rules timetable my-company --format ics --lang zh-Hant > deadlines.ics",
)
@common.workspace_argument
@common.as_of_option
@common.rules_option
@common.format_option("text", "json", "ics")
@click.option(
    "--from",
    "counted_from",
    default="",
    metavar="EVENT",
    help="Only what is counted from this event: its day, or its short name (agm-2026, annual-2025-12-31).",
)
@click.option(
    "--lang", "language", type=click.Choice(("en", "zh-Hant")), default="en", show_default=True,
    help="The language of text and calendar; JSON has both.",
)  # fmt: skip
@common.reports_errors
def command(path: Path, as_of: date, rules_folder: Path | None, output: str, counted_from: str, language: str) -> int:
    """Show what is due when: from announcements, results, reports, general meetings and other events.

    Days come from the announcements, the end of the financial year and calendar.yaml. Exit 1 where something is late,
    planned late, or has passed without a recorded day although the data speak of it.
    """
    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415  # `--help` needs none of it
    from validator.timetable.entries import entries_of  # noqa: PLC0415

    evaluated: Evaluated = common.load(path, as_of, rules_folder)
    entries = entries_of(evaluated, counted_from)
    if output == "json":
        from validator.outputs.timetable import timetable_json  # noqa: PLC0415  # the other formats need none of it

        common.print_json(with_receipt(timetable_json(evaluated, entries), receipt_of(evaluated)))
    elif output == "ics":
        from validator.outputs.timetable_ics import timetable_ics  # noqa: PLC0415

        click.echo(timetable_ics(evaluated, entries, str(receipt_of(evaluated)), language).encode(), nl=False)
    else:
        from validator.outputs.timetable_text import timetable_text  # noqa: PLC0415

        click.echo(timetable_text(evaluated, entries, language))
    return int(any(entry.is_late for entry in entries))
