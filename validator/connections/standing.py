"""How every entry of the register stands on a day: by its own votes and offices, and by whose associate it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from validator.connections.grounds import Ground, truth
from validator.connections.significance import subsidiaries_together
from validator.evaluation.engine import Engine
from validator.facts.arithmetic import highest_of
from validator.facts.fact import Fact, State, interval, known, unknown
from validator.facts.subject import Subject
from validator.reading.quantities import DateRange
from validator.reading.text import Text
from validator.relations.links import VOTES, Link, Ring, graft
from validator.relations.register import Snapshot
from validator.relations.walk import Reached, Surrounding, Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.evaluation.records import Decision
    from validator.relations.register import Register
    from validator.rulebook.load import Rulebook

# The names of the decisions and relations that a rulebook must offer so that a register can be read.
CONNECTION, SIGNIFICANCE = "connection", "significance"
VOTING, OFFICER, FORMER, ASSOCIATE, RELATIVE = "voting", "officer", "former_officer", "associate", "relative"
CONNECTED_SUBSIDIARY, COMMONLY_HELD, WHOLLY_OWNED = "connected_subsidiary", "commonly_held", "wholly_owned"
_AT = {"issuer": "issuer_level", "subsidiary": "subsidiary_level"}
_OWN = ("voting_interest_in", "officer_of", "since_leaving_the_board_of")
_FLAGS = ("subsidiary_of_issuer", "wholly_owned_subsidiary", "connected_subsidiary", "only_insignificant_subsidiaries")


class Standings:
    """The register of an issuer on a day, put to the rules of that day. Everything is worked out once."""

    def __init__(self, rulebook: Rulebook, register: Register, issuer: Subject) -> None:
        self.walk = Walk(rulebook, Snapshot(register, issuer.on))
        self.engine = Engine(rulebook)
        self.rule = rulebook.deciding(CONNECTION)
        self._issuer_subject, self._rulebook = issuer, rulebook
        self._facts: dict[str, dict[str, Fact]] = {}
        self._grounds: dict[str, list[Ground]] = {}
        self._own: dict[str, dict[str, Fact]] = {}

    @property
    def issuer(self) -> str:
        """Give the entry of the issuer."""
        return self.walk.snapshot.register.issuer

    def facts(self, who: str) -> dict[str, Fact]:
        """Give all that the table of connection asks of an entry, by the names under which facts are declared."""
        if who not in self._facts:
            found = dict(self._own_facts(who))
            for level in _AT:
                found[f"associate_at_{level}_level"] = self._associate(who, level)
            reached = self.connected_subsidiaries
            found["connected_subsidiary"] = self._reached("connected_subsidiary", reached, who)
            self._facts[who] = found
        return self._facts[who]

    def grounds(self, who: str) -> tuple[Ground, ...]:
        """Give why an entry is connected, surely or perhaps, in the order of the table."""
        self.facts(who)
        return tuple(self._grounds.get(who, ()))

    def decision(self, who: str) -> Decision:
        """Decide how an entry is connected."""
        return self._decide(who, self.facts(who))

    def telling_grounds(self, who: str) -> tuple[Ground, ...]:
        """Give the grounds that by themselves connect an entry, or may: not a holding too small to matter."""
        facts = self.facts(who)
        return tuple(
            ground for ground in self.grounds(who) if self._stands(who, self._nothing | self._alone(ground.fact, facts))
        )

    def _alone(self, name: str, facts: Mapping[str, Fact]) -> dict[str, Fact]:
        return {each: facts[each] for each in (name, *_FLAGS, "prc_governmental_body") if each in facts}

    def side_arrangement(self, who: str) -> Fact:
        """Tell whether an entry has an arrangement with somebody who stands at either level."""
        name = "side_arrangement"
        standing = {other: sure for level in _AT for other, sure, _ in self.sources(level)}
        lines = [node for node in self.walk.snapshot.active("arrangements") if node.value["who"] == who]
        answers = {standing.get(node.value["with"], False): node for node in lines if node.value["with"] in standing}
        if True in answers:
            return known(name, value=True, place=answers[True].place)
        if answers:
            return unknown(name, "whether the other side is connected is open", place=answers[False].place)
        return known(name, value=False)

    # Standing by one's own votes and offices

    def _own_facts(self, who: str) -> dict[str, Fact]:
        if who not in self._own:
            at_issuer = self._at(who, self.issuer, "issuer")
            below = {company: self._at(who, company, "subsidiary") for company in self._subsidiaries}
            counting = [company for company, facts in below.items() if self._counts(who, facts)]
            found = {**at_issuer, **self._joined(counting, below)}
            found["only_insignificant_subsidiaries"] = self._insignificant(counting)
            found |= self._group_facts(who)
            found["prc_governmental_body"] = self._flag(who, "prc_governmental_body")
            found |= {f"deemed_at_{level}_level": self._deemed(who, level) for level in _AT}
            self._own[who] = found
        return self._own[who]

    @cached_property
    def _subsidiaries(self) -> tuple[str, ...]:
        return tuple(who for who in self.walk.group.maybe if who != self.issuer)

    def _at(self, who: str, company: str, level: str) -> dict[str, Fact]:
        """Give how somebody stands at one company: votes, office, and days out of office."""
        if company not in self.walk.snapshot.entries or who == company:
            gone = Text("it is the company itself" if who == company else "the issuer has no entry")
            nothing = (Fact(name, State.NOT_APPLICABLE, reason=gone) for name in _OWN)
            return {f"{name}_{level}": fact for name, fact in zip(_OWN, nothing, strict=True)}
        is_group = self.walk.group.standing(company)
        votes = self.walk.votes(VOTING, who, company)
        officers = self.walk.reach(OFFICER, (company,))
        facts = {
            f"{_OWN[0]}_{level}": votes,
            f"{_OWN[1]}_{level}": truth(_OWN[1], officers.standing(who), officers.link(who)),
            f"{_OWN[2]}_{level}": self._left(who, company),
        }
        if is_group is None:
            facts = {name: _if_subsidiary(fact, company) for name, fact in facts.items()}
        self._note(who, company, level, votes, officers.link(who), sure=is_group is True)
        return facts

    def _left(self, who: str, company: str) -> Fact:
        reached = self.walk.reach(FORMER, (company,))
        link = reached.link(who)
        if link is None:
            return Fact(_OWN[2], State.NOT_APPLICABLE, reason=Text("never a director"))
        days = [fact for fact in link.facts if isinstance(fact.value, DateRange)]
        if who not in reached.sure or not days:
            return replace(truth(_OWN[2], None, link), name=_OWN[2])
        ended = [
            tie.fact
            for tie in self.walk.snapshot.left
            if tie.who == who and tie.other == company and tie.word == link.word
        ]
        return replace(min(ended, key=lambda fact: _length(fact.value)), name=_OWN[2], operation="", operands=())

    def _note(self, who: str, company: str, level: str, votes: Fact, office: Link | None, *, sure: bool) -> None:
        """Keep the grounds that somebody's own votes and offices at a company give."""
        lines = tuple(fact for fact in votes.leaves() if fact.name == "entry.votes")
        low, high = interval(votes)
        if high is None or high.value:
            nodes = tuple(tie.node for tie in self.walk.snapshot.holdings.get(company, ()) if tie.fact in lines)
            link = Link(company, VOTES, nodes, facts=lines, before=self._holders(who, company, lines), total=votes)
            self._keep(who, f"{_OWN[0]}_{level}", link, sure=sure and bool(low and low.value))
        if office is not None:
            officers = self.walk.reach(OFFICER, (company,))
            self._keep(who, f"{_OWN[1]}_{level}", office, sure=sure and who in officers.sure)
        former = self.walk.reach(FORMER, (company,))
        if (link_of := former.link(who)) is not None:
            self._keep(who, f"{_OWN[2]}_{level}", link_of, sure=sure and who in former.sure)

    def _holders(self, who: str, company: str, lines: tuple[Fact, ...]) -> tuple[Link, ...]:
        controlled = self.walk.reach("majority_controlled", (who,))
        ties = (tie for tie in self.walk.snapshot.holdings.get(company, ()) if tie.fact in lines)
        return tuple(controlled.link(tie.who) or Link(tie.who) for tie in ties)

    def _keep(self, who: str, fact: str, link: Link, *, sure: bool) -> None:
        self._grounds.setdefault(who, []).append(Ground(fact, sure, link))

    def _counts(self, who: str, facts: Mapping[str, Fact]) -> bool:
        """Tell whether somebody stands in a subsidiary, surely or perhaps, so that its size matters."""
        return len(self._decide(who, self._nothing | facts).possible) > 1 or self._stands(who, facts)

    def _stands(self, who: str, facts: Mapping[str, Fact]) -> bool:
        return self._decide(who, self._nothing | facts).outcome != self.rule.outcomes[0]

    @cached_property
    def _nothing(self) -> dict[str, Fact]:
        """Give the inputs of somebody who stands nowhere."""
        none = Text("not asked here")
        facts = {f"{name}_{level}": Fact(name, State.NOT_APPLICABLE, reason=none) for level in _AT for name in _OWN}
        flags = (*_FLAGS, "prc_governmental_body", *(f"{word}_at_{level}_level" for level in _AT for word in _WORDS))
        return {**facts, **{name: known(name, value=False) for name in flags}}

    def _decide(self, who: str, facts: Mapping[str, Fact]) -> Decision:
        subject = Subject("counterparty", who, self._issuer_subject.on, parent=self._issuer_subject, given=facts)
        return self.engine.decide(self.rule, subject)

    def _joined(self, counting: list[str], below: Mapping[str, Mapping[str, Fact]]) -> dict[str, Fact]:
        """Give how somebody stands in the subsidiaries taken together: most votes, any office, the latest board left."""
        if not counting:
            return {name: fact for name, fact in self._nothing.items() if name.removesuffix("_subsidiary") in _OWN}
        every = [below[company] for company in counting]
        votes, office, left = ([facts[f"{name}_subsidiary"] for facts in every] for name in _OWN)
        return {
            f"{_OWN[0]}_subsidiary": highest_of(_OWN[0], votes),
            f"{_OWN[1]}_subsidiary": _any(_OWN[1], office),
            f"{_OWN[2]}_subsidiary": _latest(left),
        }

    def _insignificant(self, counting: list[str]) -> Fact:
        """Put the subsidiaries in which somebody stands together to the table of significance."""
        name = "only_insignificant_subsidiaries"
        if not counting:
            return known(name, value=False)
        decision = self._significance(tuple(counting))
        sure = [company for company in counting if self.walk.group.standing(company)]
        if decision.outcome is None:
            leaves = tuple(leaf for fact in decision.inputs.values() for leaf in fact.open_leaves())
            reason = next((leaf.reason for leaf in leaves if leaf.reason), Text("a figure is missing"))
            return Fact(name, State.UNKNOWN, reason=reason, operation="significance", operands=leaves)
        answer = decision.outcome == decision.rule.outcomes[0]
        if not answer and len(sure) < len(counting):
            return unknown(name, "whether one of the companies is a subsidiary is open")
        return Fact(
            name, State.KNOWN, answer, operation=decision.rule.id, operands=tuple(decision.inputs.values())
        )

    def _significance(self, companies: tuple[str, ...]) -> Decision:
        entries = [self.walk.snapshot.entries[company] for company in companies]
        subject = subsidiaries_together(entries, self._issuer_subject)
        return self.engine.decide(self._rulebook.deciding(SIGNIFICANCE), subject)

    def _group_facts(self, who: str) -> dict[str, Fact]:
        group = self.walk.group
        whole = self.walk.reach(WHOLLY_OWNED, (self.issuer,))
        is_below = False if who == self.issuer else group.standing(who)
        return {
            "subsidiary_of_issuer": truth("subsidiary_of_issuer", is_below, group.link(who)),
            "wholly_owned_subsidiary": truth("wholly_owned_subsidiary", whole.standing(who), whole.link(who)),
        }

    def _flag(self, who: str, key: str) -> Fact:
        entry = self.walk.snapshot.entries[who]
        return entry.flag(key) if entry.node.get(key) else known(key, value=False, place=entry.node.key_place)

    def _deemed(self, who: str, level: str) -> Fact:
        name = f"deemed_at_{level}_level"
        for node in self.walk.snapshot.active("deemed"):
            if (node.value["who"], node.value["level"]) == (who, level):
                self._keep(who, name, Link(who, "deemed", (node,), cite="14A.07(6)"), sure=True)
                return known(name, value=True, place=node.place)
        return known(name, value=False)

    # Standing by whose associate one is

    def sources(self, level: str) -> Iterator[tuple[str, bool, Link]]:
        """Give who stands at a level by own votes and offices, surely or perhaps, each with the link that shows it."""
        for who in self.walk.snapshot.entries:
            if who in self.walk.group.sure:
                continue
            decision = self._decide(who, self._nothing | self._own_facts(who))
            if _AT[level] in decision.possible:
                sure = decision.outcome == _AT[level] and who not in self.walk.group.maybe
                yield who, sure, self._standing_link(who, level)

    def _standing_link(self, who: str, level: str) -> Link:
        grounds = [ground for ground in self._grounds.get(who, ()) if ground.fact.endswith((level, f"{level}_level"))]
        best = next((ground for ground in grounds if ground.sure), grounds[0] if grounds else None)
        if best is None:
            return Link(who)
        link = best.link
        return link if link.who == who else Link(who, "stands", before=(link,), facts=())

    @cached_property
    def _associates(self) -> Mapping[str, Reached]:
        return {level: self._ring_around(level) for level in _AT}

    def _ring_around(self, level: str) -> Reached:
        sure: Ring = {}
        maybe: Ring = {}
        for who, is_sure, link in self.sources(level):
            reached = self.walk.reach(ASSOCIATE, (who,))
            for other, found in reached.maybe.items():
                joined = graft(found, {who: link})
                if is_sure and other in reached.sure:
                    sure.setdefault(other, joined)
                maybe.setdefault(other, joined)
        return Reached(sure, {**maybe, **sure})

    def _associate(self, who: str, level: str) -> Fact:
        return self._reached(f"associate_at_{level}_level", self._associates[level], who)

    def _reached(self, name: str, reached: Reached, who: str) -> Fact:
        link = reached.link(who)
        if link is not None:
            self._keep(who, name, link, sure=who in reached.sure)
        return truth(name, reached.standing(who), link)

    @cached_property
    def connected(self) -> Surrounding:
        """Give who is connected at the issuer level by standing or as an associate."""
        sure: Ring = {}
        maybe: Ring = {}
        for who, is_sure, link in self.sources("issuer"):
            (sure if is_sure else maybe)[who] = link
        ring = self._associates["issuer"]
        outsiders = {who: link for who, link in ring.sure.items() if who not in self.walk.group.maybe}
        others = {who: link for who, link in ring.maybe.items() if who not in self.walk.group.sure}
        return Surrounding({**outsiders, **sure}, {**others, **maybe})

    @cached_property
    def _around(self) -> Walk:
        return self.walk.around(self.connected)

    @cached_property
    def connected_subsidiaries(self) -> Reached:
        """Give the connected subsidiaries."""
        return self._around.reach(CONNECTED_SUBSIDIARY, (self.issuer,))

    @cached_property
    def commonly_held(self) -> Reached:
        """Give the entities held by the group together with persons connected at the issuer level."""
        return self._around.reach(COMMONLY_HELD, (self.issuer,))

    @cached_property
    def relatives(self) -> Reached:
        """Give the wider relatives of those who stand at either level, and their companies."""
        sure: Ring = {}
        maybe: Ring = {}
        for level in _AT:
            for who, is_sure, link in self.sources(level):
                reached = self.walk.reach(RELATIVE, (who,))
                for other, found in reached.maybe.items():
                    joined = graft(found, {who: link})
                    (sure if is_sure and other in reached.sure else maybe).setdefault(other, joined)
        return Reached(sure, {**maybe, **sure})


_WORDS = ("associate", "deemed")


def _if_subsidiary(fact: Fact, company: str) -> Fact:
    """Give a standing in a company that may be no subsidiary: nothing of it is sure."""
    if fact.state is State.NOT_APPLICABLE or fact.value is False:
        return fact
    return Fact(
        fact.name, State.UNKNOWN, reason=Text(f"whether {company} is a subsidiary is open"), place=fact.place,
        operation="walk", operands=fact.open_leaves(),
    )  # fmt: skip


def _any(name: str, facts: Iterable[Fact]) -> Fact:
    listed = list(facts)
    held = next((fact for fact in listed if fact.value is True), None)
    return held or next((fact for fact in listed if fact.is_open), None) or known(name, value=False)


def _latest(facts: list[Fact]) -> Fact:
    days = [fact for fact in facts if isinstance(fact.value, DateRange)]
    still_open = next((fact for fact in facts if fact.is_open), None)
    if days:
        return min(days, key=lambda fact: _length(fact.value))
    return still_open or facts[0]


def _length(value: object) -> int:
    assert isinstance(value, DateRange)  # noqa: S101  # asked only of runs of days
    return (value.last - value.first).days
