"""Text in the languages of print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "zh-Hant")


@dataclass(frozen=True)
class Text:
    """The same words in English and Traditional Chinese; either may stand in for the other."""

    en: str = ""
    zh_hant: str = ""

    def __str__(self) -> str:
        return self.en or self.zh_hant

    def __bool__(self) -> bool:
        return bool(self.en or self.zh_hant)

    def in_language(self, language: str) -> str:
        """Give the words in `en` or `zh-Hant`, falling back to the other."""
        return (self.zh_hant or self.en) if language == "zh-Hant" else str(self)

    def as_json(self) -> dict[str, str]:
        """Give the languages that are filled."""
        return {key: words for key, words in (("en", self.en), ("zh-Hant", self.zh_hant)) if words}


def text_of(value: Any) -> Text:
    """Read `{en: …, zh-Hant: …}` or plain words; anything else gives an empty text."""
    if isinstance(value, Mapping):
        return Text(str(value.get("en", "")), str(value.get("zh-Hant", "")))
    return Text(value) if isinstance(value, str) else Text()
