"""The invented workspace `examples/lamplight`: in order on each of its days, and listed as its head says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from validator.cli import cli
from validator.cli.caps import command as caps

LAMPLIGHT = Path(__file__).parents[2] / "examples" / "lamplight"
DAYS = sorted(file.stem for file in (LAMPLIGHT / "announcements").iterdir())


def test_the_head_of_the_issuer_lists_every_announcement() -> None:
    head = (LAMPLIGHT / "issuer.yaml").read_text(encoding="utf-8").partition("issuer: ")[0]
    assert re.findall(r"^#   ([0-9-]{10}) ", head, re.MULTILINE) == DAYS


@pytest.mark.parametrize("day", DAYS)
def test_nothing_is_wrong_or_open_on_the_day_of_an_announcement(day: str) -> None:
    result = CliRunner().invoke(cli, ["check", str(LAMPLIGHT), "--as-of", day, "--format", "concise"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "error[" not in result.stdout
    assert "cannot be decided" not in result.stdout


def test_types_of_transaction_that_are_called_alike_are_told_apart() -> None:
    """The renewal has the types of the agreement that it renews; added together they would be lamp glass twice."""
    said = CliRunner().invoke(cli, ["check", str(LAMPLIGHT), "--as-of", "2026-11-27", "--format", "concise"]).stdout
    assert "lamp glass (2024 Supply Agreement), lamp shades (2024 Supply Agreement), lamp glass (2027 Supply" in said
    assert "added together, lamp glass and lamp shades come to HKD 84.0 million in 2029" in said


def test_what_is_carried_out_once_is_asked_for_no_cap() -> None:
    result = CliRunner().invoke(caps, [str(LAMPLIGHT), "--as-of", "2026-06-30"])
    assert "no annual cap" not in result.stdout
    assert "2026 Brass Supply Agreement  brass" in result.stdout
