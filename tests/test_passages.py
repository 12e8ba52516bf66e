"""Reports, records, minutes and tables: cut where their structure parts, and named for a person."""

from __future__ import annotations

import pytest
from test_passages_building import document, passages, words

from ingest.document import PassageKind, page_at
from ingest.passages import cut, section_names, table_header, table_headers

SENTENCE = "The panel met in May and agreed the plan for the year. "


def paragraph(count: int) -> str:
    return (SENTENCE * count).strip()


def test_the_public_surface_is_small() -> None:
    from ingest import passages as room

    assert room.__all__ == ["cut", "section_names", "table_header", "table_headers"]


def test_a_document_without_words_has_no_passages() -> None:
    assert passages() == []
    assert passages("~ Page 1 of 1") == []


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        cut(document("Some words"), words, 0)


def test_top_level_sections_are_never_mixed_and_headings_stay_with_their_words() -> None:
    found = passages("# 1. Background", "1.1 Short.", "# 2. Costs", "2.1 Also short.")
    assert [(one.section, one.text) for one in found] == [
        ("1.1", "1. Background\n1.1 Short."),
        ("2.1", "2. Costs\n2.1 Also short."),
    ]


def test_short_neighbours_of_one_section_are_merged_and_long_ones_are_not() -> None:
    found = passages(
        "# 6. Implications",
        "## 6.1 Risk",
        "None.",
        "## 6.2 Climate",
        "None.",
        "## 6.3 Money",
        paragraph(12),
        limit=150,
    )
    assert [one.section for one in found] == ["6.1 Risk; 6.2 Climate", "6.3 Money"]
    assert found[0].heading_path == ("6. Implications",)


def test_numbered_paragraphs_name_the_passage() -> None:
    lines = [f"2.{number} {paragraph(5)}" for number in (1, 2, 3)]
    found = passages("# 2. Background", *lines, limit=125)
    assert [one.section for one in found] == ["2.1", "2.2 to 2.3"]
    assert {one.heading_path for one in found} == {("2. Background",)}


def test_a_paragraph_of_an_appendix_is_located_by_both() -> None:
    found = passages("# 3. Issues", "3.1 Text.", "# Appendix B: Model", "## 1. Principles", "1.2 Words.")
    assert found[-1].section == "Appendix B, 1.2"
    assert found[-1].heading_path == ("Appendix B: Model", "1. Principles")


def test_numbers_outrank_the_levels_that_a_layout_suggests() -> None:
    found = passages("# 1. First", "1.1 One.", "### 2. Second", "2.1 Two.", "## 3. Third", "3.1 Three.")
    assert [one.heading_path for one in found] == [("1. First",), ("2. Second",), ("3. Third",)]


def test_a_heading_printed_again_on_the_next_page_opens_nothing() -> None:
    found = passages("# Record", "## Reasons", paragraph(3), "---", "# Record", paragraph(3), limit=40)
    assert {one.section for one in found} == {"Reasons"}


def test_a_list_of_one_title_is_a_heading() -> None:
    found = passages("{1. }Decision", "The contract is extended.", "{2. }Reasons", "It works well.")
    assert [one.section for one in found] == ["1. Decision", "2. Reasons"]


def test_recommendations_stay_with_their_lead_in() -> None:
    found = passages(
        "# Award of the contract",
        paragraph(9),
        "Recommendation: The committee is asked to:",
        "a) award the contract for three years;",
        "b) note the price of £3.96 million a year; and",
        "c) let the director sign.",
        limit=120,
    )
    assert found[-1].section == "Recommendation"
    assert found[-1].text.startswith("Recommendation: The committee is asked to:\na) award")
    assert found[-1].text.endswith("c) let the director sign.")


def test_the_fields_of_a_front_and_a_contact_stay_together() -> None:
    found = passages(
        "# Care at home",
        "To: Adults Committee",
        "From: Director of Adults",
        "Meeting date: 4 June 2024",
        "Key decision: Yes",
        "# 1. Background",
        paragraph(8),
        "Officer contact:",
        "Name: on request",
        "Post: Commissioning Manager",
        "Email: care@council.example",
        limit=100,
    )
    assert found[0].section == "Front page"
    assert found[0].text.endswith("Key decision: Yes")
    assert found[-1].text.split("\n") == [
        "Officer contact:",
        "Name: on request",
        "Post: Commissioning Manager",
        "Email: care@council.example",
    ]


def test_a_sentence_over_a_page_break_stays_whole_and_leaves_the_furniture_out() -> None:
    source = document(
        paragraph(4),
        "It limits the council's view of value for",
        "~ Page 1 of 2",
        "---",
        "money, as other models cannot be compared.",
        paragraph(4),
    )
    broken = next(one for one in cut(source, words, 40) if "value for" in one.text)
    assert "value for\n\nmoney" in broken.text
    assert "Page 1" not in broken.text
    first, last = (page_at(source.pages, offset) for offset in (broken.start, broken.end - 1))
    assert first and last and (first.number, last.number) == (1, 2)


def test_a_block_that_is_too_long_is_parted_at_sentence_ends() -> None:
    found = passages(paragraph(30), limit=60)
    assert all(one.text.endswith("the year.") for one in found)
    assert all(44 <= words(one.text) <= 60 for one in found)


def test_a_sentence_that_is_too_long_is_parted_at_white_space() -> None:
    found = passages("word " * 25, limit=10)
    assert " ".join(one.text for one in found).split() == ["word"] * 25


def test_a_heading_is_not_left_alone_when_its_paragraph_fills_a_passage() -> None:
    found = passages("# 5. Conclusion", f"5.1 {paragraph(9)}", limit=101)
    assert len(found) == 2
    assert found[0].text.startswith("5. Conclusion\n5.1 The panel met")


