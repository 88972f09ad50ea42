"""Terms, usage, references and placeholders of small drafts."""

from __future__ import annotations

import pytest

from validator.review.definitions import definition_remarks
from validator.review.placeholders import placeholder_remarks
from validator.review.reading import read_bytes
from validator.review.references import reference_remarks
from validator.review.usage import is_simplified, usage_remarks


def read(text: str):
    return read_bytes(text.encode(), "draft.txt", ".txt")


def terms(text: str, expected=(), names=()) -> list[tuple[str, int]]:
    return [(each.code, each.passage.number) for each in definition_remarks(read(text), expected, names)]


def test_a_term_defined_in_a_sentence_and_used_is_silent() -> None:
    assert terms("A licence (the “Licence”) was given.\n\nThe Licence ends soon.") == []


def test_a_term_is_not_to_be_used_before_its_sentence() -> None:
    assert terms("The Licence ends soon.\n\nA licence (the “Licence”) was given. The Licence is short.") == [
        ("REVIEW-DEFINED-LATER", 1)
    ]


def test_a_term_defined_twice_in_sentences() -> None:
    text = "One (the “Licence”).\n\nTwo (the “Licence”).\n\nThe Licence ends."
    assert ("REVIEW-DEFINED-TWICE", 2) in terms(text)


def test_two_terms_for_one_party() -> None:
    text = "“Alpha”   Alpha Holdings Limited, a company\n\n“Seller”  Alpha Holdings Limited\n\nAlpha, the Seller."
    assert terms(text) == [("REVIEW-TWO-NAMES", 3)]


def test_a_name_with_another_corporate_ending() -> None:
    text = "A licence (the “Licence”) of Alpha Holdings Ltd. was given.\n\nThe Licence ends."
    assert terms(text, names=["Alpha Holdings Limited"]) == [("REVIEW-TWO-NAMES", 1)]


def test_a_name_of_the_data_keeps_its_characters() -> None:
    draft = read("金山云控股有限公司與關聯人士訂立云服務協議，關聯方交易見附註。")
    found = [each.passage.text[each.start : each.end] for each in usage_remarks(draft, ["金山云控股有限公司"])]
    assert found == ["關聯", "云"]


@pytest.mark.parametrize(("char", "simplified"), [("务", True), ("務", False), ("恒", False), ("着", False)])
def test_simplified_characters_are_told_by_their_encodings(char: str, simplified: bool) -> None:
    assert is_simplified(char) is simplified


HEADINGS = "I. TERMS\n========\n\nA. Supply\n---------\n\nII. PARTIES\n===========\n\n"


@pytest.mark.parametrize(
    "said", ["see section I.A", "see section II", "section 4 of the Companies Ordinance", "Rule 14A.68"]
)
def test_references_that_hold(said: str) -> None:
    assert list(reference_remarks(read(f"{HEADINGS}For the terms {said}."))) == []


@pytest.mark.parametrize("said", ["section I.B", "section III", "section II.A"])
def test_references_that_lead_nowhere(said: str) -> None:
    (remark,) = reference_remarks(read(f"{HEADINGS}For the terms see {said}."))
    assert remark.passage is not None
    assert remark.passage.text[remark.start : remark.end] == said


def test_chinese_references() -> None:
    headings = "一、條款\n========\n\n二、訂約方\n==========\n\n"
    (remark,) = reference_remarks(read(f"{headings}本公司的條款見上文第一節，訂約方的詳細資料見上文第三節。"))
    assert remark.passage is not None
    assert remark.passage.text[remark.start : remark.end] == "第三節"


@pytest.mark.parametrize("left", ["[●]", "TBC", "[date]", "XXX", "____", "〔待補〕", "[ ]"])
def test_placeholders(left: str) -> None:
    assert [each.passage.text[each.start : each.end] for each in placeholder_remarks(read(f"on {left} we met"))] == [
        left
    ]


def test_the_legend_of_blanks_is_no_placeholder() -> None:
    assert list(placeholder_remarks(read("A passage marked [● …] is a blank."))) == []
