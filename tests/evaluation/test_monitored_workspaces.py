"""What `check` finds in small workspaces: code, severity, the exact line and the words that matter.

The clean workspace: caps of RMB 8.0, 9.0 and 10.0 million from 5 January 2026, RMB 1.0 million used by 28 February.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import AGREEMENT, ANNOUNCEMENT, CONTROLS, COUNTERPARTY, ISSUER

if TYPE_CHECKING:
    from workbench import Changes, Checked, Variant

SIGNED, LATER = "2026-01-05", "2026-03-15"
_USED = "amount: RMB 1.0 million, audited"
_CAP_LINE, _ACTUAL_LINE = "{from: 2026-01-05, to: 2026-12-31", "to: 2026-02-28"
_TERM = "term: {from: 2026-01-05, to: 2028-12-31}"
_CAP_BASIS = "    cap_basis:\n      factors:\n        - text: {en: past amounts, zh-Hant: 過往金額}\n"
_ALERT, _EXCEEDED = ("warning", "IC-CAP-ALERT"), ("error", "HKEX-14A.54")


def _used(amount: str) -> tuple[str, str]:
    return _USED, f"amount: '{amount}', rest_suffices: true, audited"


def _revised(dated: str, conditional: str = "false", approved_on: str = "") -> list[tuple[str, str]]:
    """Raise the cap of 2026 to RMB 12.0 million: 12.0 / 500 = 2.4 % of revenue, exempt like the first caps."""
    approved = f"    approved_on: {approved_on}\n" if approved_on else ""
    body = f"""amendments:
  - amendment: revision
    name: {{en: Revision, zh-Hant: 修訂}}
    form: cap_revision
    dated: {dated}
    announced_on: {dated}
{approved}    categories:
      spare-parts:
        conditional_on_approval: {conditional}
        caps:
          - {{from: 2026-01-05, to: 2026-12-31, amount: RMB 12.0 million}}
