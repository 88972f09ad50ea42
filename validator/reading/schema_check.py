"""Documents checked against their JSON Schema: fast where all is well, in plain words where it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.reading.schema_files import compiled, load_schemas
from validator.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path

    from validator.findings import Finding
    from validator.reading.document import Document
    from validator.reading.schema_files import SchemaSet


def check_document(document: Document, schema_name: str, schemas_folder: Path | None = None) -> tuple[Finding, ...]:
    """Check a document against `<schemas_folder>/<schema_name>.schema.json` (by default the program's own folder).

    Gives the findings (DATA-SCHEMA) in the order of the file, none where the document fits. Raises ListingRulesError
    where a schema file is missing or is no JSON.
    """
    folder = schemas_folder or resource_folder("schemas")
    fast = compiled(schema_name, folder)
    if fast.is_valid(document.data):
        return ()
    return _worded(document, load_schemas(schema_name, folder)) or _unworded(document, fast)


def _worded(document: Document, schemas: SchemaSet) -> tuple[Finding, ...]:
    # Wording needs a validator that imports slowly: only documents with faults pay for it.
    from validator.reading.schema_faults import MOST_FAULTS, find_faults  # noqa: PLC0415
    from validator.reading.schema_wording import stopped, word_faults  # noqa: PLC0415

    try:
        faults, has_stopped = find_faults(document.data, schemas)
    except (RecursionError, re.error):
        return ()  # a pattern that only the fast validator knows, or a schema that is too deep for the other one
    more = (stopped(document, MOST_FAULTS),) if has_stopped else ()
    return (*word_faults(document, faults), *more)


def _unworded(document: Document, fast: Any) -> tuple[Finding, ...]:
    from validator.reading.schema_wording import unworded  # noqa: PLC0415

    error = next(fast.iter_errors(document.data))
    return (unworded(document, error.message, tuple(error.instance_path)),)
