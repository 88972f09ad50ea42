"""The schemas of the workspace files: sound in themselves, kept by the shipped files, and strict on faults."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from workspace_data import EXAMPLE, SCHEMAS, STARTER, files_of, plain, read, schema_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = [
    "common",
    "settings",
    "issuer",
    "counterparty",
    "agreement",
    "announcement",
    "controls",
    "annual-report",
    "waivers",
    "calendar",
    "register",
]
NAMES += ["results", "director-changes", "share-scheme", "articles-change"]
SCHEMA: dict[str, Any] = {
    f"{name}.schema.json": json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")) for name in NAMES
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMA.items()
)


def faults_found_by_jsonschema(name: str, data: Any) -> list[tuple[str | int, ...]]:
    return sorted(
        (tuple(e.absolute_path) for e in Draft202012Validator(SCHEMA[name], registry=REGISTRY).iter_errors(data)),
        key=str,
    )


def faults_found_by_jsonschema_rs(name: str, data: Any) -> list[tuple[str | int, ...]]:
    validator = jsonschema_rs.Draft202012Validator(SCHEMA[name], retriever=lambda uri: SCHEMA[uri.rsplit("/", 1)[-1]])
    return sorted((tuple(error.instance_path) for error in validator.iter_errors(data)), key=str)


def nodes_of(node: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping inside a schema with its pointer, leaving out the examples."""
    if isinstance(node, dict):
        yield pointer, node
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key != "examples" and isinstance(value, dict | list):
            yield from nodes_of(value, f"{pointer}/{key}")


