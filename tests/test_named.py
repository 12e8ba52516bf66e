"""Which papers a question names, and which documents those are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.named import naming
from ingest.records import DocumentRow


def paper(
    title: str,
    kind: str = "other",
    date: str | None = None,
    reference: str | None = None,
    source: str = "x.pdf",
) -> DocumentRow:
    return DocumentRow(
        id="aa", state="current", kind=kind, title=title, authority=None, date=date, reference=reference,
        marking=None, format="pdf", findings={}, notes=(), released=None, pages=1, passages=1,
        sources=(source,),
    )  # fmt: skip


RESERVES = paper("Appendix G – Reserves Policy", "policy")
RISKS = paper("Appendix I: Budget Risks Register 2025-26", "dataset")
MINUTES = paper("Minutes of Cabinet", "minutes", "2025-01-09")
EQUALITY = paper("Short breaks", "equality-impact-assessment")
RECORD = paper("Award of the contract", "decision-record", reference="25/0014")
PACK = paper("Award of the contract", source="25-0014_report_KS.pdf")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How does the reserves policy label a general reserve under 3%?", RESERVES),
        ("What has the collapse cost, going by the budget risk register?", RISKS),
        ("What does Appendix I say of inflation?", RISKS),
        ("Who was thanked at the January 9th meeting?", MINUTES),
        ("After the 9 January 2025 Cabinet, who was left to reply?", MINUTES),
        ("According to the minutes, who moved it?", MINUTES),
        ("Who signed the EqIA?", EQUALITY),
        ("Which risk is left over in the equality assessment of short breaks?", EQUALITY),
        ("Why was it delayed, according to the record of decision?", RECORD),
        ("What does decision 25/0014 replace?", RECORD),
        ("What does decision 25/0014 replace?", PACK),
    ],
)
def test_a_paper_is_known_by_what_people_call_it(question: str, named: DocumentRow) -> None:
    assert naming(question).fit(named) > 0


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("How does the treasury strategy label a general reserve?", RESERVES),
        ("What does Appendix B say of inflation?", RISKS),
        ("Who was thanked at the 30 January meeting?", MINUTES),
        ("How many children waited on 9 January 2025?", MINUTES),
        ("What was spent in 2024/25 on section 117 aftercare?", paper("Aftercare under S117 in 2024-25")),
        ("What was the budget in 2025-26?", RISKS),
        ("Who repairs the wheelchairs?", RECORD),
    ],
)
def test_another_paper_a_day_of_no_meeting_and_a_year_name_nothing(question: str, other: DocumentRow) -> None:
    assert naming(question).fit(other) == 0


def test_a_title_says_more_than_a_kind_and_both_say_most() -> None:
    asked = naming("Who signed the equality assessment of the school places plan?")
    of_plan = paper("School places plan", "equality-impact-assessment")
    assert asked.fit(of_plan) > asked.fit(paper("School places plan")) > asked.fit(EQUALITY) > 0


@given(st.text(max_size=120))
def test_any_text_names_papers_or_none(question: str) -> None:
    named = naming(question)
    fits = [named.fit(document) for document in (RESERVES, RISKS, MINUTES, EQUALITY, RECORD, PACK)]
    assert all(0 <= fit <= 1.5 for fit in fits)
    assert bool(named) or not any(fits)
