"""Which deals two versions of a table treat differently: the regions, from what to what, with a deal in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from validator.checking import evaluate
from validator.evaluation.rows import run_table
from validator.proofs.diff_besides import Besides, besides
from validator.proofs.space import Space, space_of
from validator.proofs.verify import MOST_CELLS
from validator.reading.quantities import Money
from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from validator.facts.conditions import Comparison
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version
    from validator.workspace.load import Workspace


@dataclass(frozen=True)
class Region:
    """A box of deals whose treatment changes: the runs of each input, from which outcome to which, and one deal."""

    before: str
    after: str
    runs: Mapping[str, str]
    deal: Mapping[str, str]


@dataclass(frozen=True)
class TableDiff:
    """Two versions of one table held against one another over all their cells."""

    rule: str
    before: str
    after: str
    cells: int
    regions: tuple[Region, ...]
    why_not: str = ""
    besides: tuple[Besides, ...] = ()

    @property
    def differs(self) -> bool:
        """Tell whether anything differs, or could not be compared."""
        return bool(self.regions or self.why_not or self.besides)


def diff_tables(old: Rulebook, new: Rulebook, on_old: date, on_new: date) -> Iterator[TableDiff]:
    """Compare every table that either rulebook has, each in its version in force on its day."""
    ids = dict.fromkeys((*(rule.id for rule in old.of_kind("table")), *(rule.id for rule in new.of_kind("table"))))
    for id_ in ids:
        before, after = old.rules.get(id_), new.rules.get(id_)
        version_before = before.version_on(on_old) if before else None
        version_after = after.version_on(on_new) if after else None
        if before and after and version_before and version_after:
            yield diff_versions((before, version_before, old), (after, version_after, new))
        else:
            words = [_standing(*side) for side in ((before, version_before), (after, version_after))]
            same = version_before is None and version_after is None
            yield TableDiff(id_, words[0], words[1], 0, (), "" if same else "only one side decides by it")


def _standing(rule: Rule | None, version: Version | None) -> str:
    if rule is None:
        return "not in the rulebook"
    return f"version from {version.first}" if version else "not in force"


def diff_versions(old: tuple[Rule, Version, Rulebook], new: tuple[Rule, Version, Rulebook]) -> TableDiff:
    """Compare two versions of a table on the cells that the thresholds of both cut."""
    (rule, before, book), (other, after, other_book) = old, new
    same = TableDiff(rule.id, _standing(rule, before), _standing(other, after), 0, (), besides=besides(rule, other))
    first, second = before.body, after.body
    if not (isinstance(first, TableBody) and isinstance(second, TableBody)):
        return replace(same, why_not="not a table on both sides")
    tests = [*first.comparisons(), *second.comparisons()]
    if mixed := _of_two_kinds(tests):
        return replace(same, why_not=f"`{mixed}` is not of the same type on both sides")
    both = replace(rule, inputs={**other.inputs, **rule.inputs})
    space = space_of(both, tests, replace(book, facts={**other_book.facts, **book.facts}))
    if space.size > MOST_CELLS:
        why = f"{space.size} cells are more than the {MOST_CELLS} that are tried"
        return replace(same, cells=space.size, why_not=why)
    changed = dict(_changed(space, first, second))
    return replace(same, cells=space.size, regions=tuple(_regions(space, changed)))


def _of_two_kinds(tests: Sequence[Comparison]) -> str:
    """Give the name of an input that is tested as one type here and as another there."""
    kinds: dict[str, str] = {}
    return next((test.fact for test in tests if kinds.setdefault(test.fact, _kind(test)) != _kind(test)), "")


def _kind(test: Comparison) -> str:
    return f"{test.kind} {test.limit.currency}" if isinstance(test.limit, Money) else test.kind


def _changed(space: Space, first: TableBody, second: TableBody) -> Iterator[tuple[tuple[int, ...], tuple[str, str]]]:
    for cell in space.cells():
        values = space.values(cell)
        treated = (str(run_table(first, values).outcome), str(run_table(second, values).outcome))
        if treated[0] != treated[1]:
            yield cell, treated


def _regions(space: Space, changed: dict[tuple[int, ...], tuple[str, str]]) -> Iterator[Region]:
    """Cover the changed cells by boxes, each grown from its first cell as far as the same change reaches."""
    left = dict(changed)
    while left:
        corner, treated = next(iter(left.items()))
        box = _grown(space, left, corner, treated)
        cells = _cells_of(box)
        for cell in cells:
            del left[cell]
        runs = {axis.name: axis.run(range_) for axis, range_ in zip(space.axes, box, strict=True)}
        yield Region(*treated, runs, space.deal(corner))


def _grown(
    space: Space, left: Mapping[tuple[int, ...], tuple[str, str]], corner: tuple[int, ...], treated: tuple[str, str]
) -> list[range]:
    box = [range(index, index + 1) for index in corner]
    for place, axis in enumerate(space.axes):
        while box[place].stop < len(axis.points):
            wider = [*box[:place], range(box[place].start, box[place].stop + 1), *box[place + 1 :]]
            if any(left.get(cell) != treated for cell in _cells_of(wider)):
                break
            box = wider
    return box


def _cells_of(box: Sequence[range]) -> list[tuple[int, ...]]:
    cells: list[tuple[int, ...]] = [()]
    for indices in box:
        cells = [(*cell, index) for cell in cells for index in indices]
    return cells


def rulebook_on(rulebook: Rulebook, day: date) -> Rulebook:
    """Give a rulebook that judges every day by the versions in force on one day; the other rules are never in force."""
    return replace(rulebook, rules={rule.id: _always(rule, rule.version_on(day)) for rule in rulebook.rules.values()})


def with_rule_of(rulebook: Rulebook, other: Rulebook, chosen: Callable[[str], bool]) -> Rulebook:
    """Give a rulebook with the chosen rules as another one has them."""
    return replace(
        rulebook, rules={**rulebook.rules, **{id_: rule for id_, rule in other.rules.items() if chosen(id_)}}
    )


def _always(rule: Rule, version: Version | None) -> Rule:
    if version is None:
        return replace(rule, versions=(replace(rule.versions[0], first=date.max, last=date.max),))
    return replace(rule, versions=(replace(version, first=date.min, last=None),))


@dataclass(frozen=True)
class Change:
    """A deal of a workspace whose tier differs between two rulebooks."""

    members: tuple[str, ...]
    before: str
    after: str


def diff_workspace(workspace: Workspace, old: Rulebook, new: Rulebook, as_of: date) -> tuple[Change, ...]:
    """Classify a workspace by both rulebooks and give the deals whose tier differs."""
    tiers = []
    for rulebook in (old, new):
        found = evaluate(workspace, rulebook, as_of).classification
        tiers.append({tuple(part.id for part in deal.members): deal.tier or "undecided" for deal in found.deals})
    before, after = tiers
    return tuple(
        Change(members, before.get(members, "not classified"), after.get(members, "not classified"))
        for members in dict.fromkeys((*before, *after))
        if before.get(members) != after.get(members)
    )
