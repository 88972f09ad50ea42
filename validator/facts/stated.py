"""From a value as the data states it to a fact: plain, bounded, unknown, not applicable, attested."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from validator.facts.fact import Attestation, Bound, Fact, State
from validator.findings import Finding, ReadingError, Severity
from validator.reading.quantities import DateRange, QuantityError, Scalar, parse_quantity
from validator.reading.text import Text, text_of

if TYPE_CHECKING:
    from validator.reading.document import Node

_LOW = {"at_least": True, "above": False}
_HIGH = {"at_most": True, "below": False}


def fact_from_node(name: str, node: Node, kind: str, subject: str = "") -> Fact:
    """Read the node as a fact of the given kind (see `quantities.PARSERS`).

    Raises `ReadingError` at the node where the value is not written as its kind asks.
    """
    value = node.value
    if not isinstance(value, Mapping) or _is_its_own_value(value, kind):
        return Fact(name, State.KNOWN, _parse(node, kind), place=node.place, subject=subject)
    said = _Said(name, node, kind, subject)
    if "unknown" in value:
        return said.fact(State.UNKNOWN, reason=text_of(value["unknown"]) or Text("not given"))
    if "not_applicable" in value:
        return said.fact(State.NOT_APPLICABLE, reason=text_of(value["not_applicable"]))
    for key in ("value", "attested"):
        if (inner := node.get(key)) is not None:
            return said.fact(State.KNOWN, value=_parse(inner, kind))
    return said.bounded()


def day_at(node: Node, *path: str) -> date | None:
    """Give the day at a path below a node; None where it is not given, unknown or only bounded."""
    value = _known_at(node, path, "date")
    return value if isinstance(value, date) else None


def is_active(node: Node, day: date) -> bool:
    """Tell whether a record with `from` and `to`, both optional, covers a day."""
    first, last = day_at(node, "from"), day_at(node, "to")
    return (first is None or first <= day) and (last is None or day <= last)


def days_at(node: Node, *path: str) -> DateRange | None:
    """Give the run of days at a path below a node (at the node itself without a path), or None likewise."""
    value = _known_at(node, path, "date_range")
    return value if isinstance(value, DateRange) else None


def _known_at(node: Node, path: tuple[str, ...], kind: str) -> Scalar | None:
    inner = node.get(*path) if path else node
    if inner is None or inner.value is None:
        return None
    return fact_from_node(".".join(path), inner, kind).value


def _is_its_own_value(value: Mapping[str, Any], kind: str) -> bool:
    if kind in {"words", "present"}:
        return not {"unknown", "not_applicable", "attested"} & value.keys()
    return kind == "date_range" and "from" in value


class _Said:
    """The mapping form of a stated value, with what it says beside the value itself."""

    def __init__(self, name: str, node: Node, kind: str, subject: str) -> None:
        self._name, self._node, self._kind, self._subject = name, node, kind, subject

    def fact(self, state: State, **fields: Any) -> Fact:
        said = self._node.value
        return Fact(
            self._name,
            state,
            place=self._node.key_place if state is State.UNKNOWN else self._node.place,
            subject=self._subject,
            source=str(text_of(said.get("source"))),
            illustration=str(text_of(said.get("illustration"))),
            approximate=said.get("approximate") is True,
            attestation=_attestation(said),
            **fields,
        )

    def bounded(self) -> Fact:
        low, high = self._end(_LOW), self._end(_HIGH)
        if low is None and high is None:
            raise ReadingError(_finding(self._node, "this says neither a value nor a bound nor why it is unknown"))
        return self.fact(State.BOUNDED, low=low, high=high)

    def _end(self, words: Mapping[str, bool]) -> Bound | None:
        for word, inclusive in words.items():
            if (inner := self._node.get(word)) is not None:
                return Bound(_parse(inner, self._kind), inclusive)
        return None


def _attestation(said: Mapping[str, Any]) -> Attestation | None:
    if "attested" not in said:
        return None
    return Attestation(*(str(text_of(said.get(key))) for key in ("by", "on", "evidence")))


def _parse(node: Node, kind: str) -> Scalar:
    try:
        return parse_quantity(node.value, kind)
    except QuantityError as error:
        raise ReadingError(_finding(node, str(error))) from None


def _finding(node: Node, message: str) -> Finding:
    return Finding("DATA-VALUE", Severity.ERROR, message, node.place)
