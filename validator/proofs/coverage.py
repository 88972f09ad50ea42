"""Hold the rows of a chapter against the rulebook: what is encoded and where, what is not, and which rows are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.findings import Finding, Related, Severity
from validator.reading.suggestions import did_you_mean
from validator.rulebook.citations import CONSEQUENCE, Citation, citations_of, is_worked_out, provisions_in
from validator.rulebook.coverage import ENCODED, JUDGEMENT, NOT_READ, Chapter, Named, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from validator.facts.declarations import Declaration
    from validator.findings import Place
    from validator.reading.text import Text
    from validator.rulebook.load import Rulebook

MISSING = "missing"
CODE = "RULE-COVERAGE"


@dataclass(frozen=True)
class Covered:
    """One provision with what was found for it; `status` is what the row expects, or `missing`.

    `left` holds what the row leaves to a person, and what the rules that bear its number leave.
    """

    row: Row
    status: str
    citations: tuple[Citation, ...]
    facts: tuple[Declaration, ...]
    left: tuple[Text, ...]
    wants: tuple[str, ...] = ()

    @property
    def compared_on(self) -> date | None:
        """Give the earliest day on which a rule behind it was compared, or its own; None where one never was."""
        days = [each.compared_on for each in self.citations if each.is_of_rule]
        if not days:
            return self.row.compared_on
        known = [day for day in days if day]
        return min(known) if len(known) == len(days) else None


@dataclass(frozen=True)
class Coverage:
    """A chapter held against the rulebook: rows that are `faults` in themselves, and what is `lacking` for others."""

    chapter: Chapter
    rows: tuple[Covered, ...]
    faults: tuple[Finding, ...]
    lacking: tuple[Finding, ...]

    @property
    def with_a_row(self) -> int:
        """Give how many provisions of the chapter have a row."""
        return len({each.row.provision for each in self.rows} & set(self.chapter.provisions))

    @property
    def is_complete(self) -> bool:
        """Tell whether every provision has its row, and every row what it expects."""
        return not (self.faults or self.lacking)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything amiss in the order of files and lines."""
        return tuple(sorted((*self.faults, *self.lacking), key=_in_file_order))


def coverage_of(chapter: Chapter, rulebook: Rulebook) -> Coverage:
    """Work out what becomes of each provision of a chapter."""
    citations = [each for each in citations_of(rulebook) if each.provision.partition(".")[0] == chapter.id]
    found = tuple(_covered(row, citations, rulebook) for row in chapter.rows)
    faults = (
        *_rows_at_fault(chapter),
        *(fault for row in chapter.rows for fault in _names_at_fault(row, rulebook)),
        *(fault for each in found for fault in _read_after_all(each)),
        *_unknown_provisions(chapter, citations),
    )
    lacking = tuple(_lacking(each) for each in found if each.status == MISSING)
    return Coverage(chapter, found, tuple(sorted(faults, key=_in_file_order)), lacking)


def _covered(row: Row, citations: list[Citation], rulebook: Rulebook) -> Covered:
    own = [each for each in citations if each.provision == row.provision]
    own += [_named(each, row, rulebook) for each in row.rules if each.name in rulebook.rules]
    facts = _facts(row, rulebook)
    left = dict.fromkeys(row.left)
    for each in dict.fromkeys(each.within for each in own if each.is_of_rule and each.kind != CONSEQUENCE):
        rule = rulebook.rules[each]
        left |= dict.fromkeys(rule.left_to_judgement if row.provision in provisions_in(rule.id) else ())
    wants = _wants(row, own, facts)
    return Covered(row, MISSING if wants else row.expect, tuple(own), facts, tuple(left), wants)


def _named(named: Named, row: Row, rulebook: Rulebook) -> Citation:
    rule = rulebook.rules[named.name]
    return Citation(row.provision, rule.id, rule.kind, rule.id, rule.place, rule.compared_on)


def _facts(row: Row, rulebook: Rulebook) -> tuple[Declaration, ...]:
    """Give the facts that a row names, and those that cite its provision and record what somebody says."""
    named = {each.name for each in row.facts}
    return tuple(
        fact
        for fact in rulebook.facts.values()
        if fact.name in named or (row.provision in provisions_in(fact.cite) and not is_worked_out(fact))
    )


def _wants(row: Row, citations: list[Citation], facts: tuple[Declaration, ...]) -> tuple[str, ...]:
    """Give what the row expects and the rulebook does not have."""
    kinds = {each.kind for each in citations}
    if row.expect == JUDGEMENT:
        return () if facts else ("a fact that records it",)
    if row.expect != ENCODED:
        return ()
    if row.by:
        return tuple(f"a {kind}" for kind in row.by if kind not in kinds)
    return () if kinds - {CONSEQUENCE} else ("a rule",)


def _rows_at_fault(chapter: Chapter) -> Iterator[Finding]:
    first: dict[str, Row] = {}
    for row in chapter.rows:
        if row.provision in first:
            related = (Related(first[row.provision].place, "first given here"),)
            yield _fault(f"{row.provision} has two rows", row.place, "keep one of them", related)
        elif row.provision not in chapter.provisions:
            message = f"{row.provision} is none of the provisions {chapter.provisions[0]} to {chapter.provisions[-1]}"
            yield _fault(message, row.place, did_you_mean(row.provision, chapter.provisions))
        first.setdefault(row.provision, row)
    for provision in chapter.provisions:
        if provision not in first:
            yield _fault(f"{provision} has no row", chapter.place, "say what becomes of it under `provisions`")


def _names_at_fault(row: Row, rulebook: Rulebook) -> Iterator[Finding]:
    yield from _unknown(row.rules, "rule", rulebook.rules)
    yield from _unknown(row.facts, "fact", rulebook.facts)


def _unknown(names: tuple[Named, ...], what: str, known: Mapping[str, object]) -> Iterator[Finding]:
    for each in names:
        if each.name not in known:
            yield _fault(f"no {what} is called `{each.name}`", each.place, did_you_mean(each.name, known))


def _read_after_all(covered: Covered) -> Iterator[Finding]:
    row = covered.row
    if row.expect == NOT_READ and covered.citations:
        related = tuple(Related(each.place, f"{each.within} cites {each.cite}") for each in covered.citations)
        message = f"{row.provision} is said not to be read, yet the rulebook cites it"
        yield _fault(message, row.place, "expect it to be encoded, or take the rule out", related)


def _lacking(covered: Covered) -> Finding:
    row, wants = covered.row, " and ".join(covered.wants)
    if row.expect == JUDGEMENT:
        message = f"{row.provision} is for a person to judge, but the rulebook lacks {wants}"
        return _fault(message, row.place, f"declare a fact that cites {row.provision}, or name one under `facts`")
    message = f"{row.provision} is expected to be encoded, but the rulebook lacks {wants} that cites it"
    return _fault(message, row.place, "encode it, or say why not with another `expect`")


def _unknown_provisions(chapter: Chapter, citations: list[Citation]) -> Iterator[Finding]:
    known = set(chapter.provisions)
    for each in citations:
        if each.provision not in known:
            remedy = did_you_mean(each.provision, chapter.provisions)
            yield _fault(f"{each.within} cites {each.provision}, which the chapter does not have", each.place, remedy)


def _fault(message: str, place: Place, remedy: str = "", related: tuple[Related, ...] = ()) -> Finding:
    return Finding(CODE, Severity.ERROR, message, place, related=related, help=remedy)


def _in_file_order(finding: Finding) -> tuple[str, int, str]:
    return (finding.place.file, finding.place.line, finding.message) if finding.place else ("", 0, finding.message)
