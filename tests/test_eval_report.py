"""The report's page of a scored run: what it says, and in which order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from report_page import headings, page_of, question, rows, section, words
from report_runs import (
    AVERDALE,
    answer,
    case,
    citation,
    result,
    right,
    write_judged,
    write_run,
)

from eval.cases import Source
from eval.folder import RunFolder, write_json, write_lines
from eval.report.words import METRICS, OUTCOMES, RULES, VERDICTS
from eval.results import (
    CitationOutcome,
    GoldError,
    Verdict,
    Violation,
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    return page_of(write_run(tmp_path_factory.mktemp("report")))


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path / "run")


def test_the_page_names_the_run(page: BeautifulSoup) -> None:
    assert words(page.h1) == "Evaluation report: carers.jsonl"
    assert words(page.title) == "Evaluation report: carers.jsonl, with the larger reranker"
    about = "Run with the larger reranker, 22 November 2025, 05:53 UTC. 3 questions over 28 documents."
    assert words(page.select_one(".about")) == about


def test_the_sections_stand_in_order(page: BeautifulSoup) -> None:
    assert headings(page, "h2") == [
        "Figures",
        "What must never happen",
        "Charts",
        "Outcomes",
        "Refusals",
        "Groups",
        "Configuration",
        "Questions",
    ]


def test_every_figure_has_its_interval_and_its_questions(page: BeautifulSoup) -> None:
    table = rows(page, "The whole run")
    assert table[0] == ["Figure", "Value", "95% interval", "n", "Not eligible"]
    by_name = {row[0]: row[1:] for row in table[1:]}
    accuracy = "Answer accuracy questions whose answer holds every fact asked for"
    assert by_name[accuracy] == ["50.0%", "1.3 to 98.7% exact", "2", "1"]
    rank = "Mean reciprocal rank 1 divided by the rank of the first gold passage"
    assert by_name[rank] == ["0.625", "0.250 to 1.000 bootstrap", "2", "1"]
    pages = "Page accuracy quotations of a gold document that name the gold page"
    assert by_name[pages] == ["–not measured", "", "0", "3"]
    slow = "Time, 95th percentile 95% of the questions took no longer"
    assert by_name[slow] == ["1,318 ms", "120 to 1,340 ms bootstrap", "3", "0"]
    assert by_name["own_figure"] == ["0.333", "", "3", "0"]


def test_the_page_says_what_an_interval_is(page: BeautifulSoup) -> None:
    said = words(page.select_one("#figures .note"))
    assert "about 95 of 100 such intervals would hold the true figure" in said


def test_a_sound_run_says_so(page: BeautifulSoup) -> None:
    notices = page.select("#checks .notice.good")
    assert [words(notice).partition(".")[0] for notice in notices] == [
        "None",
        "No errors in the question set",
    ]


def test_what_must_never_happen_comes_first_if_it_did(tmp_path: Path) -> None:
    violation = Violation(case="q-wait", rule="invalid-quotation", detail="wait.pdf, page 2: “41 weeks”")
    error = GoldError(case="q-rate", document="Rates_2022", page=3, problem="the document has two pages")
    page = page_of(write_run(tmp_path, violations=(violation,), gold_errors=(error,)))
    assert headings(page, "h2")[:2] == ["What must never happen", "Figures"]
    rule = "A quotation is not word for word on the page it names"
    assert rows(page, "Violations")[1] == ["q-wait", rule, "wait.pdf, page 2: “41 weeks”"]
    told = ["q-rate", "Rates_2022", "3", "the document has two pages"]
    assert rows(page, "Errors in the question set")[1] == told
    link = page.select_one("#checks a")
    assert link is not None
    assert words(page.select_one(f"{link['href']} h3")) == "How long is the wait?"


def test_outcomes_are_counted_and_explained(page: BeautifulSoup) -> None:
    questions = {row[0]: row[2] for row in rows(page, "What became of the questions")[1:]}
    assert questions == {label.label: "0" for label in VERDICTS.values()} | {
        "Right": "1",
        "Retrieved, not cited": "1",
        "Refused rightly": "1",
    }
    citations = {row[0]: row[2] for row in rows(page, "What became of the citations")[1:]}
    counted = {"Exact": "1", "Wrong authority": "1"}
    assert citations == {label.label: "0" for label in OUTCOMES.values()} | counted


def test_refusals_are_held_against_answers(page: BeautifulSoup) -> None:
    caption = "Questions by whether they have an answer and whether one was given"
    assert rows(page, caption)[1:] == [
        ["Has an answer", "2 answered", "0 refused wrongly"],
        ["Has no answer", "0 answered wrongly", "1 refused rightly"],
    ]
    precision = rows(page, "How good the refusals are")[1]
    assert precision == [
        "Refusal precision refusals that were right",
        "100.0%",
        "2.5 to 100.0% exact",
        "1",
        "2",
    ]


def test_groups_show_what_was_measured(page: BeautifulSoup) -> None:
    assert rows(page, "By kind of question") == [
        ["Kind of question", "Questions", "Answer accuracy"],
        ["figure", "3", "50.0% 1.3 to 98.7% n 2"],
        ["unanswerable", "0", "–not measured"],
    ]
    assert rows(page, "By authority of the gold")[1][0] == AVERDALE
    documents = rows(page, "By kind of the gold document")
    assert [row[0] for row in documents[1:]] == ["FOI response", "No gold document"]


def test_the_configuration_is_told_whole(page: BeautifulSoup) -> None:
    assert ["SHA-256 of the set", "a" * 64] in rows(page, "Run")
    assert ["Finished", "22 November 2025, 05:54 UTC"] in rows(page, "Run")
    assert rows(page, "Models")[1] == ["embedding", "all-MiniLM-L6-v2", "e" * 64]
    assert rows(page, "Settings") == [
        ["retrieve.nearest", "40"],
        ["retrieve.fused", "true"],
        ["authority", "null"],
    ]
    assert rows(page, "Versions") == [["commissioning-assistant", "0.1.0"]]
    assert rows(page, "Machine") == [["processor", "two cores"]]


def test_a_question_is_shown_with_its_evidence(page: BeautifulSoup) -> None:
    shown = question(page, "q-wait")
    assert words(shown.h3) == "How long is the wait?"
    assert words(shown.select_one(".tags")) == f"Right q-wait · figure · {AVERDALE} · 120 ms"
    assert section(shown, "Answer") == ["The median wait was 41 days. [1]"]
    quoted = (
        "[1] averdale/FOI_2023_0417_Response.pdf, page 2 (printed page ii) Exact The median wait was 41 days."
    )
    assert section(shown, "Citations") == [quoted]
    assert section(shown, "Facts asked for") == ["Met 41 days or forty-one days"]
    gold = "FOI_2023_0417_Response, page 2 (retrieved at rank 1) The median wait was 41 days."
    assert section(shown, "Gold") == [gold]
    assert "Also in FOI_2023_0418_Response." in words(shown)


def test_a_failure_shows_what_is_missing(page: BeautifulSoup) -> None:
    shown = question(page, "q-rate")
    assert shown["data-failures"] == "only"
    assert section(shown, "Earlier in the conversation") == ["Who treats?Independent therapists."]
    assert f"Narrowed to {AVERDALE}." in words(shown)
    assert section(shown, "Facts asked for") == ["Met £74", "Missed £385"]
    assert section(shown, "Gold") == [
        "Rates_2022, page 1 (retrieved at rank 4) £74 for an hour of treatment",
        "Rates_2022 (not retrieved) £385 for an assessment",
    ]
    assert section(shown, "Citations") == ["[1] osterbridge/rates.csv Wrong authority An hour costs £74."]


def test_a_refusal_is_shown_with_its_reason_and_the_nearest(page: BeautifulSoup) -> None:
    shown = question(page, "q-none")
    explanation = "Nothing in the papers is near to this question."
    assert section(shown, "Refused: nothing relevant found") == [explanation]
    assert section(shown, "Nearest found") == ["[1] averdale/minutes.pdf, page 5 Lunch was taken at noon."]
    assert section(shown, "Gold") == ["The set names no source."]
    assert shown["data-failures"] == ""


def test_a_question_with_wrong_gold_shows_what_was_answered(tmp_path: Path) -> None:
    asked = case("q-gold", "Who won?", facts=(("Fellmarsh",),), sources=(Source(document="w", quote="gone"),))
    given = answer(asked, "Osterbridge won. [1]", citation(1, "won.pdf", "Osterbridge won."))
    unscored = result(asked, answer(asked, "Osterbridge won. [1]"), Verdict.GOLD_ERROR)
    shown = question(page_of(write_run(tmp_path, [(asked, given, unscored)])), "q-gold")
    assert section(shown, "Citations") == ["[1] won.pdf, page 1 Osterbridge won."]
    assert section(shown, "Facts asked for") == ["Not looked for: Fellmarsh"]
    assert section(shown, "Gold") == ["w gone"]


def test_documents_judged_whole_are_listed_with_their_grades(tmp_path: Path) -> None:
    asked = case("q-public", "Is it so?", relevant={"doc-1": 2, "doc-2": 1})
    given = answer(asked, "It is.")
    shown = question(
        page_of(write_run(tmp_path, [(asked, given, result(asked, given, Verdict.UNJUDGED))])), "q-public"
    )
    assert "Relevant documents, with their grades: doc-1 (2), doc-2 (1)." in words(shown)


def test_only_a_part_of_the_set_is_called_so(folder: RunFolder) -> None:
    _, _, scored = right()
    write_lines(folder.results, [scored])
    write_json(folder.summary, folder.summary_values().model_copy(update={"questions": 1}))
    assert "Only 1 of the set’s 3 questions are scored." in words(page_of(folder).header)


def test_a_models_opinion_stands_apart(folder: RunFolder) -> None:
    assert page_of(folder).select_one("#judged") is None
    assert "judged" not in json.loads((folder.path / "report.json").read_text(encoding="utf-8"))
    write_judged(folder)
    page = page_of(folder)
    assert headings(page, "h2")[-3:] == ["Judged by a language model", "Configuration", "Questions"]
    faithful = ["Faithfulness answers that their quotations support", "0.900", "0.700 to 1.000", "1", "1"]
    assert rows(page, "Judged figures")[1] == faithful
    told = words(page.select_one("#judged"))
    assert "opinions of the model small-judge, asked at localhost:8080" in told
    assert "faithfulness: 1 reply of the model could not be read" in told
    assert "Is <b>each</b> sentence borne out by the quotations?" in told
    assert (
        json.loads((folder.path / "report.json").read_text(encoding="utf-8"))["judged"]["model"]
        == "small-judge"
    )


def test_every_name_that_can_occur_has_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(OUTCOMES) == set(CitationOutcome)
    assert set(RULES) == set(Violation.model_fields["rule"].annotation.__args__)  # type: ignore[union-attr]
    assert all(metric.label and metric.meaning for metric in METRICS.values())
