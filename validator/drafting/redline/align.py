"""Which parts of two sequences belong together: equal ones first, then similar ones, never crossing."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

_Part = TypeVar("_Part")
# Either side is None where the other has no counterpart.
Pair = tuple[_Part | None, _Part | None]
_LEAST_SCORE = 0.5
# Above this many comparisons, parts that are not equal count as not related.
_MOST_COMPARISONS = 250_000


def aligned(
    old: Sequence[_Part],
    new: Sequence[_Part],
    key: Callable[[_Part], Hashable],
    score: Callable[[_Part, _Part], float],
) -> Iterator[Pair[_Part]]:
    """Give the parts of two sequences in pairs, what is gone before what came in its place.

    Parts with the same key are pairs; between them, parts whose score (0 to 1) is high enough.
    """
    matcher = SequenceMatcher(None, [key(part) for part in old], [key(part) for part in new], autojunk=False)
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if operation == "equal":
            yield from zip(old[old_from:old_to], new[new_from:new_to], strict=True)
        else:
            yield from _similar(old[old_from:old_to], new[new_from:new_to], score)


def _similar(
    old: Sequence[_Part], new: Sequence[_Part], score: Callable[[_Part, _Part], float]
) -> Iterator[Pair[_Part]]:
    start_old = start_new = 0
    for at_old, at_new in [*_best_pairs(old, new, score), (len(old), len(new))]:
        yield from ((part, None) for part in old[start_old:at_old])
        yield from ((None, part) for part in new[start_new:at_new])
        if at_old < len(old):
            yield old[at_old], new[at_new]
        start_old, start_new = at_old + 1, at_new + 1


def _best_pairs(
    old: Sequence[_Part], new: Sequence[_Part], score: Callable[[_Part, _Part], float]
) -> list[tuple[int, int]]:
    """Give the pairs of places whose scores add up highest, in order, none crossing another."""
    if len(old) * len(new) > _MOST_COMPARISONS:
        return []
    scores = [[score(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in reversed(range(len(old))):
        for column in reversed(range(len(new))):
            skipped = max(best[row + 1][column], best[row][column + 1])
            best[row][column] = max(skipped, _gain(scores[row][column]) + best[row + 1][column + 1])
    return _walked(scores, best)


def _walked(scores: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    row = column = 0
    while row < len(best) - 1 and column < len(best[0]) - 1:
        gain = _gain(scores[row][column])
        if gain and best[row][column] == gain + best[row + 1][column + 1]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _gain(score: float) -> float:
    return score if score >= _LEAST_SCORE else 0.0
