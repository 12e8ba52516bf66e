"""A paper marked as restricted is set aside; one that only speaks of restrictions is not.

Local Government Act 1972, section 100B(5) and Schedule 12A.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_describe_lines import paper

from ingest.describe.marking import find_marking
from ingest.document import DocumentKind, Finding

K = DocumentKind
REPORT = """
To: Resources Committee
From: Director of Property
Subject: Lease of the old depot
1.1 The lease ends this year and a new tenant has been found for the site.
"""


def marked(text: str, kind: DocumentKind = K.COMMITTEE_REPORT, source: str = "paper.pdf") -> Finding | None:
    return find_marking(paper(text, source), kind)


@pytest.mark.parametrize(
    "line",
    [
        "NOT FOR PUBLICATION",
        "Not for publication",
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A",
        "Strictly not for publication",
        "[NOT FOR PUBLICATION]",
        "** Not for Publication **",
        "EXEMPT - Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A",
        "EXEMPT – paragraph 3",
        "Exempt under section 100A(4) of the Local Government Act 1972",
        "Exempt Information - Paragraphs 1 and 2, Schedule 12A",
        "EXEMPT",
        "EXEMPT REPORT",
        "Exempt appendix B",
        "EXEMPT MINUTES",
        "Restricted appendix",
        "RESTRICTED",
        "Part 2 – private",
        "PART II - EXEMPT",
        "Part 2 report: confidential",
        "Part 2 (Private)",
        "PRIVATE",
        "CONFIDENTIAL",
        "Private and Confidential",
        "STRICTLY PRIVATE & CONFIDENTIAL",
        "Commercial in confidence",
        "COMMERCIALLY SENSITIVE",
        "OFFICIAL-SENSITIVE",
        "OFFICIAL - SENSITIVE",
        "Official: Sensitive - Commercial",
        "PINK PAPER",
        "NHS CONFIDENTIAL",
        "PROTECT - COMMERCIAL",
        "Appendix 4 - NOT FOR PUBLICATION",
        "Appendix B (Exempt)",
        "Award of the grounds contract (EXEMPT)",
        "This report is not for publication because it names the bidders.",
        "This report and its appendices are exempt under Schedule 12A.",
        "This document contains exempt information as defined in paragraph 3.",
        "This appendix is confidential.",
        "The report is considered to be exempt from general publication.",
        "Nid i'w gyhoeddi",
        "This item is exempt under paragraph 1.",
        "This report contains information which is exempt.",
        "The information contained in this report is confidential.",
        "CONTAINS EXEMPT INFORMATION",
        "Exempt information under Part 1 of Schedule 12A",
        "CLOSED REPORT",
        "CONFIDENTIAL UNTIL 9 MAY 2024",
        "Confidential - Part 2 board paper",
        "Governing Body meeting in private",
    ],
)
def test_a_marking_at_the_head_of_a_paper_restricts_it(line: str) -> None:
    found = marked(f"Westmere Borough Council\n{line}\n{REPORT}")
    assert found is not None
    assert found.how.endswith("page 1")


@pytest.mark.parametrize(
    "line",
    [
        "Classification: Exempt",
        "Classification: RESTRICTED",
        "Security classification: Official-Sensitive",
        "Protective marking: OFFICIAL - SENSITIVE",
        "Report status: Confidential",
        "Status: Part 2 - private",
        "Public access: Closed",
        "For publication: No",
        "For publication? No - commercially sensitive",
        "Exempt information: Yes",
        "Is this report exempt? Yes",
        "Confidential or exempt information: Yes (paragraph 3)",
        "Exempt: paragraph 3 of Part 1 of Schedule 12A",
        "| Classification | Exempt",
        "| For publication | No",
        "| Contains confidential or exempt information | YES - Part II",
        "Subject: Sale of the depot (Exempt)",
        "Subject: OFFICIAL-SENSITIVE: sale of the depot",
    ],
)
def test_a_label_at_the_head_of_a_paper_restricts_it(line: str) -> None:
    assert marked(f"To: Resources Committee\n{line}\nSummary: The lease ends this year.") is not None


@pytest.mark.parametrize(
    "line",
    [
        "For publication [Leave out information that is exempt under schedule 12A of the 1972 Act]",
        "For publication",
        "For publication: Yes",
        "Classification: Unrestricted",
        "Classification: OFFICIAL",
        "Classification: Public",
        "Security classification: Official (not sensitive)",
        "Status: Part 1 - public",
        "UNRESTRICTED",
        "UNRESTRICTED ITEMS",
        "EXEMPT ITEMS",
        "Exempt items: there were none when the agenda was printed.",
        "Restricted items",
        "Exempt information: No",
        "Exempt information: None",
        "Exempt information: not applicable",
        "Is this report exempt? No",
        "Confidential or exempt information: N/A",
        "Not for publication: no",
        "Reason for restriction: none",
        "Reasons for restriction: not applicable",
        "This report contains no exempt information.",
        "This report is not exempt.",
        "This report does not contain confidential information.",
        "This report is public but has an exempt appendix.",
        "This report is exempt from call-in because it is urgent.",
        "This decision is exempt from the call-in procedure.",
        "The report is restricted to the revenue budget.",
        "This report contains exempt appendices.",
        "Appendix B is exempt under paragraph 3 of Schedule 12A.",
        "Appendix B is not for publication by virtue of paragraph 3.",
        "NOT FOR PUBLICATION: Appendix 2 contains exempt information.",
        "Not for publication - see Appendix 2",
        "Exempt information: Appendix B is exempt under paragraph 3",
        "Part exempt: Annex A holds the prices.",
        "Part exempt",
        "Background documents: exempt",
        "Contains confidential or exempt information: No",
        "| Contains confidential or exempt information | NO - Part I",
        "Contains Confidential or Exempt Information\nNO - Part I",
        "This e-mail is confidential and meant for its addressee alone.",
        "Official-Sensitive information is kept under lock and key by every manager.",
        "The supply is VAT exempt.",
        "VAT: exempt",
        "Exempt supplies for VAT are set out in section 4.",
        "Exempt accommodation: a strategy for supported housing",
        "Confidential reporting policy",
        "Confidentiality",
        "Private sector housing",
        "Private hire licensing policy",
        "Restricted byways: definitive map order",
        "Restricted access to the site is needed.",
        "Part 2: the service model",
        "Part 2 of the Care Act 2014",
        "Part B: financial implications",
        "Official opening of the library",
        "Secretary of State's guidance",
        "Pink Ladies walking group",
        "That the press and public be excluded, as exempt information would be disclosed.",
        "1. Exempt information",
        "The information is exempt under section 43 of the Freedom of Information Act.",
        "The names are exempt from disclosure under section 40(2).",
    ],
)
def test_a_public_paper_that_speaks_of_restrictions_stays_public(line: str) -> None:
    assert marked(f"Westmere Borough Council\n{line}\n{REPORT}") is None


def test_a_marking_in_a_page_header_or_footer_restricts_the_paper() -> None:
    found = marked("Lease of the depot\n---\n~ OFFICIAL-SENSITIVE\nThe rent is set out below.\n~ Page 2")
    assert found == Finding("OFFICIAL-SENSITIVE", "page header or footer, page 2")


def test_the_head_of_a_column_at_the_top_of_a_page_is_no_marking() -> None:
    assert marked(f"{REPORT}\n---\nUnrestricted\nRestricted\n£000s £000s\n12 30\n14 31\n18 40") is None
    assert marked(f"{REPORT}\n---\nRESTRICTED\n1.2 The bids were as follows.\n1.3 Six came.\n1.4 One won.")


def test_a_marking_with_its_reason_on_the_next_line_is_shown_whole() -> None:
    found = marked(f"NOT FOR PUBLICATION\nBy virtue of paragraph 3 of Part 1 of Schedule 12A\n{REPORT}")
    assert found is not None
    assert found.value == "NOT FOR PUBLICATION By virtue of paragraph 3 of Part 1 of Schedule 12A"


def test_a_restricted_part_bound_into_a_public_pack_restricts_the_pack() -> None:
    pack = f"{REPORT}\n---\nAppendix 2 – Not for publication by virtue of paragraph 3\nBid A: £4m\nBid B: £5m"
    assert marked(pack) is not None


def test_a_strong_marking_that_stands_by_itself_is_believed_deep_in_the_text() -> None:
    body = "\n".join(f"2.{n} The site has been empty for some years now." for n in range(40))
    assert marked(f"{REPORT}\n{body}\nNOT FOR PUBLICATION\n3.1 The bids were as follows.") is not None


def test_a_word_that_heads_a_section_deep_in_the_text_is_no_marking() -> None:
    body = "\n".join(f"2.{n} The site has been empty for some years now." for n in range(40))
    assert (
        marked(f"{REPORT}\n{body}\n# Confidential\n3.1 Calls to the line are not recorded.\n{body}") is None
    )


def test_the_rest_of_a_broken_sentence_is_no_marking() -> None:
    text = """
