"""Whether a controller of the issuer is a substantial shareholder of a company that the group buys into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.connections.grounds import truth
from validator.relations.links import graft

if TYPE_CHECKING:
    from validator.connections.standing import Standings
    from validator.facts.fact import Fact
    from validator.relations.links import Link

# The relations that a rulebook must offer so that the target of a purchase can be looked up.
CONTROLLER, INTEREST = "controller", "interest_of_controller"
NAME = "controller_in_register"


def controller_in(standings: Standings, target: str) -> Fact:
    """Tell whether any one controller, with associates, holds what counts in the target, by the register."""
    walk = standings.walk
    controllers = walk.reach(CONTROLLER, (standings.issuer,))
    open_link: Link | None = None
    for who, link in controllers.maybe.items():
        ring = walk.reach(INTEREST, (who,))
        if (found := ring.link(target)) is None:
            continue
        path = graft(found, {who: link})
        if who in controllers.sure and target in ring.sure:
            return truth(NAME, True, path)
        open_link = open_link or path
    return truth(NAME, None if open_link else False, open_link)
