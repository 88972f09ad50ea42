"""Rules that are no tables on two sides: the cases of the rule files that come out otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.evaluation.examples import run_example
from validator.proofs.diff_besides import Besides, besides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version


@dataclass(frozen=True)
class Case:
    """One case of the rule files with both answers."""

    name: str
    given: Mapping[str, object]
    before: str
    after: str


@dataclass(frozen=True)
class RuleDiff:
    """One rule with its version on either side (None: not in force), and the cases that come out otherwise."""

    rule: str
    before: Version | None
    after: Version | None
    cases: tuple[Case, ...]
    besides: tuple[Besides, ...] = ()


def diff_rules(old: Rulebook, new: Rulebook, on_old: date, on_new: date) -> Iterator[RuleDiff]:
    """Compare every rule that is no table and that either side has."""
    for id_ in dict.fromkeys((*old.rules, *new.rules)):
        sides = [book.rules.get(id_) for book in (old, new)]
        if any(rule is not None and rule.kind == "table" for rule in sides):
            continue
        before, after = (
            rule.version_on(day) if rule else None for rule, day in zip(sides, (on_old, on_new), strict=True)
        )
        cases = tuple(_cases(sides, before, after, old, new)) if before and after else ()
        old_rule, new_rule = sides
        also = besides(old_rule, new_rule) if old_rule and new_rule else ()
        yield RuleDiff(id_, before, after, cases, also)


def _cases(sides: list[Rule | None], before: Version, after: Version, old: Rulebook, new: Rulebook) -> Iterator[Case]:
    """Run the examples of both versions by both, each on a day of the version that judges it."""
    first, second = sides
    if first is None or second is None:
        return
    seen: set[str] = set()
    for version in (before, after):
        for example in version.examples:
            results = [
                run_example(book, rule, version, replace(example, on=max(example.on, judge.first)))
                for book, rule, judge in ((old, first, before), (new, second, after))
            ]
            answers = [str(result.got) for result in results]
            if answers[0] != answers[1] and example.name not in seen:
                seen.add(example.name)
                given = example.given.value if example.given else {}
                yield Case(example.name, given, answers[0], answers[1])
