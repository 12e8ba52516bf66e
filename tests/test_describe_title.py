"""What a paper is called, in its own words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_describe_lines import paper

from ingest.describe.title import MAX_TITLE, find_title
from ingest.document import DocumentKind, Finding

K = DocumentKind


def found(
    text: str,
    kind: DocumentKind = K.OTHER,
    source: str = "000_457f3d733efcae65.pdf",
    properties: Mapping[str, str] | None = None,
    date: str | None = None,
) -> str:
    return find_title(paper(text, source, properties), kind, date).value


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (
            "WESTMERE COUNCIL – PROPOSED RECORD OF DECISION\nDECISION NO: 24/00012\n"
            "Subject Matter / Title of Decision\nRepair of the east bridge\nDecision:\nAgreed",
            K.DECISION_RECORD,
            "Repair of the east bridge",
        ),
        (
            "DECISION RECORD 1\nSubject: Extension of the contract until March 2018.\n(Use this title.)",
            K.DECISION_RECORD,
            "Extension of the contract until March 2018",
        ),
        (
            "From: Leader\nTo: Cabinet – 3 May 2024\nSubject: Revenue budget for roads, and the plan for\n"
            "    the capital programme\nClassification: Unrestricted",
            K.COMMITTEE_REPORT,
            "Revenue budget for roads, and the plan for the capital programme",
        ),
        (
            "Repair of the east bridge\nTo: Roads Committee\nMeeting Date: 3 May 2024\n# 1. Background",
            K.COMMITTEE_REPORT,
            "Repair of the east bridge",
        ),
        (
            "Westmere Council\nInformation Governance Team\nPO Box 15 Westmere WM1 5RR\nDear Resident\n"
            "Thank you for your request for information relating to the bridges of the borough.\n1. Are",
            K.FOI_RESPONSE,
            "FOI response: the bridges of the borough",
        ),
        (
            "Dear Resident\nFreedom of Information Act 2000: bridges of the borough\nYour request came.",
            K.FOI_RESPONSE,
            "FOI response: bridges of the borough",
        ),
        (
            "Dear Resident\nFreedom of Information Act 2000 – Request for Information\nYour request:\n"
            "1. How many bridges does the borough have? Please list them.\nEleven.",
            K.FOI_RESPONSE,
            "FOI response: How many bridges does the borough have?",
        ),
        (
            "Agenda item\nRepair of the east bridge\nReport of the Director of Roads\nMinutes:\nResolved:",
            K.MINUTES,
            "Repair of the east bridge",
        ),
        ("Appendix G\nReserves Policy\n1. Background and context", K.POLICY, "Appendix G – Reserves Policy"),
        (
            "EQIA Submission Form\nSection A\nEQIA Title\nPlan for the bridges\nResponsible Officer\nHead",
            K.EQUALITY_IMPACT_ASSESSMENT,
            "Plan for the bridges",
        ),
        (
            "Westmere Council: Roads Committee, 3 May 2024, item 8\nRoad safety: award of contract\nTo",
            K.OTHER,
            "Road safety: award of contract",
        ),
        (
            "Service Specification: inspection of bridges\nCommissioner Westmere Council\nVersion 2.1",
            K.SERVICE_SPECIFICATION,
            "Service Specification: inspection of bridges",
        ),
    ],
)
def test_a_paper_is_called_what_it_calls_itself(text: str, kind: DocumentKind, title: str) -> None:
    assert found(text, kind) == title


def test_minutes_are_told_apart_by_their_date() -> None:
    text = "WESTMERE COUNCIL\nMINUTES of a meeting of the Roads Committee held in the Hall on 3 May 2024."
    assert (
        found(text, K.MINUTES, date="2024-05-03") == "Minutes of a meeting of the Roads Committee, 3 May 2024"
    )
    assert found(text, K.MINUTES) == "Minutes of a meeting of the Roads Committee"


def test_minutes_of_a_bare_meeting_take_the_committee_from_the_line_above() -> None:
    text = "Westmere Council\nRoads Committee\nMinutes of the meeting held on 3 May 2024"
    assert found(text, K.MINUTES, date="2024-05-03") == "Minutes of Roads Committee, 3 May 2024"


def test_a_bare_agenda_takes_the_meeting_along() -> None:
    assert (
        found("AGENDA\nROADS COMMITTEE\nFriday, 3 May 2024", date="2024-05-03")
        == "Agenda: Roads Committee, 3 May 2024"
    )


def test_the_subject_of_an_e_mail_is_its_title() -> None:
    mail = paper("Hello,\nThe bridge is closed.", "note.eml", {"subject": "Closure of the east bridge"})
    assert find_title(mail, K.CORRESPONDENCE, None) == Finding(
        "Closure of the east bridge", "subject of the e-mail"
    )


def test_the_first_heading_of_a_web_page_wins_over_its_navigation() -> None:
    page = "Bins and recycling\nCouncil tax\n# Repair of the east bridge\nThe repair is agreed."
    assert found(page, source="page.html") == "Repair of the east bridge"


def test_the_files_own_title_counts_unless_it_is_a_hash_or_a_template() -> None:
    assert (
        found("| 1 | 2\n| 3 | 4", properties={"title": "Bridges of the borough"}) == "Bridges of the borough"
    )
    names = (
        "000_457f3d733efcae65",
        "ACFq8wz5kKo0FtoAof67lHd3o",
        "Microsoft Word - bridges.docx",
        "scan 7.jpeg",
    )
    for useless in (*names, "THE REPORT", "Agenda Template"):
        assert (
            found("| 1 | 2\n| 3 | 4", source="Bridges_2024.pdf", properties={"title": useless})
            == "Bridges 2024"
        )


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("papers/cabinet_2024-05-16__Appendix_D_02.05.24.pdf", "Appendix D 02.05.24"),
        ("contracts-register-31.03.25.xlsx", "contracts register 31.03.25"),
        ("24-00077_-_Appendix.pdf", "24-00077 - Appendix"),
    ],
)
def test_the_file_name_is_the_last_resort_and_is_cleaned(source: str, title: str) -> None:
    finding = find_title(paper("| 1,200 | 3,400\n| 5,100 | 6,000", source), K.DATASET, None)
    assert finding == Finding(title, "file name")


@pytest.mark.parametrize(
    "line",
    [
        "Information Governance Team",
        "WESTMERE BOROUGH COUNCIL",
        "WESTMERE COUNCIL – PROPOSED RECORD OF DECISION",
        "Postal Address: PO Box 15, Westmere",
        "www.westmere.gov.uk",
        "Telephone: 01632 960117",
        "Page 1 of 12",
        "NOT FOR PUBLICATION",
        "UNRESTRICTED",
        "This page is intentionally left blank",
        "Roads Committee",
        "This strategy is for everyone who uses the roads of the borough every day.",
    ],
)
def test_what_stands_above_a_title_is_not_the_title(line: str) -> None:
    assert (
        found(f"{line}\nRoad safety in the borough\n1.1 Roads are safer now.") == "Road safety in the borough"
    )


def test_a_long_title_is_cut_between_words() -> None:
    title = found("Subject: " + "a very long subject indeed " * 20, K.COMMITTEE_REPORT)
    assert len(title) <= MAX_TITLE
    assert title.endswith("…")


@given(st.text(max_size=400), st.sampled_from(list(K)))
def test_a_title_is_never_empty_nor_too_long(text: str, kind: DocumentKind) -> None:
    title = found(text, kind)
    assert 0 < len(title) <= MAX_TITLE
    assert "\n" not in title
