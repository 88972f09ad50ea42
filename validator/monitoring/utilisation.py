"""How much of each annual cap is used, against the cap in force and any revision of it, and where the pace leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.evaluation.records import Status
from validator.facts.arithmetic import ratio_of
from validator.reading.quantities import DateRange, Money
from validator.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject

_NO_RATIO = Text("the cap is nil", "上限為零")


@dataclass(frozen=True)
class Revision:
    """A cap that was set anew but was not in force when the last recorded day began."""

    cap: Fact
    utilisation: Fact


@dataclass(frozen=True)
class Utilisation:
    """One cap period: the actual amount so far, the cap in force, what share is used, and whether that alerts.

    `reached_on` is the day on which the cap would be reached at an even pace; None where that is not in the period.
    """

    agreement: Subject
    category: Subject
    days: DateRange
    as_at: date | None
    actual: Fact
    cap: Fact
    utilisation: Fact
    revision: Revision | None
    alert: bool | None
    exceeded: bool | None
    reached_on: date | None


def utilisations(evaluated: Evaluated) -> Iterator[Utilisation]:
    """Give every cap period that has begun, in the order of agreements, categories and periods."""
    for agreement in evaluated.layout.monitored:
        for category in agreement.members:
            for period in category.each("cap_period"):
                yield _utilisation(evaluated, agreement, category, period)


def categories_without_caps(evaluated: Evaluated) -> Iterator[tuple[Subject, Subject]]:
    """Give the agreements and categories that have no cap in the data at all; what is carried out once needs none."""
    resolver = evaluated.engine.resolver
    for agreement, view in zip(evaluated.layout.monitored, evaluated.layout.agreements, strict=True):
        for category, seen in zip(agreement.members, view.categories, strict=True):
            if not seen.caps and resolver.fact("category.is_continuing", category).value is not False:
                yield agreement, category


def _utilisation(evaluated: Evaluated, agreement: Subject, category: Subject, period: Subject) -> Utilisation:
    resolver = evaluated.engine.resolver
    actual, cap, newest = (resolver.fact(f"cap_period.{name}", period) for name in ("actual", "cap_in_force", "cap"))
    used = ratio_of("utilisation", actual, cap, _NO_RATIO)
    revised = newest.place != cap.place
    as_at = max((reading.on for reading in period.each("reading")), default=None)
    days = cap.over or newest.over or DateRange(period.on, period.on)
    return Utilisation(
        agreement,
        category,
        days,
        as_at,
        actual,
        cap,
        used,
        Revision(newest, ratio_of("utilisation", actual, newest, _NO_RATIO)) if revised else None,
        _alert(evaluated, period),
        _exceeded(actual, cap),
        _reached_on(used, days, as_at),
    )


def _alert(evaluated: Evaluated, period: Subject) -> bool | None:
    """Give the answer of the alert procedures over cap periods; None where one is undecided and none alerts."""
    rules = [rule for rule in evaluated.rulebook.of_kind("procedure") if rule.scope == "cap_period"]
    found = [verdict.status for rule in rules if (verdict := evaluated.engine.judge(rule, period))]
    if Status.ALERT in found or Status.REPORTED in found:
        return True
    return None if Status.UNDECIDED in found else False


def _exceeded(actual: Fact, cap: Fact) -> bool | None:
    if not (isinstance(actual.value, Money) and isinstance(cap.value, Money)):
        return None
    return actual.value.amount > cap.value.amount if actual.value.currency == cap.value.currency else None


def _reached_on(used: Fact, days: DateRange, as_at: date | None) -> date | None:
    """Give the first day on which an even pace brings the amount to the cap, if that lies ahead within the period."""
    if as_at is None or as_at >= days.last or not isinstance(used.value, Fraction) or used.value <= 0:
        return None
    elapsed = (as_at - days.first).days + 1
    needed = -(-elapsed * used.value.denominator // used.value.numerator)  # rounded up: elapsed / used
    reached = days.first + timedelta(days=needed - 1)
    return reached if as_at < reached <= days.last else None
