"""Labels: what counts as the number of a paragraph, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.labels import Style, label_of, roman, roman_value


@pytest.mark.parametrize(
    ("text", "label", "style", "body"),
    [
        ("2.4 The service costs more.", "2.4", Style.DECIMAL, "The service costs more."),
        ("1.2.3 Background", "1.2.3", Style.DECIMAL, "Background"),
        ("3.1. The review", "3.1", Style.DECIMAL, "The review"),
        ("7. How many cases are open?", "7.", Style.NUMBER, "How many cases are open?"),
        ("(4) that the report be noted", "(4)", Style.NUMBER, "that the report be noted"),
        ("3a | Adult Services", "3a", Style.NUMBER, "Adult Services"),
        ("2 - We hold this.", "2", Style.NUMBER, "We hold this."),
        ("a) Agree the budget", "a)", Style.LETTER, "Agree the budget"),
        ("5. a. By open tender", "5. a.", Style.LETTER, "By open tender"),
        ("- b. Miles driven", "b.", Style.LETTER, "Miles driven"),
        ("- 9. If so, at what cost?", "9.", Style.NUMBER, "If so, at what cost?"),
        ("(ii) the second", "(ii)", Style.ROMAN, "the second"),
        ("Q3. What is the budget?", "Q3", Style.QUESTION, "What is the budget?"),
        ("Question 12: Who decides?", "Question 12", Style.QUESTION, "Who decides?"),
        ("• Adaptations at home", "•", Style.BULLET, "Adaptations at home"),
        ("\uf0b7 Adaptations at home", "\uf0b7", Style.BULLET, "Adaptations at home"),
        ("- adaptations at home", "-", Style.BULLET, "adaptations at home"),
        ("o Training", "o", Style.BULLET, "Training"),
        ("3.", "3.", Style.NUMBER, ""),
    ],
)
def test_a_label_is_found_as_shown(text: str, label: str, style: Style, body: str) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.text, found.style, text[found.end :]) == (label, style, body)


@pytest.mark.parametrize(
    "text",
    [
        "2.5 million pounds were spent",
        "4.99% was agreed",
        "31.3.24 31.3.25",
        "2025 was the first year",
        "A20 closures in March",
        "12 Mill Lane",
        "- 5 degrees",
        "-£4.2m of savings",
        "once a year",
        "",
    ],
)
def test_figures_and_words_are_no_labels(text: str) -> None:
    assert label_of(text) is None


@given(st.integers(1, 80))
def test_roman_numerals_are_read_as_they_are_written(value: int) -> None:
    assert roman_value(roman(value)) == value


def test_an_irregular_numeral_is_none() -> None:
    assert [roman_value(text) for text in ("iiii", "ic", "vx", "")] == [None, None, None, None]
