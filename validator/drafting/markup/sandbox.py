"""The Jinja environment of drafts: sandboxed, escaped, and without the doors that templates do not need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import Undefined, nodes, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.filters import do_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from validator.drafting.markup import filters
from validator.drafting.markup.metering import Meter, Metering
from validator.drafting.markup.scope import Items, Missing, Scope, missing_below
from validator.drafting.printed import Printed, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import BaseLoader

# String filters would drop the origin of what they change; `safe` and its like would let data become markup.
_KEPT_FILTERS = frozenset(
    {
        *("count", "d", "default", "first", "groupby", "items", "join", "last", "length", "list", "map"),
        *("reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"),
    }
)
_KEPT_GLOBALS = frozenset({"cycler", "dict", "joiner", "namespace"})
_METHODS_OF_SCOPES = frozenset({"items", "keys", "values"})
_LARGEST_FACTOR = 1_000_000


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which a missing value is named by its path, and None counts as missing."""

    # Repetition, powers and string formats are how a short template asks for a huge text.
    intercepted_binops = frozenset({"*", "**", "%", "+"})
    meter: Meter

    def tick(self) -> None:
        """Refuse once the time is over; called wherever a loop, a macro or an included template begins."""
        self.meter.tick()

    def joined(self, *parts: Any) -> str:
        """Give what `~` joins."""
        return self.meter.joined(*parts)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return Metering().metered(super()._parse(source, name, filename))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give an attribute; of the context's mappings, the key of that name."""
        if isinstance(obj, Scope) and attribute not in obj and attribute in _METHODS_OF_SCOPES:
            return getattr(obj, attribute)
        if isinstance(obj, Scope | Items):
            return self.getitem(obj, attribute)
        return self._or_missing(super().getattr(obj, attribute), obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give an item, or the missing value that names it."""
        if not isinstance(obj, Scope | Items):
            return self._or_missing(super().getitem(obj, argument), obj, str(argument))
        try:
            return obj[argument]
        except (LookupError, TypeError):
            return missing_below(obj, str(argument))

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        """Refuse at once: an unsafe attribute must not look like a blank."""
        raise SecurityError(f"the attribute {attribute!r} of a {type(obj).__name__} is not open to templates")

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ARG002
        """Keep no way to str.format: a format can ask for a text of any length."""
        return None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether an attribute is open to templates; none of a string is."""
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Give a sum, or the result of another operator on small whole numbers; refuse everything else."""
        if operator == "+":
            return self.meter.added(left, right)
        if all(type(side) is int and abs(side) <= _LARGEST_FACTOR for side in (left, right)) and operator != "**":
            return super().call_binop(context, operator, left, right)
        raise SecurityError(
            f"the operator {operator} is only for small whole numbers; figures are computed before print"
        )

    def _or_missing(self, value: Any, obj: object, name: str) -> Any:
        absent = value is None or (isinstance(obj, Printed) and obj.missing is not None)
        return missing_below(obj, name) if absent else value


def sandbox(loader: BaseLoader, counted_range: Callable[..., Items], meter: Meter) -> Sandbox:
    """Give the environment that reads templates through `loader`, loops through `counted_range` and is metered."""
    environment = Sandbox(
        loader=loader,
        autoescape=True,
        undefined=Missing,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.meter = meter
    environment.concat = meter.concat  # type: ignore[method-assign]
    kept = {name: f for name, f in environment.filters.items() if name in _KEPT_FILTERS}
    environment.filters = kept | filters.OURS | _weighed_filters(meter)
    environment.globals = {name: g for name, g in environment.globals.items() if name in _KEPT_GLOBALS}
    environment.globals["range"] = counted_range
    return environment


def _weighed_filters(meter: Meter) -> dict[str, Callable[..., Any]]:
    """Give the filters that make one text of many, weighing as they go."""

    @pass_eval_context
    def join(context: Any, values: Any, between: str = "", attribute: str | None = None) -> Any:
        chosen = values if attribute is None else (context.environment.getattr(each, attribute) for each in values)
        texts = list(meter.weighed(chosen))
        meter.weigh(sum(map(len, texts)) + len(between) * len(texts))
        return do_join(context, texts, between)

    def joined(values: Any, language: str) -> Any:
        return filters.joined(meter.weighed(values), language)

    return {"join": join, "joined": joined}


def finalize(value: Any) -> Any:
    """Give what Jinja escapes and prints for a value; refuse what only wording may turn into text."""
    if isinstance(value, Printed | Missing | Markup):
        return value
    if isinstance(value, str):
        return printable(value)
    if type(value) is int:
        return str(value)
    if isinstance(value, Undefined):
        return ""
    raise TemplateRuntimeError(f"a {type(value).__name__} cannot be printed as it is; give a text with its origin")