The prices that the bidders offered are set out in Appendix B, which is therefore
    Not for publication by virtue of paragraph 3 of Schedule 12A.
The prices that the bidders offered are set out in another paper that is
    exempt under paragraph 3 of Schedule 12A.
"""
    assert marked(f"{REPORT}{text}") is None


def test_a_cell_of_a_table_is_no_marking() -> None:
    body = "\n".join(f"2.{n} The site has been empty for some years now." for n in range(10))
    rows = "\n".join(f"| Advice line {n} | Confidential\n| Exempt" for n in range(20))
    assert marked(f"{REPORT}\n{body}\n{rows}\n{body}") is None


def test_a_long_title_above_a_marking_does_not_hide_it() -> None:
    title = "Recommissioning of the services for children who need help with speech"
    assert marked(f"{title}\nNot for publication by virtue of paragraph 3\n1.1 The bids came in.") is not None


def test_a_marking_with_a_long_reason_in_one_paragraph_is_found() -> None:
    reason = (
        "by virtue of paragraph 3 of Part 1 of Schedule 12A, since "
        + "the public interest is best served so " * 12
    )
    assert marked(f"Lease of the depot\nNOT FOR PUBLICATION {reason}\nThe bids came in.") is not None


def test_a_restricted_report_bound_behind_a_public_agenda_restricts_the_pack() -> None:
    pack = f"{AGENDA}\n---\nNOT FOR PUBLICATION by virtue of paragraph 3\nSale of the depot\nBid A: £4m"
    assert marked(pack, K.OTHER) is not None


AGENDA = """
Westmere Borough Council
AGENDA
Cabinet, Thursday, 9 May 2024 at 10.00 am
UNRESTRICTED ITEMS
1. Apologies
2. Minutes
EXEMPT ITEMS
Motion to exclude the press and public for exempt information as defined in paragraph 3
PART 2 – PRIVATE
3. Sale of the depot
NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A
"""


def test_the_agenda_of_a_public_meeting_lists_exempt_items_and_stays_public() -> None:
    assert marked(AGENDA, K.OTHER) is None


def test_public_minutes_record_the_exclusion_of_the_public_and_stay_public() -> None:
    minutes = """
