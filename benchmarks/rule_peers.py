"""The table of 14A.76 as each peer takes it, written from the rule file so that all decide by the same lines."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import cel
import rule_engine
import zen
from rule_agreements import BODY, CENTS, FLAGS, SIZES, Record
from rule_contenders import ERROR, NOT_APPLICABLE, TRACED, Contender

from validator.facts.conditions import Combination, Comparison
from validator.reading.quantities import Money, exact_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SYMBOLS = {"below": "<", "at_most": "<=", "at_least": ">=", "above": ">"}


def in_dollars(records: Sequence[Record], number: Callable[[Decimal], Any]) -> list[Record]:
    """Give cents as dollars of another kind of number."""
    money = {"amount", *SIZES}
    return [
        {name: number(Decimal(value) / CENTS) if name in money else value for name, value in record.items()}
        for record in records
    ]


def _applies() -> list[Comparison]:
    assert isinstance(BODY.applies_if, Combination)
    assert BODY.applies_if.word == "all"
    return [part for part in BODY.applies_if.parts if isinstance(part, Comparison)]


def _limit(test: Comparison) -> str:
    return exact_decimal(test.limit.amount if isinstance(test.limit, Money) else Fraction(test.limit))  # type: ignore[arg-type]


def _ternary(quote: str, test: Callable[[Comparison], str], conjunction: str) -> str:
    """Write the table as one expression, first match first."""
    applies = conjunction.join(test(each) for each in _applies())
    text = f"{quote}{BODY.otherwise.cite}{quote}"
    for row in reversed(BODY.rows):
        conditions = conjunction.join(test(each) for each in row.conditions if isinstance(each, Comparison))
        text = f"({conditions}) ? {quote}{row.cite}{quote} : ({text})"
    return f"({applies}) ? ({text}) : {quote}{NOT_APPLICABLE}{quote}"


def _flag(test: Comparison, negation: str) -> str:
    return FLAGS[test.fact] if test.limit else f"{negation}{FLAGS[test.fact]}"


def _divided_in_words(test: Comparison) -> str:
    if test.fact in FLAGS:
        return _flag(test, "not ")
    limit, symbol = _limit(test), _SYMBOLS[test.operator]
    if test.fact == "amount":
        return f"amount {symbol} {limit}"
    return " and ".join(f"amount / {size} {symbol} {limit}" for size in SIZES)


# --- zen-engine -----------------------------------------------------------------------------------------------------

_COLUMNS = {"highest_ratio": f"amount / min([{', '.join(SIZES)}])", "amount": "amount", **FLAGS}


def _zen_table() -> dict[str, Any]:
    rows = [_zen_row({test.fact: str(not test.limit).lower()}, NOT_APPLICABLE) for test in _applies()]
    for row in BODY.rows:
        cells = {each.fact: _zen_cell(each) for each in row.conditions if isinstance(each, Comparison)}
        rows.append(_zen_row(cells, row.cite))
    rows.append(_zen_row({}, BODY.otherwise.cite))
    inputs = [{"id": name, "name": name, "field": field} for name, field in _COLUMNS.items()]
    table = {"hitPolicy": "first", "inputs": inputs, "outputs": [{"id": "o", "name": "o", "field": "cite"}]}
    rules = [{"_id": str(number), **row} for number, row in enumerate(rows)]
    node = {"id": "table", "type": "decisionTableNode", "name": "table", "content": {**table, "rules": rules}}
    ends = [{"id": name, "type": f"{name}Node", "name": name} for name in ("input", "output")]
    edges = [("input", "table"), ("table", "output")]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [{**each, "position": {"x": 0, "y": 0}} for each in (*ends, node)],
        "edges": [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in edges],
    }


def _zen_row(cells: dict[str, str], cite: str) -> dict[str, str]:
    return {**dict.fromkeys(_COLUMNS, ""), **cells, "o": f'"{cite}"'}


def _zen_cell(test: Comparison) -> str:
    return str(test.limit).lower() if test.fact in FLAGS else f"{_SYMBOLS[test.operator]} {_limit(test)}"


def _zen_cite(answer: Any) -> str:
    return (answer["result"].get("cite") or ERROR) if answer else ERROR


def _zen_cite_of_batch(answer: Any) -> str:
    return _zen_cite(answer.get("data"))


def _zen() -> list[Contender]:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rule": _zen_table()}}})
    expression = zen.compile_expression(_ternary("'", _divided_in_words, " and "))
    trace = {"trace": True}

    def floats(records: Sequence[Record]) -> list[Record]:
        return in_dollars(records, float)

    def requests(records: Sequence[Record]) -> list[dict[str, Any]]:
        return [{"key": "rule", "context": record} for record in floats(records)]

    def single(record: Record, options: Any = None) -> Any:
        try:
            return engine.evaluate("rule", record, options)
        except RuntimeError:
            return None

    def expressed(record: Record) -> Any:
        try:
            return {"result": {"cite": expression.evaluate(record)}}
        except RuntimeError:
            return None

    def zens(
        name: str,
        prepare: Callable[[Sequence[Record]], Any],
        run: Callable[[Any], list[Any]],
        read: Callable[[Any], str],
        most: int = 1_000_000,
    ) -> Contender:
        return Contender(f"zen-engine, {name}", "floats (decimals inside)", "zen-engine", prepare, run, read, most)

    def traced(all_: Any) -> list[Any]:
        return [single(each, trace) for each in all_]

    return [
        zens("table, batch call", requests, engine.evaluate_batch, _zen_cite_of_batch),
        zens("table, one call each", floats, lambda all_: list(map(single, all_)), _zen_cite),
        zens("compiled expression (no table)", floats, lambda all_: list(map(expressed, all_)), _zen_cite),
        zens(
            "table, batch, trace", requests, lambda all_: engine.evaluate_batch(all_, trace), _zen_cite_of_batch, TRACED
        ),
        zens("table, one call each, trace", floats, traced, _zen_cite, TRACED),
    ]


# --- CEL ------------------------------------------------------------------------------------------------------------


def _cel_divided(test: Comparison) -> str:
    if test.fact in FLAGS:
        return _flag(test, "!")
    limit, symbol = _limit(test), _SYMBOLS[test.operator]
    decimal = limit if "." in limit else f"{limit}.0"
    if test.fact == "amount":
        return f"amount {symbol} {decimal}"
    return " && ".join(f"amount / {size} {symbol} {decimal}" for size in SIZES)


def _cel_crossed(test: Comparison) -> str:
    if test.fact in FLAGS:
        return _flag(test, "!")
    symbol = _SYMBOLS[test.operator]
    if isinstance(test.limit, Money):
        return f"amount {symbol} {int(test.limit.amount * CENTS)}"
    line = Fraction(test.limit)  # type: ignore[arg-type]
    return " && ".join(f"amount * {line.denominator} {symbol} {size} * {line.numerator}" for size in SIZES)


def _cel() -> list[Contender]:
    def contender(name: str, fed: str, text: str, prepare: Callable[[Sequence[Record]], list[Record]]) -> Contender:
        execute = cel.compile(text).execute

        def single(record: Record) -> str:
            try:
                return str(execute(record))
            except Exception:  # noqa: BLE001  # it raises several built-in errors
                return ERROR

        return Contender(name, fed, "common-expression-language", prepare, lambda all_: list(map(single, all_)), str)

    divided, crossed = (_ternary("'", test, " && ") for test in (_cel_divided, _cel_crossed))
    return [
        contender("CEL in Rust, divided", "floats", divided, lambda all_: in_dollars(all_, float)),
        contender("CEL in Rust, cross-multiplied by hand", "int64 cents", crossed, list),
    ]


# --- rule-engine ----------------------------------------------------------------------------------------------------


def _rule_engine() -> list[Contender]:
    evaluate = rule_engine.Rule(_ternary("'", _divided_in_words, " and ")).evaluate

    def single(record: Record) -> str:
        try:
            return str(evaluate(record))
        except (rule_engine.errors.EngineError, ArithmeticError):
            return ERROR

    def decimals(records: Sequence[Record]) -> list[Record]:
        return in_dollars(records, Decimal)

    return [
        Contender("rule-engine", "Decimal", "rule-engine", decimals, lambda all_: list(map(single, all_)), str, 20_000)
    ]


def peers() -> list[Contender]:
    """Give all peers, each in the ways of calling it that its documentation shows."""
    return [*_zen(), *_cel(), *_rule_engine()]
