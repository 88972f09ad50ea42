"""What takes part in `rules_against_engines.py`: the shape of a contender, and our own ways of deciding.

Each contender is prepared beforehand with the records in the form it takes best. A peer answers with the citation of
the row that decided; `ERROR` stands for a record that it refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rule_agreements import BODY, CENTS, RULE, RULEBOOK, SOURCES, VERSION, Record, plainly

from validator.evaluation.compiled import compile_table
from validator.evaluation.compiled_screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.evaluation.compiled_trace import Traced

TRACED = 20_000  # traces are kept, and keeping more of them measures the garbage collector
NOT_APPLICABLE, ERROR = "not applicable", "refused"


@dataclass(frozen=True)
class Contender:
    """One engine in one way of calling it. `run` takes prepared records; `outcomes` reads what it gave."""

    name: str
    fed: str
    package: str
    prepare: Callable[[Sequence[Record]], Any]
    run: Callable[[Any], list[Any]]
    cite: Callable[[Any], str]
    most: int = 1_000_000


def screen() -> Screen:
    """Compile the table with amounts in cents."""
    return Screen(compile_table(RULE, VERSION, BODY, RULEBOOK, {"amount": CENTS}), SOURCES)


def ours() -> list[Contender]:
    """Give our own ways of deciding, the batch call first."""
    compiled = screen()

    def written(record: Record) -> tuple[Traced, list[str]]:
        traced = compiled.trace(record)
        return traced, [str(test) for tried in traced.rows for test in tried.tests]

    def own(
        name: str, run: Callable[[Any], list[Any]], outcome: Callable[[Any], str | None], most: int = 1_000_000
    ) -> Contender:
        return Contender(f"listing-rules, {name}", "integer cents", "", list, run, lambda a: outcome(a) or "", most)

    def each(function: Callable[[Record], Any]) -> Callable[[Any], list[Any]]:
        return lambda records: list(map(function, records))

    return [
        own("batch", compiled.answers, lambda answer: answer.outcome),
        own("one call each", each(compiled.answer), lambda answer: answer.outcome),
        own("full trace", each(compiled.trace), lambda traced: traced.answer.outcome, TRACED),
        own("full trace written out as text", each(written), lambda both: both[0].answer.outcome, TRACED),
        own("plain evaluator (trace, deciders)", each(plainly), lambda decision: decision.outcome, 3_000),
    ]


def outcome_of(contender: Contender, answer: Any) -> str:
    """Read an answer as an outcome; nothing where the engine itself says undecided, `ERROR` where it refused."""
    text = contender.cite(answer)
    if not contender.package or text == ERROR:
        return text
    return BODY.if_not_applicable if text == NOT_APPLICABLE else _OUTCOMES.get(text, ERROR)


_OUTCOMES = {row.cite: row.then for row in (*BODY.rows, BODY.otherwise)}
