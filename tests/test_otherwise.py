"""Of two answers with the same years, the one whose question the sentence speaks of is believed."""

from assistant.write.otherwise import is_of_other_question

POWERED = "1. What was the wait for a powered wheelchair? 2021/22 = 33.5 weeks."
MANUAL = "2. And for a manual wheelchair? 2021/22 = 15 weeks."


def test_a_question_that_goes_on_from_another_is_what_the_sentence_speaks_of() -> None:
    assert is_of_other_question("For a manual wheelchair the wait was 15 weeks.", POWERED, MANUAL)
    assert not is_of_other_question("For a powered wheelchair the wait was 15 weeks.", POWERED, MANUAL)
