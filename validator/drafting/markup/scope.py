"""The context of a template, wrapped so that whatever is missing in it can be named by its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload

from jinja2 import Undefined
from markupsafe import Markup

from validator.drafting.printed import Printed, blank_markup

Tick = Callable[[], None]


class Scope(Mapping[str, Any]):
    """A mapping that knows its dotted path. A key whose value is None counts as absent."""

    def __init__(self, values: Mapping[str, Any], path: str, tick: Tick) -> None:
        self.path = path
        self._values = values
        self._tick = tick

    def __getitem__(self, key: str) -> Any:
        value = self._values[key]
        if value is None:
            raise KeyError(key)
        return named(value, _below(self.path, key), self._tick)

    def __iter__(self) -> Iterator[str]:
        for key, value in self._values.items():
            self._tick()
            if value is not None:
                yield key

    def __len__(self) -> int:
        return sum(value is not None for value in self._values.values())


class Items(Sequence[Any]):
    """A sequence that knows its dotted path and lets the clock tick at every step of a loop."""

    def __init__(self, values: Sequence[Any], path: str, tick: Tick) -> None:
        self.path = path
        self._values = values
        self._tick = tick

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return Items(self._values[index], self.path, self._tick)
        self._tick()
        here = f"{self.path}[{index}]"
        value = self._values[index]
        return Missing(name=here) if value is None else named(value, here, self._tick)

    def __len__(self) -> int:
        return len(self._values)


class Missing(Undefined):
    """What a template asked for and the context does not hold: prints as a counted blank, and so does all below it.

    In a loop it gives itself once, so that a missing list leaves a visible row of blanks rather than nothing.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, key: object) -> Missing:  # type: ignore[override]
        return Missing(name=_below(str(self._undefined_name), str(key)))

    def __iter__(self) -> Iterator[Missing]:
        yield self

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return False

    def __html__(self) -> str:
        return blank_markup(str(self._undefined_name))

    def __str__(self) -> Markup:
        return Markup(self.__html__())  # noqa: S704 escaped by blank_markup


def missing_below(above: object, name: str) -> Missing:
    """Give the missing value that stands for `name` of `above`, named by its whole path where that is known."""
    if isinstance(above, Scope | Items):
        return Missing(name=_below(above.path, name))
    return Missing(name=above.missing if isinstance(above, Printed) and above.missing is not None else name)


def named(value: Any, path: str, tick: Tick) -> Any:
    """Give mappings, lists and tuples wrapped with their path, and every other value as it is."""
    if isinstance(value, Mapping):
        return Scope(value, path, tick)
    if isinstance(value, list | tuple):
        return Items(value, path, tick)
    return value


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
