"""Evidence in controls/: late, missing, passed on and contradictory, each at its line and with the other line.

The clean workspace: caps from 5 January 2026, RMB 1.0 million used by 28 February, one monthly status for January
made on 4 February, one order of 10 February; Mr. Ho Lam (`ho-lam`) has a material interest in the counterparty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, CONTROLS, ISSUER

if TYPE_CHECKING:
    from workbench import Changes, Checked, Variant, Workbench

DAY = "2026-03-15"
_JANUARY = "    document: status report January 2026\n"
_USED = "amount: RMB 1.0 million, audited"
_ALERT = "amount: RMB 6.4 million, audited"  # 6.4 / 8.0 = 80 %


def _entry(procedure: str = "IC-MONTHLY-STATUS", **said: str) -> str:
    """Give one more entry of evidence, for February unless it says otherwise."""
    fields = {
        "agreement": "parts-2026",
        "period": "{from: 2026-02-01, to: 2026-02-28}",
        "on": "2026-03-02",
        "by": "finance department",
        "document": "a report",
        **said,
    }
    return f"  - procedure: {procedure}\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items())


def _filed(*entries: str) -> list[tuple[str, str]]:
    return [(_JANUARY, _JANUARY + "".join(entries))]


def _severities(checked: Checked, code: str) -> list[str]:
    return [severity for severity, found in checked.codes if found == code]


def _lines(bench: Workbench, checked: Checked, code: str) -> tuple[tuple[str, int], list[tuple[str, int]]]:
    finding = checked.finding(code)
    return bench.of(finding.place), [bench.of(each.place) for each in finding.related]


def test_evidence_on_the_last_day_of_its_grace_is_in_time(variant: Variant) -> None:
    assert variant({CONTROLS: [("on: 2026-02-04", "on: 2026-02-28")]}).on(DAY).codes == []


def test_evidence_a_day_later_is_late_and_stays_so(variant: Variant) -> None:
    bench = variant({CONTROLS: [("on: 2026-02-04", "on: 2026-03-01")]})
    checked = bench.on(DAY)
    assert checked.codes == [("note", "IC-MONTHLY-STATUS")]
    assert checked.findings[0].message == (
        "the evidence for 2026-01-05 to 2026-01-31 is of 2026-03-01; it was due by 2026-02-28"
    )
    assert bench.of(checked.findings[0].place) == bench.at(CONTROLS, "- procedure: IC-MONTHLY-STATUS")
    assert bench.on("2026-02-28").codes == []  # it was not yet overdue then


def test_two_entries_for_one_period_count_from_the_first(variant: Variant) -> None:
    again = _entry(period="{from: 2026-01-05, to: 2026-01-31}", on="2026-03-10")
    assert variant({CONTROLS: _filed(again)}).on(DAY).codes == []


def test_an_alert_that_nobody_passed_on(variant: Variant) -> None:
    bench = variant({AGREEMENT: [(_USED, _ALERT)]})
    checked = bench.on(DAY)
    assert [code for code in checked.codes if code[1] == "IC-CAP-ALERT"] == [("warning", "IC-CAP-ALERT")]
    finding = checked.finding("IC-CAP-ALERT")
    assert finding.message.endswith("is used (80.000%); no report to senior management is on file since 2026-02-28")
    assert finding.help.endswith(
        "file the report to senior management under `evidence` in controls/ as IC-CAP-ALERT. Owner: finance department"
    )


@pytest.mark.parametrize(
    ("on", "period", "severity"),
    [
        ("2026-02-28", "{from: 2026-01-05, to: 2026-02-28}", "note"),  # on the very day
        ("2026-02-27", "{from: 2026-01-05, to: 2026-02-27}", "warning"),  # a day before the level was passed
        ("2026-03-14", "{from: 2026-02-28, to: 2026-02-28}", "note"),
        ("2026-03-16", "{from: 2026-01-05, to: 2026-02-28}", "warning"),  # not yet there on 15 March
        ("2026-03-14", "{from: 2025-01-01, to: 2025-12-31}", "warning"),  # about another year
    ],
)
def test_an_alert_and_the_report_of_it(variant: Variant, on: str, period: str, severity: str) -> None:
    report = _entry("IC-CAP-ALERT", on=on, period=period, document="memo to senior management")
    bench = variant({AGREEMENT: [(_USED, _ALERT)], CONTROLS: _filed(report)})
    checked = bench.on(DAY)
    assert _severities(checked, "IC-CAP-ALERT") == [severity]
    finding = checked.finding("IC-CAP-ALERT")
    reported = bench.at(CONTROLS, "- procedure: IC-CAP-ALERT") in [bench.of(each.place) for each in finding.related]
    assert reported is (severity == "note")
    assert (f"senior management was told on {on}" in finding.message) is (severity == "note")


def test_a_report_counts_from_the_first_reading_that_passed_the_level(variant: Variant) -> None:
    first = "- {from: 2026-01-05, to: 2026-02-28, amount: RMB 1.0 million, audited: false}"
    both = (
        "- {from: 2026-01-05, to: 2026-01-31, amount: RMB 6.0 million, audited: false}\n"  # 75 %
        "      - {from: 2026-01-05, to: 2026-02-10, amount: RMB 6.4 million, audited: false}\n"  # 80 %
        "      - {from: 2026-01-05, to: 2026-02-28, amount: RMB 7.0 million, audited: false}"
    )
    for on, severity in (("2026-02-10", "note"), ("2026-02-09", "warning")):
        report = _entry("IC-CAP-ALERT", on=on, period="{from: 2026-01-05, to: 2026-02-09}")
        checked = variant({AGREEMENT: [(first, both)], CONTROLS: _filed(report)}).on(DAY)
        assert _severities(checked, "IC-CAP-ALERT") == [severity]
    assert "since 2026-02-10" in checked.finding("IC-CAP-ALERT").message


def test_whether_the_rest_suffices_is_asked_once_the_level_is_reached(variant: Variant) -> None:
    silent = variant({AGREEMENT: [(_USED, _ALERT)]}).on(DAY).finding("IC-BOARD-WARNING")
    assert silent.message.startswith("cannot be decided: Early warning to the Board")
    assert "Ask finance: Is what is left of the annual cap expected" in silent.help
    enough = "amount: RMB 6.4 million, rest_suffices: true, audited"
    assert _severities(variant({AGREEMENT: [(_USED, enough)]}).on(DAY), "IC-BOARD-WARNING") == []
    assert _severities(variant().on(DAY), "IC-BOARD-WARNING") == []  # 1.0 / 8.0


def test_the_board_is_told_where_the_rest_will_not_suffice(variant: Variant) -> None:
    said = "{attested: false, by: finance, on: 2026-03-01, evidence: forecast}"
    short = f"amount: RMB 6.4 million, rest_suffices: {said}, audited"
    finding = variant({AGREEMENT: [(_USED, short)]}).on(DAY).finding("IC-BOARD-WARNING")
    assert (str(finding.severity), "no paper to the Board is on file" in finding.message) == ("warning", True)
    paper = _entry("IC-BOARD-WARNING", period="{from: 2026-01-05, to: 2026-02-28}")
    told = variant({AGREEMENT: [(_USED, short)], CONTROLS: _filed(paper)}).on(DAY).finding("IC-BOARD-WARNING")
    assert (str(told.severity), told.message.endswith("the Board was told on 2026-03-02")) == ("note", True)


@pytest.mark.parametrize(("day", "codes"), [("2026-02-28", []), ("2026-03-01", ["IC-CAP-ALERT"])])
def test_no_amount_is_expected_before_the_first_monthly_status(variant: Variant, day: str, codes: list[str]) -> None:
    # January's status is due by 28 February, a month after its end; only then is a missing amount a finding.
    entry = "\n      - {from: 2026-01-05, to: 2026-02-28, amount: RMB 1.0 million, audited: false}"
    checked = variant({AGREEMENT: [(entry, " []")]}).on(day)
    assert [code for _, code in checked.codes] == codes


def test_two_entries_that_disagree_on_an_amount(variant: Variant) -> None:
    one = _entry(category="spare-parts", amount="RMB 1.0 million")
    other = _entry(category="spare-parts", amount="RMB 1.1 million", by="internal audit")
    bench = variant({CONTROLS: _filed(one, other)})
    checked = bench.on(DAY)
    finding = checked.finding("DATA-EVIDENCE")
    assert (str(finding.severity), finding.message) == (
        "error",
        "two entries of IC-MONTHLY-STATUS for 2026-02-01 to 2026-02-28 disagree on the amount",
    )
    assert _lines(bench, checked, "DATA-EVIDENCE") == (
        bench.at(CONTROLS, "    amount: RMB 1.1 million"),
        [bench.at(CONTROLS, "    amount: RMB 1.0 million")],
    )


def test_two_entries_that_disagree_on_the_outcome(variant: Variant) -> None:
    entries = [
        _entry("IC-PRICE-CHECK", in_order=word, period="{from: 2026-01-05, to: 2026-02-28}")
        for word in ("true", "false")
    ]
    bench = variant({CONTROLS: _filed(*entries)})
    checked = bench.on(DAY)
    assert "disagree on whether all was in order" in checked.finding("DATA-EVIDENCE").message
    assert _lines(bench, checked, "DATA-EVIDENCE") == (
        bench.at(CONTROLS, "in_order: false"),
        [bench.at(CONTROLS, "in_order: true")],
    )
    assert _severities(checked, "IC-EVIDENCE-OUTCOME") == ["warning"]
    assert bench.of(checked.finding("IC-EVIDENCE-OUTCOME").place) == bench.at(CONTROLS, "in_order: false")


@pytest.mark.parametrize(
    "other",
    [
        {"category": "spare-parts", "amount": "RMB 1.1 million", "period": "{from: 2026-02-02, to: 2026-02-28}"},
        {"category": "spare-parts", "amount": "'RMB 1,000,000'"},
        {"category": "spare-parts", "amount": "{unknown: awaited}"},
        {"category": "spare-parts", "amount": "RMB 1.1 million", "on": "2026-03-16"},  # not yet there
    ],
)
def test_entries_that_do_not_disagree(variant: Variant, other: dict[str, str]) -> None:
    entries = _entry(category="spare-parts", amount="RMB 1.0 million"), _entry(**other)
    assert _severities(variant({CONTROLS: _filed(*entries)}).on(DAY), "DATA-EVIDENCE") == []


def test_an_amount_that_the_books_do_not_record(variant: Variant) -> None:
    bench = variant({CONTROLS: _filed(_entry(amount="'RMB 1,000,000.01'"))})
    checked = bench.on(DAY)
    assert checked.codes == [("error", "IC-EVIDENCE-FIGURE")]
    assert checked.findings[0].message == (
        "the evidence records RMB 1,000,000.01, the actual amount of that day is RMB 1.0 million"
    )
    assert _lines(bench, checked, "IC-EVIDENCE-FIGURE") == (
        bench.at(CONTROLS, "RMB 1,000,000.01"),
        [bench.at(AGREEMENT, "amount: RMB 1.0 million")],
    )


@pytest.mark.parametrize(
    "said",
    [
        {"amount": "'RMB 1,000,000'"},
        {"amount": "RMB 0.4 million", "period": "{from: 2026-02-01, to: 2026-02-27}"},  # nothing recorded for that day
    ],
)
def test_an_amount_that_the_books_do_not_contradict(variant: Variant, said: dict[str, str]) -> None:
    assert variant({CONTROLS: _filed(_entry(**said))}).on(DAY).codes == []


def test_evidence_made_before_its_period_ends(variant: Variant) -> None:
    bench = variant({CONTROLS: _filed(_entry(on="2026-02-27"))})
    checked = bench.on(DAY)
    assert checked.codes == [("error", "DATA-EVIDENCE")]
    assert checked.findings[0].message == (
        "this was done on 2026-02-27, before the period that it covers ends on 2026-02-28"
    )
    assert _lines(bench, checked, "DATA-EVIDENCE") == (
        bench.at(CONTROLS, "on: 2026-02-27"),
        [bench.at(CONTROLS, "to: 2026-02-28")],
    )
    assert variant({CONTROLS: _filed(_entry(on="2026-02-28"))}).on(DAY).codes == []


def test_a_quotation_after_its_order(variant: Variant) -> None:
    bench = variant({CONTROLS: [("on: 2026-02-03, amount", "on: 2026-02-11, amount")]})
    checked = bench.on(DAY)
    assert _severities(checked, "DATA-EVIDENCE") == ["warning"]
    assert _lines(bench, checked, "DATA-EVIDENCE") == (
        bench.at(CONTROLS, "on: 2026-02-11"),
        [bench.at(CONTROLS, "on: 2026-02-10")],
    )
    assert _severities(checked, "IC-QUOTATIONS") == ["error"]
    same_day = variant({CONTROLS: [("on: 2026-02-03, amount", "on: 2026-02-10, amount")]})
    assert same_day.on(DAY).codes == []


@pytest.mark.parametrize(("director", "codes"), [("ho-lam", [("error", "IC-ORDER-APPROVAL")]), ("wong-mei", [])])
def test_an_order_approved_by_a_director(variant: Variant, director: str, codes: list[tuple[str, str]]) -> None:
    bench = variant({CONTROLS: [("    on: 2026-02-10\n", f"    on: 2026-02-10\n    approved_by: {director}\n")]})
    checked = bench.on(DAY)
    assert checked.codes == codes
    if codes:
        assert _lines(bench, checked, "IC-ORDER-APPROVAL") == (
            bench.at(CONTROLS, "approved_by: ho-lam"),
            [bench.at(ISSUER, "- {in: tin-drum")],
        )


def test_a_review_approved_by_a_director_with_an_interest(variant: Variant) -> None:
    bench = variant({CONTROLS: _filed(_entry(approved_by="ho-lam"))})
    checked = bench.on(DAY)
    assert checked.codes == [("error", "IC-EVIDENCE-APPROVAL")]
    assert _lines(bench, checked, "IC-EVIDENCE-APPROVAL") == (
        bench.at(CONTROLS, "approved_by: ho-lam"),
        [bench.at(ISSUER, "- {in: tin-drum")],
    )


@pytest.mark.parametrize(
    ("interest", "codes"),
    [
        ("material: false}", []),
        ("material: true, to: 2026-03-01}", []),  # over the day before
        ("material: true, to: 2026-03-02}", [("error", "IC-EVIDENCE-APPROVAL")]),
        ("material: {unknown: to be asked}}", [("warning", "IC-EVIDENCE-APPROVAL")]),
    ],
)
def test_which_interests_count(variant: Variant, interest: str, codes: list[tuple[str, str]]) -> None:
    changes: Changes = {ISSUER: [("material: true}", interest)], CONTROLS: _filed(_entry(approved_by="ho-lam"))}
    assert [code for code in variant(changes).on(DAY).codes if code[1] == "IC-EVIDENCE-APPROVAL"] == codes


def test_a_document_that_is_not_there(variant: Variant) -> None:
    bench = variant({CONTROLS: _filed(_entry(file="controls/reports/february.pdf"))})
    checked = bench.on(DAY)
    assert checked.codes == [("error", "DATA-EVIDENCE")]
    assert checked.findings[0].message == "the document `controls/reports/february.pdf` is not in the workspace"
    assert bench.of(checked.findings[0].place) == bench.at(CONTROLS, "file: controls/reports")
    (bench.folder / "controls" / "reports").mkdir()
    (bench.folder / "controls" / "reports" / "february.pdf").write_bytes(b"%PDF")
    assert bench.on(DAY).codes == []


@pytest.mark.parametrize(
    ("said", "code"),
    [("false", ("warning", "IC-GROUP-MONITORING")), ("{unknown: to be asked}", ("warning", "IC-GROUP-MONITORING"))],
)
def test_monitoring_left_to_subsidiaries(variant: Variant, said: str, code: tuple[str, str]) -> None:
    attested = "{attested: true, by: the Directors, on: 2026-01-05, evidence: board minutes}"
    bench = variant({ISSUER: [(attested, said)]})
    checked = bench.on(DAY)
    assert checked.codes == [code]
    assert bench.of(checked.findings[0].place) == bench.at(ISSUER, "monitors_for_the_whole_group")


def test_an_alert_against_a_raised_cap_asks_for_a_report_of_its_own(variant: Variant) -> None:
    # 6.4 / 8.0 = 80 % on 31 January; 7.0 / 12.0 after the revision of 5 February; 9.6 / 12.0 = 80 % on 28 February.
    first = "- {from: 2026-01-05, to: 2026-02-28, amount: RMB 1.0 million, audited: false}"
    readings = (
        "- {from: 2026-01-05, to: 2026-01-31, amount: RMB 6.4 million, audited: false}\n"
        "      - {from: 2026-01-05, to: 2026-02-15, amount: RMB 7.0 million, audited: false}\n"
        "      - {from: 2026-01-05, to: 2026-02-28, amount: RMB 9.6 million, audited: false}"
    )
    revision = """amendments:
  - amendment: revision
    name: {en: Revision, zh-Hant: 修訂}
    form: cap_revision
    dated: 2026-02-05
    announced_on: 2026-02-05
    categories:
      spare-parts:
        conditional_on_approval: false
        caps:
          - {from: 2026-01-05, to: 2026-12-31, amount: RMB 12.0 million}
"""
    agreement = [(first, readings), ("amendments: []\n", revision)]
    for on, severity in (("2026-02-01", "warning"), ("2026-02-28", "note")):
        report = _entry("IC-CAP-ALERT", on=on, period="{from: 2026-01-05, to: 2026-01-31}")
        checked = variant({AGREEMENT: agreement, CONTROLS: _filed(report)}).on(DAY)
        assert _severities(checked, "IC-CAP-ALERT") == [severity]
