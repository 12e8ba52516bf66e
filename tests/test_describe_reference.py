"""The number under which a paper is filed."""

from __future__ import annotations

import pytest
from test_describe_lines import paper

from ingest.describe.reference import find_reference
from ingest.document import DocumentKind, Finding

K = DocumentKind


def found(text: str, kind: DocumentKind) -> str | None:
    finding = find_reference(paper(text), kind)
    return finding.value if finding else None


@pytest.mark.parametrize(
    ("text", "kind", "reference"),
    [
        ("DECISION NO:\n24/00031", K.DECISION_RECORD, "24/00031"),
        ("Decision number 25/0014", K.DECISION_RECORD, "25/0014"),
        ("Decision Number: 24/00032", K.COMMITTEE_REPORT, "24/00032"),
        ("Forward Plan ref: 2024/017", K.COMMITTEE_REPORT, "2024/017"),
        ("Forward Plan reference 21/0033", K.COMMITTEE_REPORT, "21/0033"),
        ("Freedom of Information Act 2000 Request ID: FOI900817", K.FOI_RESPONSE, "FOI900817"),
        ("Our ref: FOI 20113", K.FOI_RESPONSE, "FOI 20113"),
        ("Ref: FOI/2024/123.", K.FOI_RESPONSE, "FOI/2024/123"),
        ("Our reference: EIR-2024-0012", K.FOI_RESPONSE, "EIR-2024-0012"),
        ("Reference number 12345", K.FOI_RESPONSE, "12345"),
        ("# Reference number\nIR-2024-118", K.FOI_RESPONSE, "IR-2024-118"),
        ("m/r 7654321 Direct Dial 01632 960117", K.FOI_RESPONSE, "7654321"),
        ("Reply to request RFI 7745", K.FOI_RESPONSE, "RFI 7745"),
        ("| Case reference | 101004321", K.FOI_RESPONSE, "101004321"),
        ("Project ID:\n441", K.OTHER, "441"),
        ("EqIA ID Number: 88", K.EQUALITY_IMPACT_ASSESSMENT, "88"),
    ],
)
def test_a_reference_is_read_behind_its_label(text: str, kind: DocumentKind, reference: str) -> None:
    assert found(f"Westmere Borough Council\n{text}\nThe text begins here.", kind) == reference


@pytest.mark.parametrize(
    "text",
    [
        "Your ref: 2024/77",
        "Our ref:",
        "Ref: 3 May 2024",
        "Date: 3 May 2024",
        "Telephone 01632 960117",
        "DECISION NO:\nFor publication",
        "References are listed in appendix 3",
        "5. 24/00034 - Budget monitoring",
    ],
)
def test_other_numbers_are_no_reference(text: str) -> None:
    for kind in (K.FOI_RESPONSE, K.DECISION_RECORD, K.COMMITTEE_REPORT, K.OTHER):
        assert found(text, kind) is None


def test_a_decision_number_wins_over_the_forward_plan_and_both_over_a_project() -> None:
    text = "Project ID: 7\nForward Plan ref: 2024/017\nDecision no: 24/00033"
    assert found(text, K.COMMITTEE_REPORT) == "24/00033"
    assert found("Project ID: 7\nForward Plan ref: 2024/017", K.OTHER) == "2024/017"


def test_the_label_and_the_page_are_told() -> None:
    finding = find_reference(paper("Cover\n---\nDECISION NO: 24/00012"), K.DECISION_RECORD)
    assert finding == Finding("24/00012", "'DECISION NO: 24/00012', page 2")
