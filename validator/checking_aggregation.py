"""Say what adding transactions together changes, where they are added and where the Exchange may add them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.evaluation.classification import told_apart
from validator.evaluation.wording import Wording, reference
from validator.facts.conditions import rank
from validator.facts.fact import describe
from validator.findings import Finding, Severity
from validator.outputs.classified import numerator_of, ratio_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.evaluation.classification import Classified


def aggregation_findings(evaluated: Evaluated, wording: Wording) -> Iterator[Finding]:
    """Say what would change if the Exchange added transactions together, and what does change where they are added."""
    groups = (*evaluated.classification.aggregated, *evaluated.classification.possible)
    for group in groups:
        changed = evaluated.classification.changed_by(group)
        if changed or group in evaluated.classification.possible[:1]:
            yield _grouping_finding(evaluated, wording, group, changed)


def _grouping_finding(
    evaluated: Evaluated, wording: Wording, group: Classified, changed: tuple[Classified, ...]
) -> Finding:
    grouping = group.grouping
    assert grouping is not None  # noqa: S101  # only groups come here
    binding = group in evaluated.classification.aggregated
    loosest = (grouping.outcome or grouping.possible[-1]) == evaluated.classification.groupings[0]
    apart = dict(zip((part.id for part in group.members), told_apart(group.members), strict=True))
    names = ", ".join(str(apart[part.id]) for deal in changed for part in deal.members)
    tier = wording.outcome(group.decision.rule, group.tier) if group.tier else "undecided"
    verb = ("added together" if grouping.is_decided else "may have to be added") if binding else "if added together"
    message = f"{verb}, {group.deal.label} come to {_total_in_words(evaluated, group)}: {tier}"
    consequence = f"; {names} would no longer be {_own_tiers(changed, wording)}" if changed else ""
    if binding and changed:
        consequence = f"; this governs {names}, by themselves {_own_tiers(changed, wording)}"
    cite = (grouping.cited or (grouping.rule.id,))[0]
    return Finding(
        f"{grouping.rule.instrument.prefix}-{cite.partition(',')[0]}",
        Severity.NOTE if loosest else Severity.WARNING,
        message + consequence,
        group.members[-1].place,
        rule=reference(grouping.rule, grouping.version, cite),
        help="consult the Exchange where the factors may be met; record the board's view under `treated`",
        subject=str(group.deal.parent.label) if group.deal.parent else "",
        subject_id=group.deal.parent.id if group.deal.parent else "",
    )


def _own_tiers(deals: tuple[Classified, ...], wording: Wording) -> str:
    return " or ".join(dict.fromkeys(wording.outcome(deal.decision.rule, str(deal.tier)) for deal in deals))


def _total_in_words(evaluated: Evaluated, group: Classified) -> str:
    """Give the amount tested and its highest known ratio: `RMB 1,700.0 million in 2027 (revenue ratio 17.785%)`."""
    numerator = numerator_of(group, evaluated)
    if not numerator.is_known:
        return f"an amount that is {describe(numerator)}"
    year = f" in {numerator.over.last.year}" if numerator.over else ""
    known = [fact for fact in ratio_facts(group, evaluated).values() if fact.is_known]
    highest = max(known, key=lambda fact: rank(fact.value), default=None)  # type: ignore[arg-type]  # known has a value
    ratio = f" ({Wording(evaluated.engine).label(highest)} {describe(highest)})" if highest else ""
    return f"{describe(numerator)}{year}{ratio}"
