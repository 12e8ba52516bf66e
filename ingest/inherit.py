"""An appendix that never names its council takes the one that all the papers around it name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from ingest.clearance import EVERYTHING
from ingest.document import Finding
from ingest.library import Library
from ingest.lookup import Lookup
from ingest.records import DocumentRow
from ingest.report import FileOutcome

_FEWEST_NEIGHBOURS = 3


def inherit_authorities(library: Library, outcomes: Iterable[FileOutcome]) -> None:
    """Fill in missing authorities in the folders that this run touched.

    Only where at least three other papers of the folder name an authority and all name the same. Whoever
    takes papers in, the same authority comes of it.
    """
    touched = {file.document_id for file in outcomes if file.outcome in ("added", "replaced")}
    if not touched:
        return
    by_folder: dict[str, list[DocumentRow]] = defaultdict(list)
    for document in Lookup(library.catalogue, EVERYTHING).documents(quarantined=True):
        for file in library.catalogue.files_of(document.id):
            by_folder[str(PurePath(file.path).parent)].append(document)
    for documents in by_folder.values():
        _fill(library, documents)


def _fill(library: Library, documents: list[DocumentRow]) -> None:
    named = Counter(document.authority for document in documents if document.authority)
    if len(named) != 1 or sum(named.values()) < _FEWEST_NEIGHBOURS:
        return
    (authority,) = named
    finding = Finding(str(authority), "the other papers in the same folder")
    for document in documents:
        if document.authority is None and document.state == "current":
            library.catalogue.inherit_authority(document.id, finding)
