"""Waivers: findings that somebody accepted for a time. They stay in sight, and turn into findings once stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validator.facts.stated import day_at
from validator.findings import Finding, Severity
from validator.reading.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from validator.reading.document import Node

_PARTS = ("agreement", "category", "cap_from")


@dataclass(frozen=True)
class _Waiver:
    node: Node

    def covers(self, finding: Finding) -> bool:
        """Tell whether the waiver names the rule and the thing that a finding speaks of."""
        if self.node.value["rule"] not in {finding.code, finding.code.partition("-")[2]}:
            return False
        scope = self.node.value["scope"]
        if "issuer" in scope:
            return True
        if "announcement" in scope or "counterparty" in scope:
            return finding.subject_id in {scope.get("announcement"), scope.get("counterparty")}
        wanted = [scope[part] for part in _PARTS if part in scope]
        return finding.subject_id.split("/")[: len(wanted)] == wanted

    def expired_on(self, day: date) -> bool:
        """Tell whether the last day of the waiver has passed; one without a last day never counts as valid."""
        last = day_at(self.node, "expires_on")
        return last is None or last < day


def apply_waivers(findings: Sequence[Finding], waivers: Node | None, as_of: date) -> tuple[Finding, ...]:
    """Lower waived findings to notes that say so; add a warning for each waiver that has expired or is not used."""
    given = [_Waiver(node) for node in waivers.each("waivers")] if waivers else []
    valid = [waiver for waiver in given if not waiver.expired_on(as_of)]
    kept = [_waived(finding, valid) for finding in findings]
    return (*kept, *_stale(given, findings, as_of))


def _waived(finding: Finding, valid: Sequence[_Waiver]) -> Finding:
    waiver = next((each for each in valid if each.covers(finding)), None)
    if waiver is None:
        return finding
    said = waiver.node.value
    words = f"waived until {said['expires_on']} by {text_of(said['approved_by'])}: {text_of(said['reason'])}"
    return replace(finding, severity=Severity.NOTE, message=f"{finding.message} ({words})")


def _stale(given: Sequence[_Waiver], findings: Sequence[Finding], as_of: date) -> Iterator[Finding]:
    for waiver in given:
        rule, place = waiver.node.value["rule"], waiver.node.place
        if waiver.expired_on(as_of):
            message = f"the waiver of {rule} expired on {waiver.node.value.get('expires_on', 'no stated day')}"
            yield Finding(
                "WAIVER-EXPIRED", Severity.WARNING, message, place, help="renew it with approval, or remove it"
            )
        elif not any(waiver.covers(finding) for finding in findings):
            message = f"the waiver of {rule} meets no finding"
            yield Finding("WAIVER-UNUSED", Severity.WARNING, message, place, help="remove it, or correct its scope")
