"""Words for what controls left behind: evidence filed late, alerts passed on or not, and who answers for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.evaluation.records import Status
from validator.findings import Finding, Related, Severity
from validator.rulebook.body import ProcedureBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.evaluation.records import Verdict
    from validator.rulebook.body import Escalation


def with_owner(finding: Finding, verdict: Verdict) -> Finding:
    """Say in the help of a finding who carries the control out."""
    body = verdict.version.body
    if not isinstance(body, ProcedureBody):
        return finding
    return replace(finding, help=". ".join(filter(None, (finding.help, f"Owner: {body.owner}"))))


def with_escalation(finding: Finding, verdict: Verdict) -> Finding:
    """Say of an alert whether it was passed on; one that was passed on in time is only a note."""
    body, found = verdict.version.body, verdict.escalation
    if found is None or not isinstance(body, ProcedureBody) or body.escalate is None:
        return finding
    message = f"{finding.message}; {_passed_on(verdict, body.escalate)}"
    report = found.report
    related = (Related(report.place, str(body.escalate.evidence)),) if report and report.place else ()
    severity = Severity.NOTE if verdict.status is Status.REPORTED else finding.severity
    lacking = "" if report else f"file the {body.escalate.evidence} under `evidence` in controls/ as {verdict.rule.id}"
    help_ = "; ".join(filter(None, (finding.help, lacking)))
    return replace(finding, message=message, severity=severity, related=(*finding.related, *related), help=help_)


def _passed_on(verdict: Verdict, asked: Escalation) -> str:
    found = verdict.escalation
    assert found is not None  # noqa: S101  # checked by the caller
    due = f", due by {found.due}" if found.due else ""
    if found.report is None:
        return f"no {asked.evidence} is on file since {found.since}{due}"
    late = "" if found.is_in_time else f", late{due}"
    return f"{asked.to} was told on {found.report.on}{late}"


def late_evidence(verdict: Verdict, missing: Finding) -> Iterator[Finding]:
    """Give a note for every period whose evidence came late, at its entry; `missing` holds the rule and the subject."""
    for each in verdict.late:
        message = f"the evidence for {each.period} is of {each.entry.on}; it was due by {each.due}"
        yield replace(missing, severity=Severity.NOTE, message=message, place=each.entry.place, label="", related=())
