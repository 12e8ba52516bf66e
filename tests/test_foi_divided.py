"""What was asked together comes apart, each part with the words that answer it."""

from __future__ import annotations

from foi_exchanges import exchange

from assistant.foi.past.divided import divided


def parts(question: str, answer: str, number: str = "7", last: str = "") -> dict[str, tuple[str, str]]:
    """Number -> (what was asked, what was answered)."""
    one = exchange(question, answer, number, last)
    return {
        part.number: (
            " ".join(one.words(span) for span in part.asked),
            " ".join(one.words(span) for span in part.answer),
        )
        for part in divided(one)
    }


def test_a_question_without_parts_stays_whole() -> None:
    assert parts("How many? ", "58.") == {"7": ("How many?", "58.")}


def test_parts_that_go_on_in_the_answer_share_the_sentence_that_names_them() -> None:
    found = parts(
        "Who are your preferred suppliers of equipment: a. Name of supplier",
        "Swanbeck Loans (NHS).\n\n- b. Cost per visit\n- c. Travel costs\n\n"
        "Please contact www.swanbeck.example to request the information for b and c above.",
    )
    shared = "Please contact www.swanbeck.example to request the information for b and c above."
    assert found == {
        "7.a": ("Who are your preferred suppliers of equipment: Name of supplier", "Swanbeck Loans (NHS)."),
        "7.b": ("Who are your preferred suppliers of equipment: Cost per visit", shared),
        "7.c": ("Who are your preferred suppliers of equipment: Travel costs", shared),
    }


def test_an_answer_by_label_on_one_line_with_a_group_at_its_end() -> None:
    found = parts(
        "How many were eligible\na. in all\nb. under the fast track\nc. by need\nd. under 25?",
        "a. 1,086. b. 217. For c and d above we do not hold the split.",
    )
    assert {number: answer for number, (_, answer) in found.items()} == {
        "7.a": "1,086.",
        "7.b": "217.",
        "7.c": "For c and d above we do not hold the split.",
        "7.d": "For c and d above we do not hold the split.",
    }
    assert found["7.b"][0] == "How many were eligible under the fast track"


def test_items_that_repeat_the_question_with_the_answer_behind_it() -> None:
    found = parts(
        "By which route does the council buy?",
        "a. Framework agreement No.\nb. Direct relationships Spot purchasing, time limited.\n"
        "c. Other (please describe)\nNot applicable.",
    )
    assert found["7.a"] == ("By which route does the council buy? Framework agreement", "No.")
    assert found["7.b"][1] == "Spot purchasing, time limited."
    assert found["7.c"] == ("By which route does the council buy? Other (please describe)", "Not applicable.")


def test_parts_without_answers_of_their_own_have_the_common_one() -> None:
    found = parts("If yes, give the cost of:\n- a. an assessment\n- b. travel", "Not applicable.")
    assert found == {
        "7.a": ("If yes, give the cost of: an assessment", "Not applicable."),
        "7.b": ("If yes, give the cost of: travel", "Not applicable."),
    }


def test_what_the_answer_tells_before_its_parts_belongs_to_the_whole_question() -> None:
    found = parts(
        "Which firms are on the list, and what do you pay for\na. a visit\nb. travel?",
        "Two firms: Kestrelbank and Broadholt.\nThe prices asked for at a and b above are refused.",
    )
    assert found["7"][1].startswith("Two firms: Kestrelbank and Broadholt.")
    assert found["7.a"][1] == found["7.b"][1] == "The prices asked for at a and b above are refused."


def test_options_to_choose_from_are_no_parts() -> None:
    question = "Please state which agreement below is in place\n- A) An even share\n- B) Other (please state)"
    assert list(parts(question, "Each case is discussed.")) == ["7"]


def test_questions_refused_all_at_once_each_have_the_refusal() -> None:
    question = "a copy of every invoice\n- the grade of each worker\n- the name of each manager"
    found = parts(question, "We refuse your request under section 12.", "1", "3")
    assert found["2"] == ("the grade of each worker", "We refuse your request under section 12.")
    assert list(found) == ["1", "2", "3"]


def test_numbered_questions_answered_together_keep_their_numbers() -> None:
    found = parts("What is the limit?\n(2) Who qualifies?", "See www.example.org for both.", "1", "2")
    assert found["2"][0] == "Who qualifies?"
