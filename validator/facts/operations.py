"""Work out expressions: arithmetic, choices, and the operations over members and lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from validator.facts import arithmetic
from validator.facts.exchange import in_currency, in_one_currency
from validator.facts.fact import Fact, State, known, unknown
from validator.facts.lists import count_of, latest_of, listed_on_the_day, lowest_listed
from validator.facts.totals import average_before, total_in_latest
from validator.reading.quantities import DateRange

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from validator.facts.expressions import Expression
    from validator.facts.resolver import Resolver
    from validator.facts.subject import Subject

    Operation = Callable[[Resolver, Expression, Subject, str], Fact]


def work_out(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Work out an expression for a subject and give the result under `name`, with its operands kept."""
    return _OPERATIONS[expression.operation](resolver, expression, subject, name)


def _fact(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    return resolver.fact(expression.fact, subject).named(name)


def _operands(resolver: Resolver, expression: Expression, subject: Subject) -> list[Fact]:
    return [work_out(resolver, part, subject, part.fact or name_of(part)) for part in expression.operands]


def name_of(expression: Expression) -> str:
    """Give an unnamed expression a readable name: `ratio of category.cap, issuer.revenue`."""
    return f"{expression.operation.replace('_', ' ')} {', '.join(expression.facts())}"


def _ratio_of(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    numerator, denominator = _operands(resolver, expression, subject)
    top, bottom = in_one_currency((numerator, denominator), subject)
    return arithmetic.ratio_of(name, top, bottom, expression.reason)


def _difference_of(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    first, second = in_one_currency(_operands(resolver, expression, subject), subject)
    return arithmetic.difference_of(name, first, second)


def _product_of(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    first, second = _operands(resolver, expression, subject)
    return arithmetic.product_of(name, first, second)


def _folded(fold: Callable[[str, list[Fact]], Fact]) -> Operation:
    def run(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
        return fold(name, list(in_one_currency(_operands(resolver, expression, subject), subject)))

    return run


def _convert_to(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    money = _operands(resolver, expression, subject)[0]
    return in_currency(money, expression.options["currency"], subject).named(name)


def _choose(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    asked: list[Fact] = []
    for condition, taken in expression.cases:
        step = resolver.holds(condition, subject)
        if step.answer:
            return work_out(resolver, taken, subject, name)
        if step.answer is None:
            asked.extend(step.undecided())
            return replace(unknown(name, asked[0].reason), operation="choose", operands=tuple(asked))
    return work_out(resolver, expression.operands[0], subject, name)


def _holds(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    assert expression.condition is not None  # noqa: S101  # the reader made it
    step = resolver.holds(expression.condition, subject)
    return _answered(name, step.answer, step.operands())


def _for_members(word: str) -> Operation:
    def run(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
        facts = _of_members(resolver, expression, subject)
        answers = [fact.value if fact.is_known else None for fact in facts]
        true, false, is_open = True in answers, False in answers, None in answers or not answers
        joined = (
            (False if false else None if is_open else True)
            if word == "all"
            else (True if true else None if is_open else False)
        )
        return _answered(name, joined, tuple(facts))

    return run


def _same(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    facts = _of_members(resolver, expression, subject)
    values = {str(fact.value) for fact in facts if fact.is_known}
    differs, is_open = len(values) > 1, any(not fact.is_known for fact in facts)
    return _answered(name, False if differs else None if is_open else True, tuple(facts))


def _dates_of_members(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    facts = _of_members(resolver, expression, subject)
    days = [fact.value for fact in facts]
    if any(not fact.is_known for fact in facts):
        return replace(unknown(name, "a date is missing"), operation="dates_of_members", operands=tuple(facts))
    spread = DateRange(min(days), max(days))  # type: ignore[type-var,arg-type]  # dates by declaration
    return replace(known(name, spread), operation="dates_of_members", operands=tuple(facts))


def _sum_for_members(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    return arithmetic.sum_of(name, in_one_currency(_of_members(resolver, expression, subject), subject))


def _highest_for_members(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Give the highest of a fact over the members, `latest` of them from the first on."""
    newest = replace(subject, members=tuple(subject.members)[: expression.options.get("latest")])
    return arithmetic.highest_of(name, in_one_currency(_of_members(resolver, expression, newest), newest))


def _is_given(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Tell whether a fact has any value; a value that is only asked for is not given."""
    fact = resolver.fact(expression.fact, subject)
    return replace(
        known(name, fact.state is not State.UNKNOWN, place=fact.place), operation="is_given", operands=(fact,)
    )


def _of_members(resolver: Resolver, expression: Expression, subject: Subject) -> list[Fact]:
    return [resolver.fact(expression.fact, member) for member in subject.members]


def _answered(name: str, answer: bool | None, operands: tuple[Fact, ...]) -> Fact:
    made = Fact(name, State.UNKNOWN) if answer is None else known(name, answer)
    reason = next((fact.reason for fact in operands if not fact.is_known), made.reason)
    return replace(made, reason=reason if answer is None else made.reason, operation="holds", operands=operands)


def _given_for_every_member(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Tell whether a fact has any value for every member, or for those among them for which a condition fact holds."""
    among = expression.options.get("among")
    answers: list[bool | None] = []
    facts: list[Fact] = []
    for member in subject.members:
        concerned = resolver.fact(among, member) if among else known(name, value=True)
        if concerned.is_known and concerned.value is False:
            continue
        fact = resolver.fact(expression.fact, member)
        given = fact.state is not State.UNKNOWN
        facts += [fact] if concerned.is_known else [concerned, fact]
        answers.append(given if given or concerned.is_known else None)
    joined = False if False in answers else None if None in answers or not subject.members else True
    return _answered(name, joined, tuple(facts))


def _largest_yearly_total_of(resolver: Resolver, expression: Expression, subject: Subject, name: str) -> Fact:
    """Add the fact over all cap periods of each financial year, and take the largest total still to run."""
    years: dict[date, list[tuple[Subject, Fact]]] = defaultdict(list)
    for period in subject.each("cap_period"):
        year = resolver.fact(expression.options["year"], period).value
        if isinstance(year, DateRange) and year.last >= subject.on:  # years that are over cannot change any more
            years[year.last].append((period, resolver.fact(expression.fact, period)))
    totals = [_year_total(name, parts, subject) for _, parts in sorted(years.items())]
    if missing := _without_caps(subject):
        totals.append(
            unknown(
                name,
                f"{missing.label or missing.id} has no annual cap in the data",
                place=missing.place,
                subject=missing.id,
            )
        )
    if not totals:
        return unknown(name, "no annual cap is in the data", place=subject.place)
    largest = arithmetic.highest_of(name, in_one_currency(totals, subject))
    winner = next((total for total in totals if largest.is_known and total.value == largest.value), None)
    return replace(largest, over=winner.over if winner else None)


def _year_total(name: str, parts: list[tuple[Subject, Fact]], subject: Subject) -> Fact:
    caps = in_one_currency([cap for _, cap in parts], subject)
    total = caps[0] if len(caps) == 1 else arithmetic.sum_of(name, caps)
    days = [cap.over for cap in caps if cap.over]
    over = DateRange(min(day.first for day in days), max(day.last for day in days)) if days else None
    return replace(total, over=over)


def _without_caps(subject: Subject) -> Subject | None:
    categories = (part for part in subject.each("category"))
    return next((part for part in categories if next(part.each("cap_period"), None) is None), None)


_OPERATIONS: dict[str, Operation] = {
    "fact": _fact,
    "ratio_of": _ratio_of,
    "difference_of": _difference_of,
    "product_of": _product_of,
    "sum_of": _folded(arithmetic.sum_of),
    "highest_of": _folded(arithmetic.highest_of),
    "lowest_of": _folded(arithmetic.lowest_of),
    "convert_to": _convert_to,
    "choose": _choose,
    "holds": _holds,
    "true_for_every_member": _for_members("all"),
    "true_for_any_member": _for_members("any"),
    "same_for_every_member": _same,
    "dates_of_members": _dates_of_members,
    "sum_for_members": _sum_for_members,
    "given_for_every_member": _given_for_every_member,
    "highest_for_members": _highest_for_members,
    "is_given": _is_given,
    "largest_yearly_total_of": _largest_yearly_total_of,
    "latest_of": latest_of,
    "listed_on_the_day": listed_on_the_day,
    "count_of": count_of,
    "lowest_listed": lowest_listed,
    "total_in_latest": total_in_latest,
    "average_before": average_before,
}
