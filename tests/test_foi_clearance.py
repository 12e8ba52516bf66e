"""A case with words of a paper is for those alone who may see the paper; a letter quotes open papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from foi_builders import AT, citation, covered, found, prior, question, request
from foi_sound_cases import FOUND, TODAY, case, gate, row, shut
from marked_papers import Marked, keep

from assistant.answer import Citation
from assistant.foi.case import Case, Decision, Row
from assistant.foi.coverage import Candidate, Coverage
from assistant.foi.deciding import accept, edit, reject
from assistant.foi.draft import draft_row
from assistant.foi.gates import GateName
from assistant.foi.office import Office
from assistant.foi.papers import papers
from ingest.clearance import EVERYTHING, OPEN, Clearance, cleared_for
from ingest.errors import CaseError
from ingest.library import Library

EXEMPT = cleared_for(["exempt"])


def quoting(word: str, access: str | None = None, quote: str = "412 children were waiting.") -> Citation:
    return citation(quote).model_copy(update={"document_id": word, "access": access, "title": word.title()})


def row_on(word: str, access: str | None = None) -> Row:
    answered = prior().model_copy(update={"answered": quoting(word, access)})
    return draft_row(question(), covered(Coverage.ANSWERED_BEFORE, found(answered)))


def row_beside(word: str, access: str | None = None) -> Row:
    """Drafted from an open paper; another was found beside it and is not leaned on."""
    near = Candidate(published=quoting(word, access), why="It comes near.", score=0.1)
    open_one = found(prior().model_copy(update={"answered": quoting("coldspring")}))
    return draft_row(question(), covered(Coverage.ANSWERED_BEFORE, open_one, near))


@pytest.fixture
def office(library: Library) -> Iterator[Callable[[Clearance], Office]]:
    keep(library, [Marked("amberly", "EXEMPT"), Marked("coldspring")])
    yield lambda clearance: Office(library.seen_by(clearance))


OfficeOf = Callable[[Clearance], Office]


def kept(office: Office, *rows: Row, reference: str = "FOI 1") -> Case:
    return office._cases.start(request(), rows, reference)


@pytest.mark.parametrize("on", [row_on, row_beside])
def test_a_case_on_a_hidden_paper_is_neither_listed_nor_opened(
    office: OfficeOf, on: Callable[[str, str], Row]
) -> None:
    secret = kept(office(EVERYTHING), on("amberly", "exempt"))
    plain = kept(office(EVERYTHING), row_on("coldspring"), reference="FOI 2")
    assert [line.id for line in office(OPEN).cases()] == [plain.id]
    assert {line.id for line in office(EXEMPT).cases()} == {secret.id, plain.id}
    assert office(OPEN).case(plain.id) == plain
    assert office(EXEMPT).case(secret.id) == secret
    unknown, hidden = (error_of(lambda id_=id_: office(OPEN).case(id_)) for id_ in ("nobody", secret.id))
    assert unknown.replace("nobody", secret.id) == hidden


ACTS: dict[str, Callable[[Office, Case], Any]] = {
    "change": lambda office, of: office.change(of, lambda now: accept(now, "1", AT)),
    "delete": lambda office, of: office.delete(of.id),
    "standing": lambda office, of: office.standing(of, TODAY),
    "letter": lambda office, of: office.letter(of, "md", TODAY, draft=True),
    "take in": lambda office, of: office.take_in(of, TODAY),
    "calendar": lambda office, of: office.calendar(of, TODAY),
    "ask again": lambda office, of: office.ask_again(of, of.request),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_with_a_case_that_is_hidden_by_now(office: OfficeOf, act: str) -> None:
    """The officer has it open while its paper is marked: what the page holds of it opens nothing."""
    opened = kept(office(EVERYTHING), row_on("amberly"))
    assert error_of(lambda: ACTS[act](office(OPEN), opened)).startswith(f"There is no case {opened.id}")
    assert office(EXEMPT).case(opened.id) == opened


def test_a_paper_that_is_gone_hides_the_case_from_those_it_was_hidden_from(office: OfficeOf) -> None:
    secret = kept(office(EVERYTHING), row_on("replaced", "exempt"))
    kept(office(EVERYTHING), row_on("removed"), reference="FOI 2")
    assert [line.reference for line in office(OPEN).cases()] == ["FOI 2"]
    assert office(EXEMPT).case(secret.id) == secret


def test_a_paper_that_was_opened_shows_the_case(office: OfficeOf, library: Library) -> None:
    secret = kept(office(EVERYTHING), row_on("amberly", "exempt"))
    library.catalogue.set_access("amberly", None, "{}")
    assert office(OPEN).case(secret.id) == secret


def test_every_paper_quoted_anywhere_in_a_case_counts() -> None:
    followed = prior(followed=(quoting("coldspring"), quoting("amberly", "exempt")))
    on = draft_row(question(), covered(Coverage.ANSWERED_BEFORE, found(followed)))
    assert papers(case(on, row_beside("dunmarsh", "confidential"))) == {
        "d1": None,
        "coldspring": None,
        "amberly": "exempt",
        "dunmarsh": "confidential",
    }


def test_the_desk_covers_a_request_from_what_the_officer_may_see(library: Library) -> None:
    keep(library, [Marked("amberly", "EXEMPT"), Marked("coldspring")], vectors=True)
    asked = "To: Averdale County Council\n\n1. How many wheelchairs did the council lend in 2023/24?\n"
    for clearance, seen in ((OPEN, {"coldspring"}), (EXEMPT, {"amberly", "coldspring"})):
        desk = Office(library.seen_by(clearance))
        opened = desk.open(desk.read_pasted(asked, date(2024, 12, 2)))
        assert set(papers(opened)) == seen


SOURCE = quoting("amberly", "exempt", "£1.5m")


def access(citation: Citation) -> str | None:
    return citation.access


def test_a_draft_on_a_paper_that_is_not_open_holds_the_letter_back() -> None:
    said = shut(GateName.OPEN_PAPERS, case(row("1"), row("2", leaned_on=(SOURCE,))), access_of=access)
    assert said.questions == ("q2",)
    assert said.explanation.startswith(
        "Question 2 quotes “Amberly”, which is only for those cleared for exempt"
    )
    assert gate(GateName.OPEN_PAPERS, case(row("1", leaned_on=(SOURCE,))), access_of=lambda _: None).passed


@pytest.mark.parametrize(
    ("words", "passed"), [("We spent £1.5m.", True), ("We spent £1.5m [1].", False), ("See [2].", True)]
)
def test_an_officers_own_words_may_stand_without_the_quotation(words: str, passed: bool) -> None:
    of = case(row("1", leaned_on=(SOURCE,), decision=Decision.EDITED, answer=words))
    assert gate(GateName.OPEN_PAPERS, of, access_of=access).passed is passed


def test_a_rejected_draft_quotes_nothing() -> None:
    of = reject(case(row("1", leaned_on=(SOURCE,), search=FOUND)), "1", AT)
    assert gate(GateName.OPEN_PAPERS, of, access_of=access).passed


def test_the_letter_of_a_cleared_officer_quotes_no_marked_paper(office: OfficeOf) -> None:
    """Also its audit file names a paper to those alone who may open the case."""
    desk = office(EXEMPT)
    of = desk.change(kept(desk, row_on("amberly", "exempt")), lambda now: accept(now, "1", AT))
    [held] = [each for each in desk.standing(of, TODAY).shut if each.name is GateName.OPEN_PAPERS]
    assert "cleared for exempt" in held.explanation
    own = desk.change(of, lambda now: edit(now, "1", "There were 412.", AT))
    assert GateName.OPEN_PAPERS not in [each.name for each in desk.standing(own, TODAY).shut]
    [_, (_, audit)] = desk.letter(own, "md", TODAY, draft=True)
    [source] = json.loads(audit)["questions"][0]["sources"]
    assert source["document_id"] == "amberly"


def error_of(act: Callable[[], Any]) -> str:
    with pytest.raises(CaseError) as caught:
        act()
    return str(caught.value)
