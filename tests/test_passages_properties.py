"""Whatever the blocks, passages keep order, lose nothing, repeat nothing and stay within the limit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from test_passages_building import PAGE_END, document, words

from ingest.document import BlockKind, Document, Passage, Span, without_gaps
from ingest.passages import cut, table_header

VOCABULARY = (
    "the",
    "council",
    "holds",
    "of",
    "beds",
    "none",
    "see",
    "question",
    "£1,204",
    "2023/24",
    "(estimated)",
)
PHRASES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=30).map(" ".join)
STARTS = st.sampled_from(
    (
        "",
        "",
        "",
        "# ",
        "## ",
        "1. ",
        "2. ",
        "3. ",
        "a. ",
        "b. ",
        "• ",
        "2.4 ",
        "{1.} ",
        "| x | ",
        "|! x | ",
        "~ ",
    )
)
SET_LINES = st.sampled_from(
    (
        "Dear requester",
        "Thank you for your request under the Freedom of Information Act 2000.",
        "You asked:",
        "Your request",
        "Our response:",
        "Response",
        "1. How many beds are there?",
        "2. What do they cost?",
        "3. Who runs them? Not held.",
        "How many carers are there?",
        "3.",
        "{2010.}",
        "|! Question | Answer",
        "| 4. How many? | Nine.",
        "Reference number: FOI 9",
        "From: clerk@council.example",
        "Key decision criteria. The decision will:",
        "Recommendations:",
        "Appendix B: figures",
        "# Appendix B: figures",
        "Table 2 – beds by district",
        "Yours faithfully",
        "If you are unhappy with our reply you may ask for an internal review.",
        PAGE_END,
    )
)
LINES = st.lists(
    st.one_of(SET_LINES, st.builds("".join, st.tuples(STARTS, PHRASES))), min_size=0, max_size=40
)


def characters(text: str) -> int:
    """A count that does not add up word by word, as no tokeniser's need do."""
    return len(text) // 4 + 1


COUNTERS = st.sampled_from((words, characters))
LIMITS = st.integers(min_value=3, max_value=80)


def furniture(source: Document) -> list[Span]:
    return [Span(block.start, block.end) for block in source.blocks if block.kind is BlockKind.FURNITURE]


def visible(source: Document, one: Passage) -> str:
    left = without_gaps(Span(one.start, one.end), furniture(source))
    return "".join(source.text[span.start : span.end] for span in left)


def positions(source: Document, spans: list[Span]) -> list[int]:
    """The offsets of every visible character in the spans."""
    return [at for span in spans for at in range(span.start, span.end) if not source.text[at].isspace()]


@given(lines=LINES, count=COUNTERS, limit=LIMITS)
def test_every_character_of_content_stands_in_exactly_one_passage(
    lines: list[str], count: Callable[[str], int], limit: int
) -> None:
    source = document(*lines)
    content = [Span(b.start, b.end) for b in source.blocks if b.kind is not BlockKind.FURNITURE]
    found = cut(source, count, limit)
    kept = [left for one in found for left in without_gaps(Span(one.start, one.end), furniture(source))]
    assert positions(source, kept) == positions(source, content)


@given(lines=LINES, count=COUNTERS, limit=LIMITS)
def test_passages_are_numbered_in_order_and_do_not_overlap(
    lines: list[str], count: Callable[[str], int], limit: int
) -> None:
    found = cut(document(*lines), count, limit)
    assert [one.ordinal for one in found] == list(range(len(found)))
    for before, after in pairwise(found):
        assert before.start < before.end <= after.start


@given(lines=LINES, count=COUNTERS, limit=LIMITS)
def test_no_passage_counts_more_than_the_limit(
    lines: list[str], count: Callable[[str], int], limit: int
) -> None:
    source = document(*lines)
    for one in cut(source, count, limit):
        assert count(one.text) <= limit
        assert one.text == visible(source, one)
        assert one.text.strip()


@given(lines=LINES, limit=st.integers(min_value=3, max_value=200))
def test_questions_and_answers_lie_in_the_document_and_answers_in_their_passage(
    lines: list[str], limit: int
) -> None:
    source = document(*lines)
    for one in cut(source, words, limit):
        if one.question:
            assert 0 <= one.question.start < one.question.end <= len(source.text)
        if one.answer:
            assert one.start <= one.answer.start < one.answer.end <= one.end


@given(lines=LINES)
def test_boilerplate_never_asks_or_answers(lines: list[str]) -> None:
    source = document(*lines)
    for one in cut(source, words, 60):
        assert not (one.boilerplate and (one.question or one.answer))


@given(lines=LINES, limit=LIMITS)
def test_the_header_of_a_table_is_at_most_sixty_words(lines: list[str], limit: int) -> None:
    source = document(*lines)
    for one in cut(source, words, limit):
        assert words(table_header(source, one)) <= 60


@given(text=st.text(alphabet="ab. ?", min_size=1, max_size=300), limit=st.integers(min_value=1, max_value=5))
def test_a_block_without_structure_is_parted_to_fit(text: str, limit: int) -> None:
    for one in cut(document(text + "x"), letters, limit):
        assert letters(one.text) <= limit


def letters(text: str) -> int:
    return sum(not character.isspace() for character in text)
