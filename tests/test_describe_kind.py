"""What sort of document a paper is, from how it is built."""

from __future__ import annotations

import pytest
from test_describe_lines import paper

from ingest.describe.kind import find_kind
from ingest.document import DocumentKind, Finding

K = DocumentKind

RESPONSE = """
Westmere Borough Council
12 March 2024
Dear Resident
Freedom of Information Act 2000
Thank you for your request about the bridges of the borough.
1. How many bridges are there?
We hold this information. There are eleven.
You may ask for an internal review.
"""
REQUEST = """
To: foi@westmere.gov.uk
Dear Sir or Madam
Under the Freedom of Information Act 2000, please tell me:
1. How many bridges are there?
Yours faithfully
"""
LOG = """
# Bridges of the borough
# Request
How many bridges are there?
# Response
Eleven.
# Date request received
3 May 2024
"""
RECORD = """
WESTMERE BOROUGH COUNCIL – PROPOSED RECORD OF DECISION
DECISION TO BE TAKEN BY: Cabinet Member for Roads
DECISION NO: 24/00012
Title of Decision: Repair of the east bridge
Reason(s) for decision: the bridge is old.
Any alternatives considered and rejected: none
"""
DECISION_PAGE = """
# Repair of the east bridge
Decision Maker: Cabinet Member for Roads
Decision status: Recommendations approved
Is Key decision?: Yes
Is subject to call in?: Yes
Date of decision: 3 May 2024
"""
REPORT = """
Repair of the east bridge
To: Roads Committee
Meeting Date: 3 May 2024
From: Director of Roads
Key decision: Yes
Recommendation: The committee is asked to approve the repair.
1.1 This report sets out the repair.
"""
AGENDA_ITEM = """
Agenda item
Repair of the east bridge
Report of the Director of Roads
Recommendations:
1. That the repair be approved.
Minutes:
Consideration was given to the report.
Resolved:- (1) That the repair be approved.
"""
MINUTES = """
WESTMERE BOROUGH COUNCIL
MINUTES of a meeting of the Roads Committee held on 3 May 2024
PRESENT: the Chair and nine members
1. Apologies
RESOLVED that the minutes of the last meeting were a correct record.
"""
AGENDA = """
AGENDA
ROADS COMMITTEE
Friday, 3 May 2024 at 10.00 am
1. Apologies
2. Minutes of the meeting held on 5 April 2024
3. Repair of the east bridge
"""
SPECIFICATION = """
Service Specification: inspection of bridges
1. Purpose
2. Service model
3. Key service outcomes
Every bridge is inspected once a year.
"""
EQUALITY = """
Equality Impact Assessment
Title: repair of the east bridge
Protected characteristic: age
No negative impact was found.
"""
POLICY = """
Highways Maintenance Policy 2024-2029
1. Introduction
Roads are inspected twice a year.
"""
LETTER = """
Westmere Borough Council
3 May 2024
Dear Headteacher
The bridge beside your school will be closed in June.
Yours sincerely
Head of Roads
"""
E_MAIL = """
From: roads@westmere.gov.uk
To: head@school.example
Subject: closure of the bridge
The bridge will be closed in June.
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RESPONSE, K.FOI_RESPONSE),
        (REQUEST, K.CORRESPONDENCE),
        (LOG, K.FOI_RESPONSE),
        (RECORD, K.DECISION_RECORD),
        (DECISION_PAGE, K.DECISION_RECORD),
        (REPORT, K.COMMITTEE_REPORT),
        (AGENDA_ITEM, K.MINUTES),
        (MINUTES, K.MINUTES),
        (AGENDA, K.OTHER),
        (SPECIFICATION, K.SERVICE_SPECIFICATION),
        (EQUALITY, K.EQUALITY_IMPACT_ASSESSMENT),
        (POLICY, K.POLICY),
        (LETTER, K.CORRESPONDENCE),
        (E_MAIL, K.CORRESPONDENCE),
        ("Westmere in pictures\nSpring comes late to the fens.", K.OTHER),
    ],
)
def test_each_kind_is_known_by_its_build(text: str, kind: DocumentKind) -> None:
    assert find_kind(paper(text)).value == kind


def test_a_record_bound_behind_a_covering_letter_is_a_record() -> None:
    assert find_kind(paper(f"{LETTER}\n---\n{RECORD}")).value == K.DECISION_RECORD
    assert find_kind(paper(f"{LETTER}\n---\n{REPORT}")).value == K.COMMITTEE_REPORT


def test_a_report_about_requests_for_information_is_a_report() -> None:
    more = "1.2 Requests under the Freedom of Information Act rose by a tenth.\n1.3 We hold all replies."
    about = f"{REPORT}\n{more}"
    assert find_kind(paper(about)).value == K.COMMITTEE_REPORT


def test_a_response_sent_by_e_mail_is_a_response_and_an_e_mail_that_quotes_one_is_not() -> None:
    assert find_kind(paper(RESPONSE, source="reply.eml")).value == K.FOI_RESPONSE
    quoted = "Thank you, I have no more questions.\n" + "\n".join(
        f"> {line}" for line in RESPONSE.split("\n")
    )
    assert find_kind(paper(quoted, source="reply.eml")).value == K.CORRESPONDENCE


def test_a_spreadsheet_is_a_dataset() -> None:
    assert find_kind(paper("| Bridge | Cost\n| East | 12", source="costs.xlsx")) == Finding(
        "dataset", "spreadsheet"
    )


def test_a_paper_that_is_mostly_tables_is_a_dataset() -> None:
    rows = "\n".join(f"| Bridge {n} | {n} | {n}" for n in range(30))
    found = find_kind(paper(f"Bridges\n{rows}"))
    assert found == Finding("dataset", "tables for most of its length")


def test_rows_of_figures_make_a_dataset_even_where_no_table_was_seen() -> None:
    rows = "\n".join(f"Bridge and road 12.5 {n}.0 {n}.7" for n in range(30))
    assert find_kind(paper(f"Bridges\n{rows}")).value == K.DATASET


def test_the_sign_is_quoted_with_its_page() -> None:
    assert find_kind(paper(RECORD)).how == "'WESTMERE BOROUGH COUNCIL – PROPOSED RECORD OF DECISION', page 1"


def test_the_file_name_is_asked_last_and_says_so() -> None:
    blank = "Bridge\nEast"
    assert find_kind(paper(blank, source="24-00012_-_EqIA.pdf")) == Finding(
        K.EQUALITY_IMPACT_ASSESSMENT, "file name"
    )
    assert find_kind(paper(blank, source="scan_7.pdf")) == Finding(K.OTHER, "no sign of a known kind")
    assert find_kind(paper(REPORT, source="minutes.pdf")).value == K.COMMITTEE_REPORT


def test_a_document_without_text_is_of_no_known_kind() -> None:
    assert find_kind(paper("")).value == K.OTHER
