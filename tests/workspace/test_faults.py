"""Faults between files: each at its exact line, with the other line where two disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, ANNOUNCEMENT, CONTROLS, COUNTERPARTY, ISSUER

from validator.findings import ReadingError, Severity
from validator.workspace.faults import faults_of
from validator.workspace.load import load_workspace

if TYPE_CHECKING:
    from workbench import Changes, Variant, Workbench

    from validator.findings import Finding
    from validator.rulebook.load import Rulebook

_CAP_2026 = "{from: 2026-01-05, to: 2026-12-31, amount: RMB 8.0 million}"
_CAP_2027 = "{from: 2027-01-01, to: 2027-12-31, amount: RMB 9.0 million}"
_CAP_2028 = "{from: 2028-01-01, to: 2028-12-31, amount: RMB 10.0 million}"
_TERM = "term: {from: 2026-01-05, to: 2028-12-31}"
_ACTUAL = "- {from: 2026-01-05, to: 2026-02-28, amount: RMB 1.0 million, audited: false}"
_ORDER = """  - order: po-1
    agreement: parts-2026
    category: spare-parts
    on: 2026-02-11
"""
_DIRECTOR = """  - director: wong-mei
    name: {en: Ms. Wong Mei (again), zh-Hant: 黃梅女士}
    category: executive
"""


def _amendment(dated: str, content: str, name: str = "first") -> tuple[str, str]:
    body = f"""amendments:
  - amendment: {name}
    dated: {dated}
    categories:
      spare-parts:
        conditional_on_approval: false
        {content}
