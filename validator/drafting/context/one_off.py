"""What is said of a transaction carried out once: its consideration, and the particulars that the rules ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.drafting.context.caps import amount_at, unit
from validator.drafting.context.values import is_gap
from validator.drafting.printed import Kind, Printed
from validator.facts.stated import fact_from_node
from validator.reading.quantities import Money, parse_date_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.checking import Evaluated
    from validator.drafting.context.values import Context, Words
    from validator.facts.fact import Fact
    from validator.facts.subject import Subject
    from validator.reading.document import Node

# What the section prints, with the fact of the vocabulary that holds it and those that tell whether it is asked for.
_TEXTS = {
    "payment": ("category.payment", "category.is_one_off"),
    "basis": ("category.consideration_basis", "category.is_one_off"),
    "assets": ("category.assets", "category.deals_in_assets"),
    "gain_basis": ("category.gain_basis", "category.sells_assets"),
    "proceeds": ("category.use_of_proceeds", "category.sells_assets"),
    "security": ("category.security", "category.may_carry_security"),
    "guarantee": ("category.performance_guarantee", "category.buys_with_guarantee"),
    "securities": ("category.securities", "category.issues_securities"),
    "no_offer": ("category.no_offer_statement", "category.issues_securities"),
    "listing": ("category.listing_application", "category.issues_securities"),
    "subsidiary": ("category.remains_subsidiary", "category.issues_securities"),
}
_SUMS = {
    "cost": ("category.original_cost", ("category.buys_assets", "category.sells_assets_held_briefly")),
    "book_value": ("category.book_value", ("category.deals_in_assets",)),
    "gain": ("category.gain_or_loss", ("category.sells_assets",)),
}
_CONSIDERATION, _ONE_OFF = "category.stated_consideration", ("category.is_one_off",)
_RIGHT_OF_USE = "category.right_of_use_asset"
_PROFITS, _ASSETS, _TAX = "category.attributable_profits", ("category.deals_in_assets",), ("before_tax", "after_tax")


def one_off(subject: Subject, evaluated: Evaluated, words: Words) -> Context:
    """Give what is said of a one-off transaction, a `category`; what neither the data nor the rules ask for is None."""
    asked, data = _Asked(subject, evaluated, words), subject.data
    right_of_use = asked.sum(_RIGHT_OF_USE, ())
    direction, gain = data.dig("direction"), data.dig("particulars.gain_or_loss")
    return {
        **{key: asked.texts(*names) for key, names in _TEXTS.items()},
        **{key: asked.sum(fact, gates) for key, (fact, gates) in _SUMS.items()},
        "consideration": asked.sum(_CONSIDERATION, () if right_of_use else _ONE_OFF),
        "right_of_use": right_of_use,
        "is_loss": _is_loss(gain),
        "conditions": _optional(data.dig("particulars.conditions"), words),
        "completion": _optional(data.dig("particulars.completion"), words),
        "group_sells": direction is not None and direction.value == "group_sells",
        "profits": asked.profits(),
    }


class _Asked:
    """Looks up what the data says of one category, and whether the rules ask for it."""

    def __init__(self, subject: Subject, evaluated: Evaluated, words: Words) -> None:
        self._subject, self._words = subject, words
        self._resolver, self._facts = evaluated.engine.resolver, evaluated.rulebook.facts
        self._name = words.label(subject.data.dig("name"))

    def texts(self, name: str, gate: str) -> tuple[Printed, ...] | None:
        """Give the paragraphs of a fact; a blank where it is asked for and not given; None where it is not."""
        node = self._node(name)
        if node is not None and not is_gap(node):
            return self._words.texts(node, "particular", *self._about(name))
        return (self._blank(name, node),) if self._is_open(node, (gate,)) else None

    def sum(self, name: str, gates: tuple[str, ...]) -> Printed | None:
        """Give a sum of money, a loss without its sign; a blank and None as with texts."""
        node = self._node(name)
        fact = fact_from_node(name, node, "money") if node is not None else None
        if fact and isinstance(fact.value, Money):
            return self._words.money(_without_sign(fact, fact.value), "particular", *self._about(name))
        return self._blank(name, node, Kind.FIGURE) if self._is_open(node, gates) else None

    def profits(self) -> Context | None:
        """Give the attributable profits year by year, in millions."""
        node = self._node(_PROFITS)
        if node is not None and isinstance(node.value, list):
            facts = [amount_at(each, key) for each in node.elements() for key in _TAX]
            return {"missing": None, "unit": unit(facts, self._words), "rows": tuple(self._years(node))}
        return {"missing": self._blank(_PROFITS, node, Kind.FIGURE)} if self._is_open(node, _ASSETS) else None

    def _years(self, node: Node) -> Iterator[Context]:
        for each in node.elements():
            days, about = each.get("period"), self._about(_PROFITS)
            sums = {key: self._words.in_millions(amount_at(each, key), "particular", *about) for key in _TAX}
            place = days.place if days else each.place
            yield {"period": self._words.period(parse_date_range(each.value["period"]), place), **sums}

    def _node(self, name: str) -> Node | None:
        return self._subject.data.dig(self._facts[name].at)

    def _about(self, name: str) -> tuple[str, str]:
        return self._facts[name].label.in_language(self._words.language), self._name

    def _blank(self, name: str, node: Node | None, kind: Kind = Kind.TEXT) -> Printed:
        place = node.key_place if node else self._subject.place
        return self._words.blank("particular", *self._about(name), at=place, kind=kind)

    def _is_open(self, node: Node | None, gates: tuple[str, ...]) -> bool:
        """Tell whether something is asked for that the data leaves open; a reason why there is none settles it."""
        if node is not None and isinstance(node.value, dict) and "not_applicable" in node.value:
            return False
        return any(self._resolver.fact(gate, self._subject).value is not False for gate in gates)


def _is_loss(gain: Node | None) -> bool:
    value = fact_from_node("gain", gain, "money").value if gain is not None else None
    return isinstance(value, Money) and value.amount < 0


def _without_sign(fact: Fact, sum_: Money) -> Fact:
    return replace(fact, value=replace(sum_, amount=abs(sum_.amount)))


def _optional(node: Node | None, words: Words) -> tuple[Printed, ...] | None:
    return words.texts(node, "particular", "", "") if node is not None and not is_gap(node) else None
