"""Small registers for the tests, written as they stand in register.yaml, and what is worked out from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from validator.connections.standing import Standings
from validator.facts.subject import Layers, Subject
from validator.reading.yaml_reader import parse_yaml
from validator.relations.register import Register, Snapshot
from validator.relations.walk import Walk

if TYPE_CHECKING:
    from validator.reading.document import Node
    from validator.rulebook.load import Rulebook

ALL = "complete: [holders, holdings, officers, offices, family, trusts, board]\n"


def node(text: str, shown: str = "register.yaml") -> Node:
    """Read YAML from a text."""
    return parse_yaml(text, shown).root


@dataclass(frozen=True)
class Bench:
    """A register on a day, with the accounts of the issuer where they matter."""

    rulebook: Rulebook
    text: str
    day: str = "2026-03-01"
    accounts: str = ""

    @cached_property
    def register(self) -> Register:
        return Register((node(self.text),))

    @cached_property
    def walk(self) -> Walk:
        return Walk(self.rulebook, Snapshot(self.register, date.fromisoformat(self.day)))

    @cached_property
    def standings(self) -> Standings:
        layers = Layers((node(self.accounts, "issuer.yaml"),)) if self.accounts else Layers()
        issuer = Subject("issuer", "the issuer", date.fromisoformat(self.day), layers)
        return Standings(self.rulebook, self.register, issuer)

    def level(self, who: str) -> str | None:
        return self.standings.decision(who).outcome

    def reached(self, relation: str, *start: str) -> list[str]:
        """Give who is reached, `?` where that is open, in the order of the register."""
        found = self.walk.reach(relation, start)
        return [f"{who}{'' if who in found.sure else '?'}" for who in self.register.entries if who in found.maybe]
