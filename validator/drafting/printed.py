"""What a template prints: a text together with the data line it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape

from markupsafe import Markup

from validator.drafting.refusals import DATA, place_of, refusal

DAGGER = "†"
BLANK = "[●"
"""What every blank begins with."""

# Surrogates and the two non-characters cannot stand in any XML file; control characters can steer a terminal.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """What a printed value is, and the class it carries in every format."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    TEXT = "text"
    CONCLUSION = "conclusion"


@dataclass(frozen=True)
class Printed:
    """A value ready for print.

    `origin` is its data line (`agreements/xiaomi-2025.yaml:31:17`) or, for a conclusion, its rule line;
    `illustration` says why the value is only an illustration; `missing` labels a value that is not known and makes
    it print as a counted blank. A missing or empty value is false in a template's `if`.
    """

    text: str = ""
    origin: str | None = None
    kind: str = Kind.TEXT
    illustration: str | None = None
    missing: str | None = None

    def __bool__(self) -> bool:
        return self.missing is None and bool(self.text)

    def __html__(self) -> str:
        """Give the marked-up form; raise DraftingError where the text cannot be printed."""
        if self.missing is not None:
            return blank_markup(self.missing, self.origin, self.kind)
        body = escape(printable(self.text, self.origin))
        if self.illustration is None:
            return f"<span{_attributes(self.origin, self.kind)}>{body}</span>"
        why = escape(printable(self.illustration, self.origin))
        classes = f"{self.kind} illustration"
        return f'<span{_attributes(self.origin, classes)} title="{why}">{body}</span><span class="mark">{DAGGER}</span>'

    def __str__(self) -> Markup:
        # Jinja's `~` turns every operand into a string first: only marked-up text keeps the origin through it.
        return Markup(self.__html__())  # noqa: S704 escaped by __html__

    def paragraphs(self) -> tuple[Printed, ...]:
        """Give the paragraphs of the text, split at blank lines, each with the same origin."""
        if self.missing is not None:
            return (self,)
        parts = (part.strip() for part in re.split(r"\n[ \t]*\n", self.text))
        return tuple(replace(self, text=part) for part in parts if part)

    def capitalised(self) -> Printed:
        """Give the same value with a capital first letter, as a heading or a sentence begins."""
        return replace(self, text=self.text[:1].upper() + self.text[1:])

    def capitals(self) -> Printed:
        """Give the same value in capital letters."""
        return replace(self, text=self.text.upper())


def blank_markup(ask: str, origin: str | None = None, kind: str = Kind.TEXT) -> str:
    """Give the highlighted blank that stands for a missing value and names it."""
    label = escape(printable(ask, origin))
    return f'<span{_attributes(origin, f"blank {kind}")} data-ask="{label}">{BLANK} {label}]</span>'


def printable(text: str, origin: str | None = None) -> str:
    """Give the text back; raise DraftingError naming the origin where it holds a character no document can carry."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return text
    raise refusal(
        DATA,
        f"the text from {origin or 'a template'} holds the control character U+{ord(found[0]):04X} "
        f"at character {found.start() + 1}, which cannot be printed",
        place_of(origin),
        "remove the character; line feeds and tabs are the only control characters allowed",
    )


def _attributes(origin: str | None, classes: str) -> str:
    where = f' data-origin="{escape(printable(origin))}"' if origin else ""
    return f'{where} class="{escape(classes)}"'
