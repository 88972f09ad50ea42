"""What the README shows is what the commands print today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
EXAMPLE = ("examples/kingsoft-cloud", "--as-of", "2026-04-23")


@pytest.mark.parametrize(("block", "command"), [(0, "classify"), (1, "check")])
def test_each_line_of_a_block_is_printed(block: int, command: str, run) -> None:
    printed = run(command, *EXAMPLE).stdout.splitlines()
    assert len(SHOWN) == 2
    missing = [line for line in SHOWN[block].splitlines() if not any(_is_shown(line, each) for each in printed)]
    assert missing == []


def _is_shown(line: str, printed: str) -> bool:
    """Compare a line; where the README cuts it short with three dots and a bracket, its beginning alone."""
    start, cut, _ = line.partition(", …)")
    return printed.startswith(start) if cut else printed == line
