"""The documents that can be drafted: each with its template, and with what gives its context from the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.checking import Evaluated
    from validator.drafting.context.event import Event

    Context = dict[str, Any]

ANNOUNCEMENT = "announcement"


@dataclass(frozen=True)
class DocumentKind:
    """A document: its template, and a function that gives the context of it in a language, ready for print.

    `event` gives what was signed, for a document that explains its own terms, as one that stands alone does. Both raise
    DraftingError (DRAFT-NO-EVENT) where the data holds nothing that the document could be about.
    """

    template: str
    context: Callable[[Evaluated, str], Context]
    event: Callable[[Evaluated], Event] | None = None


# Each context is loaded when it is drafted: the names alone are needed for `--help`.


def _announced(evaluated: Evaluated) -> Event:
    from validator.drafting.context.event import event_of  # noqa: PLC0415

    return event_of(evaluated)


def _announcement(evaluated: Evaluated, language: str) -> Context:
    from validator.drafting.context.whole import context_of  # noqa: PLC0415

    return context_of(_announced(evaluated), language)


def _explained(evaluated: Evaluated) -> Event:
    from validator.drafting.context.circular import event_of_circular  # noqa: PLC0415

    return event_of_circular(evaluated)


def _circular(evaluated: Evaluated, language: str) -> Context:
    from validator.drafting.context.circular import circular_context  # noqa: PLC0415

    return circular_context(evaluated, language)


def _board_minutes(evaluated: Evaluated, language: str) -> Context:
    from validator.drafting.context.minutes import minutes_context  # noqa: PLC0415

    return minutes_context(evaluated, language)


def _year(evaluated: Evaluated, language: str) -> Context:
    from validator.drafting.context.year import year_context  # noqa: PLC0415

    return year_context(evaluated, language)


def _internal_control(evaluated: Evaluated, language: str) -> Context:
    from validator.drafting.context.procedures import procedures_context  # noqa: PLC0415

    return procedures_context(evaluated, language)


DOCUMENTS: Mapping[str, DocumentKind] = {
    ANNOUNCEMENT: DocumentKind("announcement/announcement.html", _announcement, _announced),
    "circular": DocumentKind("circular/circular.html", _circular, _explained),
    "board-minutes": DocumentKind("board-minutes/board-minutes.html", _board_minutes),
    "annual-report": DocumentKind("annual-report/annual-report.html", _year),
    "directors-confirmation": DocumentKind("directors-confirmation/directors-confirmation.html", _year),
    "internal-control": DocumentKind("internal-control/internal-control.html", _internal_control),
}
