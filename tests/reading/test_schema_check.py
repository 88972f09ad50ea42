from __future__ import annotations

import json
from pathlib import Path

import pytest

from validator.findings import Finding, ListingRulesError, Severity
from validator.reading.schema_check import check_document
from validator.reading.yaml_reader import parse_yaml

SCHEMAS = Path(__file__).parent / "schemas"
VALID = "agreement: xiaomi-2025\nname: {en: Agreement, zh-Hant: 協議}\n"
MONEY = "a sum of money with its currency, such as RMB 82.0 million"


def findings(text: str) -> tuple[Finding, ...]:
    return check_document(parse_yaml(text, "f"), "agreement", SCHEMAS)


def only(more: str) -> Finding:
    """Give the one finding about lines added, from line 3 on, to a document without faults."""
    (finding,) = findings(VALID + more)
    assert finding.code == "DATA-SCHEMA"
    assert finding.severity is Severity.ERROR
    return finding


def where(finding: Finding) -> tuple[int, int, int]:
    assert finding.place is not None
    return (finding.place.line, finding.place.column, finding.place.end_column)


@pytest.mark.parametrize(
    "more",
    [
        "",
        "cap: RMB 41.0 million\ndated: 2025-07-29\n",
        "cap: {value: RMB 41.0 million, source: circular}\ndated: 2025-07-29\n",
        "cap: {at_least: 'HKD 20,000 million', illustration: range}\ndated: 2025-07-29\n",
        "cap: {unknown: not restated}\ndated: 2025-07-29\n",
        "rule: {kind: deadline, due: 10 business days}\n",
        "condition: {all: [{fact: ratio, below: 5%}, {all: []}]}\n",
        "categories: {idc: {caps: [{from: 2025-07-29, to: 2025-12-31, amount: RMB 1}]}}\n",
    ],
)
def test_what_fits_gives_no_finding(more: str) -> None:
    assert findings(VALID + more) == ()


def test_misspelt_key() -> None:
    finding = only("writen: true\n")
    assert finding.message == "`writen` is not a key that may stand here"
    assert finding.label == "did you mean `written`?"
    assert finding.help == "write `written`"
    assert where(finding) == (3, 1, 7)


def test_strange_key_lists_the_known_ones() -> None:
    finding = only("categories: {idc: {colour: blue}}\n")
    assert finding.message == "`colour` is not a key that may stand in `idc`"
    assert (finding.label, finding.help) == ("unknown key", "only `caps` is known here")


def test_key_is_not_suggested_where_it_is_set_already() -> None:
    assert only("written: true\nwriten: true\n").label == "unknown key"


def test_misspelt_required_key_is_said_once_and_through_references() -> None:
    finding = only("categories:\n  idc:\n    caps:\n      - {form: 2025-07-29, amount: RMB 1}\n")
    assert finding.label == "did you mean `from`?"
    assert where(finding) == (6, 10, 14)


def test_missing_key_stands_at_the_key_of_its_mapping() -> None:
    finding = only("categories:\n  idc:\n    caps:\n      - from: 2025-07-29\n")
    assert finding.message == "`amount` is missing"
    assert finding.label == "`amount` is missing here"
    assert finding.help == f"add `amount:` with {MONEY}"
    assert where(finding) == (6, 9, 13)


def test_missing_key_of_the_whole_document_stands_at_its_start() -> None:
    (finding,) = findings("agreement: x\n")
    assert (finding.message, where(finding)) == ("`name` is missing", (1, 1, 10))


def test_key_that_another_asks_for() -> None:
    finding = only("cap: RMB 1\n")
    assert finding.message == "`dated` is missing; `cap` asks for it"
    assert where(finding) == (3, 1, 4)


@pytest.mark.parametrize("written", ["82", "82.0", "'82'", "'82,000,000'"])
def test_sum_without_currency(written: str) -> None:
    finding = only(f"categories:\n  idc:\n    caps:\n      - from: 2025-07-29\n        amount: {written}\n")
    assert finding.message == f"{written.strip(chr(39))} has no unit; write it as {MONEY}"
    assert finding.label == "no unit"
    assert where(finding) == (7, 17, 17 + len(written))


def test_sum_without_currency_where_more_may_be_said() -> None:
    assert only("dated: 2025-07-29\ncap: 82\n").message.startswith(
        f"82 has no unit; write it as {MONEY}, or what is known"
    )
    finding = only("dated: 2025-07-29\ncap: {value: 82, source: circular}\n")
    assert (finding.message, where(finding)) == (f"82 has no unit; write it as {MONEY}", (4, 14, 16))


