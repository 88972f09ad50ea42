"""The things that rules speak of: issuer, counterparty, agreement, category, cap period, deal and so on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from validator.facts.fact import Fact
    from validator.findings import Place
    from validator.reading.document import Node


@dataclass(frozen=True)
class Layers:
    """One record as several data nodes, the newest first: an amendment replaces what it restates."""

    nodes: tuple[Node, ...] = ()

    def dig(self, dotted: str) -> Node | None:
        """Give the newest node at a dotted path, or None."""
        return next((found for node in self.nodes if (found := node.dig(dotted)) is not None), None)

    @property
    def newest(self) -> Node | None:
        """Give the newest layer."""
        return self.nodes[0] if self.nodes else None


@dataclass(frozen=True)
class Reading:
    """One way to read data with a gap: the value that the gap (`of`) would have, and the facts that follow from it."""

    of: Fact
    value: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, eq=False)
class Subject:
    """One thing a rule can range over, judged as on one day.

    `given` holds facts that the engine worked out while it laid the data out (a financial year, the cap in force);
    `members` are the parts that collection operations run over. Where the data can be read in several ways of which one
    is true, `readings` are what each lays out; `given` holds what they agree on.
    """

    scope: str
    id: str
    on: date
    data: Layers = field(default_factory=Layers)
    label: Text = field(default_factory=Text)
    parent: Subject | None = None
    members: Sequence[Subject] = ()
    given: Mapping[str, Fact] = field(default_factory=dict)
    readings: Sequence[Reading] = ()

    @property
    def place(self) -> Place | None:
        """Give where the record of this subject starts: the oldest layer, which the amendments restate."""
        return self.data.nodes[-1].key_place if self.data.nodes else None

    def within(self, scope: str) -> Subject | None:
        """Give this subject or the nearest one around it of the given scope."""
        here: Subject | None = self
        while here is not None and here.scope != scope:
            here = here.parent
        return here

    def each(self, scope: str) -> Iterator[Subject]:
        """Give the subjects of a scope among this one and all below it."""
        if self.scope == scope:
            yield self
        for member in self.members:
            yield from member.each(scope)


# Each scope with the scope around it: a rule may read the facts of its own scope and of all scopes around it.
AROUND = {
    "issuer": None,
    "person": "issuer",
    "entry": "issuer",
    "subsidiary": "issuer",
    "financial_year": "subsidiary",
    "announcement": "issuer",
    "circular": "announcement",
    "annual_report": "issuer",
    "financial_period": "issuer",
    "meeting": "issuer",
    "event": "issuer",
    "counterparty": "issuer",
    "deal": "counterparty",
    "pair": "counterparty",
    "agreement": "counterparty",
    "category": "agreement",
    "order": "category",
    "evidence": "agreement",
    "cap_period": "category",
    "transaction_year": "category",
    "reading": "cap_period",
    "results": "issuer",
    "relation": "results",
    "figure": "results",
    "director_change": "issuer",
    "share_scheme": "issuer",
    "share_grant": "share_scheme",
    "articles_change": "issuer",
}


def scopes_in_reach(scope: str) -> tuple[str, ...]:
    """Give the scope itself and every scope around it, innermost first."""
    reach: list[str] = []
    here: str | None = scope
    while here is not None:
        reach.append(here)
        here = AROUND[here]
    return tuple(reach)
