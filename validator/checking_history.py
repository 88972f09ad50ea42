"""A workspace as it stood on the day of an earlier announcement, as far as that announcement is concerned."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from validator.evaluation.classification import aggregation_of, classify, learn_tiers
from validator.workspace.subjects import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.checking import Evaluated
    from validator.evaluation.engine import Engine
    from validator.facts.subject import Subject


def as_announced(evaluated: Evaluated, day: date) -> Evaluated:
    """Give the workspace as of the day of an announcement, with deadlines still judged as of the day of `evaluated`.

    Only the terms set on that day are classified, with what they are added to: to follow an old circular, nobody has
    to explore once more what has stood open ever since.
    """
    if day == evaluated.as_of:
        return evaluated
    layout = Layout(evaluated.workspace, day, evaluated.rulebook)
    surroundings = replace(evaluated.engine.surroundings, filed=layout.filed, linked=layout.linked)
    engine = evaluated.engine.afresh(surroundings)
    concerned = _concerned(engine, layout.categories, day)
    classification = classify(engine, concerned)
    learn_tiers(engine, classification, concerned)
    return replace(evaluated, as_of=day, layout=layout, engine=engine, classification=classification)


def _concerned(engine: Engine, categories: Sequence[Subject], day: date) -> list[Subject]:
    """Give the categories set on a day and all that may be added to them, by any chain of pairs."""
    found = {category.id for category in categories if category.on == day}
    links = [{one.id, other.id} for one, other in combinations(categories, 2) if _may_be_added(engine, one, other)]
    grown = True
    while grown:
        joined = found.union(*(link for link in links if link & found))
        grown, found = joined != found, joined
    return [category for category in categories if category.id in found]


def _may_be_added(engine: Engine, one: Subject, other: Subject) -> bool:
    decision = aggregation_of(engine, one, other)
    return decision is not None and decision.rule.outcomes[-1] in decision.possible
