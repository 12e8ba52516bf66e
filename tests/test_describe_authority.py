"""The body that publishes a paper, told apart from the partners it speaks of."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_describe_lines import paper

from ingest.describe.authority import find_authority
from ingest.describe.gazetteer import council_of, council_of_domain, councils, councils_called
from ingest.describe.names import bodies
from ingest.document import Finding


def found(text: str, source: str = "paper.pdf", properties: Mapping[str, str] | None = None) -> str | None:
    finding = find_authority(paper(text, source, properties))
    return finding.value if finding else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KENT COUNTY COUNCIL", "Kent County Council"),
        ("Kent County\nCouncil", "Kent County Council"),
        ("the London Borough of Bexley Civic Offices", "London Borough of Bexley"),
        ("Royal Borough of Kingston upon Thames", "Royal Borough of Kingston upon Thames"),
        ("Rotherham MBC", "Rotherham Metropolitan Borough Council"),
        ("Rotherham Metropolitan Borough Council", "Rotherham Metropolitan Borough Council"),
        ("Brighton & Hove City Council", "Brighton and Hove City Council"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole Council"),
        ("Stratford-on-Avon District Council", "Stratford-on-Avon District Council"),
        ("King's Lynn and West Norfolk Borough Council", "King's Lynn and West Norfolk Borough Council"),
        ("Rhondda Cynon Taf County Borough Council", "Rhondda Cynon Taf County Borough Council"),
        ("Cyngor Sir Ynys Môn", "Isle of Anglesey County Council"),
        ("Cyngor Caerdydd", "Cardiff Council"),
        ("City of York Council", "City of York Council"),
        ("Fife Council", "Fife Council"),
        ("Derry City and Strabane District Council", "Derry City and Strabane District Council"),
        ("WESTMERE COUNTY COUNCIL", "Westmere County Council"),
        ("Leader of Westmere Borough Council", "Westmere Borough Council"),
        ("Oakford Parish Council", "Oakford Parish Council"),
        ("NHS Blackpool ICB", "NHS Blackpool ICB"),
        ("NHS WESTMERE INTEGRATED CARE BOARD", "NHS Westmere Integrated Care Board"),
        ("Westmere Clinical Commissioning Group", "NHS Westmere Clinical Commissioning Group"),
        ("Westmere and Oakford Partnership NHS Trust", "Westmere and Oakford Partnership NHS Trust"),
        ("Westmere Hospitals NHS Foundation Trust", "Westmere Hospitals NHS Foundation Trust"),
        ("West Midlands Combined Authority", "West Midlands Combined Authority"),
        ("Somerset County Council", "Somerset County Council"),
    ],
)
def test_a_body_has_one_name_however_it_is_written(text: str, name: str) -> None:
    assert [body.name for body in bodies(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The County Council is the lead authority",
        "Full Council",
        "the Council",
        "Grants to Kent District Councils",
        "Councillor Ash",
        "council tax",
        "The Arts Council",
        "Report reference ICB-0231",
    ],
)
def test_what_names_no_body_is_not_taken_for_one(text: str) -> None:
    assert bodies(text) == []


def test_two_bodies_in_one_sentence_are_two() -> None:
    text = "Between Cambridgeshire County Council and Peterborough City Council"
    assert [body.name for body in bodies(text)] == [
        "Cambridgeshire County Council",
        "Peterborough City Council",
    ]


@given(st.sampled_from(sorted(set(councils().values()))), st.booleans())
def test_every_council_of_the_table_is_recognised_by_its_own_name(name: str, capitals: bool) -> None:
    if name.endswith(("Council", "Borough of " + name.rsplit("of ", 1)[-1])):
        assert [body.name for body in bodies(name.upper() if capitals else name)] == [name]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("kent", "Kent County Council"),
        ("nottinghamcity", "Nottingham City Council"),
        ("dorsetcouncil", "Dorset Council"),
        ("blaenau-gwent", "Blaenau Gwent County Borough Council"),
        ("hants", "Hampshire County Council"),
        ("legislation", None),
        ("ico", None),
    ],
)
def test_a_councils_web_address_names_it(label: str, name: str | None) -> None:
    assert council_of_domain(label) == name


def test_initials_name_a_council_only_where_they_are_its_alone() -> None:
    assert councils_called("KCC") == ("Kent County Council",)
    assert len(councils_called("DCC")) > 1
    assert council_of("Atlantis") is None


def test_the_letterhead_wins_over_a_partner_named_on_every_line() -> None:
    partner = "\n".join(f"{n}. Oakford City Council shares the cost of the bridge." for n in range(12))
    finding = find_authority(paper(f"Westmere County Council\n3 May 2024\nDear Resident\n{partner}"))
    assert finding == Finding("Westmere County Council", "letterhead, page 1")


def test_the_address_of_the_contact_tells_the_author_from_the_partner() -> None:
    text = """