"""
    return [("amendments: []\n", body)]


def _market_of(day: str) -> tuple[str, str]:
    first = "    - {as_of: 2026-01-05, value: RMB 800.0 million}\n"
    return first, first + f"    - {{as_of: {day}, value: RMB 800.0 million}}\n"


@pytest.mark.parametrize(
    ("amount", "codes"),
    [
        ("RMB 8.0 million", [_ALERT]),  # at the cap is not above it
        ("RMB 8,000,000.01", [_EXCEEDED, _ALERT]),
        ("RMB 6.4 million", [_ALERT]),  # 6.4 / 8.0 = 80 %
        ("RMB 6,399,999.99", []),
        ("RMB 0", []),
    ],
)
def test_a_cap_and_its_alert(variant: Variant, amount: str, codes: list[tuple[str, str]]) -> None:
    assert variant({AGREEMENT: [_used(amount)]}).on(LATER).codes == codes


def test_a_cap_that_is_exceeded(variant: Variant) -> None:
    bench = variant({AGREEMENT: [_used("RMB 8.2 million")]})
    checked = bench.on(LATER)
    finding = checked.finding("HKEX-14A.54")
    assert finding.message == (
        "actual RMB 8.2 million is above the cap of RMB 8.0 million in force on 2026-02-28 (102.500%)"
    )
    assert bench.of(finding.place) == bench.at(AGREEMENT, _CAP_LINE + ", amount")
    assert [bench.of(each.place) for each in finding.related] == [bench.at(AGREEMENT, "RMB 8.2 million")]
    assert finding.rule is not None
    assert (finding.rule.cite, finding.rule.in_force_from) == ("Main Board 14A.54", "2014-07-01")
    assert finding.rule.place is not None
    assert finding.rule.place.file == "rules/hkex/chapter-14a/continuing.yaml"
    assert "re-comply with the announcement" in finding.help
    alert = checked.finding("IC-CAP-ALERT")
    assert alert.message == (
        "RMB 8.2 million of the cap of RMB 8.0 million is used (102.500%); "
        "no report to senior management is on file since 2026-02-28"
    )
    assert bench.of(alert.place) == bench.at(AGREEMENT, "RMB 8.2 million")


def test_the_amount_counts_from_the_day_it_is_recorded_for(variant: Variant) -> None:
    assert variant({AGREEMENT: [_used("RMB 8.2 million")]}).on("2026-02-27").codes == []
    assert _EXCEEDED in variant({AGREEMENT: [_used("RMB 8.2 million")]}).on("2026-02-28").codes


def test_revised_in_time(variant: Variant) -> None:
    bench = variant(
        {AGREEMENT: [_used("RMB 9.0 million"), *_revised("2026-02-20")], ISSUER: [_market_of("2026-02-20")]}
    )
    assert bench.on(LATER).codes == []  # 9.0 / 12.0 = 75 %


def test_revised_too_late(variant: Variant) -> None:
    bench = variant(
        {AGREEMENT: [_used("RMB 9.0 million"), *_revised("2026-03-10")], ISSUER: [_market_of("2026-03-10")]}
    )
    checked = bench.on(LATER)
    finding = checked.finding("HKEX-14A.54")
    assert "above the cap of RMB 8.0 million in force on 2026-02-28 (112.500%)" in finding.message
    assert bench.of(finding.place) == bench.at(AGREEMENT, "RMB 8.0 million")
    assert finding.severity == "error"


def test_a_reading_after_the_revision_does_not_heal_the_one_before(variant: Variant) -> None:
    first = "- {from: 2026-01-05, to: 2026-02-28"
    more = f"- {{from: 2026-01-05, to: 2026-03-12, amount: RMB 9.5 million, audited: false}}\n      {first}"
    changes: Changes = {
        AGREEMENT: [_used("RMB 9.0 million"), (first, more), *_revised("2026-03-10")],
        ISSUER: [_market_of("2026-03-10")],
    }
    findings = [f for f in variant(changes).on(LATER).findings if f.code == "HKEX-14A.54"]
    assert ["2026-02-28" in finding.message for finding in findings] == [True]


@pytest.mark.parametrize(
    ("conditional", "approved_on", "exceeded"),
    [
        ("true", "", True),  # waits for approval
        ("true", "2026-03-01", True),  # approved after the amount was reached
        ("true", "2026-02-20", False),
        ("{unknown: counsel is asked}", "", True),  # silence is never the lighter answer
        ("false", "", False),
    ],
)
def test_a_revision_that_waits_for_approval(
    variant: Variant, conditional: str, approved_on: str, exceeded: bool
) -> None:
    revised = _revised("2026-02-01", conditional, approved_on)
    bench = variant({AGREEMENT: [_used("RMB 9.0 million"), *revised], ISSUER: [_market_of("2026-02-01")]})
    assert (_EXCEEDED in bench.on(LATER).codes) is exceeded


@pytest.mark.parametrize(
    ("day", "tier"),
    [("2026-02-19", "exempt_from_circular_and_approval"), ("2026-02-20", "not_exempt")],
)
def test_a_revision_is_tested_whole_in_the_year_that_runs(variant: Variant, day: str, tier: str) -> None:
    # The cap of the year that has begun goes from 8.0 to 26.0: 26.0 / 500 = 5.2 %, though only 18.0 are added.
    ((old, body),) = _revised("2026-02-20", "true")
    changes: Changes = {
        AGREEMENT: [(old, body.replace("RMB 12.0 million", "RMB 26.0 million"))],
        ISSUER: [_market_of("2026-02-20")],
    }
    result = variant(changes).on(day).result("spare-parts")
    assert (result["tested_on"], result["tier"]) == ("2026-02-20" if tier == "not_exempt" else SIGNED, tier)


def test_a_breach_is_certain_where_no_open_tier_would_excuse_it(variant: Variant) -> None:
    # Without a market capitalisation the tier is one of two, and neither of them is fully exempt.
    market = "    - {as_of: 2026-01-05, value: RMB 800.0 million}\n"
    changes: Changes = {ISSUER: [("  capitalisation:\n" + market, "")], AGREEMENT: [_used("RMB 8.2 million")]}
    checked = variant(changes).on(LATER)
    assert checked.result("spare-parts")["tier"] == "undecided"
    assert _EXCEEDED in checked.codes


def test_a_breach_is_undecided_where_the_transaction_may_be_fully_exempt(variant: Variant) -> None:
    changes: Changes = {
        ISSUER: [
            ('    - {of: RMB, in: HKD, on: 2026-01-05, rate: "1.10"}\n', ""),
            ("exchange_rates:", "exchange_rates: []"),
        ],
        AGREEMENT: [_used("RMB 8.2 million")],
    }
    assert ("warning", "HKEX-14A.54") in variant(changes).on(LATER).codes


def test_an_amendment_signed_later_is_not_there_yet(variant: Variant) -> None:
    bench = variant({AGREEMENT: _revised("2026-03-16")})
    assert bench.on(LATER).codes == []
    assert bench.on(LATER).result("spare-parts")["tested_on"] == SIGNED


@pytest.mark.parametrize(
    ("level", "amount", "alert"),
    [
        ("70%", "RMB 5.6 million", True),  # 5.6 / 8.0 = 70 %
        ("70%", "RMB 5,599,999.99", False),
        ("90%", "RMB 6.4 million", False),
        ("90%", "RMB 7.2 million", True),
    ],
)
def test_the_companys_own_alert_level(variant: Variant, level: str, amount: str, alert: bool) -> None:
    changes: Changes = {
        "listing-rules.yaml": [("alert_level: 80%", f"alert_level: {level}")],
        AGREEMENT: [_used(amount)],
    }
    assert variant(changes).on(LATER).codes == ([_ALERT] if alert else [])


def test_without_a_setting_the_alert_stands_at_the_rules_own_level(variant: Variant) -> None:
    changes: Changes = {"listing-rules.yaml": [("alert_level: 80%\n", "")], AGREEMENT: [_used("RMB 6.4 million")]}
    assert variant(changes).on(LATER).codes == [_ALERT]


def test_no_amount_is_recorded_for_a_period_that_runs(variant: Variant) -> None:
    entry = "\n      - {from: 2026-01-05, to: 2026-02-28, amount: RMB 1.0 million, audited: false}"
    bench = variant({AGREEMENT: [(entry, " []")]})
    finding = bench.on(LATER).finding("IC-CAP-ALERT")
    assert finding.message.startswith("cannot be decided")
    assert bench.of(finding.place) == bench.at(AGREEMENT, _CAP_LINE)
    assert "Ask finance: What is the actual amount" in finding.help


@pytest.mark.parametrize(
    ("last", "codes"),
    [
        ("2029-01-04", []),  # three years less a day from 5 January 2026, over the leap day of 2028
        ("2029-01-05", [("error", "HKEX-14A.52")]),
    ],
)
def test_three_years(variant: Variant, last: str, codes: list[tuple[str, str]]) -> None:
    third = "      - {from: 2028-01-01, to: 2028-12-31, amount: RMB 10.0 million}\n"
    stub = f"      - {{from: 2029-01-01, to: {last}, amount: RMB 0.1 million}}\n"
    term = f"term: {{from: 2026-01-05, to: {last}}}"
    bench = variant({AGREEMENT: [(_TERM, term), (third, third + stub)]})
    checked = bench.on(LATER)
    assert checked.codes == codes
    for finding in checked.findings:
        assert finding.message == "the term 2026-01-05 to 2029-01-05 is longer than three years"
        assert bench.of(finding.place) == bench.at(AGREEMENT, term)


def test_a_longer_term_with_the_advisers_opinion(variant: Variant) -> None:
    third = "      - {from: 2028-01-01, to: 2028-12-31, amount: RMB 10.0 million}\n"
    stub = "      - {from: 2029-01-01, to: 2029-12-31, amount: RMB 9.5 million}\n"
    opinion = "longer_term_opinion: {attested: true, by: the adviser, on: 2026-01-05, evidence: its letter}"
    term = "term: {from: 2026-01-05, to: 2029-12-31}"
    checked = variant({AGREEMENT: [(_TERM, f"{term}\n    {opinion}"), (third, third + stub)]}).on(LATER)
    assert checked.codes == []
    assert checked.result("spare-parts")["requirements"]["independent_financial_adviser"] == "required"
    assert checked.result("spare-parts")["requirements"]["circular"] == "not_required"
    assert _cites_of_adviser(checked) == {"14A.52"}  # the size of the deal asks for no adviser, its term alone does


def test_the_term_is_no_ground_for_an_adviser_where_it_is_short(variant: Variant) -> None:
    assert _cites_of_adviser(variant().on(LATER)) == {"14A.39, 14A.44"}


def _cites_of_adviser(checked: Checked) -> set[str]:
    found = (each for deal in checked.evaluated.classification.deals for each in deal.obligations)
    return {each.cite for each in found if each.consequence.name == "independent_financial_adviser"}


def test_amounts_of_what_an_amendment_adds_stand_in_the_amendment(variant: Variant) -> None:
    """Tools from 1 July 2026, cap RMB 2.0 million: RMB 1.6 million is 80 % of it. The spare parts keep their own."""
    added = """amendments:
  - amendment: tools
    name: {en: Supplement, zh-Hant: 補充協議}
    form: supplemental_agreement
    dated: 2026-06-01
    announced_on: 2026-06-01
    categories:
      tools:
        name: {en: tools, zh-Hant: 工具}
        kind: goods
        direction: group_buys
        is_continuing: true
        issues_shares: false
        conditional_on_approval: false
        term: {from: 2026-07-01, to: 2028-12-31}
        caps: [{from: 2026-07-01, to: 2026-12-31, amount: RMB 2.0 million}]
        actuals: [{from: 2026-07-01, to: 2026-08-31, amount: RMB 1.6 million, audited: false}]
