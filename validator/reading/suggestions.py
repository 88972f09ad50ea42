"""Did you mean …: the nearest of the words that would have been right, and lists of words in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CUTOFF = 0.6
_LONGEST_WORD = 80  # difflib is quadratic; nobody misspells a longer key


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate nearest to a misspelt word, or None where none is near.

    Case, and the choice between a space, a hyphen and an underscore, count as no difference at all.
    """
    if len(word) > _LONGEST_WORD:
        return None
    import difflib  # noqa: PLC0415  # only an error needs it

    by_form: dict[str, str] = {}
    for candidate in candidates:
        by_form.setdefault(_form(candidate), candidate)
    near = difflib.get_close_matches(_form(word), list(by_form), n=1, cutoff=_CUTOFF)
    return by_form[near[0]] if near else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Give "did you mean `x`?", or an empty text where no candidate is near."""
    found = closest(word, candidates)
    return f"did you mean `{found}`?" if found is not None else ""


def one_of(words: Sequence[str], joint: str = "or") -> str:
    """Join words for a sentence: "a", "a or b", "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def _form(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