"""
    return "amendments: []\n", body


def _faults(bench: Workbench, procedures: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    with pytest.raises(ReadingError) as error:
        faults_of(load_workspace(bench.folder), procedures)
    return error.value.findings


def _fault(variant: Variant, changes: Changes, procedures: tuple[str, ...] = ()) -> tuple[Workbench, Finding]:
    """Give the one fault of a variant."""
    bench = variant(changes)
    (found,) = _faults(bench, procedures)
    assert found.severity is Severity.ERROR
    return bench, found


def test_the_clean_workspace_has_no_faults(variant: Variant, rulebook: Rulebook) -> None:
    procedures = tuple(rule.id for rule in rulebook.of_kind("procedure"))
    assert faults_of(load_workspace(variant().folder), procedures) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "remedy"),
    [
        (
            COUNTERPARTY,
            "connections:",
            "linked_with: [tin-um]\nconnections:",
            "no counterparty is called `tin-um`",
            "tin-drum",
        ),
        (AGREEMENT, "counterparty: tin-drum", "counterparty: tin-um", "no counterparty is called `tin-um`", "tin-drum"),
        (CONTROLS, "category: spare-parts", "category: spares", "no category is called `spares`", "spare-parts"),
        (
            CONTROLS,
            "    agreement: parts-2026\n    category",
            "    agreement: parts-2025\n    category",
            "no agreement is called `parts-2025`",
            "parts-2026",
        ),
        (
            CONTROLS,
            "    agreement: parts-2026\n    period",
            "    agreement: part-2026\n    period",
            "no agreement is called `part-2026`",
            "parts-2026",
        ),
        (ANNOUNCEMENT, "agreement: parts-2026", "agreement: parts26", "no agreement is called `parts26`", "parts-2026"),
        (ANNOUNCEMENT, "category: spare-parts", "category: spares", "no category is called `spares`", "spare-parts"),
        (ANNOUNCEMENT, "signed_by: wong-mei", "signed_by: wong-may", "no director is called `wong-may`", "wong-mei"),
        (ANNOUNCEMENT, "[lee-sun]", "[lee-sum]", "no director is called `lee-sum`", "lee-sun"),
        (ISSUER, "in: tin-drum,", "in: tindrum,", "no counterparty is called `tindrum`", "tin-drum"),
        (COUNTERPARTY, "counterparty: tin-drum", "counterparty: tin-can", "no counterparty is called `tin-drum`", ""),
    ],
)  # fmt: skip
def test_a_name_that_stands_for_nothing(
    variant: Variant, file: str, old: str, new: str, message: str, remedy: str
) -> None:
    bench = variant({file: [(old, new)]})
    found = [fault for fault in _faults(bench) if fault.message.startswith(message)]
    assert found
    assert {fault.code for fault in found} == {"DATA-REFERENCE"}
    if remedy:
        assert found[0].help == f"did you mean `{remedy}`?"
        wrong = new.splitlines()[0].strip()
        assert bench.of(found[0].place) == bench.at(file, wrong)


def test_a_category_that_belongs_to_another_agreement(variant: Variant) -> None:
    other = variant().folder / AGREEMENT
    text = other.read_text(encoding="utf-8").replace("agreement: parts-2026", "agreement: tools-2026")
    changes = {
        "agreements/tools-2026.yaml": [("", text.replace("  spare-parts:", "  hand-tools:"))],
        CONTROLS: [("category: spare-parts", "category: hand-tools")],
    }
    bench, fault = _fault(variant, changes)
    assert fault.message == "no category is called `hand-tools` under agreement `parts-2026`"
    assert bench.of(fault.place) == bench.at(CONTROLS, "category: hand-tools")


def test_a_category_that_only_an_amendment_adds_is_known(variant: Variant) -> None:
    _, body = _amendment("2026-03-01", "pricing: {en: by list, zh-Hant: 按價目表}")
    changes = {
        AGREEMENT: [("amendments: []\n", body.replace("      spare-parts:", "      hand-tools:"))],
        CONTROLS: [("category: spare-parts", "category: hand-tools")],
    }
    assert faults_of(load_workspace(variant(changes).folder)) == ()


def test_an_unknown_procedure(variant: Variant) -> None:
    changes: Changes = {CONTROLS: [("IC-MONTHLY-STATUS", "IC-MONTHLY-STATE")]}
    bench, fault = _fault(variant, changes, ("IC-MONTHLY-STATUS", "IC-CAP-ALERT"))
    assert fault.message == "no procedure is called `IC-MONTHLY-STATE`"
    assert fault.help == "did you mean `IC-MONTHLY-STATUS`?"
    assert bench.of(fault.place) == bench.at(CONTROLS, "IC-MONTHLY-STATE")
    assert faults_of(load_workspace(bench.folder)) == ()  # without a rulebook nobody knows


@pytest.mark.parametrize(
    ("file", "after", "entry", "name", "first"),
    [
        (CONTROLS, "evidence:\n", _ORDER + "evidence:\n", "order `po-1`", "- order: po-1"),
        (ISSUER, "\naccounts:", _DIRECTOR + "\naccounts:", "director `wong-mei`", "- director: wong-mei"),
    ],
)
def test_a_short_name_given_twice(variant: Variant, file: str, after: str, entry: str, name: str, first: str) -> None:
    bench, fault = _fault(variant, {file: [(after, entry)]})
    lines = [
        n for n, line in enumerate((bench.folder / file).read_text(encoding="utf-8").splitlines(), 1) if first in line
    ]
    assert (fault.code, fault.message) == ("DATA-TWICE", f"{name} stands twice")
    assert [bench.of(fault.place), bench.of(fault.related[0].place)] == [(file, lines[1]), (file, lines[0])]


def test_orders_in_two_files_share_their_numbers(variant: Variant) -> None:
    bench, fault = _fault(variant, {"controls/more.yaml": [("", f"orders:\n{_ORDER}")]})
    assert fault.message == "order `po-1` stands twice"
    assert {bench.of(fault.place)[0], bench.of(fault.related[0].place)[0]} == {CONTROLS, "controls/more.yaml"}


def test_two_amendments_of_one_name(variant: Variant) -> None:
    old, body = _amendment("2026-03-01", "pricing: {en: by list, zh-Hant: 按價目表}")
    second = body.removeprefix("amendments:\n").replace("2026-03-01", "2026-04-01")
    bench, fault = _fault(variant, {AGREEMENT: [(old, body + second)]})
    assert fault.message == "amendment `first` stands twice"
    assert bench.of(fault.place)[1] == bench.at(AGREEMENT, "dated: 2026-04-01")[1] - 1
    assert bench.of(fault.related[0].place)[1] == bench.at(AGREEMENT, "dated: 2026-03-01")[1] - 1


def test_caps_that_overlap(variant: Variant) -> None:
    bench, fault = _fault(variant, {AGREEMENT: [("from: 2027-01-01, to: 2027", "from: 2026-12-31, to: 2026")]})
    assert fault.code == "DATA-CAP"
    assert fault.message == "the caps 2026-01-05 to 2026-12-31 and 2026-12-31 to 2026-12-31 overlap"
    assert bench.of(fault.place) == bench.at(AGREEMENT, "RMB 9.0 million")
    assert bench.of(fault.related[0].place) == bench.at(AGREEMENT, "RMB 8.0 million")


def test_caps_that_touch_do_not_overlap(variant: Variant) -> None:
    changes: Changes = {AGREEMENT: [(_CAP_2026, f"{_CAP_2026[:-1]}}}".replace("2026-12-31", "2026-06-30"))]}
    assert faults_of(load_workspace(variant(changes).folder)) == ()


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (_TERM, "term: {from: 2026-01-06, to: 2028-12-31}", "RMB 8.0 million"),
        (_TERM, "term: {from: 2026-01-05, to: 2028-12-30}", "RMB 10.0 million"),
    ],
)
def test_a_cap_outside_the_term(variant: Variant, old: str, new: str, text: str) -> None:
    bench, fault = _fault(variant, {AGREEMENT: [(old, new)]})
    assert "lies outside the term, " in fault.message
    assert bench.of(fault.place) == bench.at(AGREEMENT, text)
    assert bench.of(fault.related[0].place) == bench.at(AGREEMENT, new)


def test_the_term_counts_as_amended(variant: Variant) -> None:
    cap = "caps: [{from: 2029-01-01, to: 2029-06-30, amount: RMB 4.0 million}]"
    old, body = _amendment("2026-03-01", f"term: {{from: 2026-01-05, to: 2029-06-30}}\n        {cap}")
    assert faults_of(load_workspace(variant({AGREEMENT: [(old, body)]}).folder)) == ()
    old, body = _amendment("2026-03-01", cap)
    bench, fault = _fault(variant, {AGREEMENT: [(old, body)]})
    assert fault.message == "the cap for 2029-01-01 to 2029-06-30 lies outside the term, 2026-01-05 to 2028-12-31"
    assert bench.of(fault.place) == bench.at(AGREEMENT, "2029-01-01")


def test_a_shorter_term_leaves_the_first_caps_alone(variant: Variant) -> None:
    old, body = _amendment("2026-03-01", "term: {from: 2026-01-05, to: 2027-12-31}")
    assert faults_of(load_workspace(variant({AGREEMENT: [(old, body)]}).folder)) == ()


def test_a_cap_across_the_end_of_a_financial_year(variant: Variant) -> None:
    bench = variant({ISSUER: [('"12-31"', '"06-30"')]})
    faults = _faults(bench)
    assert [fault.message for fault in faults] == [
        "the cap for 2026-01-05 to 2026-12-31 runs past the financial year that ends on 2026-06-30",
        "the cap for 2027-01-01 to 2027-12-31 runs past the financial year that ends on 2027-06-30",
        "the cap for 2028-01-01 to 2028-12-31 runs past the financial year that ends on 2028-06-30",
    ]
    assert bench.of(faults[0].place) == bench.at(AGREEMENT, _CAP_2026)


def test_an_amended_cap_beside_another_is_only_a_warning(variant: Variant) -> None:
    cap = "caps: [{from: 2026-07-01, to: 2026-12-31, amount: RMB 12.0 million}]"
    bench = variant({AGREEMENT: [_amendment("2026-06-15", cap)]})
    (warning,) = faults_of(load_workspace(bench.folder))
    assert (warning.severity, warning.code) == (Severity.WARNING, "DATA-CAP")
    assert warning.help == "start it on 2026-01-05 to replace the earlier cap"
    assert bench.of(warning.place) == bench.at(AGREEMENT, "RMB 12.0 million")
    assert bench.of(warning.related[0].place) == bench.at(AGREEMENT, "RMB 8.0 million")


def test_an_amended_cap_that_replaces_is_none(variant: Variant) -> None:
    cap = "caps: [{from: 2026-01-05, to: 2026-12-31, amount: RMB 12.0 million}]"
    bench = variant({AGREEMENT: [_amendment("2026-06-15", cap)]})
    assert faults_of(load_workspace(bench.folder)) == ()


def test_an_amount_that_starts_with_no_cap(variant: Variant) -> None:
    bench, fault = _fault(variant, {AGREEMENT: [(_ACTUAL, _ACTUAL.replace("2026-01-05", "2026-01-01"))]})
    assert fault.message == "this amount is counted from 2026-01-01, on which no cap starts"
    assert "2026-01-05, 2027-01-01, 2028-01-01" in fault.help
    assert bench.of(fault.place) == bench.at(AGREEMENT, "RMB 1.0 million")


def test_an_amount_that_runs_past_its_cap(variant: Variant) -> None:
    bench, fault = _fault(variant, {AGREEMENT: [(_ACTUAL, _ACTUAL.replace("2026-02-28", "2027-01-01"))]})
    assert fault.message == "this amount runs to 2027-01-01, past the end of its cap on 2026-12-31"
    assert bench.of(fault.related[0].place) == bench.at(AGREEMENT, "RMB 8.0 million")


def test_an_amount_may_run_to_the_end_of_a_cap_as_amended(variant: Variant) -> None:
    actual = _ACTUAL.replace("2026-02-28", "2026-12-31")
    short = _CAP_2026.replace("2026-12-31", "2026-06-30")
    revised = f"caps: [{_CAP_2026}]"
    changes: Changes = {AGREEMENT: [(_ACTUAL, actual), (_CAP_2026, short), _amendment("2026-06-01", revised)]}
    assert faults_of(load_workspace(variant(changes).folder)) == ()


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("to: 2026-03-31, amount: RMB 0.9 million", "the running total falls from RMB 1.0 million on 2026-02-28 to"),
        ("to: 2026-02-28, amount: RMB 1.2 million", "two amounts are recorded for 2026-01-05 to 2026-02-28"),
        ("to: 2026-02-28, amount: RMB 1.0 million", "two amounts are recorded for 2026-01-05 to 2026-02-28"),
    ],
)  # fmt: skip
def test_running_totals(variant: Variant, second: str, message: str) -> None:
    entry = f"- {{from: 2026-01-05, {second}, audited: true}}"
    bench, fault = _fault(variant, {AGREEMENT: [(_ACTUAL, f"{_ACTUAL}\n      {entry}")]})
    assert fault.code == "DATA-ACTUAL"
    assert fault.message.startswith(message)
    assert bench.of(fault.place) == bench.at(AGREEMENT, "audited: true")
    assert bench.of(fault.related[0].place) == bench.at(AGREEMENT, "audited: false")


def test_totals_that_stay_or_rise_in_any_order(variant: Variant) -> None:
    later = "- {from: 2026-01-05, to: 2026-03-31, amount: RMB 1.0 million, audited: true}"
    changes: Changes = {AGREEMENT: [(_ACTUAL, f"{later}\n      {_ACTUAL}")]}
    assert faults_of(load_workspace(variant(changes).folder)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (AGREEMENT, "RMB 10.0 million", "RMB -10.0 million"),
        (AGREEMENT, "RMB 1.0 million", "RMB -1.0 million"),
        (ISSUER, "RMB 800.0 million", "RMB -800.0 million"),
        (CONTROLS, "connected_quotation: RMB 1.0 million", "connected_quotation: RMB -1.0 million"),
        (CONTROLS, "RMB 1.2 million", "RMB -1.2 million"),
    ],
)
def test_sums_below_nothing(variant: Variant, file: str, old: str, new: str) -> None:
    bench, fault = _fault(variant, {file: [(old, new)]})
    assert fault.code == "DATA-AMOUNT"
    assert fault.message.endswith("million is less than nothing")
    assert bench.of(fault.place) == bench.at(file, new)


def test_a_rate_of_nothing(variant: Variant) -> None:
    bench, fault = _fault(variant, {ISSUER: [('rate: "1.10"', 'rate: "0"')]})
    assert fault.code == "DATA-AMOUNT"
    assert bench.of(fault.place) == bench.at(ISSUER, 'rate: "0"')


def test_nothing_itself_is_a_sum(variant: Variant) -> None:
    assert faults_of(load_workspace(variant({AGREEMENT: [("RMB 1.0 million", "RMB 0")]}).folder)) == ()


def test_an_amendment_before_its_agreement(variant: Variant) -> None:
    bench, fault = _fault(variant, {AGREEMENT: [_amendment("2026-01-04", "pricing: {en: by list, zh-Hant: 按價目表}")]})
    assert fault.message == "this amendment is dated 2026-01-04, before its agreement of 2026-01-05"
    assert bench.of(fault.place) == bench.at(AGREEMENT, "dated: 2026-01-04")
    assert bench.of(fault.related[0].place) == bench.at(AGREEMENT, "dated: 2026-01-05")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (AGREEMENT, _TERM, "term: {from: 2026-01-05, to: 2025-12-31}"),
        (AGREEMENT, _CAP_2028, _CAP_2028.replace("to: 2028", "to: 2027")),
        (AGREEMENT, _ACTUAL, _ACTUAL.replace("to: 2026-02-28", "to: 2025-12-28")),
        (CONTROLS, "to: 2026-01-31}", "to: 2025-12-31}"),
        (ISSUER, "to: 2024-12-31}", "to: 2023-12-31}"),
    ],
)
def test_a_range_that_ends_before_it_starts(variant: Variant, file: str, old: str, new: str) -> None:
    bench, fault = _fault(variant, {file: [(old, new)]})
    assert fault.code == "DATA-DATE"
    assert "before it starts on" in fault.message
    assert bench.of(fault.place) == bench.of(fault.related[0].place) == bench.at(file, new.strip())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (AGREEMENT, "dated: 2026-01-05", "dated: 2025-02-30"),
        (AGREEMENT, _TERM, "term: {from: 2026-02-29, to: 2028-12-31}"),
        (AGREEMENT, _CAP_2026, _CAP_2026.replace("2026-12-31", "2026-11-31")),
        (CONTROLS, "on: 2026-02-10", "on: 2026-02-31"),
        (ANNOUNCEMENT, "dated: 2026-01-05", "dated: 2026-13-05"),
        (ISSUER, "published_on: 2025-03-28", "published_on: 0000-03-28"),
    ],
)
def test_an_impossible_day_is_a_finding(variant: Variant, file: str, old: str, new: str) -> None:
    bench = variant({file: [(old, new)]})
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-15")
    (found,) = error.value.findings
    assert bench.of(found.place) == bench.at(file, new)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (ISSUER, '"12-31"', '"02-30"', "is not a day of any year"),
        (ISSUER, '"12-31"', "{unknown: not asked}", "the financial year end is not known"),
        (AGREEMENT, _TERM, "term: {from: 2026-01-05, to: 9999-12-31}", "further off than any day"),
    ],
)
def test_days_that_nothing_can_be_reckoned_with(variant: Variant, file: str, old: str, new: str, words: str) -> None:
    bench = variant({file: [(old, new)]})
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-15")
    assert words in error.value.findings[0].message
    assert bench.of(error.value.findings[0].place) == bench.at(file, new)


def test_the_29th_of_february_ends_a_financial_year(variant: Variant) -> None:
    bench = variant({ISSUER: [('"12-31"', '"02-29"')]})
    assert {fault.code for fault in _faults(bench)} == {"DATA-CAP"}


def test_all_faults_come_at_once_in_the_order_of_the_files(variant: Variant) -> None:
    bench = variant(
        {
            ANNOUNCEMENT: [("signed_by: wong-mei", "signed_by: nobody")],
            CONTROLS: [("category: spare-parts", "category: spares")],
            AGREEMENT: [
                (_TERM, "term: {from: 2026-01-05, to: 2025-12-31}"),
                ("counterparty: tin-drum", "counterparty: x"),
            ],
        }
    )
    faults = _faults(bench)
    assert [bench.of(fault.place) for fault in faults] == [
        bench.at(AGREEMENT, "counterparty: x"),
        bench.at(AGREEMENT, "term:"),
        bench.at(ANNOUNCEMENT, "signed_by"),
        bench.at(CONTROLS, "spares"),
    ]


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        ("agreement/a.yaml", "the folder `agreement` is not read", "did you mean `agreements`?"),
        ("Controls/a.yaml", "the folder `Controls` is not read", "did you mean `controls`?"),
        ("issuers.yaml", "the file `issuers.yaml` is not read", "did you mean `issuer.yaml`?"),
        ("waiver.yml", "the file `waiver.yml` is not read", "did you mean `waivers.yaml`?"),
        (
            "zebra.yaml",
            "the file `zebra.yaml` is not read",
            "a workspace has listing-rules.yaml, issuer.yaml, waivers.yaml, calendar.yaml and register",
        ),
        ("agreements/2025/a.yaml", "the file `agreements/2025/a.yaml` is not read", "put it into `agreements` itself"),
        ("agreements/a.YAML", "the file `agreements/a.YAML` is not read", "with a name that ends in .yaml"),
    ],
)
def test_what_nobody_reads_is_a_warning(variant: Variant, name: str, message: str, remedy: str) -> None:
    bench = variant({name: [("", "nothing: here\n")]})
    (warning,) = faults_of(load_workspace(bench.folder))
    assert (warning.severity, warning.code, warning.message) == (Severity.WARNING, "DATA-WORKSPACE", message)
    assert remedy in warning.help


@pytest.mark.parametrize(
    "name", ["README.md", "drafts/a.docx", "controls/README.md", ".github/w.yaml", "ledger/2026.csv"]
)
def test_what_belongs_to_other_programs_is_left_alone(variant: Variant, name: str) -> None:
    assert faults_of(load_workspace(variant({name: [("", "text\n")]}).folder)) == ()


def test_a_waiver_for_nothing(variant: Variant) -> None:
    waiver = """waivers:
  - rule: IC-CAP-ALERT
    scope: {agreement: parts-2026, category: spare-part}
    reason: revised
    approved_by: audit committee
    expires_on: 2026-06-30
"""
    bench, fault = _fault(variant, {"waivers.yaml": [("", waiver)]})
    assert fault.message == "no category is called `spare-part` under agreement `parts-2026`"
    assert bench.of(fault.place) == bench.at("waivers.yaml", "scope:")
