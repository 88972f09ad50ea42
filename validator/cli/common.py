"""What the commands share: arguments, loading, printing, exit codes."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from validator.findings import Finding, ListingRulesError, Severity
from validator.outputs import diagnostic
from validator.reading.quantities import QuantityError, parse_date

if TYPE_CHECKING:
    from validator.checking import Evaluated
    from validator.rulebook.load import Rulebook

COULD_NOT_RUN = 2
_HONG_KONG = timezone(timedelta(hours=8))
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    """An ISO date on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date; click words the refusal with the option's name."""
        if isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except QuantityError as error:
            self.fail(str(error), param, ctx)


def today() -> date:
    """Give the day in Hong Kong."""
    return datetime.now(_HONG_KONG).date()


def workspace_argument(command: _Command) -> _Command:
    """Add the PATH of a workspace, by default the current folder."""
    return click.argument("path", type=click.Path(path_type=Path), default=Path())(command)


def as_of_option(command: _Command) -> _Command:
    """Add --as-of, by default today in Hong Kong."""
    words = "Judge as on this day: rules in force, terms signed and figures known by then.  [default: today]"
    return click.option("--as-of", type=_Day(), default=today, metavar="DATE", help=words)(command)


def rules_option(command: _Command) -> _Command:
    """Add --rules, another rulebook folder than the shipped one."""
    words = "A rulebook folder other than the shipped one."
    return click.option("--rules", "rules_folder", type=click.Path(path_type=Path), metavar="DIR", help=words)(command)


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --format with the formats of a command, the first one by default."""
    choice = click.Choice(formats)
    return click.option("--format", "output", type=choice, default=formats[0], show_default=True, help="How to print.")


def document_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --document with the documents that can be drafted, the announcement by default."""
    from validator.drafting.documents import ANNOUNCEMENT, DOCUMENTS  # noqa: PLC0415  # two commands need them

    choice = click.Choice(tuple(DOCUMENTS))
    return click.option("--document", type=choice, default=ANNOUNCEMENT, show_default=True, help=words)


def reports_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """Run a command; print our own errors with their places and leave with the exit code of the command, or 2."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except ListingRulesError as error:
            print_errors(error.findings, str(kwargs.get("output", "full")))
            code = COULD_NOT_RUN
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # a user never sees a traceback, whatever went wrong
            if os.environ.get("LISTING_RULES_DEBUG"):
                raise
            print_errors((_defect(error),), str(kwargs.get("output", "full")))
            code = COULD_NOT_RUN
        click.get_current_context().exit(code)

    return run


def _defect(error: Exception) -> Finding:
    message = f"the program failed where it should not: {type(error).__name__}: {error}"
    help_ = "a defect of listing-rules: report it with what the command prints under LISTING_RULES_DEBUG=1"
    return Finding("DEFECT", Severity.ERROR, message[:500], help=help_)


def load(path: Path, as_of: date, rules_folder: Path | None) -> Evaluated:
    """Read the rules and the workspace and evaluate them as of a day."""
    from validator.checking import evaluate  # noqa: PLC0415  # `--help` needs none of it
    from validator.workspace.load import load_workspace  # noqa: PLC0415

    workspace = load_workspace(path)
    return evaluate(workspace, load_rules(rules_folder), as_of)


def load_rules(folder: Path | None) -> Rulebook:
    """Read the shipped rules, or those of another folder."""
    from validator.rulebook.load import load_rulebook  # noqa: PLC0415  # `--help` needs none of it

    return load_rulebook(folder)


def print_errors(findings: Iterable[Finding], output: str) -> None:
    """Print why the program could not run: as JSON on stdout where JSON was asked for, else on stderr."""
    if output == "json":
        print_json({"version": 1, "ran": False, "findings": [diagnostic.finding_json(finding) for finding in findings]})
        return
    for finding in findings:
        click.echo(in_full(finding, err=True), err=True)
        click.echo(err=True)


def in_full(finding: Finding, *, err: bool = False) -> str:
    """Give a finding with its source line, in colour where the terminal takes it."""
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    return diagnostic.render_finding(finding, lines_of, colour)


def lines_of(shown: str) -> Sequence[str] | None:
    """Give the lines of a file as findings name it; rule files are named from their rulebook folder."""
    from validator.reading.source import lines_to_show  # noqa: PLC0415
    from validator.resources import resource_folder  # noqa: PLC0415

    for file in (Path(shown), resource_folder("rules").parent / shown):
        if file.is_file():
            return lines_to_show(file)
    return None


def print_json(data: Any) -> None:
    """Print JSON for programs, in UTF-8."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
