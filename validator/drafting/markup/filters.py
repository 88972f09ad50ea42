"""The filters that drafts add to Jinja. Each keeps the origin of the values it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from validator.drafting import numerals, wording
from validator.drafting.markup.scope import Missing
from validator.drafting.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def joined(values: Iterable[Any], language: str) -> Markup:
    """Give the values as a list in words: `{{ names|joined(lang) }}`."""
    return Markup(wording.joined([str(escape(value)) for value in values], language))  # noqa: S704 each part is escaped


def paragraphs(value: Any) -> tuple[Any, ...]:
    """Give the paragraphs of a text: `{% for text in reasons|paragraphs %}<p>{{ text }}</p>{% endfor %}`."""
    if isinstance(value, Missing):
        return (value,)
    return value.paragraphs() if isinstance(value, Printed) else Printed(str(value)).paragraphs()


def capitals(value: Any) -> Any:
    """Give a name in capital letters, for headings."""
    if isinstance(value, Missing):
        return value
    return value.capitals() if isinstance(value, Printed) else str(value).upper()


def _upper_roman(number: int) -> str:
    return numerals.roman(number).upper()


OURS: dict[str, Callable[..., Any]] = {
    "joined": joined,
    "paragraphs": paragraphs,
    "capitals": capitals,
    "roman": numerals.roman,
    "upper_roman": _upper_roman,
    "alpha": numerals.alpha,
    "chinese": numerals.chinese,
}
