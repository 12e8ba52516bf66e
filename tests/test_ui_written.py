"""Written answers as HTML and as copied text: kept and struck sentences, and words that stay words."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import Tag
from fakes_ui import PASSAGES, wait_answer
from fakes_written import (
    HOSTILE_SHOWN,
    HOSTILE_WORDS,
    KEPT,
    LAST,
    MODEL,
    REMARK,
    STRUCK,
    hostile_written_answer,
    quoted_instead,
    written_answer,
)
from hypothesis import given
from hypothesis import strategies as st
from test_ui_render import ATTRIBUTES, OURS, TRICKS, Tags

from assistant.answer import Draft, Fault, Filters, Written, WrittenSentence
from assistant.spoken import undirected
from assistant.ui import render
from assistant.ui.copytext import copy_text
from assistant.ui.words import struck_words

nasty = st.one_of(st.text(), st.sampled_from((*TRICKS, HOSTILE_WORDS)))


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def words(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def finished(sentences: tuple[WrittenSentence, ...] = (KEPT, STRUCK, LAST)) -> BeautifulSoup:
    return soup(render.finished(1, written_answer("How long?", sentences), Filters(), PASSAGES))


def drafted(writing: str, *sentences: WrittenSentence) -> BeautifulSoup:
    draft = Draft(question="q", standalone_question="q", sentences=sentences, writing=writing)
    return soup(render.writing(1, draft, Filters()))


def test_kept_sentences_stand_in_paragraphs_with_their_markers() -> None:
    first, second = finished().select(".answer p")
    assert words(first).startswith(
        "Adults in Westmarch waited 41 days (median) in the year to March 2024. [1]"
    )
    assert words(second) == "Equipment had a budget of £96,250. [2] [1]"
    assert [link["href"] for link in second.select("a.marker")] == ["#x1-source-2", "#x1-source-1"]


def test_a_struck_sentence_stays_in_its_place_and_says_why() -> None:
    first = finished().select(".answer p")[0]
    assert words(first.select_one("del")) == "By then 781 people were waiting."
    assert words(first.select_one("small")) == "[Struck out: 781 does not stand in the sources. ]"
    assert words(first).endswith(
        "[1] Struck out sentence: By then 781 people were waiting. "
        "[Struck out: 781 does not stand in the sources. ]"
    )


def test_a_struck_sentence_without_a_reason_is_labelled_all_the_same() -> None:
    bare = STRUCK.model_copy(update={"why": ""})
    assert words(finished((KEPT, bare)).select_one("small")) == "[Struck out]"


def test_who_wrote_and_how_much_was_struck_stands_around_it() -> None:
    page = finished()
    lines = [words(line) for line in page.select(".byline")]
    assert lines == [
        f"Written by {MODEL} from the sources below; every sentence was checked against them. "
        "1 of 3 sentences was struck out.",
        "It also wrote markers that name no source: [9] .",
    ]
    assert page.select_one(".byline + .answer + .byline + h3") is not None


def test_counts_of_struck_sentences_agree_with_their_verb() -> None:
    def told(*sentences: WrittenSentence) -> str:
        return struck_words(Written(model=MODEL, sentences=sentences))

    assert told(KEPT) == "0 of 1 sentence were struck out"
    assert told(KEPT, LAST) == "0 of 2 sentences were struck out"
    assert told(KEPT, STRUCK, STRUCK) == "2 of 3 sentences were struck out"
    quoted = KEPT.model_copy(update={"own_words": True})
    assert told(KEPT, STRUCK, quoted) == "1 of 2 sentences was struck out"


def test_a_quoted_answer_shown_instead_says_why_above_it() -> None:
    page = soup(render.finished(1, quoted_instead("How long?"), Filters(), PASSAGES))
    assert words(page.select_one(".remark")) == REMARK
    assert words(page.select_one(".remark + .answer")).startswith("The median wait in Westmarch was 41 days")
    assert not page.select(".byline, del")


def test_what_was_struck_is_folded_under_the_reason_for_quoting() -> None:
    written = Written(model=MODEL, sentences=(STRUCK,), remark=REMARK)
    answer = wait_answer("How long?").model_copy(update={"written": written})
    page = soup(render.finished(1, answer, Filters(), PASSAGES))
    folded = page.select_one(".remark + details.folded")
    assert folded is not None
    assert not folded.has_attr("open")
    assert words(folded.summary) == "1 struck sentence"
    assert words(folded.select_one("del")) == STRUCK.text
    assert "781" not in copy_text(answer)


def test_a_draft_shows_checked_sentences_as_they_will_stay() -> None:
    settled = [each.decode() for each in finished((KEPT, STRUCK)).select("del, small")]
    page = drafted("Equipment had", KEPT, STRUCK)
    assert [each.decode() for each in page.select("del, small")] == settled
    assert not page.select("a")


def test_the_sentence_being_written_is_marked_and_said_to_be_unchecked() -> None:
    page = drafted("By then 781", KEPT)
    assert words(page.select_one(".answer .unchecked")) == "Being written, not yet checked: By then 781"
    assert words(page.select_one(".legend")) == "Being written, not yet checked"


def test_between_two_sentences_the_legend_keeps_its_place() -> None:
    page = drafted(" ", KEPT)
    assert not page.select(".answer .unchecked")
    assert page.select_one(".legend.idle") is not None


def test_before_the_first_word_the_model_is_said_to_be_reading() -> None:
    assert words(drafted("").select_one(".waiting")) == "The language model is reading the sources …"


def test_a_stopped_answer_keeps_what_was_checked_alone() -> None:
    draft = Draft(question="q", standalone_question="q", sentences=(KEPT, STRUCK), writing="Equipment had")
    page = soup(render.stopped(1, draft, Filters()))
    assert words(page.select_one(".answer")).startswith(KEPT.text)
    assert "Equipment had" not in page.get_text()
    assert not page.select("button.copy, .unchecked")
    nothing = render.stopped(1, draft.model_copy(update={"sentences": ()}), Filters())
    assert "Stopped before any sentence was checked." in nothing


def test_the_words_of_a_model_are_shown_letter_by_letter() -> None:
    page = soup(render.finished(1, hostile_written_answer("hostile?"), Filters(), PASSAGES))
    answer = page.select_one(".answer")
    assert answer is not None
    assert answer.get_text().count(HOSTILE_SHOWN) == 3
    assert [link.get_text() for link in answer.select("a")] == ["[1]"]
    assert [words(line).count(HOSTILE_SHOWN) for line in page.select(".byline")] == [1, 1]


def test_where_there_was_no_second_opinion_the_page_says_why() -> None:
    answer = wait_answer("q")
    written = Written(model="m", sentences=(KEPT,), no_second_opinion="No second opinion. It is busy.")
    page = soup(
        render.finished(1, answer.model_copy(update={"mode": "write", "written": written}), Filters(), {})
    )
    assert [words(line) for line in page.select(".byline")][1:] == ["No second opinion. It is busy."]


@given(nasty)
def test_no_markup_of_a_model_survives(text: str) -> None:
    kept = WrittenSentence(text=text, markers=(1, 7))
    struck = WrittenSentence(text=text, fault=Fault.UNSUPPORTED, why=text, starts_paragraph=True)
    sentences = (kept, struck)
    written = Written(model=text, sentences=sentences, unknown_markers=(text,), no_second_opinion=text)
    answer = wait_answer("q").model_copy(update={"mode": "write", "text": text, "written": written})
    remarked = wait_answer("q").model_copy(update={"written": Written(model=text, remark=text)})
    draft = Draft(question=text, standalone_question=text, sentences=(kept, struck), writing=text)
    for markup in (
        render.finished(1, answer, Filters(), {}),
        render.finished(1, remarked, Filters(), {}),
        render.writing(1, draft, Filters()),
        render.stopped(1, draft, Filters()),
    ):
        seen = Tags(markup)
        assert seen.tags <= OURS | {"del", "small"}
        assert seen.attributes <= ATTRIBUTES | {"aria-hidden"}
        assert set(seen.links) <= {"#x1-answer", "#x1-source-1", "#x1-source-2"}


@given(st.text())
def test_no_mark_of_direction_is_left_and_nothing_else_is_lost(text: str) -> None:
    marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert undirected(f"{marks}{text}{marks}") == "".join(each for each in text if each not in marks)


def test_the_copy_holds_what_was_kept_and_says_who_wrote_it() -> None:
    assert copy_text(written_answer("How long is the wait?")).startswith(
        "Question: How long is the wait?\n\n"
        "Written by the language model fellmarsh-1b; each sentence was checked against the sources below.\n\n"
        "Adults in Westmarch waited 41 days (median) in the year to March 2024. [1]\n\n"
        "Equipment had a budget of £96,250. [2] [1]\n\n"
        "Sources:\n\n"
        "[1] Occupational therapy waiting times; Westmarch County Council;"
    )


def test_the_copy_never_holds_a_struck_sentence() -> None:
    copied = copy_text(written_answer("How long is the wait?"))
    assert "781" not in copied
    assert "Struck" not in copied
    button = finished().select_one("button.copy")
    assert button is not None
    assert button["data-copy"] == copy_text(written_answer("How long?"))


def test_the_copy_of_a_quoted_answer_shown_instead_is_that_of_the_quoted_answer() -> None:
    assert copy_text(quoted_instead("How long?")) == copy_text(wait_answer("How long?"))