To: Children's Committee
From: Director of Children's Services
Summary: To agree that Cambridgeshire County Council may join Peterborough City Council in one service.
Officer contact: head.of.service@cambridgeshire.gov.uk
1.1 Peterborough City Council leads. Peterborough City Council pays. Peterborough City Council reports.
"""
    finding = find_authority(paper(text))
    assert finding == Finding("Cambridgeshire County Council", "e-mail address cambridgeshire.gov.uk, page 1")


def test_a_sign_off_names_the_author() -> None:
    text = "Dear Resident\nThe bridge will close.\nYours sincerely\nHead of Roads\nWestmere Borough Council"
    assert found(text) == "Westmere Borough Council"


def test_a_page_footer_names_the_author() -> None:
    assert found("Carers strategy\nCarers matter.\n~ Westmere Council  Page 1") == "Westmere Council"


@pytest.mark.parametrize("label", ["Authority: ", "| Authority | ", "Commissioner ", "Published by: "])
def test_a_label_names_the_author_and_others_do_not(label: str) -> None:
    text = f"Review of short breaks\n{label}Westmere Council\nThe service is for children."
    assert found(text) == "Westmere Council"
    assert found(text.replace(label, "Provider: ")) is None


def test_the_name_of_the_site_names_the_author_of_a_web_page() -> None:
    page = "# Repair of the bridge\nThe repair was agreed."
    assert found(page, "page.html", {"site name": "Westmere Borough Council"}) == "Westmere Borough Council"
    assert (
        found(page, "page.html", {"title": "Bridge - Westmere Borough Council - News"})
        == "Westmere Borough Council"
    )


def test_the_sender_of_an_e_mail_is_its_author() -> None:
    mail = "Our answer is below."
    assert found(mail, "reply.eml", {"from": "Westmere Council <foi@westmere.gov.uk>"}) == "Westmere Council"


def test_initials_stand_for_the_council_of_the_place_a_paper_speaks_of() -> None:
    text = "Assessment of resilience\nKCC serves the people of Kent. Schools in Kent have grown."
    assert found(text) == "Kent County Council"
    assert found("The DCC plan\nDCC and DCC again.") is None


def test_initials_that_the_paper_explains_are_understood() -> None:
    text = "Summary\nWestmere County Council (WCC) owns the road. WCC repairs it. WCC pays for it."
    assert found(text) == "Westmere County Council"


def test_a_council_that_says_only_the_council_is_known_by_the_place_of_its_partners() -> None:
    text = """
Agenda item
Cabinet Member: the member for adult care
Minutes:
The service was shared by the Council and the Rotherham Clinical Commissioning Group.
The Rotherham Foundation Trust ran it for the Council. The Council pays half.
Rotherham CCG would lead.
"""
    finding = find_authority(paper(text, source="page.html"))
    assert finding is not None
    assert finding.value == "Rotherham Metropolitan Borough Council"
    assert finding.how == "'the Council', in a paper that names Rotherham"


def test_a_body_first_named_deep_in_a_paper_is_not_its_author() -> None:
    start = "\n".join(f"1.{n} The Council invests its own money with care and for long." for n in range(70))
    late = "\n".join("3.1 The loan to Medway Council ends this year." for _ in range(6))
    assert found(f"Investment strategy\n{start}\n{late}") is None


def test_a_paper_that_names_nobody_has_no_author() -> None:
    assert found("Capital programme\n| Roads | 12\n| Schools | 40") is None
    assert found("") is None


def test_the_fullest_of_several_spellings_is_shown() -> None:
    text = "Westmere ICB\nNHS Westmere Integrated Care Board\nWestmere ICB buys care. Westmere ICB plans it."
    assert found(text) == "NHS Westmere Integrated Care Board"
