"""Drafts in other words than ours: figures are held by the heads of their rows and columns, or by being in the data."""

from __future__ import annotations

import docx
from review_bench import read_word_document, remarks_on

DAY = "2026-04-23"
HEAD = ("IDC services", "Existing annual cap", "New annual cap")
# The caps of IDC services as the announcement of 23 April 2026 sets them, in RMB million.
ROWS = (
    ("Financial year to 31 December 2026", "82.0", "100.0"),
    ("Financial year to 31 December 2027", "82.0", "150.0"),
)


def draft(*sentences: str, rows=ROWS, head=HEAD):
    word = docx.Document()
    for sentence in sentences:
        word.add_paragraph(sentence)
    table = word.add_table(1 + len(rows), len(head))
    for at, row in enumerate((head, *rows)):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return read_word_document(word)


def figures(*sentences: str, rows=ROWS, head=HEAD) -> list[tuple[str, str]]:
    found = remarks_on(DAY, draft(*sentences, rows=rows, head=head))
    codes = ("REVIEW-FIGURE", "REVIEW-NOT-IN-DATA", "REVIEW-ARITHMETIC")
    return [(each.code, each.passage.text[each.start : each.end]) for each in found if each.code in codes]


def test_caps_in_their_places_are_silent() -> None:
    assert figures("The Directors wish to raise certain limits this spring.") == []


def test_caps_of_two_years_that_changed_places_are_found() -> None:
    swapped = ((ROWS[0][0], "82.0", "150.0"), (ROWS[1][0], "82.0", "100.0"))
    assert figures(rows=swapped) == [("REVIEW-FIGURE", "150.0"), ("REVIEW-FIGURE", "100.0")]


def test_a_cap_given_to_another_type_of_transaction_is_found() -> None:
    rows = ((ROWS[0][0], "82.0", "4,000.0"),)  # that is the cap of cloud services
    assert figures(rows=rows) == [("REVIEW-FIGURE", "4,000.0")]


def test_a_sum_of_the_data_may_stand_in_any_sentence() -> None:
    assert figures("Last year RMB2,255.2 million, that is RMB2.2552 billion, was invoiced.") == []


def test_a_sum_that_nobody_states_is_found() -> None:
    assert figures("Somebody invoiced RMB77.7 million.") == [("REVIEW-NOT-IN-DATA", "RMB77.7 million")]


def test_the_same_digits_in_another_unit_are_found() -> None:
    assert figures("Somebody invoiced RMB2,255.2 billion.") == [("REVIEW-FIGURE", "RMB2,255.2 billion")]


def test_growth_is_worked_out_again_to_the_last_printed_place() -> None:
    # Between 2,255.15 / 1,273.85 - 1 = 0.77034… and 2,255.25 / 1,273.75 - 1 = 0.77056…: 77.2% is out of reach.
    right = "The fees rose by 77.0% from RMB1,273.8 million to RMB2,255.2 million."
    assert figures(right) == []
    assert figures(right.replace("77.0", "77.2")) == [("REVIEW-ARITHMETIC", "77.2%")]


def test_a_used_share_in_a_table_is_worked_out_again() -> None:
    # 17.2 of 41.0 is 41.95…%.
    head = ("IDC services", "Annual cap", "Actual amount", "Utilisation")
    row = ("From 29 July 2025 to 31 December 2025", "41.0", "17.2", "42.0%")
    assert figures(head=head, rows=(row,)) == []
    assert figures(head=head, rows=((*row[:3], "88.4%"),)) == [("REVIEW-ARITHMETIC", "88.4%")]


def test_a_total_is_added_up() -> None:
    head = ("Type", "Amount now")
    rows = (("one", "20.0"), ("two", "50.0"), ("Total", "100.0"))
    assert figures(head=head, rows=rows) == [("REVIEW-ARITHMETIC", "100.0")]
