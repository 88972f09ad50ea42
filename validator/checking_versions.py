"""Say which rules could not judge an agreement because no version of them was in force when its terms were set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.facts.subject import Subject

_SCOPES = ("category", "deal")


def findings_on_versions(evaluated: Evaluated) -> Iterator[Finding]:
    """Give one note for each agreement that is older than some rules for its kind: these rules were left out.

    A table without a version is named by the finding that leaves its decision open.
    """
    by_agreement: dict[str, list[Subject]] = {}
    for category in evaluated.layout.categories:
        by_agreement.setdefault(category.id.partition("/")[0], []).append(category)
    for categories in by_agreement.values():
        oldest = min(categories, key=lambda category: category.on)
        left_out = [
            rule.id
            for rule in evaluated.rulebook.rules.values()
            if rule.scope in _SCOPES and rule.version_on(oldest.on) is None and rule.versions[0].first > oldest.on
            and rule.instrument.prefix
        ]  # fmt: skip
        if left_out:
            yield _note(oldest, left_out)


def _note(category: Subject, left_out: list[str]) -> Finding:
    agreement = category.within("agreement")
    return Finding(
        "RULE-NOT-IN-FORCE",
        Severity.NOTE,
        f"the terms were set on {category.on}, before any version in the rulebook of {', '.join(left_out)}",
        agreement.place if agreement else category.place,
        help="what these rules asked for on that day was not judged; judge it by hand",
        subject=str(agreement.label) if agreement else "",
        subject_id=agreement.id if agreement else category.id,
    )
