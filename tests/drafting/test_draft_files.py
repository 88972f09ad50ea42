"""Files are written whole or not at all, and a set all or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from validator.drafting.files import write_all, write_whole
from validator.findings import DraftingError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_with_ordinary_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.txt", b"text", overwrite=False)
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"text"
    assert (tmp_path / "new" / "a.txt").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert names(tmp_path / "new") == ["a.txt"]


def test_an_existing_file_is_refused_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(DraftingError) as error:
        write_whole(path, b"new", overwrite=False)
    finding = error.value.findings[0]
    assert finding.code == "DRAFT-EXISTS"
    assert str(path) in finding.message
    assert "--force" in finding.help
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"


def test_one_existing_file_stops_the_whole_set(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(DraftingError, match="exists already"):
        write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"}, overwrite=False)
    assert names(tmp_path) == ["b"]


def test_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(DraftingError, match="is a folder"):
        write_whole(tmp_path / "a", b"1", overwrite=True)


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DraftingError) as error:
        write_all({tmp_path / "a": b"1", tmp_path / "file" / "below": b"2"}, overwrite=True)
    finding = error.value.findings[0]
    assert finding.code == "DRAFT-WRITE"
    assert "nothing was written" in finding.help
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("failing_at", [1, 2, 3])
def test_a_failure_while_renaming_restores_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing_at: int
) -> None:
    (tmp_path / "b").write_bytes(b"old")
    renamed: list[Path] = []
    rename = Path.replace

    def failing(self: Path, target: Path) -> Path:
        renamed.append(target)
        if len(renamed) == failing_at:
            raise OSError(28, os.strerror(28))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(DraftingError, match="No space left"):
        write_all({tmp_path / "a": b"1", tmp_path / "b": b"2", tmp_path / "c": b"3"}, overwrite=True)
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_bytes() == b"old"


def test_file_systems_without_links_are_served_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*args: object, **kwargs: object) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "a").write_bytes(b"old")
    write_whole(tmp_path / "a", b"new", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["a"]