def test_ratio_without_percent_sign_uses_the_example() -> None:
    assert only("rate: 0.05\n").message == "0.05 has no unit; write it with its unit, such as `5%`"


def test_value_in_the_wrong_form() -> None:
    finding = only("dated: 2025-07-29\ncap: 82 million\n")
    assert finding.message == f"`82 million` is not {MONEY}"
    assert where(finding) == (4, 6, 16)


def test_wrong_form_without_words_of_the_schema_shows_examples_and_title() -> None:
    (finding,) = findings(VALID.replace("xiaomi-2025", "Xiaomi 2025"))
    assert finding.message == "`Xiaomi 2025` is not written in the form asked for, such as `xiaomi-2025`"
    assert finding.help == "Id: The name of the file without its ending"


def test_line_break_at_the_end_is_part_of_the_value() -> None:
    assert only("rate: |\n  5%\n").message == "`5%\n` is not written in the form asked for, such as `5%`"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2026-02-30", "`2026-02-30` is not a day of the calendar"),
        ("20260228", "20260228 is a number; expected a date, such as 2025-07-29"),
        ("28/2/2026", "`28/2/2026` is not a date written as year-month-day"),
        ("'2026-W01-1'", "`2026-W01-1` is not a date written as year-month-day"),
    ],
)
def test_dates(written: str, message: str) -> None:
    assert only(f"dated: {written}\n").message == message


@pytest.mark.parametrize(
    ("more", "message", "remedy"),
    [
        ("written: yes\n", "`written` is the text `yes`; expected true or false", "write true"),
        ("written: No\n", "`written` is the text `No`; expected true or false", "write false"),
        ("stock_code: 3896\n", "3896 is a number; expected text", 'put it in quotes: "3896"'),
        ("days: '3'\n", "`days` is the text `3`; expected a whole number", "write digits only"),
        ("days: true\n", "`days` is `true`; expected a whole number", ""),
        ("written:\n", "`written` has no value; expected true or false", ""),
        ("languages: en\n", "`languages` is the text `en`; expected a list (lines that start with `- `)", ""),
    ],
)
def test_wrong_kinds(more: str, message: str, remedy: str) -> None:
    finding = only(more)
    assert finding.message == message
    assert remedy in finding.help


def test_text_for_print_needs_both_languages() -> None:
    (finding,) = findings("agreement: x\nname: Agreement\n")
    assert finding.message == (
        "`name` is the text `Agreement`; expected text in both languages, such as {en: Chairman, zh-Hant: 主席}"
    )
    assert finding.help == "Text for print"


def test_document_without_a_space_behind_its_colons() -> None:
    (finding,) = findings("agreement:x\nname:y\n")
    assert finding.message == (
        "this document is the text `agreement:x name:y`; expected a mapping (`key: value` lines)"
    )
    assert finding.help == "put a space after each colon"


def test_misspelt_word() -> None:
    finding = only("direction: group_buy\n")
    assert finding.message == "`group_buy` is not a value that `direction` may have"
    assert finding.label == "did you mean `group_buys`?"
    assert finding.help == "write `group_buys` or `group_sells`"
    assert where(finding) == (3, 12, 21)


def test_misspelt_name_in_a_mapping_of_names() -> None:
    finding = only("categories: {IDC Services: {}}\n")
    assert finding.message == "the key `IDC Services` is not an id in small letters, digits and hyphens"
    assert where(finding) == (3, 14, 26)


@pytest.mark.parametrize(
    ("written", "message", "place"),
    [
        ("{valu: RMB 1}", "`valu` is not a key that may stand in `cap`", (4, 7, 11)),
        ("{at_leat: RMB 1, illustration: x}", "`at_leat` is not a key that may stand in `cap`", (4, 7, 14)),
        ("{unknown: [why]}", "`unknown` is a list; expected text", (4, 16, 21)),
        ("{at_most: 5%}", f"`5%` is not {MONEY}", (4, 16, 18)),
    ],
)
def test_the_branch_that_was_meant_is_the_one_spoken_of(
    written: str, message: str, place: tuple[int, int, int]
) -> None:
    finding = only(f"dated: 2025-07-29\ncap: {written}\n")
    assert (finding.message, where(finding)) == (message, place)


def test_a_kind_of_value_that_no_branch_has() -> None:
    finding = only("dated: 2025-07-29\ncap: [RMB 1]\n")
    assert finding.message == f"`cap` is a list; expected {MONEY}, or what is known of it, such as {{unknown: why}}"


