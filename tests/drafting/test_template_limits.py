"""A template that would run or grow without end is refused soon, whatever way it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from validator.drafting.markup.environment import Limits
from validator.drafting.printed import Printed
from validator.findings import DraftingError

if TYPE_CHECKING:
    from conftest import Bench

LIMITS = Limits(characters=200_000, seconds=0.5)
DOUBLE = "{% for i in range(200) %}"
ENDLESS = {
    "loops over nothing": "{% for a in range(9999) %}" * 5 + "{% endfor %}" * 5,
    "loops over lists of the template": "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] %}" * 12 + "{% endfor %}" * 12,
    "a macro that calls itself twice": (
        "{% macro f(n) %}{% if n < 40 %}{{ f(n + 1) }}{{ f(n + 1) }}{% endif %}{% endmacro %}{{ f(0) }}"
    ),
    "a call block that calls itself": (
        "{% macro f(n) %}{{ caller() }}{% if n < 40 %}"
        "{% call f(n + 1) %}{% call f(n + 1) %}{% endcall %}{% endcall %}{% endif %}{% endmacro %}"
        "{% call f(0) %}{% endcall %}"
    ),
}
HUGE = {
    "text added to itself": "{% set n = namespace(x='aaaa') %}" + DOUBLE + "{% set n.x = n.x + n.x %}{% endfor %}",
    "text joined to itself": "{% set n = namespace(x='aaaa') %}" + DOUBLE + "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "a block set from itself": (
        "{% set n = namespace(x='aaaa') %}" + DOUBLE + "{% set y %}{{ n.x }}{{ n.x }}{% endset %}"
        "{% set n.x = y %}{% endfor %}"
    ),
    "a list added to itself": "{% set n = namespace(x=[1, 2]) %}" + DOUBLE + "{% set n.x = n.x + n.x %}{% endfor %}",
    "a list of long texts joined": "{% set t = range(9000)|join('aaaaaaaaaa') %}{{ [t, t, t, t]|join }}",
    "a list of long values joined": '{{ values|joined("en") }}',
    "a separator repeated": "{{ range(9000)|join(long) }}",
    "a loop that prints": "{% for i in range(9999) %}<p>{{ long }}</p>{% endfor %}",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_a_template_without_end_is_stopped(bench: Bench, source: str) -> None:
    started = time.monotonic()
    with pytest.raises(DraftingError, match=r"longer than 0\.5 seconds"):
        bench.render(source, limits=LIMITS)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("source", HUGE.values(), ids=HUGE)
def test_a_text_without_end_is_stopped_before_it_is_made(bench: Bench, source: str) -> None:
    values = [Printed("x" * 1_000)] * 300
    with pytest.raises(DraftingError) as error:
        bench.render(source, {"long": "字" * 100, "values": values}, limits=LIMITS)
    assert error.value.findings[0].code == "DRAFT-LIMIT"


@pytest.mark.parametrize(
    "source",
    ["{% include 'main.html' %}", "{% extends 'main.html' %}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"],
)
def test_a_template_that_holds_itself_is_refused(bench: Bench, source: str) -> None:
    with pytest.raises(DraftingError) as error:
        bench.render(source, limits=LIMITS)
    assert error.value.findings[0].code in {"DRAFT-TEMPLATE", "DRAFT-LIMIT"}


@pytest.mark.parametrize("source", ["{{ [1]|batch(99999999, 'a')|list }}", "{{ [1]|slice(99999999)|list }}"])
def test_filters_that_fill_lists_are_not_there(bench: Bench, source: str) -> None:
    with pytest.raises(DraftingError, match="No filter named"):
        bench.render(source)


def test_a_template_file_of_a_size_nobody_writes_is_refused(bench: Bench) -> None:
    with pytest.raises(DraftingError, match="larger than 1,048,576 bytes"):
        bench.render("<p>" + "a" * 2**20 + "</p>")


def test_what_is_metered_prints_as_before(bench: Bench) -> None:
    value = Printed("<b>", "a.yaml:1:1")
    source = '<p>{{ "a" + "b" }}{{ 1 + 2 }}{{ ([1] + [2])|join("<") }}{{ x ~ "<" }}{{ ["<", x]|join("&") }}</p>'
    assert bench.render(source, {"x": value}).markup == (
        '<p data-at="0:1">ab31&lt;2<span data-origin="a.yaml:1:1" class="text">&lt;b&gt;</span>&lt;'
        '&lt;&amp;<span data-origin="a.yaml:1:1" class="text">&lt;b&gt;</span></p>'
    )
