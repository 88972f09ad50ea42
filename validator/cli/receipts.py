"""The part of `listing-rules check` that holds a receipt against the files of today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import click

from validator.cli import common
from validator.receipt import data_folder, receipt_of_files, receipt_of_rules, rule_folder
from validator.receipt_check import BROKEN, Folders, differences, read_receipt
from validator.rulebook.load import COVERAGE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from validator.findings import Finding
    from validator.receipt import Receipt
    from validator.rulebook.load import Rulebook
    from validator.workspace.load import Workspace


@dataclass(frozen=True)
class Verified:
    """A receipt as read from a file and as it would be now, with every difference; `workspace` where it covers data."""

    old: Receipt
    now: Receipt
    workspace: Workspace | None
    findings: tuple[Finding, ...]

    @property
    def summary(self) -> str:
        """Say whether the receipt holds, with what it covers."""
        broken = sum(finding.code in BROKEN for finding in self.findings)
        if not broken:
            return f"receipt holds: {self.old}"
        return f"receipt does not hold: {broken} file{' is' if broken == 1 else 's are'} not as it says"


def verify_receipt(file: Path, path: Path, as_of: date, rules_folder: Path | None) -> Verified:
    """Hold the receipt in FILE against the rules and, where it covers data, the workspace at PATH.

    The day is the receipt's own unless --as-of was typed. Raises `ListingRulesError` where something cannot be read.
    """
    from validator.workspace.load import load_workspace  # noqa: PLC0415  # a receipt of rules alone needs none

    old = read_receipt(file)
    rulebook = common.load_rules(rules_folder)
    day = as_of if _typed("as_of") else old.as_of or as_of
    workspace = None if old.data is None else load_workspace(path)
    further = _coverage_files(old, rulebook)
    now = receipt_of_files(workspace, rulebook, day) if workspace else receipt_of_rules(rulebook, day, further)
    home = data_folder(workspace) if workspace else PurePosixPath()
    folders = Folders(rule_folder(rulebook), home)
    return Verified(old, now, workspace, tuple(differences(old, now, folders)))


def _coverage_files(old: Receipt, rulebook: Rulebook) -> list[str]:
    """Give the coverage files of the rulebook where a receipt covers them; no other result rests on them."""
    named = {each.file for each in old.rules}
    files = [file.relative_to(rulebook.folder) for file in sorted((rulebook.folder / COVERAGE).rglob("*.yaml"))]
    covers = any(name.startswith(f"{COVERAGE}/") for name in named)
    return [str(rule_folder(rulebook) / file.as_posix()) for file in files] if covers else []


def _typed(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE
