"""The words for what a draft still asks for, and the few words that stand inside other values."""

from __future__ import annotations

import re

from validator.reading.text import Text

ASKED = {
    "abstention": Text("whether {} has a material interest and abstained", "{}是否擁有重大權益及放棄投票"),
    "adviser": Text("name of the independent financial adviser", "獨立財務顧問的名稱"),
    "amount": Text("amount of {} in the period", "期內{}的金額"),
    "background": Text("what led to the transactions", "交易的背景"),
    "board_chair": Text("who chaired the meeting of the Board", "董事會會議的主席"),
    "board_meeting": Text("day of the meeting of the Board", "董事會會議的日期"),
    "board_meeting_place": Text("place of the meeting of the Board", "董事會會議的地點"),
    "board_present": Text("Directors who took part in the meeting", "出席會議的董事"),
    "cap": Text("annual cap on {}", "{}的年度上限"),
    "cap_basis": Text("how the annual caps on {} were set", "{}年度上限的釐定基準"),
    "category_of_director": Text("category of director of {}", "{}的董事類別"),
    "circular_day": Text("day on which the circular is expected to be sent", "通函的預期寄發日期"),
    "circular_heading": Text(
        "the heading that a circular is important, in the prescribed words (house_texts)",
        "通函顯眼標題的規定字句（house_texts）",
    ),
    "circular_reason": Text("why the circular needs more time", "通函為何需要較長時間"),
    "class": Text("{}: class of {}; {}", "{}：{}的類別；{}"),
    "committee": Text("members of the Independent Board Committee", "獨立董事委員會的成員"),
    "conditional": Text("whether the caps on {} wait for approval", "{}的年度上限是否須待批准方可作實"),
    "connection": Text("whether {} is a connected person", "{}是否關連人士"),
    "connection_ground": Text("why {} is a connected person", "{}屬關連人士的原因"),
    "controllers": Text(
        "relationship of the connected person with any controller of the Company", "關連人士與本公司任何控權人的關係"
    ),
    "counterparty": Text("name of the other party", "交易對方的名稱"),
    "date": Text("date of {}", "{}的日期"),
    "description": Text("what {} is to the Company", "{}與本公司的關係"),
    "disclaimer": Text(
        "the Exchange's disclaimer in the prescribed words (house_texts)", "聯交所規定字句的免責聲明（house_texts）"
    ),
    "fair_and_reasonable": Text("whether {} finds the terms fair and reasonable", "{}是否認為條款公平合理"),
    "fee_name": Text("label of the amounts of {}", "{}金額的列示名稱"),
    "form": Text("legal form of {}", "{}的法律形式"),
    "history": Text("past amounts of {}", "{}的過往交易金額"),
    "holding": Text("holding of {} in the Company", "{}於本公司的持股"),
    "incorporation": Text("place of incorporation of {}", "{}的註冊成立地點"),
    "incorporation_day": Text("day of incorporation of {}", "{}的註冊成立日期"),
    "independent_view": Text("view of the independent non-executive Directors on {}", "獨立非執行董事就{}的意見"),
    "interest": Text("what the interest of {} comes from", "{}的權益來源"),
    "interests_of_shareholders": Text(
        "whether {} finds it in the interests of the Company and the Shareholders as a whole",
        "{}是否認為符合本公司及股東的整體利益",
    ),
    "meaning": Text("meaning of {}", "{}的涵義"),
    "measures": Text("internal control measures", "內部監控措施"),
    "meeting": Text("general meeting that is asked for approval", "審議批准的股東大會"),
    "meeting_day": Text("day of the general meeting", "股東大會的日期"),
    "name": Text("name of {}", "{}的名稱"),
    "nature": Text("nature of {}", "{}的性質"),
    "on_auditors": Text(
        "the Board's statement whether the auditor confirmed what it has to",
        "董事會有關核數師是否已確認所須事項的聲明",
    ),
    "owner": Text("ultimate beneficial owner of {}", "{}的最終實益擁有人"),
    "particular": Text("{} ({})", "{}（{}）"),
    "place": Text("place of the announcement", "公告的地點"),
    "pricing": Text("basis of the payments for {}", "{}的付款計算基準"),
    "principal_business": Text("principal business of {}", "{}的主要業務"),
    "principles": Text("principles of the transactions", "交易原則"),
    "reasons": Text("reasons for and benefits of {}", "{}的理由及裨益"),
    "recommendation": Text("how {} advises the Independent Shareholders to vote", "{}建議獨立股東如何投票"),
    "registered_office": Text("registered office of the Company", "本公司的註冊辦事處"),
    "related_parties": Text("statement on the related-party transactions", "有關關聯方交易的聲明"),
    "renewal": Text("how the agreement may be renewed", "協議可如何續期"),
    "shareholders": Text("Shareholders who have to abstain from voting", "須放棄投票的股東"),
    "signature": Text("who signs the announcement", "公告的簽署人"),
    "responsibility": Text(
        "the Directors' statement of responsibility, in the prescribed words (house_texts)",
        "董事責任聲明的規定字句（house_texts）",
    ),
    "stock_code": Text("stock code", "股份代號"),
    "term": Text("term of {}", "{}的期限"),
    "tier": Text("classification of {} under the Listing Rules; {}", "{}根據上市規則的分類；{}"),
    "report_day": Text("day of the annual report", "年報的日期"),
    "requirement": Text("whether {} is required for {}", "{1}是否須遵守{0}的規定"),
    "commercial_terms": Text(
        "whether {} are on normal commercial terms or better", "{}是否按一般商業條款或更佳條款進行"
    ),
    "normal_commercial_terms_or_better": Text(
        "whether {} finds the terms normal commercial terms or better", "{}是否認為屬一般商業條款或更佳條款"
    ),
    "ordinary_and_usual_course": Text(
        "whether {} finds it in the ordinary and usual course of business", "{}是否認為屬日常及一般業務過程"
    ),
    "ordinary_course": Text(
        "whether {} belong to the ordinary and usual course of business", "{}是否屬日常及一般業務過程"
    ),
    "view": Text("view of the Directors on the terms and the annual caps", "董事就條款及年度上限的意見"),
}

