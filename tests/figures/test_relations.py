"""Relations among printed figures; the expected sums, changes and shares were worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import one, read

from validator.figures.printed import parse_printed
from validator.figures.sensitivity import pinned

_ONE = "columns: {new: RMB thousand}"
_TWO = 'columns: {old: RMB thousand, new: RMB thousand, change: "%"}'


def _line(*figures: str) -> str:
    return "[" + ", ".join("null" if each == "null" else f'"{each}"' for each in figures) + "]"


@pytest.mark.parametrize(
    ("lines", "check", "apart"),
    [
        # 10 + 5 = 15
        (("10", "5", "15"), "{total: c, of: [a, b]}", 0),
        (("10", "5", "16"), "{total: c, of: [a, b]}", 1),
        (("10", "5", "13"), "{total: c, of: [a, b]}", 2),
        # 10 - 5 = 5; an expense in brackets is added
        (("10", "5", "5"), "{total: c, of: [a], less: [b]}", 0),
        (("10", "(5)", "5"), "{total: c, of: [a, b]}", 0),
        (("10", "(5)", "15"), "{total: c, of: [a], less: [b]}", 0),
        (("10", "–", "10"), "{total: c, of: [a, b]}", 0),
    ],
)
def test_totals(lines: tuple[str, str, str], check: str, apart: int) -> None:
    a, b, c = (_line(each) for each in lines)
    assert one(f"{_ONE}, lines: {{a: {a}, b: {b}, c: {c}}}", check).units_apart() == apart


@pytest.mark.parametrize(
    ("figures", "apart"),
    [
        (("800", "1,000", "25.0%"), 0),
        (("800", "1,000", "25.1%"), 1),
        (("(800)", "(400)", "(50.0)%"), 0),  # a loss that halves changes by minus a half
        (("300", "400", "33.3%"), 0),
        (("300", "400", "33%"), 0),  # the place is the printed one
        (("300", "400", "34%"), 1),
        (("1,000", "1,228.5", "22.9%"), 0),  # exactly 22.85% is rounded up
    ],
)
def test_changes(figures: tuple[str, str, str], apart: int) -> None:
    check = "{change: a, from: old, to: new, printed: {figure: a, column: change}}"
    assert one(f"{_TWO}, lines: {{a: {_line(*figures)}}}", check).units_apart() == apart


def test_a_change_from_nil_cannot_be_worked_out() -> None:
    check = "{change: a, from: old, to: new, printed: {figure: a, column: change}}"
    relation = one(f"{_TWO}, lines: {{a: {_line('–', '5', '10.0%')}}}", check)
    assert relation.worked_out() is None
    assert relation.units_apart() is None


def test_a_gearing_ratio() -> None:
    # 17,416,155 / 26,729,189 = 65.158…%
    text = """tables:
  - table: b
    title: {en: b, zh-Hant: 表}
    columns: {new: RMB thousand}
    lines: {debts: ["17,416,155"], assets: ["26,729,189"]}
  - {table: g, title: {en: g, zh-Hant: 表}, columns: {new: "%"}, lines: {right: ["65.2%"], wrong: ["65.1%"]}}
checks:
  - {share: b.debts, of: b.assets, printed: g.right}
  - {share: b.debts, of: b.assets, printed: g.wrong}
"""
    _, relations = read(text)
    assert [each.units_apart() for each in relations] == [0, 1]


def test_a_loss_a_share_is_in_whole_money_and_not_in_thousands() -> None:
    # 936,251 thousand / 4,107,065,011 = 0.2280
    text = """tables:
  - {table: i, title: {en: i, zh-Hant: 表}, columns: {new: RMB thousand}, lines: {loss: ["(936,251)"]}}
  - {table: n, title: {en: n, zh-Hant: 表}, columns: {new: number}, lines: {shares: ["4,107,065,011"]}}
  - {table: e, title: {en: e, zh-Hant: 表}, columns: {new: RMB}, lines: {each: ["(0.23)"]}}
checks:
  - {share: i.loss, of: n.shares, printed: e.each}
"""
    _, (relation,) = read(text)
    assert relation.units_apart() == 0


def test_a_translation_may_differ_by_what_the_data_allows_and_no_more() -> None:
    # 7,994,811 / 6.9931 = 1,143,242.8, so 1,143,243; the document prints one more
    text = """tables:
  - table: b
    title: {en: b, zh-Hant: 表}
    columns: {new: RMB thousand, usd: USD thousand}
    lines: {one-more: ["7,994,811", "1,143,244"], two-more: ["7,994,811", "1,143,245"]}
  - {table: r, title: {en: r, zh-Hant: 表}, columns: {new: number}, lines: {rate: ["6.9931"]}}
checks:
  - {translated: [b], from: new, to: usd, at: r.rate, within: {units: 1, because: the columns add up}}
  - {translated: [b.one-more], from: new, to: usd, at: r.rate}
