"""The internal control measures of the company as they stand on a day, from the procedures of the rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.context.parties import issuer
from validator.drafting.context.values import Context, Words
from validator.drafting.printed import Kind, Printed
from validator.drafting.refusals import refusal
from validator.rulebook.body import ProcedureBody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.checking import Evaluated
    from validator.reading.text import Text
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Rule, Version


def procedures_context(evaluated: Evaluated, language: str) -> Context:
    """Give each procedure that the company makes public: owner, what is done, how often, what shows it, whom it tells.

    Raises DraftingError (DRAFT-NO-EVENT) where none is in force on the day.
    """
    words = Words(language, evaluated.as_of, evaluated.layout.year_end, evaluated.as_of)
    found = tuple(announced_procedures(evaluated.rulebook, evaluated.as_of))
    if not found:
        message = f"no internal control procedure is in force on {evaluated.as_of}"
        raise refusal("DRAFT-NO-EVENT", message, remedy="`listing-rules rules list` gives the rules and their versions")
    return {
        "lang": language,
        "issuer": issuer(evaluated.workspace.issuer, words),
        "day": words.day_of(evaluated.as_of, None),
        "procedures": tuple(_procedure(rule, version, body, words) for rule, version, body in found),
    }


def announced_procedures(rulebook: Rulebook, day: date) -> Iterator[tuple[Rule, Version, ProcedureBody]]:
    """Give each procedure in force on a day that the company's announcements describe."""
    for rule in rulebook.of_kind("procedure"):
        version = rule.version_on(day)
        if version is not None and isinstance(version.body, ProcedureBody) and version.body.announced:
            yield rule, version, version.body


def _procedure(rule: Rule, version: Version, body: ProcedureBody, words: Words) -> Context:
    def said(text: Text) -> Printed | None:
        return Printed(text.in_language(words.language), str(version.place)).capitalised() if text else None

    return {
        "id": Printed(rule.id, str(rule.place), Kind.NAME),
        "title": Printed(rule.title.in_language(words.language), str(rule.place)),
        "owner": said(body.owner),
        "does": said(body.describe),
        "frequency": said(body.frequency),
        "every": body.evidence.every if body.evidence else None,
        "within": _within(body, version),
        "told": said(body.escalate.to) if body.escalate else None,
        "shown_by": said(body.escalate.evidence) if body.escalate else None,
        "in_force_from": words.day_of(version.first, version.place),
    }


def _within(body: ProcedureBody, version: Version) -> Context | None:
    """Give how long after a period its evidence is due."""
    if body.evidence is None:
        return None
    grace = body.evidence.within
    return {
        "count": Printed(str(grace.count), str(version.place), Kind.FIGURE),
        "unit": grace.unit,
        "is_one": grace.count == 1,
    }
