"""Documents beside announcements: changes of directors, share schemes with their grants, changes of the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from workbench import KINGSOFT

from validator.findings import ReadingError

if TYPE_CHECKING:
    from workbench import Changes, Checked, Variant

CHANGES = "director-changes/2026-03-25.yaml"
SCHEME = "share-schemes/2026-plan.yaml"
ARTICLES = "articles/2026-03-25.yaml"
RESULTS = "results/2025.yaml"
_AGREED = """  attested: true
  by: Ernst & Young, auditors
  on: 2026-03-25
  evidence: results announcement"""
_REASONS = "{en: other business that needs his time, zh-Hant: 須處理其他事務}"
DAYS = ("HKEX-13.39(5)", "HKEX-13.46", "HKEX-A1.14(2)")
OURS = ("HKEX-13.", "HKEX-17.", "HKEX-A1", "HKEX-D2", "IC-FIGURES")


def _found(checked: Checked) -> list[tuple[str, str]]:
    """Give what is found of documents; the days of meetings and reports are for the timetable's tests."""
    found = [(str(f.severity), f.code) for f in checked.findings if f.code.startswith(OURS)]
    return [each for each in found if not each[1].startswith(DAYS)]


@pytest.mark.parametrize("day", ["2026-03-24", "2026-03-25", "2026-04-23"])
def test_the_documents_of_march_2026_comply(variant: Variant, day: str) -> None:
    assert _found(variant(of=KINGSOFT).on(day)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "severity", "words"),
    [
        (RESULTS, _AGREED, _AGREED.replace("true", "false"), "HKEX-13.49(2)", "error", "auditors have agreed"),
        (RESULTS, "outlook: {value: true,", "outlook: {value: false,", "HKEX-D2.45", "warning", "outlook"),
        (CHANGES, "      age: 44\n", "", "HKEX-13.51(2)(a)-(x)", "warning", "full name and age"),
        (CHANGES, _REASONS, "{unknown: ask him}", "HKEX-13.51(2)(a)-(x)", "warning", "reasons for leaving"),
        (CHANGES, "announced_on: 2026-03-25\n", "", "HKEX-13.51(2)", "error", "not announced"),
        (
            SCHEME,
            "shareholders_approval: true",
            "shareholders_approval: false",
            "HKEX-17.02(1)",
            "error",
            "neither approved",
        ),
        (SCHEME, "others: false", "others: true", "HKEX-17.03A", "error", "neither employees"),
        (ARTICLES, "{special: true}", "{special: false}", "HKEX-A1", "warning", "special resolution"),
        (
            ARTICLES,
            "reasons:",
            "effective_on: 2026-03-25\nreasons:",
            "HKEX-A1-majority",
            "warning",
            "cannot be decided",
        ),
    ],
)
def test_what_falls_short_is_found(
    variant: Variant, file: str, old: str, new: str, code: str, severity: str, words: str
) -> None:
    checked = variant({file: [(old, new)]}, of=KINGSOFT).on("2026-03-25")
    found = [f for f in checked.findings if f.code == code]
    assert {str(f.severity) for f in found} == {severity}
    assert words in found[0].message


def test_a_director_whom_nobody_knows(variant: Variant) -> None:
    bench = variant({CHANGES: [("director: qu-heng", "director: qu-hang")]}, of=KINGSOFT)
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-25")
    (fault,) = error.value.findings
    assert (fault.message, fault.help) == ("no director is called `qu-hang`", "did you mean `qu-heng`?")
    assert bench.of(fault.place) == bench.at(CHANGES, "director: qu-hang")


def test_a_check_that_names_no_line(variant: Variant) -> None:
    old = "printed: gearing.gearing}"
    bench = variant({RESULTS: [(old, "printed: gearing.gearings}")]}, of=KINGSOFT)
    with pytest.raises(ReadingError) as error:
        bench.on("2026-03-25")
    (fault,) = error.value.findings
    assert (fault.code, fault.help) == ("DATA-REFERENCE", "did you mean `gearing`?")
    assert bench.of(fault.place) == bench.at(RESULTS, "gearing.gearings")


# --- a scheme with its limits and a grant: 4,000 million shares in issue, of which none is a treasury share ---

_TERMS = """mandate:
  limit: 400000000
  shares_in_issue: 4000000000
  treasury_shares: 0
  service_provider_sublimit: 40000000
  sublimit_voted_separately: true
  sublimit_basis: {en: a tenth of the limit, zh-Hant: 限額的十分之一}
life: {from: 2026-07-01, to: 2036-06-30}
meeting_on: 2026-06-30
document_online_on: 2026-06-16
adoption: {on: 2026-06-30, approved_by_shareholders: true}
grants:
  - grant: first
    on: 2026-07-02
    of: options
    to: director
    shares_in_issue: 4000000000
    twelve_months: {options_and_awards: 4000001, awards: 0}
    approval: {independent_directors: true, shareholders: false, circular: false, abstained: false}
    exercise_price: HKD 8.20
    closing_price: HKD 8.00
    average_price: HKD 8.20
    vests_on: 2027-07-02
    shorter_vesting: {in_scheme: false}
    expires_on: 2036-07-02
    inside_information: false
    before_results: false
    announced_on: 2026-07-02
"""


