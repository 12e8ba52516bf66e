"""What the page shows for an Answer: escaped throughout, each source on a card, refusals unlike answers."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from fakes_ui import (
    HOSTILE_FILE,
    HOSTILE_PASSAGE,
    HOSTILE_QUOTE,
    HOSTILE_TITLE,
    PASSAGES,
    hostile_answer,
    hostile_citation,
    refused_answer,
    wait_answer,
    wait_citation,
)
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Filters, Notice, QuotedCell, Refusal, RefusalReason
from assistant.ui import holdings, render
from assistant.ui.copytext import copy_text
from assistant.ui.markup import escape
from ingest.records import Facets

OURS = {"a", "bdi", "blockquote", "button", "details", "div", "h2", "h3", "h4", "li", "mark", "ol", "p"}
OURS |= {"span", "summary", "ul", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"aria-label", "class", "data-copy", "href", "id", "open", "role", "scope", "tabindex", "type"}
ATTRIBUTES |= {f"data-{name}" for name in ("document", "page", "page-end", "passage", "quote")}

TRICKS = (
    "<img src=x onerror=alert(1)>",
    "</div><script>alert(1)</script>",
    "' onclick='x",
    '"><svg/onload=x>',
    "[click](javascript:alert(1))",
)
nasty = st.one_of(st.text(), st.sampled_from(TRICKS))


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser would see them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def words(markup: str) -> str:
    return " ".join(soup(markup).get_text(" ").split())


def only_ours(markup: str) -> None:
    seen = Tags(markup)
    assert seen.tags <= OURS
    assert seen.attributes <= ATTRIBUTES
    assert all(re.fullmatch(r"#x1-(answer|source-\d+)", link) for link in seen.links)


def citation_of(text: str, marker: int = 1) -> Citation:
    return Citation(
        marker=marker,
        document_id=text,
        passage_id="p",
        source=text,
        title=text,
        kind=text,
        authority=text,
        date=text,
        reference=text,
        page=3,
        page_label=text,
        section=text,
        quote=text,
        also_in=(text,),
    )


@given(nasty, nasty)
def test_no_markup_of_a_document_or_a_question_survives(text: str, passage: str) -> None:
    citation = citation_of(text)
    answer = Answer(
        question=text,
        standalone_question=f"{text}?",
        answerable=True,
        text=f"{text} [1]",
        citations=(citation,),
    )
    filters = Filters(authority=text, kind=text)
    only_ours(render.finished(1, answer, filters, {"p": passage}))
    only_ours(render.partial(1, answer, filters, text))
    only_ours(render.searching(1, text, filters, 0))
    only_ours(render.failed(1, text, passage))


@given(nasty)
def test_no_markup_of_a_refusal_survives(text: str) -> None:
    refusal = Refusal(reason=RefusalReason.NO_SUCH_VALUE, explanation=text, nearest=(citation_of(text),))
    answer = Answer(question=text, standalone_question=text, answerable=False, refusal=refusal)
    only_ours(render.finished(1, answer, Filters(), {}))


@given(nasty, nasty)
def test_no_markup_of_a_file_name_or_an_authority_survives(name: str, reason: str) -> None:
    only_ours(holdings.outcomes([(name, reason, reason)]))
    only_ours(holdings.notice(name))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert soup(f"<p>{escape(text)}</p>").get_text() == text
    assert soup(f'<p title="{escape(text)}"></p>').p["title"] == text  # type: ignore[index]


def test_hostile_words_are_shown_letter_by_letter() -> None:
    shown = render.finished(1, hostile_answer("hostile?"), Filters(), {"p-hostile": HOSTILE_PASSAGE})
    text = soup(shown).get_text()
    for literal in (HOSTILE_TITLE, HOSTILE_FILE, HOSTILE_PASSAGE, HOSTILE_QUOTE, "<b>Eastmarch</b>"):
        assert literal in text


def test_a_marker_leads_to_its_card() -> None:
    page = soup(render.finished(4, wait_answer("How long is the wait?"), Filters(), PASSAGES))
    marker = page.select_one("a.marker")
    assert marker is not None
    assert marker.get_text() == "[1]"
    assert marker["href"] == "#x4-source-1"
    assert marker["aria-label"] == "[1] source: Occupational therapy waiting times"
    assert page.select_one("#x4-source-1") in page.select("li.card")


def test_only_markers_with_a_source_are_links() -> None:
    answer = wait_answer("q").model_copy(update={"text": "As in [7] and [1]. See [note]."})
    page = soup(render.finished(1, answer, Filters(), {}))
    assert [link.get_text() for link in page.select("a.marker")] == ["[1]"]
    assert "As in [7] and\N{NO-BREAK SPACE}[1]. See [note]." in page.get_text()


def test_a_card_says_everything_about_its_source() -> None:
    shown = render.card(1, wait_citation(), PASSAGES["p-wait"])
    assert words(shown).startswith(
        "[1] Occupational therapy waiting times Westmarch County Council FOI response 9 May 2024 "
        "Reference FOI 0417 Page 2 (printed page ii), Question 3 in foi/westmarch_0417.pdf "
        "The same words also stand in foi/westmarch_0417_1.pdf Quotation in its passage"
    )
    marked = [mark.get_text() for mark in soup(shown).select("mark")]
    assert marked == ["The median wait in Westmarch was 41 days\nin the year to March 2024."]


def test_a_card_opens_the_page_of_its_quotation() -> None:
    button = soup(render.card(1, wait_citation(), None)).select_one("button.open-source")
    assert button is not None
    assert button.get_text() == "Open the page"
    assert button["aria-label"] == "Open the page: [1] Occupational therapy waiting times"
    told = {name: value for name, value in button.attrs.items() if name.startswith("data-")}
    assert told == {
        "data-document": "d-1",
        "data-page": "2",
        "data-passage": "p-wait",
        "data-quote": "The median wait in Westmarch was 41 days in the year to March 2024.",
    }
    over = wait_citation().model_copy(update={"page_end": 3})
    assert 'data-page-end="3"' in render.card(1, over, None)
    sheet = wait_citation().model_copy(update={"page": None})
    assert "Open the document" in words(render.card(1, sheet, None))


def test_a_card_shows_the_cell_that_was_asked_for() -> None:
    cell = QuotedCell(row="<b>North</b>", column="Precept 2025-26", value="81,618.3", unit="£000s")
    markup = render.card(1, citation_of("North 81,618.3").model_copy(update={"cell": cell}), None)
    assert "<b>North</b>, Precept 2025-26: 81,618.3 (£000s)" in words(markup)
    assert soup(markup).find("b") is None


def test_what_a_document_does_not_say_is_said_to_be_missing() -> None:
    unknown = wait_citation().model_copy(update={"authority": None, "date": None, "reference": None})
    assert "Authority not stated FOI response Undated Page 2" in words(render.card(1, unknown, None))


def test_a_passage_that_has_gone_leaves_the_quotation() -> None:
    shown = words(render.card(1, wait_citation(), None))
    assert "The median wait in Westmarch was 41 days in the year to March 2024." in shown
    assert "Its passage is no longer in the catalogue." in shown


def test_a_quotation_that_is_not_in_its_passage_is_shown_above_it() -> None:
    shown = words(render.card(1, hostile_citation(), "Other words altogether."))
    assert shown.index(HOSTILE_QUOTE) < shown.index("From this passage: Other words altogether.")


def test_an_undecided_date_is_shown_as_written() -> None:
    assert "spring 2021" in words(render.card(1, citation_of("spring 2021"), None))


def test_a_rewritten_question_and_the_filters_are_told() -> None:
    answer = wait_answer("And for adults?").model_copy(
        update={"standalone_question": "How long do adults wait?"}
    )
    filters = Filters(authority="Westmarch County Council", since=date(2023, 1, 9))
    shown = words(render.finished(1, answer, filters, {}))
    assert "Taken to mean: How long do adults wait?" in shown
    assert "Searched only: Westmarch County Council, from 9 January 2023" in shown


def test_a_question_as_asked_is_not_repeated() -> None:
    shown = words(render.finished(1, wait_answer("How long?"), Filters(), {}))
    assert "Taken to mean" not in shown
    assert "Searched only" not in shown


def test_a_refusal_is_about_these_documents_and_shows_what_came_nearest() -> None:
    page = soup(render.finished(1, refused_answer("What do they cost?"), Filters(), PASSAGES))
    assert page.select_one(".refusal h3").get_text() == "Not found in these documents"  # type: ignore[union-attr]
    assert "No passage says what day opportunities cost." in page.get_text()
    assert [heading.get_text() for heading in page.select("h3")][1] == "Nearest passages found"
    assert "Residential care strategy" in page.select_one("li.card").get_text()  # type: ignore[union-attr]
    assert "not held" not in page.get_text().lower()
    assert not page.select("a.back, .answer")


def test_a_refusal_without_near_passages_has_no_empty_list() -> None:
    refusal = Refusal(reason=RefusalReason.NOTHING_RELEVANT, explanation="Nothing is about that.")
    answer = Answer(question="q", standalone_question="q", answerable=False, refusal=refusal)
    assert "Nearest" not in words(render.finished(1, answer, Filters(), {}))


def test_while_searching_the_page_says_how_much_is_searched() -> None:
    assert "Searching 1,204 documents …" in words(render.searching(1, "q", Filters(), 1204))
    assert "Searching the documents …" in words(render.searching(1, "q", Filters(), 0))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. [1] Two! Three", ["One. [1]", "One. [1] Two!", "One. [1] Two! Three"]),
        ("A row\nA second. [2]\nEnd", ["A row\n", "A row\nA second. [2]\n", "A row\nA second. [2]\nEnd"]),
        ("Cost: £1.5m a year", ["Cost: £1.5m a year"]),
        ("Whole.", ["Whole."]),
    ],
)
def test_an_answer_appears_sentence_by_sentence(text: str, parts: list[str]) -> None:
    assert list(render.beginnings(text)) == parts


@given(st.text())
def test_each_beginning_goes_on_from_the_one_before(text: str) -> None:
    parts = list(render.beginnings(text))
    assert parts[-1] == text
    assert all(later.startswith(earlier) for earlier, later in pairwise(parts))


def test_the_copy_takes_the_sources_along() -> None:
    assert copy_text(wait_answer("How long is the wait?")) == (
        "Question: How long is the wait?\n\n"
        "The median wait in Westmarch was 41 days in the year to March 2024. [1]\n"
        "The equipment budget was £96,250. [2]\n\n"
        "Sources:\n\n"
        "[1] Occupational therapy waiting times; Westmarch County Council; FOI response; 9 May 2024; "
        "reference FOI 0417; page 2 (printed page ii), Question 3; file foi/westmarch_0417.pdf\n"
        "    “The median wait in Westmarch was 41 days in the year to March 2024.”\n\n"
        "[2] Community equipment budget; Dataset; Table 2; file budgets/2024.xlsx\n"
        "    “Heading Agreed budget … Equipment £96,250”\n"
    )


def noticed() -> Answer:
    notice = Notice(kind="conflict", text="Other figures: 41 days [1]; <b>38 days</b> [2].", markers=(1, 2))
    return wait_answer("How long is the wait?").model_copy(update={"notices": (notice,)})


def test_a_notice_stands_between_the_answer_and_its_sources() -> None:
    shown = soup(render.finished(1, noticed(), Filters(), PASSAGES))
    box = shown.select_one(".notices")
    assert box is not None
    assert box.get_text(" ", strip=True) == "Please note Other figures: 41 days [1] ; <b>38 days</b> [2] ."
    assert [link["href"] for link in box.select("a")] == ["#x1-source-1", "#x1-source-2"]
    assert box.find_previous(class_="answer") is not None
    assert box.find_next(class_="cards") is not None


def test_an_answer_without_notices_shows_none() -> None:
    assert "notices" not in render.finished(1, wait_answer("How long?"), Filters(), PASSAGES)


def test_the_copy_takes_notices_along() -> None:
    assert "Please note:\nOther figures: 41 days [1]; <b>38 days</b> [2].\n\nSources:" in copy_text(noticed())


def test_the_copy_of_a_refusal_says_so() -> None:
    copied = copy_text(refused_answer("What do they cost?"))
    assert "Not found in these documents.\n\nNo passage says what day opportunities cost." in copied
    assert "Nearest passages found:\n\n[1] Residential care strategy" in copied


@given(nasty)
def test_the_copy_button_carries_the_copy_unharmed(text: str) -> None:
    answer = Answer(question=text, standalone_question=text, answerable=True, text=text)
    button = soup(render.finished(1, answer, Filters(), {})).select_one("button.copy")
    assert button is not None
    assert button["data-copy"] == soup(f'<p title="{escape(copy_text(answer))}">').p["title"]  # type: ignore[index]


def test_an_upload_is_told_file_by_file() -> None:
    shown = holdings.outcomes([("a<b>.pdf", "added", ""), ("c.pdf", "failed", "The file is damaged.")])
    assert words(shown).startswith("2 files: 1 added, 1 could not be read. File Outcome")
    assert "a<b>.pdf Added c.pdf Could not be read The file is damaged." in words(shown)


def test_the_catalogue_is_summed_up() -> None:
    facets = Facets(
        {"Westmarch": 3, "Eastmarch": 1}, {"minutes": 4}, date(2022, 11, 30), date(2024, 5, 9), 1204
    )
    assert words(holdings.summary(facets)) == (
        "1,204 documents from 2 authorities, dated 30 November 2022 to 9 May 2024."
    )


def test_an_empty_catalogue_says_what_to_do() -> None:
    assert "commissioning-assistant ingest FOLDER" in words(holdings.summary(Facets()))


def test_a_catalogue_of_one_day_names_it_once() -> None:
    day = date(2024, 5, 9)
    assert "1 document, dated 9 May 2024." in words(holdings.summary(Facets({}, {}, day, day, 1)))
