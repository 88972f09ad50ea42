"""The documents around an announcement, made from data with gaps and from answers that nobody likes to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from announcement_bench import LAMPLIGHT, copy_of_example, evaluated, plain

from validator.drafting.drafts import draft_document, draft_files, drafts_of
from validator.findings import DraftingError

if TYPE_CHECKING:
    from pathlib import Path

    from validator.drafting.drafts import Draft

RENEWAL, CIRCULAR, REPORT = "2026-10-12", "2026-10-30", "2026-04-21"
IN_FAVOUR = "fair_and_reasonable: {attested: true, by: Slate Lane"


def drafted(folder: Path, day: str, document: str, **edits: tuple[str, str]) -> Draft:
    return drafts_of(evaluated(day, copy_of_example(folder, LAMPLIGHT, **edits)), ("en",), document)["en"]


def text_of(draft: Draft) -> str:
    ((name, data),) = draft_files({"en": draft}, ["text"]).items()
    return plain(name, data)


def asks(draft: Draft) -> list[str]:
    return [blank.ask for blank in draft.blanks]


def test_an_adviser_who_is_against_it_is_quoted_as_such(tmp_path: Path) -> None:
    edit = (IN_FAVOUR, IN_FAVOUR.replace("true", "false"))
    text = text_of(drafted(tmp_path, CIRCULAR, "circular", announcements__2026_10_12=edit))
    assert (
        "Slate Lane is of the opinion that the terms are not fair and reasonable, that they are on normal commercial"
        in text
    )
    assert "Committee, having considered that advice, finds that the terms are fair and reasonable" in text


def test_an_opinion_that_nobody_gave_is_a_blank(tmp_path: Path) -> None:
    lines = "    fair_and_reasonable: {attested: true, by: Slate Lane, on: 2026-11-02, evidence: its letter}\n"
    draft = drafted(tmp_path, CIRCULAR, "circular", announcements__2026_10_12=(lines, ""))
    assert asks(draft) == ["whether the Independent Financial Adviser finds the terms fair and reasonable"]
    assert "Slate Lane is of the opinion" not in text_of(draft)


def test_controllers_are_named_asked_for_or_said_not_to_be(tmp_path: Path) -> None:
    said = "Beacon is controlled by Mr. Chan Tai Wai, Chairman of the Board and executive Director, and holds 30% of"
    kept = drafts_of(evaluated(CIRCULAR, LAMPLIGHT), ("en",), "circular")["en"]
    assert text_of(kept).count(said) == 1
    for number, (new, asked) in enumerate(
        (
            ("  controllers: {unknown: ask counsel}\n", ["relationship of the connected person with any controller"]),
            ("  controllers: {not_applicable: there is none}\n", []),
        )
    ):
        folder = copy_of_example(tmp_path / str(number), LAMPLIGHT)
        file = folder / "announcements" / "2026-10-12.yaml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(place for place, line in enumerate(lines) if line.startswith("  controllers:"))
        file.write_text("".join([*lines[:at], new, *lines[at + 3 :]]), encoding="utf-8")
        draft = drafts_of(evaluated(CIRCULAR, folder), ("en",), "circular")["en"]
        assert [ask.removesuffix(" of the Company") for ask in asks(draft)] == asked
        assert said not in text_of(draft)


def test_prescribed_words_are_the_companys_to_supply(tmp_path: Path) -> None:
    folder = copy_of_example(tmp_path, LAMPLIGHT)
    file = folder / "issuer.yaml"
    kept, skipping = [], False
    for line in file.read_text(encoding="utf-8").splitlines():
        skipping = line.startswith(("  circular_heading:", "  responsibility_statement:")) or (
            skipping and line.startswith("    ")
        )
        kept += [] if skipping else [line]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    draft = drafts_of(evaluated(CIRCULAR, folder), ("en",), "circular")["en"]
    assert asks(draft) == [
        "the heading that a circular is important, in the prescribed words (house_texts)",
        "the Directors' statement of responsibility, in the prescribed words (house_texts)",
    ]


def test_minutes_name_nobody_as_voting_whom_the_data_does_not_list(tmp_path: Path) -> None:
    listed = "  present: [chan-tai-wai, lau-sze-man, ho-lam, yip-wai-han, fong-kin-sang, tse-lok-yi]\n"
    draft = drafted(tmp_path, RENEWAL, "board-minutes", announcements__2026_10_12=(listed, ""))
    assert asks(draft) == ["Directors who took part in the meeting"]
    assert [blank.times for blank in draft.blanks] == [3]
    assert "Absent" not in text_of(draft)


def test_minutes_of_a_meeting_without_the_interested_director(tmp_path: Path) -> None:
    listed = "  present: [chan-tai-wai, lau-sze-man"
    text = text_of(
        drafted(tmp_path, RENEWAL, "board-minutes", announcements__2026_10_12=(listed, "  present: [lau-sze-man"))
    )
    assert "Absent Mr. Chan Tai Wai, Chairman of the Board and executive Director" in text
    assert "Mr. Chan Tai Wai is regarded as having a material interest" in text
    assert "Mr. Chan Tai Wai abstained" not in text
    assert "Abstained nobody" in text


def test_minutes_record_no_vote_on_a_view_that_nobody_gave(tmp_path: Path) -> None:
    view = (
        "  view_on_terms: {attested: true, by: the Directors without Mr. Chan Tai Wai, on: 2026-10-12, "
        "evidence: minutes of the Board}\n"
    )
    draft = drafted(tmp_path, RENEWAL, "board-minutes", announcements__2026_10_12=(view, ""))
    assert asks(draft) == ["view of the Directors on the terms and the annual caps"]
    assert "Voted for [● view of the Directors" in text_of(draft)


def test_an_amount_above_its_cap_is_said_in_report_and_confirmation(tmp_path: Path) -> None:
    """HKD 33.6 million of the cap of HKD 32.0 million: 105.0 %."""
    above = ("amount: HKD 25.1 million", "amount: HKD 33.6 million")
    folder = copy_of_example(tmp_path, LAMPLIGHT, agreements__supply_2024=above)
    state = evaluated(REPORT, folder)
    report = text_of(drafts_of(state, ("en",), "annual-report")["en"])
    assert "Year ended 31 December 2025 32.0 33.6 105.0%" in report
    assert report.count("The amount of the year is above the annual cap.") == 1
    confirmation = text_of(drafts_of(state, ("en",), "directors-confirmation")["en"])
    assert confirmation.count("The amount of lamp glass in the year is above its annual cap.") == 1


def test_a_point_that_the_directors_do_not_confirm_is_said(tmp_path: Path) -> None:
    """The first entry of the report is lamp glass."""
    said = "normal_commercial_terms_or_better: {attested: true, by: the independent"
    edit = {"annual_reports__2025": (said, said.replace("true", "false"))}
    folder = copy_of_example(tmp_path, LAMPLIGHT)
    file = folder / "annual-reports" / "2025.yaml"
    old, new = edit["annual_reports__2025"]
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    text = text_of(drafts_of(evaluated(REPORT, folder), ("en",), "directors-confirmation")["en"])
    assert text.count("NOT on normal commercial terms or better") == 1
    assert text.index("NOT on normal commercial") < text.index("Lamp shades", text.index("We confirm"))


def test_what_is_exempt_wholly_is_not_reported(tmp_path: Path) -> None:
    """HKD 0.9 million of revenue of HKD 1,000 million is 0.09 %, below 0.1 %."""
    small = ("consideration: HKD 12.0 million", "consideration: HKD 0.9 million")
    text = text_of(drafted(tmp_path, REPORT, "annual-report", agreements__machinery_2025=small))
    assert "Sale of machinery" not in text
    assert "Connected transactions carried out once" not in text


@pytest.mark.parametrize(
    ("day", "document", "said"),
    [
        ("2024-01-04", "circular", "nothing that was signed up to 2024-01-04 calls for a circular"),
        ("2026-10-13", "board-minutes", "nothing was signed or amended on 2026-10-13"),
        ("2011-12-31", "internal-control", "no internal control procedure is in force on 2011-12-31"),
    ],
)
def test_a_document_about_nothing_is_refused_with_what_to_do(day: str, document: str, said: str) -> None:
    with pytest.raises(DraftingError) as refused:
        draft_document(evaluated(day, LAMPLIGHT), "en", document)
    finding = refused.value.findings[0]
    assert (finding.code, finding.message.partition(",")[0]) == ("DRAFT-NO-EVENT", said)
    assert finding.help