WESTMERE BOROUGH COUNCIL
MINUTES of a meeting of the Cabinet held on 9 May 2024
Present: the Leader (Chair)
UNRESTRICTED ITEMS
1. Apologies
RESOLVED that the minutes be signed.
2. Motion to exclude the press and public
RESOLVED that the public be excluded as exempt information as defined in paragraph 3 is involved.
EXEMPT ITEMS
CONFIDENTIAL
3. Sale of the depot
"""
    assert marked(minutes, K.MINUTES) is None


def test_minutes_of_the_private_part_of_a_meeting_are_restricted() -> None:
    assert (
        marked("EXEMPT MINUTES\nMINUTES of a meeting of the Cabinet\nPresent: the Leader", K.MINUTES)
        is not None
    )


def test_a_stamp_that_keeps_a_restricted_papers_place_holds_nothing_back() -> None:
    stamp = "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A\n    of the Act.\nDocument is Restricted"
    assert marked(f"{REPORT}\n---\n{stamp}\n---\nAppendix 3\nThe site plan is shown here.") is None
    assert marked(stamp) is not None


def test_a_stamp_over_a_restricted_text_restricts_it() -> None:
    body = "\n".join(
        f"{n} The bid of company {n} was for four million pounds a year in all." for n in range(9)
    )
    stamp = "By virtue of paragraph 3 of Part 1 of Schedule 12A"
    assert marked(f"{REPORT}\n---\n{stamp}\n{body}") is not None


def test_a_response_that_applies_exemptions_is_not_restricted() -> None:
    letter = """
Westmere Borough Council
Dear Resident
Freedom of Information Act 2000
1. What did the three bidders charge for each visit to a client?
Exempt under section 43 of the Act
The names of the staff are exempt information under section 40(2).
Commercial interests (section 43) apply to the prices.
"""
    assert marked(letter, K.FOI_RESPONSE) is None


@pytest.mark.parametrize(
    "name",
    [
        "Exempt_Appendix_B.pdf",
        "Appendix 3 - RESTRICTED.pdf",
        "Item 9 Award report (exempt).pdf",
        "2024-05-09__Sale_of_depot_NOT_FOR_PUBLICATION.pdf",
        "confidential report.docx",
    ],
)
def test_a_file_name_can_mark_a_paper_and_says_so(name: str) -> None:
    found = marked("Sale of the depot", K.OTHER, name)
    assert found is not None and found.how == "file name"


@pytest.mark.parametrize(
    "name",
    [
        "Exempt_Accommodation_Strategy.pdf",
        "Confidential_Reporting_Policy.pdf",
        "Private_Sector_Housing_Report.pdf",
        "VAT_exemption.xlsx",
        "Unrestricted report.pdf",
        "Appendix_2_Part_2_of_the_Act.pdf",
    ],
)
def test_other_words_in_a_file_name_mark_nothing(name: str) -> None:
    assert marked("Sale of the depot", K.OTHER, name) is None


@given(st.lists(st.sampled_from([*REPORT.split("\n"), "2.1 The cost is £40,000.", "---"]), max_size=15))
def test_a_marking_at_the_very_top_is_found_whatever_follows(lines: list[str]) -> None:
    assert marked("NOT FOR PUBLICATION\n" + "\n".join(lines)) is not None
