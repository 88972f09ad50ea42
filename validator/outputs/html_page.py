"""Self-contained HTML pages: elements that escape their text, the style sheet, the frame with the receipt."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from validator.receipt import receipt_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.reading.text import Text
    from validator.receipt import HashedFile, Receipt

CHINESE = "zh-Hant-HK"


class Html(str):
    """Markup that is ready to print; every other text is escaped where it enters."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str) -> Html:
    """Give an element; plain text in it is escaped. `class_` stands for the attribute `class`."""
    written = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items() if value)
    return Html(f"<{name}{written}>{joined(content)}</{name}>")


def joined(parts: Iterable[str]) -> Html:
    """Give parts one after another, plain text escaped."""
    return Html("".join(part if isinstance(part, Html) else escape(part, quote=False) for part in parts))


def chinese(text: Text) -> Html:
    """Give the Chinese words of a text, marked as such; nothing where it has none."""
    return element("span", text.zh_hant, lang=CHINESE, class_="zh") if text.zh_hant else Html()


def both(text: Text) -> Html:
    """Give the English words with the Chinese ones after them."""
    return joined([str(text), " ", chinese(text)]) if text.en and text.zh_hant else joined([str(text)])


def code(words: object) -> Html:
    """Give a place or a name from a file."""
    return element("code", str(words))


def entries(pairs: Iterable[tuple[str, str]]) -> Html:
    """Give labelled lines; the lines of one label stand together."""
    parts: list[Html] = []
    for label, words in pairs:
        parts += [element("dt", label)] if label else []
        parts.append(element("dd", words))
    return element("dl", *parts)


def table(caption: str, head: Sequence[str], rows: Iterable[Html], class_: str = "") -> Html:
    """Give a table; each row is a `tr` of its own making."""
    top = element("tr", *(element("th", each, scope="col") for each in head))
    body = element("tbody", *rows)
    return element("table", element("caption", caption), element("thead", top), body, class_=class_)


def row(first: str, *cells: str, class_: str = "") -> Html:
    """Give a row of a table with its first cell as the head."""
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in cells), class_=class_)


def bullets(items: Iterable[str]) -> Html:
    """Give a list."""
    return element("ul", *(element("li", item) for item in items))


def page(title: str, body: Iterable[str], receipt: Receipt) -> str:
    """Give a whole page with the receipt of what it was made of at its end."""
    return (
        '<!DOCTYPE html>\n<html lang="en-HK">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="listing-rules-receipt" content="{escape(receipt_text(receipt))}">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE.strip()}\n</style>\n</head>\n"
        f"<body>\n{element('main', *body)}\n{_footer(receipt)}\n</body>\n</html>\n"
    )


def _footer(receipt: Receipt) -> Html:
    files = [*_file_rows("rules", receipt.rules), *_file_rows("data", receipt.data or ())]
    hashes = table("Files read, with the SHA-256 of each", ("file", "kind", "SHA-256"), files, "files")
    return element(
        "footer",
        element("p", str(receipt)),
        element("details", element("summary", "Files that this page rests on"), hashes),
    )


def _file_rows(kind: str, files: Iterable[HashedFile]) -> Iterable[Html]:
    return (row(code(each.file), kind, code(each.sha256)) for each in files)


STYLE = """
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --shade: #f3f5f7; --deep: #0b4f3c; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--shade); color: var(--ink);
  font: 15px/1.55 system-ui, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK HK",
    "Microsoft JhengHei", sans-serif; }
main, footer { max-width: 68rem; margin: 1.5rem auto; padding: 1.5rem 2rem; background: #fff;
  border: 1px solid var(--line); }
footer { font-size: .85em; color: var(--soft); padding-block: .8rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .2rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-top: .9rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.02rem; margin: 1.4rem 0 .4rem; }
h1, h2, h3 { break-after: avoid; }
p { margin: .3rem 0 .7rem; }
a { color: #0a58ca; }
code { font: .86em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.zh { font-weight: 400; }
td .zh, th .zh { display: block; }
.soft, .from, caption { color: var(--soft); }
.from { font-size: .88em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: .5rem 0 1rem; }
dt { grid-column: 1; color: var(--soft); }
dd { grid-column: 2; margin: 0; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1.1rem; font-size: .94em; }
caption { text-align: left; font-size: .9em; padding-bottom: .25rem; }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--ink); font-size: .88em; white-space: nowrap; }
tbody th { font-weight: 600; }
.rows tbody th, .answer { white-space: nowrap; }
.rows tbody th .from { white-space: normal; font-weight: 400; }
.rows tbody th { width: 24%; }
.rows td:last-child { width: 28%; }
.provisions tbody th { width: 24%; }
.provisions tbody th .from { display: block; font-weight: 400; }
.provisions td:last-child { width: 52%; }
.provisions td:last-child > * { margin-top: 0; }
tr { break-inside: avoid; }
tr.decides > * { background: #dff3ea; }
tr.decides > :first-child { box-shadow: inset 4px 0 0 var(--deep); }
tr.untried > * { color: var(--soft); }
.badge { display: inline-block; padding: 0 .5em; border: 1px solid var(--deep); border-radius: 1em; color: var(--deep);
  background: #fff; font-size: .82em; font-weight: 600; white-space: nowrap; }
.badge.missing { border-color: #a40e26; color: #a40e26; }
.conclusion { padding: .5rem .9rem; border-left: 4px solid var(--deep); background: #eef8f3; }
.conclusion.open { border-color: #9a6700; background: #fff8e1; }
.conclusion.failed { border-color: #a40e26; background: #fdecee; }
ul { margin: .2rem 0 .6rem; padding-left: 1.3rem; }
td > ul { margin: 0; padding-left: 1rem; }
details { margin: .3rem 0; }
summary { cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 2px solid #0a58ca; outline-offset: 2px; }
@page { size: A4; margin: 16mm; }
@media (max-width: 45rem) {
  main, footer { padding: 1rem; overflow-x: auto; }
  dl { grid-template-columns: 1fr; }
  dd { grid-column: 1; }
}
@media print {
  body { background: none; font-size: 10pt; }
  main, footer { max-width: none; margin: 0; padding: 0; border: 0; }
  a { color: inherit; }
  details::details-content { content-visibility: visible; block-size: auto; }
  tr.decides > *, .conclusion { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
