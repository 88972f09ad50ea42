"""Load a folder of rules into a rulebook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from validator.facts.declarations import Declaration, read_declarations
from validator.facts.expressions import rule_error
from validator.findings import Finding, RulebookError, Severity
from validator.reading.schema_check import check_document
from validator.reading.source import read_source
from validator.reading.text import text_of
from validator.reading.yaml_reader import read_yaml_documents
from validator.resources import resource_folder
from validator.rulebook.body import ProcedureBody
from validator.rulebook.model import BusinessDays, Instrument, Rule
from validator.rulebook.read_rule import check_outcomes, read_rule
from validator.rulebook.relation_names import check_relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.reading.document import Document, Node

COVERAGE = "coverage"  # the folder of the rows on what each provision becomes; it gives no rules


@dataclass(frozen=True)
class Rulebook:
    """All rules and the vocabulary they speak; `folder` is where they were read from."""

    folder: Path
    rules: Mapping[str, Rule]
    facts: Mapping[str, Declaration]
    instruments: Mapping[str, Instrument]

    def rule(self, id_: str) -> Rule:
        """Give a rule by its number, with or without its prefix. Raises `RulebookError` with near names."""
        for rule in self.rules.values():
            if id_ in {rule.id, rule.code}:
                return rule
        from validator.reading.suggestions import did_you_mean  # noqa: PLC0415  # only an error needs difflib

        hint = did_you_mean(id_, self.rules)
        raise RulebookError(Finding("RULE-UNKNOWN", Severity.ERROR, f"no rule is called `{id_}`", help=hint))

    @property
    def business_days(self) -> BusinessDays | None:
        """Give the calendar of business days that the rulebook counts by, where an instrument has one."""
        return next((each.business_days for each in self.instruments.values() if each.business_days), None)

    def of_kind(self, kind: str) -> Iterator[Rule]:
        """Give the rules of one kind in the order of their files."""
        return (rule for rule in self.rules.values() if rule.kind == kind)

    def relations(self, name: str) -> tuple[Rule, ...]:
        """Give the relations of a name: one, or one for individuals and one for companies."""
        return tuple(rule for rule in self.rules.values() if rule.kind == "relation" and rule.decides == name)

    def deciding(self, decision: str) -> Rule:
        """Give the table that decides a named decision. Raises `RulebookError` where none does."""
        for rule in self.rules.values():
            if rule.kind == "table" and rule.decides == decision:
                return rule
        message = f"no table of the rulebook decides `{decision}`"
        raise RulebookError(Finding("RULE-UNKNOWN", Severity.ERROR, message, help=f"folder read: {self.folder}"))


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Load the shipped rules, or those of another folder.

    Raises `ReadingError` or `RulebookError` at the line at fault.
    """
    home = folder or resource_folder("rules")
    if not home.is_dir():
        message = f"there is no rules folder at {home}"
        raise RulebookError(Finding("RULE-FOLDER", Severity.ERROR, message, help="give a folder that holds rules"))
    instruments = _instruments(home)
    facts = read_declarations([document.root for document in _documents(home, "facts", "facts")])
    rules: dict[str, Rule] = {}
    roots: dict[str, Node] = {}
    for document in rule_documents(home):
        rule = read_rule(document.root, facts, instruments)
        if rule.id in rules:
            first = rules[rule.id].place
            raise rule_error(document.root, f"rule {rule.id} stands twice; the first is at {first}", code="RULE-TWICE")
        rules[rule.id], roots[rule.id] = rule, document.root
    for rule in rules.values():
        _refuse_unknown_evidence(rule, rules)
    check_relations(rules)
    rulebook = Rulebook(home, rules, facts, instruments)
    return replace(rulebook, rules={id_: completed(rule, rulebook, roots[id_]) for id_, rule in rules.items()})


def completed(rule: Rule, rulebook: Rulebook, root: Node) -> Rule:
    """Give a rule the outcomes of the table that it relieves.

    Raises `RulebookError` where no table decides that, or for an outcome that is not listed.
    """
    if rule.relieves:
        table = rulebook.deciding(rule.relieves)
        rule = replace(rule, outcomes=table.outcomes, outcome_labels=table.outcome_labels)
    check_outcomes(rule, root)
    return rule


def _refuse_unknown_evidence(rule: Rule, rules: Mapping[str, Rule]) -> None:
    """Refuse a control that waits for the evidence of a rule that does not exist or asks for none."""
    for version in rule.versions:
        awaits = version.body.awaits if isinstance(version.body, ProcedureBody) else None
        if awaits is None:
            continue
        bodies = [each.body for each in rules[awaits.evidence_of].versions] if awaits.evidence_of in rules else []
        if not any(isinstance(body, ProcedureBody) and body.evidence for body in bodies):
            message = f"rule {rule.id} waits for the evidence of `{awaits.evidence_of}`, which asks for none"
            raise RulebookError(Finding("RULE-UNKNOWN", Severity.ERROR, message, version.place))


def rule_documents(home: Path) -> tuple[Document, ...]:
    """Read the rule files of a folder, each against its schema, without making rules of them."""
    return (*_documents(home, "hkex", "rule"), *_documents(home, "internal-control", "rule"))


def coverage_documents(home: Path) -> tuple[Document, ...]:
    """Read the coverage files of a folder, each against its schema; none where the folder has none."""
    return _documents(home, COVERAGE, "coverage")


def _instruments(home: Path) -> dict[str, Instrument]:
    (document,) = _read(home / "instruments.yaml", home, "instruments")
    return {
        name: Instrument(
            name, node.value.get("prefix", ""), text_of(node.value["name"]), _business_days(node.get("business_days"))
        )
        for name, node in document.root.items()
    }


def _business_days(node: Node | None) -> BusinessDays | None:
    if node is None:
        return None
    said = node.value
    years = said["compared_for"]
    return BusinessDays(said["country"], tuple(said["categories"]), years["from"], years["to"])


def _documents(home: Path, part: str, schema: str) -> tuple[Document, ...]:
    files = sorted((home / part).rglob("*.yaml"))
    return tuple(document for file in files for document in _read(file, home, schema))


def _read(file: Path, home: Path, schema: str) -> tuple[Document, ...]:
    # The shipped rules are named alike wherever they are installed; another folder as the user named it.
    base = Path(home.name) if home == resource_folder("rules") else home
    shown = (base / file.relative_to(home)).as_posix()
    documents = read_yaml_documents(read_source(file, shown))
    findings = [finding for document in documents for finding in check_document(document, schema)]
    if findings:
        raise RulebookError(*findings)
    return documents
