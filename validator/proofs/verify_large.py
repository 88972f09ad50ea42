"""The promises of a table over a space too large to list, by boxes; what is proved holds of every deal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.proofs.boxes import (
    Piece,
    a_cell,
    common,
    differs_from,
    overlap_of,
    pieces_of,
    row_box,
    smaller_and_heavier,
)
from validator.proofs.problems import Problem, idle_row, not_as_stated, overlapping, without_order
from validator.proofs.space import ordered_axis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.proofs.space import Space
    from validator.rulebook.body import Promise, Row, TableBody
    from validator.rulebook.model import Rule


def problems_by_boxes(rule: Rule, body: TableBody, space: Space) -> Iterator[Problem]:
    """Give the promises that fail. Raises `TooManyPiecesError` where the boxes become too many."""
    pieces = pieces_of(body, space)
    for promise in body.promises:
        yield from _failures(rule, body, space, pieces, promise)
    if body.read == "exactly_one" and (found := overlap_of(body, space)) is not None:
        first, second, box = found
        yield overlapping(rule, body, first, second, space.deal(a_cell(box)))


def _failures(rule: Rule, body: TableBody, space: Space, pieces: list[Piece], promise: Promise) -> Iterator[Problem]:
    if promise.name == "every_row_can_decide":
        yield from _idle_rows(rule, body, space, pieces)
    elif promise.name == "no_row_is_redundant":
        yield from _redundant_rows(rule, body, space, pieces)
    elif promise.name == "never_heavier_when_smaller":
        yield from _heavier(rule, body, space, pieces, promise)
    elif promise.condition is not None:
        for piece in (piece for piece in pieces if piece.applies):
            if (cell := differs_from(promise.condition, piece, space)) is not None:
                yield not_as_stated(rule, body, piece.row, promise, space.deal(cell))
                return


def _idle_rows(rule: Rule, body: TableBody, space: Space, pieces: list[Piece]) -> Iterator[Problem]:
    deciding = {piece.row for piece in pieces}
    for index, row in enumerate(body.rows):
        if index not in deciding:
            held = row_box(row.conditions, space)
            taken = [(piece, box) for piece in pieces if piece.applies and (box := common(held, piece.box))]
            taken.sort(key=lambda each: _outcome(body, each[0]) == row.then)
            piece, box = taken[0] if taken else (None, None)
            yield idle_row(rule, body, index, piece.row if piece else None, space.deal(a_cell(box)) if box else {})


def _redundant_rows(rule: Rule, body: TableBody, space: Space, pieces: list[Piece]) -> Iterator[Problem]:
    """Without a redundant row, the rows below it would give its deals the same outcome."""
    for index, row in enumerate(body.rows):
        own = [piece for piece in pieces if piece.row == index]
        below = replace(body, rows=body.rows[index + 1 :], applies_if=None)
        later = [part for piece in own for part in _parts_below(piece, below, space)]
        if own and all(_outcome(body, part, index + 1) == row.then for part in later):
            message = f"without row {index + 1} ({row.cite}) every deal would come out the same, as this one"
            yield Problem(rule.id, "no_row_is_redundant", message, row.place, space.deal(a_cell(own[0].box)))


def _parts_below(piece: Piece, below: TableBody, space: Space) -> Iterator[Piece]:
    for part in pieces_of(below, space):
        box = tuple(one & other for one, other in zip(part.box, piece.box, strict=True))
        if all(box):
            yield Piece(box, part.row)


def _outcome(body: TableBody, piece: Piece, offset: int = 0) -> str:
    if not piece.applies:
        return body.if_not_applicable
    row: Row = body.otherwise if piece.row is None else body.rows[piece.row + offset]
    return row.then


def _heavier(rule: Rule, body: TableBody, space: Space, pieces: list[Piece], promise: Promise) -> Iterator[Problem]:
    ranks = [rule.outcomes.index(_outcome(body, piece)) for piece in pieces]
    for name in promise.inputs:
        axis = ordered_axis(space, name)
        found = smaller_and_heavier(pieces, axis, ranks) if axis is not None else None
        if axis is None:
            yield without_order(rule, promise, name)
        elif found:
            small, large = found
            cell = a_cell(small.box)
            message = f"{_outcome(body, small)} here, yet {_outcome(body, large)} at a larger {name}"
            yield Problem(rule.id, promise.name, message, promise.place, space.deal(cell))
