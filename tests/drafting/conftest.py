"""A workbench for templates: write one, render it, parse it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from validator.drafting.markup.environment import Limits, Rendered, render
from validator.drafting.markup.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.drafting.tree import Document


class Bench:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def template(self, name: str, source: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        return path

    def render(
        self, source: str, context: Mapping[str, Any] | None = None, *, limits: Limits | None = None
    ) -> Rendered:
        self.template("main.html", source)
        return render("main.html", context or {}, [self.folder], limits=limits)

    def draft(self, source: str, context: Mapping[str, Any] | None = None, lang: str = "en") -> Document:
        return parse(self.render(source, context), lang)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "templates")
