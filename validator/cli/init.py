"""`listing-rules init`: a starter workspace with schemas for the editor."""

from __future__ import annotations

import os
from pathlib import Path

import click

from validator.cli import common

_SCHEMAS = ".schemas"


@click.command("init", epilog="\b\nExample:\n  listing-rules init my-company")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@common.format_option("text", "json")
@common.reports_errors
def command(folder: Path, force: bool, output: str) -> int:
    """Write a starter workspace into FOLDER, with the schemas beside it for the editor's help."""
    from validator.drafting.files import write_all  # noqa: PLC0415  # `--help` needs none of it

    files = {folder / name: data for name, data in starter_files().items()}
    write_all(files, overwrite=force)
    if output == "json":
        common.print_json({"version": 1, "written": [path.as_posix() for path in files]})
        return 0
    for path in files:
        if _SCHEMAS not in path.parts:
            click.echo(f"wrote {path}")
    click.echo(f"wrote {folder / _SCHEMAS} (schemas for the editor)\nnext: listing-rules check {folder}")
    return 0


def starter_files() -> dict[Path, bytes]:
    """Give the files of a starter workspace by their path in it; each points its editor at the schemas."""
    from validator.resources import resource_folder, schema_names, schema_text  # noqa: PLC0415

    home = resource_folder("templates") / "workspace"
    files = {file.relative_to(home): file for file in sorted(home.rglob("*.yaml"))}
    written = {
        name: file.read_text(encoding="utf-8").replace("{schemas}", _to_schemas(name)).encode()
        for name, file in files.items()
    }
    schemas = {Path(_SCHEMAS) / f"{name}.schema.json": schema_text(name).encode() for name in schema_names()}
    return {**written, **schemas}


def _to_schemas(name: Path) -> str:
    return Path(os.path.relpath(_SCHEMAS, name.parent)).as_posix()
