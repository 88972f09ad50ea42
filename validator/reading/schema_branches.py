"""Which branch of an `anyOf` or `oneOf` a value was meant for, so that one readable fault remains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from validator.reading.schema_fault import UNKNOWN_KEY, UNUSED_KEY, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

_Branch = tuple[Fault, ...]
_WORDS = frozenset({"enum", "const"})


def decided(fault: Fault) -> tuple[Fault, ...]:
    """Give the faults of the branch that was most likely meant; a fault without branches stays as it is.

    Where the value fits the kind of no branch, or several branches ask for different values, the fault itself stays,
    to be worded as a choice.
    """
    branches = [tuple(deep for each in branch for deep in decided(each)) for branch in fault.branches]
    fitting = [branch for branch in branches if not _is_wrong_kind(branch, fault)]
    if not fitting:
        return _words_allowed(branches, len(fault.path)) or (fault,)
    if isinstance(fault.found, Mapping | list):
        return _best(fault, fitting)
    if len(fitting) == 1:
        return fitting[0]
    return _words_allowed(fitting, len(fault.path)) or (fault,)


def _best(fault: Fault, fitting: list[_Branch]) -> tuple[Fault, ...]:
    own = [branch for branch in fitting if not _has_wrong_tag(branch, fault)]
    if not own and (tag := _words_allowed(fitting, len(fault.path) + 1)):
        return tag
    own = own or fitting
    if len(own) > 1 and all(_only_misses_keys(branch, fault) for branch in own):
        return (fault,)
    return min(own, key=lambda branch: (_misfit(branch, fault), len(branch)))


def _is_wrong_kind(branch: _Branch, fault: Fault) -> bool:
    wrong = {"type", *_WORDS} if isinstance(fault.found, Mapping | list) else {"type"}
    return any(each.keyword in wrong and each.path == fault.path and each.key is None for each in branch)


def _has_wrong_tag(branch: _Branch, fault: Fault) -> bool:
    # A key with a single word allowed says what a mapping is; a choice of words is an ordinary value.
    tags = [each for each in branch if len(each.path) == len(fault.path) + 1 and each.keyword in _WORDS]
    return any(each.keyword == "const" or len(each.expected) == 1 for each in tags)


def _only_misses_keys(branch: _Branch, fault: Fault) -> bool:
    return all(each.keyword == "required" and each.path == fault.path for each in branch)


def _words_allowed(branches: list[_Branch], depth: int) -> tuple[Fault, ...]:
    """Give one fault that allows the words of all branches, where each branch asks for words at the same place."""
    asking = [next((each for each in branch if _asks_for_words(each, depth)), None) for branch in branches]
    first = asking[0] if asking else None
    if first is None or any(each is None or each.path != first.path for each in asking):
        return ()
    words: dict[Any, None] = {}
    for each in asking:
        if each is not None:
            words.update(dict.fromkeys(_words(each)))
    return (first.one_of(tuple(words)),)


def _asks_for_words(fault: Fault, depth: int) -> bool:
    return fault.keyword in _WORDS and len(fault.path) == depth and fault.key is None


def _words(fault: Fault) -> Iterable[Any]:
    values = fault.expected if fault.keyword == "enum" else [fault.expected]
    return [each for each in values if isinstance(each, str | int | None)]


def _misfit(branch: _Branch, fault: Fault) -> int:
    """Count how far the keys of a mapping are from those of a branch; a misspelt key is nearer than a strange one."""
    here = [each for each in branch if each.path == fault.path]
    meant = {each.key: each.key_meant() for each in here if each.keyword == UNKNOWN_KEY}
    unknown = sum((1 if meant.get(each.key) else 2) for each in here if each.keyword in {UNKNOWN_KEY, UNUSED_KEY})
    missing = sum(2 for each in here if each.keyword == "required" and each.key not in meant.values())
    false = sum(2 for each in branch if each.keyword == "not" and len(each.path) == len(fault.path) + 1)
    return unknown + missing + false
