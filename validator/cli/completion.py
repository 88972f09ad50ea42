"""`listing-rules completion`: the script that completes commands in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(
    "completion",
    epilog='\b\nExamples:\n  eval "$(listing-rules completion bash)"\n  listing-rules completion fish | source',
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes `listing-rules` in SHELL."""
    from validator.cli import cli  # noqa: PLC0415  # the group imports this module

    completion = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(cli, {}, "listing-rules", "_LISTING_RULES_COMPLETE").source())
