"""What the public announcements say: every figure, date, name and conclusion, as a draft must print it.

Read by hand from the announcement of 29 July 2025 (in Chinese) and that of 23 April 2026 (in English). Each entry is
the English and the Chinese form; one string stands for both.
"""

from __future__ import annotations

Fact = str | tuple[str, str]

OF_THE_ISSUER: list[Fact] = [
    "Kingsoft Cloud Holdings Limited",
    "金山云控股有限公司",
    "3896",
    "KC",
    "KINGSOFT CLOUD",
    ("the Cayman Islands", "開曼群島"),
    ("exempted company with limited liability", "獲豁免有限公司"),
    ("3 January 2012", "二零一二年一月三日"),
    ("8 May 2020", "二零二零年五月八日"),
    ("30 December 2022", "二零二二年十二月三十日"),
    ("15 Shares", "15股股份"),
    ("USD0.001", "0.001美元"),
]
OF_XIAOMI: list[Fact] = [
    ("Xiaomi", "小米"),
    ("the Xiaomi Group", "小米集團"),
    ("5 January 2010", "二零一零年一月五日"),
    "1810",
    "81810",
    ("HKD counter", "港幣櫃台"),
    ("RMB counter", "人民幣櫃台"),
    ("a substantial shareholder of the Company", "本公司的主要股東"),
]
OF_BOTH: list[Fact] = [
    *OF_THE_ISSUER,
    *OF_XIAOMI,
    ("29 July 2025", "二零二五年七月二十九日"),
    ("28 July 2028", "二零二八年七月二十八日"),
    ("28 July 2026", "二零二六年七月二十八日"),
    ("2025 Xiaomi Cooperation Framework Agreement", "二零二五年小米合作框架協議"),
    ("three years", "三年"),
    ("at least two", "最少兩名"),
    ("every month", "每月"),
    ("half-year", "每半年"),
    "80%",
    "0.1%",
    "5%",
    "14A",
    ("Mr. Zou Tao", "鄒濤先生"),
    ("Mr. Zhang Duo", "張鐸先生"),
    ("Mr. Yu Mingto", "喻銘鐸先生"),
    ("Mr. Wang Hang", "王航先生"),
    ("Ms. Qu Jingyuan", "曲靜淵女士"),
    ("acting Chief Executive Officer", "代理首席執行官"),
    ("connected person", "關連人士"),
    ("continuing connected transactions", "持續關連交易"),
    *("41.0", "82.0", "33.5", "6.7"),
]

JULY_2025: list[Fact] = [
    *OF_BOTH,
    ("After trading hours on 29 July 2025", "於二零二五年七月二十九日（交易時段後）"),
    ("one year", "為期一年"),
    ("approximately 11.12% of the Shares", "約11.12%的股份"),
    ("From 29 July 2025 to 31 December 2025", "二零二五年七月二十九日至二零二五年十二月三十一日止期間"),
    ("Year ending 31 December 2026", "截至二零二六年十二月三十一日止年度"),
    ("Year ending 31 December 2027", "截至二零二七年十二月三十一日止年度"),
    ("From 1 January 2028 to 28 July 2028", "二零二八年一月一日至二零二八年七月二十八日止期間"),
    ("From 1 January 2026 to 28 July 2026", "二零二六年一月一日至二零二六年七月二十八日止期間"),
    ("no transactions in IDC services with the Xiaomi Group before", "以往並無與小米集團進行IDC服務的交易"),
    ("network hardware equipment", "網絡硬件設備"),
    ("Mr. Lei Jun (because of a directorship and shares held in Xiaomi)", "雷軍先生（因擔任小米董事並持有其股份）"),
    ("Mr. Lei Jun (Chairman of the Board)", "雷軍先生（董事長）"),
    ("Vice Chairman of the Board", "副董事長"),
    ("is 0.1% or more but below 5%", "為0.1%或以上但低於5%"),
    (
        "whether each type of transaction is taken alone or IDC services and network hardware equipment are added "
        "together",
        "不論各類交易單獨計算，或將IDC服務及網絡硬件設備合併計算",
    ),
    ("exempt from the following: circular", "獲豁免遵守以下規定：通函"),
    ("independent shareholders' approval (14A.36)", "獨立股東批准（14A.36）"),
    ("with the independent non-executive Directors", "包括獨立非執行董事"),
]