"""
    checked = variant({AGREEMENT: [("amendments: []\n", added)]}).on("2026-09-15")
    assert checked.finding("IC-CAP-ALERT").message.startswith(
        "RMB 1.6 million of the cap of RMB 2.0 million is used (80.000%)"
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("written: true", "written: false", "HKEX-14A.51", "written: false"),
        ("    pricing: {en: unit prices by list, zh-Hant: 按價目表所列單價}\n", "", "HKEX-14A.51", "  spare-parts:"),
        (
            "      - {from: 2027-01-01, to: 2027-12-31, amount: RMB 9.0 million}\n",
            "",
            "HKEX-14A.53",
            "    caps:",
        ),
        ("- {from: 2028-01-01, to: 2028", "- {from: 2028-01-02, to: 2028", "HKEX-14A.53", "    caps:"),
        ("to: 2028-12-31, amount", "to: 2028-12-30, amount", "HKEX-14A.53", "    caps:"),
    ],
)  # fmt: skip
def test_requirements_of_the_agreement(variant: Variant, old: str, new: str, code: str, line: str) -> None:
    bench = variant({AGREEMENT: [(old, new)]})
    checked = bench.on(LATER)
    assert checked.codes == [("error", code)]
    assert bench.of(checked.findings[0].place) == bench.at(AGREEMENT, line)


def test_nobody_says_whether_it_is_written(variant: Variant) -> None:
    checked = variant({AGREEMENT: [("written: true\n", "")]}).on(LATER)
    assert checked.codes == [("warning", "HKEX-14A.51")]
    assert "Ask company secretary: Is there a signed written agreement?" in checked.findings[0].help


def test_a_fully_exempt_transaction_needs_none_of_it(variant: Variant) -> None:
    small = [
        (f"amount: RMB {cap}", "amount: RMB 0.4 million") for cap in ("8.0 million", "9.0 million", "10.0 million")
    ]
    odd = [("written: true", "written: false"), (_TERM, "term: {from: 2026-01-05, to: 2048-12-31}")]
    checked = variant({AGREEMENT: [*small, *odd, _used("RMB 0.5 million")]}).on(LATER)
    # 0.4 / 500 = 0.08 %, below 0.1 %. The cap of the company's own is passed all the same: its alert stays.
    assert checked.result("spare-parts")["citations"] == ["14A.76(1)(a)"]
    assert checked.codes == [_ALERT]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            [("      - {from: Supplier Two, on: 2026-02-03, amount: RMB 1.2 million}\n", "")],
            "1 independent quotation(s) before the order, lowest RMB 1.1 million; the connected person quoted RMB 1.0",
        ),
        (
            [("amount: RMB 1.1 million", "amount: 'RMB 999,999.99'")],  # one fen lower than the connected quotation
            "2 independent quotation(s) before the order, lowest RMB 999,999.99; the connected person quoted RMB 1.0",
        ),
        ([("on: 2026-02-03, amount", "on: 2026-02-11, amount")], "1 independent quotation(s) before the order, lowest"),
        (
            [
                ("on: 2026-02-02, amount", "on: 2026-02-11, amount"),
                ("on: 2026-02-03, amount", "on: 2026-02-12, amount"),
            ],
            "0 independent quotation(s) before the order",
        ),
    ],
)
def test_quotations_that_do_not_suffice(variant: Variant, changes: list[tuple[str, str]], message: str) -> None:
    bench = variant({CONTROLS: changes})
    checked = bench.on(LATER)
    assert [code for code in checked.codes if code[1] != "DATA-EVIDENCE"] == [("error", "IC-QUOTATIONS")]
    finding = checked.findings[0]
    assert finding.message.startswith(message)
    assert finding.subject.endswith("po-1")
    assert bench.of(finding.place)[0] == CONTROLS


def test_one_quotation_points_at_the_quotations(variant: Variant) -> None:
    bench = variant({CONTROLS: [("      - {from: Supplier Two, on: 2026-02-03, amount: RMB 1.2 million}\n", "")]})
    assert bench.of(bench.on(LATER).findings[0].place) == bench.at(CONTROLS, "independent_quotations:")


@pytest.mark.parametrize(
    "changes",
    [
        [("amount: RMB 1.1 million", "amount: RMB 1.0 million")],  # as low as the connected one
        [("on: 2026-02-03, amount", "on: 2026-02-10, amount")],  # on the day of the order
    ],
)
def test_quotations_that_just_suffice(variant: Variant, changes: list[tuple[str, str]]) -> None:
    assert variant({CONTROLS: changes}).on(LATER).codes == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Supplier Two, on: 2026-02-03, ", "Supplier Two, ", "independent_quotations:"),
        ("    connected_quotation: RMB 1.0 million\n", "", "- order: po-1"),
        ("connected_quotation: RMB 1.0 million", "connected_quotation: {unknown: asked}", "connected_quotation:"),
    ],
)
def test_quotations_of_which_too_little_is_known(variant: Variant, old: str, new: str, line: str) -> None:
    bench = variant({CONTROLS: [(old, new)]})
    checked = bench.on(LATER)
    assert checked.codes == [("warning", "IC-QUOTATIONS")]
    assert checked.findings[0].message.startswith("cannot be decided")
    assert bench.of(checked.findings[0].place) == bench.at(CONTROLS, line)


def test_an_order_placed_later_is_not_there_yet(variant: Variant) -> None:
    bench = variant(
        {CONTROLS: [("on: 2026-02-10", "on: 2026-03-16"), ("Supplier One, on: 2026-02-02, ", "Supplier One, ")]}
    )
    assert bench.on(LATER).codes == []
    assert bench.on("2026-03-16").codes == [("warning", "IC-QUOTATIONS")]


def test_a_missing_monthly_report(variant: Variant) -> None:
    bench = variant()
    assert bench.on("2026-03-28").codes == []  # February ended on the 28th; a month of grace
    checked = bench.on("2026-03-29")
    assert checked.codes == [("warning", "IC-MONTHLY-STATUS")]
    assert checked.findings[0].message == "no monthly status report is on file for 2026-02-01 to 2026-02-28"
    assert bench.of(checked.findings[0].place) == bench.at(AGREEMENT, "agreement: parts-2026")


def test_evidence_filed_later_is_not_there_yet(variant: Variant) -> None:
    bench = variant({CONTROLS: [("on: 2026-02-04", "on: 2026-03-14")]})
    assert bench.on("2026-03-13").codes == [("warning", "IC-MONTHLY-STATUS")]
    assert bench.on("2026-03-14").codes == [("note", "IC-MONTHLY-STATUS")]  # it came late


def test_evidence_for_another_agreement_does_not_count(variant: Variant) -> None:
    text = (variant().folder / AGREEMENT).read_text(encoding="utf-8").replace("parts-2026", "tools-2026")
    changes: Changes = {
        "agreements/tools-2026.yaml": [("", text)],
        CONTROLS: [("    agreement: parts-2026\n    period", "    agreement: tools-2026\n    period")],
    }
    bench = variant(changes)
    missing = [f for f in bench.on(LATER).findings if f.code == "IC-MONTHLY-STATUS"]
    assert [bench.of(finding.place) for finding in missing] == [bench.at(AGREEMENT, "agreement: parts-2026")]


@pytest.mark.parametrize(
    ("file", "old", "new", "cite"),
    [
        (COUNTERPARTY, "ultimate_beneficial_owner: {en: Ms. Au Yee, zh-Hant: 區宜女士}\n", "", "14A.68(1A)"),
        (ISSUER, "{en: the prescribed words, zh-Hant: 規定字句}", "{unknown: to be put in}", "14.58(1)"),
        (AGREEMENT, "reasons: {en: a steady supply, zh-Hant: 供應穩定}\n", "", "14.58(8)"),
        (AGREEMENT, _CAP_BASIS, "", "14A.68(4)"),
    ],
)  # fmt: skip
def test_what_the_announcement_lacks(variant: Variant, file: str, old: str, new: str, cite: str) -> None:
    bench = variant({file: [(old, new)]})
    checked = bench.on(SIGNED)
    assert checked.codes == [("warning", f"HKEX-{cite.rpartition('(')[0]}")]
    assert checked.findings[0].message.endswith(f"({cite})")
    assert bench.of(checked.findings[0].place) == bench.at(ANNOUNCEMENT, "dated: 2026-01-05")
    assert bench.on("2026-01-06").codes == []


def test_two_announcements_of_one_day_are_judged_each_by_itself(variant: Variant) -> None:
    other = "dated: 2026-01-05\nsigned_by: wong-mei\n"
    bench = variant({"announcements/2026-01-05-b.yaml": [("", other)]})
    lacking = [f for f in bench.on(SIGNED).findings if f.code == "HKEX-14A.68"]
    assert [bench.of(finding.place)[0] for finding in lacking] == ["announcements/2026-01-05-b.yaml"]
    assert "independent non-executive directors" in lacking[0].message


def test_findings_come_heaviest_first_and_each_once(variant: Variant) -> None:
    changes: Changes = {
        AGREEMENT: [_used("RMB 8.2 million"), ("written: true", "written: false")],
        CONTROLS: [("      - {from: Supplier Two, on: 2026-02-03, amount: RMB 1.2 million}\n", "")],
    }
    checked = variant(changes).on("2026-03-29")
    assert checked.codes == [
        ("error", "HKEX-14A.51"),
        ("error", "HKEX-14A.54"),
        ("error", "IC-QUOTATIONS"),
        ("warning", "IC-MONTHLY-STATUS"),
        ("warning", "IC-CAP-ALERT"),
    ]
    assert len(set(checked.findings)) == len(checked.findings)


def test_a_rule_that_nobody_reviewed_is_stale(variant: Variant) -> None:
    codes = {code for _, code in variant().on("2027-07-01").codes}
    assert "RULE-STALE" in codes
    assert "RULE-STALE" not in {code for _, code in variant().on("2027-06-30").codes}
