"""Each layout in which authorities answer requests: a question is found together with its own answer."""

from __future__ import annotations

from test_passages_building import answers, document, passages, said, words

from ingest.document import PassageKind
from ingest.passages import cut

LETTER = ("Dear requester", "Thank you for your request under the Freedom of Information Act 2000.")


def test_a_letter_that_repeats_each_question_gives_one_passage_a_question() -> None:
    found = answers(
        *LETTER,
        "You asked us for the following information:",
        "1. Number of library vans in service",
        "We do not hold this information.",
        "You could ask the depot, which may hold it:",
        "https://depot.example/vans",
        "2. How many miles did they drive?",
        "Please see the answer to Question 1.",
    )
    assert found == {
        "Question 1": (
            "Number of library vans in service",
            "We do not hold this information. You could ask the depot, which may hold it: https://depot.example/vans",
        ),
        "Question 2": ("How many miles did they drive?", "Please see the answer to Question 1."),
    }


def test_sub_questions_with_answers_on_their_own_line_stay_with_their_question() -> None:
    found = answers(
        *LETTER,
        "5. If you hire vans, by which of these routes:",
        "a. By tender No.",
        "b. Directly Short hire, by the week.",
        "c. Other (please describe)",
        "Not applicable.",
    )
    assert found["Question 5"] == (
        "If you hire vans, by which of these routes:",
        "a. By tender No. b. Directly Short hire, by the week. c. Other (please describe) Not applicable.",
    )


def test_sub_questions_answered_together_are_part_of_the_question() -> None:
    found = answers(
        *LETTER,
        "9. If yes, please give the cost of:",
        "- a. a day",
        "- b. a week",
        "Not applicable.",
        "10. Who keeps the list?",
        "The depot.",
    )
    assert found["Question 9"] == (
        "If yes, please give the cost of: - a. a day - b. a week",
        "Not applicable.",
    )


def test_an_answer_on_the_line_of_its_question_is_told_apart() -> None:
    found = answers(*LETTER, "8. Is there a ceiling price? Please see the answer to Question 7.")
    assert found["Question 8"] == ("Is there a ceiling price?", "Please see the answer to Question 7.")


def test_a_second_sentence_that_asks_is_no_answer() -> None:
    found = answers(*LETTER, "1. Do you use a rota system? If so, please name it.", "Rotaplan")
    assert found["Question 1"] == ("Do you use a rota system? If so, please name it.", "Rotaplan")


def test_an_answer_numbered_again_belongs_to_the_question_of_its_number() -> None:
    found = answers(
        *LETTER,
        "1. Which systems does the council use?",
        "1. Rotaplan (days) Nightplan (nights)",
        "2. Since when?",
        "{2010.}",
        "3. What did they cost?",
        "3. £40,000",
    )
    assert found == {
        "Question 1": ("Which systems does the council use?", "Rotaplan (days) Nightplan (nights)"),
        "Question 2": ("Since when?", "2010."),
        "Question 3": ("What did they cost?", "£40,000"),
    }


def test_a_figure_at_the_start_of_an_answer_is_not_taken_for_a_number() -> None:
    found = answers(
        *LETTER,
        "6. How many homes were inspected?",
        "127. Of these, 18 were inspected twice.",
        "7. How many failed?",
        "8. One of them has closed since.",
        "8. Which one?",
        "Elm Lodge.",
    )
    assert found["Question 6"][1] == "127. Of these, 18 were inspected twice."
    assert found["Question 7"] == ("How many failed?", "8. One of them has closed since.")


def test_a_numbered_list_in_an_answer_is_not_torn_into_questions() -> None:
    found = answers(
        *LETTER,
        "1. Which depots are open?",
        "1. North",
        "2. East",
        "3. South",
        "2. Who runs them?",
        "The council.",
    )
    assert list(found) == ["Question 1", "Question 2"]
    assert found["Question 2"] == ("Who runs them?", "The council.")


