"""Public retrieval sets: read from their layout, written as files, turned into cases."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from eval.beir import PublicDocument, PublicQuery, PublicSet, cases_of, read_beir, write_corpus
from eval.cases import Case
from ingest.errors import EvaluationError, QuestionSetError

DOCUMENTS = [
    {"_id": "MED-1", "title": "Home care", "text": "Visits last 30 minutes."},
    {"_id": "../etc/passwd", "title": "", "text": "Two\u2028lines."},
]
QUERIES = [
    {"_id": "q1", "text": "How long are visits?"},
    {"_id": "q2", "text": "Who pays?", "answerable": False},
    {"_id": "q3", "text": "Nobody judged this."},
    {"_id": "q4", "text": "Judged, nothing found."},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\tMED-1\t2\nq1\t../etc/passwd\t0\nq4\tMED-1\t0\n"


def lines(values: list[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)


def public_folder(
    folder: Path, corpus: str = lines(DOCUMENTS), queries: str = lines(QUERIES), qrels: str = QRELS
) -> Path:
    (folder / "set" / "qrels").mkdir(parents=True)
    (folder / "set" / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    (folder / "set" / "queries.jsonl").write_text(queries, encoding="utf-8")
    (folder / "set" / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder / "set"


def refusal(folder: Path) -> str:
    with pytest.raises(QuestionSetError) as told:
        read_beir(folder)
    return str(told.value).replace(f"{folder}/", "").replace(str(folder), "FOLDER")


def test_a_set_is_documents_queries_and_judgements(tmp_path: Path) -> None:
    folder = public_folder(tmp_path)
    assert read_beir(folder) == PublicSet(
        documents=(
            PublicDocument("MED-1", "Home care", "Visits last 30 minutes."),
            PublicDocument("../etc/passwd", "", "Two\u2028lines."),
        ),
        queries=(
            PublicQuery("q1", "How long are visits?", answerable=True),
            PublicQuery("q2", "Who pays?", answerable=False),
            PublicQuery("q4", "Judged, nothing found.", answerable=False),
        ),
        qrels={"q1": {"MED-1": 2, "../etc/passwd": 0}, "q4": {"MED-1": 0}},
        notices=(f"{folder}/queries.jsonl: left out, as nothing is judged for it: 1 query",),
    )


def test_compressed_files_and_the_other_names_are_read_alike(tmp_path: Path) -> None:
    plain = read_beir(public_folder(tmp_path))
    other = tmp_path / "other"
    other.mkdir()
    renamed = lines(DOCUMENTS).replace('"_id"', '"id"'), lines(QUERIES).replace('"_id"', '"id"')
    columns = [line.split("\t") for line in QRELS.splitlines()]
    qrels = "".join(f"{grade}\t{document}\t{query}\r\n" for query, document, grade in columns[1:])
    for name, text in zip(
        ("corpus.jsonl.gz", "queries.jsonl.gz", "qrels.tsv.gz"),
        (*renamed, f"relevance\tdoc_id\tquery_id\r\n{qrels}"),
        strict=True,
    ):
        (other / name).write_bytes(gzip.compress(f"\ufeff{text}".encode()))
    found = read_beir(other)
    assert (found.documents, found.queries, found.qrels) == (plain.documents, plain.queries, plain.qrels)


def test_each_document_becomes_a_file_named_by_its_place(tmp_path: Path) -> None:
    public = read_beir(public_folder(tmp_path))
    corpus = tmp_path / "out" / "corpus"
    assert write_corpus(public, corpus) == {"MED-1": "d000001", "../etc/passwd": "d000002"}
    assert {path.name: path.read_text(encoding="utf-8") for path in corpus.iterdir()} == {
        "d000001.txt": "Home care\n\nVisits last 30 minutes.\n",
        "d000002.txt": "Two\u2028lines.\n",
    }


def test_files_that_are_there_are_not_written_again(tmp_path: Path) -> None:
    public = read_beir(public_folder(tmp_path))
    corpus = tmp_path / "corpus"
    stems = write_corpus(public, corpus)
    (corpus / "d000002.txt").write_text("cut off", encoding="utf-8")
    before = {path.name: path.stat().st_ino for path in corpus.iterdir()}
    assert write_corpus(public, corpus) == stems
    after = {path.name: path.stat().st_ino for path in corpus.iterdir()}
    assert after["d000001.txt"] == before["d000001.txt"]
    assert after["d000002.txt"] != before["d000002.txt"]
    assert (corpus / "d000002.txt").read_text(encoding="utf-8") == "Two\u2028lines.\n"


def test_a_folder_with_other_papers_is_refused(tmp_path: Path) -> None:
    public = read_beir(public_folder(tmp_path))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "d000003.txt").write_text("of a larger set", encoding="utf-8")
    with pytest.raises(EvaluationError) as told:
        write_corpus(public, corpus)
    assert str(told.value) == f"{corpus} holds what is not of this set (d000003.txt): name an empty folder."
    assert [path.name for path in corpus.iterdir()] == ["d000003.txt"]
    with pytest.raises(EvaluationError, match="is a file: name a folder"):
        write_corpus(public, corpus / "d000003.txt")


def test_queries_become_cases_judged_by_whole_documents(tmp_path: Path) -> None:
    public = read_beir(public_folder(tmp_path))
    stems = {"MED-1": "d000001", "../etc/passwd": "d000002"}
    assert cases_of(public, stems) == [
        Case(
            id="q1", kind="public", question="How long are visits?", answerable=True, relevant={"d000001": 2}
        ),
        Case(id="q2", kind="public", question="Who pays?", answerable=False),
        Case(id="q4", kind="public", question="Judged, nothing found.", answerable=False),
    ]


HOLDS = (
    "a public set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv or qrels/test.tsv (each may be "
    "compressed: .gz)"
)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("corpus.jsonl", "FOLDER has no corpus.jsonl"),
        ("queries.jsonl", "FOLDER has no queries.jsonl"),
        ("qrels/test.tsv", "FOLDER has no qrels.tsv or qrels/test.tsv"),
    ],
)
def test_a_missing_file_is_told_with_what_the_folder_must_hold(
    tmp_path: Path, missing: str, told: str
) -> None:
    folder = public_folder(tmp_path)
    (folder / missing).unlink()
    assert refusal(folder) == f"{told}: {HOLDS}."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON (Expecting property name enclosed in double quotes, character 2)"),
        ("[]", "not an object with names and values, {…}"),
        ('{"text": "x"}', "id: is missing"),
        ('{"_id": 5, "text": "x"}', "_id: 5 is not text"),
        ('{"_id": " ", "text": "x"}', "_id: is empty"),
        ('{"_id": "d"}', "text: is missing"),
        ('{"_id": "d", "title": 1, "text": "x"}', "title: 1 is not text"),
        ('{"_id": "d", "text": "\\ud83d"}', "text: holds half of a character (a lone surrogate)"),
        ('{"_id": "MED-1", "text": "x"}', 'the id "MED-1" stands already on line 1'),
    ],
)
def test_a_malformed_document_names_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    folder = public_folder(tmp_path, corpus=f"{lines(DOCUMENTS)}\n{line}\n")
    assert refusal(folder) == f"corpus.jsonl, line 4: {told}."


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"_id": "q5", "text": ""}, "text: is empty"),
        ({"_id": "q1", "text": "Who?"}, 'the id "q1" stands already on line 1'),
        ({"_id": "q5", "text": "Who?", "answerable": "no"}, 'answerable: "no" is neither true nor false'),
        (
            {"_id": "q5", "text": "x" * 2001, "answerable": True},
            "text: has 2,001 characters; the longest question that can be asked has 2,000",
        ),
    ],
)
def test_a_malformed_query_names_file_and_line(tmp_path: Path, query: dict[str, Any], told: str) -> None:
    folder = public_folder(tmp_path, queries=lines([*QUERIES, query]))
    assert refusal(folder) == f"queries.jsonl, line 5: {told}."


def test_a_long_query_that_is_left_out_is_no_fault(tmp_path: Path) -> None:
    queries = lines([*QUERIES, {"_id": "q5", "text": "x" * 2001}])
    assert [query.id for query in read_beir(public_folder(tmp_path, queries=queries)).queries] == [
        "q1",
        "q2",
        "q4",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("q9\tMED-1\t1", 'there is no query "q9" in the set'),
        ("q1\tMED-9\t1", 'there is no document "MED-9" in the set'),
        ("q1\tMED-1", "has 2 of the 3 values that it needs"),
        ("q1\tMED-1\t1.5", 'the grade "1.5" is not a whole number'),
        ("q1\tMED-1\t1", '"MED-1" is already judged otherwise for this query'),
    ],
)
def test_a_malformed_judgement_names_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    folder = public_folder(tmp_path, qrels=f"{QRELS}{line}\n")
    assert refusal(folder) == f"qrels/test.tsv, line 5: {told}."


@pytest.mark.parametrize("qrels", ["", "q1\tMED-1\t1\n", "query-id corpus-id score\n"])
def test_judgements_need_their_heading(tmp_path: Path, qrels: str) -> None:
    assert refusal(public_folder(tmp_path, qrels=qrels)) == (
        "qrels/test.tsv, line 1: the first line must name the columns query-id, corpus-id, score, "
        "parted by tabs."
    )


def test_an_empty_corpus_is_refused(tmp_path: Path) -> None:
    assert refusal(public_folder(tmp_path, corpus="\n")) == f"corpus.jsonl is empty: {HOLDS}."


def test_damaged_files_are_named(tmp_path: Path) -> None:
    folder = public_folder(tmp_path)
    whole = (folder / "corpus.jsonl").read_bytes()
    (folder / "corpus.jsonl").write_bytes(b'{"_id": "a", "text": ""}\n{"_id": "\xff"}\n')
    assert refusal(folder) == "corpus.jsonl, line 2: not UTF-8 text."
    (folder / "corpus.jsonl").unlink()
    for data in (whole, gzip.compress(whole)[:-20]):
        (folder / "corpus.jsonl.gz").write_bytes(data)
        assert refusal(folder) == "corpus.jsonl.gz cannot be read: the file is damaged."


def test_the_shared_public_sets_are_read_whole(shared: Path, tmp_path: Path) -> None:
    scifact = read_beir(shared / "eval" / "public" / "scifact")
    assert len(scifact.documents) == 5183
    assert len(scifact.queries) == 300
    assert sum(len(grades) for grades in scifact.qrels.values()) == 339
    clapnq = read_beir(shared / "eval" / "public" / "clapnq_dev")
    cases = cases_of(clapnq, write_corpus(clapnq, tmp_path / "corpus"))
    assert len(list((tmp_path / "corpus").iterdir())) == len(clapnq.documents) == 597
    assert (len(cases), sum(case.answerable for case in cases)) == (600, 300)
    assert all(bool(case.relevant) == case.answerable for case in cases)
    assert scifact.notices == clapnq.notices == ()
