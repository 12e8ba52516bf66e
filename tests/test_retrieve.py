"""Which passages a question brings up, in which order, under each setting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import Judge, description, prepared, stored_file
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Filters
from assistant.engine import Assistant
from assistant.fuse import blend, fuse
from assistant.retrieve import Hit, LoadReranker, Retriever
from ingest.document import Finding
from ingest.errors import ModelError
from ingest.library import Library
from ingest.pipeline import write_vectors
from ingest.records import PreparedDocument
from ingest.settings import ModelSettings, RetrieveSettings, Settings

REPAIRS = "Tidewell Mobility Ltd repairs the wheelchairs until 31 March 2027."
LOANS = "The council lent 412 wheelchairs in 2023/24."
RAMPS = "Ramps are fitted within ten working days."
STANDING = "If you are unhappy with this answer about wheelchairs you may ask for a review."
OSTERBRIDGE = "Swanbeck Loan Equipment Ltd repairs the wheelchairs of the city."
REPORT = "Wheelchairs were reviewed by the committee."
QUESTION = "Who repairs the wheelchairs?"


def averdale() -> PreparedDocument:
    """Four passages, the last of them a letter's standing text."""
    letter = prepared("aa", REPAIRS, LOANS, RAMPS, STANDING)
    *own, last = letter.passages
    standing = replace(last, passage=replace(last.passage, boilerplate=True))
    return replace(letter, passages=(*own, standing))


