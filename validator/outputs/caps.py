"""Cap utilisation as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.facts.fact import Fact, describe
from validator.monitoring.utilisation import Revision, Utilisation, categories_without_caps, utilisations
from validator.outputs.classified import fact_json
from validator.outputs.columns import table
from validator.reading.quantities import round_percentage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from validator.checking import Evaluated

_HEAD = ("agreement", "transactions", "period", "actual", "up to", "cap", "used", "")


def caps_text(evaluated: Evaluated) -> str:
    """Give one row a cap period, and a row below it for a revision that is not yet in force."""
    rows = [row for each in utilisations(evaluated) for row in _rows(each)]
    parts = [f"Annual caps as of {evaluated.as_of}", ""]
    parts.append(table(_HEAD, rows, right=frozenset({3, 5, 6})) if rows else "no cap period has begun")
    parts.extend(
        f"{category.label} under the {agreement.label}: no annual cap in the data"
        for agreement, category in categories_without_caps(evaluated)
    )
    return "\n".join(parts)


def _rows(each: Utilisation) -> Iterator[tuple[str, ...]]:
    yield (
        str(each.agreement.label),
        str(each.category.label),
        f"{each.days.first} to {each.days.last}",
        describe(each.actual),
        str(each.as_at or "–"),
        describe(each.cap),
        _percent(each.utilisation),
        _remark(each),
    )
    if each.revision:
        cap, used = describe(each.revision.cap), _percent(each.revision.utilisation)
        yield "", "", "", "", "", cap, used, "revised cap"


def _remark(each: Utilisation) -> str:
    if each.exceeded:
        return "EXCEEDED"
    if each.alert:
        return "ALERT"
    if each.reached_on:
        return f"at this pace the cap is reached on {each.reached_on}"
    return "" if each.actual.is_known else "no actual amount recorded"


def _percent(used: Fact) -> str:
    ratio: Fraction | None = used.value  # type: ignore[assignment]  # a ratio by its making
    return round_percentage(ratio, 1) if ratio is not None else describe(used)


def caps_json(evaluated: Evaluated) -> dict[str, Any]:
    """Give the same as JSON, version 1 (schemas/caps-output.schema.json)."""
    return {
        "version": 1,
        "as_of": str(evaluated.as_of),
        "caps": [_json(each) for each in utilisations(evaluated)],
        "without_caps": [category.id for _, category in categories_without_caps(evaluated)],
    }


def _json(each: Utilisation) -> dict[str, Any]:
    return {
        "agreement": each.agreement.id,
        "category": each.category.id.partition("/")[2],
        "period": {"from": str(each.days.first), "to": str(each.days.last)},
        "actual": fact_json(each.actual),
        "up_to": str(each.as_at) if each.as_at else None,
        "cap": fact_json(each.cap),
        "utilisation": _used_json(each.utilisation),
        "alert": each.alert,
        "exceeded": each.exceeded,
        "reached_on": str(each.reached_on) if each.reached_on else None,
        "revision": _revision_json(each.revision),
    }


def _revision_json(revision: Revision | None) -> dict[str, Any] | None:
    if revision is None:
        return None
    return {"cap": fact_json(revision.cap), "utilisation": _used_json(revision.utilisation), "in_force": False}


def _used_json(used: Fact) -> dict[str, Any]:
    return {**fact_json(used), **({"percent": _percent(used)} if used.is_known else {})}
