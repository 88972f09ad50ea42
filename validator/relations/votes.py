"""Votes that some entries together exercise or control in a company, at least and at most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.facts.arithmetic import sum_of
from validator.facts.fact import Bound, Fact, bounded, interval, known, unknown
from validator.relations.answers import answer
from validator.relations.register import BOARD
from validator.relations.register import VOTES as VOTES_FACT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from validator.facts.conditions import Condition
    from validator.reading.document import Node
    from validator.relations.register import Snapshot, Tied

_NONE, _ALL = Bound(Fraction(0), inclusive=True), Bound(Fraction(1), inclusive=True)


@dataclass(frozen=True)
class Counted:
    """The votes of some holders in a company: the lines that count, and what the register leaves open."""

    lines: tuple[Tied, ...]
    open: tuple[Fact, ...]
    low: Bound
    high: Bound

    @property
    def total(self) -> Fact:
        """Give what is known of the votes together, with the lines it is made of."""
        made = bounded(VOTES_FACT, self.low, self.high)
        facts = tuple(tie.fact for tie in self.lines) + self.open
        return Fact(
            made.name, made.state, made.value, made.low, made.high, operation="votes" if facts else "", operands=facts
        )

    def enough(self, condition: Condition, *, sure: bool) -> bool:
        """Tell whether the votes surely meet a condition that asks for enough, or may meet it."""
        ends = (self.low, None) if sure else (None, self.high)
        met = answer(condition, bounded(VOTES_FACT, *ends))
        return met is True if sure else met is not False

    def excepted(self, condition: Condition, *, sure: bool) -> bool:
        """Tell whether a condition that asks for few takes a company out: in the sure reading, whether it may."""
        ends = (self.low, None) if sure else (None, self.high)
        met = answer(condition, bounded(VOTES_FACT, *ends))
        return met is not False if sure else met is True


def count_votes(
    snapshot: Snapshot, company: str, holders: Collection[str], leave_out: Sequence[str], over: Collection[str]
) -> Counted:
    """Count the direct votes of holders in a company. Those in `over` are passed over, as is the company itself."""
    counting = [tie for tie in snapshot.holdings.get(company, ()) if tie.word not in leave_out]
    own = [tie for tie in counting if tie.who in holders and tie.who not in over and tie.who != company]
    others = [tie for tie in counting if tie not in own]
    rest = _unlisted(snapshot, company, counting, holders, over)
    open_facts = tuple(tie.fact for tie in own if tie.fact.is_open) + ((rest,) if rest else ())
    high = _least(_sum([_high(tie) for tie in own] + ([rest.high] if rest and rest.high else [])), _left_by(others))
    return Counted(tuple(own), tuple(fact for fact in open_facts if fact is rest), _sum([_low(t) for t in own]), high)


def _unlisted(
    snapshot: Snapshot, company: str, listed: list[Tied], holders: Collection[str], over: Collection[str]
) -> Fact | None:
    """Give the votes that nobody is listed to hold, where one of the holders might."""
    whole = {tie.who for tie in listed}  # a line says what its holder holds in full
    others = (each for each in holders if each not in over and each != company and each not in whole)
    may = [each for each in others if not snapshot.complete(each, "holdings")]
    rest = _left_by(listed)
    if not may or rest.value == 0 or snapshot.complete(company, "holders"):
        return None
    reason = f"who holds the votes in {snapshot.entries[company].name} that are not listed is not stated"
    place = snapshot.entries[company].node.key_place
    fact = unknown(VOTES_FACT, reason, place=place, subject=f"unlisted in {company}")
    made = bounded(VOTES_FACT, _NONE, rest)
    return Fact(
        fact.name, made.state, low=made.low, high=made.high, reason=fact.reason, place=place, subject=fact.subject
    )


def _left_by(ties: list[Tied]) -> Bound:
    """Give the most votes that these lines leave to others."""
    taken = _sum([_low(tie) for tie in ties])
    left = Fraction(1) - taken.value  # type: ignore[operator]  # a ratio
    return Bound(max(left, Fraction(0)), taken.inclusive)


def _low(tie: Tied) -> Bound:
    return interval(tie.fact)[0] or _NONE


def _high(tie: Tied) -> Bound:
    return interval(tie.fact)[1] or _ALL


def _sum(ends: list[Bound]) -> Bound:
    total = Fraction(0)
    for end in ends:
        total += end.value  # type: ignore[operator]  # a ratio
    return Bound(total, all(end.inclusive for end in ends))


def _least(one: Bound, other: Bound) -> Bound:
    return min(one, other, key=lambda end: (end.value, end.inclusive))


@dataclass(frozen=True)
class Controlled:
    """Whether some holders control most of a board, by whom, and the line that says so or what is open."""

    answer: bool | None
    by: str = ""
    fact: Fact | None = None
    node: Node | None = None


def controls_board(snapshot: Snapshot, company: str, holders: Collection[str]) -> Controlled:
    """Tell whether one of the holders can control who makes up most of a company's board."""
    lines = {tie.who: tie for tie in snapshot.boards if tie.other == company}
    held = {who: tie.fact.value if tie.fact.is_known else None for who, tie in lines.items()}
    for wanted in (True, None):
        who = next((each for each in holders if each in held and held[each] is wanted), None)
        if who is not None:
            return Controlled(wanted, who, lines[who].fact, lines[who].node)
        if True in held.values():
            return Controlled(answer=False)
    may = (each for each in holders if each not in held and each != company)
    asked = next((each for each in may if not snapshot.complete(each, "holdings")), None)
    if asked is None or snapshot.complete(company, "board"):
        return Controlled(answer=False)
    entry = snapshot.entries[company]
    reason = f"who controls the board of {entry.name} is not stated"
    return Controlled(None, asked, unknown(BOARD, reason, place=entry.node.key_place, subject=company))


def total_of(ties: Sequence[Tied]) -> Fact:
    """Add up some holdings as they are stated."""
    return sum_of(VOTES_FACT, [tie.fact for tie in ties]) if ties else known(VOTES_FACT, Fraction(0))
