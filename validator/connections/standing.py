"""How every entry of the register stands on a day: by its own votes and offices, and by whose associate it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from validator.connections.grounds import Ground, truth
from validator.connections.own import Facts, joined, nothing_at, standing_at
from validator.connections.significance import subsidiaries_together
from validator.evaluation.engine import Engine
from validator.facts.fact import Fact, State, known, unknown
from validator.facts.subject import Subject
from validator.reading.text import Text
from validator.relations.links import DEEMED, STANDS, Link, Ring, graft
from validator.relations.register import Snapshot
from validator.relations.walk import Reached, Surrounding, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.evaluation.records import Decision
    from validator.relations.register import Register
    from validator.relations.walk import Measured
    from validator.rulebook.load import Rulebook

# The names of the decisions and relations that a rulebook must offer so that a register can be read.
CONNECTION, SIGNIFICANCE = "connection", "significance"
ASSOCIATE, RELATIVE, WHOLLY_OWNED = "associate", "relative", "wholly_owned"
CONNECTED_SUBSIDIARY, COMMONLY_HELD = "connected_subsidiary", "commonly_held"
LEVELS = ("issuer", "subsidiary")
_ONLY_INSIGNIFICANT, _PRC, _BELOW = "only_insignificant_subsidiaries", "prc_governmental_body", "subsidiary_of_issuer"
_WHOLLY_OWNED = "wholly_owned_subsidiary"


class Standings:
    """The register of an issuer on a day, put to the rules of that day. Everything is worked out once."""

    def __init__(self, rulebook: Rulebook, register: Register, issuer: Subject) -> None:
        self.walk = Walk(rulebook, Snapshot(register, issuer.on))
        self._rulebook, self._subject = rulebook, issuer
        self._engine = Engine(rulebook)
        self._rule = rulebook.deciding(CONNECTION)
        self._own: dict[str, Facts] = {}
        self._facts: dict[str, Facts] = {}
        self._grounds: dict[str, list[Ground]] = {}
        self._sources: dict[str, tuple[tuple[str, bool, Link], ...]] = {}

    @property
    def issuer(self) -> str:
        """Give the entry of the issuer."""
        return self.walk.snapshot.register.issuer

    def facts(self, who: str) -> Facts:
        """Give all that the tables of connection ask of an entry, by the names under which they are given."""
        if who not in self._facts:
            found = dict(self.own(who))
            reached = {f"associate_at_{level}_level": self._associates[level] for level in LEVELS}
            for name, ring in {**reached, CONNECTED_SUBSIDIARY: self.connected_subsidiaries}.items():
                if (link := ring.link(who)) is not None:
                    self._grounds[who].append(Ground(name, who in ring.sure, link))
                found[name] = truth(name, ring.standing(who), link)
            self._facts[who] = found
        return self._facts[who]

    def decision(self, who: str) -> Decision:
        """Decide how an entry is connected."""
        return self._decide(who, self.facts(who))

    def grounds(self, who: str) -> tuple[Ground, ...]:
        """Give the grounds that by themselves connect an entry, or may: not a holding too small to matter."""
        facts = self.facts(who)
        telling = [(ground, self._alone(who, ground.fact, facts)) for ground in self._grounds[who]]
        return tuple(
            replace(ground, outcome=decision.outcome or "", cite=(*decision.cited, "")[0])
            for ground, decision in telling
            if decision.possible != (self._rule.outcomes[0],)
        )

    def _alone(self, who: str, name: str, facts: Facts) -> Decision:
        """Decide by one fact alone."""
        alone = {each: facts[each] for each in (name, _ONLY_INSIGNIFICANT, _PRC, _BELOW, _WHOLLY_OWNED)}
        return self._decide(who, self._nothing | alone)

    def own(self, who: str) -> Facts:
        """Give how an entry stands by its own votes and offices, and what else it is by itself."""
        if who not in self._own:
            self._grounds[who] = []
            at_issuer = standing_at(self.walk, who, self.issuer, LEVELS[0])
            below = {each: standing_at(self.walk, who, each, LEVELS[1]) for each in self._subsidiaries}
            counting = {each: one for each, one in below.items() if self._counts(who, one.facts)}
            for standing in (at_issuer, *counting.values()):
                self._grounds[who].extend(standing.grounds)
            self._own[who] = {
                **at_issuer.facts,
                **joined([one.facts for one in counting.values()]),
                _ONLY_INSIGNIFICANT: self._insignificant(tuple(counting)),
                **self._in_group(who),
                _PRC: self._flag(who, _PRC),
                **{f"deemed_at_{level}_level": self._deemed(who, level) for level in LEVELS},
            }
        return self._own[who]

    def stands(self, who: str) -> bool:
        """Tell whether an entry is surely connected by its own votes and offices, whosever associate it is."""
        return self._rule.outcomes[0] not in self._decide(who, self._nothing | self.own(who)).possible

    @cached_property
    def _subsidiaries(self) -> tuple[str, ...]:
        return tuple(who for who in self.walk.group.maybe if who != self.issuer)

    @cached_property
    def _nothing(self) -> Facts:
        """Give the inputs of somebody who stands nowhere."""
        words = (f"{word}_at_{level}_level" for level in LEVELS for word in ("associate", "deemed"))
        flags = (*words, CONNECTED_SUBSIDIARY, _ONLY_INSIGNIFICANT, _PRC, _BELOW, _WHOLLY_OWNED)
        facts = [nothing_at(level, "not asked here") for level in LEVELS]
        return {**facts[0], **facts[1], **{name: known(name, value=False) for name in flags}}

    def _decide(self, who: str, facts: Mapping[str, Fact]) -> Decision:
        subject = Subject("counterparty", who, self._subject.on, parent=self._subject, given=facts)
        return self._engine.decide(self._rule, subject)

    def _counts(self, who: str, facts: Facts) -> bool:
        """Tell whether somebody stands in a subsidiary, surely or perhaps, so that its size matters."""
        return self._decide(who, self._nothing | facts).possible != (self._rule.outcomes[0],)

    def _insignificant(self, companies: tuple[str, ...]) -> Fact:
        """Put the subsidiaries in which somebody stands together to the table of significance."""
        name = _ONLY_INSIGNIFICANT
        if not companies:
            return known(name, value=False)
        entries = [self.walk.snapshot.entries[company] for company in companies]
        subject = subsidiaries_together(entries, self._subject)
        decision = self._engine.decide(self._rulebook.deciding(SIGNIFICANCE), subject)
        operands = tuple(decision.inputs.values())
        if decision.outcome is None:
            leaves = tuple(leaf for fact in operands for leaf in fact.open_leaves())
            reason = next((leaf.reason for leaf in leaves if leaf.reason), Text("a figure is missing"))
            return Fact(name, State.UNKNOWN, reason=reason, operation=decision.rule.id, operands=leaves)
        answer = decision.outcome == decision.rule.outcomes[0]
        if not answer and any(self.walk.group.standing(company) is None for company in companies):
            return unknown(name, "whether one of the companies is a subsidiary is open")
        return Fact(name, State.KNOWN, answer, operation=decision.rule.id, operands=operands)

    def _in_group(self, who: str) -> Facts:
        group, whole = self.walk.group, self.walk.reach(WHOLLY_OWNED, (self.issuer,))
        below = group.standing(who) if who != self.issuer else False
        return {
            _BELOW: truth(_BELOW, below, group.link(who)),
            _WHOLLY_OWNED: truth(_WHOLLY_OWNED, whole.standing(who), whole.link(who)),
        }

    def _flag(self, who: str, key: str) -> Fact:
        entry = self.walk.snapshot.entries[who]
        return entry.flag(key) if entry.node.get(key) else known(key, value=False, place=entry.node.key_place)

    def _deemed(self, who: str, level: str) -> Fact:
        name = f"deemed_at_{level}_level"
        for node in self.walk.snapshot.active("deemed"):
            if (node.value["who"], node.value["level"]) == (who, level):
                self._grounds[who].append(Ground(name, True, Link(who, DEEMED, (node,))))
                return known(name, value=True, place=node.place)
        return known(name, value=False)

    def sources(self, level: str) -> tuple[tuple[str, bool, Link], ...]:
        """Give who stands at a level by own votes and offices, surely or perhaps, each with the link that shows it."""
        if level not in self._sources:
            self._sources[level] = tuple(self._standing(level))
        return self._sources[level]

    def _standing(self, level: str) -> Iterator[tuple[str, bool, Link]]:
        outcome = f"{level}_level"
        for who in self.walk.snapshot.entries:
            decision = None if who in self.walk.group.sure else self._decide(who, self._nothing | self.own(who))
            if decision and outcome in decision.possible:
                sure = decision.outcome == outcome and who not in self.walk.group.maybe
                yield who, sure, self._standing_link(who, level)

    def _standing_link(self, who: str, level: str) -> Link:
        facts, none = self._own[who], (self._rule.outcomes[0],)
        at_level = (ground for ground in self._grounds[who] if level in ground.fact and ground.fact in facts)
        own = [ground for ground in at_level if self._alone(who, ground.fact, facts).possible != none]
        best = next((ground.link for ground in own if ground.sure), own[0].link if own else Link(who))
        return best if best.who == who else Link(who, STANDS, before=(best,))

    @cached_property
    def _associates(self) -> Mapping[str, Reached]:
        return {level: self._around_sources(ASSOCIATE, (level,)) for level in LEVELS}

    @cached_property
    def relatives(self) -> Reached:
        """Give the wider relatives of those who stand at either level, and their companies."""
        return self._around_sources(RELATIVE, LEVELS)

    def _around_sources(self, relation: str, levels: tuple[str, ...]) -> Reached:
        sure: Ring = {}
        maybe: Ring = {}
        for who, is_sure, link in (source for level in levels for source in self.sources(level)):
            reached = self.walk.reach(relation, (who,))
            for other, found in reached.maybe.items():
                ring = sure if is_sure and other in reached.sure else maybe
                ring.setdefault(other, graft(found, {who: link}))
        return Reached(sure, {**maybe, **sure})

    @cached_property
    def _around(self) -> Walk:
        """Give the walk that knows who is connected at the issuer level by standing or as an associate."""
        ring, group = self._associates[LEVELS[0]], self.walk.group
        sure = {who: link for who, link in ring.sure.items() if who not in group.maybe}
        maybe = {who: link for who, link in ring.maybe.items() if who not in group.sure}
        for who, is_sure, link in self.sources(LEVELS[0]):
            maybe[who] = link
            if is_sure:
                sure[who] = link
        return self.walk.around(Surrounding(sure, maybe))

    @cached_property
    def connected_subsidiaries(self) -> Reached:
        """Give the connected subsidiaries."""
        return self._around.reach(CONNECTED_SUBSIDIARY, (self.issuer,))

    @cached_property
    def commonly_held(self) -> Reached:
        """Give the entities held by the group together with persons connected at the issuer level."""
        return self._around.reach(COMMONLY_HELD, (self.issuer,))

    def measured(self, who: str) -> Iterator[Measured]:
        """Give the votes in a company as they were held against lines; in a subsidiary, by connected persons too."""
        yield from self.walk.measured
        if who in self.walk.group.maybe:
            self.facts(who)  # draws the ring of connected subsidiaries
            yield from self._around.measured

    def side_arrangement(self, who: str) -> Fact:
        """Tell whether an entry has an arrangement with somebody who stands at either level."""
        name = "side_arrangement"
        standing = {other: sure for level in LEVELS for other, sure, _ in self.sources(level)}
        lines = [node for node in self.walk.snapshot.active("arrangements") if node.value["who"] == who]
        answers = {standing[node.value["with"]]: node for node in lines if node.value["with"] in standing}
        if True in answers:
            return known(name, value=True, place=answers[True].place)
        if answers:
            return unknown(name, "whether the other side is connected is open", place=answers[False].place)
        return known(name, value=False)
