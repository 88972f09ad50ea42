"""The checks of terms, usage and references on our own drafts, before anybody edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.drafting.documents import DOCUMENTS
from validator.drafting.formats.html import write_html
from validator.review.html import read_html
from validator.review.reviewing import naming_of, own_remarks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.checking import Evaluated
    from validator.drafting.drafts import Draft
    from validator.review.remarks import Remark


def remarks_on_own(evaluated: Evaluated, drafts: Mapping[str, Draft]) -> dict[str, tuple[Remark, ...]]:
    """Give by language what is to be said of the terms of drafts as they were rendered; figures come from the data."""
    event_of = DOCUMENTS[next(iter(drafts.values())).name].event
    announcement = event_of(evaluated).announcement if event_of else None
    naming = naming_of(evaluated.workspace, announcement)
    read = {language: read_html(write_html(draft.document), language) for language, draft in drafts.items()}
    return {lang: tuple(own_remarks(draft, naming, defines=event_of is not None)) for lang, draft in read.items()}
