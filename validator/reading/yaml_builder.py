"""Documents built from YAML events, with a stack of its own instead of recursion."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import yaml

from validator.reading import yaml_faults
from validator.reading.document import Document
from validator.reading.places import Places, Span, place_between
from validator.reading.source import REFUSED_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.findings import Place
    from validator.reading.document import Path
    from validator.reading.source import Source

MAX_DEPTH = 100
_INTEGER = re.compile("0|-?[1-9][0-9]{0,999}")
_THOUSANDS = re.compile("[0-9]{3}(?![0-9])")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NO_KEYS = frozenset({"<<", "null", "~", ""})


class _List:
    """A list that is still being filled."""

    wants_key = False

    def __init__(self, path: Path, event: Any) -> None:
        self.data: list[Any] = []
        self.path = path
        self.event = event

    def attach(self, value: Any) -> Path:
        """Append a value and give its path."""
        path = (*self.path, len(self.data))
        self.data.append(value)
        return path


class _Mapping:
    """A mapping that is still being filled; keys and values take turns."""

    def __init__(self, path: Path, event: Any) -> None:
        self.data: dict[str, Any] = {}
        self.path = path
        self.event = event
        self.wants_key = True
        self._key = ""
        self._value_path: Path = ()

    def expect_value_of(self, key: str, path: Path) -> None:
        """Take the key of the next value, and the path at which the value will stand."""
        self._key = key
        self._value_path = path
        self.wants_key = False

    def attach(self, value: Any) -> Path:
        """Set the value of the last key and give its path."""
        self.data[self._key] = value
        self.wants_key = True
        return self._value_path


class Builder:
    """Turns the events of one text into its documents, in order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: list[_List | _Mapping] = []
        self._spans: dict[Path, Span] = {}
        self._key_spans: dict[Path, Span] = {}
        self._anchors: dict[str, Place] = {}
        self._data: Any = None
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: partial(self._start_collection, _Mapping),
            yaml.SequenceStartEvent: partial(self._start_collection, _List),
            yaml.MappingEndEvent: self._end_collection,
            yaml.SequenceEndEvent: self._end_collection,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start_document,
        }

    def documents(self) -> Iterator[Document]:
        """Give each document as it ends; raises ReadingError, and yaml.YAMLError where the parser gives up."""
        handlers = self._handlers
        for event in iter(yaml.CLoader(self._source.text).get_event, None):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
            elif isinstance(event, yaml.DocumentEndEvent):
                yield self._finished()

    def _start_document(self, _event: Any) -> None:
        self._spans, self._key_spans, self._anchors = {}, {}, {}

    def _finished(self) -> Document:
        if self._anchors:
            raise yaml_faults.unused_anchor(*next(iter(self._anchors.items())))
        shown = self._source.shown
        places = Places(shown, self._spans)
        top = places[()]
        if self._data is None and (top.line, top.column) == (top.end_line, top.end_column):
            raise yaml_faults.empty(self._source, top)
        return Document(self._source, self._data, places, Places(shown, self._key_spans))

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        text, style = event.value, event.style
        if style == '"' and (found := REFUSED_CHARACTER.search(text)):
            raise yaml_faults.escaped_character(found[0], self._place_of(event))
        parent = self._open[-1] if self._open else None
        if parent is not None:
            if not style and parent.event.flow_style and _THOUSANDS.match(text):
                self._refuse_split_number(event)
            if parent.wants_key:
                self._take_key(parent, text, event)
                return
        path = self._attach(text if style else _typed(text))
        self._spans[path] = (event.start_mark, event.end_mark)

    def _refuse_split_number(self, event: Any) -> None:
        before = self._source.text[max(0, event.start_mark.index - 2) : event.start_mark.index]
        if before[:1].isdigit() and before.endswith(","):
            raise yaml_faults.split_number(self._place_of(event))

    def _take_key(self, parent: Any, key: str, event: Any) -> None:
        if key in _NO_KEYS and not event.style:
            raise self._no_key(key, event)
        path = (*parent.path, key)
        if path in self._key_spans:
            first = place_between(self._source.shown, *self._key_spans[path])
            raise yaml_faults.duplicate_key(key, self._place_of(event), first)
        self._key_spans[path] = (event.start_mark, event.end_mark)
        parent.expect_value_of(key, path)

    def _no_key(self, text: str, event: Any) -> Exception:
        if text == "<<":
            return yaml_faults.merge_key(self._place_of(event))
        return yaml_faults.key_is_no_text("empty or null", self._place_of(event))

    def _attach(self, value: Any) -> Path:
        if self._open:
            return self._open[-1].attach(value)
        self._data = value
        return ()

    def _start_collection(self, kind: type[_List | _Mapping], event: Any) -> None:
        self._refuse_properties(event)
        if self._open and self._open[-1].wants_key:
            raise yaml_faults.key_is_no_text("a list" if kind is _List else "a mapping", self._place_of(event))
        if len(self._open) == MAX_DEPTH:
            raise yaml_faults.too_deep(MAX_DEPTH, self._place_of(event))
        collection = kind((), event)
        collection.path = self._attach(collection.data)
        self._open.append(collection)

    def _end_collection(self, event: Any) -> None:
        ended = self._open.pop()
        end = event.end_mark if ended.event.flow_style else self._end_of_first(ended)
        self._spans[ended.path] = (ended.event.start_mark, end)

    def _end_of_first(self, ended: _List | _Mapping) -> Any:
        # A block ends where the next thing starts; a caret is better off under the key or element that opens it.
        if isinstance(ended, _List):
            return self._spans[(*ended.path, 0)][1]
        return self._key_spans[(*ended.path, next(iter(ended.data)))][1]

    def _refuse_properties(self, event: Any) -> None:
        if event.tag is not None:
            raise yaml_faults.tag(self._source, self._place_of(event))
        if event.anchor is not None:
            self._anchors[event.anchor] = yaml_faults.anchor_place(event.anchor, self._place_of(event))

    def _alias(self, event: Any) -> None:
        raise yaml_faults.alias(event.anchor, self._place_of(event), self._anchors.get(event.anchor))

    def _place_of(self, event: Any) -> Place:
        return place_between(self._source.shown, event.start_mark, event.end_mark)


def _typed(text: str) -> Any:
    if _INTEGER.fullmatch(text):
        return int(text)
    return _WORDS.get(text, text)
