"""Files and folders of a workspace that nobody reads, most likely because their name is misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, Severity
from validator.reading.suggestions import closest, one_of
from validator.workspace.load import FOLDERS, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.workspace.load import Workspace

_LEDGER = "ledger"  # its files are no YAML
_SUFFIXES = {".yaml", ".yml"}


def faults_of_layout(workspace: Workspace) -> Iterator[Finding]:
    """Give a warning for every YAML file that is not read and every folder whose name is near that of a known one."""
    for path in sorted(workspace.folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _of_folder(path)
        elif path.suffix.lower() in _SUFFIXES and path.name not in SINGLE:
            yield _unread(path.name, tuple(SINGLE), "file")


def _of_folder(folder: Path) -> Iterator[Finding]:
    known = (*FOLDERS, _LEDGER)
    if folder.name in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and (path.parent != folder or path.suffix not in _SUFFIXES):
                yield _deeper(path.relative_to(folder.parent).as_posix(), folder.name)
    elif folder.name not in known and closest(folder.name, known):
        yield _unread(folder.name, known, "folder")


def _unread(name: str, known: tuple[str, ...], what: str) -> Finding:
    # Suffixes are no likeness: only what stands before them is compared.
    near = closest(name.partition(".")[0], [each.partition(".")[0] for each in known])
    near = next((each for each in known if each.partition(".")[0] == near), None)
    remedy = f"did you mean `{near}`?" if near else f"a workspace has {one_of(known, 'and')}"
    return Finding("DATA-WORKSPACE", Severity.WARNING, f"the {what} `{name}` is not read", help=remedy)


def _deeper(name: str, folder: str) -> Finding:
    remedy = f"put it into `{folder}` itself, with a name that ends in .yaml"
    return Finding("DATA-WORKSPACE", Severity.WARNING, f"the file `{name}` is not read", help=remedy)
