"""Where quotations stand in the stored text."""

from builders import stored_text
from hypothesis import given
from hypothesis import strategies as st

from assistant.source.letters import letters
from assistant.source.placed import Wanted, spans_of, wanted_on
from assistant.verify import normalise, quotation
from ingest.document import Page, Span
from ingest.records import StoredText


def unpaged(text: str) -> StoredText:
    return StoredText(text, (), (), ())


def words(text: StoredText, quote: str, near: Span | None = None) -> list[str]:
    return [text.text[span.start : span.end] for span in spans_of(quote, text, near, text.pages)]


def test_letters_are_what_two_readers_of_a_page_agree_on() -> None:
    assert letters("The ﬁrst  of-\nﬁce\u00ad is\u200b £5").text == "Thefirstofficeis£5"
    assert letters("cafe\u0301").text == letters("caf\u00e9").text
    assert letters("a b").places == (0, 2)
    assert letters("ﬁ").places == (0, 0)
    assert letters("\U00010c80").text == "\ud803\udc80"


def test_a_quotation_is_found_across_line_ends_and_ligatures() -> None:
    text = stored_text("The ﬁrst report was\nagreed by joint commis-\nsioning.")
    assert words(text, "The first report was agreed by joint commis-sioning.") == [text.text]


def test_each_part_of_a_quotation_has_its_span() -> None:
    text = stored_text("Heading Agreed budget", "Staffing £318,400", "Equipment £96,250")
    assert words(text, "Heading Agreed budget … Equipment £96,250") == [
        "Heading Agreed budget",
        "Equipment £96,250",
    ]


def test_an_ellipsis_of_the_document_itself_is_no_join() -> None:
    text = stored_text("We agreed … in the end.")
    assert words(text, "We agreed … in the end.") == ["We agreed … in the end."]


def test_of_repeated_words_those_of_the_passage_are_taken() -> None:
    text = stored_text("North", "None waited.", "South", "None waited.")
    second = text.text.rindex("None")
    assert spans_of("None waited.", text, Span(second, second + 12), text.pages) == (
        Span(second, second + 12),
    )
    assert spans_of("None waited.", text, Span(0, 20), text.pages) == (Span(6, 18),)


def test_headings_before_the_passage_are_the_nearest_above_it() -> None:
    text = stored_text("Year Cost", "2022 £1", "Year Cost", "2023 £2")
    row = text.text.index("2023")
    first, second = spans_of("Year Cost … 2023 £2", text, Span(row, row + 7), text.pages)
    assert first.start == text.text.rindex("Year")
    assert second.start == row


def test_a_quotation_that_is_not_there_whole_has_no_span() -> None:
    text = stored_text("The plan was agreed.")
    assert spans_of("The plan was refused.", text, None, text.pages) == ()
    assert spans_of("The plan … refused", text, None, text.pages) == ()


def test_without_pages_the_text_round_the_passage_is_searched_first() -> None:
    text = unpaged("Cost £5. " + "x" * 60_000 + " Cost £5.")
    last = len(text.text) - 8
    assert spans_of("Cost £5.", text, Span(last, last + 8), ()) == (Span(last, last + 8),)
    assert spans_of("Cost £5.", text, None, ()) == (Span(0, 8),)


def test_what_is_wanted_on_a_page_names_its_surroundings() -> None:
    text = StoredText("Ash 5\nElm 5\nOak 5\n", (Page(1, None, 0, 12), Page(2, None, 12, 18)), (), ())
    elm, oak = Span(10, 11), Span(16, 17)
    assert wanted_on(text.pages[0], [elm, oak], text) == (Wanted("5", "Ash5Elm", "", 1),)
    assert wanted_on(text.pages[1], [elm, oak], text) == (Wanted("5", "Oak", "", 0),)


@given(st.text(alphabet="ab £5-\u00adﬁ\n", max_size=60), st.data())
def test_whatever_is_quoted_is_found_with_the_same_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    held = StoredText(text, (Page(1, None, 0, len(text)),), (), ())
    quote = quotation(held, [Span(start, end)])
    found = spans_of(quote, held, Span(start, end), held.pages)
    assert bool(found) == bool(letters(quote).text)
    for span in found:
        assert letters(normalise(text[span.start : span.end])).text == letters(quote).text
