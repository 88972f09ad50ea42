"""`listing-rules check`: schema, then rules; findings with places."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from validator.cli import common
from validator.findings import Finding, Severity
from validator.outputs.diagnostic import finding_json, render_concise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from validator.checking import Evaluated
    from validator.receipt import Receipt
    from validator.rulebook.model import Rule
    from validator.workspace.load import Workspace

_LEVELS = tuple(str(severity) for severity in Severity)
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


@click.command(
    "check",
    epilog="\b\nExamples:\n  listing-rules check my-company\n  listing-rules check --format concise --fail-on warning\n"
    "  listing-rules check my-company --receipt classified.json",
)
@common.workspace_argument
@common.as_of_option
@common.rules_option
@common.format_option("full", "concise", "json", "github")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Exit 1 at this severity or above.  [default: error]")
@click.option(
    "--receipt",
    "receipt_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only check that the rules and data are those of FILE, a JSON output or HTML page of any command.",
)
@common.reports_errors
def command(
    path: Path, as_of: date, rules_folder: Path | None, output: str, fail_on: str | None, receipt_file: Path | None
) -> int:
    """Check the workspace at PATH: the shape of its files first, then every rule.

    An undecided tier counts as an error until the terms are announced.
    """
    if receipt_file is not None:
        from validator.cli.receipts import verify_receipt  # noqa: PLC0415

        held = verify_receipt(receipt_file, path, as_of, rules_folder)
        return _report(held.findings, output, _threshold(held.workspace, fail_on), lambda: held.now, held.summary)
    from validator.checking import check  # noqa: PLC0415  # `--help` needs none of it
    from validator.evaluation.unverified import unverified_behind  # noqa: PLC0415
    from validator.receipt import receipt_of  # noqa: PLC0415

    evaluated = common.load(path, as_of, rules_folder)
    findings, threshold = check(evaluated), _threshold(evaluated.workspace, fail_on)
    unverified = unverified_behind(evaluated.classification.deals, evaluated.rulebook)
    summary = _summary(evaluated, findings)
    return _report(findings, output, threshold, lambda: receipt_of(evaluated), summary, unverified)


def _report(
    findings: Sequence[Finding],
    output: str,
    threshold: Severity,
    receipt: Callable[[], Receipt],
    summary: str,
    unverified: Sequence[Rule] = (),
) -> int:
    failed = any(finding.severity.reaches(threshold) for finding in findings)
    if output == "json":
        ids = [rule.id for rule in unverified]
        common.print_json(check_json(findings, receipt(), failed=failed, threshold=threshold, unverified=ids))
        return int(failed)
    for finding in findings:
        click.echo(_shown(finding, output))
    rests_on = _rests_on(unverified)
    if output != "github":
        click.echo("\n".join(filter(None, (f"unverified: {rests_on}" if rests_on else "", summary))))
    elif rests_on:
        click.echo(f"::notice title=unverified::{_escaped(rests_on)}")
    if output in {"full", "concise"} and os.environ.get("GITHUB_ACTIONS") == "true":
        for finding in findings:
            click.echo(github_annotation(finding))
    return int(failed)


def _threshold(workspace: Workspace | None, fail_on: str | None) -> Severity:
    settings = workspace.settings if workspace else None
    setting = settings.value.get("fail_on") if settings else None
    return Severity(fail_on or setting or Severity.ERROR)


def _shown(finding: Finding, output: str) -> str:
    if output == "github":
        return github_annotation(finding)
    return render_concise(finding) if output == "concise" else common.in_full(finding) + "\n"


def github_annotation(finding: Finding) -> str:
    """Give a finding as a workflow command that marks the line in a pull request."""
    place = finding.place
    where = f"file={place.file},line={place.line},col={place.column}," if place else ""
    unverified = (
        "" if finding.rule is None or finding.rule.verified else "its rule is not yet compared with the rulebook"
    )
    words = ". ".join(filter(None, (finding.message, finding.help, unverified)))
    return f"::{_GITHUB[finding.severity]} {where}title={finding.code}::{_escaped(words)}"


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def check_json(
    findings: Sequence[Finding], receipt: Receipt, *, failed: bool, threshold: Severity, unverified: Sequence[str] = ()
) -> dict[str, Any]:
    """Give the findings as JSON, version 1 (schemas/check-output.schema.json)."""
    from validator.receipt import with_receipt  # noqa: PLC0415  # `--help` needs none of it

    counts = {str(level): sum(finding.severity is level for finding in findings) for level in Severity}
    output = {
        "version": 1,
        "ran": True,
        "as_of": str(receipt.as_of),
        "fail_on": str(threshold),
        "failed": failed,
        "counts": counts,
        "unverified": list(unverified),
        "findings": [finding_json(finding) for finding in findings],
    }
    return with_receipt(output, receipt)


def _rests_on(unverified: Sequence[Rule]) -> str:
    """Say on which rules that nobody has compared the tiers rest."""
    names = ", ".join(f"{rule.id} ({rule.title})" for rule in unverified)
    return f"tiers rest on {names}, not yet compared with the rulebook" if names else ""


def _summary(evaluated: Evaluated, findings: Sequence[Finding]) -> str:
    counts = [(level, sum(finding.severity is level for finding in findings)) for level in Severity]
    words = ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for level, count in counts if count)
    agreements = len(evaluated.layout.agreements)
    seen = f"{agreements} agreement{'' if agreements == 1 else 's'} as of {evaluated.as_of}"
    return f"{words or 'no findings'} in {seen}"
