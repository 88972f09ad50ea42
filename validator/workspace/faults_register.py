"""What cannot be in a register: names of no entry, two entries of one name, more than all the votes of a company."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from validator.facts.fact import interval
from validator.facts.stated import day_at
from validator.findings import Finding, Severity
from validator.reading.quantities import format_percentage
from validator.reading.suggestions import did_you_mean
from validator.relations.register import Register, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.facts.fact import Fact
    from validator.reading.document import Node
    from validator.workspace.load import Workspace

# Each list of the register with its keys that name entries; those that must be companies.
_NAMES = {
    "holdings": ("holder", "in"),
    "offices": ("who", "at"),
    "boards": ("of", "by"),
    "deemed": ("who",),
    "arrangements": ("who", "with"),
}
_LISTS = ("trustees", "beneficiaries", "discretionary_objects")
_ANY_DAY = date.max  # entries have no days
_COMPANIES = {("holdings", "in"), ("offices", "at"), ("boards", "of")}


def faults_of_register(workspace: Workspace) -> Iterator[Finding]:
    """Give a finding at everything in the register, and at every name of an entry, that does not fit."""
    root = workspace.register
    register = Register((root,)) if root is not None else None
    yield from _of_counterparties(workspace, register)
    yield from _of_targets(workspace, register)
    if root is None or register is None:
        return
    yield from _unknown(root.get("issuer"), Snapshot(register, _ANY_DAY).companies)
    yield from _twice(root)
    yield from _of_lists(root, register)
    yield from _of_families(register)
    yield from _too_many_votes(register)


def _of_targets(workspace: Workspace, register: Register | None) -> Iterator[Finding]:
    """Look at the entry that the target of a purchase names."""
    for agreement in workspace.agreements.values():
        for part in (agreement, *agreement.each("amendments")):
            categories = part.get("categories")
            for _, category in categories.items() if categories else ():
                named = category.get("target", "register")
                if named is not None and register is None:
                    yield _without_register(named, "write one, or say whether a controller is involved")
                elif named is not None and register is not None:
                    yield from _unknown(named, register.entries)


def _without_register(named: Node, remedy: str) -> Finding:
    message = "there is no register.yaml in this workspace"
    return Finding("DATA-REFERENCE", Severity.ERROR, message, named.place, help=remedy)


def _of_counterparties(workspace: Workspace, register: Register | None) -> Iterator[Finding]:
    for node in workspace.counterparties.values():
        named = node.get("register")
        if named is not None and register is None:
            yield _without_register(named, "write one, or give a list of connections")
        elif named is not None and register is not None:
            yield from _unknown(named, register.entries)
            if named.value == register.issuer:
                message, remedy = "this is the issuer itself, which is no counterparty", "name the other party's entry"
                yield Finding("DATA-REFERENCE", Severity.ERROR, message, named.place, help=remedy)


def _twice(root: Node) -> Iterator[Finding]:
    persons, companies = root.get("persons"), root.get("companies")
    for id_, node in companies.items() if companies else ():
        first = persons.get(id_) if persons else None
        if first is not None:
            message = f"`{id_}` is already a person at {first.key_place}"
            yield Finding("DATA-TWICE", Severity.ERROR, message, node.key_place, help="give one of them another name")


def _of_lists(root: Node, register: Register) -> Iterator[Finding]:
    companies = Snapshot(register, _ANY_DAY).companies
    for key, names in _NAMES.items():
        for line in root.each(key):
            for name in names:
                yield from _unknown(line.get(name), companies if (key, name) in _COMPANIES else register.entries)
    for trust in root.each("trusts"):
        for key in _LISTS:
            for each in trust.each(key):
                yield from _unknown(each, register.entries)


def _of_families(register: Register) -> Iterator[Finding]:
    persons = Snapshot(register, _ANY_DAY).persons
    for of, line in register.relatives():
        who = line.get("who")
        yield from _unknown(who, persons)
        if who is not None and who.value == of:
            yield Finding("DATA-REFERENCE", Severity.ERROR, f"`{of}` is no relative of its own", who.place)


def _too_many_votes(register: Register) -> Iterator[Finding]:
    days = {day for line in register.each("holdings") for key in ("from", "as_of") if (day := day_at(line, key))}
    seen: set[str] = set()
    for day in sorted({*days, _ANY_DAY}):
        for company, ties in Snapshot(register, day).holdings.items():
            own = [tie for tie in ties if not tie.word]
            total = sum((_least(tie.fact) for tie in own), Fraction(0))
            if total > 1 and company not in seen:
                seen.add(company)
                message = f"the holdings in {company} come to {format_percentage(total)} of its votes on {day}"
                remedy = (
                    "a later entry for the same holder replaces an earlier one; end holdings that were sold with `to`"
                )
                yield Finding("DATA-VOTES", Severity.ERROR, message, own[-1].fact.place, help=remedy)


def _least(fact: Fact) -> Fraction:
    low, _ = interval(fact)
    return low.value if low and isinstance(low.value, Fraction) else Fraction(0)


def _unknown(node: Node | None, known: Iterable[str]) -> Iterator[Finding]:
    if node is None or node.value in known:
        return
    names = tuple(known)
    remedy = did_you_mean(node.value, names) or f"known here: {', '.join(names) or 'none'}"
    message = f"the register has no such entry as `{node.value}`"
    yield Finding("DATA-REFERENCE", Severity.ERROR, message, node.place, help=remedy)
