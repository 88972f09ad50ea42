"""Proofs over spaces too large to list: boxes of cells, subtracted row by row.

A box is one set of cell indices an axis, kept as a bit mask. Every row of a table is a box, as its tests are joined by
`and` and each reads one input. What a row decides are the boxes that the rows above it left over. Where a table has
a condition of its own, the deals outside it are set apart first: no row decides them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from validator.evaluation.rows import answer
from validator.facts.expressions import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.facts.conditions import Condition
    from validator.proofs.space import Space
    from validator.rulebook.body import TableBody

Box = tuple[int, ...]
MOST_PIECES = 5_000


@dataclass(frozen=True)
class Piece:
    """A box of deals that one row decides; the row is None for the otherwise, and where the table does not apply."""

    box: Box
    row: int | None
    applies: bool = True


class TooManyPiecesError(Exception):
    """The boxes that are left over have become too many to be subtracted from."""


def pieces_of(body: TableBody, space: Space) -> list[Piece]:
    """Cut the whole space into the boxes that each row decides. Raises `TooManyPiecesError`."""
    whole = _by_application(body, space)
    left = [piece.box for piece in whole if piece.applies]
    pieces = [piece for piece in whole if not piece.applies]
    for index, row in enumerate(body.rows):
        held = row_box(row.conditions, space)
        pieces.extend(Piece(box, index) for each in left if (box := common(each, held)) is not None)
        left = [rest for each in left for rest in _without(each, held)]
        if len(pieces) + len(left) > MOST_PIECES:
            raise TooManyPiecesError
    return [*pieces, *(Piece(box, None) for box in left)]


def _by_application(body: TableBody, space: Space) -> list[Piece]:
    """Cut the whole space into the boxes in which the table applies, and those in which it does not."""
    whole: Box = tuple((1 << len(axis.points)) - 1 for axis in space.axes)
    names = set(facts_of(body.applies_if))
    places = [place for place, axis in enumerate(space.axes) if axis.name in names]
    if prod(len(space.axes[place].points) for place in places) > MOST_PIECES:
        raise TooManyPiecesError
    pieces = []
    for picked in product(*(range(len(space.axes[place].points)) for place in places)):
        chosen = dict(zip(places, picked, strict=True))
        box = tuple(1 << chosen[place] if place in chosen else mask for place, mask in enumerate(whole))
        applies = body.applies_if is None or bool(answer(body.applies_if, space.values(a_cell(box))).answer)
        pieces.append(Piece(box, None, applies))
    return pieces


def overlap_of(body: TableBody, space: Space) -> tuple[int, int, Box] | None:
    """Find two rows that hold for one deal to which the table applies."""
    held = [row_box(row.conditions, space) for row in body.rows]
    apart = [piece.box for piece in _by_application(body, space) if piece.applies]
    for second, one in enumerate(held):
        for first, other in enumerate(held[:second]):
            both = common(one, other)
            shared = next((found for box in apart if both and (found := common(both, box))), None)
            if shared:
                return first, second, shared
    return None


def row_box(conditions: Sequence[Condition], space: Space) -> Box:
    """Give the cells of each axis in which all tests of a row on that axis hold."""
    masks = []
    for place, axis in enumerate(space.axes):
        own = [condition for condition in conditions if set(facts_of(condition)) == {axis.name}]
        held = 0
        for index in range(len(axis.points)):
            fact = {axis.name: space.axes[place].fact(index)}
            if all(answer(condition, fact).answer for condition in own):
                held |= 1 << index
        masks.append(held)
    return tuple(masks)


def common(one: Box, other: Box) -> Box | None:
    """Give what two boxes share, or None."""
    masks = tuple(first & second for first, second in zip(one, other, strict=True))
    return masks if all(masks) else None


def _without(box: Box, taken: Box) -> Iterator[Box]:
    """Give the parts of a box outside another one, cut axis by axis so that they do not overlap."""
    if common(box, taken) is None:
        yield box
        return
    for place, (mask, away) in enumerate(zip(box, taken, strict=True)):
        if outside := mask & ~away:
            inside = tuple(kept & held for kept, held in zip(box[:place], taken[:place], strict=True))
            yield (*inside, outside, *box[place + 1 :])


def a_cell(box: Box) -> tuple[int, ...]:
    """Give the lowest cell of a box."""
    return tuple((mask & -mask).bit_length() - 1 for mask in box)


def smaller_and_heavier(pieces: Sequence[Piece], axis: int, ranks: Sequence[int]) -> tuple[Piece, Piece] | None:
    """Find two pieces with a deal each, alike but for one input, of which the smaller one is treated heavier."""
    for small, rank in zip(pieces, ranks, strict=True):
        for large, other in zip(pieces, ranks, strict=True):
            if (
                rank > other
                and _alike(small.box, large.box, axis)
                and _lowest(small.box[axis]) < large.box[axis].bit_length()
            ):
                return small, large
    return None


def _alike(one: Box, other: Box, axis: int) -> bool:
    return all(first & second for place, (first, second) in enumerate(zip(one, other, strict=True)) if place != axis)


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length()


def differs_from(condition: Condition, piece: Piece, space: Space) -> tuple[int, ...] | None:
    """Give a cell of a piece at which a condition is not what the piece claims: true for the otherwise, else false."""
    names = set(facts_of(condition))
    places = [place for place, axis in enumerate(space.axes) if axis.name in names]
    cell = list(a_cell(piece.box))
    choices = [[i for i in range(piece.box[place].bit_length()) if piece.box[place] >> i & 1] for place in places]
    for picked in product(*choices):
        for place, index in zip(places, picked, strict=True):
            cell[place] = index
        if answer(condition, space.values(cell)).answer is not (piece.row is None):
            return tuple(cell)
    return None
