"""White space as HTML means it: collapsed across the runs of a block, and gone between lines of Chinese."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from validator.drafting.tree import Inline, LineBreak, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

# Only what HTML calls white space: no-break and ideographic spaces are text.
_SPACES = re.compile(r"[ \t\n\r\f]+")


def is_wide(character: str) -> bool:
    """Tell whether a character takes two columns, as Chinese characters and their punctuation do."""
    return east_asian_width(character) in "WF"


def collapsed(inlines: Iterable[Inline], language: str) -> tuple[Inline, ...]:
    """Give inlines with each stretch of white space as one space, none at the ends or beside a line break.

    A line feed next to a Chinese character is no space at all: in a Chinese draft where it stands on one side, in any
    other where it stands on both. So a Chinese template can be wrapped anywhere.
    """
    marked = list(inlines)
    text = "".join(item.text if isinstance(item, Run) else "\x00" for item in marked)
    kept = _kept(text, language.startswith("zh"))
    result: list[Inline] = []
    start = 0
    for item in marked:
        if isinstance(item, LineBreak):
            result.append(item)
            start += 1
            continue
        part = "".join(kept[start : start + len(item.text)])
        start += len(item.text)
        if part:
            _append(result, replace(item, text=part))
    return tuple(result)


def _kept(text: str, chinese: bool) -> list[str]:
    """Give for each character what is left of it: itself, one space for the first of a stretch, or nothing."""
    kept = list(text)
    for space in _SPACES.finditer(text):
        start, end = space.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        edge = before in {"", "\x00"} or after in {"", "\x00"}
        kept[start:end] = ["" if edge or _vanishes(space[0], before, after, chinese) else " "] + [""] * (
            end - start - 1
        )
    return kept


def _vanishes(space: str, before: str, after: str, chinese: bool) -> bool:
    if "\n" not in space:
        return False
    sides = is_wide(before), is_wide(after)
    return any(sides) if chinese else all(sides)


def _append(result: list[Inline], run: Run) -> None:
    """Append a run, joined to the one before where the two differ in nothing and come from no data line."""
    last = result[-1] if result else None
    if isinstance(last, Run) and run.origin is None and run.blank is None and replace(last, text=run.text) == run:
        result[-1] = replace(last, text=last.text + run.text)
    else:
        result.append(run)
