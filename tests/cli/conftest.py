"""Run the command as a user would, from the top of the project."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from referencing import Registry, Resource

from validator.cli import cli
from validator.resources import schema_names, schema_text

PROJECT = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs the command and keeps stdout and stderr apart."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("LISTING_RULES_DEBUG", "1")  # a test wants the traceback that a user is spared
    return lambda *words: CliRunner().invoke(cli, list(words), prog_name="listing-rules", catch_exceptions=False)


@pytest.fixture
def matches() -> Callable[[str, str], None]:
    """Give a function that compares a text with a file in snapshots/, or writes it where that is asked for."""

    def compare(text: str, name: str) -> None:
        file = SNAPSHOTS / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def follows() -> Callable[[str, Any], None]:
    """Give a function that holds data against a schema by its name; the schemas may refer to each other."""
    schemas = {f"{name}.schema.json": json.loads(schema_text(name)) for name in schema_names()}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )

    def hold(name: str, data: Any) -> None:
        jsonschema.Draft202012Validator(schemas[f"{name}.schema.json"], registry=registry).validate(data)

    return hold
