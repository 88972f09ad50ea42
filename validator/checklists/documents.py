"""Forms as documents: one tree in one language, from which every format is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.checklists.context import Print
from validator.checklists.forms import SIZE_TESTS
from validator.drafting.markup.environment import render
from validator.drafting.markup.parsing import parse
from validator.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from validator.checking import Evaluated
    from validator.checklists.forms import FilledForm
    from validator.checklists.sizes import TestedDeal
    from validator.drafting.tree import Document


def form_document(evaluated: Evaluated, form: FilledForm, language: str) -> Document:
    """Give a filled form in `en` or `zh-Hant`. Raises DraftingError for a fault in a template or in the data."""
    return _document("checklist", Print(evaluated, language).form(form), language)


def sizes_document(evaluated: Evaluated, deals: Sequence[TestedDeal], language: str) -> Document:
    """Give the size tests in a language; raises as `form_document` does."""
    return _document(SIZE_TESTS, Print(evaluated, language).sizes(deals), language)


def _document(template: str, context: Mapping[str, Any], language: str, folders: Sequence[Path] = ()) -> Document:
    rendered = render(f"checklist/{template}.html", context, [*folders, resource_folder("templates")])
    return parse(rendered, language)
