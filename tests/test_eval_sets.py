"""Question sets in JSON lines: what is read, and what is said of every line that cannot be."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Filters, Turn
from eval.cases import Case, Source
from eval.entries import Entry, check
from eval.sets import QuestionSet, read_question_set_file
from ingest.errors import QuestionSetError

GOOD: dict[str, Any] = {"id": "a", "question": "How much?", "answerable": True, "facts": [["£1.5m"]]}
SOURCE = {"document": "Budget", "page": 3, "quote": "The cost is £1.5m."}


def written(folder: Path, *lines: dict[str, Any] | str, name: str = "questions.jsonl") -> Path:
    path = folder / name
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def read_lines(folder: Path, *lines: dict[str, Any] | str) -> QuestionSet:
    return read_question_set_file(written(folder, *lines))


def refusal(path: Path) -> str:
    """What is said of a file that is not a question set, without the folder it is in."""
    with pytest.raises(QuestionSetError) as told:
        read_question_set_file(path)
    return str(told.value).replace(f"{path.parent}/", "")


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    line = {
        "id": "budget-1",
        "kind": "figure",
        "question": "How much?",
        "answerable": True,
        "facts": [["£1.5m", "1.5 million"], ["April 2025"]],
        "sources": [SOURCE, {"document": "Minutes", "quote": "Agreed."}],
        "also_in": ["Annex"],
        "history": [["Who bought it?", "Averdale County Council."]],
        "filters": {"authority": "Averdale County Council", "kind": "minutes", "since": "2024-01-31"},
    }
    assert read_lines(tmp_path, line).cases == (
        Case(
            id="budget-1",
            kind="figure",
            question="How much?",
            answerable=True,
            facts=(("£1.5m", "1.5 million"), ("April 2025",)),
            sources=(
                Source(document="Budget", page=3, quote="The cost is £1.5m."),
                Source(document="Minutes", quote="Agreed."),
            ),
            also_in=("Annex",),
            history=(Turn(question="Who bought it?", answer="Averdale County Council."),),
            filters=Filters(
                authority="Averdale County Council", kind="minutes", since=date(2024, 1, 31), until=None
            ),
        ),
    )


def test_a_set_knows_its_bytes_and_where_each_case_stands(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "", {**GOOD, "id": "b"})
    found = read_question_set_file(path)
    assert found.path == path
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.places == {"a": "line 1", "b": "line 3"}
    assert found.notices == ()
    assert [case.kind for case in found.cases] == ["question", "question"]


@pytest.mark.parametrize("name", ["q.jsonl", "q.ndjson", "q.json", "Q.JSONL"])
def test_the_ending_says_the_format(tmp_path: Path, name: str) -> None:
    assert len(read_question_set_file(written(tmp_path, GOOD, name=name)).cases) == 1


def test_another_ending_is_refused_with_those_that_are_read(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, GOOD, name="q.ods")) == (
        "q.ods is not a question set by its ending: what is read are .jsonl, .ndjson and .json (JSON lines), "
        ".csv and .tsv, .xlsx."
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "q.jsonl") == "Cannot read q.jsonl: No such file or directory."


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert read_question_set_file(path).places == {"a": "line 1"}


def test_text_that_is_not_utf8_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"question": "\xa31.5m?"}\n')
    assert refusal(path) == "q.jsonl, line 2: not UTF-8 text: save the file as UTF-8."


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    question = "How\u2028much\u0085is\u2029it?"
    found = read_lines(tmp_path, {**GOOD, "question": question}, {**GOOD, "id": "b"})
    assert found.cases[0].question == question
    assert found.places == {"a": "line 1", "b": "line 2"}


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(
        json.dumps(GOOD).encode() + b"\r\n\r\n" + json.dumps({**GOOD, "id": "b"}).encode() + b"\r\n"
    )
    assert read_question_set_file(path).places == {"a": "line 1", "b": "line 3"}


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_set_without_a_question_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(written(tmp_path, text)) == "questions.jsonl holds no question."


def test_a_list_of_questions_is_refused_with_what_to_write(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps([GOOD], indent=1), name="q.json")
    assert refusal(path) == "q.json holds a list: write every question on a line of its own, {…}."


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("3", '"3" is not a whole number (pages count from 1)'),
        (3.0, "3.0 is not a whole number (pages count from 1)"),
        (True, "true is not a whole number (pages count from 1)"),
        ([3], "a list is not a whole number (pages count from 1)"),
        (0, "0 is less than 1 (pages count from 1)"),
        (-1, "-1 is less than 1 (pages count from 1)"),
    ],
)
def test_a_page_is_a_whole_number_from_1(tmp_path: Path, page: object, reason: str) -> None:
    path = written(tmp_path, GOOD, {**GOOD, "id": "b", "sources": [SOURCE, {**SOURCE, "page": page}]})
    assert refusal(path) == f"questions.jsonl, line 2: sources.2.page: {reason}."


FACTS = '(every fact is a list of its alternatives: [["£1.5m", "1.5 million"], ["April 2025"]])'


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": 7}, "id: 7 is not text in quotation marks"),
        ({"id": " "}, "id: is empty"),
        ({"id": None}, "id: is missing"),
        ({"id": "\ud800"}, "id: holds half of a character (a lone surrogate)"),
        ({"kind": ""}, "kind: is empty"),
        ({"question": ""}, "question: is empty"),
        ({"question": " \t"}, "question: is empty"),
        ({"question": None}, "question: is missing"),
        ({"question": "x" * 2001}, "question: is longer than 2,000 characters"),
        ({"answerable": None}, "answerable: is missing"),
        ({"answerable": 1}, "answerable: 1 is neither true nor false"),
        ({"answerable": "yes"}, 'answerable: "yes" is neither true nor false'),
        ({"facts": "£1.5m"}, f'facts: "£1.5m" is not a list {FACTS}'),
        ({"facts": ["£1.5m"]}, f'facts.1: "£1.5m" is not a list {FACTS}'),
        ({"facts": [["£1.5m"], [1.5]]}, f"facts.2.1: 1.5 is not text in quotation marks {FACTS}"),
        ({"facts": [[]]}, "facts.1: has no alternative"),
        ({"facts": [["£1.5m", ""]]}, "facts.1.2: an alternative is empty"),
        ({"sources": [{"document": "Budget"}]}, "sources.1.quote: is missing"),
        ({"sources": [{**SOURCE, "document": ""}]}, "sources.1.document: is empty"),
        ({"also_in": ["Annex", ""]}, "also_in.2: is empty"),
        ({"answerable": False}, "facts: must be empty, as the question is marked unanswerable"),
        (
            {"answerable": False, "facts": [], "sources": [SOURCE]},
            "sources: must be empty, as the question is marked unanswerable",
        ),
        (
            {"answerable": False, "facts": [], "also_in": ["Annex"]},
            "also_in: must be empty, as the question is marked unanswerable",
        ),
        ({"history": [["Who?"]]}, "history.1: a list is not a pair of a question and its answer"),
        (
            {"history": [["Who?", "Us."], "Why?"]},
            'history.2: "Why?" is not a pair of a question and its answer',
        ),
        ({"history": [["", "Us."]]}, "history.1.question: is empty"),
        (
            {"history": [["Who?", 4]]},
            "history.1.answer: 4 is not text in quotation marks "
            '(every turn is a pair: ["earlier question", "earlier answer"])',
        ),
        (
            {"filters": {"authorty": "Averdale"}},
            "filters.authorty: is not known here (there are authority, kind, since, until)",
        ),
        ({"filters": {"authority": ""}}, "filters.authority: is empty"),
        (
            {"filters": {"kind": "letter"}},
            'filters.kind: "letter" is not a kind of document (foi-response, decision-record, '
            "committee-report, minutes, service-specification, equality-impact-assessment, policy, dataset, "
            "correspondence, other)",
        ),
        (
            {"filters": {"since": "31/01/2024"}},
            'filters.since: "31/01/2024" is not a date (write it like 2024-01-31)',
        ),
        (
            {"filters": {"since": "20240131"}},
            'filters.since: "20240131" is not a date (write it like 2024-01-31)',
        ),
        (
            {"filters": {"until": "2023-02-29"}},
            'filters.until: "2023-02-29" is not a date (write it like 2024-01-31)',
        ),
        (
            {"filters": {"until": 1700000000}},
            "filters.until: 1700000000 is not a date (write it like 2024-01-31)",
        ),
        (
            {"filters": {"since": "2024-01-31", "until": "2023-01-31"}},
            "filters.until: 2023-01-31 is before 2024-01-31, where the search begins",
        ),
        (
            {"planted": "approve it"},
            'planted: "approve it" is not a list (a list of texts that no answer may say: '
            '["approve without delay"])',
        ),
        ({"planted": ["approve it", " "]}, "planted.2: is empty"),
        (
            {"relevant": {"Budget": "1"}},
            'relevant.Budget: "1" is not a whole number (documents with their grades: {"document": 1})',
        ),
    ],
)
def test_a_fault_is_one_line_with_its_field_and_reason(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({**GOOD, **change}), encoding="utf-8")
    assert refusal(path) == f"questions.jsonl, line 1: {told}."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "b"', "not JSON (Expecting ',' delimiter, character 11)"),
        ('"How much?"', "not an object with names and values, {…}"),
        ('{"id": "b", "id": "c"}', 'the name "id" stands twice in one object'),
        ('{"a":' * 100_000, "not JSON that can be read (lists within lists without end)"),
    ],
)
def test_a_line_that_is_no_object_is_told_as_such(tmp_path: Path, line: str, told: str) -> None:
    assert refusal(written(tmp_path, GOOD, line)) == f"questions.jsonl, line 2: {told}."


def test_an_id_that_stands_twice_names_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, {**GOOD, "id": "b"}, GOOD)
    assert refusal(path) == 'questions.jsonl, line 3: id: "a" is already the id of line 1.'


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, {**GOOD, "id": "b", "question": "", "answerable": 0}, "{")
    assert refusal(path).split("\n") == [
        "questions.jsonl: 3 faults",
        "  line 2: question: is empty.",
        "  line 2: answerable: 0 is neither true nor false.",
        "  line 3: not JSON (Expecting property name enclosed in double quotes, character 2).",
    ]


def test_of_many_faults_the_first_ten_are_told(tmp_path: Path) -> None:
    lines = refusal(written(tmp_path, *["{}"] * 5)).split("\n")
    assert lines[0] == "questions.jsonl: 15 faults, the first 10 of them"
    assert lines[1:4] == [f"  line 1: {name}: is missing." for name in ("id", "question", "answerable")]
    assert lines[10:] == ["  line 4: id: is missing."]


def test_a_missing_name_points_to_one_in_other_letters(tmp_path: Path) -> None:
    line = {"id": "a", "Question": "How much?", "answerable": True}
    assert refusal(written(tmp_path, line)) == (
        'questions.jsonl, line 1: question: is missing (there is "Question": is that it?).'
    )


def test_names_that_no_case_has_are_told_once_with_the_nearest(tmp_path: Path) -> None:
    bare = {name: value for name, value in SOURCE.items() if name != "page"}
    found = read_lines(
        tmp_path,
        {**GOOD, "difficulty": 3, "source": "Budget", "\x1b[31m": 0},
        {**GOOD, "id": "b", "difficulty": 1, "sources": [{**bare, "pages": 3}]},
    )
    assert [notice.replace(f"{tmp_path}/", "") for notice in found.notices] == [
        "questions.jsonl: ignored: difficulty (2 lines), source (1 line; did you mean sources?), "
        "\\x1b[31m (1 line), sources.pages (1 line; did you mean sources.page?)"
    ]
    assert found.cases[1].sources == (Source(document="Budget", quote="The cost is £1.5m."),)


def test_answerable_without_gold_is_allowed_and_told(tmp_path: Path) -> None:
    bare = {"question": "How much?", "answerable": True}
    found = read_lines(
        tmp_path,
        {**bare, "id": "a"},
        {**bare, "id": "b", "sources": [SOURCE]},
        {**bare, "id": "c", "relevant": {"Budget": 1}},
        {**bare, "id": "d", "answerable": False, "relevant": {"Budget": 1}},
        {**bare, "id": "e"},
    )
    assert len(found.cases) == 5
    assert found.notices == (
        f"{found.path}: 2 answerable questions have neither facts nor sources to be measured by: "
        "line 1, line 5",
    )


def test_null_is_as_if_not_there(tmp_path: Path) -> None:
    empty = dict.fromkeys(("kind", "sources", "also_in", "history", "filters", "relevant"))
    filtered = {"authority": None, "since": None}
    found = read_lines(tmp_path, {**GOOD, **empty}, {**GOOD, "id": "b", "filters": filtered})
    assert found.cases[0] == Case(id="a", question="How much?", answerable=True, facts=(("£1.5m",),))
    assert found.cases[1].filters == Filters()


def test_the_sample_questions_keep_every_rule() -> None:
    path = Path(__file__).parent.parent / "eval" / "sample" / "questions.jsonl"
    found = read_question_set_file(path)
    assert len(found.cases) == 60
    assert found.notices == ()


def test_the_shared_question_sets_keep_every_rule(shared: Path) -> None:
    kent = read_question_set_file(shared / "eval" / "kent-dev-questions.jsonl")
    seed = read_question_set_file(shared / "eval" / "seed-questions.jsonl")
    assert (len(kent.cases), sum(not case.answerable for case in kent.cases)) == (45, 9)
    assert (len(seed.cases), sum(not case.answerable for case in seed.cases)) == (40, 6)
    assert kent.notices == seed.notices == ()


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
_CASES = st.builds(
    Case,
    id=_TEXT,
    kind=_TEXT,
    question=_TEXT,
    answerable=st.just(True),
    facts=st.lists(st.lists(_TEXT, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    sources=st.lists(
        st.builds(Source, document=_TEXT, quote=_TEXT, page=st.none() | st.integers(1, 999)), max_size=3
    ).map(tuple),
    also_in=st.lists(_TEXT, max_size=3).map(tuple),
    history=st.lists(st.builds(Turn, question=_TEXT, answer=_TEXT), max_size=2).map(tuple),
    filters=st.builds(Filters, authority=st.none() | _TEXT, since=st.none() | st.dates()),
    relevant=st.dictionaries(_TEXT, st.integers(0, 3), max_size=2),
)


@given(_CASES)
def test_a_case_as_it_is_written_is_read_back_as_itself(case: Case) -> None:
    checked = check(Entry("line 1", json.loads(case.model_dump_json())))
    assert (checked.case, checked.faults, checked.ignored) == (case, (), ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*Case.model_fields, "note"]), _JSON))
def test_whatever_a_line_holds_it_is_a_case_or_faults_of_one_line_each(values: dict[str, Any]) -> None:
    checked = check(Entry("line 1", values))
    assert (checked.case is None) == bool(checked.faults)
    for fault in checked.faults:
        assert fault.startswith("line 1: ")
        assert fault.isprintable()
