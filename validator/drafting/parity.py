"""What one language of a draft says and the other does not: a figure, a date, a defined term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.drafting.quantities import quantities_in
from validator.drafting.refusals import place_of
from validator.drafting.tree import Heading, Paragraph, Run, Table, inline_text, runs, text_of, walk
from validator.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.drafting.quantity import Quantity
    from validator.drafting.tree import Document

PARITY = "DRAFT-PARITY"
_DEFINITIONS = "definitions"
_PLURAL = re.compile(r"y?\([a-z]+\)$")
_LONGEST_EXCERPT = 60


def parity_findings(documents: Mapping[str, Document]) -> tuple[Finding, ...]:
    """Give an error for each figure, date and defined term that stands in one of two languages alone.

    A value counts as there wherever it stands in the other language, however it is worded there. With one language
    or none there is nothing to compare.
    """
    pairs = [(one, other) for one in documents for other in documents if one != other]
    findings = [finding for one, other in pairs for finding in _values(one, documents[one], other, documents[other])]
    languages = list(documents)
    if len(languages) == 2:
        findings += _terms(languages, documents)
    return tuple(findings)


def _values(language: str, document: Document, other: str, theirs: Document) -> Iterator[Finding]:
    known = {found.key for _, found in _said(theirs)}
    alone = {found.key: (block, found) for block, found in reversed(_said(document)) if found.key not in known}
    for block, found in reversed(alone.values()):
        yield _finding(
            f"the {'date' if found.is_date else 'figure'} {found.text}",
            language,
            other,
            _origin(block, found),
            _excerpt(block),
        )


def _said(document: Document) -> list[tuple[Heading | Paragraph, Quantity]]:
    """Give every quantity of a draft, in reading order, with the block that it stands in."""
    blocks = [block for block in walk(document.blocks) if isinstance(block, Heading | Paragraph)]
    return [(block, found) for block in blocks for found in quantities_in(inline_text(block.inlines))]


def _origin(block: Heading | Paragraph, found: Quantity) -> str | None:
    """Give the data line of the run in which something stands."""
    origins = (run.origin for run in block.inlines if isinstance(run, Run) and run.origin)
    holding = (run.origin for run in block.inlines if isinstance(run, Run) and found.text in run.text and run.origin)
    return next(holding, next(origins, None))


def _excerpt(block: Heading | Paragraph) -> str:
    text = " ".join(inline_text(block.inlines).split())
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"


def _terms(languages: list[str], documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Compare the use of defined terms; the definitions of both languages stand in the same order."""
    one, other = languages
    rows = [_defined(documents[language]) for language in languages]
    bodies = [_body(documents[language]) for language in languages]
    if len(rows[0]) != len(rows[1]):
        yield _finding(f"a definition ({len(rows[0])} against {len(rows[1])})", one, other, None, "")
        return
    for mine, theirs in zip(*rows, strict=True):
        used = [any(_uses(body, run.text) for run in terms) for body, terms in zip(bodies, (mine, theirs), strict=True)]
        if mine and theirs and used[0] != used[1]:
            here, there, terms = (one, other, mine) if used[0] else (other, one, theirs)
            yield _finding(f"the defined term {terms[0].text}", here, there, terms[0].origin, "")


def _defined(document: Document) -> list[tuple[Run, ...]]:
    """Give the terms of each definition, as the runs of its first cell that come from the data."""
    tables = [block for block in document.blocks if isinstance(block, Table) and _DEFINITIONS in block.classes]
    return [tuple(run for run in runs(row[0].blocks) if run.origin) for table in tables for row in table.rows]


def _body(document: Document) -> str:
    """Give the text of a draft but for its definitions."""
    kept = (b for b in document.blocks if not (isinstance(b, Table) and _DEFINITIONS in b.classes))
    return "\n".join(map(text_of, kept)).casefold()


def _uses(body: str, term: str) -> bool:
    """Tell whether a text uses a term, in the singular or the plural."""
    return _PLURAL.sub("", term).casefold() in body


def _finding(what: str, language: str, other: str, origin: str | None, excerpt: str) -> Finding:
    where = f", in “{excerpt}”" if excerpt else ""
    return Finding(
        PARITY,
        Severity.ERROR,
        f"{what} stands in the {language} draft alone{where}",
        place_of(origin),
        help=f"say the same in {other}, in the data or in the template of that section",
    )
