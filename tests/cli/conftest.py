"""Run the command as a user would, from the top of the project."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from validator.cli import cli

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