@pytest.mark.parametrize("name", SCHEMA)
class TestSchemasThemselves:
    def test_the_schema_keeps_the_standard(self, name: str) -> None:
        Draft202012Validator.check_schema(SCHEMA[name])
        assert SCHEMA[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_no_id_hides_where_the_file_stands(self, name: str) -> None:
        # A relative $id would make other tools look for the neighbouring schemas in the folder they run in.
        assert "$id" not in SCHEMA[name]

    def test_no_mapping_takes_keys_that_it_does_not_name(self, name: str) -> None:
        loose = [
            pointer
            for pointer, node in nodes_of(SCHEMA[name])
            if node.get("type") == "object" and "properties" in node and node.get("additionalProperties") is not False
        ]
        assert loose == []

    def test_every_definition_speaks_to_its_reader(self, name: str) -> None:
        definitions = SCHEMA[name].get("$defs", {})
        silent = [
            (key, word)
            for key, node in definitions.items()
            for word in ("title", "description", "x-expected")
            if not node.get(word)
        ]
        assert silent == []

    def test_every_key_has_words_for_the_hover(self, name: str) -> None:
        silent = [
            f"{pointer}/{key}"
            for pointer, node in nodes_of(SCHEMA[name])
            if node.get("type") == "object"
            for key, value in node.get("properties", {}).items()
            if not value.get("description") and not value.get("$ref")
        ]
        assert silent == []

    def test_the_examples_are_true(self, name: str) -> None:
        untrue = [
            (pointer, example, error.message)
            for pointer, node in nodes_of(SCHEMA[name])
            for example in node.get("examples", [])
            for error in Draft202012Validator({"$ref": f"{name}#{pointer}"}, registry=REGISTRY).iter_errors(example)
        ]
        assert untrue == []


@pytest.mark.parametrize("file", [*files_of(EXAMPLE), *files_of(STARTER)], ids=lambda file: "/".join(file.parts[-2:]))
class TestShippedFiles:
    def test_the_file_keeps_its_schema(self, file: Path) -> None:
        name = f"{schema_name(file)}.schema.json"
        assert faults_found_by_jsonschema(name, read(file)) == []
        assert faults_found_by_jsonschema_rs(name, read(file)) == []

    def test_the_first_line_tells_the_editor_its_schema(self, file: Path) -> None:
        target = file.read_text("utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert target.rsplit("/", 1)[-1] == f"{schema_name(file)}.schema.json"
        if file.is_relative_to(STARTER):
            assert target.startswith("{schemas}/")
        else:
            assert (file.parent / target).resolve().is_file()


AGREEMENT = "agreements/xiaomi-2025.yaml"
CAPS = "categories.idc-services.caps"
CAP = f"{CAPS}.0.amount"
PRICING = "categories.idc-services.pricing"
TERMS = "terms.normal_commercial_terms_or_better"
HOLDING = "connections.0.holdings.0.percentage"
XIAOMI = "counterparties/xiaomi.yaml"
MEETING = "announcements/2026-04-23.yaml"

# file, the key that is set, what it is set to (as written in YAML), and the place at which the one fault is reported
PLANTED = [
    (AGREEMENT, CAP, "41", CAP),
    (AGREEMENT, CAP, "41.0", CAP),
    (AGREEMENT, CAP, "41.0 million", CAP),
    (AGREEMENT, CAP, "RMB41.0 million", CAP),
    (AGREEMENT, CAP, "rmb 41.0 million", CAP),
    (AGREEMENT, CAP, "RMB 41.0 millions", CAP),
    (AGREEMENT, CAP, "RMB 41.0 mn", CAP),
    (AGREEMENT, CAP, '"RMB 41,00 million"', CAP),
    (AGREEMENT, CAP, '"RMB 1,2345 million"', CAP),
    (AGREEMENT, CAP, "RMB 041 million", CAP),
    (AGREEMENT, CAP, "RMB 41. million", CAP),
    (AGREEMENT, CAP, "RMB (41.0) million", CAP),
    (AGREEMENT, CAP, "RMB ٤١ million", CAP),
    (AGREEMENT, CAP, '"RMB 41.0 million\\n"', CAP),
    (AGREEMENT, CAP, "true", CAP),
    (AGREEMENT, CAP, "null", CAP),
    (AGREEMENT, CAP, "5%", CAP),
    (AGREEMENT, CAP, "{value: 41.0 million}", f"{CAP}.value"),
    (AGREEMENT, CAP, "{unkown: ask finance}", CAP),
    (AGREEMENT, CAP, "{unknown: ''}", f"{CAP}.unknown"),
    (AGREEMENT, CAP, "{source: the contract}", CAP),
    (AGREEMENT, CAP, "{value: RMB 41.0 million, sorce: the contract}", CAP),
    (AGREEMENT, CAP, "{at_least: RMB 41, above: RMB 40}", f"{CAP}.above"),
    (AGREEMENT, CAP, "{at_least: 41}", f"{CAP}.at_least"),
    (AGREEMENT, f"{CAPS}.0.ammount", "RMB 41.0 million", f"{CAPS}.0"),
    (AGREEMENT, CAPS, "[]", CAPS),
    (AGREEMENT, CAPS, "{unknown: why, amount: RMB 1}", CAPS),
    (AGREEMENT, "categories.idc-services.direction", "group_purchases", "categories.idc-services.direction"),
    (AGREEMENT, "categories.idc-services.term", "{from: 2025-07-29}", "categories.idc-services.term"),
    (AGREEMENT, "categories.idc-services.history", "{none: false}", "categories.idc-services.history.none"),
    (AGREEMENT, "categories.idc-services.cap", "RMB 1", "categories.idc-services"),
    (AGREEMENT, PRICING, "cost plus a margin", PRICING),
    (AGREEMENT, PRICING, "{en: cost plus a margin}", PRICING),
    (AGREEMENT, PRICING, "{en: cost plus a margin, zh-Hant: ''}", f"{PRICING}.zh-Hant"),
    (AGREEMENT, "dated", "2025-13-01", "dated"),
    (AGREEMENT, "dated", "2025-7-29", "dated"),
    (AGREEMENT, "dated", "29 July 2025", "dated"),
    (AGREEMENT, "dated", "20250729", "dated"),
    (AGREEMENT, "written", "yes", "written"),
    (AGREEMENT, "agreement", "Xiaomi 2025", "agreement"),
    (AGREEMENT, "counterpart", "xiaomi", ""),
    (AGREEMENT, "time", "after trading hours", "time"),
    (AGREEMENT, TERMS, "{attested: true, by: the Directors, on: 2025-07-29}", TERMS),
    (AGREEMENT, TERMS, "{attested: probably, by: the Board, on: 2025-07-29, evidence: minutes}", f"{TERMS}.attested"),
    (AGREEMENT, TERMS, "{attested: true, by: the Directors, on: July, evidence: minutes}", f"{TERMS}.on"),
    (AGREEMENT, "terms.normal_commercial_terms", "true", "terms"),
    (AGREEMENT, "treated", "separately", "treated"),
    (AGREEMENT, "amendments.0.treated.attested", "apart", "amendments.0.treated.attested"),
    (AGREEMENT, "amendments.0.categories.hardware.conditional_on_aproval", "true", "amendments.0.categories.hardware"),
    (AGREEMENT, "amendments.0.form", "addendum", "amendments.0.form"),
    ("issuer.yaml", "stock_code", "3896", "stock_code"),
    ("issuer.yaml", "stock_code", "HK3896", "stock_code"),
    ("issuer.yaml", "financial_year_end", "31 December", "financial_year_end"),
    ("issuer.yaml", "presentation_currency", "Renminbi", "presentation_currency"),
    ("issuer.yaml", "directors.0.category", "independent", "directors.0.category"),
    ("issuer.yaml", "accounts.0.revenue", "7785180", "accounts.0.revenue"),
    ("issuer.yaml", "accounts.1.status", "reviewed", "accounts.1.status"),
    ("issuer.yaml", "market.exchange_rates.1.rate", "7", "market.exchange_rates.1.rate"),
    ("issuer.yaml", "market.exchange_rates.1.rate.value", "about 7", "market.exchange_rates.1.rate.value"),
    ("issuer.yaml", "securities.ads.shares_each", "'15'", "securities.ads.shares_each"),
    ("issuer.yaml", "house_texts.disclaimer", "{en: a, zh-Hant: 甲}", "house_texts"),
    (XIAOMI, HOLDING, "11.12", HOLDING),
    (XIAOMI, HOLDING, "11", HOLDING),
    (XIAOMI, HOLDING, "111.2%", HOLDING),
    (XIAOMI, HOLDING, "11,12%", HOLDING),
    (XIAOMI, "connections.0.basis", "shareholder", "connections.0.basis"),
    (XIAOMI, "connections", "[]", "connections"),
    (MEETING, "meeting.time", "'10:60'", "meeting.time"),
    (MEETING, "meeting.kind", "annual", "meeting.kind"),
    (MEETING, "signed_by", "Zou Tao", "signed_by"),
    (MEETING, "independent_board_committee.members", "yu-mingto", "independent_board_committee.members"),
    ("listing-rules.yaml", "alert_level", "0.8", "alert_level"),
    ("listing-rules.yaml", "alert_level", "80", "alert_level"),
    ("listing-rules.yaml", "alert_level", "80 %", "alert_level"),
    ("listing-rules.yaml", "languages", "[en, zh-Hans]", "languages.1"),
    ("listing-rules.yaml", "fail_on", "warnings", "fail_on"),
]  # fmt: skip


def planted(file: str, key: str, written: str) -> Any:
    """Read a file of the example and set one key of it to something else."""
    data = copy.deepcopy(read(EXAMPLE / file))
    *parents, last = key.split(".")
    target = data
    for part in parents:
        target = target[int(part)] if isinstance(target, list) else target[part]
    target[int(last) if isinstance(target, list) else last] = plain(f"here: {written}")["here"]
    return data


@pytest.mark.parametrize(("file", "key", "written", "reported_at"), PLANTED)
def test_a_planted_fault_is_reported_once_and_in_its_place(file: str, key: str, written: str, reported_at: str) -> None:
    name = f"{schema_name(EXAMPLE / file)}.schema.json"
    data = planted(file, key, written)
    found = faults_found_by_jsonschema(name, data)
    assert [".".join(map(str, path)) for path in found] == [reported_at]
    assert faults_found_by_jsonschema_rs(name, data) == found


SOUND = [
    (AGREEMENT, CAP, "RMB 0.0 million"),
    (AGREEMENT, CAP, "USD 12"),
    (AGREEMENT, CAP, '"HKD -1,234,567.89"'),
    (AGREEMENT, CAP, "{at_least: RMB 40 million, below: RMB 42 million, source: draft of the contract}"),
    (AGREEMENT, CAP, "{unknown: {en: ask finance, zh-Hant: 請向財務部門查詢}}"),
    (AGREEMENT, CAP, "{attested: RMB 41 million, by: finance, on: 2025-07-29, evidence: memorandum}"),
    (AGREEMENT, TERMS, "true"),
    (AGREEMENT, TERMS, "{not_applicable: a single transaction}"),
    (AGREEMENT, "categories.idc-services.caps", "{unknown: not yet set}"),
    (AGREEMENT, "categories.idc-services.history", "{unknown: not yet asked}"),
    (XIAOMI, HOLDING, "100%"),
    (XIAOMI, HOLDING, "{at_least: 10%, source: register of interests}"),
    (XIAOMI, "connections", "{not_applicable: independent third party}"),
    ("issuer.yaml", "stock_code", '"00700"'),
    ("issuer.yaml", "securities.share.in_issue", "{unknown: ask the share registrar}"),
]


@pytest.mark.parametrize(("file", "key", "written"), SOUND)
def test_what_the_schema_describes_is_accepted(file: str, key: str, written: str) -> None:
    name = f"{schema_name(EXAMPLE / file)}.schema.json"
    data = planted(file, key, written)
    assert faults_found_by_jsonschema(name, data) == []
    assert faults_found_by_jsonschema_rs(name, data) == []


def test_a_waiver_without_a_last_day_is_refused() -> None:
    waiver = {
        "rule": "IC-CAP-ALERT",
        "scope": {"agreement": "xiaomi-2025"},
        "reason": "revised cap announced",
        "approved_by": "audit committee",
        "expires_on": "2026-06-30",
    }
    assert faults_found_by_jsonschema("waivers.schema.json", {"waivers": [waiver]}) == []
    del waiver["expires_on"]
    assert faults_found_by_jsonschema("waivers.schema.json", {"waivers": [waiver]}) == [("waivers", 0)]


def test_an_order_whose_quotation_has_no_currency_is_refused() -> None:
    quotation = {"from": "Supplier One Limited", "on": "2026-04-28", "amount": "1.25 million"}
    order = {"order": "po-1", "agreement": "xiaomi-2025", "category": "hardware", "on": "2026-05-04"}
    data = {"orders": [{**order, "independent_quotations": [quotation]}]}
    place = ("orders", 0, "independent_quotations", 0, "amount")
    assert faults_found_by_jsonschema("controls.schema.json", data) == [place]
    assert faults_found_by_jsonschema_rs("controls.schema.json", data) == [place]
