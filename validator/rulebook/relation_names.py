"""Relations that ask for one another: every name is decided by some relation, and none goes round in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.findings import Finding, RulebookError, Severity
from validator.rulebook.relations import RelationBody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.findings import Place
    from validator.rulebook.model import Rule


def check_relations(rules: Mapping[str, Rule]) -> None:
    """Refuse relations that ask for a name that nobody decides, or for themselves by way of others.

    Raises `RulebookError` at the step at fault.
    """
    known = {rule.decides for rule in rules.values() if rule.kind == "relation"}
    asked: dict[str, dict[str, Place | None]] = {}
    for rule in rules.values():
        for name, place in _calls(rule):
            if name not in known:
                from validator.reading.suggestions import did_you_mean  # noqa: PLC0415  # only an error needs difflib

                raise _error(f"no relation decides `{name}`; {did_you_mean(name, known)}".rstrip("; "), place)
            asked.setdefault(rule.decides, {})[name] = place
    for name in asked:
        _refuse_circle(name, (), asked, None)


def _calls(rule: Rule) -> Iterator[tuple[str, Place | None]]:
    for version in rule.versions:
        if isinstance(version.body, RelationBody):
            for name, step in version.body.calls():
                yield name, step.place


def _refuse_circle(
    name: str, trail: tuple[str, ...], asked: Mapping[str, Mapping[str, Place | None]], place: Place | None
) -> None:
    if name in trail:
        circle = " → ".join((*trail[trail.index(name) :], name))
        raise _error(f"the relations go round in a circle: {circle}", place, "RULE-CIRCLE")
    for other, where in asked.get(name, {}).items():
        _refuse_circle(other, (*trail, name), asked, where)


def _error(message: str, place: Place | None, code: str = "RULE-RELATION") -> RulebookError:
    return RulebookError(Finding(code, Severity.ERROR, message, place))
