"""The one door from python-docx to the XML beneath it, for what the library has no call for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

LATIN_FONT = "Times New Roman"
CHINESE_FONT = "PMingLiU"
LATIN_LANGUAGE = "en-GB"
CHINESE_LANGUAGE = "zh-HK"


def xml_of(item: Any) -> BaseOxmlElement:
    """Give the XML element behind a paragraph, run, cell, row, table, style or comment."""
    element: BaseOxmlElement = item._element  # noqa: SLF001 the library keeps no public way to it
    return element


def made(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Give a new element `w:tag` with attributes `w:name` and children."""
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(children)
    return element


def set_fonts(properties: Any) -> None:
    """Name both fonts in run properties outright: theme fonts would win over the names."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN_FONT)
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)


def set_attributes(element: BaseOxmlElement, **attributes: str) -> None:
    """Set attributes `w:name`."""
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
