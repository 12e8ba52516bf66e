"""What sees everything is named here: a module that begins to reach past a reader's clearance fails this."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

REACHES: dict[str, tuple[str, set[str]]] = {
    "a lookup of its own": (
        r"\bLookup\(",
        # The library's own; who takes papers in must come to the same for everybody; all that is embedded.
        {"ingest/library.py", "ingest/inherit.py", "ingest/rebuild.py"},
    ),
    "a clearance for everything": (
        r"from ingest\.clearance import [^\n]*\bEVERYTHING\b",
        {
            "ingest/library.py",
            "ingest/inherit.py",
            "ingest/rebuild.py",
            # The person at the machine itself, and accounts that were given it by name.
            "assistant/people/person.py",
            "assistant/people/account.py",
            "assistant/people/oidc.py",
        },
    ),
    "all vectors searched": (r"vectors\.search\(", {"ingest/library.py"}),
    "a document's text read from the catalogue": (
        r"sql\.(?:DOCUMENT_TEXT|PASSAGES_\w+|FULL_TEXT(?:_BEST)?|MATCH_COUNT|PASSAGE_TWINS|PAGES_OF|LINKS_OF)\b",
        {"ingest/lookup.py"},
    ),
}


@pytest.mark.parametrize("reach", REACHES)
def test_nothing_else_reaches_past_a_clearance(reach: str) -> None:
    pattern, allowed = REACHES[reach]
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("assistant", "ingest", "eval")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found == allowed