DIRECTOR_CATEGORIES = {
    "executive": Text("executive Director", "執行董事"),
    "non_executive": Text("non-executive Director", "非執行董事"),
    "independent_non_executive": Text("independent non-executive Director", "獨立非執行董事"),
}

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SIGNS = {"RMB": "RMB", "HKD": "HK$", "USD": "US$"}
_CURRENCIES = {"RMB": "人民幣", "HKD": "港元", "USD": "美元"}

# What `Decider.range` and `describe` say in English, longest first so that no part of one is taken for another.
_RANGES = (
    ("at or above ", "不低於"),
    ("at or below ", "不高於"),
    ("at least ", "不低於"),
    ("at most ", "不高於"),
    ("above ", "高於"),
    ("below ", "低於"),
    ("any value", "任何數值"),
    ("not applicable", "不適用"),
    ("unknown", "未知"),
    (" and ", "且"),
)
_RATE = re.compile(r"exchange rate ([A-Z]{3}) to ([A-Z]{3})")
_ANSWERS = {"yes": "是", "no": "否"}


def asked(name: str, language: str, *about: str) -> str:
    """Give the label of a blank: what is asked for, and of what."""
    return ASKED[name].in_language(language).format(*about)


def years(count: int, language: str) -> str:
    """Give a number of years in words: `three years`, 三年; in figures past ten."""
    if language == "zh-Hant":
        from validator.drafting.numerals import chinese  # noqa: PLC0415  # one language needs it

        return f"{'兩' if count == 2 else chinese(count)}年"
    words = _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count)
    return f"{words} year{'' if count == 1 else 's'}"


def range_in_words(words: str, language: str) -> str:
    """Give a range that the evaluation words in English (`above RMB 3.0 million`) in a language."""
    if language != "zh-Hant":
        return re.sub(r"\b([A-Z]{3}) (?=[0-9])", lambda code: _SIGNS.get(code[1], code[0]), words)
    if words in _ANSWERS:
        return _ANSWERS[words]
    if found := _RATE.fullmatch(words):
        return f"{_CURRENCIES.get(found[1], found[1])}兌{_CURRENCIES.get(found[2], found[2])}匯率"
    for english, chinese_words in (*_RANGES, *((f"{code} ", name) for code, name in _CURRENCIES.items())):
        words = words.replace(english, chinese_words)
    return words.replace(" million", "百萬元").replace(" or ", "或")