def papers() -> list[PreparedDocument]:
    city = description(authority="Osterbridge City Council", date="2025-01-30")
    report = replace(description(), reference=Finding("24/00096", "test"))
    return [
        averdale(),
        prepared("bb", OSTERBRIDGE, described=city),
        prepared("cc", REPORT, REPAIRS.upper(), described=report),
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with three small papers, one of which repeats a passage of another."""
    folder = tmp_path_factory.mktemp("retrieve") / "home"
    with Library(Settings(home=folder)) as library:
        for paper in papers():
            write_vectors(library, paper)
            library.catalogue.make_current(paper, stored_file(paper.id, f"/papers/{paper.id}.pdf"))
    return folder


def settings(home: Path, reranker: str = "auto", **retrieve: object) -> Settings:
    chosen = RetrieveSettings.model_validate(retrieve)
    return Settings(home=home, models=ModelSettings(reranker=reranker), retrieve=chosen)


def hits(
    chosen: Settings, judge: Judge | None = None, question: str = QUESTION, filters: Filters | None = None
) -> list[Hit]:
    with Library(chosen) as library:
        vector = library.embedder.query(question)
        return Retriever(library, lambda _: judge).retrieve(question, vector, filters or Filters()).hits


def texts(found: Sequence[Hit]) -> list[str]:
    return [hit.passage.passage.text for hit in found]


def test_fused_search_brings_up_both_what_is_near_and_what_has_the_words(home: Path) -> None:
    found = hits(settings(home))
    assert set(texts(found)[:2]) == {REPAIRS, OSTERBRIDGE}
    assert len(found) == 6
    assert all(hit.rerank_score is None for hit in found)


def test_the_same_words_in_two_papers_are_one_hit_that_names_both(home: Path) -> None:
    (repairs,) = [hit for hit in hits(settings(home)) if "Tidewell" in hit.passage.passage.text.title()]
    assert {repairs.document.sources[0], *repairs.also_in} == {"aa.pdf", "cc.pdf"}


def test_vectors_alone_find_what_is_near_whatever_its_words(home: Path) -> None:
    # Four passages speak of wheelchairs; the two nearest have the same words.
    (found,) = hits(settings(home, search="vectors", vector_candidates=2))
    assert found.passage.passage.text.casefold() == REPAIRS.casefold()
    assert found.similarity is not None


def test_full_text_alone_finds_what_has_the_words_and_nothing_else(home: Path) -> None:
    found = hits(settings(home, search="text"), question="How many ramps are fitted?")
    assert texts(found) == [RAMPS]
    assert [hit.similarity for hit in found] == [None]
    assert hits(settings(home, search="text"), question="Elephants?") == []


def test_full_text_alone_still_searches_for_proper_names(home: Path) -> None:
    question = "Which wheelchairs of the council and the city does Swanbeck repair?"
    assert texts(hits(settings(home, search="text"), question=question))[0] == OSTERBRIDGE


def test_a_blend_gives_either_score_half_the_say() -> None:
    assert blend([3.0, 2.0, 1.0], [-1.0, 0.0, 1.0]).tolist() == pytest.approx([0.0, 0.0, 0.0])
    assert blend([2.0, 1.0], [9.0, 9.0]).tolist() == pytest.approx([1.0, -1.0])
    assert blend([0.5], [7.0]).tolist() == [0.0]


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=8), st.floats(0.1, 50), st.floats(-50, 50))
def test_a_blend_knows_no_scale(scores: list[int], factor: float, shift: float) -> None:
    other = [factor * score + shift for score in scores]
    rank = list(range(len(scores)))
    assert blend(rank, scores).tolist() == pytest.approx(blend(rank, other).tolist(), abs=1e-3)


def test_what_the_reranker_puts_far_ahead_goes_first(home: Path) -> None:
    judge = Judge({"412": 7.0, "Ramps": 3.0, "Swanbeck": 1.0, "Tidewell": -2.0, "reviewed": -4.0})
    found = hits(settings(home, rerank=True), judge)
    assert texts(found)[:2] == [LOANS, OSTERBRIDGE]
    assert [hit.rerank_score for hit in found[:2]] == [7.0, 1.0]
    fused = {hit.passage.id: hit.score for hit in hits(settings(home))}
    assert {hit.passage.id: hit.score for hit in found} == fused


def test_the_reranker_reads_the_context_line_with_each_wording_once(home: Path) -> None:
    judge = Judge({})
    found = hits(settings(home, rerank=True), judge)
    ((question, read),) = judge.asked
    assert question == QUESTION
    assert sorted(read) == sorted(f"Averdale County Council · report\n{text}" for text in texts(found))


def test_what_is_beyond_the_candidates_stays_behind_in_fused_order(home: Path) -> None:
    fused = texts(hits(settings(home)))
    judge = Judge({fused[1][:15]: 5.0, fused[0][:15]: 1.0, fused[4][:15]: 9.0})
    found = hits(settings(home, rerank=True, rerank_candidates=2), judge)
    assert set(texts(found)[:2]) == set(fused[:2])
    assert texts(found)[2:] == fused[2:]
    assert {hit.rerank_score for hit in found[:2]} == {5.0, 1.0}
    assert [hit.rerank_score for hit in found[2:]] == [None] * 4


def test_a_named_authority_stays_before_all_others(home: Path) -> None:
    judge = Judge({"412": 9.0, "Swanbeck": -9.0})
    found = hits(settings(home, rerank=True), judge, "Who repairs the wheelchairs of Osterbridge?")
    assert texts(found)[:2] == [OSTERBRIDGE, LOANS]


def test_a_paper_whose_reference_is_given_stays_before_all_others(home: Path) -> None:
    judge = Judge({"412": 9.0, "reviewed": -9.0})
    found = hits(settings(home, rerank=True), judge, "What does 24/00096 say of wheelchairs?")
    assert texts(found)[:3] == [REPORT, REPAIRS.upper(), LOANS]


def test_a_paper_that_is_named_by_its_title_rises(home: Path) -> None:
    asked = "Who repairs the wheelchairs, according to the wheelchair loans policy?"
    with Library(settings(home)) as library:
        policy = prepared(
            "dd",
            "The maker repairs the wheelchairs.",
            described=description("policy", title="Wheelchair loans policy"),
        )
        write_vectors(library, policy)
        library.catalogue.make_current(policy, stored_file("dd", "/papers/dd.pdf"))
        try:
            judge = Judge({"The maker": 5.0, "Tidewell": 7.0, "Swanbeck": 6.0})
            named = texts(hits(settings(home, rerank=True), judge, asked))
            unnamed = texts(hits(settings(home, rerank=True), judge, asked.replace("policy", "paper")))
            assert named.index("The maker repairs the wheelchairs.") < unnamed.index(
                "The maker repairs the wheelchairs."
            )
            assert named[0] == "The maker repairs the wheelchairs."
        finally:
            library.remove(library.lookup.document("dd.pdf"))


def test_standing_text_is_lowered_for_the_blend_unless_it_is_asked_about(home: Path) -> None:
    judge = Judge({"unhappy": 9.0, "Tidewell": 8.6})
    assert texts(hits(settings(home, rerank=True), judge))[0] == REPAIRS
    about = "May I ask for a review if I am unhappy with the answer?"
    assert texts(hits(settings(home, rerank=True), judge, about))[0] == STANDING


def test_without_a_reranker_the_fused_order_serves(home: Path) -> None:
    assert hits(settings(home, rerank=True), None) == hits(settings(home, rerank=False))


def test_a_reranker_is_not_even_loaded_unless_it_is_wanted(home: Path) -> None:
    judge = Judge({"Ramps": 9.0})
    assert texts(hits(settings(home, rerank=False), judge))[0] != RAMPS
    assert judge.asked == []


def test_nothing_let_through_is_nothing_found(home: Path) -> None:
    judge = Judge({})
    assert hits(settings(home, rerank=True), judge, filters=Filters(since=date(2031, 1, 1))) == []
    assert judge.asked == []


def test_a_reranker_that_was_named_and_is_not_there_is_an_error(home: Path) -> None:
    with Library(settings(home, "nowhere/no-model", rerank=True)) as library:
        assistant = Assistant(library)
        with pytest.raises(ModelError, match="No reranker at nowhere/no-model"):
            assistant.ask(QUESTION)


def test_an_answer_tells_how_long_reranking_took(home: Path) -> None:
    load: LoadReranker = lambda _: Judge({"Tidewell": 9.0})  # noqa: E731
    with Library(settings(home, rerank=True)) as library:
        times = Assistant(library, load).ask(QUESTION).timings_ms
    assert times.rerank > 0
    assert times.retrieve + times.rerank + times.answer == pytest.approx(times.total, abs=0.2)
    with Library(settings(home, rerank=False)) as library:
        assert Assistant(library, load).ask(QUESTION).timings_ms.rerank == 0


def test_reciprocal_ranks_are_added_up() -> None:
    fused = fuse([["a", "b"], ["b"], []], 60)
    assert fused["a"].score == pytest.approx(1 / 61)
    assert fused["b"].score == pytest.approx(1 / 62 + 1 / 61)
    assert fused["b"].ranks == [2, 1]


RANKINGS = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=4)


@given(lists=RANKINGS, k=st.integers(1, 100))
def test_fusion_holds_everything_and_prefers_what_stands_higher_everywhere(
    lists: list[list[str]], k: int
) -> None:
    fused = fuse(lists, k)
    assert set(fused) == {id_ for ranked in lists for id_ in ranked}
    for one in fused:
        for other in fused:
            if one != other and all(_above(one, other, ranked) for ranked in lists):
                assert fused[one].score > fused[other].score
    for id_, reversed_order in fuse(lists[::-1], k).items():
        assert reversed_order.score == pytest.approx(fused[id_].score)


def _above(one: str, other: str, ranked: list[str]) -> bool:
    if other not in ranked:
        return True
    return one in ranked and ranked.index(one) < ranked.index(other)
