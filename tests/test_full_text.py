"""Full text over the catalogue: one thing written in several ways counts once, as rare as all of them."""

from pathlib import Path

import pytest
from builders import Judge, prepared, stored_file

from assistant.answer import Filters
from assistant.retrieve import Retriever
from ingest.errors import SettingsError
from ingest.library import Library
from ingest.pipeline import write_vectors
from ingest.settings import RetrieveSettings, Settings

BOTH = "Occupational therapy (OT) is a service for adults."
SPELT = "Occupational therapy waits fell in the winter months."
SHORT = "The OT waits are longer for children in winter."
OTHER = "Bins are emptied once a week in all of the city."
YEAR = "In 2023-24 the council lent 412 wheelchairs in all."
RARE = "In FY23/24 the council lent 96 beds in the one month."
NEXT = "In 2024/25 the council lent 300 hoists to its people."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full-text") / "home"
    paper = prepared("aa", BOTH, SPELT, SHORT, OTHER, YEAR, RARE, NEXT)
    with Library(Settings(home=folder)) as library:
        write_vectors(library, paper)
        library.catalogue.make_current(paper, stored_file("aa"))
    return folder


def texts(home: Path, question: str, judge: Judge | None = None, **retrieve: object) -> list[str]:
    chosen = RetrieveSettings.model_validate({"search": "text", "rerank": judge is not None, **retrieve})
    with Library(Settings(home=home, retrieve=chosen)) as library:
        vector = library.embedder.query(question)
        found = Retriever(library, lambda _: judge).retrieve(question, vector, Filters())
        return [hit.passage.passage.text for hit in found.hits]


def test_each_way_of_writing_is_found(home: Path) -> None:
    assert set(texts(home, "OT")) == {BOTH, SPELT, SHORT}
    assert set(texts(home, "speech or occupational therapy")) == {BOTH, SPELT, SHORT}
    assert set(texts(home, "lent in 2023/24")[:2]) == {YEAR, RARE}


def test_a_passage_with_both_forms_counts_them_once(home: Path) -> None:
    assert texts(home, "What were the OT waits?")[-1] == BOTH


def test_a_rare_way_of_writing_is_worth_no_more_than_the_usual_one(home: Path) -> None:
    with Library(Settings(home=home)) as library:
        searches = [(1, '"2023 24"', 0.5), (1, '"fy23 24"', 0.25), (2, '"lent"', 1.0)]
        scores = dict(library.lookup.full_text_best(searches, None, 10))
        alone = {match: library.lookup.full_text(match, None, 10) for _, match, _ in searches}
        lent = dict(alone['"lent"'])
        for match, weight in (('"2023 24"', 0.5), ('"fy23 24"', 0.25)):
            ((passage, score),) = alone[match]
            assert scores[passage] == pytest.approx(score * weight + lent[passage])


def test_searches_are_confined_to_the_documents_allowed(home: Path) -> None:
    with Library(Settings(home=home)) as library:
        assert len(library.lookup.full_text_best([(0, '"lent"', 1.0)], ["aa"], 10)) == 3
        assert len(library.lookup.full_text_best([(0, '"lent"', 1.0)], ["aa"], 2)) == 2
        assert library.lookup.full_text_best([(0, '"lent"', 1.0)], ["bb"], 10) == []
        assert library.lookup.full_text_best([], None, 10) == []


def test_the_reranker_reads_what_an_acronym_stands_for_if_a_passage_says_so(home: Path) -> None:
    judge = Judge({"waits": 1.0})
    texts(home, "What are the OT and DFG waits?", judge)
    assert judge.asked[0][0] == "What are the OT (occupational therapy) and DFG waits?"


def test_a_table_of_ones_own_is_used(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("acronym,meaning\nWCH,wheelchairs\n")
    assert texts(home, "WCH", acronyms=table) == [YEAR]
    with pytest.raises(SettingsError, match="Cannot read the table of acronyms"):
        texts(home, "WCH", acronyms=tmp_path / "none.toml")
