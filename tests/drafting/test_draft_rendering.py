"""What a template prints, what it may not do, and what is said when it fails."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from validator.drafting.markup.environment import Limits, render
from validator.drafting.printed import Kind, Printed
from validator.drafting.tree import Blank, blanks, runs, text_of
from validator.findings import DraftingError, Finding

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Bench

ORIGIN = "agreements/xiaomi-2025.yaml:31:17"


def refused(error: pytest.ExceptionInfo[DraftingError]) -> tuple[Finding, int | None]:
    finding = error.value.findings[0]
    return finding, finding.place.line if finding.place else None


def test_a_printed_value_keeps_its_data_line(bench: Bench) -> None:
    draft = bench.draft("<p>Cap: {{ cap }}.</p>", {"cap": Printed("RMB82.0 million", ORIGIN, Kind.FIGURE)})
    before, figure, after = runs(draft.blocks)
    assert (before.text, figure.text, after.text) == ("Cap: ", "RMB82.0 million", ".")
    assert (figure.origin, figure.classes) == (ORIGIN, ("figure",))


def test_joining_keeps_every_data_line(bench: Bench) -> None:
    names = [Printed("A", "a.yaml:1:1"), Printed("B", "b.yaml:2:2"), Printed("C", "c.yaml:3:3")]
    source = '<p>{{ names|joined("en") }}</p><p>{{ names|join("; ") }}</p><p>{{ names[0] ~ "–" ~ names[1] }}</p>'
    draft = bench.draft(source, {"names": names})
    assert [text_of(block) for block in draft.blocks] == ["A, B and C", "A; B; C", "A–B"]
    assert [run.origin for run in runs(draft.blocks[:1]) if run.origin] == ["a.yaml:1:1", "b.yaml:2:2", "c.yaml:3:3"]
    assert len([run for run in runs(draft.blocks) if run.origin]) == 8


def test_an_illustration_is_marked_in_the_text(bench: Bench) -> None:
    value = Printed("HK$1.09", ORIGIN, Kind.FIGURE, illustration="no document gives a rate")
    draft = bench.draft("<p>{{ rate }}</p>", {"rate": value})
    assert text_of(draft.blocks[0]) == "HK$1.09†"
    assert next(runs(draft.blocks)).illustration == "no document gives a rate"


def test_legends_stand_only_where_they_explain_something(bench: Bench) -> None:
    source = '<p>{{ x }}</p><p class="note illustration">† marks it.</p><p class="note blank">[●] marks it.</p>'
    assert len(bench.draft(source, {"x": "plain"}).blocks) == 1
    assert len(bench.draft(source, {"x": Printed("1", illustration="why")}).blocks) == 2
    assert len(bench.draft(source).blocks) == 2


def test_blanks_name_what_is_missing_and_are_counted(bench: Bench) -> None:
    source = (
        "<p>{{ meeting.on }} {{ meeting.on }} {{ issuer.name.en }} {{ caps[0].amount }} {{ caps[7].amount }}</p>"
        "<p>{{ owner }}</p>"
    )
    context = {
        "meeting": {"on": None},
        "caps": [{"amount": None}],
        "owner": Printed(missing="ultimate beneficial owner", origin="counterparties/xiaomi.yaml:9:3"),
    }
    draft = bench.draft(source, context)
    assert blanks(draft) == (
        Blank("meeting.on", 2),
        Blank("issuer.name.en", 1),
        Blank("caps[0].amount", 1),
        Blank("caps.7.amount", 1),
        Blank("ultimate beneficial owner", 1),
    )
    assert blanks(draft)[-1].origin == "counterparties/xiaomi.yaml:9:3"
    assert text_of(draft.blocks[1]) == "[● ultimate beneficial owner]"


def test_a_blank_written_by_hand_is_counted_too(bench: Bench) -> None:
    draft = bench.draft('<p><span class="blank">[● date of dispatch]</span> <span class="blank">[●]</span></p>')
    assert blanks(draft) == (Blank("date of dispatch", 1), Blank("●", 1))


def test_what_lies_below_a_missing_value_asks_for_that_value(bench: Bench) -> None:
    draft = bench.draft("<p>{{ adviser.name }}</p>", {"adviser": Printed(missing="the adviser")})
    assert blanks(draft) == (Blank("the adviser", 1),)


def test_a_missing_list_leaves_a_visible_row(bench: Bench) -> None:
    source = "<ul>{% for cap in category.caps %}<li>{{ cap.amount }}</li>{% endfor %}</ul>"
    assert blanks(bench.draft(source, {"category": {}})) == (Blank("category.caps.amount", 1),)


def test_missing_values_are_false(bench: Bench) -> None:
    source = "<p>{% if a %}a{% endif %}{% if b %}b{% endif %}{% if c.d %}c{% endif %}{{ 'd' if c.d }}.</p>"
    draft = bench.draft(source, {"a": Printed(missing="a"), "b": Printed("")})
    assert text_of(draft.blocks[0]) == "."


def test_an_undecided_conclusion_is_a_blank_of_its_kind(bench: Bench) -> None:
    value = Printed(missing="whether a circular is required", kind=Kind.CONCLUSION)
    assert blanks(bench.draft("<p>{{ x }}</p>", {"x": value}))[0].kind == "conclusion"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }} {% include 'x' %} {# gone? #}",
        "<HK> & <b>bold</b> &lt; &amp;lt; &#0; </p><p>",
        "a \u202egnp.exe\u202c b \u2066c\u2069",
        "字" * 10_000,
        "\"><script>alert('x')</script>",
        "—“quotes”— 𠀀 e\u0301 \u00a0\u3000 end",
    ],
)
def test_hostile_text_is_printed_as_it_is(bench: Bench, text: str) -> None:
    draft = bench.draft("<p>{{ x }}</p><p>{{ y }}</p>", {"x": Printed(text, ORIGIN), "y": text})
    assert [text_of(block) for block in draft.blocks] == [text, text]


def test_hostile_labels_and_origins_stay_attributes(bench: Bench) -> None:
    hostile = '"><b>&{{ 1 }}'
    draft = bench.draft("<p>{{ x }}{{ y }}</p>", {"x": Printed(missing=hostile), "y": Printed("t", hostile)})
    blank, text = runs(draft.blocks)
    assert (blank.blank, text.origin) == (hostile, hostile)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\r", "\x7f", "\x9b", "\ud800", "\uffff"])
def test_a_control_character_is_refused_with_its_data_line(bench: Bench, character: str) -> None:
    with pytest.raises(DraftingError) as error:
        bench.draft("<p>{{ x }}</p>", {"x": Printed(f"ab{character}", ORIGIN)})
    finding, line = refused(error)
    assert finding.code == "DRAFT-DATA"
    assert f"U+{ord(character):04X} at character 3" in finding.message
    assert str(finding.place) == ORIGIN
    assert line == 31


@pytest.mark.parametrize("value", [1.5, Fraction(1, 2), date(2026, 4, 23), True, {"a": 1}, [1]])
def test_only_worded_values_are_printed(bench: Bench, value: object) -> None:
    with pytest.raises(DraftingError, match="cannot be printed as it is"):
        bench.draft("<p>{{ x }}</p>", {"x": value})


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>a</p>\n<p>{{ x|shout }}</p>", 2, "No filter named 'shout'"),
        ("<p>a</p>\n\n{% if x %}", 3, "Unexpected end of template"),
        ("<p>\n{{ ''.__class__ }}</p>", 2, "not open to templates"),
        ("<p>\n\n{{ x() }}</p>", 3, "is undefined"),
        ("<p>{{ 'a' * 1000000000 }}</p>", 1, "small whole numbers"),
        ("<p>{{ '%1000000000d' % 1 }}</p>", 1, "small whole numbers"),
        ("<p>{{ 'a'.center(1000000000) }}</p>", 1, "not open to templates"),
        ("\n<p>{{ '{:9999999999}'.format(1) }}</p>", 2, "not open to templates"),
        ("<p>{% for i in range(99999999) %}a{% endfor %}</p>", 1, "above the limit"),
        ("<p>{{ '<b>'|safe }}</p>", 1, "No filter named 'safe'"),
        ("<p>a</p>\n{% autoescape false %}<p></p>{% endautoescape %}", 2, "autoescape"),
        ("<p>{{ 1 / 0 }}</p>", 1, "division by zero"),
        ("\n\n{% include '../secret.html' %}", 3, "not inside the template folders"),
    ],
)
def test_a_fault_of_a_template_is_told_with_its_line(bench: Bench, source: str, line: int, words: str) -> None:
    with pytest.raises(DraftingError) as error:
        bench.draft(source)
    finding, at = refused(error)
    assert finding.code == "DRAFT-TEMPLATE"
    assert words in finding.message
    assert finding.place is not None
    assert finding.place.file.endswith("templates/main.html")
    assert at == line


def test_a_fault_inside_an_included_template_names_that_template(bench: Bench) -> None:
    bench.template("part/caps.html", "<p>\n{{ x.y() }}</p>")
    with pytest.raises(DraftingError) as error:
        bench.draft("<p>a</p>\n{% include 'part/caps.html' %}")
    finding, line = refused(error)
    assert finding.place is not None
    assert finding.place.file.endswith("part/caps.html")
    assert line == 2


@pytest.mark.parametrize("name", ["../out.html", "/etc/hostname", "a/../../out.html", "link.html", "..\\out.html"])
def test_templates_outside_the_folders_are_refused(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.folder.mkdir()
    (tmp_path / "out.html").write_text("<p>secret</p>")
    (bench.folder / "link.html").symlink_to(tmp_path / "out.html")
    with pytest.raises(DraftingError, match="not inside the template folders"):
        render(name, {}, [bench.folder])


def test_the_first_folder_that_has_a_template_wins(bench: Bench, tmp_path: Path) -> None:
    bench.template("a.html", "<p>house</p>")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.html").write_text("<p>own</p>")
    assert "own" in render("a.html", {}, [tmp_path / "own", bench.folder]).markup


def test_a_draft_past_its_size_is_refused(bench: Bench) -> None:
    source = "{% for i in range(1000) %}<p>0123456789</p>{% endfor %}"
    with pytest.raises(DraftingError, match="longer than 5,000 characters"):
        bench.render(source, limits=Limits(characters=5_000))


def test_a_draft_past_its_time_is_refused_even_where_it_prints_nothing(bench: Bench) -> None:
    loops = "{% for i in range(9999) %}" * 4 + "{% endfor %}" * 4
    with pytest.raises(DraftingError, match=r"longer than 0\.2 seconds"):
        bench.render(loops, limits=Limits(seconds=0.2))


def test_paragraphs_and_capitals_keep_the_data_line(bench: Bench) -> None:
    source = "{% for part in text|paragraphs %}<p>{{ part }}</p>{% endfor %}<h1>{{ name|capitals }}</h1>"
    draft = bench.draft(source, {"text": Printed("One.\n\nTwo\nlines.", ORIGIN), "name": Printed("Caps", ORIGIN)})
    assert [text_of(block) for block in draft.blocks] == ["One.", "Two lines.", "CAPS"]
    assert {run.origin for run in runs(draft.blocks)} == {ORIGIN}


def test_data_is_not_changed_by_rendering(bench: Bench) -> None:
    with pytest.raises(DraftingError):
        bench.draft("<p>{{ names.append('x') }}</p>", {"names": ["a"]})
