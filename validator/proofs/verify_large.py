"""The promises of a table over a space too large to list, by boxes; what is proved holds wherever the table applies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.evaluation.rows import run_table
from validator.proofs.boxes import Piece, a_cell, differs_from, pieces_of, smaller_and_heavier
from validator.proofs.problems import Problem

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


def _failures(rule: Rule, body: TableBody, space: Space, pieces: list[Piece], promise: Promise) -> Iterator[Problem]:
    if promise.name == "every_row_can_decide":
        yield from _idle_rows(rule, body, pieces)
    elif promise.name == "no_row_is_redundant":
        yield from _redundant_rows(rule, body, space, pieces)
    elif promise.name == "never_heavier_when_smaller":
        yield from _heavier(rule, body, space, pieces, promise)
    elif promise.condition is not None:
        for piece in pieces:
            if (cell := differs_from(promise.condition, piece, space)) is not None:
                message = "this deal is not as the stated region of the otherwise says"
                yield Problem(rule.id, promise.name, message, promise.place, space.deal(cell))
                return


def _idle_rows(rule: Rule, body: TableBody, pieces: list[Piece]) -> Iterator[Problem]:
    deciding = {piece.row for piece in pieces}
    for index, row in enumerate(body.rows):
        if index not in deciding:
            message = f"row {index + 1} ({row.cite}) decides no deal: the rows above it take them all"
            yield Problem(rule.id, "every_row_can_decide", message, row.place, {})


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
    row: Row = body.otherwise if piece.row is None else body.rows[piece.row + offset]
    return row.then


def _heavier(rule: Rule, body: TableBody, space: Space, pieces: list[Piece], promise: Promise) -> Iterator[Problem]:
    ranks = [rule.outcomes.index(_outcome(body, piece)) for piece in pieces]
    for name in promise.inputs:
        axis = next((place for place, each in enumerate(space.axes) if each.name == name), None)
        found = smaller_and_heavier(pieces, axis, ranks) if axis is not None else None
        if found:
            small, large = found
            cell = a_cell(small.box)
            outcome = run_table(replace(body, applies_if=None), space.values(cell)).outcome
            message = f"{outcome} here, yet {_outcome(body, large)} at a larger {name}"
            yield Problem(rule.id, promise.name, message, promise.place, space.deal(cell))