def test_numbers_lost_in_conversion_are_counted_anew() -> None:
    found = answers(
        *LETTER,
        "Your questions and our answers follow below:",
        "1. Does the council use a rota system? If so, please name the supplier(s).",
        "2. Rotaplan (days) Nightplan (nights)",
        "3. What is the start date? (dd/mm/yy)",
        "4.",
        "1. What did it cost in 2020?",
        "About £10k",
        "1. If you use an agency, which of these apply:",
        "1. By tender No.",
        "2. Lists No.",
        "Not applicable.",
        "1. Where are the rotas kept?",
        "Please see the answer to Question 1.",
    )
    assert list(found) == [f"Question {number}" for number in range(1, 6)]
    assert found["Question 1"][1] == "Rotaplan (days) Nightplan (nights)"
    assert found["Question 4"][1] == "By tender No. 2. Lists No. Not applicable."
    assert found["Question 5"] == ("Where are the rotas kept?", "Please see the answer to Question 1.")


def test_questions_without_any_number_are_known_by_their_words() -> None:
    found = answers(
        *LETTER,
        "You asked us for the following information:",
        "Number of swimming lessons given in 2023",
        "We gave 1,940 lessons.",
        "Who is responsible for the pool?",
        "Name",
        "Job title",
        "The Leisure Manager, whose name we do not publish.",
        "If yes, please give the price of:",
        "A single lesson",
        "A course",
        "Not applicable.",
    )
    assert found == {
        "Question 1": ("Number of swimming lessons given in 2023", "We gave 1,940 lessons."),
        "Question 2": (
            "Who is responsible for the pool? Name Job title",
            "The Leisure Manager, whose name we do not publish.",
        ),
        "Question 3": ("If yes, please give the price of: A single lesson A course", "Not applicable."),
    }


def test_all_questions_first_and_all_answers_after_are_matched_by_number() -> None:
    found = answers(
        "Dear requester",
        "I refer to your request under the Freedom of Information Act 2000.",
        "Your Request:-",
        "“1. How many libraries lend tools? They are listed here:",
        "http://tools.example/list",
        "2. How many people borrowed one?",
        "3. What did it cost?”",
        "4. Who pays?",
        "Our Response:-",
        "1.Four.",
        "2 We do not hold this.",
        "3.",
        "29",
        "4) The county.",
    )
    assert found.pop("Questions 1 to 4")[1] is None
    assert found == {
        "Question 1": (
            "How many libraries lend tools? They are listed here: http://tools.example/list",
            "Four.",
        ),
        "Question 2": ("How many people borrowed one?", "We do not hold this."),
        "Question 3": ("What did it cost?”", "29"),
        "Question 4": ("Who pays?", "The county."),
    }


def test_an_answer_apart_is_found_by_its_own_words_alone() -> None:
    source = document(
        *LETTER,
        "Your questions",
        "1. How many?",
        "2. Since when?",
        "Our answers",
        "1. Nine.",
        "2. Since May.",
    )
    second = cut(source, words, 150)[-1]
    assert (second.section, second.text) == ("Question 2", "2. Since May.")
    assert said(source, second.question) == "Since when?"


def test_what_is_said_before_the_first_answer_answers_the_whole_request() -> None:
    found = answers(
        *LETTER,
        "You asked:",
        "1. Do you return the survey?",
        "2. If so, please send it.",
        "Your request was handled under the Act.",
        "I can confirm that the borough holds the information. However, part of it is withheld, because we"
        " consider that an exemption applies to it. What is not withheld is set out here.",
        "1 – Yes, each year",
        "2 - Section 21 applies to it.",
    )
    assert found["Question 1"][1] == "Yes, each year"
    assert found["Question 2"][1] == "Section 21 applies to it."
    assert (found["Questions 1 and 2"][1] or "").startswith("Your request was handled")


def test_answers_that_name_the_questions_they_answer() -> None:
    found = answers(
        *LETTER,
        "You asked:",
        "1. How many buses run?",
        "2. Who runs them?",
        "3. Which depots are used?",
        "Response to questions 1 and 2",
        "Sixty, run by Fairlane.",
        "Response to question 3",
        "Two depots.",
    )
    assert found["Questions 1 and 2"][0] == "How many buses run? 2. Who runs them?"
    assert found["Question 3"] == ("Which depots are used?", "Two depots.")


