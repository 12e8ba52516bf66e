"""The class of a printed marking, and what a clearance covers."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.clearance import EVERYTHING, OPEN, Clearance, cleared_for, marking_class


@pytest.mark.parametrize(
    ("marking", "found"),
    [
        ("OFFICIAL-SENSITIVE", "official-sensitive"),
        ("OFFICIAL - SENSITIVE", "official-sensitive"),
        ("Official: Sensitive - Commercial", "official-sensitive"),
        ("OFFICIAL_SENSITIVE", "official-sensitive"),
        ("OFFI\u00adCIAL\u2011SENSI\u200bTIVE", "official-sensitive"),
        ("Official (not sensitive)", "confidential"),
        ("EXEMPT", "exempt"),
        ("Exempt under section 100A(4) of the Local Government Act 1972", "exempt"),
        ("STRICTLY NOT\nFOR PUBLICATION", "exempt"),
        ("Not-for-publication", "exempt"),
        ("For publication: No", "exempt"),
        ("Part 2 report: confidential", "exempt"),
        ("PINK PAPER", "exempt"),
        ("Nid i\u2019w gyhoeddi", "exempt"),
        ("PRIVATE AND CON\ufb01DENTIAL", "confidential"),
        ("Commercial in confidence", "confidential"),
        ("RESTRICTED", "confidential"),
        ("Unrestricted copy", "unrestricted copy"),
        ("PROTECT - COMMERCIAL", "confidential"),
        ("Embargoed until 9 May 2024", "confidential"),
        ("SECRET", "secret"),
        ("TOP SECRET", "top-secret"),
        ("Secret: exempt", "secret"),
        ("  Legal   TEAM\tonly ", "legal team only"),
        ("\u200b ", "marked"),
        ("", "marked"),
    ],
)
def test_the_class_of_a_marking(marking: str, found: str) -> None:
    assert marking_class(marking) == found


@given(st.text())
@example("ᾳͅ")
def test_a_class_is_its_own_class_and_never_nothing(marking: str) -> None:
    assert marking_class(marking)
    assert marking_class(marking_class(marking)) == marking_class(marking)


def test_who_is_cleared_for_a_marking_sees_it_and_what_is_open() -> None:
    exempt = cleared_for(["Not for publication"])
    assert exempt == Clearance(frozenset({"exempt"}))
    assert [exempt.covers(access) for access in (None, "exempt", "confidential")] == [True, True, False]
    assert [OPEN.covers(access) for access in (None, "exempt")] == [True, False]
    assert EVERYTHING.covers("top-secret")


CLEARANCES = st.builds(Clearance, st.frozensets(st.sampled_from("abc")), st.booleans())


@given(CLEARANCES, CLEARANCES, st.sampled_from(["a", "b", "c", None]))
def test_what_is_within_two_clearances_is_what_both_cover(
    one: Clearance, other: Clearance, access: str | None
) -> None:
    assert one.within(other).covers(access) == (one.covers(access) and other.covers(access))
