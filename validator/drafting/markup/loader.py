"""Reads templates from the given folders only, refuses tags outside the subset, and marks each tag with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from jinja2 import BaseLoader, TemplateNotFound

from validator.drafting.markup import subset
from validator.drafting.markup.strict_reader import StrictReader
from validator.drafting.refusals import TEMPLATE, line_of, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from validator.findings import DraftingError

_CONSTRUCT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FORBIDDEN = re.compile(r"\{%[-+]?\s*(raw|autoescape)\b")
_LARGEST_TEMPLATE = 2**20
_EXPRESSION = "\ue000"
_TAG_BEGINS = re.compile(rf"<[/A-Za-z{_EXPRESSION}]")


class TemplateLoader(BaseLoader):
    """A loader over template folders, first hit wins. `files` lists the templates read, in the order of their marks."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.files: list[str] = []
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Give a template's source, marked, and its file name.

        Raises TemplateNotFound for a name that is not inside a folder, DraftingError for a forbidden tag.
        """
        path = self._find(template)
        file = path.as_posix()
        try:
            if path.stat().st_size > _LARGEST_TEMPLATE:
                raise refusal(TEMPLATE, f"the template is larger than {_LARGEST_TEMPLATE:,} bytes", line_of(file, 1))
            source = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise refusal(TEMPLATE, f"the template cannot be read: {error}", line_of(file, 1)) from error
        if file not in self.files:
            self.files.append(file)
        return _marked(source, file, self.files.index(file)), file, lambda: True

    def _find(self, template: str) -> Path:
        parts = template.split("/")
        if not {"", ".", ".."}.intersection(parts) and "\\" not in template:
            for folder in self._folders:
                path = folder.joinpath(*parts)
                if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                    return path
        raise TemplateNotFound(template)


class _TagReader(StrictReader):
    """Reads the tags of one template source, whose Jinja constructs are masked, and refuses what is not allowed."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts: list[tuple[int, int]] = []
        self._file = file
        self._seen: set[tuple[int, int]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._refuse_if(subset.tag_fault(tag))
        for name, value in attrs:
            self._refuse_if(subset.attribute_fault(tag, name, subset.WRITTEN_BY_AUTHORS))
            if _EXPRESSION not in (value or ""):
                self._refuse_if(subset.value_fault(tag, name, value or ""))
        line, column = self.getpos()
        self._seen.add((line, column))
        self.starts.append((line, column + 1 + len(tag)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._refuse_if(subset.self_closing_fault(tag))

    def handle_endtag(self, tag: str) -> None:
        self._refuse_if(subset.tag_fault(tag))
        self._seen.add(self.getpos())

    def require_whole_tags(self, masked: str) -> None:
        """Refuse a `<` that began no tag: what is not read as a tag here might be one once it is printed."""
        for number, line in enumerate(masked.split("\n"), start=1):
            for sign in _TAG_BEGINS.finditer(line):
                if (number, sign.start()) not in self._seen:
                    fault = "a tag is not written out in full; for the sign itself write &lt;"
                    raise _template_refusal(fault, self._file, number, sign.start() + 1)

    def refuse(self, fault: str) -> NoReturn:
        line, column = self.getpos()
        raise _template_refusal(fault.replace(_EXPRESSION, "…"), self._file, line, column + 1)

    def _refuse_if(self, fault: str | None) -> None:
        if fault is not None:
            self.refuse(fault)


def _marked(source: str, file: str, number: int) -> str:
    forbidden = _FORBIDDEN.search(source)
    if forbidden is not None:
        line = source.count("\n", 0, forbidden.start()) + 1
        raise _template_refusal(f"{{% {forbidden[1]} %}} is not allowed: every value is escaped", file, line)
    reader = _TagReader(file)
    masked = _CONSTRUCT.sub(_mask, source)
    reader.feed(masked)
    reader.close()
    reader.require_whole_tags(masked)
    lines = source.split("\n")
    for line, column in reversed(reader.starts):
        text = lines[line - 1]
        lines[line - 1] = f'{text[:column]} data-at="{number}:{line}"{text[column:]}'
    return "\n".join(lines)


def _mask(construct: re.Match[str]) -> str:
    """Give as many characters as the construct has, so that lines and columns stay where they are."""
    filler = _EXPRESSION if construct[0].startswith("{{") else " "
    return re.sub(r"[^\n]", filler, construct[0])


def _template_refusal(fault: str, file: str, line: int, column: int = 1) -> DraftingError:
    remedy = "use only the tags, attributes and classes of the draft subset, written out in the template"
    return refusal(TEMPLATE, fault, line_of(file, line, column), remedy)
