"""Other values for the same measure are found; what only looks alike is passed over."""

from __future__ import annotations

import pytest
from papers import fill, paper

from assistant.alike import Placed
from assistant.conflicts import rivals
from assistant.retrieve import Hit
from assistant.units import units_of
from ingest.library import Library
from ingest.records import PreparedDocument

WAITING = "On 31 December 2024 there were 1,214 children waiting for a first therapy appointment."
MINUTED = (
    "The Director said that 1,241 children had been waiting for a first therapy appointment at the end of "
)


def placed(library: Library, document_id: str) -> list[Placed]:
    lookup = library.lookup
    document, text = lookup.document(document_id), lookup.text(document_id)
    hits = [Hit(passage, document, 0.0, None) for passage in lookup.passages_of(document_id)]
    return [Placed(hit, unit, text) for hit in hits for unit in units_of(hit.passage, text, 80)]


def values(library: Library, one: PreparedDocument, two: PreparedDocument) -> list[tuple[str, str]]:
    """The pairs of figures that conflict between the first unit of one paper and all of another."""
    fill(library, [one, two])
    found = rivals(placed(library, one.id)[0], placed(library, two.id))
    return [(ours.text, theirs.text) for rival in found for ours, theirs in rival.pairs]


def test_the_report_and_the_minutes_give_different_numbers(library: Library) -> None:
    minutes = paper(
        "minutes", f"{MINUTED}December 2024, and that it had risen.", title="Minutes of the Cabinet"
    )
    assert values(library, paper("report", WAITING), minutes) == [("1,214", "1,241")]


@pytest.mark.parametrize(
    "said",
    [
        f"{MINUTED}September 2024.",
        MINUTED.replace("1,241", "1,214") + "December 2024.",
        MINUTED.replace("therapy", "urgent therapy") + "December 2024.",
        "On 31 December 2024, 46 children had been waiting for more than 52 weeks.",
        "In December 2024 the number of children waiting for a first therapy appointment fell by 27.",
    ],
)
def test_another_time_measure_or_the_same_value_is_no_conflict(library: Library, said: str) -> None:
    assert (
        values(library, paper("report", WAITING), paper("minutes", said, title="Minutes of the Cabinet"))
        == []
    )


def test_no_time_named_on_either_side_is_no_conflict(library: Library) -> None:
    one = paper("one", "The service lent 412 powered wheelchairs to adult residents.", title="Wheelchairs")
    two = paper("two", "The service lent 431 powered wheelchairs to adult residents.", title="Equipment")
    assert values(library, one, two) == []


def test_another_authority_s_figure_is_no_conflict(library: Library) -> None:
    other = paper("other", WAITING.replace("1,214", "640"), authority="Osterbridge City Council")
    assert values(library, paper("report", WAITING), other) == []


def test_papers_on_one_decision_may_differ_in_their_dates_as_well(library: Library) -> None:
    proposed = paper(
        "proposed", "Award the equipment contract from 1 April 2025, at a cost of £4.18 million a year;"
    )
    final = paper(
        "final", "Award the equipment contract from 1 June 2025, at a cost of £3.96 million a year;"
    )
    assert values(library, proposed, final) == [("£4.18 million", "£3.96 million")]


def test_a_unit_that_tells_both_values_explains_the_difference(library: Library) -> None:
    one = paper("one", "The planned yearly use of general reserves is £9.1 million.")
    two = paper("two", "The planned yearly use of general reserves is £6.8 million and not £9.1 million.")
    assert values(library, one, two) == []


def test_rounding_is_no_conflict(library: Library) -> None:
    one = paper("one", "The yearly cost of the equipment contract is £3.96 million.")
    two = paper("two", "The yearly cost of the equipment contract is £3,958,000.")
    assert values(library, one, two) == []
