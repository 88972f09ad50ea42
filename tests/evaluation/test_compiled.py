"""The compiled lookup held against the plain evaluator: every cell, open inputs, raw records and traces."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.evaluation.compiled import CannotCompileError, CompiledTable, compile_table
from validator.evaluation.compiled_axes import AtLeast
from validator.evaluation.compiled_screen import HighestRatio, Screen
from validator.evaluation.rows import run_table
from validator.evaluation.tables import decide
from validator.facts import arithmetic
from validator.facts.conditions import Combination, Comparison
from validator.facts.fact import Bound, Fact, State, bounded, known, unknown
from validator.facts.subject import Subject
from validator.proofs.space import space_of
from validator.reading.quantities import DateRange, Money, QuantityError, parse_date, parse_money, parse_percentage
from validator.reading.text import Text
from validator.rulebook.body import Row, TableBody
from validator.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.facts.conditions import Condition, Step
    from validator.rulebook.model import Rule, Version

_RULEBOOK = load_rulebook()
_TABLES = [
    pytest.param(rule, version, id=f"{rule.id} from {version.first}")
    for rule in _RULEBOOK.rules.values()
    for version in rule.versions
    if isinstance(version.body, TableBody)
]
_DE_MINIMIS = _RULEBOOK.rule("14A.76")
_TERMS = "deal.normal_commercial_terms_or_better"
_ISSUE = "deal.is_issue_of_new_securities_by_issuer"
_WITHDRAWN = "deal.exemption_withdrawn"
_LINES = [parse_percentage(text) for text in ("0%", "0.1%", "1%", "5%", "25%")]
_DOLLARS = [parse_money(text).amount for text in ("HKD 0", "HKD 3,000,000", "HKD 10,000,000")]
_CENT = Fraction(1, 100)
_NOT_APPLICABLE = Text("not applicable")
_UNREMARKABLE = {"subsidiary_level_only": False, _TERMS: True, _ISSUE: False, _WITHDRAWN: False}
_SUBJECT = Subject("deal", "deal", parse_date("2026-01-05"))


def _compiled(rule: Rule, version: Version, **options: Any) -> CompiledTable:
    assert isinstance(version.body, TableBody)
    return compile_table(rule, version, version.body, _RULEBOOK, **options)


def _de_minimis(**options: Any) -> CompiledTable:
    return _compiled(_DE_MINIMIS, _DE_MINIMIS.versions[-1], **options)


def _plain(fact: Fact) -> Any:
    """Give a settled fact as the compiled table takes plain values."""
    return fact.value if fact.is_known else fact.state


def _with_not_applicable(values: Mapping[str, Fact], rng: random.Random) -> dict[str, Fact]:
    return {
        name: Fact(name, State.NOT_APPLICABLE, reason=_NOT_APPLICABLE) if rng.random() < 0.2 else fact
        for name, fact in values.items()
    }


@pytest.mark.parametrize(("rule", "version"), _TABLES)
def test_every_cell_gives_what_the_plain_evaluator_gives(rule: Rule, version: Version) -> None:
    body, table, rng = version.body, _compiled(rule, version), random.Random(rule.id)
    assert isinstance(body, TableBody)
    space = space_of(rule, list(body.comparisons()), _RULEBOOK)
    for cell in space.cells():
        for values in (space.values(cell), _with_not_applicable(space.values(cell), rng)):
            run = run_table(body, values)
            assert table.decide({name: _plain(fact) for name, fact in values.items()}) == (run.outcome, run.cite)
            assert table.decide(values) == (run.outcome, run.cite)


@pytest.mark.parametrize(("rule", "version"), _TABLES)
def test_unknown_inputs_leave_what_the_plain_evaluator_leaves(rule: Rule, version: Version) -> None:
    body, table, rng = version.body, _compiled(rule, version), random.Random(rule.id)
    assert isinstance(body, TableBody)
    space = space_of(rule, list(body.comparisons()), _RULEBOOK)
    cells = list(space.cells())
    for cell in rng.sample(cells, min(300, len(cells))):
        values = _with_not_applicable(space.values(cell), rng)
        for name in rng.sample(sorted(values), 2):
            values[name] = unknown(name, "not asked")
        _assert_same(table, values)


def _assert_same(table: CompiledTable, values: Mapping[str, Fact]) -> None:
    plain = decide(table.rule, table.version, table.body, _SUBJECT, values)
    answer = table.answer(values)
    assert set(answer.possible) == set(plain.possible)
    assert answer.outcome == plain.outcome
    if plain.cited != (table.rule.id,):  # where it cannot split an input the plain evaluator cites no row
        assert set(answer.cited) == set(plain.cited)


@st.composite
def _numbers(draw: st.DrawFn, name: str, lines: list[Fraction], currency: str = "") -> Fact:
    """Draw a number in any of the four states, its value and its ends often right on a line or a hair beside it."""
    near = st.builds(
        lambda line, by: abs(line + by), st.sampled_from(lines), st.sampled_from([0, _CENT / 10**6, -_CENT / 10**6, 1])
    )
    low, high = sorted(draw(st.tuples(near, near)))

    def scalar(number: Fraction) -> Money | Fraction:
        return Money(Fraction(number), currency) if currency else Fraction(number)

    state = draw(st.sampled_from(["known", "bounded", "at_least", "at_most", "unknown", "not_applicable"]))
    if state == "known" or (low == high and state == "bounded"):
        return known(name, scalar(low))
    if state in {"unknown", "not_applicable"}:
        return Fact(name, State(state), reason=_NOT_APPLICABLE)
    ends = (Bound(scalar(low), draw(st.booleans())), Bound(scalar(high + 1), draw(st.booleans())))
    return bounded(name, ends[0] if state != "at_most" else None, ends[1] if state != "at_least" else None)


def _truths(name: str) -> st.SearchStrategy[Fact]:
    states = st.sampled_from([State.UNKNOWN, State.NOT_APPLICABLE])
    return st.booleans().map(lambda value: known(name, value)) | states.map(
        lambda state: Fact(name, state, reason=_NOT_APPLICABLE)
    )


_DEALS = st.fixed_dictionaries(
    {
        "highest_ratio": _numbers("highest_ratio", _LINES),
        "amount": _numbers("amount", _DOLLARS, "HKD"),
        "subsidiary_level_only": _truths("subsidiary_level_only"),
        _TERMS: _truths(_TERMS),
        _ISSUE: _truths(_ISSUE),
        _WITHDRAWN: _truths(_WITHDRAWN),
    }
)


@settings(max_examples=400, deadline=None)
@given(_DEALS)
def test_open_inputs_leave_what_every_completion_gives(values: dict[str, Fact]) -> None:
    _assert_same(_de_minimis(), values)


@settings(max_examples=200, deadline=None)
@given(_DEALS)
def test_a_trace_has_every_row_operand_and_answer_of_the_plain_one(values: dict[str, Fact]) -> None:
    table = _de_minimis()
    run, traced = run_table(table.body, values), table.trace(values)
    assert traced.answer == table.answer(values)
    assert run.applies is not None
    assert traced.applied == run.applies.answer
    assert [each.row for each in traced.rows] == [trial.row for trial in run.trials]
    assert [each.answer for each in traced.rows] == [trial.step.answer for trial in run.trials]
    for each, trial in zip(traced.rows, run.trials, strict=True):
        assert [(test.value, test.answer) for test in each.tests] == [
            (step.fact, step.answer) for step in _leaves(trial.step)
        ]


def _leaves(step: Step) -> Iterator[Step]:
    if not step.parts:
        yield step
    for part in step.parts:
        yield from _leaves(part)


def test_a_trace_reads_as_words() -> None:
    traced = _de_minimis().trace({"highest_ratio": (1, 20), "amount": Money(Fraction(1), "HKD"), _TERMS: True})
    words = [str(test) for each in traced.rows for test in each.tests]
    assert "highest_ratio below 5%: no (1 / 20)" in words
    assert [str(test) for test in traced.applies][1].endswith("is false: undecided (unknown)")
    assert traced.applied is None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_other_operators_trees_and_choices_are_the_same(data: st.DataObject) -> None:
    """A table that no rule has: all operators on one input, nested trees, choices, and lines below nil."""
    operators = st.sampled_from(["below", "at_most", "at_least", "above"])
    limits = st.sampled_from([Fraction(-1), Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2)])
    numeric = st.builds(
        lambda word, limit: Comparison("highest_ratio", word, limit, "", kind="ratio"), operators, limits
    )
    truth = st.builds(lambda value: Comparison(_TERMS, "is", value, "", kind="boolean"), st.booleans())
    trees = st.recursive(
        numeric | truth,
        lambda parts: st.builds(
            lambda word, inner: Combination(word, tuple(inner[:1] if word == "not" else inner)),
            st.sampled_from(["all", "any", "none", "not"]),
            st.lists(parts, min_size=1, max_size=3),
        ),
        max_leaves=5,
    )
    conditions = st.lists(trees, min_size=1, max_size=2).map(tuple)
    outcomes = st.sampled_from(_DE_MINIMIS.outcomes)
    rows = data.draw(st.lists(st.builds(Row, st.sampled_from("abc"), conditions, outcomes), min_size=1, max_size=4))
    applies: Condition | None = data.draw(st.none() | trees)
    otherwise = Row("z", (), _DE_MINIMIS.outcomes[2])
    body = TableBody("first_match", tuple(rows), otherwise, applies, _DE_MINIMIS.outcomes[0] if applies else "")
    ratio = known("highest_ratio", data.draw(limits) + data.draw(st.sampled_from([0, _CENT, -_CENT])))
    values = {"highest_ratio": ratio, _TERMS: known(_TERMS, data.draw(st.booleans()))}
    if data.draw(st.booleans()):
        values["highest_ratio"] = Fact("highest_ratio", State.NOT_APPLICABLE)
    table = compile_table(_DE_MINIMIS, replace(_DE_MINIMIS.versions[-1], body=body), body, _RULEBOOK)
    run = run_table(body, values)
    assert table.decide(values) == (run.outcome, run.cite)


_SCREEN = {
    "highest_ratio": HighestRatio("amount", ("assets", "revenue", "capitalisation")),
    "amount": "amount",
    "subsidiary_level_only": "subsidiary",
    _TERMS: "terms",
    _ISSUE: "issue",
    _WITHDRAWN: "withdrawn",
}


def _record(rng: random.Random) -> dict[str, Any]:
    """Make a deal in cents, often right on a line, some of it missing, nil or not applicable."""
    amount = rng.choice([300_000_000, 1_000_000_000, rng.randrange(1, 2 * 10**9), rng.randrange(1, 10**12)])
    record: dict[str, Any] = {"amount": amount + rng.choice([0, 0, 1, -1])}
    for name in ("assets", "revenue", "capitalisation"):
        on_line = record["amount"] * rng.choice([1000, 100, 20, 4]) + rng.choice([0, 0, 1, -1])
        record[name] = on_line if rng.random() < 0.4 else rng.randrange(10**9, 10**14)
    for name in ("subsidiary", "terms", "issue", "withdrawn"):
        record[name] = rng.random() < (0.1 if name in {"issue", "withdrawn"} else 0.9)
    for name in rng.sample(sorted(record), rng.choice([0, 0, 0, 1, 2])):
        record[name] = rng.choice([None, None, State.NOT_APPLICABLE, 0 if type(record[name]) is int else None])
        if rng.random() < 0.3:
            del record[name]
    return record


def _fact(record: Mapping[str, Any], field: str, name: str, *, money: bool = False) -> Fact:
    value = record.get(field)
    if value is None or isinstance(value, State):
        return Fact(name, value or State.UNKNOWN)
    return known(name, Money(Fraction(value, 100), "HKD") if money else value)


def _facts(record: Mapping[str, Any]) -> dict[str, Fact]:
    amount = _fact(record, "amount", "amount", money=True)
    parts = [
        arithmetic.ratio_of(name, amount, _fact(record, name, name, money=True), _NOT_APPLICABLE)
        for name in ("assets", "revenue", "capitalisation")
    ]
    # As an input that is open itself: without the operands that the engine would vary.
    highest = replace(arithmetic.highest_of("highest_ratio", parts), operands=(), operation="")
    flags = {"subsidiary_level_only": "subsidiary", _TERMS: "terms", _ISSUE: "issue", _WITHDRAWN: "withdrawn"}
    return {
        "highest_ratio": highest,
        "amount": amount,
        **{name: _fact(record, field, name) for name, field in flags.items()},
    }


def test_raw_records_are_screened_as_the_plain_evaluator_decides() -> None:
    rng, screen = random.Random("records"), Screen(_de_minimis(per_unit={"amount": 100}), _SCREEN)
    records = [_record(rng) for _ in range(3000)]
    many = screen.answers(records)
    for record, answer in zip(records, many, strict=True):
        plain = decide(_DE_MINIMIS, screen.table.version, screen.table.body, _SUBJECT, _facts(record))
        assert set(answer.possible) == set(plain.possible), record
        assert answer.cited == plain.cited, record
        assert screen.answer(record) == screen.trace(record).answer == answer


def test_plain_numbers_pairs_and_facts_say_the_same() -> None:
    table = _de_minimis(per_unit={"amount": 100})
    rest = _UNREMARKABLE
    for amount in (299_999_999, Fraction(299_999_999, 100), Money(Fraction(299_999_999, 100), "HKD")):
        for ratio in ((499, 10_000), Fraction(499, 10_000), known("highest_ratio", Fraction(499, 10_000))):
            assert table.decide({"highest_ratio": ratio, "amount": amount, **rest}) == ("fully_exempt", "14A.76(1)(c)")


def test_an_open_ratio_decides_where_its_least_value_does() -> None:
    rest = {
        "amount": Money(Fraction(10**9), "HKD"),
        "subsidiary_level_only": False,
        _TERMS: True,
        _ISSUE: False,
        _WITHDRAWN: False,
    }
    table = _de_minimis()
    assert table.answer({"highest_ratio": AtLeast(5, 100), **rest}).outcome == "not_exempt"
    assert table.answer({"highest_ratio": AtLeast(4, 100), **rest}).possible == _DE_MINIMIS.outcomes[1:]
    assert table.answer({"highest_ratio": (1, 0), **rest}).possible == _DE_MINIMIS.outcomes


def test_an_amount_in_another_currency_decides_nothing() -> None:
    rest = {
        "highest_ratio": Fraction(2, 100),
        "subsidiary_level_only": False,
        _TERMS: True,
        _ISSUE: False,
        _WITHDRAWN: False,
    }
    answer = _de_minimis().answer({"amount": Money(Fraction(1), "RMB"), **rest})
    assert answer.possible == _DE_MINIMIS.outcomes[:2]


def test_records_with_fractions_and_negative_figures_take_the_careful_way() -> None:
    screen = Screen(_de_minimis(per_unit={"amount": 100}), _SCREEN)
    flags = {"subsidiary": False, "terms": True, "issue": False, "withdrawn": False}
    sizes = {"assets": Fraction(10**12), "revenue": 10**12, "capitalisation": 10**12}
    assert screen.answer({"amount": Fraction(5 * 10**10), **sizes, **flags}).outcome == "not_exempt"
    assert screen.answer({"amount": -1, **sizes, **flags}).outcome == "fully_exempt"


def test_floats_and_other_kinds_are_refused() -> None:
    screen = Screen(_de_minimis(), _SCREEN)
    sizes = {"assets": 10**12, "revenue": 10**12, "capitalisation": 10**12}
    with pytest.raises((QuantityError, TypeError), match="has no order"):
        screen.answer({"amount": 1.5, **sizes})
    with pytest.raises(QuantityError, match="none of False, True"):
        screen.answer({"amount": 1, **sizes, "terms": "perhaps"})
    aggregation = _RULEBOOK.rule("14A.81")
    table = _compiled(aggregation, aggregation.versions[-1])
    with pytest.raises(QuantityError, match="is no term"):
        table.answer({"signing_dates": True})


def test_terms_are_cut_at_the_last_day_of_the_period() -> None:
    aggregation = _RULEBOOK.rule("14A.81")
    table = _compiled(aggregation, aggregation.versions[-1])
    rest = {
        "pair.parties_connected": True,
        "same_direction": True,
        "treated_separately": False,
        "treated_together": False,
        "reverse_takeover": False,
    }
    for last, outcome in (("2026-07-28", "added_together"), ("2026-07-29", "exchange_may_add")):
        days = DateRange(parse_date("2025-07-29"), parse_date(last))
        assert table.decide({"signing_dates": days, **rest})[0] == outcome


def test_a_table_with_too_many_cells_is_left_to_the_plain_evaluator() -> None:
    names = [name for name, fact in _RULEBOOK.facts.items() if fact.kind == "boolean"][:14]
    rows = tuple(Row(name, (Comparison(name, "is", True, "yes", kind="boolean"),), "not_exempt") for name in names)
    body = TableBody("first_match", rows, Row("z", (), "fully_exempt"))
    with pytest.raises(CannotCompileError, match="cells"):
        compile_table(_DE_MINIMIS, _DE_MINIMIS.versions[-1], body, _RULEBOOK)


def test_spans_reach_the_same_outcomes_as_their_cells() -> None:
    table = _de_minimis()
    ratios, amounts = [Fraction(1, 2000), *_LINES[1:]], [Money(each, "HKD") for each in _DOLLARS]
    for level, terms in product((True, False), repeat=2):
        rest = {"subsidiary_level_only": level, _TERMS: terms, _ISSUE: False, _WITHDRAWN: False}
        reached = {table.decide({"highest_ratio": r, "amount": a, **rest})[0] for r in ratios for a in amounts}
        assert set(table.answer(rest).possible) == reached