def _adopted(*changes: tuple[str, str]) -> Changes:
    terms = _TERMS
    for old, new in changes:
        assert terms.count(old) == 1
        terms = terms.replace(old, new)
    return {SCHEME: [("stage: proposed\n", f"stage: adopted\n{terms}")]}


def test_an_adopted_scheme_with_a_grant_complies(variant: Variant) -> None:
    # 4,000,001 options to a director are above 0.1%, but only awards count for a director who is not independent.
    assert _found(variant(_adopted(), of=KINGSOFT).on("2026-07-02")) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("limit: 400000000", "limit: 400000001"), "HKEX-17.03B(1)"),
        (("treasury_shares: 0", "treasury_shares: 1"), "HKEX-17.03B(1)"),
        (("sublimit_voted_separately: true", "sublimit_voted_separately: false"), "HKEX-17.03B(2)"),
        (("service_provider_sublimit: 40000000", "service_provider_sublimit: 400000001"), "HKEX-17.03B(2)"),
        (("to: 2036-06-30", "to: 2036-07-01"), "HKEX-17.03-life"),
        (("2026-06-16", "2026-06-17"), "HKEX-17.02(2)"),
        (("on: 2026-06-30, approved_by_shareholders: true", "approved_by_shareholders: false"), "HKEX-17.02(1)"),
        (("vests_on: 2027-07-02", "vests_on: 2027-07-01"), "HKEX-17.03F"),
        (("expires_on: 2036-07-02", "expires_on: 2036-07-03"), "HKEX-17.03-option-life"),
        (("exercise_price: HKD 8.20", "exercise_price: HKD 8.19"), "HKEX-17.03E"),
        (("independent_directors: true", "independent_directors: false"), "HKEX-17.04(1)"),
        (("awards: 0", "awards: 40000001"), ""),
        (("to: director", "to: independent_director"), "HKEX-17.04(3)"),
        (("options_and_awards: 4000001", "options_and_awards: 40000001"), "HKEX-17.03D"),
        (("shareholders: false, circular", "shareholders: true, circular"), "HKEX-17.04(4)"),
        (("before_results: false", "before_results: true"), "HKEX-17.05"),
        (("    announced_on: 2026-07-02\n", ""), "HKEX-17.06A"),
    ],
)
def test_one_step_too_far(variant: Variant, change: tuple[str, str], code: str) -> None:
    found = _found(variant(_adopted(change), of=KINGSOFT).on("2026-07-02"))
    assert found == ([("error", code)] if code else [])


def test_awards_above_a_thousandth_to_a_director_need_the_shareholders(variant: Variant) -> None:
    changes = _adopted(("of: options", "of: awards"), ("awards: 0", "awards: 4000001"))
    assert _found(variant(changes, of=KINGSOFT).on("2026-07-02")) == [("error", "HKEX-17.04(2)")]


def test_a_grant_of_tomorrow_is_not_judged_today(variant: Variant) -> None:
    changes = _adopted(("vests_on: 2027-07-02", "vests_on: 2027-07-01"))
    assert _found(variant(changes, of=KINGSOFT).on("2026-07-01")) == []


@pytest.mark.parametrize(("refreshed", "found"), [("2029-06-30", []), ("2029-06-29", [("error", "HKEX-17.03C")])])
def test_a_limit_is_refreshed_on_the_third_anniversary(
    variant: Variant, refreshed: str, found: list[tuple[str, str]]
) -> None:
    refresh = f"""refresh:
  last_approved_on: 2026-06-30
  on: {refreshed}
  approved_by_shareholders: true
  approved_by_independent_shareholders: false
"""
    changes = _adopted(("life: {", f"{refresh}life: {{"))
    assert _found(variant(changes, of=KINGSOFT).on("2029-07-01")) == found


def test_changed_particulars_go_into_a_report_or_an_announcement(variant: Variant) -> None:
    entry = "\n  - {{change: zhang-duo-{0}, director: zhang-duo, kind: change_of_particulars, letter: {0}}}\n"
    # the file as a whole is announced, so that only the report is missing
    changes: Changes = {CHANGES: [("\nchanges:\n", "\nchanges:" + entry.format("c") + entry.format("h").lstrip("\n"))]}
    assert _found(variant(changes, of=KINGSOFT).on("2026-03-25")) == [("warning", "HKEX-13.51B(1)")]
