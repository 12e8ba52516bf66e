"""The whole description, what may be given instead, and real papers where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_describe_lines import document

from ingest.describe import Overrides, describe
from ingest.document import Description, DocumentKind, Finding
from ingest.errors import AssistantError

LETTER = """
Westmere Borough Council
Our ref: FOI/2024/17
12 March 2024
Dear Resident
Freedom of Information Act 2000
Thank you for your request about the bridges of the borough.
1. How many bridges are there?
We hold this information. There are eleven.
"""


def test_a_letter_is_described_with_how_each_value_was_found() -> None:
    assert describe(document(LETTER)) == Description(
        kind=Finding("foi-response", "answers a request for information, page 1"),
        title=Finding("FOI response: the bridges of the borough", "request named in the letter, page 1"),
        authority=Finding("Westmere Borough Council", "letterhead, page 1"),
        date=Finding("2024-03-12", "date line, page 1"),
        reference=Finding("FOI/2024/17", "'Our ref: FOI/2024/17', page 1"),
        marking=None,
    )


def test_what_a_paper_does_not_give_is_not_guessed() -> None:
    described = describe(document("Some notes\nNothing else.", source="notes.txt"))
    assert (described.authority, described.date, described.reference, described.marking) == (None,) * 4


def test_what_is_given_at_ingest_is_taken_as_it_is() -> None:
    given_values = Overrides(
        authority="Oakford Council",
        kind="policy",
        date="2020-02-29",
        reference="X/1",
        title="Bridges",
        marking="EXEMPT",
    )
    assert describe(document(LETTER), given_values) == Description(
        kind=Finding("policy", "given at ingest"),
        title=Finding("Bridges", "given at ingest"),
        authority=Finding("Oakford Council", "given at ingest"),
        date=Finding("2020-02-29", "given at ingest"),
        reference=Finding("X/1", "given at ingest"),
        marking=Finding("EXEMPT", "given at ingest"),
    )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "letter", "Unknown kind 'letter': use one of foi-response, "),
        ("date", "3 May 2024", "'3 May 2024' is not a date: write it as YYYY-MM-DD."),
        ("date", "2024-02-30", "'2024-02-30' is not a date: write it as YYYY-MM-DD."),
        ("title", " ", "The title given at ingest is blank: give a value or leave it out."),
    ],
)
def test_a_wrong_value_is_refused_in_words(field: str, value: str, message: str) -> None:
    with pytest.raises(AssistantError) as caught:
        Overrides(**{field: value})
    assert str(caught.value).startswith(message)


@given(
    st.text(max_size=600),
    st.sampled_from(["paper.pdf", "note.eml", "sheet.csv", "page.html", "odd name (2).docx", "noname"]),
    st.dictionaries(st.sampled_from(["title", "subject", "from", "date", "site name"]), st.text(max_size=40)),
)
def test_any_text_can_be_described(text: str, source: str, properties: dict[str, str]) -> None:
    described = describe(document(text, source, properties))
    assert DocumentKind(described.kind.value)
    assert described.title.value


def test_a_large_register_is_described_in_good_time() -> None:
    rows = "\n".join(
        f"| OCC-{n:05} | Care at home in district {n % 90} | {n},{n % 9}00" for n in range(40_000)
    )
    described = describe(document(f"Contracts register\n{rows}", source="register.csv"))
    assert described.kind.value == DocumentKind.DATASET


# ---- real papers, where they stand beside this checkout -------------------------------------------------

SEEDS = {
    "000": ("foi-response", "Coventry City Council", "2023-01-09", "FOI473301950"),
    "001": ("foi-response", "Coventry City Council", "2021-04-29", "FOI318427262"),
    "002": ("committee-report", "Cambridgeshire County Council", "2025-01-14", "2025/011"),
    "003": ("decision-record", "Hertfordshire County Council", "2019-02-21", None),
    "004": ("minutes", "Rotherham Metropolitan Borough Council", None, None),
}


def read_paper(path: Path) -> Description:
    reading = pytest.importorskip("ingest.read")
    settings = pytest.importorskip("ingest.settings")
    return describe(reading.read(path, path.name, settings.IngestSettings()))


def _value(finding: Finding | None) -> str | None:
    return finding.value if finding else None


@pytest.mark.parametrize("folder", ["seeds", "seeds-pdf", "seeds-docx", "seeds-html"])
def test_the_seeds_are_described_alike_in_every_format(shared: Path, folder: str) -> None:
    for path in sorted((shared / "corpus" / folder).iterdir()):
        described = read_paper(path)
        got = (described.kind.value, *map(_value, (described.authority, described.date, described.reference)))
        assert got == SEEDS[path.name[:3]], path.name
        assert described.marking is None
