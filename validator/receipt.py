"""The receipt of a result: the program, the day, and a hash of every rule file and data file behind it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from validator import __version__
from validator.reading.source import read_source
from validator.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from validator.checking import Evaluated
    from validator.reading.source import Source
    from validator.rulebook.load import Rulebook
    from validator.workspace.load import Workspace

_INSTRUMENTS = "instruments.yaml"


@dataclass(frozen=True)
class HashedFile:
    """One file by its path below the rulebook or workspace folder, with the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """What a result was made of. `data` and `as_of` are None where only the rulebook was read, on no given day."""

    program_version: str
    as_of: date | None
    rules: tuple[HashedFile, ...]
    data: tuple[HashedFile, ...] | None = None

    @property
    def digest(self) -> str:
        """Give one hash of the whole receipt, short enough to be printed on a document."""
        return hashlib.sha256(receipt_text(self).encode()).hexdigest()

    def __str__(self) -> str:
        parts = [f"listing-rules {self.program_version}"]
        parts += [f"as of {self.as_of}"] if self.as_of else []
        parts += [f"{len(self.rules)} rule files"]
        parts += [f"{len(self.data)} data files"] if self.data is not None else []
        return ", ".join([*parts, f"receipt sha256 {self.digest}"])


def receipt_of(evaluated: Evaluated) -> Receipt:
    """Give the receipt of everything worked out of a workspace. Raises `ReadingError` where a rule file is gone."""
    return receipt_of_files(evaluated.workspace, evaluated.rulebook, evaluated.as_of)


def receipt_of_files(workspace: Workspace, rulebook: Rulebook, as_of: date) -> Receipt:
    """Give the receipt of a workspace and a rulebook as read; raises as `receipt_of` does."""
    home = data_folder(workspace)
    data = (_hashed(str(PurePosixPath(shown).relative_to(home)), source) for shown, source in workspace.sources.items())
    return Receipt(__version__, as_of, _rule_files(rulebook), _in_order(data))


def receipt_of_rules(rulebook: Rulebook, as_of: date | None = None, further: Iterable[str] = ()) -> Receipt:
    """Give the receipt of what was worked out of the rules alone; raises as `receipt_of` does.

    `further` are files of the rulebook that give no rule, named as messages show them.
    """
    return Receipt(__version__, as_of, _rule_files(rulebook, further))


def receipt_of_side(rulebook: Rulebook, as_of: date, workspace: Workspace | None) -> Receipt:
    """Give the receipt of one side of a comparison, with the data where a workspace was compared."""
    return receipt_of_files(workspace, rulebook, as_of) if workspace else receipt_of_rules(rulebook, as_of)


def data_folder(workspace: Workspace) -> PurePosixPath:
    """Give the workspace folder as messages show it."""
    return PurePosixPath(workspace.issuer.document.source.shown).parent


def rule_folder(rulebook: Rulebook) -> PurePosixPath:
    """Give the rulebook folder as messages show it: the shipped one by its name, another as the user named it."""
    folder = rulebook.folder
    return PurePosixPath(folder.name if folder == resource_folder("rules") else folder.as_posix())


def _rule_files(rulebook: Rulebook, further: Iterable[str] = ()) -> tuple[HashedFile, ...]:
    """Hash the files that gave a rule, a fact or the instruments; the rulebook keeps places but no texts."""
    home = rule_folder(rulebook)
    shown = {*further, *(rule.file for rule in rulebook.rules.values())}
    shown |= {fact.place.file for fact in rulebook.facts.values() if fact.place}
    files = {_INSTRUMENTS, *(str(PurePosixPath(file).relative_to(home)) for file in shown)}
    return _in_order(_hashed(file, read_source(rulebook.folder / file, str(home / file))) for file in files)


def _hashed(file: str, source: Source) -> HashedFile:
    # Files are read as strict UTF-8 with their line ends kept, so the text gives the very bytes that were read.
    return HashedFile(file, hashlib.sha256(source.text.encode()).hexdigest())


def _in_order(files: Iterable[HashedFile]) -> tuple[HashedFile, ...]:
    return tuple(sorted(files, key=lambda each: each.file))


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """Give the receipt as data (schemas/receipt.schema.json)."""
    return {
        "program_version": receipt.program_version,
        "as_of": str(receipt.as_of) if receipt.as_of else None,
        "rules": _files_json(receipt.rules),
        "data": None if receipt.data is None else _files_json(receipt.data),
    }


def receipt_text(receipt: Receipt) -> str:
    """Give the receipt as one line of JSON, always the same for the same receipt."""
    return json.dumps(receipt_json(receipt), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def with_receipt(output: dict[str, Any], receipt: Receipt) -> dict[str, Any]:
    """Give a JSON output with the receipt of what it was made of."""
    return {**output, "receipt": receipt_json(receipt)}


def _files_json(files: Iterable[HashedFile]) -> list[dict[str, str]]:
    return [{"file": each.file, "sha256": each.sha256} for each in files]
