"""Which paper took the place of which: only where words, versions or records say so."""

from __future__ import annotations

import pytest
from papers import fill, paper

from assistant.succession import Succession, Successions, said_of
from ingest.library import Library
from ingest.records import PreparedDocument

OLD = paper("old", "The contract costs £3.35 million a year.", date="2021-03-10", reference="21/0033")
PROPOSED = paper(
    "proposed",
    "Proposed Record of Decision",
    "Decision number 25/0014",
    "The contract is to cost £4.18 million a year.",
    kind="decision-record",
    date=None,
    reference="25/0014",
)
RECORD = (
    "Record of Decision",
    "Decision number 25/0014",
    "Date of decision 3 March 2025",
)


def successor(library: Library, *papers: PreparedDocument) -> Succession | None:
    """What took the place of the first of these papers."""
    fill(library, papers)
    lookup = library.lookup
    return Successions(lookup, lookup.text).of(lookup.document(papers[0].id))


def record(*more: str) -> PreparedDocument:
    return paper("record", *RECORD, *more, kind="decision-record", date="2025-03-03", reference="25/0014")


def test_a_decision_that_names_the_one_it_supersedes(library: Library) -> None:
    found = successor(library, OLD, record("Supersedes Decision 21/0033 of 10 March 2021"))
    assert found is not None
    assert found.how == "superseded"
    assert found.evidence.unit.text == "Supersedes Decision 21/0033 of 10 March 2021"
    assert found.evidence.hit.document.id == "record"


@pytest.mark.parametrize(
    "said",
    [
        "This does not replace Decision 21/0033 of 10 March 2021.",
        "Decision 21/0033 will be replaced in 2026.",
        "A new contract would supersede Decision 21/0033.",
        "Supersedes Decision 21/00331 of 10 March 2021.",
        "Decision 21/0033 is subject to call-in.",
        "The contract was awarded under decision 21/0033.",
    ],
)
def test_what_has_not_happened_or_concerns_another_is_passed_over(library: Library, said: str) -> None:
    assert successor(library, OLD, record(said)) is None


def test_another_authority_s_decision_with_that_number_is_not_meant(library: Library) -> None:
    other = paper("other", "Supersedes Decision 21/0033.", authority="Osterbridge City Council")
    assert successor(library, OLD, other) is None


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("Members considered the call-in of Decision 21/0033 on 29 January 2025.", "called in"),
        ("Decision 21/0033 was called in by three members.", "called in"),
        ("Decision 21/0033 has been amended in its second paragraph.", "amended"),
        ("This variation amends decision 21/0033.", "amended"),
    ],
)
def test_minutes_that_record_what_became_of_a_decision(library: Library, sentence: str, how: str) -> None:
    minutes = paper("minutes", sentence, title="Minutes of Cabinet", kind="minutes", date="2025-02-20")
    found = successor(library, OLD, minutes)
    assert found is not None
    assert (found.how, found.evidence.unit.text) == (how, sentence)


def test_the_record_follows_the_proposed_record(library: Library) -> None:
    found = successor(library, PROPOSED, record())
    assert found is not None
    assert (found.how, found.evidence.unit.text) == ("decided", "Date of decision 3 March 2025")


def test_a_proposed_record_follows_nothing(library: Library) -> None:
    assert successor(library, record(), PROPOSED) is None


REISSUED = "The report in the agenda has been updated and replaces the version in the original pack."


def test_a_reissue_replaces_the_version_with_other_figures(library: Library) -> None:
    first = paper("first", "The team works with 894 young adults.")
    second = paper("second", REISSUED, "The team works with 925 young adults.")
    found = successor(library, first, second)
    assert found is not None
    assert (found.how, found.evidence.unit.text) == ("replaced", REISSUED)


def test_a_copy_of_the_reissue_is_not_replaced_by_it(library: Library) -> None:
    copy = paper("copy", "The team works with 925 young adults.")
    assert (
        successor(library, copy, paper("second", REISSUED, "The team works with 925 young adults.")) is None
    )


def test_only_the_version_that_is_named_is_replaced(library: Library) -> None:
    later = paper("later", "Version 3.0, replacing version 2.2 of June 2022", "The rate is 14 pounds.")
    named = paper("named", "Version 2.2", "The rate is 12 pounds.", date="2022-06-01")
    found = successor(library, named, later)
    assert found is not None
    assert found.evidence.unit.text == "Version 3.0, replacing version 2.2 of June 2022"


def test_a_version_of_another_day_is_not_the_one_replaced(library: Library) -> None:
    other = paper("other", "462 children use short breaks.", date="2024-10-01")
    later = paper("later", "Version 2, replacing the version of 4 November 2024", "470 children use them.")
    assert successor(library, other, later) is None


def test_the_final_takes_the_place_of_the_draft_of_the_same_title(library: Library) -> None:
    draft = paper("draft", "Net budget £1,529 million.", title="Draft revenue budget 2025-26 and plan")
    final = paper(
        "final", "Revenue budget 2025-26 and plan", title="Revenue budget 2025-26 and plan", date="2025-02-13"
    )
    found = successor(library, draft, final)
    assert found is not None
    assert found.evidence.hit.document.id == "final"


def test_next_year_s_paper_is_another_paper(library: Library) -> None:
    one = paper("one", "Net budget £1,529 million.", title="Draft revenue budget 2025-26 and plan")
    two = paper("two", "Revenue budget 2026-27", title="Revenue budget 2026-27 and plan", date="2026-02-13")
    assert successor(library, one, two) is None


def test_a_review_that_finds_the_first_answer_wrong(library: Library) -> None:
    answer = paper("answer", "13,140 referrals were accepted.", reference="ICB-0231", kind="foi-response")
    review = paper(
        "review",
        "Our first answer to question 1 was wrong.",
        "The service accepted 9,875 referrals.",
        title="Outcome of the internal review",
        date="2025-02-26",
        reference="ICB-0231",
        kind="correspondence",
    )
    found = successor(library, answer, review)
    assert found is not None
    assert (found.how, found.evidence.unit.text) == ("corrected", "Our first answer to question 1 was wrong.")


def test_a_reference_is_matched_as_a_whole() -> None:
    active, passive, called = said_of("25/0014")
    assert active.search("replaces 25/0014")
    assert not active.search("replaces 125/0014")
    assert not passive.search("25/00145 was amended")
    assert called.search("considered the call-in of decision 25/0014")
