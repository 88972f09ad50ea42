"""`listing-rules draft`: the announcement of everything signed on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli import common
from validator.findings import Finding, ListingRulesError, Severity
from validator.reading.text import LANGUAGES

if TYPE_CHECKING:
    from datetime import date

    from validator.drafting.tree import Blank
    from validator.receipt import Receipt
    from validator.review.remarks import Remark

_FORMATS = ("docx", "html", "text")


@click.command(
    "draft",
    epilog="\b\nExamples:\n  listing-rules draft my-company --as-of 2026-04-23 --out drafts\n"
    "  listing-rules draft my-company --as-of 2026-04-23 --lang zh-Hant --to docx --out drafts\n"
    "  listing-rules draft my-company --as-of 2026-04-23 --lang en --to text | less",
)
@common.workspace_argument
@common.as_of_option
@common.rules_option
@click.option(
    "--lang",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="Language, repeatable.  [default: the workspace's]",
)
@click.option("--to", "formats", multiple=True, type=click.Choice(_FORMATS), help="Format, repeatable.  [default: all]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Folder for the files.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--final", is_flag=True, help="Fail while a blank or an undecided conclusion is left.")
@click.option("--no-provenance", is_flag=True, help="Leave out the comments that name each figure's data line.")
@common.format_option("text", "json")
@common.reports_errors
def command(
    path: Path,
    as_of: date,
    rules_folder: Path | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    force: bool,
    final: bool,
    no_provenance: bool,
    output: str,
) -> int:
    """Draft the announcement of all agreements and amendments signed on the --as-of day, one file a language.

    Without --out, one language and one of text and html go to stdout. Missing facts become highlighted blanks.
    """
    from validator.drafting.announcement import draft_files, drafts_of  # noqa: PLC0415  # `--help` needs none of it
    from validator.drafting.files import write_all  # noqa: PLC0415
    from validator.receipt import receipt_of, with_receipt  # noqa: PLC0415
    from validator.review.own import remarks_on_own  # noqa: PLC0415

    evaluated = common.load(path, as_of, rules_folder)
    setting = evaluated.workspace.settings.get("languages") if evaluated.workspace.settings else None
    chosen = languages or tuple(setting.value if setting else LANGUAGES)
    drafts = drafts_of(evaluated, chosen)
    blanks = {language: blank for language, draft in drafts.items() for blank in [draft.blanks]}
    if final and any(blanks.values()):
        raise _not_final(blanks)
    receipt = receipt_of(evaluated)
    files = {
        name: _stamped(name, data, receipt, provenance=not no_provenance)
        for name, data in draft_files(drafts, formats or _FORMATS, provenance=not no_provenance).items()
    }
    if out is None:
        return _to_stdout(files)
    written = {out / name: data for name, data in files.items()}
    write_all(written, overwrite=force)
    if output == "json":
        remarks = remarks_on_own(evaluated, drafts)
        common.print_json(with_receipt({**_json(written, blanks), "remarks": _remarks_json(remarks)}, receipt))
        return 0
    for file in written:
        click.echo(f"wrote {file}")
    for language, left in blanks.items():
        for blank in left:
            click.echo(
                f"blank [{language}] {blank.ask}" + (f" ({blank.times} times)" if blank.times > 1 else ""), err=True
            )
    for language, found in remarks_on_own(evaluated, drafts).items():
        for remark in found:
            click.echo(f"remark [{language}] {remark.code} {remark.message}", err=True)
    return 0


def _stamped(name: str, data: bytes, receipt: Receipt, *, provenance: bool) -> bytes:
    """Put the receipt into a draft: in full in HTML where data lines may show, else as one line with its hash."""
    from validator.drafting.formats import html as to_html  # noqa: PLC0415  # `--help` needs none of it
    from validator.drafting.formats import word as to_word  # noqa: PLC0415  # `--help` needs none of it
    from validator.receipt import receipt_text  # noqa: PLC0415

    if name.endswith(".html"):
        return to_html.with_receipt(data, receipt_text(receipt) if provenance else str(receipt))
    if name.endswith(".docx"):
        return to_word.with_receipt(data, str(receipt))
    return data + f"\n[{receipt}]\n".encode() if provenance else data


def _to_stdout(files: dict[str, bytes]) -> int:
    name, data = next(iter(files.items()))
    if len(files) != 1 or name.endswith(".docx"):
        message = "several files, or a Word file, cannot go to stdout"
        remedy = "give --out DIR, or one --lang and one --to text or html"
        raise ListingRulesError(Finding("DRAFT-OUT", Severity.ERROR, message, help=remedy))
    click.echo(data.decode(), nl=False)
    return 0


def _not_final(blanks: dict[str, tuple[Blank, ...]]) -> ListingRulesError:
    return ListingRulesError(
        *(
            Finding(
                "DRAFT-BLANK",
                Severity.ERROR,
                f"the {language} draft is not final: {blank.ask} is missing",
                label=blank.origin or "",
            )
            for language, left in blanks.items()
            for blank in left
        )
    )


def _remarks_json(remarks: dict[str, tuple[Remark, ...]]) -> dict[str, list[dict[str, str]]]:
    return {
        language: [{"code": each.code, "message": each.message} for each in found]
        for language, found in remarks.items()
    }


def _json(written: dict[Path, bytes], blanks: dict[str, tuple[Blank, ...]]) -> dict[str, object]:
    return {
        "version": 1,
        "written": [file.as_posix() for file in written],
        "blanks": {
            language: [
                {"ask": blank.ask, "times": blank.times, "origin": blank.origin, "kind": str(blank.kind)}
                for blank in left
            ]
            for language, left in blanks.items()
        },
    }
