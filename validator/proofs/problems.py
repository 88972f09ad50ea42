"""What a proof or a check of a rulebook finds amiss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.findings import Place


@dataclass(frozen=True)
class Problem:
    """A promise or check that does not hold: which, of which rule, where, and a deal that shows it."""

    rule: str
    promise: str
    message: str
    place: Place | None
    deal: Mapping[str, str]
