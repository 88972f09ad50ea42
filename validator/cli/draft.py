"""`listing-rules draft`: the announcement of everything signed on a day, and the documents around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.cli import common
from validator.findings import Finding, ListingRulesError, Severity
from validator.reading.text import LANGUAGES

if TYPE_CHECKING:
    from datetime import date

    from validator.checking import Evaluated
    from validator.drafting.drafts import Draft
    from validator.receipt import Receipt

_FORMATS = ("docx", "html", "text")


@click.command(
    "draft",
    epilog="\b\nExamples:\n  listing-rules draft my-company --as-of 2026-04-23 --out drafts\n"
    "  listing-rules draft my-company --as-of 2026-04-23 --lang zh-Hant --to docx --out drafts\n"
    "  listing-rules draft my-company --as-of 2026-04-23 --lang en --to text | less\n"
    "  listing-rules draft my-company --as-of 2026-04-23 --side-by-side --out review\n"
    "  listing-rules draft my-company --as-of 2026-05-30 --document circular --out drafts\n"
    "  listing-rules draft my-company --as-of 2026-04-23 --against ../my-company-yesterday --to docx --out drafts",
)
@common.workspace_argument
@common.as_of_option
@common.rules_option
@common.document_option("What to draft.")
@click.option(
    "--lang",
    "languages",
    multiple=True,
    type=click.Choice(LANGUAGES),
    help="Language, repeatable.  [default: the workspace's]",
)
@click.option("--to", "formats", multiple=True, type=click.Choice(_FORMATS), help="Format, repeatable.  [default: all]")
@click.option("--side-by-side", is_flag=True, help="One HTML page with both languages beside each other, for review.")
@click.option("--against", metavar="DATE|DIR", help="Show every change since that day, or since that other workspace.")
@click.option(
    "--reference-doc",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="A Word file whose styles, page, header and footer the Word drafts take.",
)
@click.option(
    "--templates",
    "template_folders",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="A folder of templates that come before the shipped ones of the same name, repeatable.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Folder for the files.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option(
    "--final", is_flag=True, help="Write nothing while a blank or a placeholder is left, or the languages disagree."
)
@click.option("--no-provenance", is_flag=True, help="Leave out each figure's data line, and the figure maps.")
@common.format_option("text", "json")
@common.reports_errors
def command(
    path: Path,
    as_of: date,
    rules_folder: Path | None,
    document: str,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    side_by_side: bool,
    against: str | None,
    reference_doc: Path | None,
    template_folders: tuple[Path, ...],
    out: Path | None,
    force: bool,
    final: bool,
    no_provenance: bool,
    output: str,
) -> int:
    """Draft a document, one file a language.

    \b
    announcement            of all that was signed on the --as-of day
    circular                with the letter from the Board, for the newest signing that needs one
    board-minutes           of the meeting that approves what was signed on that day
    annual-report           section on the connected transactions of the last financial year
    directors-confirmation  of the independent directors on that year
    internal-control        measures in force on that day

    Without --out, one language and one of text and html go to stdout. Missing facts become highlighted blanks. Beside
    each draft stands its figure map, a JSON file. Exit 1 where the two languages disagree.
    """
    from validator.drafting.bundle import map_files, review_file, stamped_files  # noqa: PLC0415
    from validator.drafting.drafts import drafts_of  # noqa: PLC0415  # `--help` needs none of it
    from validator.drafting.files import write_all  # noqa: PLC0415
    from validator.drafting.parity import parity_findings  # noqa: PLC0415
    from validator.outputs.drafted import Left, drafted_json, not_final, open_points  # noqa: PLC0415
    from validator.receipt import receipt_of  # noqa: PLC0415
    from validator.review.own import remarks_on_own  # noqa: PLC0415

    evaluated = common.load(path, as_of, rules_folder)
    setting = evaluated.workspace.settings.get("languages") if evaluated.workspace.settings else None
    chosen = languages or tuple(setting.value if setting else LANGUAGES)
    compared = drafts_of(evaluated, LANGUAGES if final else chosen, document, folders=template_folders)
    drafts = {language: compared[language] for language in chosen}
    unlike = parity_findings({language: draft.document for language, draft in compared.items()})
    blanks = {language: draft.blanks for language, draft in drafts.items()}
    # What goes to a terminal is printed without remarks.
    left = Left(blanks, remarks_on_own(evaluated, drafts) if out or final else {}, unlike)
    if final and (missing := tuple(not_final(left))):
        raise ListingRulesError(*missing)
    receipt, provenance = receipt_of(evaluated), not no_provenance
    shown, before = _redlined(evaluated, drafts, against, template_folders)
    if side_by_side:
        files = review_file(shown, receipt, provenance=provenance)
    else:
        reference = reference_doc.read_bytes() if reference_doc else None
        files = stamped_files(
            *(shown, formats or _FORMATS, receipt), provenance=provenance, reference=reference, to_files=out is not None
        )
    if out is None:
        return _to_stdout(files, unlike)
    if provenance and not (against or side_by_side):
        files |= map_files(drafts, evaluated.rulebook, receipt)
    written = {out / name: data for name, data in files.items()}
    write_all(written, overwrite=force)
    if output == "json":
        common.print_json(drafted_json(written, left, receipt, before))
        return int(bool(unlike))
    click.echo("\n".join(f"wrote {file}" for file in written))
    for line in open_points(left):
        click.echo(line, err=True)
    common.print_errors(unlike, "text")
    return int(bool(unlike))


def _redlined(
    evaluated: Evaluated, drafts: dict[str, Draft], against: str | None, folders: tuple[Path, ...]
) -> tuple[dict[str, Draft], Receipt | None]:
    """Give the drafts with the changes since another state, and the receipt of that state; else as they are."""
    if against is None:
        return drafts, None
    from validator.drafting.against import other_state, redlines_of  # noqa: PLC0415  # few runs need it
    from validator.receipt import receipt_of  # noqa: PLC0415

    other = other_state(evaluated, against)
    return redlines_of(drafts, other, folders=folders), receipt_of(other.evaluated)


def _to_stdout(files: dict[str, bytes], unlike: tuple[Finding, ...]) -> int:
    name, data = next(iter(files.items()))
    if len(files) != 1 or name.endswith(".docx"):
        message = "several files, or a Word file, cannot go to stdout"
        remedy = "give --out DIR, or one --lang and one --to text or html"
        raise ListingRulesError(Finding("DRAFT-OUT", Severity.ERROR, message, help=remedy))
    click.echo(data.decode(), nl=False)
    common.print_errors(unlike, "text")
    return int(bool(unlike))
