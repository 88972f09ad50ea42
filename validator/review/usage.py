"""Hong Kong usage in Chinese: words of the glossary, and characters of the Simplified set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.review.remarks import SIMPLIFIED, USAGE, Remark, warning
from validator.review.words import glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.review.passages import Passage, ReadDraft

_HIDDEN = "\0"


def usage_remarks(draft: ReadDraft, names: Iterable[str]) -> Iterator[Remark]:
    """Give a remark for every wrong word and every run of Simplified characters outside the names of the data."""
    spared = sorted({name for name in names if name}, key=len, reverse=True)
    for passage in draft.passages:
        text = passage.text
        for name in spared:
            text = text.replace(name, _HIDDEN * len(name))
        yield from _words(draft.name, passage, text)
        yield from _characters(draft.name, passage, text)


def _words(draft: str, passage: Passage, text: str) -> Iterator[Remark]:
    for each in glossary().usage:
        hidden = text
        for longer in each.exceptions:
            hidden = hidden.replace(longer, _HIDDEN * len(longer))
        at = hidden.find(each.wrong)
        while at >= 0:
            message = f"{each.wrong} is not Hong Kong usage; write {each.right}"
            yield warning(USAGE, message, draft, passage, (at, at + len(each.wrong)), data=each.right)
            at = hidden.find(each.wrong, at + 1)


def _characters(draft: str, passage: Passage, text: str) -> Iterator[Remark]:
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and is_simplified(text[end]):
            end += 1
        if end > start:
            message = f"{text[start:end]} is Simplified Chinese"
            yield warning(SIMPLIFIED, message, draft, passage, (start, end))
        start = end + 1


def is_simplified(char: str) -> bool:
    """Tell whether a character belongs to the Simplified set alone: GB 2312 has it, Big5 does not."""
    return (
        "\u3400" <= char <= "\u9fff" and char not in glossary().kept and _in(char, "gb2312") and not _in(char, "cp950")
    )


def _in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
