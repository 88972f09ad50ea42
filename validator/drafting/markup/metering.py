"""What keeps a template within its limits: a clock at every step of a loop or call, a scale at every text it joins."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, soft_str

from validator.drafting.refusals import LIMIT, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.findings import DraftingError

SHORTEN = "shorten the data or the loops of the template"
_LARGEST_LIST = 100_000


class Meter:
    """Counts the time and the characters of one rendering; refuses (DRAFT-LIMIT) what passes a limit."""

    def __init__(self, seconds: float, characters: int) -> None:
        self._seconds = seconds
        self._characters = characters
        self._deadline = time.monotonic() + seconds

    def tick(self) -> None:
        """Refuse once the time is over."""
        if time.monotonic() > self._deadline:
            raise refusal(LIMIT, f"the draft took longer than {self._seconds:g} seconds to render", remedy=SHORTEN)

    def weigh(self, length: int) -> None:
        """Refuse a text of more characters than a whole draft may have."""
        if length > self._characters:
            raise self.too_long()

    def too_long(self) -> DraftingError:
        """Give the refusal of a text that is too long."""
        return refusal(LIMIT, f"the draft is longer than {self._characters:,} characters", remedy=SHORTEN)

    def weighed(self, parts: Iterable[Any]) -> Iterator[Any]:
        """Give parts of a text as they are; refuse as soon as they are too long together."""
        total = 0
        for part in parts:
            self.tick()
            text = soft_str(part)
            total += len(text)
            self.weigh(total)
            yield text

    def concat(self, pieces: Iterable[str]) -> str:
        """Give the output of a macro or of a block as one text."""
        return "".join(self.weighed(pieces))

    def joined(self, *parts: Any) -> str:
        """Give what `~` joins: marked-up where any part is."""
        texts = list(self.weighed(parts))
        return Markup("").join(texts) if any(hasattr(text, "__html__") for text in texts) else "".join(texts)

    def added(self, left: Any, right: Any) -> Any:
        """Give the sum of two numbers, texts or lists."""
        if isinstance(left, str) and isinstance(right, str):
            self.weigh(len(left) + len(right))
        elif hasattr(left, "__len__") and hasattr(right, "__len__") and len(left) + len(right) > _LARGEST_LIST:
            raise refusal(LIMIT, f"a list of the template has more than {_LARGEST_LIST:,} items", remedy=SHORTEN)
        return left + right


class Metering(NodeTransformer):
    """Puts the meter into a parsed template: `environment.tick()` at the start of every body, and its own `~`."""

    def metered(self, template: nodes.Template) -> nodes.Template:
        """Give the template with its meter."""
        changed: nodes.Template = self.visit(template)
        bodies = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.AssignBlock)
        for node in (changed, *changed.find_all(bodies)):
            body: list[nodes.Node] = getattr(node, "body")  # noqa: B009  # all of these have one, each its own
            body.insert(0, nodes.ExprStmt(_call("tick", [], node.lineno), lineno=node.lineno))
        return changed

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802  # the name that the visitor looks for
        """Have `~` weigh what it joins."""
        self.generic_visit(node)
        return _call("joined", node.nodes, node.lineno)


def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    method = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(method, arguments, [], None, None, lineno=line)