def test_parallel_bullets_are_matched_in_their_order() -> None:
    lines = (
        *LETTER,
        "You asked for the following information:",
        "For 2024/25, please state:",
        "• grants made",
        "• grants refused",
        "Below are the responses:",
        "• 412",
        "• 37",
    )
    found = answers(*lines)
    assert found["Question 1"] == ("grants made", "412")
    assert found["Question 2"] == ("grants refused", "37")
    assert passages(*lines)[-1].heading_path == ("For 2024/25, please state",)


def test_a_record_of_a_disclosure_log_is_one_question_with_its_answer() -> None:
    found = passages(
        "# Information request: street lights",
        "# Request",
        "How many street lights are there?",
        "# Response",
        "There are 12,450.",
        "# Reference number",
        "IR-77",
        "# Date request received",
        "3 May 2024",
    )
    assert [one.section for one in found] == ["Request", "Information request: street lights"]
    assert found[0].kind is PassageKind.QUESTION_ANSWER
    assert found[1].text.split("\n") == ["Reference number", "IR-77", "Date request received", "3 May 2024"]


def test_a_record_with_labels_beside_its_values() -> None:
    found = answers(
        "Request: How many street lights are there?",
        "Response: There are 12,450.",
        "Reference number: 77",
        "Date request received: 3 May 2024",
    )
    assert found == {"Request": ("How many street lights are there?", "There are 12,450.")}


def test_a_table_of_questions_and_answers_gives_a_passage_a_row() -> None:
    found = passages(
        "|! Question | Answer",
        "| 1. How many homes are there? | 14",
        "| 2. What did they cost? | See response to question 1.",
    )
    assert [one.section for one in found] == ["Question 1", "Question 2"]
    assert found[0].text == "Question\tAnswer\n1. How many homes are there?\t14"
    assert found[1].refers_to == ("Question 1",)


def test_a_log_with_a_row_a_request_is_known_by_its_references() -> None:
    found = answers(
        "|! Ref | Date | Request | Response",
        "| F1 | 1/2/24 | How many skips? | 12 skips",
        "| F2 | 2/2/24 | E-mails about skips | Refused, section 12",
    )
    assert found == {
        "Request F1": ("How many skips?", "12 skips"),
        "Request F2": ("E-mails about skips", "Refused, section 12"),
    }


def test_one_refusal_for_the_whole_request_is_linked_to_all_of_it() -> None:
    found = answers(
        *LETTER,
        "You requested:",
        "1. All e-mails about the bypass",
        "2. All letters about the bypass",
        "The council estimates that compliance would cost more than £450. Section 12 applies.",
    )
    assert found == {
        "Questions 1 and 2": (
            "All e-mails about the bypass 2. All letters about the bypass",
            "The council estimates that compliance would cost more than £450. Section 12 applies.",
        )
    }


def test_one_refusal_for_a_group_is_linked_to_the_group_alone() -> None:
    found = answers(
        *LETTER,
        "1. How many staff are there?",
        "14 staff.",
        "2. What are they paid?",
        "3. What are their grades?",
        "4. Where is the chart?",
        "The answers to the above three questions are exempt under section 21.",
        "5. Who leads them?",
        "The Head of Service.",
    )
    assert found["Questions 2 to 4"] == (
        "What are they paid? 3. What are their grades? 4. Where is the chart?",
        "The answers to the above three questions are exempt under section 21.",
    )
    assert found["Question 5"][1] == "The Head of Service."


def test_labels_before_question_and_answer() -> None:
    assert answers(*LETTER, "Q1. How many?", "A1. Sixty.", "Q2: Who?", "A2: Fairlane.") == {
        "Question 1": ("How many?", "Sixty."),
        "Question 2": ("Who?", "Fairlane."),
    }
    assert answers(*LETTER, "Question 1", "How many?", "Answer", "Sixty.") == {
        "Question 1": ("How many?", "Sixty.")
    }
    assert answers(*LETTER, "Q. How many?", "A. Sixty.", "Q. Who?", "A. Fairlane.") == {
        "Question 1": ("How many?", "Sixty."),
        "Question 2": ("Who?", "Fairlane."),
    }


