"""Which figures are held in place: one unit more or less in the last printed place would break some relation."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.figures.relations import Relation
    from validator.figures.tables import Cell, Key


def pinned(cells: Iterable[Cell], relations: Sequence[Relation]) -> frozenset[Key]:
    """Give the figures that cannot be off by one unit, up or down, without a relation that notices."""
    touching: defaultdict[Key, list[Relation]] = defaultdict(list)
    for relation in relations:
        for key in {relation.printed.key, *(cell.key for cell in relation.operands)}:
            touching[key].append(relation)
    return frozenset(cell.key for cell in cells if all(_noticed(cell, up, touching[cell.key]) for up in (1, -1)))


def _noticed(cell: Cell, steps: int, relations: Sequence[Relation]) -> bool:
    """A figure beside a relation that is broken already has been noticed, whichever of its figures is wrong."""
    changed = {cell.key: cell.value + steps * cell.step}
    return any(relation.breaks({}) or relation.breaks(changed) for relation in relations)
