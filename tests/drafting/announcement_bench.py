"""Drafts of the example for tests: evaluated once a day, changed copies on demand, plain text of every format."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from validator.checking import evaluate
from validator.drafting.drafts import FORMATS, draft_files, drafts_of
from validator.rulebook.load import load_rulebook
from validator.workspace.load import load_workspace

if TYPE_CHECKING:
    from validator.checking import Evaluated
    from validator.drafting.drafts import Draft

EXAMPLE = Path(__file__).parents[2] / "examples" / "kingsoft-cloud"
LAMPLIGHT = EXAMPLE.parent / "lamplight"
LANGUAGES = ("en", "zh-Hant")
DAYS = ("2025-07-29", "2026-04-23")


@cache
def rulebook():
    return load_rulebook()


def evaluated(day: str, workspace: Path = EXAMPLE) -> Evaluated:
    return evaluate(load_workspace(workspace), rulebook(), date.fromisoformat(day))


@cache
def drafts(day: str) -> dict[str, Draft]:
    return drafts_of(evaluated(day), LANGUAGES)


@cache
def files(day: str) -> dict[str, bytes]:
    return draft_files(drafts(day), tuple(FORMATS))


def copy_of_example(folder: Path, of: Path = EXAMPLE, **edits: tuple[str, str]) -> Path:
    """Copy an example; each edit names a file (`agreements__xiaomi_2025`) and replaces one text by another."""
    target = folder / "workspace"
    shutil.copytree(of, target)
    for name, (old, new) in edits.items():
        file = target / (name.replace("__", "/").replace("_", "-") + ".yaml")
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{file.name} has no {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")
    return target


def plain(name: str, data: bytes) -> str:
    """Give the text of a draft's file on one line, without the spaces that a line break leaves in Chinese."""
    if name.endswith(".docx"):
        return _one_line(_word_text(data))
    text = data.decode()
    if name.endswith(".html"):
        body = text.partition("<body>")[2]
        text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</?(p|h[1-3]|tr|t[dh]|li|br)\b[^>]*>", " ", body)))
    return _one_line(text)


def _word_text(data: bytes) -> str:
    word = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in _paragraphs(word.element.body))


def _paragraphs(body):
    from docx.text.paragraph import Paragraph

    return [Paragraph(element, body) for element in body.iter() if element.tag.endswith("}p")]


def _one_line(text: str) -> str:
    text = text.replace("†", "")
    joined = re.sub(r"\s+", " ", text)
    return re.sub(r"(?<=[^\x00-\u2dff]) | (?=[^\x00-\u2dff])", "", joined)


def run_text(day: str, language: str) -> str:
    """Give the text of a draft on one line, from HTML: no cell of a table is wrapped there."""
    name = f"announcement-{day}.{language}.html"
    return plain(name, files(day)[name])
