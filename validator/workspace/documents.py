"""Documents as subjects: results with their figures, changes of directors, share schemes, changes of the articles.

A document counts from the day it is dated; one without a day is being made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from validator.facts.stated import day_at
from validator.facts.subject import Layers, Subject
from validator.reading.text import Text, text_of
from validator.workspace.grants import grant_facts, scheme_facts
from validator.workspace.printed_figures import figure_subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from validator.facts.fact import Fact
    from validator.reading.document import Node
    from validator.workspace.load import Workspace
    from validator.workspace.subjects import Layout

DOCUMENT_SCOPES = frozenset(
    ("results", "relation", "figure", "director_change", "share_scheme", "share_grant", "articles_change")
)


class Documents:
    """The documents of a workspace as of a day; each is laid out once, so that every rule speaks of the same one."""

    def __init__(self, workspace: Workspace, layout: Layout, as_of: date) -> None:
        self._workspace, self._layout, self._as_of = workspace, layout, as_of

    def each(self, scope: str) -> Iterator[Subject]:
        """Give the subjects of one scope, in the order of the files."""
        for document in self._all:
            yield from document.each(scope)

    @cached_property
    def _all(self) -> tuple[Subject, ...]:
        return (
            *map(self._results, self._known("results", "dated")),
            *(change for root in self._known("director-changes", "announced_on") for change in self._changes(root)),
            *map(self._scheme, self._known("share-schemes", "announced_on")),
            *map(self._articles, self._known("articles", "announced_on")),
        )

    def _known(self, folder: str, dated_by: str) -> tuple[Node, ...]:
        """Give the documents of a folder that exist on the day, or are being made."""
        roots = self._workspace.documents.get(folder, ())
        return tuple(root for root in roots if (day_at(root, dated_by) or self._as_of) <= self._as_of)

    def _results(self, root: Node) -> Subject:
        members: list[Subject] = []
        on = day_at(root, "dated") or self._as_of
        subject = self._document("results", root.value["results"], root, on, members)
        members.extend(figure_subjects(subject, root, self._workspace.issuer))
        return subject

    def _changes(self, root: Node) -> Iterator[Subject]:
        on = day_at(root, "announced_on") or self._as_of
        for node in root.each("changes"):
            label = Text(node.value["change"])
            yield Subject(
                "director_change", node.value["change"], on, Layers((node, root)), label, self._layout.issuer(on)
            )

    def _scheme(self, root: Node) -> Subject:
        members: list[Subject] = []
        on = day_at(root, "announced_on") or self._as_of
        subject = self._document("share_scheme", root.value["share_scheme"], root, on, members, scheme_facts(root))
        for node in root.each("grants"):
            granted = day_at(node, "on") or self._as_of
            if granted <= self._as_of:
                members.append(_grant(subject, node, granted))
        return subject

    def _articles(self, root: Node) -> Subject:
        on = day_at(root, "announced_on") or self._as_of
        return self._document("articles_change", root.value["articles_change"], root, on)

    def _document(
        self,
        scope: str,
        id_: str,
        root: Node,
        on: date,
        members: list[Subject] | None = None,
        given: Mapping[str, Fact] | None = None,
    ) -> Subject:
        name = text_of(root.value["name"])
        return Subject(
            scope,
            id_,
            on,
            Layers((root,)),
            name,
            self._layout.issuer(on),
            members if members is not None else (),
            given or {},
        )


def _grant(scheme: Subject, node: Node, on: date) -> Subject:
    name = node.value["grant"]
    id_ = f"{scheme.id}/{name}"
    return Subject("share_grant", id_, on, Layers((node,)), Text(name), scheme, given=grant_facts(node))
