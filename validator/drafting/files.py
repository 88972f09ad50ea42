"""Writes files whole or not at all, and a set of files all or none."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from validator.drafting.refusals import EXISTS, WRITE, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.findings import DraftingError


def write_whole(path: Path, data: bytes, overwrite: bool) -> None:
    """Write a file so that it is there complete or not at all.

    Raises DraftingError (DRAFT-EXISTS) where it exists and `overwrite` is not set, (DRAFT-WRITE) where it cannot be
    written.
    """
    write_all({path: data}, overwrite)


def write_all(files: Mapping[Path, bytes], overwrite: bool) -> None:
    """Write all of the files or none; missing folders are made. Raises as write_whole does."""
    for path in files:
        _refuse_existing(path, overwrite)
    written: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written[path] = _beside(path)
            _write_temporary(written[path], data)
        _put_in_place(written)
    except OSError as error:
        raise _cannot_write(error, list(files)) from error
    finally:
        for temporary in written.values():
            _forget(temporary)


def _refuse_existing(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise refusal(EXISTS, f"{path} is a folder, so no file of that name can be written", remedy="name a file")
    if not overwrite and os.path.lexists(path):
        raise refusal(EXISTS, f"{path} exists already", remedy="use --force to overwrite it, or write elsewhere")


def _write_temporary(path: Path, data: bytes) -> None:
    # Opened by hand: the usual temporary file would leave the draft readable by its owner alone.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(written: Mapping[Path, Path]) -> None:
    """Rename every temporary file to its name; undo those already renamed where one fails."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for path, temporary in written.items():
            kept = _kept_aside(path)
            done.append((path, kept))
            temporary.replace(path)
    except BaseException:
        for path, kept in reversed(done):
            _restore(path, kept, was_written=not os.path.lexists(written[path]))
        raise
    for _, kept in done:
        if kept is not None:
            _forget(kept)


def _kept_aside(path: Path) -> Path | None:
    """Give a second name for the file now at a path, or None where there is none."""
    if not os.path.lexists(path):
        return None
    aside = _beside(path)
    try:
        os.link(path, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, aside, follow_symlinks=False)
    return aside


def _restore(path: Path, kept: Path | None, *, was_written: bool) -> None:
    with suppress(OSError):
        if kept is not None:
            kept.replace(path)
            # Two names of one file: renaming one onto the other leaves both.
            kept.unlink(missing_ok=True)
        elif was_written:
            path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _cannot_write(error: OSError, paths: list[Path]) -> DraftingError:
    named = ", ".join(map(str, paths))
    message = f"{named} cannot be written: {error.strerror or error}"
    return refusal(WRITE, message, remedy="check the folder, its permissions and the free space; nothing was written")
