"""No part of an answer holds anything of a paper that the reader is not cleared for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st
from marked_papers import MARKINGS, SHARED, Marked, keep
from papers import fill, paper
from test_notices import OLD, PROPOSED, RECORD

from assistant.answer import Answer, Filters
from assistant.engine import Assistant
from assistant.examples import example_questions
from ingest.clearance import EVERYTHING, OPEN, Clearance, cleared_for, marking_class
from ingest.document import Finding
from ingest.errors import CatalogueError
from ingest.library import Library
from ingest.records import PreparedDocument
from ingest.settings import ModelSettings, Settings

WORDS = ("amberly", "brackwater", "coldspring", "dunmarsh")
QUESTIONS = (
    "How many wheelchairs did Averdale County Council lend in 2023/24?",
    "Who repairs the wheelchairs, and until when?",
    "What did Osterbridge City Council lend?",
    "Which bridges were painted in 1987?",
)
EXEMPT = cleared_for(["exempt"])


@contextmanager
def library_of(home: Path) -> Iterator[Library]:
    with Library(Settings(home=home, models=ModelSettings(reranker="none"))) as library:
        yield library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with library_of(tmp_path / "home") as opened:
        yield opened


def told(answer: Answer) -> str:
    """All that a reader is shown or could read out of an answer."""
    return answer.model_dump_json(exclude={"timings_ms"})


def asked(library: Library, clearance: Clearance, question: str = QUESTIONS[0]) -> Answer:
    return Assistant(library.seen_by(clearance)).ask(question)


def sources(answer: Answer) -> set[str]:
    nearest = answer.refusal.nearest if answer.refusal else ()
    return {each.source for each in (*answer.citations, *nearest, *answer.passages)}


def marked(made: PreparedDocument, marking: str) -> PreparedDocument:
    return replace(made, description=replace(made.description, marking=Finding(marking, "test")))


def test_a_paper_answers_those_who_are_cleared_for_it(library: Library) -> None:
    keep(library, [Marked("amberly", "EXEMPT", says=97)], vectors=True)
    keep(library, [Marked("coldspring", says=412)], vectors=True)
    for clearance in (EVERYTHING, EXEMPT):
        answer = asked(library, clearance)
        assert sources(answer) == {"amberly.pdf", "coldspring.pdf"}
        assert {each.source: each.access for each in answer.passages}["amberly.pdf"] == "exempt"
    assert sources(asked(library, OPEN)) == {"coldspring.pdf"}
    assert "97" not in told(asked(library, OPEN))


def test_where_everything_is_hidden_there_is_nothing_to_ask(library: Library) -> None:
    keep(library, [Marked("amberly", "EXEMPT")], vectors=True)
    with pytest.raises(CatalogueError, match="no documents here that you may see"):
        asked(library, OPEN)
    assert example_questions(library.seen_by(OPEN).lookup) == []


def test_a_twin_that_is_hidden_is_not_named_beside_the_quotation(library: Library) -> None:
    keep(library, [Marked("amberly", "EXEMPT"), Marked("coldspring")], vectors=True)
    question = "What did the council lend to residents of the county?"
    [first, *_] = asked(library, EVERYTHING, question).citations
    assert (first.quote, len(first.also_in)) == (SHARED, 1)
    [first, *_] = asked(library, OPEN, question).citations
    assert (first.quote, first.source, first.also_in) == (SHARED, "coldspring.pdf", ())


def test_a_conflict_with_a_hidden_paper_is_not_noticed(library: Library) -> None:
    fill(library, [PROPOSED, marked(RECORD, "EXEMPT")])
    question = "What does the equipment contract with Tidewell Mobility cost a year?"
    assert "conflict" in [notice.kind for notice in asked(library, EXEMPT, question).notices]
    answer = asked(library, OPEN, question)
    assert "£4.18 million" in answer.text
    assert answer.notices == ()
    assert "3.96" not in told(answer)


def test_a_hidden_paper_is_not_said_to_have_taken_the_place_of_another(library: Library) -> None:
    fill(library, [OLD, marked(RECORD, "Commercial in confidence")])
    question = "Within how many days are returned commodes cleaned?"
    cleared = asked(library, cleared_for(["confidential"]), question)
    assert [notice.kind for notice in cleared.notices] == ["superseded"]
    answer = asked(library, OPEN, question)
    assert (answer.answerable, answer.notices) == (True, ())
    assert "25/0014" not in told(answer)


def test_what_only_a_hidden_paper_tells_is_not_found(library: Library) -> None:
    secret = paper("secret", "The lowest tender for the ramps was £417,003.", title="Tenders for ramps")
    fill(library, [marked(secret, "EXEMPT"), paper("open", "Ramps are lent for six weeks.")])
    question = "What was the lowest tender for the ramps?"
    assert "417,003" in asked(library, EXEMPT, question).text
    answer = asked(library, OPEN, question)
    assert "417" not in told(answer)
    assert sources(answer) <= {"open.pdf"}


def test_another_authority_is_known_only_from_papers_that_are_seen(library: Library) -> None:
    other = paper("other", "We lent 97 ramps in 2023/24.", authority="Osterbridge City Council")
    fill(library, [marked(other, "EXEMPT"), paper("own", "We lent 412 ramps in 2023/24.")])
    view = library.seen_by(OPEN)
    assert list(Assistant(view).facets().authorities) == ["Averdale County Council"]
    found = Assistant(view).ask("How many ramps were lent?", Filters(authority="Osterbridge City Council"))
    assert (found.answerable, sources(found)) == (False, set())


def test_hidden_papers_do_not_take_the_places_of_those_that_are_seen(library: Library) -> None:
    hidden = [paper(f"h{n}", f"We lent 97 ramps in area {n}.", title=f"Ramps {n}") for n in range(45)]
    fill(library, [marked(each, "EXEMPT") for each in hidden])
    fill(library, [paper("own", "The council buys its ramps second hand.", title="Buying policy")])
    vector = library.embedder.query("How many ramps were lent in area 3?")
    assert "own:0" not in [id_ for id_, _ in library.nearest(vector, 40)]
    assert [id_ for id_, _ in library.seen_by(OPEN).nearest(vector, 40)] == ["own:0"]


papers = st.lists(
    st.builds(
        Marked,
        word=st.just(""),
        marking=st.sampled_from([None, *MARKINGS]),
        everyone=st.booleans(),
        says=st.sampled_from([97, 412, 1085]),
        title=st.sampled_from(["", "Wheelchair loans in the county of Averdale"]),
    ),
    min_size=2,
    max_size=len(WORDS),
).map(lambda made: [replace(each, word=word) for each, word in zip(made, WORDS, strict=False)])
clearances = st.builds(Clearance, st.frozensets(st.sampled_from([marking_class(each) for each in MARKINGS])))


@pytest.mark.slow
@checked(max_examples=30, deadline=None)
@given(papers, clearances)
def test_no_part_of_any_answer_holds_a_word_of_a_hidden_paper(
    held: list[Marked], clearance: Clearance
) -> None:
    hidden = [each.word for each in held if not each.is_seen(clearance)]
    with tempfile.TemporaryDirectory() as folder, library_of(Path(folder)) as library:
        view = keep(library, held, vectors=True).seen_by(clearance)
        if len(hidden) == len(held):
            return
        assistant = Assistant(view)
        answers = [told(assistant.ask(question)) for question in QUESTIONS]
        considered = [repr(assistant.consider(question)) for question in QUESTIONS]
        examples = repr(example_questions(view.lookup))
    assert [word for word in hidden for each in (*answers, *considered, examples) if word in each] == []
