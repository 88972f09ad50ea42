"""The tables of a document: every printed figure by table, line and column, with the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from validator.figures.printed import Printed, parse_printed, parse_unit
from validator.findings import Finding, Severity
from validator.reading.quantities import QuantityError
from validator.reading.suggestions import did_you_mean
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from validator.findings import Place
    from validator.reading.document import Node

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Cell:
    """One printed figure: its table, line and column, and the size of one in that column."""

    key: Key
    printed: Printed
    scale: Fraction
    place: Place

    @cached_property
    def value(self) -> Fraction:
        """Give the figure in full: thousands and percentages worked in."""
        return self.printed.number * self.scale

    @cached_property
    def step(self) -> Fraction:
        """Give one unit in the last printed place, in full."""
        return self.printed.step * self.scale

    @property
    def name(self) -> str:
        """Name the figure: `net loss, fy2025`."""
        _, line, column = self.key
        return f"{line.replace('-', ' ').replace('_', ' ')}, {column}"

    @property
    def table(self) -> str:
        """Name the table: `balance sheet`."""
        return self.key[0].replace("-", " ")

    def moved(self, steps: int) -> Cell:
        """Give the figure with so many units added in its last printed place."""
        return replace(self, printed=self.printed.like(self.printed.number + steps * self.printed.step))


@dataclass(frozen=True)
class Table:
    """One table: its title, the unit of each column, and its lines as nodes."""

    id: str
    title: Text
    columns: Mapping[str, str]
    lines: Mapping[str, Node]
    node: Node

    def checks(self) -> Iterator[Node]:
        """Give the relations that stand below the table."""
        return self.node.each("checks")


class Tables:
    """All tables of one document; `faults` are the findings at what cannot be read."""

    def __init__(self, root: Node) -> None:
        self.faults: list[Finding] = []
        self.tables = {table.id: table for table in map(_table, root.each("tables"))}
        self.cells = {cell.key: cell for table in self.tables.values() for cell in self._cells(table)}
        self._refuse_twice(root)

    def _refuse_twice(self, root: Node) -> None:
        if len(self.tables) < len(list(root.each("tables"))):
            seen: set[str] = set()
            for node in root.each("tables"):
                if node.value["table"] in seen:
                    self.fault(node, f"table `{node.value['table']}` stands twice", "give one of them another name")
                seen.add(node.value["table"])

    def _cells(self, table: Table) -> Iterator[Cell]:
        for line, node in table.lines.items():
            if len(node.value) != len(table.columns):
                message = f"`{line}` has {len(node.value)} figures for {len(table.columns)} columns"
                self.fault(node, message, "write null where the document prints no figure")
                continue
            for (column, unit), figure in zip(table.columns.items(), node.elements(), strict=True):
                if figure.value is not None and (cell := self._cell((table.id, line, column), unit, figure)):
                    yield cell

    def _cell(self, key: Key, unit: str, node: Node) -> Cell | None:
        try:
            return Cell(key, parse_printed(node.value), parse_unit(unit), node.place)
        except QuantityError as error:
            self.fault(node, str(error), code="DATA-VALUE")
            return None

    def line(self, node: Node, home: str) -> tuple[str, str] | None:
        """Find the line that a check names, `table.line` or a line of the `home` table; a fault where there is none."""
        named, _, own = node.value.rpartition(".")
        table = self.tables.get(named or home)
        if table is None:
            known = tuple(self.tables)
            self.fault(node, f"no table is called `{named or home or own}`", _near(named or own, known))
        elif own not in table.lines:
            known = tuple(table.lines)
            self.fault(node, f"table `{table.id}` has no line `{own}`", _near(own, known))
        return (table.id, own) if table and own in table.lines else None

    def fault(self, node: Node, message: str, remedy: str = "", code: str = "DATA-REFERENCE") -> None:
        """Keep a finding at a node that cannot be used."""
        self.faults.append(Finding(code, Severity.ERROR, message, node.place, help=remedy))


def _table(node: Node) -> Table:
    lines, columns = node.get("lines"), node.value["columns"]
    return Table(node.value["table"], text_of(node.value["title"]), columns, dict(lines.items()) if lines else {}, node)


def _near(name: str, known: Iterable[str]) -> str:
    names = tuple(known)
    return did_you_mean(name, names) or f"known here: {', '.join(names) or 'none'}"
