"""The parties: the issuer, its directors on the day, and the other party as described and connected on the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.drafting.context.labels import DIRECTOR_CATEGORIES
from validator.drafting.printed import Kind, Printed
from validator.facts.stated import fact_from_node, is_active
from validator.reading.quantities import parse_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from validator.drafting.context.values import Context, Words
    from validator.reading.document import Node

_OF_THE_BOARD = frozenset({"chairman", "vice_chairman"})
_VOWELS = frozenset("aeiou")
_HOLDERS = frozenset({"substantial_shareholder", "controlling_shareholder"})


def issuer(node: Node, words: Words) -> Context:
    """Give the issuer as the head of the announcement and the section on the parties name it."""
    english, chinese = replace(words, language="en"), replace(words, language="zh-Hant")
    short = words.label(node.get("short_name")) if node.get("short_name") else words.label(node.get("name"))
    return {
        "name": words.text(node.get("name"), "name", short, kind=Kind.NAME),
        "english_name": english.text(node.get("name"), "name", short, kind=Kind.NAME),
        "chinese_name": chinese.text(node.get("name"), "name", short, kind=Kind.NAME),
        "incorporated": incorporated(node, short, words),
        "stock_code": plain(node.get("stock_code"), words, "stock_code"),
        "stock_short_name": plain(node.get("stock_short_name"), words) if node.get("stock_short_name") else None,
        "listed_on": words.date(node.get("listed_on"), "date", short) if node.get("listed_on") else None,
        "listings": tuple(_listing(each, words) for each in node.each("other_listings")),
        "has_depositary_shares": node.get("securities", "ads") is not None,
        "description": words.texts(text, "description", short) if (text := _house(node)) else (),
        "principal_business": words.texts(node.get("principal_business"), "principal_business", short),
    }


def _house(node: Node) -> Node | None:
    return node.get("house_texts", "company_description")


def incorporated(node: Node, name: str, words: Words) -> Context:
    """Give where, when and in what form a company was incorporated."""
    form = words.text(node.get("incorporated", "form"), "form", name)
    return {
        "place": words.text(node.get("incorporated", "in"), "incorporation", name),
        "day": words.date(node.get("incorporated", "on"), "incorporation_day", name),
        "form": form,
        "article": "an" if form.text[:1].lower() in _VOWELS else "a",
    }


def plain(node: Node | None, words: Words, label: str = "name") -> Printed:
    """Give a code or a short name, the same in both languages."""
    if node is None or not isinstance(node.value, str):
        return words.blank(label, "", at=node.key_place if node else None)
    return Printed(node.value, str(node.place), Kind.NAME)


def _listing(node: Node, words: Words) -> Context:
    market = words.text(node.get("market"), "name", "")
    day = words.date(node.get("on"), "date", market.text) if node.get("on") else None
    return {"market": market, "ticker": plain(node.get("ticker"), words) if node.get("ticker") else None, "on": day}


def counterparty(node: Node, words: Words) -> Context:
    """Give the other party as it was described on the day."""
    name = words.label(node.get("short_name") or node.get("name"))
    described = description_on(node, words)
    owner = node.get("ultimate_beneficial_owner")
    about = described.get("description") or node.get("description")
    return {
        "id": node.value["counterparty"],
        "name": words.text(node.get("name"), "name", name, kind=Kind.NAME),
        "short_name": words.text(node.get("short_name") or node.get("name"), "counterparty", kind=Kind.NAME),
        "group_name": words.text(node.get("group_name") or node.get("name"), "counterparty", kind=Kind.NAME),
        "incorporated": incorporated(node, name, words),
        "listings": tuple(_market(each, words) for each in node.each("listings")),
        "description": words.text(about, "description", name) if about else None,
        "principal_business": words.texts(
            described.get("principal_business") or node.get("principal_business"), "principal_business", name
        ),
        "owner": words.text(owner, "owner", name) if owner else words.blank("owner", name, at=node.place),
    }


def description_on(node: Node, words: Words) -> Node:
    """Give the record that describes a counterparty on the day: an earlier one while in use, else the main one."""
    earlier = [each for each in node.each("earlier_descriptions") if parse_date(each.value["to"]) >= words.day]
    return min(earlier, key=lambda each: parse_date(each.value["to"]), default=node)


def _market(node: Node, words: Words) -> Context:
    counters = tuple(
        {
            "stock_code": plain(each.get("stock_code") or each.get("ticker"), words),
            "currency": each.value.get("currency"),
        }
        for each in node.each("counters")
    )
    securities = words.text(node.get("securities"), "name", "") if node.get("securities") else None
    return {"market": words.text(node.get("market"), "name", ""), "securities": securities, "counters": counters}


def grounds(node: Node, words: Words) -> tuple[Context, ...]:
    """Give each ground on which a counterparty is connected on the day, with the newest holding up to it."""
    name = words.label(node.get("short_name") or node.get("name"))
    return tuple(_ground(each, name, words) for each in node.each("connections") if is_active(each, words.day))


def _ground(node: Node, name: str, words: Words) -> Context:
    dated = [each for each in node.each("holdings") if parse_date(each.value["as_of"]) <= words.day]
    latest = max(dated, key=lambda each: parse_date(each.value["as_of"]), default=None)
    percentage = latest.get("percentage") if latest else None
    fact = fact_from_node("holding", percentage, "ratio") if percentage else None
    written = _written(percentage) if percentage else None
    held = words.figure(written, fact) if written and fact and fact.is_known else None
    return {
        "basis": node.value.get("basis"),
        "level": node.value.get("level"),
        "held": node.value.get("held"),
        "of": words.text(of, "name") if (of := node.get("of")) is not None and isinstance(of.value, dict) else None,
        "is_holding": node.value.get("basis") in _HOLDERS,
        "percentage": held or words.blank("holding", name, at=node.place, kind=Kind.FIGURE),
        "approximate": bool(fact and fact.approximate),
    }


def _written(node: Node) -> str | None:
    """Give a percentage with the decimals it is written with."""
    value = node.value.get("value") if isinstance(node.value, dict) else node.value
    return value.replace(" ", "") if isinstance(value, str) else None


def directors(issuer_node: Node, parties: Collection[str], words: Words) -> tuple[Context, ...]:
    """Give the directors of the day in the order of the data, with their offices and their interests in the parties."""
    active = (node for node in issuer_node.each("directors") if is_active(node, words.day))
    return tuple(_director(node, parties, words) for node in active)


def _director(node: Node, parties: Collection[str], words: Words) -> Context:
    name = words.text(node.get("name"), "name", str(node.value.get("director")), kind=Kind.NAME)
    offices = [each for each in node.each("offices") if is_active(each, words.day)]
    board, other = (
        tuple(_title(each, words) for each in offices if (each.value["office"] in _OF_THE_BOARD) is wanted)
        for wanted in (True, False)
    )
    return {
        "id": node.value.get("director"),
        "name": name,
        "category": category if isinstance(category := node.value.get("category"), str) else None,
        "titles": (*board, _category_title(node, name.text, words), *other),
        "board_offices": board,
        "interests": tuple(_interests(node, parties, words, name.text)),
    }


def _title(node: Node, words: Words) -> Printed:
    return words.text(node.get("title"), "name", node.value["office"], kind=Kind.NAME)


def _category_title(node: Node, name: str, words: Words) -> Printed:
    category = node.get("category")
    if category is None or category.value not in DIRECTOR_CATEGORIES:
        return words.blank("category_of_director", name, at=node.place)
    title = DIRECTOR_CATEGORIES[category.value].in_language(words.language)
    return Printed(title, str(category.place), Kind.NAME)


def _interests(node: Node, parties: Collection[str], words: Words, name: str) -> Iterator[Context]:
    for each in node.each("interests"):
        if each.value["in"] not in parties or not is_active(each, words.day):
            continue
        material = each.get("material")
        fact = fact_from_node("material", material, "boolean") if material else None
        if fact and fact.value is False:
            continue
        known = fact is not None and fact.value is True
        yield {
            "because": words.text(each.get("because"), "interest", name),
            "open": None if known else words.blank("abstention", name, at=each.place),
        }
