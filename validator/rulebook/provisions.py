"""Which provision stands at a line of a rule file."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from validator.rulebook.body import TableBody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.findings import Place
    from validator.rulebook.model import Rule


class Provisions:
    """The provisions of rules by file and line: that of a row of a table inside the row, else that of the rule."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        found: dict[str, list[tuple[int, str]]] = {}
        for place, cite in (pair for rule in rules for pair in _cited(rule)):
            found.setdefault(place.file, []).append((place.line, cite))
        self._by_file = {file: sorted(lines, key=itemgetter(0)) for file, lines in found.items()}

    def at(self, origin: str) -> str | None:
        """Give the provision at `rules/a.yaml:40:9`: the last that begins at or before the line; None outside rules."""
        file, _, place_in_file = origin.partition(".yaml:")
        line = place_in_file.partition(":")[0]
        lines = self._by_file.get(f"{file}.yaml", [])
        place = bisect_right(lines, int(line), key=itemgetter(0)) if line.isdecimal() else 0
        return lines[place - 1][1] if place else None


def _cited(rule: Rule) -> Iterator[tuple[Place, str]]:
    yield rule.place, rule.id
    for version in rule.versions:
        yield version.place, rule.id
        if isinstance(version.body, TableBody):
            yield from ((row.place, row.cite) for row in version.body.rows if row.place)
