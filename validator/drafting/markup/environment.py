"""Renders a template with a context: from data to markup in the subset, within limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError

from validator.drafting.markup.loader import TemplateLoader
from validator.drafting.markup.metering import Meter
from validator.drafting.markup.sandbox import sandbox
from validator.drafting.markup.scope import Items, Scope
from validator.drafting.printed import printable
from validator.drafting.refusals import TEMPLATE, line_of, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from validator.findings import DraftingError, Place

_RUNTIME_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Limits:
    """How large and how slow a draft may get before it is refused."""

    characters: int = 4_000_000
    seconds: float = 20.0
    range_items: int = 10_000


@dataclass(frozen=True)
class Rendered:
    """Markup in the subset, and the template files that its `data-at` marks count."""

    markup: str
    templates: tuple[str, ...]


def render(
    template_name: str, context: Mapping[str, Any], folders: Sequence[Path], *, limits: Limits | None = None
) -> Rendered:
    """Render a template of one of the folders with a context of mappings, sequences, texts and Printed values.

    Raises DraftingError with the template's line for a fault in a template, with the data line for a text that
    cannot be printed, and for a draft past its limits.
    """
    limits = limits or Limits()
    meter = Meter(limits.seconds, limits.characters)
    loader = TemplateLoader(folders)
    environment = sandbox(loader, _counted_range(limits, meter.tick), meter)
    try:
        template = environment.get_template(template_name)
        markup = meter.concat(template.generate(Scope(context, "", meter.tick)))
    except _RUNTIME_FAULTS as error:
        raise _template_error(error, loader.files) from error
    return Rendered(printable(markup), tuple(loader.files))


def _counted_range(limits: Limits, tick: Callable[[], None]) -> Callable[..., Items]:
    def counted(*bounds: int) -> Items:
        numbers = range(*bounds)
        if len(numbers) > limits.range_items:
            raise SecurityError(f"range() of {len(numbers):,} is above the limit of {limits.range_items:,}")
        return Items(numbers, "range", tick)

    return counted


def _template_error(error: BaseException, files: Sequence[str]) -> DraftingError:
    """Give the error of a template worded for its author, with the innermost template line it passed through."""
    if isinstance(error, TemplateNotFound):
        message = f"the template {error.name} is not inside the template folders"
        return refusal(TEMPLATE, message, _innermost(error, files), "name a file below one of the template folders")
    if isinstance(error, TemplateSyntaxError):
        place = line_of(error.filename or error.name or "template", error.lineno)
        return refusal(TEMPLATE, f"the template cannot be read: {error.message}", place)
    return refusal(TEMPLATE, f"the template failed: {error}", _innermost(error, files))


def _innermost(error: BaseException, files: Sequence[str]) -> Place | None:
    place = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in files:
            place = line_of(step.tb_frame.f_code.co_filename, step.tb_lineno)
        step = step.tb_next
    return place
