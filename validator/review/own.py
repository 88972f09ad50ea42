"""The checks of terms, usage, references and placeholders on our own drafts, before anybody edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.documents import DOCUMENTS
from validator.drafting.formats.html import write_html
from validator.drafting.printed import BLANK
from validator.review.html import read_html
from validator.review.placeholders import placeholder_remarks
from validator.review.reviewing import naming_of, own_remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.checking import Evaluated
    from validator.drafting.drafts import Draft
    from validator.review.passages import ReadDraft
    from validator.review.remarks import Remark


def remarks_on_own(evaluated: Evaluated, drafts: Mapping[str, Draft]) -> dict[str, tuple[Remark, ...]]:
    """Give by language what is to be said of the words of drafts as they were rendered.

    Figures come from the data, and blanks are counted elsewhere; other placeholders stand in texts of the data.
    """
    event_of = DOCUMENTS[next(iter(drafts.values())).name].event
    announcement = event_of(evaluated).announcement if event_of else None
    naming = naming_of(evaluated.workspace, announcement)
    read = {language: read_html(write_html(draft.document), language) for language, draft in drafts.items()}
    return {
        lang: (*own_remarks(draft, naming, defines=event_of is not None), *_placeholders(draft))
        for lang, draft in read.items()
    }


def _placeholders(draft: ReadDraft) -> Iterator[Remark]:
    for remark in placeholder_remarks(draft):
        shown = remark.passage.text[remark.start :] if remark.passage else ""
        if not shown.startswith(BLANK):
            yield remark
