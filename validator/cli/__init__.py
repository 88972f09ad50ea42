"""The command `listing-rules`: one module a verb, each loaded only when it is used."""

from __future__ import annotations

import importlib
import sys

import click

from validator import __version__

COMMANDS = (
    "check",
    "classify",
    "headroom",
    "caps",
    "timetable",
    "draft",
    "review",
    "checklist",
    "explain",
    "rules",
    "schema",
    "init",
    "completion",
)

_EPILOG = """\b
Examples:
  listing-rules init my-company                     start a workspace
  listing-rules check my-company                    schema, then rules; findings with places
  listing-rules classify my-company --as-of 2026-04-23
  listing-rules draft my-company --as-of 2026-04-23 --lang zh-Hant --to docx --out drafts
  listing-rules explain 14A.76                      what a rule says, and why

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 could not run.
"""


class _LazyGroup(click.Group):
    """A group that imports a command's module only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"validator.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from validator.reading.suggestions import did_you_mean  # noqa: PLC0415  # only an error needs it

            hint = did_you_mean(args[0], COMMANDS) if args else ""
            message = f"{error.message.rstrip('.')}; {hint}" if hint else error.message
            raise click.UsageError(message, ctx) from None


@click.group(cls=_LazyGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="listing-rules")
def cli() -> None:
    """Check, classify and draft connected transactions under the Hong Kong listing rules."""


def main() -> None:
    """Run the command with text output that any terminal can take."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="listing-rules")
