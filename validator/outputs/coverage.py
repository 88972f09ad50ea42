"""The coverage of a chapter as text and as data: each provision with its status, its places and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.outputs.columns import block, pad
from validator.outputs.diagnostic import finding_json, place_json
from validator.outputs.terminal_text import safe
from validator.proofs.coverage import MISSING
from validator.rulebook.coverage import DEFINITIONAL, ENCODED, JUDGEMENT, NOT_READ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.facts.declarations import Declaration
    from validator.proofs.coverage import Coverage, Covered
    from validator.rulebook.citations import Citation

STATUSES = (ENCODED, DEFINITIONAL, JUDGEMENT, NOT_READ, MISSING)
UNVERIFIED = "unverified"
_WIDE = len("14A.105")


def status_words(status: str) -> str:
    """Give a status for people: `not read`."""
    return status.replace("_", " ")


def compared_words(covered: Covered) -> str:
    """Say when what stands behind a row was last compared; `unverified` where it never was."""
    return f"compared on {covered.compared_on}" if covered.compared_on else UNVERIFIED


def summary(coverage: Coverage) -> str:
    """Give the summary line: `105 of 105 provisions have a row: 18 encoded, 9 definitional, …`."""
    counts = {status: sum(each.status == status for each in coverage.rows) for status in STATUSES}
    words = ", ".join(f"{count} {status_words(status)}" for status, count in counts.items() if count)
    total = len(coverage.chapter.provisions)
    return f"{coverage.with_a_row} of {total} provisions have a row: {words or 'none'}"


def shown_rows(coverage: Coverage, only: str | None) -> tuple[Covered, ...]:
    """Give the rows to show: all, or those of one status."""
    return tuple(each for each in coverage.rows if only in {None, each.status})


def coverage_text(coverages: Sequence[Coverage], only: str | None = None) -> str:
    """Give one block a provision, the summary last; what a provision lacks stands in its block."""
    parts: list[str] = []
    for coverage in coverages:
        chapter = coverage.chapter
        parts.append(f"{chapter.instrument.name} {chapter.id}  {chapter.title.en}  {chapter.title.zh_hant}")
        parts.append("\n".join(line for each in shown_rows(coverage, only) for line in _lines(each)))
        parts.append(summary(coverage))
    return "\n\n".join(filter(None, parts))


def _lines(covered: Covered) -> Iterator[str]:
    row = covered.row
    head = f"{pad(row.provision, _WIDE)}  {pad(status_words(covered.status), len(DEFINITIONAL))}"
    mark = "" if covered.status in {NOT_READ, MISSING} else f"  [{compared_words(covered)}]"
    yield safe(f"{head}  {row.title.en}  {row.title.zh_hant}{mark}")
    entries = list(_entries(covered))
    if entries:
        yield block(entries, indent=" " * (_WIDE + 2))


def _entries(covered: Covered) -> Iterator[tuple[str, str]]:
    if covered.wants:
        yield "lacks", " and ".join(covered.wants)
    yield from (("where", f"{rule}, {places}") for rule, places in places_of(covered))
    yield from (("fact", fact_words(each)) for each in covered.facts)
    yield from (("left", str(words)) for words in covered.left)
    if covered.row.because:
        yield "because", str(covered.row.because)


def places_of(covered: Covered) -> Iterator[tuple[str, str]]:
    """Give the places of each rule together: `table 14A.76`, `rules/…/de-minimis.yaml:2; 14A.76(1)(a) :36`."""
    groups: dict[tuple[str, str, str], list[Citation]] = {}
    for each in covered.citations:
        groups.setdefault((each.kind, each.within, each.place.file), []).append(each)
    for (kind, within, file), (first, *others) in groups.items():
        unverified = first.is_of_rule and not first.compared_on
        more = "".join(f"; {each.cite} :{each.place.line}" for each in others)
        yield f"{kind} {within}{f' ({UNVERIFIED})' if unverified else ''}", f"{file}:{first.place.line}{more}"


def fact_words(fact: Declaration) -> str:
    """Give a fact with the question that is asked for it, and whom."""
    who = f"ask {fact.who.replace('_', ' ')}: " if fact.who else ""
    at = f" ({fact.place.file}:{fact.place.line})" if fact.place else ""
    return f"{fact.name}  {who}{fact.ask or fact.label}{at}"


def coverage_json(coverages: Sequence[Coverage], only: str | None = None) -> dict[str, Any]:
    """Give the coverage as data, version 1 (schemas/rules-coverage-output.schema.json)."""
    return {
        "version": 1,
        "complete": all(each.is_complete for each in coverages),
        "chapters": [_chapter(each, only) for each in coverages],
    }


def _chapter(coverage: Coverage, only: str | None) -> dict[str, Any]:
    counts = {status: sum(each.status == status for each in coverage.rows) for status in STATUSES}
    return {
        "chapter": coverage.chapter.id,
        "instrument": coverage.chapter.instrument.id,
        "title": coverage.chapter.title.as_json(),
        "file": coverage.chapter.file,
        "provisions": len(coverage.chapter.provisions),
        "with_a_row": coverage.with_a_row,
        "counts": counts,
        "rows": [_row(each) for each in shown_rows(coverage, only)],
        "findings": [finding_json(fault) for fault in coverage.findings],
    }


def _row(covered: Covered) -> dict[str, Any]:
    row = covered.row
    return {
        "provision": row.provision,
        "title": row.title.as_json(),
        "status": covered.status,
        "expected": row.expect,
        "lacks": list(covered.wants),
        "where": [_citation(each) for each in covered.citations],
        "facts": [_fact(each) for each in covered.facts],
        "left_to_judgement": [words.as_json() for words in covered.left],
        "because": row.because.as_json(),
        "compared_on": str(covered.compared_on) if covered.compared_on else None,
        "place": place_json(row.place),
    }


def _citation(each: Citation) -> dict[str, Any]:
    return {
        "cite": each.cite,
        "kind": each.kind,
        "within": each.within,
        "place": place_json(each.place),
        "compared_on": str(each.compared_on) if each.compared_on else None,
    }


def _fact(fact: Declaration) -> dict[str, Any]:
    return {
        "fact": fact.name,
        "label": fact.label.as_json(),
        "ask": fact.ask.as_json(),
        "who": fact.who,
        "place": place_json(fact.place),
    }
