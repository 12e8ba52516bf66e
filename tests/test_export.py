"""An answer taken along says the same in every form: every kept quotation word for word, nothing struck."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import docx
import pytest
from bs4 import BeautifulSoup
from fakes_ui import hostile_answer, hostile_citation, near_citation, refused_answer, wait_answer
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.answer import (
    Answer,
    Citation,
    Fault,
    Filters,
    Notice,
    QuotedCell,
    Refusal,
    RefusalReason,
    Written,
    WrittenSentence,
)
from assistant.export.files import Form, file_of
from assistant.export.paper import Asked, Paper, paper
from assistant.verify import normalise
from ingest.records import Facets

MADE = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
FACETS = Facets({"Averdale": 3, "Osterbridge": 2}, {"minutes": 5}, date(2022, 1, 3), date(2024, 5, 9), 5)
TRICKS = (
    "<script>alert(1)</script>",
    "# not a heading",
    "1. not a list",
    "> not a quotation",
    "www.x.example and a@x.example",
    "[click](javascript:alert(1)) ![x](y.png)",
    "{{ braces }} {% raw %} &amp; &lt;",
    "`code` *bold* _it_ ~gone~ | a | b |",
    "x\N{RIGHT-TO-LEFT OVERRIDE}123",
)
words = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(TRICKS)
)


def one(answer: Answer, filters: Filters | None = None) -> Paper:
    return paper([Asked(answer, filters or Filters(), AT)], FACETS, MADE, whole=False)


def markdown(answer: Answer) -> str:
    return file_of(one(answer), Form.MARKDOWN)[0].decode()


def page(answer: Answer) -> BeautifulSoup:
    return BeautifulSoup(file_of(one(answer), Form.PAGE)[0].decode(), "html.parser")


def paragraphs(answer: Answer) -> list[tuple[str, str]]:
    """Style and words of each paragraph of the Word file."""
    read = docx.Document(io.BytesIO(file_of(one(answer), Form.WORD)[0]))
    return [(each.style.name, each.text) for each in read.paragraphs]


def typed(token: Token) -> str:
    return "".join(each.content for each in token.children or () if each.type in ("text", "text_special"))


def blocks(text: str) -> list[tuple[str, str]]:
    """What each inline piece of Markdown stands in, and how it reads."""
    tokens = MarkdownIt("commonmark").parse(text)
    found, quoted = [], 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        quoted += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "inline":
            found.append(("quote" if quoted else before.tag if before else "", typed(token)))
    return found


def quotations(answer: Answer) -> dict[Form, list[str]]:
    """The quotations of every form, read back, without their marks."""
    found = {
        Form.WORD: [text for style, text in paragraphs(answer) if style == "Quote"],
        Form.PAGE: [each.get_text() for each in page(answer).select("blockquote")],
        Form.MARKDOWN: [text for block, text in blocks(markdown(answer)) if block == "quote"],
    }
    return {
        form: [text.removeprefix("“").removesuffix("”") for text in texts] for form, texts in found.items()
    }


@settings(max_examples=10, deadline=None)
@given(st.lists(words.map(normalise).filter(str.strip), min_size=1, max_size=3))
def test_every_quotation_stands_word_for_word_in_every_form(quotes: list[str]) -> None:
    citations = tuple(quoting(quote, marker) for marker, quote in enumerate(quotes, start=1))
    answer = wait_answer("q").model_copy(update={"citations": citations})
    for form, found in quotations(answer).items():
        assert found == [printable(quote) for quote in quotes], form


def printable(text: str) -> str:
    """Without the characters that no Word file can hold."""
    return "".join(each for each in text if ord(each) >= 0x20 and ord(each) not in (0xFFFE, 0xFFFF))


def quoting(quote: str, marker: int) -> Citation:
    return near_citation().model_copy(update={"quote": quote, "marker": marker})


class _Tags(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


OURS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "div",
}
OURS |= {"bdi", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "a"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "aria-labelledby"}


@settings(max_examples=10, deadline=None)
@given(words)
def test_no_word_becomes_markup(text: str) -> None:
    answer = everywhere(text)
    seen = _Tags(file_of(one(answer, Filters(authority=text)), Form.PAGE)[0].decode())
    assert seen.tags <= OURS
    assert seen.attributes <= ATTRIBUTES
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(answer))
    inner = {child.type for token in tokens for child in token.children or ()}
    assert inner <= {"text", "text_special", "softbreak"}
    assert {token.type for token in tokens} <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("blockquote_open", "blockquote_close"),
    }


def everywhere(text: str) -> Answer:
    """An answer with the same words wherever there can be any."""
    citation = Citation(
        marker=1,
        document_id="d",
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
        cell=QuotedCell(row=text, column=text, value=text),
    )
    return Answer(
        question=text,
        standalone_question=f"{text}?",
        answerable=True,
        text=f"{text} [1]",
        citations=(citation,),
        notices=(Notice(kind="conflict", text=text, markers=(1,)),),
    )


def test_a_paper_in_markdown_reads_like_this() -> None:
    answer = wait_answer("How long?").model_copy(
        update={
            "standalone_question": "About Westmarch: how long?",
            "notices": (Notice(kind="conflict", text="Other figures: 41 [1]; 38 [2].", markers=(1, 2)),),
        }
    )
    assert blocks(markdown(answer)) == [
        ("h1", "Question and answer"),
        (
            "p",
            "Made on 22 November 2026. The library then held 5 documents from 2 authorities, dated 3 January "
            "2022 to 9 May 2024.",
        ),
        (
            "p",
            "Working copy, not an official record. Check each quotation against the paper that it names "
            "before you rely on it in a report to a committee.",
        ),
        ("h2", "1. How long?"),
        ("p", "Asked on 20 November 2026."),
        ("p", "Taken to mean: About Westmarch: how long?"),
        ("p", "The median wait in Westmarch was 41 days in the year to March 2024. [1]"),
        ("p", "The equipment budget was £96,250. [2]"),
        ("h3", "Please note"),
        ("p", "Other figures: 41 [1]; 38 [2]."),
        ("h3", "Sources"),
        ("h4", "[1] Occupational therapy waiting times"),
        ("p", "Authority: Westmarch County Council"),
        ("p", "Kind: FOI response"),
        ("p", "Date: 9 May 2024"),
        ("p", "Reference: FOI 0417"),
        ("p", "Place: page 2 (printed page ii), Question 3"),
        ("p", "File: foi/westmarch_0417.pdf"),
        ("quote", "“The median wait in Westmarch was 41 days in the year to March 2024.”"),
        ("h4", "[2] Community equipment budget"),
        ("p", "Authority: not stated"),
        ("p", "Kind: Dataset"),
        ("p", "Date: undated"),
        ("p", "Place: Table 2"),
        ("p", "File: budgets/2024.xlsx"),
        ("quote", "“Heading Agreed budget … Equipment £96,250”"),
    ]


def test_the_word_file_has_real_headings_and_quotations() -> None:
    found = paragraphs(wait_answer("How long?"))
    assert [(style, text) for style, text in found if style.startswith("Heading")] == [
        ("Heading 1", "Question and answer"),
        ("Heading 2", "1. How long?"),
        ("Heading 3", "Sources"),
        ("Heading 4", "[1] Occupational therapy waiting times"),
        ("Heading 4", "[2] Community equipment budget"),
    ]
    assert ("Quote", "“Heading Agreed budget … Equipment £96,250”") in found


def test_the_word_file_names_nobody_and_says_its_language() -> None:
    properties = docx.Document(io.BytesIO(file_of(one(wait_answer("q")), Form.WORD)[0])).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.language) == ("Question and answer", "en-GB")


def test_a_refusal_says_so_and_offers_the_nearest() -> None:
    shown = blocks(markdown(refused_answer("What do they cost?")))
    start = shown.index(("h3", "Not found in these documents"))
    assert shown[start + 1 : start + 4] == [
        ("p", "No passage says what day opportunities cost."),
        ("h3", "Nearest passages found"),
        ("h4", "[1] Residential care strategy"),
    ]
    web = page(refused_answer("What do they cost?"))
    assert web.select_one(".refusal h3").get_text() == "Not found in these documents"  # type: ignore[union-attr]
    assert [style for style, text in paragraphs(refused_answer("q")) if text.startswith("Not found")] == [
        "Heading 3"
    ]


def test_a_refusal_without_near_passages_has_no_empty_list() -> None:
    refusal = Refusal(reason=RefusalReason.NOTHING_RELEVANT, explanation="Nothing is about that.")
    answer = Answer(question="q", standalone_question="q", answerable=False, refusal=refusal)
    assert "Nearest" not in markdown(answer)


def written(mode: str, remark: str = "") -> Answer:
    kept = WrittenSentence(text="The median wait was 41 days.", markers=(1,))
    struck = WrittenSentence(text="It doubled.", fault=Fault.UNSUPPORTED, why="No source says so.")
    sentences = (struck,) if remark else (kept, struck)
    model = Written(model="small-model", sentences=sentences, remark=remark)
    text = "The quoted words. [1]" if remark else "The median wait was 41 days. [1]"
    return wait_answer("q").model_copy(update={"mode": mode, "text": text, "written": model})


READ: dict[Form, Callable[[Answer], list[tuple[str, str]]]] = {
    Form.WORD: paragraphs,
    Form.PAGE: lambda answer: [("", page(answer).get_text())],
    Form.MARKDOWN: lambda answer: blocks(markdown(answer)),
}


@pytest.mark.parametrize("form", list(Form))
def test_struck_sentences_are_left_out_and_counted(form: Form) -> None:
    whole = "\n".join(text for _, text in READ[form](written("write")))
    assert "The median wait was 41 days" in whole
    assert "doubled" not in whole
    assert "each sentence was checked against the sources below" in whole
    assert "Left out: 1 sentence that they do not bear out" in whole


def test_why_the_quoted_answer_stands_instead_is_said() -> None:
    shown = [text for _, text in blocks(markdown(written("quote", remark="No sentence was borne out.")))]
    assert "No sentence was borne out." in shown
    assert "doubled" not in "".join(shown)


def test_markers_of_the_page_lead_to_their_sources() -> None:
    web = page(wait_answer("q"))
    links = [(link.get_text(), link["href"]) for link in web.select("a")]
    assert links == [("[1]", "#q1-s1"), ("[2]", "#q1-s2")]
    assert all(web.select_one(target) for _, target in links)  # type: ignore[arg-type]


def test_the_page_fetches_nothing_and_says_its_language() -> None:
    web = page(hostile_answer("<b>q</b>"))
    assert web.html["lang"] == "en-GB"  # type: ignore[index]
    policy = web.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert hostile_citation().title in web.get_text()


def test_a_conversation_numbers_its_questions() -> None:
    asked = [
        Asked(wait_answer("One?"), Filters(), AT),
        Asked(refused_answer("Two?"), Filters(kind="minutes"), AT),
    ]
    text = file_of(paper(asked, FACETS, MADE, whole=True), Form.MARKDOWN)[0].decode()
    headings = [words for tag, words in blocks(text) if tag in ("h1", "h2")]
    assert headings == ["Questions and answers", "1. One?", "2. Two?"]
    assert "Searched only\\: Minutes" in text
