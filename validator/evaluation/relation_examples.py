"""Run the examples of relations, each over the small register that it gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from validator.relations.links import ring_of
from validator.relations.register import Register, Snapshot
from validator.relations.walk import Surrounding, Walk

if TYPE_CHECKING:
    from validator.relations.walk import Reached
    from validator.rulebook.load import Rulebook
    from validator.rulebook.model import Example, Rule, Version

_BY = " by "


def reached_in_example(rulebook: Rulebook, rule: Rule, version: Version, example: Example) -> list[str] | str:
    """Give who stands in the relation, in the order of the register; `name?` for one who may.

    Where the example expects a paragraph too (`name by 14A.13(1)`), the answer names it.

    The rule alone decides what it is called for here, so that a changed rule is tried without its namesakes.
    """
    if rule.version_on(example.on) is None:
        return "not_in_force"
    given = example.given
    assert given is not None  # noqa: S101  # the schema asks for it
    register = Register(tuple(root for root in (given.get("register"), version.assume) if root is not None))
    connected = Surrounding(sure=ring_of(tuple(given.value.get("connected", ()))))
    alone = {id_: each for id_, each in rulebook.rules.items() if id_ == rule.id or each.decides != rule.decides}
    walk = Walk(replace(rulebook, rules=alone), Snapshot(register, example.on), connected)
    found = walk.reach(rule.decides, tuple(given.value["start"]))
    asked = {str(each).partition(_BY)[0] for each in _expected(example) if _BY in str(each)}
    reached = (who for who in register.entries if who in found.maybe)
    return [_said(who, found, with_cite=who in asked) for who in reached]


def _expected(example: Example) -> list[object]:
    return example.expect if isinstance(example.expect, list) else []


def _said(who: str, found: Reached, *, with_cite: bool) -> str:
    link = found.link(who)
    cite = f"{_BY}{link.cite}" if link and with_cite else ""
    return f"{who}{'' if who in found.sure else '?'}{cite}"
