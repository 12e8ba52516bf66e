"""A model's words as they come: where sentences end, which sources they name, what is left of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.write.sentences import Sentence, SentenceStream


def said(text: str, sources: int = 2, step: int = 7) -> list[Sentence]:
    """The sentences of a reply that comes in pieces of ``step`` characters."""
    stream = SentenceStream(sources)
    found = [each for at in range(0, len(text), step) for each in stream.feed(text[at : at + step])]
    return found + stream.end()


def test_each_sentence_is_given_with_its_markers_and_without_them_in_its_text() -> None:
    assert said("38 people waited [1]. The van cost £1.5m in 2023/24 [1, 2].") == [
        Sentence("38 people waited.", (1,), starts_paragraph=True),
        Sentence("The van cost £1.5m in 2023/24.", (1, 2)),
    ]


@pytest.mark.parametrize(
    ("written", "markers"),
    [
        ("It ends in May. [2]", (2,)),
        ("It ends in May.[2]", (2,)),
        ("It ends in May [Source 2].", (2,)),
        ("It ends in May (source 2).", (2,)),
        ("It ends in May [1-2].", (1, 2)),
        ("It ends in May [1][2].", (1, 2)),
        ("It ends in May 【2】.", (2,)),
        ("It ends in May.", ()),
    ],
)
def test_a_marker_is_read_however_it_is_written(written: str, markers: tuple[int, ...]) -> None:
    assert said(written) == [Sentence("It ends in May.", markers, starts_paragraph=True)]


def test_a_marker_after_a_full_stop_belongs_to_the_sentence_before_it() -> None:
    first, second = said("It ends in May. [2] A new one starts in June [1].")
    assert (first.text, first.markers) == ("It ends in May.", (2,))
    assert (second.text, second.markers) == ("A new one starts in June.", (1,))


def test_a_marker_that_names_no_source_is_kept_as_written_and_never_renumbered() -> None:
    [sentence] = said("It ends in May [1, 7].", sources=2)
    assert sentence.markers == (1,)
    assert sentence.unknown == ("[7]",)


def test_the_mark_around_the_sources_is_no_source() -> None:
    [sentence] = said("It ends in May [32aca5b3e4ee0208].")
    assert (sentence.text, sentence.unknown) == ("It ends in May.", ("[32aca5b3e4ee0208]",))


def test_years_and_clauses_in_brackets_are_no_markers() -> None:
    [sentence] = said("Section 43 (2) was applied (in 2023).", sources=2)
    assert sentence.text == "Section 43 (2) was applied (in 2023)."
    assert sentence.unknown == ()


def test_lines_and_bullets_start_paragraphs_and_markdown_is_taken_off() -> None:
    assert said("**Vans**\n- One was *sold* [1].\n2. Two `were` kept.\n") == [
        Sentence("Vans", starts_paragraph=True),
        Sentence("One was sold.", (1,), starts_paragraph=True),
        Sentence("Two were kept.", starts_paragraph=True),
    ]


def test_abbreviations_and_decimals_end_no_sentence() -> None:
    [sentence] = said("Rates, e.g. those of para. 3.2, rose by 4.5 per cent.")
    assert sentence.text == "Rates, e.g. those of para. 3.2, rose by 4.5 per cent."


def test_what_is_not_yet_a_sentence_can_be_shown_without_its_marker() -> None:
    stream = SentenceStream(1)
    stream.feed("The lease **ends** in")
    assert stream.rest == "The lease ends in"
    stream.feed(" May [1]")
    assert stream.rest == "The lease ends in May"


def test_links_and_mark_up_stay_text() -> None:
    [sentence] = said("See [the site](https://example.org) <b>now</b>.")
    assert sentence.text == "See [the site](https://example.org) <b>now</b>."


SCRAPS = st.sampled_from(
    [
        "The lease ends",
        "May",
        ".",
        " ",
        "\n",
        "[1]",
        "[7",
        "]",
        "(source 2)",
        "- ",
        "**",
        "£1.5m",
        "e.g.",
        "?",
        "A",
    ]
)


@given(st.lists(SCRAPS, max_size=25).map("".join), st.integers(1, 9))
def test_how_the_words_are_cut_into_pieces_makes_no_difference(text: str, step: int) -> None:
    assert said(text, step=step) == said(text, step=max(1, len(text)))


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    for sentence in said(text):
        assert sentence.text or sentence.unknown
        assert "\n" not in sentence.text
