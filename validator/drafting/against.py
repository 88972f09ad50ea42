"""The other state of the data that a redline starts from: the same workspace on another day, or another workspace."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from validator.checking import evaluate
from validator.drafting.drafts import Draft, drafts_of
from validator.drafting.redline.merge import redline
from validator.drafting.refusals import refusal
from validator.reading.quantities import QuantityError, parse_date
from validator.workspace.load import load_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.checking import Evaluated

AGAINST = "DRAFT-AGAINST"


@dataclass(frozen=True)
class OtherState:
    """The other state, evaluated, and the words that name it in a file name: `2025-07-29`, or a folder's name."""

    evaluated: Evaluated
    name: str


def other_state(evaluated: Evaluated, against: str) -> OtherState:
    """Evaluate what `against` names: a folder, else an ISO date.

    Raises DraftingError (DRAFT-AGAINST) where it is neither, or is the very state that is drafted, and as loading
    and evaluating do.
    """
    folder = Path(against)
    if folder.is_dir():
        name = re.sub(r"[^\w-]+", "-", folder.resolve().name).strip("-") or "other"
        return OtherState(evaluate(load_workspace(folder), evaluated.rulebook, evaluated.as_of), name)
    try:
        day = parse_date(against)
    except QuantityError as error:
        remedy = "give a day such as 2025-07-29, or the folder of another state of the workspace"
        raise refusal(AGAINST, f"`{against}` is neither a folder nor a date", remedy=remedy) from error
    if day == evaluated.as_of:
        remedy = "give an earlier day, or a folder with another state of the data"
        raise refusal(AGAINST, f"{day} is the day of the draft itself", remedy=remedy)
    return OtherState(evaluate(evaluated.workspace, evaluated.rulebook, day), str(day))


def redlines_of(drafts: Mapping[str, Draft], other: OtherState, *, folders: Sequence[Path] = ()) -> dict[str, Draft]:
    """Give the drafts by language with every change since the other state marked. Raises as `drafts_of` does.

    `folders` are the template folders that the drafts were made from beside the shipped ones.
    """
    name = next(iter(drafts.values())).name
    before = drafts_of(other.evaluated, tuple(drafts), name, folders=folders)
    return {
        language: replace(draft, document=redline(before[language].document, draft.document), against=other.name)
        for language, draft in drafts.items()
    }