def test_branches_told_apart_by_a_word() -> None:
    misspelt = only("rule: {kind: tabel, rows: []}\n")
    assert (misspelt.message, misspelt.label) == (
        "`tabel` is not a value that `kind` may have",
        "did you mean `table`?",
    )
    assert misspelt.help == "write `table` or `deadline`"
    assert only("rule: {kind: table, row: []}\n").label == "did you mean `rows`?"
    assert {each.message for each in findings(VALID + "rule: {kind: deadline, rows: []}\n")} == {
        "`due` is missing",
        "`rows` is not a key that may stand in `rule`",
    }


def test_branches_that_ask_for_one_key_each() -> None:
    finding = only("basis: {}\n")
    assert finding.message == "`basis` needs `shareholder` or `director`"
    assert only("basis: {shareholder: 1, director: 2}\n").message == "`basis` can be read in more than one way"


def test_branches_of_plain_values() -> None:
    assert only("term: indefinit\n").label == "did you mean `indefinite`?"
    assert only("term: []\n").message == "`term` is a list; expected a whole number or `indefinite` or `one_off`"


def test_misspelt_operator_deep_in_a_tree() -> None:
    finding = only("condition:\n  all:\n    - all:\n        - {fact: ratio, belw: 5%}\n")
    assert (finding.label, where(finding)) == ("did you mean `below`?", (6, 25, 29))


def test_key_that_belongs_to_another_form() -> None:
    finding = only("condition: {all: [], below: 5%}\n")
    assert finding.message == "`below` does not go together with the other keys here"


def test_a_fault_below_does_not_make_the_keys_above_strange() -> None:
    finding = only("condition: {all: [{fact: ratio, below: 5}]}\n")
    assert finding.message.startswith("5 has no unit")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("days: 0\n", "0 is not allowed here; the number must be at least 1"),
        ("days: 366\n", "366 is not allowed here; the number must be below 366"),
        ("waiver: x\n", "`waiver` may not stand here"),
        ("ticker: none\n", "`ticker` is the text `none`, which is not allowed here"),
        ("languages: [zh-Hant]\n", "this list does not hold English (`en`)"),
        ("languages: [en, en]\n", "`en` stands in this list more than once"),
        ("languages: [en, zh-Hant, zh]\n", "this list has 3 elements; at most 2 are allowed"),
        ("categories: {}\n", "this mapping is empty"),
        ("categories: {idc: {caps: []}}\n", "this list is empty"),
    ],
)
def test_limits(more: str, message: str) -> None:
    assert message in [each.message for each in findings(VALID + more)]


def test_empty_and_overlong_texts() -> None:
    found = findings(f"agreement: x\nname: {{en: '', zh-Hant: {'字' * 201}}}\n")
    assert [each.message for each in found] == [
        "this text is empty",
        "this text has 201 characters; at most 200 are allowed",
    ]


def test_findings_come_in_the_order_of_the_file() -> None:
    found = findings(VALID + "zzz: 1\nwritten: 5\ndays: 0\ndirection: up\n")
    assert [each.place.line for each in found if each.place] == [3, 4, 5, 6]


def test_a_file_that_is_wrong_throughout_ends_the_search() -> None:
    found = findings(VALID + "".join(f"key{number}: 1\n" for number in range(50_000)))
    assert len(found) == 201
    assert found[-1].message == "f has at least 200 faults; the search stopped there"


def test_missing_schema_is_an_error_of_the_installation() -> None:
    with pytest.raises(ListingRulesError, match=r"the schema contract\.schema\.json does not exist"):
        check_document(parse_yaml("a: 1"), "contract", SCHEMAS)


@pytest.mark.parametrize("text", ["{", '{"type": "nonsense"}', '{"$ref": "absent.schema.json"}'])
def test_unusable_schema_is_an_error_of_the_installation(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.schema.json").write_text(text, encoding="utf-8")
    with pytest.raises(ListingRulesError) as caught:
        check_document(parse_yaml("a: 1"), "x", tmp_path)
    assert caught.value.findings[0].code == "DATA-INSTALLATION"


def test_a_fault_that_only_the_fast_validator_sees_is_not_lost(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"pattern": r"^\p{Lu}$"}}}
    (tmp_path / "x.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    assert check_document(parse_yaml("a: Ä"), "x", tmp_path) == ()
    (finding,) = check_document(parse_yaml("a: ä"), "x", tmp_path)
    assert (finding.code, where(finding)) == ("DATA-SCHEMA", (1, 4, 5))
