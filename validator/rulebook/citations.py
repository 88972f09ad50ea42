"""Every place of a rulebook that cites a provision: rules, rows, items, what follows, and facts worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.rulebook.body import ChecklistBody, TableBody
from validator.rulebook.relations import RelationBody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.facts.declarations import Declaration
    from validator.findings import Place
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version

CONSEQUENCE, FACT = "consequence", "fact"
_PROVISION = re.compile(r"\b[0-9]+[A-Z]*\.[0-9]+[A-Z]?\b")


@dataclass(frozen=True)
class Citation:
    """One place that cites a provision.

    `kind` is that of the rule, or `consequence` or `fact`; `within` names the rule or the fact; `compared_on` is the
    day of the rule, and None for a fact, whose words are checked with the rules that read it.
    """

    provision: str
    cite: str
    kind: str
    within: str
    place: Place
    compared_on: date | None = None

    @property
    def is_of_rule(self) -> bool:
        """Tell whether a rule, and no fact, cites the provision."""
        return self.kind != FACT


def provisions_in(cite: str) -> tuple[str, ...]:
    """Give the provisions that a citation names, without their paragraphs: `14A.81, 14A.82(1)`."""
    return tuple(dict.fromkeys(_PROVISION.findall(cite)))


def citations_of(rulebook: Rulebook) -> Iterator[Citation]:
    """Give every citation, in the order of rules and then of facts."""
    for rule in rulebook.rules.values():
        yield from _of_rule(rule)
    for declaration in rulebook.facts.values():
        if is_worked_out(declaration) and declaration.place:
            for provision in provisions_in(declaration.cite):
                yield Citation(provision, declaration.cite, FACT, declaration.name, declaration.place)


def is_worked_out(declaration: Declaration) -> bool:
    """Tell whether a fact carries out what it cites, where others only record what somebody says."""
    return declaration.expression is not None or declaration.never_applies


def _of_rule(rule: Rule) -> Iterator[Citation]:
    yield from _cited(rule, rule.id if rule.instrument.prefix else "", rule.kind, rule.place)
    for version in rule.versions:
        for cite, place in _lines(version):
            yield from _cited(rule, cite, rule.kind, place)
    for each in rule.consequences:
        yield from _cited(rule, each.cite, CONSEQUENCE, each.place)


def _lines(version: Version) -> Iterator[tuple[str, Place | None]]:
    body = version.body
    if isinstance(body, TableBody):
        yield from ((row.cite, row.place) for row in (*body.rows, body.otherwise))
    elif isinstance(body, ChecklistBody):
        yield from ((item.cite, item.place) for item in body.items)
    elif isinstance(body, RelationBody):
        for step in body.steps:
            yield step.cite, step.place
            yield step.unless_cite, step.place


def _cited(rule: Rule, cite: str, kind: str, place: Place | None) -> Iterator[Citation]:
    for provision in provisions_in(cite):
        yield Citation(provision, cite, kind, rule.id, place or rule.place, rule.compared_on)
