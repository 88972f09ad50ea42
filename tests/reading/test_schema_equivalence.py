"""The fast validator and the one that finds the words must agree on what is a fault."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validator
from validator.reading.schema_check import check_document
from validator.reading.schema_faults import find_faults
from validator.reading.schema_files import compiled, load_schemas
from validator.reading.yaml_reader import parse_yaml

SCHEMAS = Path(__file__).parent / "schemas"
FULL: dict[str, Any] = {
    "agreement": "xiaomi-2025",
    "name": {"en": "Agreement", "zh-Hant": "協議"},
    "dated": "2025-07-29",
    "direction": "group_buys",
    "written": True,
    "cap": {"at_least": "HKD 20,000 million", "illustration": "range"},
    "rate": "5%",
    "days": 30,
    "languages": ["en", "zh-Hant"],
    "rule": {"kind": "table", "rows": []},
    "basis": {"director": "zou-tao"},
    "term": "one_off",
    "categories": {"idc": {"caps": [{"from": "2025-07-29", "to": "2025-12-31", "amount": "RMB 41.0 million"}]}},
    "condition": {"all": [{"fact": "ratio", "below": "5%"}, {"all": []}]},
}


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, below in members for found in paths_of(below, (*path, key)))]


PATHS = [path for path in paths_of(FULL) if path]
VALUES = st.sampled_from(
    (
        *(None, True, 0, 82, "", "82", "RMB 1", "RMB 1\n", "5%", "\u0664%", "\u00e9", "2026-02-30", "20260228", "en"),
        *("table", "x", [], {}, [1], {"value": "RMB 1"}, {"unknown": "why"}, {"fact": "x"}, {"kind": "deadline"}),
    )
)
KEYS = st.sampled_from(["value", "unknown", "kind", "due", "zzz", "writen", "from", "below", "all", "cap", "dated", ""])


def holder(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path[:-1]:
        data = data[part]
    return data


def planted(path: tuple[str | int, ...], change: str, key: str, value: Any) -> Any:
    data = copy.deepcopy(FULL)
    place = holder(data, path)
    if change == "remove":
        del place[path[-1]]
    elif change == "add" and isinstance(place, dict):
        place[key] = value
    else:
        place[path[-1]] = value
    return data


def test_the_full_example_fits() -> None:
    assert find_faults(FULL, load_schemas("agreement", SCHEMAS)) == ((), False)
    assert compiled("agreement", SCHEMAS).is_valid(FULL)


@given(st.sampled_from(PATHS), st.sampled_from(["remove", "add", "replace"]), KEYS, VALUES)
def test_both_validators_agree_on_planted_faults(
    path: tuple[str | int, ...], change: str, key: str, value: Any
) -> None:
    data = planted(path, change, key, value)
    faults, _ = find_faults(data, load_schemas("agreement", SCHEMAS))
    assert bool(faults) != compiled("agreement", SCHEMAS).is_valid(data)


@given(st.sampled_from(PATHS), st.sampled_from(["remove", "add", "replace"]), KEYS, VALUES)
def test_every_planted_fault_gets_words_and_a_place(
    path: tuple[str | int, ...], change: str, key: str, value: Any
) -> None:
    document = parse_yaml(json.dumps(planted(path, change, key, value), ensure_ascii=False, indent=1), "f")
    for finding in check_document(document, "agreement", SCHEMAS):
        assert finding.place is not None
        assert finding.message
        assert "given schemas" not in finding.message
        assert "shape asked for" not in finding.message


@pytest.mark.parametrize("module", ["validator.reading.schema_check", "validator.reading.yaml_reader"])
def test_reading_imports_no_schema_validator_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'jsonschema', 'jsonschema_rs', 'referencing'}} & set(sys.modules)))"
    assert run(code) == "[]"


def test_a_document_without_faults_never_imports_the_slow_validator() -> None:
    code = (
        "import sys; from pathlib import Path; from validator.reading.schema_check import check_document;"
        "from validator.reading.yaml_reader import parse_yaml;"
        f"document = parse_yaml('agreement: x\\nname: {{en: a, zh-Hant: b}}');"
        f"print(check_document(document, 'agreement', Path({str(SCHEMAS)!r})), 'jsonschema' in sys.modules)"
    )
    assert run(code) == "() False"


def run(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(Path(validator.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip()