def test_words_of_a_generated_number_are_shown() -> None:
    assert passages("{3. }Who pays for it, and from which of the funds?")[0].text.startswith("3. Who pays")


def test_a_table_stays_whole_with_its_caption_its_units_and_its_notes() -> None:
    found = passages(
        "# 4. Money",
        "The tables give the position.",
        "Table 4.1 – Reserves",
        "All figures in £m",
        "|! Reserve | Opening | Closing",
        "| General | 43.0 | 36.9",
        "| Total | 43.0 | 36.9",
        "*Before the audit.",
        "The general reserve falls.",
    )
    assert [one.kind for one in found] == [PassageKind.PROSE, PassageKind.TABLE, PassageKind.PROSE]
    assert found[1].text.startswith("Table 4.1 – Reserves\nAll figures in £m\nReserve\tOpening")
    assert found[1].text.endswith("*Before the audit.")


def test_the_title_of_a_table_ends_its_heading_path() -> None:
    found = passages(
        "# 4. Options", "Option A – Do nothing", "|! | Benefits | Risks", "| Money | None | High"
    )
    assert found[0].heading_path == ("4. Options", "Option A – Do nothing")
    assert found[0].text.startswith("4. Options\nOption A – Do nothing")


def test_a_long_table_is_parted_between_rows_and_its_header_can_be_asked_for() -> None:
    rows = [f"| Home {number} | {number} beds | open all the year" for number in range(1, 13)]
    source = document("# Homes", "|! Name | Size | State", *rows)
    found = cut(source, words, 30)
    assert [one.text.split("\n")[0] for one in found] == [
        "Homes",
        "Home 4\t4 beds\topen all the year",
        *(f"Home {number}\t{number} beds\topen all the year" for number in (7, 10)),
    ]
    assert table_headers(source, found) == ["Name Size State"] * 4
    assert table_header(source, found[2]) == "Name Size State"


def test_the_header_nearest_above_a_row_is_its_header() -> None:
    source = document("|! Adults | £000s", "| Care | 40", "|! Children | £000s", "| Homes | 44", "Words")
    tables = cut(source, words, 5)
    assert [table_header(source, one) for one in tables] == ["Adults £000s", "Children £000s", ""]


def test_a_header_names_the_table_and_its_unit_and_says_a_unit_once() -> None:
    source = document(
        "Table 5: Average cost of a place, as the schools reported it.",
        "(£000s)",
        "|! School | £000s | £000s",
        "| Northern | 40 | 41",
        "| Southern | 50 | 51",
    )
    (first, second) = cut(source, words, 17)
    assert table_header(source, second) == "(£000s) School"
    caption = "Table 5: Average cost of a place, as the schools reported it."
    assert [one.heading_path for one in (first, second)] == [(caption,)] * 2


def test_a_sentence_that_hands_over_to_a_table_is_found_with_its_rows() -> None:
    source = document(
        "2.1 The average wait of children seen, in weeks:",
        "|! Therapy | Spring",
        "| Speech | 19",
        "| Play | 7",
    )
    rows = [one for one in cut(source, words, 4) if "Play" in one.text]
    assert [table_header(source, one) for one in rows] == [
        "The average wait of children seen, in weeks: Therapy Spring"
    ]


def test_a_long_header_says_no_word_more_than_twice() -> None:
    source = document("|! Item | " + "Core | External | Total | " * 11 + "£000s", "| Pay | 40", "| Rent | 50")
    tables = cut(source, words, 3)
    assert table_header(source, tables[-1]) == "Item Core External Total Core External Total £000s"


def test_headings_drawn_after_the_last_row_are_the_tables_header() -> None:
    source = document("| Pay | 40", "| Rent | 50", "|! Adults | £m")
    assert [table_header(source, one) for one in cut(source, words, 2)] == ["Adults £m"] * 3


def test_two_tables_are_never_mixed() -> None:
    found = passages("| a | 1", "| b | 2", "Figures for the other area are below.", "| c | 3", "| d | 4")
    assert [one.text for one in found] == [
        "a\t1\nb\t2",
        "Figures for the other area are below.",
        "c\t3\nd\t4",
    ]


def test_the_criteria_of_a_form_are_boilerplate_and_its_marking_is_not() -> None:
    found = passages(
        "# Proposed record of decision",
        "Decision number: 25/0014",
        "For publication [leave out whatever is exempt]",
        "Key decision criteria. The decision will:",
        "a) be significant in terms of its effects on a large part of the community",
        "Subject: Award of the contract",
    )
    assert [one.boilerplate for one in found] == [False, True, False]
    assert "For publication" in found[0].text
    assert found[2].text == "Subject: Award of the contract"


def test_a_disclaimer_is_boilerplate_in_any_document() -> None:
    found = passages(
        "The bid is accepted.", "This e-mail is confidential and intended solely for the addressee."
    )
    assert [one.boilerplate for one in found] == [False, True]


def test_references_to_paragraphs_and_appendices_of_the_same_document() -> None:
    found = passages(
        "# 3. Issues",
        "3.2 There are changes, made under a Section 75 agreement.",
        "# 6. Money",
        "6.1 As paragraph 3.2 says, and Appendix A shows; Appendix Z belongs to another paper.",
        "# Appendix A: Model",
        "Words.",
    )
    assert [one.refers_to for one in found] == [(), ("Appendix A", "3.2"), ()]


def test_the_single_questions_of_a_section() -> None:
    assert section_names("Questions 3 to 5") == ("Question 3", "Question 4", "Question 5")
    assert section_names("Questions 1 and 2") == ("Question 1", "Question 2")
    assert section_names("Question 5a") == ("Question 5a",)
    assert section_names("2.4") == ("2.4",)
    assert section_names("") == ()
