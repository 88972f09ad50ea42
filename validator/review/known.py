"""What the data lets a draft say: our own draft of the event, and every quantity of the workspace and the rules."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from validator.drafting.drafts import draft_document
from validator.drafting.quantities import quantities_in
from validator.drafting.quantity import Quantity, Sort, Value
from validator.drafting.tree import Heading, ListBlock, Paragraph, Run, Table
from validator.review.passages import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.checking import Evaluated
    from validator.drafting.tree import Block, Document, Inline

_SCALES = (1, 10**3, 10**6, 10**9)


@dataclass(frozen=True)
class OwnPassage:
    """A passage of our own draft, with the data line behind each of its quantities."""

    text: str
    quantities: tuple[Quantity, ...]
    origins: tuple[str | None, ...]
    is_cell: bool


@dataclass(frozen=True)
class Known:
    """Our own draft in one language, and the data line of every quantity that the data or the rules state."""

    passages: tuple[OwnPassage, ...]
    values: Mapping[tuple[Sort, Value], str]

    def origin_of(self, quantity: Quantity) -> str | None:
        """Give where a quantity stands in the data, or None."""
        return self.values.get(quantity.key)

    def origin_of_number(self, number: Fraction) -> str | None:
        """Give where a bare number of a table stands: itself, or as a sum in thousands, millions or billions."""
        found = self.values.get((Sort.NUMBER, (number,)))
        sums = (self.values.get((Sort.NUMBER, ("sum", number * scale))) for scale in _SCALES)
        return found or next(filter(None, sums), None)


def known_of(evaluated: Evaluated, language: str, document: str) -> Known:
    """Gather what a draft of one of the known documents may print. Raises as `draft_document` does."""
    passages = own_passages(draft_document(evaluated, language, document))
    values: dict[tuple[Sort, Value], str] = {}
    for passage in passages:
        for quantity, origin in zip(passage.quantities, passage.origins, strict=True):
            _learn(values, quantity, origin or "our own draft")
    for where, text in (*_texts_of_data(evaluated), *_texts_of_rules(evaluated)):
        for quantity in quantities_in(cleaned(text)):
            _learn(values, quantity, where)
    return Known(passages, values)


def _learn(values: dict[tuple[Sort, Value], str], quantity: Quantity, where: str) -> None:
    values.setdefault(quantity.key, where)
    if quantity.sort is Sort.MONEY:
        values.setdefault((Sort.NUMBER, ("sum", quantity.amount)), where)
    if quantity.sort is Sort.DAY:
        day: Any = quantity.value[0]
        values.setdefault((Sort.MONTH, (day.year, day.month)), where)


def own_passages(document: Document) -> tuple[OwnPassage, ...]:
    """Give the passages of a rendered draft in order."""
    return tuple(_passages(document.blocks, in_cell=False))


def _passages(blocks: Sequence[Block], *, in_cell: bool) -> Iterator[OwnPassage]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            passage = _passage(block.inlines, in_cell=in_cell)
            if passage.text:
                yield passage
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _passages(item, in_cell=in_cell)
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from _passages(cell.blocks, in_cell=True)


def _passage(inlines: Sequence[Inline], *, in_cell: bool) -> OwnPassage:
    pieces = [(inline.text, inline.origin) if isinstance(inline, Run) else ("\n", None) for inline in inlines]
    text = cleaned("".join(piece for piece, _ in pieces))
    quantities = quantities_in(text)
    return OwnPassage(text, quantities, tuple(_origin(text, each, pieces) for each in quantities), in_cell)


def _origin(text: str, quantity: Quantity, pieces: Sequence[tuple[str, str | None]]) -> str | None:
    """Find the run that a quantity came from by counting what is printed before it, spaces apart."""
    before = len("".join(text[: quantity.start].split()))
    for piece, origin in pieces:
        length = len("".join(cleaned(piece).split()))
        if before < length:
            return origin
        before -= length
    return None


def _texts_of_data(evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    workspace = evaluated.workspace
    nodes = [workspace.issuer, *workspace.counterparties.values(), *workspace.agreements.values()]
    nodes += [*workspace.announcements, *workspace.controls]
    nodes += [node for node in (workspace.settings, workspace.calendar) if node is not None]
    for node in nodes:
        for path, place in node.document.places.items():
            value = _at(node.document.data, path)
            if isinstance(value, str):
                yield str(place), value


def _texts_of_rules(evaluated: Evaluated) -> Iterator[tuple[str, str]]:
    """Give the limits that the tables and requirements of the rulebook compare with."""
    for rule in evaluated.rulebook.rules.values():
        if rule.kind == "table" and rule.place is not None:
            for condition in _constants(rule):
                yield str(rule.place), condition


def _constants(rule: Any) -> Iterator[str]:
    return (str(each) for version in rule.versions for each in _scalars(version.body, 0))


def _scalars(value: Any, depth: int) -> Iterator[Any]:
    """Walk the record of a rule for its sums and percentages."""
    from validator.reading.quantities import Money, format_percentage  # noqa: PLC0415  # once a run

    if isinstance(value, Money):
        yield str(value)
    elif isinstance(value, Fraction):
        yield format_percentage(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _scalars(each, depth + 1)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _scalars(each, depth + 1)
    elif hasattr(value, "__dataclass_fields__") and depth < 12:
        for name in value.__dataclass_fields__:
            if name != "place":
                yield from _scalars(getattr(value, name), depth + 1)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data
