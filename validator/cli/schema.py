"""`listing-rules schema`: the JSON Schema of a file or of an output."""

from __future__ import annotations

import click

from validator.cli import common
from validator.findings import Finding, ListingRulesError, Severity


@click.command(
    "schema", epilog="\b\nExamples:\n  listing-rules schema\n  listing-rules schema agreement > agreement.schema.json"
)
@click.argument("name", required=False)
@common.format_option("text", "json")
@common.reports_errors
def command(name: str | None, output: str) -> int:
    """Print the schema NAME, or the names of all schemas."""
    from validator.reading.suggestions import did_you_mean  # noqa: PLC0415
    from validator.resources import schema_names, schema_text  # noqa: PLC0415

    names = schema_names()
    if name is None:
        if output == "json":
            common.print_json({"version": 1, "schemas": list(names)})
        else:
            click.echo("\n".join(names))
    elif name in names:
        click.echo(schema_text(name).rstrip())
    else:
        help_ = did_you_mean(name, names) or f"known are {', '.join(names)}"
        raise ListingRulesError(Finding("SCHEMA-UNKNOWN", Severity.ERROR, f"no schema is called `{name}`", help=help_))
    return 0
