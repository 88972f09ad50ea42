"""Grounds: why somebody is or may be connected, each as a path from the issuer with its lines of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.facts.fact import Fact, State, known
from validator.reading.text import Text

if TYPE_CHECKING:
    from validator.relations.links import Link


@dataclass(frozen=True)
class Ground:
    """One ground: the input of the table that it speaks to, whether it is sure, and the last link of its path.

    `outcome` and `cite` are what the table makes of this ground alone, empty where that is open.
    """

    fact: str
    sure: bool
    link: Link
    outcome: str = ""
    cite: str = ""


def truth(name: str, standing: bool | None, link: Link | None) -> Fact:
    """Give a yes, no or unknown with the lines of the register behind it; an unknown one with what is open in them."""
    lines = tuple(dict.fromkeys(link.lines())) if link else ()
    if standing is not None:
        made = known(name, standing, place=next((line.place for line in lines if line.place), None))
        return Fact(name, State.KNOWN, made.value, place=made.place, operation="walk" if lines else "", operands=lines)
    still_open = tuple(line for line in lines if line.is_open)
    reason = next((line.reason for line in still_open if line.reason), Text("the register leaves it open"))
    place = next((line.place for line in still_open if line.place), None)
    return Fact(name, State.UNKNOWN, reason=reason, place=place, operation="walk", operands=still_open)
