"""The starter workspace: nothing in it passes for a fact, and the examples in its comments are right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from workspace_data import STARTER, files_of, plain, read, schema_name

from validator.reading.schema_check import check_document
from validator.reading.yaml_reader import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = [
    "agreements/example-agreement.yaml",
    "announcements/example-announcement.yaml",
    "calendar.yaml",
    "controls/registers.yaml",
    "counterparties/example-counterparty.yaml",
    "issuer.yaml",
    "listing-rules.yaml",
    "waivers.yaml",
]
_COMMENTED = re.compile(r"( *)# ( *(?:- |(?!yaml-)[a-z_-]+:(?: |$)).*)")
_PLACEHOLDER = re.compile(r"(?<=:) (?:\[\]|\{unknown: .*\})$")


def uncommented(text: str) -> str:
    """Turn the commented examples into data, in place of the placeholders above them."""
    lines: list[str] = []
    parent = 0
    for line in text.splitlines():
        if found := _COMMENTED.fullmatch(line):
            line = found[1] + found[2]  # noqa: PLW2901  # the line goes on as data
            deeper = len(line) - len(line.lstrip()) - (len(lines[parent]) - len(lines[parent].lstrip()))
            if deeper > 0 or (deeper == 0 and line.lstrip().startswith("- ")):
                lines[parent] = _PLACEHOLDER.sub("", lines[parent])
        lines.append(line)
        if line.strip() and not line.lstrip().startswith("#"):
            parent = len(lines) - 1
    return "\n".join(lines)


def test_the_files() -> None:
    assert [str(file.relative_to(STARTER)) for file in files_of(STARTER)] == EXPECTED


@pytest.mark.parametrize("file", files_of(STARTER), ids=lambda file: file.name)
def test_the_examples_in_comments_keep_the_schema(file: Path) -> None:
    text = uncommented(file.read_text("utf-8"))
    assert check_document(parse_yaml(text, file.name), schema_name(file)) == ()


def test_the_examples_in_comments_are_found() -> None:
    agreement = plain(uncommented((STARTER / "agreements" / "example-agreement.yaml").read_text("utf-8")))
    assert len(agreement["categories"]["example-category"]["caps"]) == 2
    assert agreement["amendments"][0]["amendment"] == "supplemental-2027"
    registers = plain(uncommented((STARTER / "controls" / "registers.yaml").read_text("utf-8")))
    assert len(registers["orders"][0]["independent_quotations"]) == 2
    assert registers["evidence"][0]["procedure"] == "IC-MONTHLY-STATUS"


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        ("issuer.yaml", ["name", "stock_code", "principal_business"]),
        ("counterparties/example-counterparty.yaml", ["name", "principal_business", "ultimate_beneficial_owner"]),
        ("agreements/example-agreement.yaml", ["name", "dated", "written", "reasons"]),
        ("announcements/example-announcement.yaml", ["dated", "summary_background", "signed_by"]),
    ],
)
def test_what_a_company_must_fill_in_says_whom_to_ask(file: str, keys: list[str]) -> None:
    data = read(STARTER / file)
    assert all(data[key]["unknown"].startswith("ask ") for key in keys)
