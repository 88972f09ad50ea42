"""Measure `listing-rules check` against check-jsonschema over the same YAML files, whole processes, side by side.

    python benchmarks/check_against_check_jsonschema.py [FOLDER] [--as-of DATE] [--runs N] [--schemas FOLDER]

The folder is copied to a temporary place first. check-jsonschema takes one schema a run, so that it is measured twice:
once on the agreement files alone, and once on all files, as one process per schema whose times are added up.
listing-rules checks all files against their schemas and evaluates the rules as well. Runs alternate; the table gives
medians.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

REPOSITORY = Path(__file__).resolve().parent.parent
_MODELINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S+)")
_COULD_NOT_RUN = 2
Command = list[str]


def main() -> int:
    options = _options()
    if not options.folder.is_dir():
        print(f"{options.folder} is no folder", file=sys.stderr)
        return _COULD_NOT_RUN
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Path(temporary) / "workspace"
        shutil.copytree(options.folder, workspace)
        by_schema = _files_by_schema(workspace)
        if not by_schema:
            print(f"no YAML file under {options.folder} names its schema in its first line", file=sys.stderr)
            return _COULD_NOT_RUN
        contenders = _contenders(workspace, by_schema, options.schemas, options.as_of)
        seconds = _measured(contenders, options.runs)
    files = sum(map(len, by_schema.values()))
    print(_report(seconds, options.runs, files, len(by_schema)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=REPOSITORY / "tests" / "workspaces" / "clean")
    parser.add_argument("--as-of", default="2026-04-23")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--schemas", type=Path, default=REPOSITORY / "schemas")
    return parser.parse_args()


def _files_by_schema(workspace: Path) -> dict[str, list[Path]]:
    """Give the YAML files by the schema that their first line names."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(workspace.rglob("*.yaml")):
        with file.open(encoding="utf-8") as stream:
            named = _MODELINE.match(stream.readline())
        if named:
            found[named[1].rsplit("/", 1)[-1]].append(file)
    return dict(found)


def _contenders(
    workspace: Path, by_schema: dict[str, list[Path]], schemas: Path, as_of: str
) -> dict[str, list[Command]]:
    """Give the commands of each contender; those of one contender run one after the other and count together."""
    peers = {name: _check_jsonschema(schemas / name, files) for name, files in by_schema.items()}
    contenders = {"listing-rules check (all files, schemas and rules)": [_listing_rules(workspace, as_of)]}
    agreements = [command for name, command in peers.items() if name.startswith("agreement")]
    if agreements:
        contenders["check-jsonschema (agreement files only, schema only)"] = agreements
    contenders[f"check-jsonschema (all files, schemas only, {len(peers)} processes)"] = list(peers.values())
    return contenders


def _listing_rules(workspace: Path, as_of: str) -> Command:
    script = Path(sys.executable).with_name("listing-rules")
    start = [str(script)] if script.exists() else [sys.executable, "-c", "from validator.cli import main; main()"]
    return [*start, "check", str(workspace), "--as-of", as_of]


def _check_jsonschema(schema: Path, files: Sequence[Path]) -> Command:
    # The base keeps references between the schemas on this disk, whatever address they give as their own.
    base = ["--base-uri", schema.resolve().as_uri()]
    return [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *base, *map(str, files)]


def _measured(contenders: dict[str, list[Command]], runs: int) -> dict[str, list[float]]:
    for commands in contenders.values():  # once unmeasured: bytecode and disk caches are warm for everybody
        _seconds(commands)
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, commands in contenders.items():
            seconds[name].append(_seconds(commands))
    return seconds


def _seconds(commands: list[Command]) -> float:
    started = time.perf_counter()
    done = [
        subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY) for command in commands
    ]
    taken = time.perf_counter() - started
    for each in done:
        if each.returncode not in (0, 1) or "Traceback" in each.stderr:
            raise SystemExit(f"{' '.join(each.args)} failed:\n{each.stdout}{each.stderr}")
    return taken


def _report(seconds: dict[str, list[float]], runs: int, files: int, schemas: int) -> str:
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    ours = next(iter(medians.values()))
    rows = [
        f"| {name} | {median * 1000:.0f} | {min(seconds[name]) * 1000:.0f} | {median / ours:.2f} |"
        for name, median in medians.items()
    ]
    heading = f"{files} YAML files, {schemas} schemas; median of {runs} alternating whole-process runs"
    table = ["| what | median, ms | fastest, ms | ratio |", "|---|--:|--:|--:|", *rows]
    return "\n".join([heading, "", *table, "", _versions()])


def _versions() -> str:
    names = ("listing-rules", "check-jsonschema", "jsonschema", "jsonschema-rs", "PyYAML", "ruamel.yaml")
    known = ", ".join(f"{name} {_version(name)}" for name in names)
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; {known}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(from the checkout)" if name == "listing-rules" else "(absent)"


if __name__ == "__main__":
    sys.exit(main())
