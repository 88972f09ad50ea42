"""The rules as shipped, and variants of workspaces in a temporary folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from workbench import CLEAN, Workbench

from validator.rulebook.load import Rulebook, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbench import Variant


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def variant(tmp_path: Path, rulebook: Rulebook) -> Variant:
    """Copy a workspace and replace texts in its files; every old text must stand in its file exactly once.

    A file that does not exist yet is made of the new texts.
    """

    def make(changes: Mapping[str, Sequence[tuple[str, str]]] | None = None, *, of: Path = CLEAN) -> Workbench:
        folder = tmp_path / f"workspace-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(of, folder)
        for name, replacements in (changes or {}).items():
            _replace(folder / name, replacements)
        return Workbench(folder, rulebook)

    return make


def _replace(file: Path, replacements: Sequence[tuple[str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    for old, new in replacements:
        assert text.count(old) == 1 or (not text and not old), f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
