"""What the papers of an authority add to its prior answers in the coverage table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from foi_builders import question
from foi_exchanges import COUNCIL, matched, prior
from foi_papers import ByQuestion, ByWord, read

from assistant.answer import Refusal, RefusalReason
from assistant.considered import Considered, Read
from assistant.engine import Assistant
from assistant.foi.cover import Coverer
from assistant.foi.coverage import Coverage, Covered
from assistant.foi.match import Matched, Matcher
from assistant.foi.precedents import PrecedentIndex
from assistant.foi.prior import Outcome
from assistant.question import stems

ASKED = "How many carers received a grant for a break?"
SAYS = "744 carers received a grant for a break."
ELSE = "3,870 adult carers were on the register."


def paper(quote: str, day: str | None = None, authority: str = COUNCIL) -> Read:
    found = read(quote)
    cited = found.citation.model_copy(
        update={"document_id": quote, "date": day, "authority": authority, "title": "Annual statement"}
    )
    return replace(found, citation=cited)


def covered(
    *reads: Read,
    matches: tuple[Matched, ...] = (),
    refused: RefusalReason | None = None,
    logit: float = 6.0,
    asked: str = ASKED,
) -> Covered:
    """The row of a question where the engine read these papers and the gate let all or none of them pass."""
    refusal = Refusal(reason=refused, explanation="") if refused else None
    considered = Considered(() if refused else tuple(each.citation for each in reads), refusal, reads)
    assistant = SimpleNamespace(
        library=SimpleNamespace(
            embedder=ByWord(), settings=SimpleNamespace(foi=SimpleNamespace(stale_months=12))
        ),
        reranker=lambda: ByQuestion(lambda _: logit),
        consider=lambda _: considered,
    )
    index = SimpleNamespace(precedents=[], stems_of=stems)
    matcher = SimpleNamespace(find=lambda *_: list(matches))
    one = question(text=asked)
    coverer = Coverer(
        (one,),
        cast(Matcher, matcher),
        cast(PrecedentIndex, index),
        cast(Assistant, assistant),
        COUNCIL,
        date(2025, 9, 1),
    )
    return coverer.covered(one)


def test_a_paper_that_answers_is_published_and_comes_first() -> None:
    row = covered(paper(SAYS))
    assert row.coverage is Coverage.PUBLISHED
    assert row.candidates[0].citation.quote == SAYS


def test_papers_that_only_come_near_are_shown_as_near() -> None:
    row = covered(
        paper(ELSE), paper("No. 1"), paper("No. 2"), refused=RefusalReason.NO_SUCH_VALUE, logit=-6.0
    )
    assert row.coverage is Coverage.NOTHING_FOUND
    assert len(row.candidates) == 2
    assert all("is not taken to answer the question" in each.why for each in row.candidates)


def test_where_no_answer_is_taken_the_nearest_paper_stands_among_the_first_three() -> None:
    earlier = [matched(prior(f"Asked {at}?", "58", document=f"d{at}"), worth=-1.0) for at in range(5)]
    row = covered(paper(ELSE), matches=tuple(earlier), logit=-6.0)
    assert [each.published is not None for each in row.candidates] == [False, False, True, False, False]


@pytest.mark.parametrize("reason", [RefusalReason.WRONG_AUTHORITY, RefusalReason.WRONG_PERIOD])
def test_what_the_gate_gives_to_another_authority_or_year_does_not_answer(reason: RefusalReason) -> None:
    assert covered(paper(SAYS), refused=reason).coverage is Coverage.NOTHING_FOUND


def test_another_authoritys_paper_is_not_even_near() -> None:
    assert covered(paper(SAYS, authority="Osterbridge City Council")).candidates == ()


@pytest.mark.parametrize(
    ("day", "word"), [("2025-02-20", Coverage.PUBLISHED), ("2023-02-20", Coverage.NOT_HELD_BEFORE)]
)
def test_what_was_not_held_may_have_been_published_since(day: str, word: Coverage) -> None:
    not_held = matched(prior(ASKED, "Not held.", Outcome.NOT_HELD, on="2024-03-14"))
    assert covered(paper(SAYS, day), matches=(not_held,)).coverage is word


def test_a_year_that_the_paper_does_not_speak_of_is_near_only() -> None:
    row = covered(paper(f"In 2019/20 {SAYS}"), asked=f"{ASKED[:-1]} in 2024/25?")
    assert row.coverage is Coverage.NOTHING_FOUND
    assert len(row.candidates) == 1


def test_behind_an_answer_that_is_taken_the_nearest_paper_stands_fourth() -> None:
    refused = matched(prior(ASKED, "Refused.", Outcome.REFUSED), worth=2.0)
    rest = [matched(prior(f"Asked {at}?", "58", document=f"e{at}"), worth=-1.0) for at in range(3)]
    row = covered(paper(ELSE), matches=(refused, *rest), logit=-6.0)
    assert row.coverage is Coverage.REFUSED_BEFORE
    assert [each.published is not None for each in row.candidates] == [False, False, False, True, False]
