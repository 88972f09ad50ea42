from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from validator import resources
from validator.findings import ListingRulesError
from validator.resources import resource_folder, schema_names, schema_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "validator"
    folder.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    schema_text.cache_clear()
    return folder


def test_a_checkout_reads_the_top_level(package: Path) -> None:
    (package.parent / "rules").mkdir()
    assert resource_folder("rules") == package.parent / "rules"


def test_a_wheel_reads_what_it_brings_along(package: Path) -> None:
    (package.parent / "rules").mkdir()
    (package / "_data" / "rules").mkdir(parents=True)
    assert resource_folder("rules") == package / "_data" / "rules"


def test_schemas_by_name(package: Path) -> None:
    folder = package.parent / "schemas"
    folder.mkdir()
    (folder / "issuer.schema.json").write_text('{"title": "發行人"}', encoding="utf-8")
    (folder / "README.md").write_text("no schema", encoding="utf-8")
    assert schema_names() == ("issuer",)
    assert json.loads(schema_text("issuer")) == {"title": "發行人"}


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("name", ["rules", "elsewhere", ".."])
def test_absent_folder_is_an_error_with_a_remedy(name: str) -> None:
    with pytest.raises(ListingRulesError) as caught:
        resource_folder(name)
    (finding,) = caught.value.findings
    assert name in finding.message
    assert "install listing-rules again" in finding.help


def test_absent_schema_is_an_error(package: Path) -> None:
    (package.parent / "schemas").mkdir()
    with pytest.raises(ListingRulesError, match="no schema named `isuer`"):
        schema_text("isuer")


def test_the_repository_has_all_three() -> None:
    for name in ("rules", "schemas", "templates"):
        assert resource_folder(name).is_dir()
