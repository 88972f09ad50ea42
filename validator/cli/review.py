"""`listing-rules review`: a draft from anywhere, held against the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli import common

if TYPE_CHECKING:
    from datetime import date

    from validator.review.passages import ReadDraft


@click.command(
    "review",
    epilog="\b\nExamples:\n  listing-rules review draft.docx my-company --as-of 2026-04-23\n"
    "  listing-rules review draft.en.docx draft.zh.docx my-company --as-of 2026-04-23 --format html > review.html\n"
    "  listing-rules review circular.docx my-company --as-of 2026-05-30 --document circular",
)
@click.argument("files", metavar="DRAFT... [PATH]", nargs=-1, required=True, type=click.Path(path_type=Path))
@common.as_of_option
@common.rules_option
@common.document_option("What the drafts are.")
@common.format_option("text", "json", "html")
@common.reports_errors
def command(files: tuple[Path, ...], as_of: date, rules_folder: Path | None, document: str, output: str) -> int:
    """Hold finished drafts (.docx, .html, .txt) against the data.

    The drafts are of one document, by default the announcement of the --as-of day. Checked are figures, dates and
    percentages, arithmetic, required content, defined terms, usage, references and placeholders; an English and a
    Chinese draft also against each other. PATH is the workspace, by default the current folder. Exit 1 where there is
    anything to remark.
    """
    from validator.outputs.review import review_json, review_text  # noqa: PLC0415  # `--help` needs none of it
    from validator.outputs.review_html import review_html  # noqa: PLC0415
    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415
    from validator.review.reviewing import review  # noqa: PLC0415

    drafts, path = _sorted(files)
    read = _read(drafts)
    evaluated = common.load(path, as_of, rules_folder)
    reviewed = review(evaluated, read, document)
    if output == "json":
        common.print_json(with_receipt(review_json(as_of, reviewed), receipt_of(evaluated)))
    elif output == "html":
        click.echo(review_html(as_of, reviewed, receipt_of(evaluated)), nl=False)
    else:
        click.echo(review_text(reviewed))
    return int(any(each.remarks for each in reviewed))


def _sorted(files: tuple[Path, ...]) -> tuple[tuple[Path, ...], Path]:
    """Part the drafts from the workspace, which comes last where it is given."""
    if files[-1].is_dir():
        return files[:-1], files[-1]
    return files, Path()


def _read(drafts: tuple[Path, ...]) -> tuple[ReadDraft, ...]:
    from validator.review.reading import read_draft  # noqa: PLC0415
    from validator.review.refusals import no_draft  # noqa: PLC0415

    if not drafts:
        raise no_draft()
    return tuple(read_draft(draft) for draft in drafts)
