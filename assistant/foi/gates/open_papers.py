"""What leaves with a letter is told to the world (FOIA s.1): nothing of a paper kept for some alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answer import Citation
from assistant.foi.case import Case, Decision, Row
from assistant.foi.gates.gate import Gate, GateName, Problem, called, gate

AccessOf = Callable[[Citation], str | None]
"""The class of marking that the paper of a citation is for now; None where it is open to everyone."""

_MARKER = re.compile(r"\[(\d+)\]")


def open_papers_gate(case: Case, access_of: AccessOf) -> Gate:
    """No answer quotes a paper that is only for those cleared for its marking.

    A marking exempts nothing by itself under the Act: whether the words can be disclosed is an officer's
    decision, made by opening the paper, or by an answer in the officer's own words without the quotation.
    """
    problems = [
        Problem(
            said=f"{called(row)} quotes “{citation.title}”, which is only for those cleared for {access}: "
            "answer without that quotation, or have the paper opened to everyone "
            "(`documents release --everyone`).",
            question_id=row.question.id,
        )
        for row in case.rows
        for citation in dict.fromkeys(_sent(row))
        if (access := access_of(citation))
    ]
    return gate(GateName.OPEN_PAPERS, problems, "Every paper quoted is open to everyone.")


def _sent(row: Row) -> Iterator[Citation]:
    """The quotations that go out with an answer: all beneath a draft accepted, else those it names by [n]."""
    if row.decision is Decision.ACCEPTED:
        yield from row.leaned_on
    elif row.decision is Decision.EDITED:
        places = (int(number) for number in _MARKER.findall(row.answer))
        yield from (row.leaned_on[place - 1] for place in places if 1 <= place <= len(row.leaned_on))
