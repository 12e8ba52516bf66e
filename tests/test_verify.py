"""A quotation is shown only if its words stand on the page it names."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.verify import normalise, pages_quoted, quotation, verify
from ingest.document import Block, BlockKind, Page, Span
from ingest.records import StoredText

PAGE_1 = "2.1 The ﬁrst contract ends on\n31 March 2027. It is worth"
FOOTER = "Page 1 of 2"
PAGE_2 = "£1.2m a year. A review is due."
WHOLE = f"{PAGE_1}\n{FOOTER}\n{PAGE_2}"
FOOTER_AT = Span(len(PAGE_1) + 1, len(PAGE_1) + 1 + len(FOOTER))
TEXT = StoredText(
    WHOLE,
    (Page(1, "1", 0, FOOTER_AT.end), Page(2, "2", FOOTER_AT.end + 1, len(WHOLE))),
    (Block(BlockKind.FURNITURE, FOOTER_AT.start, FOOTER_AT.end),),
    (FOOTER_AT,),
)


def span_of(words: str) -> Span:
    return Span(WHOLE.index(words), WHOLE.index(words) + len(words))


def test_line_ends_and_ligatures_are_folded_and_nothing_else() -> None:
    assert normalise("The ﬁrst  contract\nends") == "The first contract ends"
    assert normalise("re-\ncommissioned") == "re-commissioned"
    assert normalise("£1,500 – 10%") == "£1,500 – 10%"


def test_words_on_the_named_page_are_exact() -> None:
    quote = quotation(TEXT, [span_of("The ﬁrst contract ends on\n31 March 2027.")])
    assert quote == "The first contract ends on 31 March 2027."
    assert verify(quote, TEXT, 1, None) == "exact"


def test_the_right_words_with_the_wrong_page_are_refused() -> None:
    assert verify("A review is due.", TEXT, 1, None) == "not-on-page"


def test_one_altered_figure_is_refused() -> None:
    assert verify("The first contract ends on 31 March 2026.", TEXT, 1, None) == "not-on-page"


def test_a_page_that_does_not_exist_is_refused() -> None:
    assert verify("A review is due.", TEXT, 3, None) == "not-on-page"


def test_a_page_named_for_an_unpaged_format_is_refused() -> None:
    unpaged = StoredText("A review is due.", (), (), ())
    assert verify("A review is due.", unpaged, None, None) == "exact"
    assert verify("A review is due.", unpaged, 1, None) == "not-on-page"


def test_an_empty_quotation_is_refused() -> None:
    assert verify("", TEXT, 1, None) == "not-on-page"


def test_a_sentence_over_the_page_break_leaves_the_footer_out() -> None:
    span = Span(span_of("It is worth").start, span_of("£1.2m a year.").end)
    quote = quotation(TEXT, [span])
    assert quote == "It is worth … £1.2m a year."
    assert [page.number for page in pages_quoted(TEXT, [span])] == [1, 2]
    assert verify(quote, TEXT, 1, 2) == "exact"
    assert verify(quote, TEXT, 2, None) == "not-on-page"


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=60))
def test_any_stretch_of_a_text_verifies_against_it(before: str, words: str, after: str) -> None:
    whole = f"{before} {words} {after}"
    text = StoredText(whole, (), (), ())
    quote = quotation(text, [Span(len(before) + 1, len(before) + 1 + len(words))])
    assert verify(quote, text, None, None) == ("exact" if quote else "not-on-page")


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
