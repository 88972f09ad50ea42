"""Workspaces for the tests: variants of a clean one, checked as of a day, and places in them by what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from validator.checking import Evaluated, check, evaluate
from validator.outputs.classified import classification_json
from validator.workspace.load import load_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.findings import Finding, Place
    from validator.rulebook.load import Rulebook

ROOT = Path(__file__).resolve().parents[1]
CLEAN = ROOT / "tests" / "workspaces" / "clean"
KINGSOFT = ROOT / "examples" / "kingsoft-cloud"

ISSUER = "issuer.yaml"
AGREEMENT = "agreements/parts-2026.yaml"
COUNTERPARTY = "counterparties/tin-drum.yaml"
CONTROLS = "controls/registers.yaml"
ANNOUNCEMENT = "announcements/2026-01-05.yaml"

Changes = dict[str, list[tuple[str, str]]]


class Variant(Protocol):
    def __call__(
        self, changes: Mapping[str, Sequence[tuple[str, str]]] | None = None, *, of: Path = CLEAN
    ) -> Workbench: ...


@dataclass(frozen=True)
class Checked:
    """A workspace as evaluated on a day, with its findings."""

    folder: Path
    evaluated: Evaluated

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return check(self.evaluated)

    @cached_property
    def classification(self) -> dict[str, Any]:
        return classification_json(self.evaluated)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Give severity and code of every finding."""
        return [(str(finding.severity), finding.code) for finding in self.findings]

    def finding(self, code: str) -> Finding:
        """Give the one finding with a code."""
        (found,) = [finding for finding in self.findings if finding.code == code]
        return found

    def result(self, category: str, basis: str = "individual") -> dict[str, Any]:
        """Give the classification of one category, or of one group."""
        results = self.classification["results"]
        (found,) = [each for each in results if (each["category"], each["basis"]) == (category, basis)]
        return found


@dataclass(frozen=True)
class Workbench:
    """A workspace folder to evaluate, and places in it by the text that stands there."""

    folder: Path
    rulebook: Rulebook

    def on(self, day: str) -> Checked:
        evaluated = evaluate(load_workspace(self.folder), self.rulebook, date.fromisoformat(day))
        return Checked(self.folder, evaluated)

    def at(self, file: str, text: str) -> tuple[str, int]:
        """Give file and line of the one line that holds a text."""
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        (number,) = [number for number, line in enumerate(lines, 1) if text in line]
        return file, number

    def of(self, place: Place | None) -> tuple[str, int]:
        """Give file and line of a place."""
        assert place is not None
        return Path(place.file).relative_to(self.folder).as_posix(), place.line
