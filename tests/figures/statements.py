"""Small documents for the tests: tables and checks written as YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.figures.checks import relations_of
from validator.figures.tables import Tables
from validator.reading.yaml_reader import parse_yaml

if TYPE_CHECKING:
    from validator.figures.relations import Relation


def read(text: str) -> tuple[Tables, tuple[Relation, ...]]:
    """Read tables and checks; give the tables with their relations."""
    root = parse_yaml(text).root
    tables = Tables(root)
    return tables, relations_of(tables, root)


def one(table: str, check: str) -> Relation:
    """Give the one relation of one check below one table of `a`, `b`, `c` in the columns `old`, `new`."""
    tables, relations = read(f"tables:\n  - {{table: t, title: {{en: t, zh-Hant: 表}}, {table}, checks: [{check}]}}\n")
    assert tables.faults == []
    (relation,) = relations
    return relation