"""
    _, relations = read(text)
    assert [(each.units_apart(), each.breaks({})) for each in relations] == [(1, False), (2, True), (1, True)]


@pytest.mark.parametrize(
    ("sign", "other", "apart"),
    [
        ("kept", "(943.7)", 0),
        ("kept", "(943.6)", 1),
        ("dropped", "943.7", 0),
        ("turned", "943.7", 0),
        ("turned", "(943.7)", 18874),  # twice 943.7 in tenths
    ],
)
def test_the_same_figure_elsewhere(sign: str, other: str, apart: int) -> None:
    text = f"""tables:
  - {{table: i, title: {{en: i, zh-Hant: 表}}, columns: {{new: RMB thousand}}, lines: {{loss: ["(943,692)"]}}}}
  - {{table: p, title: {{en: p, zh-Hant: 表}}, columns: {{new: RMB million}}, lines: {{loss: ["{other}"]}}}}
checks:
  - {{same: [i.loss, p.loss], sign: {sign}}}
"""
    _, (relation,) = read(text)
    assert relation.units_apart() == apart


def test_a_check_covers_every_column_that_its_figures_print() -> None:
    lines = f"a: {_line('1', '2', 'null')}, b: {_line('3', '4', 'null')}, c: {_line('4', '6', '50.0%')}"
    tables, relations = read(
        f"tables:\n  - {{table: t, title: {{en: t, zh-Hant: 表}}, {_TWO}, lines: {{{lines}}}, "
        "checks: [{total: c, of: [a, b]}]}\n"
    )
    assert tables.faults == []
    assert [each.printed.key[2] for each in relations] == ["old", "new"]


@pytest.mark.parametrize(
    ("check", "message", "remedy"),
    [
        ("{total: c, of: [a, d]}", "table `t` has no line `d`", "known here: a, c"),
        ("{total: other.c, of: [a]}", "no table is called `other`", "known here: t"),
        ("{total: {figure: c, column: old}, of: [a]}", "table `t` has no column `old`", ""),
        ("{total: c, of: [a], columns: [older]}", "no column in common", "name the columns"),
        ("{translated: [u], from: new, to: new, at: a}", "no table is called `u`", ""),
    ],
)
def test_a_name_that_stands_for_nothing(check: str, message: str, remedy: str) -> None:
    table = f"table: t, title: {{en: t, zh-Hant: 表}}, {_ONE}, lines: {{a: ['1'], c: ['1']}}"
    text = f"tables:\n  - {{{table}, checks: [{check}]}}\n"
    if "translated" in check:
        text = text.replace(f", checks: [{check}]", "") + f"checks: [{check.replace('at: a', 'at: t.a')}]\n"
    tables, _ = read(text)
    (fault,) = tables.faults
    assert message in fault.message
    assert remedy in fault.help


def test_a_line_with_too_few_figures_and_a_table_given_twice() -> None:
    table = "{table: t, title: {en: t, zh-Hant: 表}, columns: {old: number, new: number}, lines: {a: ['1']}}"
    tables, _ = read(f"tables:\n  - {table}\n  - {table}\n")
    messages = [fault.message for fault in tables.faults]
    assert "`a` has 1 figures for 2 columns" in messages
    assert "table `t` stands twice" in messages


# --- properties ---

_AMOUNTS = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8)


@given(_AMOUNTS, st.integers(-3, 3))
def test_a_total_is_apart_by_exactly_what_it_is_off(amounts: list[int], off: int) -> None:
    like = parse_printed("1")
    lines = "".join(f'      l{n}: ["{like.like(like.step * each).text}"]\n' for n, each in enumerate(amounts))
    total = like.like(like.step * (sum(amounts) + off)).text
    parts = ", ".join(f"l{n}" for n in range(len(amounts)))
    text = (
        "tables:\n  - table: t\n    title: {en: t, zh-Hant: 表}\n    columns: {new: RMB thousand}\n    lines:\n"
        f'{lines}      sum: ["{total}"]\n    checks: [{{total: sum, of: [{parts}]}}]\n'
    )
    tables, (relation,) = read(text)
    assert relation.units_apart() == abs(off)
    # Whatever is off already has been noticed; where all is well, one unit in any figure would be.
    assert pinned(tables.cells.values(), (relation,)) == frozenset(tables.cells)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_share_printed_to_its_own_rounding_always_holds(part: int, whole: int) -> None:
    percent = parse_printed("1.0")
    written = percent.like(percent.rounds_to(percent.step * 1000 * part / whole)).text
    text = f"""tables:
  - table: t
    title: {{en: t, zh-Hant: 表}}
    columns: {{new: number}}
    lines: {{part: ["{part}"], whole: ["{whole}"]}}
  - {{table: s, title: {{en: s, zh-Hant: 表}}, columns: {{new: "%"}}, lines: {{share: ["{written}%"]}}}}
checks: [{{share: t.part, of: t.whole, printed: s.share}}]
"""
    _, (relation,) = read(text)
    assert relation.units_apart() == 0


def test_a_figure_whose_rounding_hides_a_unit_is_not_held() -> None:
    text = """tables:
  - {table: t, title: {en: t, zh-Hant: 表}, columns: {new: number}, lines: {part: ["1,120"], whole: ["15,225"]}}
  - {table: s, title: {en: s, zh-Hant: 表}, columns: {new: "%"}, lines: {share: ["7.4%"]}}
checks: [{share: t.part, of: t.whole, printed: s.share}]
"""
    tables, relations = read(text)
    assert pinned(tables.cells.values(), relations) == {("s", "share", "new")}
