"""Waivers: shown as notes while they last, findings once expired or unused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

DAY = ("--as-of", "2026-04-23")
WAIVER = """\
waivers:
  - rule: {rule}
    scope: {{agreement: xiaomi-2024, category: cloud-services, cap_from: 2025-01-01}}
    reason: the year has ended
    approved_by: audit committee
    approved_on: 2026-01-31
    expires_on: {expires}
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(Path(__file__).parents[2] / "examples/kingsoft-cloud", tmp_path / "workspace"))


def findings(example: Path, run, **waiver: str) -> dict[tuple[str, str], dict[str, str]]:
    (example / "waivers.yaml").write_text(WAIVER.format(**waiver), encoding="utf-8")
    found = json.loads(run("check", str(example), *DAY, "--format", "json").stdout)["findings"]
    return {(each["code"], each["subject_id"]): each for each in found}


def test_a_waived_finding_stays_as_a_note(example: Path, run) -> None:
    found = findings(example, run, rule="IC-CAP-ALERT", expires="2026-06-30")
    waived = found["IC-CAP-ALERT", "xiaomi-2024/cloud-services/2025-01-01"]
    assert waived["severity"] == "note"
    assert "waived until 2026-06-30 by audit committee: the year has ended" in waived["message"]
    assert found["IC-CAP-ALERT", "xiaomi-2025/hardware/2025-07-29"]["severity"] == "warning"
    assert not [code for code, _ in found if code.startswith("WAIVER")]


def test_the_last_day_still_counts_and_the_next_does_not(example: Path, run) -> None:
    assert ("WAIVER-EXPIRED", "") not in findings(example, run, rule="IC-CAP-ALERT", expires="2026-04-23")
    found = findings(example, run, rule="IC-CAP-ALERT", expires="2026-04-22")
    assert found["IC-CAP-ALERT", "xiaomi-2024/cloud-services/2025-01-01"]["severity"] == "warning"
    assert found["WAIVER-EXPIRED", ""]["severity"] == "warning"


def test_a_waiver_that_meets_nothing_is_a_finding(example: Path, run) -> None:
    found = findings(example, run, rule="HKEX-14A.54", expires="2026-06-30")
    assert found["WAIVER-UNUSED", ""]["severity"] == "warning"
