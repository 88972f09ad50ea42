"""What the commands promise: exit codes, streams, errors with places, JSON that follows its schema."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from validator import __version__

EXAMPLE = "examples/kingsoft-cloud"
DAY = ("--as-of", "2026-04-23")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    return Path(shutil.copytree(Path(__file__).parents[2] / EXAMPLE, tmp_path / "workspace"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("check-output", ("check", EXAMPLE, *DAY)),
        ("classify-output", ("classify", EXAMPLE, *DAY)),
        ("classify-output", ("classify", EXAMPLE, "--as-of", "2025-07-29", "--trace")),
        ("caps-output", ("caps", EXAMPLE, *DAY)),
        ("timetable-output", ("timetable", EXAMPLE, *DAY)),
        ("explain-output", ("explain", "13.49(1)-approval")),
        ("explain-output", ("explain", "14A.76")),
        ("explain-output", ("explain", "14A.68")),
        ("explain-output", ("explain", "14A.68(11)")),
        ("explain-output", ("explain", "IC-MONTHLY-STATUS")),
        ("rules-list-output", ("rules", "list")),
        ("rules-test-output", ("rules", "test")),
    ],
)
def test_json_follows_its_schema(schema: str, words: tuple[str, ...], run, follows) -> None:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0
    follows(schema, json.loads(result.stdout))


def test_caps_of_april_2026(run) -> None:
    rows = json.loads(run("caps", EXAMPLE, *DAY, "--format", "json").stdout)["caps"]
    seen = {(row["category"], row["period"]["from"][:4]): row for row in rows}
    # Utilisation by hand: 2,255.2/2,309.8, 749.1/3,138.3, 17.2/41.0, 14.1/82.0, 29.6/33.5, 0/6.7.
    assert {key: row["utilisation"]["percent"] for key, row in seen.items()} == {
        ("cloud-services", "2025"): "97.6%",
        ("cloud-services", "2026"): "23.9%",
        ("idc-services", "2025"): "42.0%",
        ("idc-services", "2026"): "17.2%",
        ("hardware", "2025"): "88.4%",
        ("hardware", "2026"): "0.0%",
    }
    assert seen["cloud-services", "2026"]["revision"]["utilisation"]["percent"] == "18.7%"  # 749.1/4,000.0
    assert [key for key, row in seen.items() if row["alert"]] == [("cloud-services", "2025"), ("hardware", "2025")]


def test_an_exceeded_cap_is_an_error_at_its_line(example: Path, run) -> None:
    agreement = example / "agreements/xiaomi-2025.yaml"
    change(agreement, "amount: RMB 17.2 million", "amount: RMB 41.1 million")
    text = agreement.read_text(encoding="utf-8")
    cap_line, actual_line = (
        1 + text.split(amount)[0].count("\n") for amount in ("RMB 41.0 million", "RMB 41.1 million")
    )
    result = run("check", str(example), *DAY, "--format", "json")
    assert result.exit_code == 1
    (finding,) = [each for each in json.loads(result.stdout)["findings"] if each["severity"] == "error"]
    assert (finding["code"], finding["place"]["line"]) == ("HKEX-14A.54", cap_line)
    assert [each["place"]["line"] for each in finding["related"]] == [actual_line]
    assert "RMB 41.1 million" in finding["message"]
    assert "RMB 41.0 million" in finding["message"]
    assert run("caps", str(example), *DAY).exit_code == 1


def test_without_market_capitalisation_the_ranges_are_named(example: Path, run) -> None:
    issuer = example / "issuer.yaml"
    text = issuer.read_text(encoding="utf-8")
    start, end = text.index("  capitalisation:"), text.index("  exchange_rates:")
    issuer.write_text(text[:start] + text[end:], encoding="utf-8")
    result = run("classify", str(example), *DAY, "--format", "json")
    assert result.exit_code == 1
    found = {each["category"]: each for each in json.loads(result.stdout)["results"]}
    # RMB 150.0 million is 5% of RMB 3,000 million.
    assert [(each["range"], each["then"]) for each in found["idc-services"]["decided_by"]] == [
        ("at or below RMB 3,000.0 million", "not_exempt"),
        ("above RMB 3,000.0 million", "exempt_from_circular_and_approval"),
    ]
    assert found["cloud-services"]["tier"] == found["hardware"]["tier"] == "not_exempt"
    checked = run("check", str(example), *DAY)
    assert checked.exit_code == 1
    assert "error[HKEX-14A.76] undecided" in checked.stdout


def test_fail_on_warning(run) -> None:
    assert run("check", EXAMPLE, *DAY, "--fail-on", "warning").exit_code == 1
    assert run("check", EXAMPLE, *DAY, "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("agreement: [", "syntax"),
        ("agreement: x\nagreement: y\n", "twice"),
        ("agreement: x\n\tdated: 2025-01-01\n", "tab"),
    ],
)
def test_broken_yaml_gives_the_place_and_exit_2(damage: str, says: str, example: Path, run) -> None:
    (example / "agreements/xiaomi-2025.yaml").write_text(damage, encoding="utf-8")
    result = run("check", str(example), *DAY)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "agreements/xiaomi-2025.yaml:" in result.stderr
    assert "Traceback" not in result.stderr
    assert "error[DATA-YAML-" in result.stderr


def test_errors_as_json_go_to_stdout(example: Path, run, follows) -> None:
    (example / "issuer.yaml").write_bytes(b"issuer: \xff\n")
    result = run("check", str(example), "--format", "json")
    assert result.exit_code == 2
    said = json.loads(result.stdout)
    follows("check-output", said)
    assert said["ran"] is False
    assert said["findings"][0]["code"] == "DATA-ENCODING"


def test_a_misspelt_key_is_suggested(example: Path, run) -> None:
    change(example / "issuer.yaml", "presentation_currency: RMB", "presentation_curency: RMB")
    result = run("check", str(example))
    assert result.exit_code == 2
    assert "did you mean `presentation_currency`" in result.stderr


def test_no_workspace(tmp_path: Path, run) -> None:
    result = run("check", str(tmp_path))
    assert result.exit_code == 2
    assert "no issuer.yaml" in result.stderr
    assert "listing-rules init" in result.stderr
    assert run("check", str(tmp_path / "absent")).exit_code == 2


def test_the_workspace_is_found_from_a_file_inside(run) -> None:
    result = run("caps", f"{EXAMPLE}/agreements", *DAY)
    assert result.exit_code == 0
    assert "97.6%" in result.stdout


def test_init_writes_a_workspace_that_names_what_is_missing(tmp_path: Path, run) -> None:
    home = tmp_path / "new"
    assert run("init", str(home)).exit_code == 0
    modeline = (home / "agreements/example-agreement.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert modeline == "# yaml-language-server: $schema=../.schemas/agreement.schema.json"
    assert (home / "agreements/../.schemas/agreement.schema.json").is_file()
    checked = run("check", str(home))
    assert checked.exit_code == 1
    assert "undecided" in checked.stdout
    again = run("init", str(home))
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert run("init", str(home), "--force").exit_code == 0


def test_schema_prints_a_schema_or_suggests_one(run) -> None:
    assert "agreement" in run("schema").stdout.split()
    assert json.loads(run("schema", "agreement").stdout)["type"] == "object"
    wrong = run("schema", "agrement")
    assert wrong.exit_code == 2
    assert "did you mean `agreement`" in wrong.stderr


def test_an_unknown_rule_or_command_is_suggested(run) -> None:
    wrong = run("explain", "14A.67")
    assert wrong.exit_code == 2
    assert "did you mean `14A." in wrong.stderr
    assert "did you mean `check`" in run("chek").stderr


def test_version(run) -> None:
    assert run("--version").stdout.strip() == f"listing-rules, version {__version__}"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, run) -> None:
    assert "_LISTING_RULES_COMPLETE" in run("completion", shell).stdout


def test_an_impossible_day_is_refused(run) -> None:
    result = run("check", EXAMPLE, "--as-of", "2026-02-30")
    assert result.exit_code == 2
    assert "not a day of the calendar" in result.stderr


def test_github_annotations_come_by_themselves_inside_actions(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::warning file=examples/kingsoft-cloud/" in run("check", EXAMPLE, *DAY).stdout


def test_check_imports_only_what_it_needs() -> None:
    code = (
        "import sys; from validator.cli import cli\n"
        "cli(['check', 'tests/workspaces/clean', '--as-of', '2026-11-20'], standalone_mode=False)\n"
        "print(sorted({'jsonschema', 'jinja2', 'docx', 'holidays', 'difflib'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"


def _moved_back(tmp_path: Path, years: int) -> Path:
    workspace = Path(shutil.copytree(Path(__file__).parents[1] / "workspaces/clean", tmp_path / "old"))
    for file in workspace.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for year in range(2025, 2030):
            text = text.replace(f"{year}-", f"{year - years}-")
        file.write_text(text, encoding="utf-8")
    return workspace


def test_a_deal_of_2012_is_judged_by_the_limits_of_2012(tmp_path: Path, run) -> None:
    # RMB 10 million at 1.10 is HK$11 million, 2% of revenue: below 5%, as it has been since 2010 for all that is known.
    workspace = _moved_back(tmp_path, 14)
    (deal,) = json.loads(run("classify", str(workspace), "--as-of", "2012-01-06", "--format", "json").stdout)["results"]
    assert (deal["tier"], deal["rule_in_force_from"]) == ("exempt_from_circular_and_approval", "2010-06-03")
    assert deal["citations"] == ["Chapter 14A of 2010, exemption from approval"]
    assert "14A.76" in deal["unverified"]
    (note,) = json.loads(run("check", str(workspace), "--as-of", "2012-01-06", "--format", "json").stdout)["findings"]
    assert note["code"] == "RULE-NOT-IN-FORCE"
    assert "14A.90" in note["message"]
    assert "14A.52" not in note["message"]  # judged by today's words, unverified


def test_a_deal_before_every_version_is_undecided(tmp_path: Path, run) -> None:
    workspace = _moved_back(tmp_path, 24)
    result = run("check", str(workspace), "--as-of", "2002-01-06", "--format", "json")
    found = {each["code"]: each for each in json.loads(result.stdout)["findings"]}
    assert result.exit_code == 1
    assert "no version of rule 14A.07 in the rulebook is in force on 2002-01-06" in found["HKEX-14A.07"]["message"]
    assert "in force on 2002-01-05" in found["HKEX-14A.76"]["message"]
    (deal,) = json.loads(run("classify", str(workspace), "--as-of", "2002-01-06", "--format", "json").stdout)["results"]
    assert (deal["tier"], deal["decided"], deal["rule_in_force_from"]) == ("undecided", False, None)


def test_explain_says_what_follows_when_and_names_every_fact(run) -> None:
    text = run("explain", "14A.76", "--as-of", "2012-05-02").stdout
    assert "14A.46: for not_exempt if deal.waiver_from_announcement_and_approval is false\n" in text
    assert "normal commercial terms or better\n" in text.partition("Facts it reads")[2]
    # The examples are those of the version in force on the day, when the small limit was HKD 1 million.
    assert "  row Chapter 14A of 2010, full exemption → fully_exempt" in text.partition("Example that passes")[2]
    requirement = run("explain", "14A.52").stdout
    assert "  category.term " in requirement.partition("Facts it reads")[2]
