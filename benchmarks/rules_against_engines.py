"""Measure the compiled table of 14A.76 against rule engines on the same synthetic agreements, side by side in one run.

    python benchmarks/rules_against_engines.py [--agreements N] [--runs N] [--seed N] [--complete] [--check N]

Every engine gets its records in the form it takes best, made before the clock starts, and decides by the same lines,
written from the rule file. Runs alternate; the table gives medians. Answers are held against the plain exact evaluator:
*wrong* is another outcome than the exact one, or an outcome where the figures leave it open; *refused* is an error
where the figures do decide. `--complete` leaves out agreements that lack a figure, since errors cost some
engines more than answers. `--check N` holds N random agreements against the plain evaluator and measures nothing.
"""

from __future__ import annotations

import argparse
import gc
import platform
import statistics
import sys
import time
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from rule_agreements import RULE, Case, agreements, named_cases, plainly
from rule_contenders import ERROR, Contender, ours, outcome_of, screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KINDS = ("ordinary", "boundary", "missing")


def main() -> int:
    options = _options()
    if options.check:
        return _check(options.check, options.seed)
    cases, named = agreements(options.agreements, options.seed), list(named_cases())
    if options.complete:
        cases = [case for case in cases if case.kind != "missing"]
    exact = [plainly(case.record).outcome or "" for case in cases]
    from rule_peers import peers  # noqa: PLC0415  # `--check` needs no peer

    entries = [*ours(), *peers()]
    faults = {entry.name: _faults(entry, cases, exact) for entry in entries}
    seconds = _measured(entries, cases, options.runs)
    print("\n".join(_report(entries, seconds, faults, cases, options.runs)))
    print("\n".join(("", *_differences(entries, named), "", _versions(entries))))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agreements", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1476)
    parser.add_argument("--check", type=int, default=0)
    parser.add_argument("--complete", action="store_true")
    return parser.parse_args()


def _check(count: int, seed: int) -> int:
    compiled = screen()
    for number, case in enumerate(agreements(count, seed)):
        plain, answer = plainly(case.record), compiled.answer(case.record)
        if (plain.outcome, set(plain.possible), plain.cited) != (answer.outcome, set(answer.possible), answer.cited):
            print(f"agreement {number} differs: {case.record}\n plain {plain.possible} {plain.cited}\n ours {answer}")
            return 1
    print(f"{count:,} random agreements: outcome, possible outcomes and citations equal those of the plain evaluator")
    return 0


def _faults(entry: Contender, cases: Sequence[Case], exact: Sequence[str]) -> Counter[tuple[str, str]]:
    some = cases[: entry.most]
    answers = entry.run(entry.prepare([case.record for case in some]))
    found: Counter[tuple[str, str]] = Counter()
    for case, answer, right in zip(some, answers, exact, strict=False):
        if fault := _fault(outcome_of(entry, answer), right):
            found[case.kind, fault] += 1
    return found


def _fault(got: str, right: str) -> str:
    """Tell what is wrong with an answer; refusing what is open is right."""
    if got == right or (not right and got == ERROR):
        return ""
    return "refused" if got in {ERROR, ""} else "wrong"


def _measured(entries: Sequence[Contender], cases: Sequence[Case], runs: int) -> dict[str, list[float]]:
    records = [case.record for case in cases]
    prepared = {entry.name: entry.prepare(records[: entry.most]) for entry in entries}
    gc.collect()
    gc.freeze()  # the records are nobody's garbage: no engine pays for walking them
    seconds: dict[str, list[float]] = {entry.name: [] for entry in entries}
    for _ in range(runs):
        for entry in entries:
            seconds[entry.name].append(_seconds(entry, prepared[entry.name]) / len(prepared[entry.name]))
    return seconds


def _seconds(entry: Contender, prepared: Any) -> float:
    started = time.perf_counter()
    answers = entry.run(prepared)
    taken = time.perf_counter() - started
    assert len(answers) == len(prepared)
    return taken


def _report(
    entries: Sequence[Contender],
    seconds: dict[str, list[float]],
    faults: dict[str, Counter[tuple[str, str]]],
    cases: Sequence[Case],
    runs: int,
) -> Iterator[str]:
    counts = Counter(case.kind for case in cases)
    yield f"{len(cases):,} agreements ({', '.join(f'{counts[kind]:,} {kind}' for kind in _KINDS)}); rule {RULE.id};"
    yield f"median of {runs} alternating runs. Ours in batch is that many times as fast as the row."
    yield ""
    heads = ("agreements/s", "slowest–fastest", "ours is ×", "wrong: boundary", "wrong: missing", "refused")
    yield f"| engine | fed with | {' | '.join(heads)} |"
    yield f"|---|---|{'--:|' * len(heads)}"
    fastest = statistics.median(seconds[entries[0].name])
    for entry in entries:
        taken, found = seconds[entry.name], faults[entry.name]
        some = Counter(case.kind for case in cases[: entry.most])
        cells = [f"{found[kind, 'wrong']:,} of {some[kind]:,}" for kind in ("boundary", "missing")]
        refused = sum(number for (_, fault), number in found.items() if fault == "refused")
        rate, span = 1 / statistics.median(taken), f"{1 / max(taken):,.0f}–{1 / min(taken):,.0f}"
        ratio = statistics.median(taken) / fastest
        yield f"| {entry.name} | {entry.fed} | {rate:,.0f} | {span} | {ratio:.1f} | {' | '.join(cells)} | {refused:,} |"


def _differences(entries: Sequence[Contender], named: Sequence[Case]) -> Iterator[str]:
    """List by name the cases in which an engine differs; two ways of calling it that differ alike share a line."""
    exact = [plainly(case.record).outcome or "" for case in named]
    rows: dict[tuple[str, str, str], list[str]] = {}
    for entry in (each for each in entries if not each.name.endswith("trace")):  # traced answers are the same ones
        answers = entry.run(entry.prepare([case.record for case in named]))
        for case, answer, right in zip(named, answers, exact, strict=True):
            got = outcome_of(entry, answer)
            if _fault(got, right):
                rows.setdefault((case.name, right or "undecided", got), []).append(entry.name)
    yield f"Of {len(named)} named cases, those in which an engine differs:"
    yield ""
    yield "| case | exact answer | given | by |"
    yield "|---|---|---|---|"
    for (name, right, got), who in rows.items():
        yield f"| {name} | {right} | {got} | {'; '.join(who)} |"


def _versions(entries: Sequence[Contender]) -> str:
    packages = dict.fromkeys(entry.package for entry in entries if entry.package)
    known = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; {known}"


if __name__ == "__main__":
    sys.exit(main())
