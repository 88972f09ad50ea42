"""Pairs the passages of a draft with those of our own draft: by order where words agree, then by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from validator.drafting.quantities import masked, quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.drafting.quantity import Quantity
    from validator.review.known import OwnPassage
    from validator.review.passages import Passage

_ALIKE = 0.6
_ALIKE_ELSEWHERE = 0.75
_CLOSE = 0.8
_LEAST_WORDS = 8
_LEAST_CLOSE = 15
_LEAST_CONTEXT = 3

Words = tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A passage of the draft with its quantities, and the passage of our own draft that it answers, if any."""

    passage: Passage
    quantities: tuple[Quantity, ...]
    own: OwnPassage | None
    is_close: bool = False  # nearly the same words, so that a figure at the same place means the same

    def counterparts(self) -> dict[int, int]:
        """Give for quantities of the passage, by index, those of our own passage that stand in the same words."""
        return {} if self.own is None else _counterparts(self)


def paired(passages: Sequence[Passage], own: Sequence[OwnPassage]) -> tuple[Pair, ...]:
    """Pair every passage of a draft with one of our own draft, each of these once."""
    found = [quantities_in(passage.text) for passage in passages]
    ours = [_words(each.text, each.quantities) for each in own]
    theirs = [_words(passage.text, each) for passage, each in zip(passages, found, strict=True)]
    matched = _in_order(theirs, ours)
    _elsewhere(matched, theirs, ours)
    matched = _firm(matched, theirs)
    pairs: list[Pair] = []
    for at, (passage, quantities) in enumerate(zip(passages, found, strict=True)):
        other = matched.get(at)
        is_close = other is not None and _is_close(theirs[at], ours[other])
        pairs.append(Pair(passage, quantities, None if other is None else own[other], is_close))
    return tuple(pairs)


def _words(text: str, quantities: tuple[Quantity, ...]) -> Words:
    return tuple(word for word, _ in masked(text, quantities))


def _is_close(theirs: Words, ours: Words) -> bool:
    if theirs == ours:
        return True
    return len(theirs) >= _LEAST_CLOSE and SequenceMatcher(None, theirs, ours, autojunk=False).ratio() >= _CLOSE


def _in_order(theirs: Sequence[Words], ours: Sequence[Words]) -> dict[int, int]:
    matched: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            matched.update(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            first = c
            for at in range(a, b):
                best = _most_alike(theirs[at], ours, range(first, d), _ALIKE)
                if best is not None:
                    matched[at], first = best, best + 1
    return matched


def _elsewhere(matched: dict[int, int], theirs: Sequence[Words], ours: Sequence[Words]) -> None:
    """Find passages that were moved; too short ones could stand anywhere."""
    free = sorted(set(range(len(ours))) - set(matched.values()))
    for at, words in enumerate(theirs):
        if at not in matched and len(words) >= _LEAST_WORDS:
            best = _most_alike(words, ours, free, _ALIKE_ELSEWHERE)
            if best is not None:
                matched[at] = best
                free.remove(best)


def _firm(matched: dict[int, int], theirs: Sequence[Words]) -> dict[int, int]:
    """Leave out runs of pairs with too few words between them: a lone number is alike to every other."""
    kept: dict[int, int] = {}
    run: list[int] = []
    for at in sorted(matched):
        if run and (at != run[-1] + 1 or matched[at] != matched[run[-1]] + 1):
            run = []
        run.append(at)
        if sum(len(theirs[each]) for each in run) >= _LEAST_WORDS:
            kept.update((each, matched[each]) for each in run)
    return kept


def _most_alike(words: Words, ours: Sequence[Words], among: Sequence[int], least: float) -> int | None:
    best, found = least, None
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(words)
    for at in among:
        matcher.set_seq1(ours[at])
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, found = matcher.ratio(), at
    return found


def _counterparts(pair: Pair) -> dict[int, int]:
    assert pair.own is not None  # noqa: S101  # asked for pairs only
    theirs, ours = _words(pair.passage.text, pair.quantities), _words(pair.own.text, pair.own.quantities)
    if theirs == ours:
        return {at: at for at in range(len(pair.quantities))}
    mine, other = list(_indexes(theirs)), list(_indexes(ours))
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
        if block.size >= _LEAST_CONTEXT:
            for step in range(block.size):
                one, two = mine[block.a + step], other[block.b + step]
                if one is not None and two is not None:
                    found[one] = two
    return found


def _indexes(words: Words) -> Iterator[int | None]:
    """Give the running number of the quantity at each word, None at plain words."""
    number = 0
    for word in words:
        if word.startswith("\0"):
            yield number
            number += 1
        else:
            yield None
