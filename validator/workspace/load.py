"""Read a workspace folder: every file strictly, against its schema, all faults reported together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from validator.findings import Finding, ReadingError, Severity
from validator.reading.schema_check import check_document
from validator.reading.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.reading.document import Document, Node
    from validator.reading.source import Source

SETTINGS = "listing-rules.yaml"
CALENDAR = "calendar.yaml"
SINGLE = {
    SETTINGS: "settings",
    "issuer.yaml": "issuer",
    "waivers.yaml": "waivers",
    CALENDAR: "calendar",
    "register.yaml": "register",
}
FOLDERS = {
    "counterparties": "counterparty",
    "agreements": "agreement",
    "announcements": "announcement",
    "controls": "controls",
    "annual-reports": "annual-report",
    "results": "results",
    "director-changes": "director-changes",
    "share-schemes": "share-scheme",
    "articles": "articles-change",
}
DOCUMENTS = ("results", "director-changes", "share-schemes", "articles")


@dataclass(frozen=True)
class Workspace:
    """The files of one issuer as read; nothing is interpreted yet. Nodes are the roots of their documents."""

    folder: Path
    issuer: Node
    settings: Node | None
    counterparties: Mapping[str, Node]
    agreements: Mapping[str, Node]
    announcements: tuple[Node, ...]
    controls: tuple[Node, ...]
    waivers: Node | None
    register: Node | None
    sources: Mapping[str, Source]
    documents: Mapping[str, tuple[Node, ...]]  # by folder
    annual_reports: tuple[Node, ...] = ()
    calendar: Node | None = None


def find_workspace(start: Path) -> Path:
    """Walk up from a path to the folder that holds `issuer.yaml`. Raises `ReadingError` where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "issuer.yaml").is_file():
            return folder
    if not start.exists():
        message, remedy = f"{start} does not exist", "give the folder of a workspace"
    else:
        message, remedy = f"no issuer.yaml in {start} or above it", f"make a workspace: listing-rules init {start}"
    raise ReadingError(Finding("DATA-WORKSPACE", Severity.ERROR, message, help=remedy))


def load_workspace(start: Path) -> Workspace:
    """Read the workspace that a path lies in.

    Raises `ReadingError` with the faults of all files: unreadable YAML, wrong shapes, the same id twice.
    """
    folder = find_workspace(start)
    shown = start if folder == start.resolve() else Path()
    reader = _Reader(folder, shown)
    singles = {name: reader.read(folder / name, schema) for name, schema in SINGLE.items() if (folder / name).is_file()}
    many = {name: reader.read_folder(name, schema) for name, schema in FOLDERS.items()}
    counterparties, agreements = (reader.by_id(many[name], FOLDERS[name]) for name in ("counterparties", "agreements"))
    reader.refuse_faults()
    issuer = singles["issuer.yaml"]
    assert issuer is not None  # noqa: S101  # faults were refused above
    return Workspace(
        folder,
        issuer,
        singles.get(SETTINGS),
        counterparties,
        agreements,
        tuple(sorted(many["announcements"], key=lambda node: str(node.value["dated"]))),
        tuple(many["controls"]),
        singles.get("waivers.yaml"),
        singles.get("register.yaml"),
        {document.source.shown: document.source for document in reader.documents},
        {name: tuple(many[name]) for name in DOCUMENTS},
        tuple(many["annual-reports"]),
        singles.get(CALENDAR),
    )


class _Reader:
    """Reads files and gathers their faults, so that a user sees all of them in one run."""

    def __init__(self, folder: Path, shown: Path) -> None:
        self._folder, self._shown = folder, shown
        self._faults: list[Finding] = []
        self.documents: list[Document] = []

    def read(self, path: Path, schema: str) -> Node | None:
        shown = (self._shown / path.relative_to(self._folder)).as_posix()
        try:
            document = read_yaml(path, shown)
        except ReadingError as error:
            self._faults.extend(error.findings)
            return None
        self.documents.append(document)
        faults = check_document(document, schema)
        self._faults.extend(faults)
        return None if faults else document.root

    def read_folder(self, name: str, schema: str) -> list[Node]:
        files = sorted((*(self._folder / name).glob("*.yaml"), *(self._folder / name).glob("*.yml")))
        return [root for file in files if (root := self.read(file, schema)) is not None]

    def by_id(self, roots: list[Node], key: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for root in roots:
            id_ = root.get(key)
            assert id_ is not None  # noqa: S101  # the schema asks for it
            if id_.value in found:
                first = found[id_.value].get(key)
                where = first.place if first else None
                message = f"{key} `{id_.value}` is already given at {where}"
                self._faults.append(
                    Finding("DATA-TWICE", Severity.ERROR, message, id_.place, help="give it another id")
                )
            found.setdefault(id_.value, root)
        return found

    def refuse_faults(self) -> None:
        if self._faults:
            raise ReadingError(*self._faults)
