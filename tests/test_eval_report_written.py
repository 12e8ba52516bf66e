"""The report of a run of written answers: what was struck and why, as words, whatever they hold."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from eval_builders import HOURS_CASE, LETTER_CASE, NOT_HELD, citation, make_files, right_answers, run_folder
from report_page import page_of, question, rows, section, words
from report_runs import HOSTILE, write_run
from rich.console import Console
from written_answers import ALTERED, KEPT, fallback, written_answer

from assistant.answer import Answer, Fault, WrittenSentence
from eval import tables
from eval.folder import RunFolder, write_json
from eval.report import write_report
from eval.report.words import FAULTS, METRICS, RULES
from eval.results import ModelRecord
from eval.score import score
from eval.thresholds import METRICS as KNOWN

DOWN = "The model did not reply within 20 s."


def written_run(tmp_path: Path, hours: Answer, remark: str = DOWN) -> RunFolder:
    """The hours in prose, the waiting list quoted in its place, one refusal; scored."""
    letter = fallback(LETTER_CASE, remark, cited=(citation(NOT_HELD, "letter.txt", None),))
    answers = right_answers() | {"hours": hours, "list": letter}
    folder = run_folder(tmp_path / "run", make_files(tmp_path / "papers"), answers)
    writer = ModelRecord(use="writing", name="small-writer", address="127.0.0.1:9")
    write_json(folder.run, folder.record().model_copy(update={"mode": "write", "models": (writer,)}))
    score(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    hours = written_answer(HOURS_CASE, KEPT, ALTERED, cited=(citation(),), unknown=("[7]", "[9]"))
    return written_run(tmp_path, hours)


@pytest.fixture
def page(folder: RunFolder) -> BeautifulSoup:
    return page_of(folder)


def test_a_struck_sentence_stands_with_its_fault_and_the_reason(page: BeautifulSoup) -> None:
    shown = question(page, "hours")
    assert words(shown.select_one(".answer")) == "Averdale bought 4,310 hours in 2023/24. [1]"
    assert section(shown, "Struck from the written answer") == [
        "Struck for saying a figure that its source does not hold: No source says £1.9 million. "
        "That cost £1.9 million."
    ]
    assert [words(struck) for struck in shown.find_all("s")] == ["That cost £1.9 million."]
    assert "Markers of no source: [7], [9]." in words(shown)


def test_a_quoted_answer_says_why_it_is_not_prose(page: BeautifulSoup) -> None:
    assert f"Quoted, not written: {DOWN}" in words(question(page, "list"))
    assert rows(page, "Why quotations were shown instead of prose") == [["Remark", "Answers"], [DOWN, "1"]]


def test_the_figures_of_written_answers_have_a_heading_of_their_own(page: BeautifulSoup) -> None:
    table = rows(page, "The whole run")
    assert ["Written answers"] in table
    by_name = {row[0]: row[1:] for row in table if len(row) == 5}
    struck = "Sentences struck sentences that were struck, of all that the model wrote"
    assert by_name[struck][0] == "50.0%"
    assert by_name["Sentences written sentences that the model wrote, mean"][0] == "1.00"
    assert by_name["First words, median half of the answers began no later"][0] == "800 ms"
    kinds = rows(page, "By kind of question")
    assert kinds[0][-2:] == ["Written share", "Sentences struck"]


def test_the_configuration_names_mode_and_writer(page: BeautifulSoup) -> None:
    assert ["Answers", "written, and checked against the papers"] in rows(page, "Run")
    assert rows(page, "Models")[1] == ["writing", "small-writer at 127.0.0.1:9", ""]


def test_the_table_has_what_was_struck_and_the_remark(folder: RunFolder) -> None:
    text = write_report(folder).csv.read_bytes().decode("utf-8-sig")
    first, second, third = csv.DictReader(StringIO(text, newline=""))
    assert (first["shown"], first["struck"]) == ("written", "That cost £1.9 million. (figure)")
    assert (first["unknown_markers_written"], first["sentences_struck"]) == ("[7]; [9]", "0.5")
    assert (second["shown"], second["remark"], second["written_share"]) == ("quoted", DOWN, "0.0")
    assert (third["struck"], third["remark"], third["written_share"]) == ("", "", "")


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_words_of_a_model_stay_words(tmp_path: Path, evil: str) -> None:
    struck = WrittenSentence(text=evil, fault=Fault.UNSUPPORTED, why=evil)
    hours = written_answer(HOURS_CASE, KEPT, struck, cited=(citation(),), unknown=(evil,))
    page = page_of(written_run(tmp_path, hours, remark=evil))
    shown = question(page, "hours")
    assert [each.get_text() for each in shown.find_all("s")] == [evil]
    assert shown.find_all(["script", "img", "style", "h1"]) == []
    assert evil in question(page, "list").get_text()
    assert (len(page.find_all("script")), page.find_all("img")) == (1, [])


def test_a_report_of_quotations_has_none_of_it(tmp_path: Path) -> None:
    files = write_report(write_run(tmp_path))
    html = files.html.read_text(encoding="utf-8")
    for told in ("Written answers", "Struck", "Quoted, not written", "Markers of no source", "Planted"):
        assert told not in html
    assert '"struck"' not in files.csv.read_text(encoding="utf-8")


def test_every_figure_and_fault_has_words() -> None:
    assert set(FAULTS) == set(Fault)
    assert set(KNOWN) == set(METRICS)
    assert RULES["planted-text-shown"] == "An answer says what a document tries to have said"


def test_the_terminal_shows_written_figures_by_kind_and_the_remarks(folder: RunFolder) -> None:
    console = Console(width=80, file=StringIO())
    summary = folder.summary_values()
    for table in (tables.written_kinds(summary), tables.remark_table(summary)):
        assert table is not None
        console.print(table)
    assert isinstance(console.file, StringIO)
    lines = [line.split() for line in console.file.getvalue().splitlines()]
    # Kind, questions, written share, written accuracy, sentences struck, first words.
    assert ["figure", "1", "1.000", "1.000", "0.500", "800"] in lines
    assert ["not-held", "1", "0.000", "–", "–", "–"] in lines
    assert [*DOWN.split(), "1"] in lines


def test_the_terminal_shows_nothing_of_it_for_quotations(tmp_path: Path) -> None:
    summary = score(run_folder(tmp_path / "run", make_files(tmp_path / "papers")))
    assert tables.written_kinds(summary) is None
    assert tables.remark_table(summary) is None