def test_a_request_in_quotation_marks_is_answered_by_what_follows() -> None:
    found = answers(
        *LETTER,
        "You asked us for the following information:",
        "“The total spent on taxis in each of the last two years.”",
        "The council spent £3.1m and £3.4m.",
    )
    assert found == {
        "Request": (
            "“The total spent on taxis in each of the last two years.”",
            "The council spent £3.1m and £3.4m.",
        )
    }


def test_a_heading_over_some_questions_stands_in_their_heading_path() -> None:
    found = passages(
        *LETTER,
        "## Buses",
        "1. How many?",
        "Sixty.",
        "2. How old?",
        "Nine years.",
        "## Trams",
        "3. How many?",
        "Two.",
    )
    assert [(one.section, one.heading_path) for one in found[1:]] == [
        ("Question 1", ("Buses",)),
        ("Question 2", ("Buses",)),
        ("Question 3", ("Trams",)),
    ]
    assert found[1].text.startswith("Buses\n1. How many?")


def test_a_long_answer_is_parted_and_every_part_keeps_its_question() -> None:
    answer = [f"{letter}. In this area {'many words stand ' * 8}here." for letter in "abcd"]
    source = document(*LETTER, "5. What stands in each area?", *answer)
    parts = [one for one in cut(source, words, 60) if one.kind is PassageKind.QUESTION_ANSWER]
    assert [one.section for one in parts] == ["Question 5", "Question 5b to c", "Question 5d"]
    assert all((said(source, one.question) or "").startswith("What stands in each area?") for one in parts)


def test_references_are_named_and_point_into_the_document() -> None:
    found = passages(
        *LETTER,
        "1. How many?",
        "Nine.",
        "2. Since when?",
        "As above.",
        "3. Where?",
        "As per Q1, and see our reply to point (2).",
        "4. By whom?",
        "See the answers to questions 1 to 3; question 12 of last year was another.",
    )
    assert [one.refers_to for one in found[1:]] == [
        (),
        ("Question 1",),
        ("Question 1", "Question 2"),
        ("Question 1", "Question 2", "Question 3"),
    ]


def test_the_letterhead_and_the_standard_wording_are_kept_apart_from_the_answers() -> None:
    found = passages(
        "Fellwick Borough Council",
        "Town Hall, Fellwick",
        *LETTER,
        "1. How many?",
        "Nine.",
        "If you are dissatisfied with this reply, you may ask us for a review.",
        "You can write to the Information Commissioner at Wycliffe House.",
        "Please quote the above reference number.",
        "Yours faithfully",
        "Information Team",
    )
    assert [(one.section, one.boilerplate) for one in found] == [
        ("Letterhead", False),
        ("Question 1", False),
        ("Standard wording", True),
    ]
    assert found[2].text.endswith("Information Team")


def test_answers_in_an_annex_after_the_standard_wording_are_found() -> None:
    found = answers(
        *LETTER,
        "If you are unhappy with our reply you may ask for an internal review.",
        "Yours sincerely",
        "# Annex",
        "1. How many?",
        "Nine.",
    )
    assert found == {"Question 1": ("How many?", "Nine.")}


def test_a_report_about_requests_is_not_torn_into_questions() -> None:
    found = passages(
        "# Requests for information in 2024",
        "# 1. Background",
        "1.1 The council received 1,204 requests under the Freedom of Information Act 2000.",
        "1.2 Is that more than before? It is a tenth more.",
        "# 2. Next steps",
        "2.1 Note the report.",
    )
    assert {one.kind for one in found} == {PassageKind.PROSE}
    assert [one.section for one in found][-1] == "2.1"


def test_the_messages_of_an_e_mail_thread_are_kept_apart() -> None:
    found = passages(
        "Our first answer was wrong. The service accepted 9,875 referrals.",
        "On Tue, 4 Feb 2025 at 18:22, requester@mail.example wrote:",
        "> I think the number is too high.",
        "> On Thu, 30 Jan 2025 at 15:05, info@board.example wrote:",
        "> > The service accepted 13,140 referrals.",
    )
    assert [one.text.split("\n")[-1] for one in found] == [
        "Our first answer was wrong. The service accepted 9,875 referrals.",
        "> I think the number is too high.",
        "> > The service accepted 13,140 referrals.",
    ]