APRIL_2026: list[Fact] = [
    *OF_BOTH,
    ("After trading hours on 23 April 2026", "於二零二六年四月二十三日（交易時段後）"),
    ("19 November 2024", "二零二四年十一月十九日"),
    ("29 November 2024", "二零二四年十一月二十九日"),
    ("31 December 2024", "二零二四年十二月三十一日"),
    (
        "from 1 January 2025 to 31 December 2027 (three years)",
        "由二零二五年一月一日起至二零二七年十二月三十一日止，為期三年",
    ),
    ("from 29 July 2025 to 31 December 2027", "由二零二五年七月二十九日起至二零二七年十二月三十一日止"),
    ("from 23 April 2026 to 31 December 2027", "由二零二六年四月二十三日起至二零二七年十二月三十一日止"),
    ("previously until 28 July 2026", "原於二零二六年七月二十八日屆滿"),
    ("2024 Xiaomi Framework Agreement", "二零二四年小米框架協議"),
    ("Supplemental Agreement", "補充協議"),
    ("hardware equipment", "硬件設備"),
    ("API services", "API服務"),
    *("2,309.8", "2,255.2", "3,138.3", "749.1", "4,035.1", "4,000.0", "6,000.0"),
    *("17.2", "14.1", "29.6", "0.0", "100.0", "150.0", "1,000.0", "1,500.0", "20.0", "50.0"),
    ("RMB2,255.2 million (audited)", "人民幣2,255.2百萬元（經審核）"),
    ("RMB749.1 million (unaudited)", "人民幣749.1百萬元（未經審核）"),
    ("approximately 77.0% more than the RMB1,273.8 million", "人民幣1,273.8百萬元增加約77.0%"),
    ("approximately 81.4% more than the RMB413.0 million", "人民幣413.0百萬元增加約81.4%"),
    ("approximately 97.6%", "約97.6%"),
    *("42.0%", "88.4%"),  # worked out: 17.2 of 41.0, and 29.6 of 33.5
    ("RMB33.1 billion", "33.1"),
    ("RMB105.5 billion", "105.5"),
    ("RMB200 billion", "200"),
    ("RMB60 billion", "60"),
    ("RMB16 billion", "16"),
    ("from 2026 to 2030", "二零二六年至二零三零年"),
    ("approximately 35.3% a year", "每年約35.3%"),
    ("from 2019 to 2024", "二零一九年至二零二四年"),
    ("more than ten years", "逾十年"),
    ("RMB90 million", "人民幣90百萬元"),
    ("RMB930 million", "人民幣930百萬元"),
    ("annual cap for the period from 1 January 2028 to 28 July 2028 remains RMB41.0 million", "維持為人民幣41.0百萬元"),
    ("approximately 10.29% of the Shares", "約10.29%的股份"),
    ("Mr. Qu Heng", "屈恒先生"),
    ("Chairman of the Board", "董事長"),
    ("every quarter", "每季"),
    ("Somerley Capital Limited", "新百利融資有限公司"),
    ("Type 1 regulated activities", "第1類受規管活動"),
    ("Type 6 regulated activities", "第6類受規管活動"),
    ("Chapter 571", "第571章"),
    ("on 30 June 2026 at or about 10:00 a.m. (Hong Kong time)", "二零二六年六月三十日上午10:00（香港時間）或前後"),
    ("on or about 30 May 2026, because more time is needed", "由於編備通函須載列的資料需要更多時間"),
    ("the Share Scheme Trustee, Xiaomi and the associates of Xiaomi", "股份計劃受託人、小米及小米的聯繫人"),
    (
        "cloud services, the highest of the applicable percentage ratios is 5% or more",
        "雲服務的經修訂年度上限而言，各適用百分比率中最高者為5%或以上",
    ),
    (
        "hardware equipment, the highest of the applicable percentage ratios is 5% or more",
        "硬件設備的經修訂及新訂年度上限而言，各適用百分比率中最高者為5%或以上",
    ),
    (
        "IDC services and API services, the highest of the applicable percentage ratios, each type of transaction "
        "being taken alone, is 0.1% or more but below 5%",
        "IDC服務及API服務的經修訂及新訂年度上限而言，各適用百分比率中最高者（各類交易單獨計算）為0.1%或以上但低於5%",
    ),
    ("approval of the Independent Shareholders", "須經獨立股東批准"),
    ("take effect only once the Independent Shareholders have approved them", "須待獨立股東批准後方可生效"),
    ("stay within the existing annual caps", "並無超出現有年度上限"),
]

ANNOUNCEMENTS = {"2025-07-29": JULY_2025, "2026-04-23": APRIL_2026}


def in_language(fact: Fact, language: str) -> str:
    """Give the form of a fact in a language."""
    if isinstance(fact, str):
        return fact
    return fact[0] if language == "en" else fact[1]
