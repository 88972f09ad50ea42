"""The common ground of the two readers of markup, of templates and of drafts: nothing but elements and text."""

from __future__ import annotations

from abc import abstractmethod
from html.parser import HTMLParser
from typing import NoReturn


class StrictReader(HTMLParser):
    """An HTML parser that refuses comments, declarations and processing instructions."""

    @abstractmethod
    def refuse(self, fault: str) -> NoReturn:
        """Raise the error for a fault where the parser stands."""

    def handle_comment(self, data: str) -> None:
        """Refuse an HTML comment."""
        self.refuse(f"the HTML comment “{data.strip()[:40]}” is not part of the subset; write {{# … #}}")

    def handle_decl(self, decl: str) -> None:
        """Refuse a declaration."""
        self.refuse(f"the declaration “{decl[:40]}” is not part of the subset")

    def handle_pi(self, data: str) -> None:
        """Refuse a processing instruction."""
        self.refuse(f"the processing instruction “{data[:40]}” is not part of the subset")

    def unknown_decl(self, data: str) -> None:
        """Refuse a declaration of any other kind."""
        self.refuse(f"the declaration “{data[:40]}” is not part of the subset")
