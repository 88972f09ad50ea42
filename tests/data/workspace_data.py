"""Reads the example and the starter workspace for the tests in this folder, and the figures and dates of a text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.reading.yaml_reader import parse_yaml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
EXAMPLE = ROOT / "examples" / "kingsoft-cloud"
STARTER = ROOT / "templates" / "workspace"

_SCHEMA_OF_FOLDER = {
    "counterparties": "counterparty",
    "agreements": "agreement",
    "announcements": "announcement",
    "controls": "controls",
    "annual-reports": "annual-report",
    "results": "results",
    "director-changes": "director-changes",
    "share-schemes": "share-scheme",
    "articles": "articles-change",
}
_SCHEMA_OF_FILE = {"listing-rules.yaml": "settings", "issuer.yaml": "issuer", "waivers.yaml": "waivers"}
_SCHEMA_OF_FILE["calendar.yaml"] = "calendar"
_SCHEMA_OF_FILE["register.yaml"] = "register"

_MONTHS = ["January", "February", "March", "April", "May", "June"]
_MONTHS += ["July", "August", "September", "October", "November", "December"]
_DIGITS = "零一二三四五六七八九"
_ENGLISH_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_ENGLISH_MONTH = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{4}})")
_CHINESE_DAY = re.compile(rf"([{_DIGITS}]{{4}})年([{_DIGITS}十]+)月([{_DIGITS}十]+)日")
_CHINESE_MONTH = re.compile(rf"([{_DIGITS}]{{4}})年([{_DIGITS}十]+)月")
_CHINESE_YEAR = re.compile(rf"([{_DIGITS}]{{4}})年")
_FIGURE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d+(?:,\d{3})*(?:\.\d+)?%?")


def files_of(workspace: Path) -> list[Path]:
    """List the YAML files of a workspace."""
    return sorted(workspace.rglob("*.yaml"))


def schema_name(file: Path) -> str:
    """Name the schema that a file of a workspace answers to."""
    return _SCHEMA_OF_FOLDER.get(file.parent.name) or _SCHEMA_OF_FILE[file.name]


def read(file: Path) -> Any:
    """Read a file of a workspace as plain data."""
    return read_yaml(file).data


def plain(text: str) -> Any:
    """Read a YAML text as plain data."""
    return parse_yaml(text).data


def at(data: Any, dotted: str) -> Any:
    """Give the value at a dotted path: `amendments.0.dated`."""
    for part in dotted.split("."):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def texts_of(data: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the path, the English and the Chinese of every text that is given in both languages."""
    if isinstance(data, dict) and set(data) == {"en", "zh-Hant"}:
        yield path, data["en"], data["zh-Hant"]
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_of(value, f"{path}.{key}")


def figures_in_english(text: str) -> set[str]:
    """Collect the figures of an English text, dates as 2026-04-23."""
    text = _ENGLISH_DAY.sub(lambda m: f" {m[3]}-{_MONTHS.index(m[2]) + 1:02}-{int(m[1]):02} ", text)
    text = _ENGLISH_MONTH.sub(lambda m: f" {m[2]}-{_MONTHS.index(m[1]) + 1:02} ", text)
    return set(_FIGURE.findall(text))


def figures_in_chinese(text: str) -> set[str]:
    """Collect the figures of a Chinese text, dates in Chinese numerals as 2026-04-23."""
    text = _CHINESE_DAY.sub(lambda m: f" {_year(m[1])}-{_number(m[2]):02}-{_number(m[3]):02} ", text)
    text = _CHINESE_MONTH.sub(lambda m: f" {_year(m[1])}-{_number(m[2]):02} ", text)
    text = _CHINESE_YEAR.sub(lambda m: f" {_year(m[1])} ", text)
    return set(_FIGURE.findall(text))


def _year(numerals: str) -> str:
    return "".join(str(_DIGITS.index(numeral)) for numeral in numerals)


def _number(numerals: str) -> int:
    tens, ten, ones = numerals.rpartition("十")
    value = _DIGITS.index(ones) if ones else 0
    return value + (10 * (_DIGITS.index(tens) if tens else 1) if ten else 0)
