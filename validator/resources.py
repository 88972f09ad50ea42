"""Where the rules, schemas and templates stand: inside an installed package, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from validator.findings import Finding, ListingRulesError, Severity

_PACKAGE = Path(__file__).parent
_NAMES = ("rules", "schemas", "templates")


def resource_folder(name: str) -> Path:
    """Give the folder `rules`, `schemas` or `templates`; raises ListingRulesError where it is absent."""
    if name in _NAMES:
        for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
            if folder.is_dir():
                return folder
    raise _missing(f"the program's own folder `{name}` is missing")


@cache
def schema_text(name: str) -> str:
    """Give the JSON text of `schemas/<name>.schema.json`; raises ListingRulesError where there is none."""
    file = resource_folder("schemas") / f"{name}.schema.json"
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        raise _missing(f"the program has no schema named `{name}`") from None


def schema_names() -> tuple[str, ...]:
    """Give the names of all schemas, sorted."""
    suffix = ".schema.json"
    return tuple(sorted(file.name.removesuffix(suffix) for file in resource_folder("schemas").glob(f"*{suffix}")))


def _missing(message: str) -> ListingRulesError:
    remedy = "install listing-rules again; in a checkout, run it from a complete working tree"
    return ListingRulesError(Finding("DATA-INSTALLATION", Severity.ERROR, message, help=remedy))
