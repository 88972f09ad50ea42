"""The vocabulary: facts that go round in a circle, read what nobody declares, or belong to no scope."""

from __future__ import annotations

import pytest

from validator.facts.declarations import read_declarations
from validator.findings import RulebookError
from validator.reading.yaml_reader import parse_yaml


def _read(text: str, scope: str = "issuer") -> None:
    read_declarations([parse_yaml(f"scope: {scope}\nfacts:\n{text}", "facts.yaml").root])


def _fault(text: str, scope: str = "issuer") -> tuple[str, int, str]:
    with pytest.raises(RulebookError) as error:
        _read(text, scope)
    (finding,) = error.value.findings
    assert finding.place is not None
    return finding.code, finding.place.line, finding.message


_PLAIN = "  {name}: {{type: money, at: x}}\n"
_SUM = "  {name}: {{type: money, derived: {{sum_of: [{parts}]}}}}\n"


def test_a_circle_of_three() -> None:
    text = "".join(_SUM.format(name=name, parts=part) for name, part in (("a", "b"), ("b", "c"), ("c", "a")))
    assert _fault(text) == ("RULE-CIRCLE", 3, "the facts go round in a circle: a → b → c → a")


def test_a_fact_of_itself() -> None:
    assert _fault(_SUM.format(name="a", parts="a"))[2] == "the facts go round in a circle: a → a"


def test_a_circle_through_a_condition() -> None:
    text = "  a: {type: money, at: x, applies_if: {fact: b, at_least: RMB 1}}\n" + _SUM.format(name="b", parts="a")
    assert _fault(text)[0] == "RULE-CIRCLE"


def test_what_two_facts_share_is_no_circle() -> None:
    _read(_PLAIN.format(name="a") + _SUM.format(name="b", parts="a, a") + _SUM.format(name="c", parts="a, b"))


def test_a_fact_that_nobody_declares() -> None:
    code, line, message = _fault(_PLAIN.format(name="a") + _SUM.format(name="b", parts="a, d"))
    assert (code, line, message) == ("RULE-FACT", 4, "`b` reads `d`, which no fact file declares")


def test_a_fact_declared_in_two_files() -> None:
    roots = [
        parse_yaml(f"scope: issuer\nfacts:\n{_PLAIN.format(name='a')}", name).root for name in ("1.yaml", "2.yaml")
    ]
    with pytest.raises(RulebookError) as error:
        read_declarations(roots)
    (finding,) = error.value.findings
    assert (finding.code, str(finding.place)) == ("RULE-TWICE", "2.yaml:3:6")
    assert finding.message == "`a` is declared twice; the first declaration is at 1.yaml:3:3"


def test_an_unknown_scope() -> None:
    code, line, message = _fault(_PLAIN.format(name="a"), "isuer")
    assert (code, line) == ("RULE-SHAPE", 1)
    assert message.startswith("unknown scope `isuer`")
