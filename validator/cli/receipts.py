"""The part of `listing-rules check` that holds a receipt against the files of today."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from validator.cli import common
from validator.receipt import data_folder, receipt_of_files, receipt_of_rules
from validator.receipt_check import Folders, differences, read_receipt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from validator.findings import Finding
    from validator.receipt import Receipt
    from validator.workspace.load import Workspace


def verify_receipt(
    file: Path, path: Path, as_of: date, rules_folder: Path | None
) -> tuple[Receipt, Workspace | None, tuple[Finding, ...]]:
    """Give the receipt of now, the workspace where the receipt covers data, and every difference from FILE.

    The day is the receipt's own unless --as-of was typed. Raises `ListingRulesError` where something cannot be read.
    """
    from validator.workspace.load import load_workspace  # noqa: PLC0415  # a receipt of rules alone needs none

    old = read_receipt(file)
    rulebook = common.load_rules(rules_folder)
    day = as_of if _typed("as_of") else old.as_of or as_of
    workspace = None if old.data is None else load_workspace(path)
    now = receipt_of_files(workspace, rulebook, day) if workspace else receipt_of_rules(rulebook, day)
    home = data_folder(workspace) if workspace else PurePosixPath()
    return now, workspace, tuple(differences(old, now, Folders(PurePosixPath(rulebook.folder.name), home)))


def _typed(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


def receipt_summary(now: Receipt, findings: Sequence[Finding]) -> str:
    """Say whether the receipt holds, with what it covers."""
    broken = [finding for finding in findings if finding.code in {"RECEIPT-CHANGED", "RECEIPT-MISSING", "RECEIPT-NEW"}]
    if not broken:
        return f"receipt holds: {now}"
    return f"receipt does not hold: {len(broken)} file{'' if len(broken) == 1 else 's'} not as it says"
