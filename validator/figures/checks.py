"""From the checks that a document's data states to relations, one for each column they hold in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.figures import relations
from validator.figures.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.figures.relations import Work
    from validator.figures.tables import Cell, Tables
    from validator.reading.document import Node

Line = tuple[str, str, str | None]  # table, line, and the column where the check names one
_SIGNS = {"kept": relations.alike, "turned": relations.turned, "dropped": relations.unsigned}


def relations_of(tables: Tables, root: Node) -> tuple[Relation, ...]:
    """Give every relation of a document; what a check names and no table has becomes a fault of the tables."""
    found: list[Relation] = []
    for home, node in _checks(tables, root):
        kind = next(key for key in _READERS if key in node.value)
        made = tuple(_READERS[kind](_Check(tables, node, home)))
        if not made and not tables.faults:
            tables.fault(node, "the figures of this check have no column in common", "name the columns of each figure")
        found.extend(made)
    return tuple(found)


def _checks(tables: Tables, root: Node) -> Iterator[tuple[str, Node]]:
    for table in tables.tables.values():
        yield from ((table.id, node) for node in table.checks())
    yield from (("", node) for node in root.each("checks"))


class _Check:
    """One check: the lines it names, and the relations it makes."""

    def __init__(self, tables: Tables, node: Node, home: str) -> None:
        self.tables, self.node, self.home = tables, node, home

    def line(self, node: Node) -> Line | None:
        """Find a line by `table.line`, or by `{figure, column}` where the check fixes its column."""
        inner = node.get("figure") or node
        found = self.tables.line(inner, self.home)
        if found is None:
            return None
        column = node.value["column"] if isinstance(node.value, dict) else None
        if column is not None and column not in self.tables.tables[found[0]].columns:
            self.tables.fault(node, f"table `{found[0]}` has no column `{column}`")
            return None
        return (*found, column)

    def lines(self, *keys: str) -> list[Line] | None:
        """Find the lines below several keys, a list or a single one each; None where any is missing."""
        nodes = [part for key in keys if (node := self.node.get(key)) for part in _parts(node)]
        found = [self.line(node) for node in nodes]
        return None if None in found else [line for line in found if line]

    def lines_of(self, node: Node) -> Iterator[tuple[str, str]]:
        """Give every line of a table that is named by itself, or the one line that is."""
        if (table := self.tables.tables.get(node.value)) is not None:
            yield from ((table.id, line) for line in table.lines)
        elif (line := self.tables.line(node, self.home)) is not None:
            yield line

    def count(self, key: str) -> int:
        """Count the lines that a key names."""
        return len(self.node.value.get(key, ()))

    def rows(self, lines: Sequence[Line]) -> Iterator[list[Cell]]:
        """Give the figures of the lines side by side, for every column in which all of them print one."""
        columns = self.node.value.get("columns") or self._columns(lines)
        for column in columns:
            cells = [self.tables.cells.get((table, line, fixed or column)) for table, line, fixed in lines]
            if None not in cells:
                yield [cell for cell in cells if cell]

    def _columns(self, lines: Sequence[Line]) -> tuple[str, ...]:
        open_lines = [table for table, _, fixed in lines if fixed is None]
        if not open_lines:
            return ("",)
        first = self.tables.tables[open_lines[0]].columns
        return tuple(each for each in first if all(each in self.tables.tables[name].columns for name in open_lines))

    def relation(self, kind: str, printed: Cell, operands: Sequence[Cell], work: Work) -> Relation:
        """Make a relation with the difference that the data allows."""
        within = self.node.get("within")
        allowed, place = (within.value["units"], within.place) if within else (0, None)
        return Relation(kind, printed, tuple(operands), work, allowed, place)


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node.value, list):
        yield from node.elements()
    else:
        yield node


def _total(check: _Check) -> Iterator[Relation]:
    lines = check.lines("total", "of", "less")
    for printed, *parts in check.rows(lines) if lines else ():
        yield check.relation("total", printed, parts, relations.total_less(check.count("less")))


def _change(check: _Check) -> Iterator[Relation]:
    found, printed = check.lines("change"), check.lines("printed")
    if found and printed:
        (table, line, _), days = found[0], check.node.value
        lines: list[Line] = [*printed, (table, line, days["from"]), (table, line, days["to"])]
        for shown, before, after in check.rows(lines):
            yield check.relation("change", shown, (before, after), relations.change)


def _share(check: _Check) -> Iterator[Relation]:
    lines = check.lines("printed", "share", "of")
    for printed, part, whole in check.rows(lines) if lines else ():
        yield check.relation("share", printed, (part, whole), relations.share)


def _same(check: _Check) -> Iterator[Relation]:
    lines = check.lines("same")
    work = _SIGNS[check.node.value.get("sign", "kept")]
    for other in lines[1:] if lines else ():
        for source, printed in check.rows([lines[0], other]) if lines else ():
            yield check.relation("same", printed, (source,), work)


def _translated(check: _Check) -> Iterator[Relation]:
    said, rate = check.node.value, check.lines("at")
    rates = next(check.rows(rate), None) if rate else None
    for node in check.node.each("translated") if rates else ():
        for table, line in check.lines_of(node):
            for printed, source in check.rows([(table, line, said["to"]), (table, line, said["from"])]):
                yield check.relation("translation", printed, (source, *(rates or ())), relations.share)


_READERS: dict[str, Callable[[_Check], Iterator[Relation]]] = {
    "total": _total,
    "change": _change,
    "share": _share,
    "same": _same,
    "translated": _translated,
}
