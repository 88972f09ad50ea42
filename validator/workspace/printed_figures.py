"""Printed figures and their relations as subjects, so that rules can speak of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, State, known, unknown
from validator.facts.stated import fact_from_node
from validator.facts.subject import Subject
from validator.figures.checks import relations_of
from validator.figures.printed import Printed
from validator.figures.relations import Relation, alike
from validator.figures.sensitivity import pinned
from validator.figures.tables import Cell, Key, Tables
from validator.reading.quantities import Money
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.reading.document import Node


def figure_subjects(document: Subject, root: Node, issuer: Node) -> Iterator[Subject]:
    """Give every relation among the figures of a document, and every figure with whether a relation holds it."""
    tables = Tables(root)
    relations = (*relations_of(tables, root), *accounts_of(tables, root, issuer))
    for relation in relations:
        yield _relation(document, tables, relation)
    held = pinned(tables.cells.values(), relations)
    marks = marks_of(tables, root)
    for cell in tables.cells.values():
        yield _figure(document, tables, cell, is_pinned=cell.key in held, mark=marks.get(cell.key))


def marks_of(tables: Tables, root: Node) -> dict[Key, Node]:
    """Give the figures that the data says stand alone; a mark on what no table prints becomes a fault of the tables."""
    marks: dict[Key, Node] = {}
    for node in root.each("stands_alone"):
        figure = node.get("figure")
        line = tables.line(figure, "") if figure else None
        for column in node.value["columns"] if line else ():
            key = (*line, column) if line else None
            if key in tables.cells:
                marks[key] = node
            else:
                tables.fault(node, f"`{node.value['figure']}` prints no figure in the column `{column}`")
    return marks


def accounts_of(tables: Tables, root: Node, issuer: Node) -> Iterator[Relation]:
    """Give the relations between the document's figures and the accounts of the issuer; unknown lines become faults."""
    for entry in root.each("accounts"):
        figures = entry.get("figures")
        for name, node in figures.items() if figures else ():
            line = tables.line(node, "")
            cell = tables.cells.get((*line, entry.value["column"])) if line else None
            if cell is not None:
                yield _account(cell, name, entry, issuer)
            elif line:
                tables.fault(node, f"`{node.value}` prints no figure in the column `{entry.value['column']}`")


def _account(cell: Cell, name: str, entry: Node, issuer: Node) -> Relation:
    period = entry.value["period_to"]
    found = (each for each in issuer.each("accounts") if (end := each.dig("period.to")) and end.value == period)
    accounts = next(found, None)
    node = accounts.get(name) if accounts else None
    fact = fact_from_node(name, node, "money") if node else None
    if fact is None or node is None or not isinstance(fact.value, Money):
        return Relation("accounts", cell, (), alike, missing=f"issuer.yaml gives no {name} for {period}")
    printed = Printed(str(fact.value), fact.value.amount, 0)
    stated = Cell(("issuer.yaml", name, period), printed, Fraction(1), node.place)
    return Relation("accounts", cell, (stated,), alike)


def _relation(document: Subject, tables: Tables, relation: Relation) -> Subject:
    cell, exact, apart = relation.printed, relation.worked_out(), relation.units_apart()
    printed = cell.printed
    operands = tuple(_leaf(each) for each in (cell, *relation.operands))
    reason = relation.missing or "it would have to be divided by nil"
    given = {
        "kind": known("kind", relation.kind),
        "figure": known("figure", cell.name),
        "printed": known("printed", printed.text),
        "parts": known("parts", _names(relation.operands, cell.key[0])),
        "worked_out": known("worked out", printed.like(printed.rounds_to(exact)).text)
        if exact is not None
        else unknown("worked out", reason),
        "units_apart": Fact("units apart", State.KNOWN, apart, operands=operands)
        if apart is not None
        else unknown("units apart", reason, place=cell.place),
        "units_allowed": known("units allowed", relation.allowed, place=relation.place),
    }
    id_ = f"{document.id}/{'.'.join(cell.key)}"
    label = Text(f"{tables.tables[cell.key[0]].title.en}: {cell.name}")
    return Subject("relation", id_, document.on, label=label, parent=document, given=given)


def _figure(document: Subject, tables: Tables, cell: Cell, *, is_pinned: bool, mark: Node | None) -> Subject:
    given = {
        "name": known("name", cell.name),
        "printed": known("printed", cell.printed.text, place=cell.place),
        "is_pinned": known("held by a relation", is_pinned, place=cell.place),
        "is_marked": known("stands alone", mark is not None, place=mark.place if mark else None),
    }
    id_ = f"{document.id}/{'.'.join(cell.key)}"
    label = Text(f"{tables.tables[cell.key[0]].title.en}: {cell.name}")
    return Subject("figure", id_, document.on, label=label, parent=document, given=given)


def _leaf(cell: Cell) -> Fact:
    """Give a figure as a fact with its words as printed, for the places beside a finding."""
    return known(cell.name, cell.printed.text, place=cell.place)


def _names(cells: Sequence[Cell], home: str) -> str:
    """Name figures with their words as printed, and with their table where it is another one."""
    return "; ".join(
        f"{cell.name}{'' if cell.key[0] == home else f' in {cell.table}'}: {cell.printed.text}" for cell in cells
    )
