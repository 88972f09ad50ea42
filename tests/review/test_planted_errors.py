"""Twenty-four errors of fifteen kinds, planted into our own drafts of April 2026: all are found, nothing else is.

The swap of two caps counts as one. The errors were chosen by reading the drafts; each names words that stand in the
paragraph where it must be found.
"""

from __future__ import annotations

from review_bench import Planted, plant, remarks_on

DAY = "2026-04-23"
PLACEHOLDERS = 2  # in each language: the paraphrased disclaimer, and the owner of Xiaomi that the data does not know

ERRORS = [
    Planted("digit", "en", "RMB749.1 million (unaudited)", "RMB794.1 million (unaudited)", "REVIEW-FIGURE", "RMB794.1"),
    Planted("digit", "en", ">50.0<", ">500.0<", "REVIEW-FIGURE", "500.0"),
    Planted("unit", "en", "RMB33.1 billion", "RMB33.1 million", "REVIEW-FIGURE", "RMB33.1 million"),
    Planted("unit", "zh-Hant", "人民幣930百萬元", "人民幣930十億元", "REVIEW-FIGURE", "人民幣930十億元"),
    Planted("swapped", "en", ">4,000.0<", ">SWAP<", "REVIEW-FIGURE", "6,000.0"),
    Planted("swapped", "en", ">6,000.0<", ">4,000.0<", "REVIEW-FIGURE", "4,000.0"),
    Planted("swapped", "en", ">SWAP<", ">6,000.0<", "REVIEW-FIGURE", "6,000.0"),
    Planted("swapped", "zh-Hant", ">100.0<", ">SWAP<", "REVIEW-FIGURE", "150.0"),
    Planted("swapped", "zh-Hant", ">150.0<", ">100.0<", "REVIEW-FIGURE", "100.0"),
    Planted("swapped", "zh-Hant", ">SWAP<", ">150.0<", "REVIEW-FIGURE", "150.0"),
    Planted(
        "date", "en", "announcement of 29 July 2025", "announcement of 28 July 2025", "REVIEW-FIGURE", "28 July 2025"
    ),
    Planted("date", "zh-Hant", "二零二六年五月三十日", "二零二六年五月三日", "REVIEW-FIGURE", "二零二六年五月三日"),
    Planted("percentage", "en", "approximately 10.29%", "approximately 10.92%", "REVIEW-FIGURE", "10.92%"),
    Planted("percentage", "zh-Hant", "約35.3%", "約33.5%", "REVIEW-FIGURE", "33.5%"),
    Planted(
        *("arithmetic", "en", "<p>The revised caps are much higher than before."),
        "<p>Of the annual cap of RMB82.0 million the Group used RMB14.1 million, or 18.2%.</p>"
        "<p>The revised caps are much higher than before.",
        *("REVIEW-ARITHMETIC", "or 18.2%"),
    ),
    Planted(
        *("arithmetic", "zh-Hant", "<p>經修訂上限雖遠高於以往"),
        "<p>有關金額由人民幣41.0百萬元增加至人民幣82.0百萬元，增幅為50.0%。</p><p>經修訂上限雖遠高於以往",
        *("REVIEW-ARITHMETIC", "增幅為50.0%"),
    ),
    Planted(
        *(
            "undefined",
            "en",
            "keeps the continuing connected",
            "keeps, with the Novation Deed, the continuing connected",
        ),
        *("REVIEW-UNDEFINED", "Novation Deed"),
    ),
    Planted(
        *("undefined", "zh-Hant", '<td class="left">「雲服務定價政策」</td>', '<td class="left"></td>'),
        *("REVIEW-UNDEFINED", "（雲服務定價政策）"),
    ),
    Planted(
        *("unused", "en", '<tr><td class="left">“AI”</td>'),
        '<tr><td class="left">“Adjusted Margin”</td><td>a margin</td></tr><tr><td class="left">“AI”</td>',
        *("REVIEW-UNUSED", "“Adjusted Margin”"),
    ),
    Planted("usage", "zh-Hant", "發行人層面的關連人士", "發行人層面的關聯人士", "REVIEW-USAGE", "發行人層面的關聯人士"),
    Planted(
        "simplified",
        "zh-Hant",
        "釐定二零二六年的經修訂上限",
        "厘定二零二六年的经修訂上限",
        "REVIEW-SIMPLIFIED",
        "经修訂",
    ),
    Planted("content", "en", "material interest", "certain interest", "REVIEW-CONTENT", None, everywhere=True),
    Planted(
        "reference",
        "en",
        "fits its three engines",
        "(see section IX.C) fits its three engines",
        "REVIEW-REFERENCE",
        "IX.C",
    ),
    Planted(
        "reference", "zh-Hant", "與其「智能手機", "（見上文第十二節）與其「智能手機", "REVIEW-REFERENCE", "第十二節"
    ),
    Planted(
        "placeholder", "en", "the margin that the Group expects", "the margin of [TBC]", "REVIEW-PLACEHOLDER", "[TBC]"
    ),
    Planted("placeholder", "zh-Hant", "本集團的預期利潤率", "利潤率待定", "REVIEW-PLACEHOLDER", "利潤率待定"),
    Planted("languages", "zh-Hant", "3,000,000港元", "5,000,000港元", "REVIEW-FIGURE", "5,000,000港元"),
    Planted("names", "en", "Xiaomi Corporation", "Xiaomi Corp.", "REVIEW-TWO-NAMES", "Xiaomi Corp."),
]


def _placeholders_of_our_own(remark) -> bool:
    text = remark.passage.text if remark.passage else ""
    return remark.code == "REVIEW-PLACEHOLDER" and ("[●" in text or text.startswith(("[Paraphrase", "〔意譯")))


def test_every_planted_error_is_found_and_nothing_else() -> None:
    drafts = [plant(DAY, language, ERRORS) for language in ("en", "zh-Hant")]
    found = [remark for remark in remarks_on(DAY, *drafts) if not _placeholders_of_our_own(remark)]

    def finds(remark, error: Planted) -> bool:
        if remark.code != error.code or f".{error.language}." not in remark.draft:
            return False
        return remark.passage is None if error.at is None else bool(remark.passage and error.at in remark.passage.text)

    missed = [error for error in ERRORS if not any(finds(remark, error) for remark in found)]
    more = [remark for remark in found if not any(finds(remark, error) for error in ERRORS)]
    assert missed == []
    assert [(remark.code, remark.message) for remark in more] == []
