"""Read records of raw figures straight into the cells of a compiled table: bulk screening.

A record is a mapping of plain figures (integers counted in one unit throughout, or fractions), booleans and choices;
a field that is absent or None is unknown. A ratio is never divided: its line is set beside whole numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from validator.evaluation.compiled_axes import AtLeast, Given
from validator.evaluation.compiled_trace import Traced
from validator.facts import arithmetic
from validator.facts.fact import Fact, State, known, unknown
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.evaluation.compiled import CompiledTable
    from validator.evaluation.compiled_sets import Answer, Axis

Record = Mapping[str, Any]
Reader = Callable[[Record], int]


@dataclass(frozen=True)
class HighestRatio:
    """The highest ratio of one field over each of several others, all counted in the same unit."""

    numerator: str
    denominators: tuple[str, ...]

    def value(self, record: Record) -> Given:
        """Give what the record says of the ratio; a denominator that is missing or not above nil leaves it open."""
        top = record.get(self.numerator)
        if top is None or top is State.NOT_APPLICABLE:
            return top
        below = [record.get(name) for name in self.denominators]
        positive = [each for each in below if type(each) is int and each > 0]
        if type(top) is not int or top < 0 or any(type(each) is not int and each is not None for each in below):
            return self._worked_out(top, below)
        if not positive:
            return None
        return (top, min(positive)) if len(positive) == len(below) else AtLeast(top, min(positive))

    def _worked_out(self, top: Any, below: Sequence[Any]) -> Fact:
        whole = _fact(self.numerator, top)
        ratios = [
            arithmetic.ratio_of(name, whole, _fact(name, each), Text("it is not above nil"))
            for name, each in zip(self.denominators, below, strict=True)
        ]
        return arithmetic.highest_of(self.numerator, ratios)


Source = str | HighestRatio
_PLAIN = (bool, str)


def _fact(name: str, value: Any) -> Fact:
    if isinstance(value, Fact):
        return value
    if value is State.NOT_APPLICABLE:
        return Fact(name, State.NOT_APPLICABLE)
    return unknown(name, "it is missing") if value is None else known(name, value)


class Screen:
    """A compiled table together with where its inputs stand in a record."""

    def __init__(self, table: CompiledTable, sources: Mapping[str, Source]) -> None:
        """Take the field or ratio behind each input; an input without one is unknown in every record."""
        self.table = table
        self._sources = dict(sources)
        self._answers, self._paths = table.answers, table.paths
        self._readers = tuple(self._all_readers())

    def values(self, record: Record) -> dict[str, Given]:
        """Give the inputs of the table as a record states them."""
        return {name: _stated(source, record) for name, source in self._sources.items()}

    def answer(self, record: Record) -> Answer:
        """Answer for one record."""
        return self._answers[self._key(record)]

    def answers(self, records: Iterable[Record]) -> list[Answer]:
        """Answer for many records, in their order."""
        found, answers, readers = [], self._answers, self._readers
        for record in records:
            key = 0
            for read in readers:
                key += read(record)
            found.append(answers[key])
        return found

    def trace(self, record: Record) -> Traced:
        """Answer for one record with every row that was tried, the value of each operand and each answer."""
        key = self._key(record)
        return Traced(self._answers[key], self._paths[key], self.values(record))

    def _key(self, record: Record) -> int:
        key = 0
        for read in self._readers:
            key += read(record)
        return key

    def _all_readers(self) -> Iterator[Reader]:
        flags = []
        for axis in self.table.axes:
            source = self._sources.get(axis.name)
            if isinstance(source, HighestRatio):
                yield _ratio_reader(axis, source)
            elif source is None:
                yield _nothing(axis)
            elif axis.scale:
                yield _number_reader(axis, source)
            else:
                flags.append((axis, source))
        if flags:
            yield _flag_reader(tuple(flags))


def _stated(source: Source, record: Record) -> Given:
    stated: Given = source.value(record) if isinstance(source, HighestRatio) else record.get(source)
    return stated


def _nothing(axis: Axis) -> Reader:
    unknown_key = axis.key(None)
    return lambda _record: unknown_key


def _number_reader(axis: Axis, field: str) -> Reader:
    assert axis.scale  # noqa: S101  # checked by the caller
    lines, whole, steps, open_key = axis.scale.lines, axis.scale.whole, axis.steps, axis.key(None)

    def read(record: Record) -> int:
        value = record.get(field)
        if type(value) is int:
            return steps[bisect_right(lines, value * whole)]
        return open_key if value is None else axis.key(value)

    return read


def _ratio_reader(axis: Axis, source: HighestRatio) -> Reader:
    scale, steps, numerator, careful = axis.scale, axis.steps, source.numerator, source.value
    if scale is None or any(line % 2 for line in scale.lines):
        return lambda record: axis.key(careful(record))
    # Every line belongs to the values above it, so that the floor alone tells the cell.
    lines, unit, denominators = tuple(line // 2 for line in scale.lines), scale.unit, _together(source.denominators)
    open_key, least_keys = axis.key(None), axis.keys_from

    def read(record: Record) -> int:
        try:
            top, least = record[numerator], min(denominators(record))
            if top >= 0 < least and type(floor := top * unit // least) is int:
                return steps[bisect_right(lines, floor)]
        except (KeyError, TypeError):  # something is missing or open: the careful way
            pass
        value = careful(record)
        if type(value) is AtLeast:
            return least_keys[bisect_right(lines, value.numerator * unit // value.denominator)]
        return open_key if value is None else axis.key(value)

    return read


def _together(fields: tuple[str, ...]) -> Callable[[Record], tuple[Any, ...]]:
    """Give the getter of several fields at once; one field is asked for twice, so that a tuple comes of it too."""
    return itemgetter(*fields) if len(fields) > 1 else itemgetter(*fields, *fields)


def _flag_reader(flags: tuple[tuple[Axis, str], ...]) -> Reader:
    """Read all inputs without an order at once: the few combinations that occur are kept."""
    fields = tuple(field for _, field in flags)
    together = _together(fields)
    kept: dict[tuple[Any, ...], int] = {}

    def read(record: Record) -> int:
        try:
            return kept[together(record)]
        except (KeyError, TypeError):
            return careful(tuple([record.get(field) for field in fields]))

    def careful(values: tuple[Any, ...]) -> int:
        plain = all(value is None or type(value) in _PLAIN for value in values)
        asked = values if len(values) > 1 else values * 2
        if plain and asked in kept:
            return kept[asked]
        key = sum(axis.key(value) for (axis, _), value in zip(flags, values, strict=True))
        if plain:
            kept[asked] = key
        return key

    return read
