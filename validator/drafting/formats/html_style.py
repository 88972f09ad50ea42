"""The style sheet of HTML drafts: the look of an announcement, on the screen and on A4 paper."""

from __future__ import annotations

_SERIF = '"Times New Roman", "Liberation Serif", Tinos'
_CHINESE = 'PMingLiU, "新細明體", "Songti TC", "Noto Serif CJK HK", "Noto Serif CJK TC", "Noto Serif TC"'

_PAGE_NUMBERS = {
    "en": '"Page " counter(page) " of " counter(pages)',
    "zh": '"第" counter(page) "頁，共" counter(pages) "頁"',
}

_SHEET = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9e9e6; color: #000; font: 12pt/1.5 FONTS, serif; }
main { max-width: 210mm; margin: 8mm auto; padding: 22mm 25mm; background: #fff; box-shadow: 0 0 3mm #0003; }
h1, h2, h3 { font-size: 12pt; line-height: 1.4; margin: 1.6em 0 .8em; break-after: avoid; text-align: left; }
h3 { font-style: italic; }
:lang(zh) h3 { font-style: normal; }
p { margin: 0 0 .8em; text-align: justify; overflow-wrap: anywhere; }
.title { font-size: 14pt; font-weight: bold; text-align: center; margin: 1em 0; }
.centre { text-align: center; }
.right { text-align: right; }
.left { text-align: left; }
.disclaimer { font-size: 10pt; font-style: italic; line-height: 1.35; }
:lang(zh) .disclaimer { font-style: normal; }
main.wide { page: wide; max-width: 297mm; padding: 15mm 18mm; }
.checklist, .sizes { table-layout: fixed; font-size: 10.5pt; line-height: 1.4; overflow-wrap: anywhere; }
.checklist p, .sizes p { margin: 0 0 .3em; }
.signature { break-inside: avoid; }
.note { font-size: 10pt; }
ol, ul { margin: 0 0 .8em; padding-left: 2.6em; }
li { margin-bottom: .4em; }
ul { list-style: disc; }
li > p:only-child, td > p:only-child, th > p:only-child { margin: 0; }
td > :last-child, th > :last-child { margin-bottom: 0; }
td p, th p { text-align: inherit; }
table { width: 100%; border-collapse: collapse; margin: .4em 0 1.2em; }
td, th { padding: .25em .5em; vertical-align: top; text-align: left; border: .5pt solid #000; }
thead th { vertical-align: bottom; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td.centre, th.centre { text-align: center; }
td.right, th.right { text-align: right; }
.figures td.right { white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; }
.definitions td, .definitions th, .terms td, .terms th { border: 0; padding: .3em .6em .3em 0; text-align: left; }
.definitions td:first-child, .definitions th:first-child { width: 30%; }
.terms td:first-child, .terms th:first-child { width: 24%; }
td.right mark { white-space: normal; }
mark { background: #ffeb3b; color: #000; padding: 0 .15em; }
span.illustration { border-bottom: 1pt dotted #666; }
ins { color: #0b5c1e; background: #e3f5e6; text-decoration: underline; }
del { color: #9c1c1c; background: #fbe9e9; text-decoration: line-through; }
.dagger { font-size: .8em; vertical-align: super; line-height: 0; }
.page-break { break-before: page; border: 0; border-top: 1pt dashed #aaa; margin: 2em 0; }
@counter-style bracketed { system: extends decimal; prefix: "("; suffix: ") "; }
@counter-style alpha { system: extends lower-alpha; prefix: "("; suffix: ") "; }
@counter-style roman { system: extends lower-roman; prefix: "("; suffix: ") "; }
@counter-style chinese { system: extends cjk-ideographic; suffix: "、"; }
.bracketed { list-style: bracketed; }
.alpha { list-style: alpha; }
.roman { list-style: roman; }
.chinese { list-style: chinese; }
.plain { list-style: none; padding-left: 0; }
@page { size: A4; margin: 25mm; @bottom-center { content: PAGE_NUMBERS; font: 9pt FONTS, serif; } }
@page wide { size: A4 landscape; margin: 15mm; }
@media print {
  body { background: none; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page-break { border: 0; margin: 0; }
}
"""


def style_sheet(lang: str) -> str:
    """Give the style sheet for a draft in a language."""
    numbers = _PAGE_NUMBERS["zh" if lang.startswith("zh") else "en"]
    return _SHEET.strip().replace("FONTS", f"{_SERIF}, {_CHINESE}").replace("PAGE_NUMBERS", numbers)
