"""The text of two paragraphs merged: kept, struck out and added stretches, each in its own format."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from validator.drafting.redline.marks import DELETED, INSERTED, inlines
from validator.drafting.redline.tokens import tokens
from validator.drafting.tree import LineBreak, Run

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from validator.drafting.tree import Inline

_Span = tuple[bool, slice, slice]
# Past this many comparisons a whole stretch is struck out and written anew: right, and done in time.
_MOST_COMPARISONS = 6_000_000


def merged(old: Sequence[Inline], new: Sequence[Inline]) -> tuple[Inline, ...]:
    """Give the inlines of a paragraph that reads as `new` with its changes accepted and as `old` with them rejected.

    What is kept is taken from `new`, with its data lines; a change of format alone is a change.
    """
    olds, news = _atoms(old), _atoms(new)
    result: list[Inline] = []
    for is_kept, gone, come in _without_islands(news, list(_spans(olds, news))):
        if is_kept:
            result += _joined(news[come])
        else:
            result += inlines(_joined(olds[gone]), DELETED)
            result += inlines(_joined(news[come]), INSERTED)
    return tuple(result)


def _atoms(content: Sequence[Inline]) -> list[Inline]:
    """Give inlines cut into runs of one token each. A blank stays whole."""
    atoms: list[Inline] = []
    for item in content:
        if isinstance(item, LineBreak) or item.blank is not None:
            atoms.append(item)
        else:
            atoms += [replace(item, text=token) for token in tokens(item.text)]
    return atoms


def _spans(old: list[Inline], new: list[Inline]) -> Iterator[_Span]:
    """Give the stretches kept and changed, in order; data lines alone are no difference."""
    olds, news = [_look(item) for item in old], [_look(item) for item in new]
    start = _same_at_start(olds, news)
    end = _same_at_start(olds[start:][::-1], news[start:][::-1])
    old_end, new_end = len(olds) - end, len(news) - end
    if start:
        yield True, slice(0, start), slice(0, start)
    if (old_end - start) * (new_end - start) > _MOST_COMPARISONS:
        yield False, slice(start, old_end), slice(start, new_end)
    else:
        middle = SequenceMatcher(None, olds[start:old_end], news[start:new_end], autojunk=False)
        for operation, a, b, c, d in middle.get_opcodes():
            yield operation == "equal", slice(start + a, start + b), slice(start + c, start + d)
    if end:
        yield True, slice(old_end, len(olds)), slice(new_end, len(news))


def _look(item: Inline) -> Hashable:
    """Give what a reader sees of an inline."""
    if isinstance(item, LineBreak):
        return "\n"
    is_mark, is_blank, is_illustration = "mark" in item.classes, item.blank is not None, item.illustration is not None
    return item.text, item.bold, item.italic, is_mark, is_blank, is_illustration, item.lang


def _same_at_start(one: list[Hashable], other: list[Hashable]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _without_islands(news: list[Inline], spans: list[_Span]) -> list[_Span]:
    """Join changes parted by white space alone: a phrase replaced reads better than its words one by one."""
    result: list[_Span] = []
    for place, (is_kept, gone, come) in enumerate(spans):
        within = 0 < place < len(spans) - 1
        kept = is_kept and not (within and all(_is_space(item) for item in news[come]))
        if result and not kept and not result[-1][0]:
            _, before_gone, before_come = result[-1]
            result[-1] = (False, slice(before_gone.start, gone.stop), slice(before_come.start, come.stop))
        else:
            result.append((kept, gone, come))
    return result


def _is_space(item: Inline) -> bool:
    return isinstance(item, Run) and item.blank is None and item.text.isspace()


def _joined(atoms: Sequence[Inline]) -> list[Inline]:
    """Give atoms with what was one run one run again."""
    result: list[Inline] = []
    for item in atoms:
        last = result[-1] if result else None
        if isinstance(item, Run) and isinstance(last, Run) and _continues(last, item):
            result[-1] = replace(last, text=last.text + item.text)
        else:
            result.append(item)
    return result


def _continues(last: Run, run: Run) -> bool:
    return run.blank is None and replace(last, text=run.text) == run
