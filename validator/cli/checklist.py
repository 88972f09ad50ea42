"""`listing-rules checklist`: the Exchange's checklists and the size-test form, filled from the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from validator.cli import common
from validator.findings import Finding, ListingRulesError, Severity
from validator.reading.text import LANGUAGES

if TYPE_CHECKING:
    from datetime import date

    from validator.checking import Evaluated
    from validator.drafting.tree import Document

_COLUMNS = 110


@click.command(
    "checklist",
    epilog="\b\nExamples:\n  listing-rules checklist announcement my-company --as-of 2026-04-23\n"
    "  listing-rules checklist circular my-company --format docx --out circular.docx\n"
    "  listing-rules checklist size-tests my-company --lang zh-Hant --format html > sizes.html\n"
    "  listing-rules checklist annual-report my-company --format csv --out report.csv",
)
@click.argument("form")
@common.workspace_argument
@common.as_of_option
@common.rules_option
@click.option("--lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True, help="Language.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="File to write.")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@common.format_option("text", "csv", "html", "json", "docx")
@common.reports_errors
def command(
    form: str,
    path: Path,
    as_of: date,
    rules_folder: Path | None,
    lang: str,
    out: Path | None,
    force: bool,
    output: str,
) -> int:
    """Fill the checklist FORM: rule, information required, page, complied with, comment.

    FORM is announcement, circular, committee-letter, adviser-letter, annual-report, directors-confirmation,
    auditor-confirmation or size-tests. Exit 1 where an item is still to be answered, or a ratio to be found out.
    """
    from validator.drafting.files import write_whole  # noqa: PLC0415  # `--help` needs none of it

    if output == "docx" and out is None:
        message = "a Word file cannot go to stdout"
        raise ListingRulesError(Finding("CHECKLIST-OUT", Severity.ERROR, message, help="give --out FILE"))
    evaluated = common.load(path, as_of, rules_folder)
    data, is_open = _written(evaluated, form, lang, output, to_file=out is not None)
    if out is None:
        click.echo(data, nl=False)
    else:
        write_whole(out, data, overwrite=force)
        click.echo(f"wrote {out}", err=True)
    return int(is_open)


def _written(evaluated: Evaluated, form: str, lang: str, output: str, *, to_file: bool) -> tuple[bytes, bool]:
    """Give the form in a format, and whether anything in it is still open."""
    from validator.checklists.documents import form_document, sizes_document  # noqa: PLC0415
    from validator.checklists.forms import SIZE_TESTS, fill, known_form  # noqa: PLC0415
    from validator.checklists.sizes import tested_deals  # noqa: PLC0415
    from validator.outputs.checklists import form_json, sizes_json  # noqa: PLC0415

    known_form(evaluated.rulebook, form)
    if form == SIZE_TESTS:
        deals = tested_deals(evaluated)
        is_open = any(deal.classified.tier is None for deal in deals)
        if output == "json":
            return _json(evaluated, sizes_json(evaluated, form, deals)), is_open
        return _in_format(evaluated, sizes_document(evaluated, deals, lang), output, to_file=to_file), is_open
    filled = fill(evaluated, form)
    if output == "json":
        return _json(evaluated, form_json(evaluated, filled)), filled.open_items > 0
    document = form_document(evaluated, filled, lang)
    return _in_format(evaluated, document, output, to_file=to_file), filled.open_items > 0


def _json(evaluated: Evaluated, data: dict[str, Any]) -> bytes:
    import json  # noqa: PLC0415

    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415

    whole = with_receipt(data, receipt_of(evaluated))
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _in_format(evaluated: Evaluated, document: Document, output: str, *, to_file: bool) -> bytes:
    from validator.checklists.csv_file import write_csv  # noqa: PLC0415
    from validator.drafting.formats import html, text, word  # noqa: PLC0415
    from validator.receipt import receipt_of, receipt_text  # noqa: PLC0415

    if output == "csv":
        return write_csv(document, byte_order_mark=to_file)
    if output == "html":
        return html.with_receipt(html.write_html(document), receipt_text(receipt_of(evaluated)))
    if output == "docx":
        receipt = receipt_of(evaluated)
        written = word.write_word(document, dated=evaluated.as_of)
        return word.with_receipt(written, str(receipt), receipt_text(receipt))
    return ("\n".join(text.block_lines(document.blocks, _COLUMNS)) + "\n").encode()
