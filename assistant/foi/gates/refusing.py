"""A refusal: the provision relied on exists and fits, why it applies, and what the law asks for besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.foi.case import Case, Disposition, Reliance, Row
from assistant.foi.gates.gate import Gate, GateName, Problem, called, gate
from assistant.foi.held import held_claims
from assistant.foi.request import Regime
from assistant.foi.statutes import (
    Law,
    LawReference,
    asks_public_interest,
    incomplete,
    missing,
    provision,
    references_to_law,
)

_LAW = {Regime.FOIA: Law.FOIA, Regime.EIR: Law.EIR}
# Where something can be found: an address on the web, or a place named.
_PLACE = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w-]+\.(?:gov|org|co|nhs|ac)\.uk\b|"
    r"\b(?:at|on|in|from|via|through)\s+(?:(?:the|our|its|their|any|page|pages|section)\s+)*(?:[\w’'-]+\s+){0,4}?"
    r"(?:websites?|web\s?pages?|pages?|publication\s+scheme|register|library|libraries|portal|report|minutes|log|"
    r"archive|Gazette|office|reception|data\s*set|list|plan|accounts|agenda)\b",
    re.I,
)
_PUBLICATION = re.compile(r"\bpubli(?:sh\w*|cation)\b", re.I)


def refusals_gate(case: Case) -> Gate:
    """FOIA s.17(1), EIR reg.14(3): the exemption with its subsection, and why it applies."""
    problems = [problem for row in case.rows for problem in _refusal(row, case.handled_under)]
    return gate(
        GateName.REFUSALS, problems, "Every refusal names a provision that exists, and why it applies."
    )


def public_interest_gate(case: Case) -> Gate:
    """FOIA s.17(3)(b), s.2(2)(b); EIR reg.14(3)(b), 12(1)(b): both sides, and where the balance lies."""
    problems = []
    for row, reliance, _ in _relied(case):
        if not asks_public_interest(reliance.section, case.handled_under):
            continue
        weighed = reliance.public_interest
        sides = (
            (weighed.favouring_disclosure, weighed.favouring_withholding, weighed.balance)
            if weighed
            else ("",)
        )
        if not all(side.strip() for side in sides):
            said = (
                f"{called(row)} relies on {reliance.section}, which is qualified: write what favours "
                "disclosure, what favours withholding, and where the balance lies."
            )
            problems.append(Problem(said=said, question_id=row.question.id))
    return gate(GateName.PUBLIC_INTEREST, problems, "The public interest is weighed wherever it has to be.")


def qualified_person_gate(case: Case, on: date) -> Gate:
    """FOIA s.36(2): only in the reasonable opinion of a qualified person, given before the refusal."""
    problems = []
    for row, _, found in _of(case, Law.FOIA, "36"):
        opinion = found.qualified_person
        if opinion is None or not opinion.post.strip() or not opinion.opinion.strip():
            said = f"{called(row)} relies on section 36: record the qualified person's opinion, post and day."
            problems.append(Problem(said=said, question_id=row.question.id))
        elif opinion.given > on:
            said = (
                f"The opinion for {called(row).lower()} is of a day to come: wait for it, or correct the day."
            )
            problems.append(Problem(said=said, question_id=row.question.id))
    return gate(
        GateName.QUALIFIED_PERSON, problems, "Wherever section 36 is relied on, the opinion is recorded."
    )


def elsewhere_gate(case: Case) -> Gate:
    """FOIA s.21 with s.16, EIR reg.6(1)(b): what is reasonably accessible elsewhere is said to be where."""
    rows = [row for row, _, _ in _of(case, Law.FOIA, "21")]
    rows += [row for row, reference, _ in _of(case, Law.EIR, "6") if reference.parts[:2] == ("1", "b")]
    rows += [row for row in case.rows if row.disposition is Disposition.SIGNPOSTED]
    problems = [
        Problem(
            said=f"{called(row)} points elsewhere without saying where: give the address or place.",
            question_id=row.question.id,
        )
        for row in dict.fromkeys(rows)
        if not row.leaned_on and not _PLACE.search(_words(row))
    ]
    return gate(GateName.ELSEWHERE, problems, "Whatever is available elsewhere is said to be where.")


def future_publication_gate(case: Case) -> Gate:
    """FOIA s.22(1)(a), s.22A: held with a view to publication, intended before the request was made."""
    rows = [row for number in ("22", "22A") for row, _, _ in _of(case, Law.FOIA, number)]
    problems = [
        Problem(
            said=f"{called(row)} relies on future publication: say what is published, by whom and when.",
            question_id=row.question.id,
        )
        for row in rows
        if not _PUBLICATION.search(_words(row))
    ]
    return gate(GateName.FUTURE_PUBLICATION, problems, "Wherever publication is intended, it is named.")


def vexatious_gate(case: Case) -> Gate:
    """FOIA s.14: why the request is vexatious, or which earlier one it repeats (notice: s.17(5))."""
    problems = [
        Problem(
            said=f"{called(row)} is refused under section 14: say why the request is vexatious or repeated.",
            question_id=row.question.id,
        )
        for row, _, reliance in _of(case, Law.FOIA, "14")
        if not reliance.why.strip()
    ]
    return gate(GateName.VEXATIOUS, problems, "Wherever section 14 is relied on, it is said why.")


def relied_on(case: Case, law: Law, number: str) -> list[tuple[Row, LawReference, Reliance]]:
    """The rows that rely on a section or regulation of that number, each with what it relies on."""
    return list(_of(case, law, number))


def _relied(case: Case) -> Iterator[tuple[Row, Reliance, LawReference | None]]:
    for row in case.rows:
        for reliance in row.reliances:
            yield row, reliance, provision(reliance.section, case.handled_under)


def _of(case: Case, law: Law, number: str) -> Iterator[tuple[Row, LawReference, Reliance]]:
    for row, reliance, reference in _relied(case):
        if reference and reference.law is law and reference.number == number:
            yield row, reference, reliance


def _refusal(row: Row, regime: Regime) -> Iterator[Problem]:
    for said in _without_ground(row):
        yield Problem(said=said, question_id=row.question.id)
    for reliance in row.reliances:
        for said in _ill_relied(reliance, regime):
            yield Problem(said=f"{called(row)}: {said}", question_id=row.question.id)


def _without_ground(row: Row) -> Iterator[str]:
    """What is withheld in part has a ground too, unless the rest is said not to be held."""
    if row.reliances:
        return
    if row.disposition is Disposition.REFUSED:
        yield f"{called(row)} is refused without a ground: name the section and subsection, and why."
    if row.disposition is Disposition.PARTLY_DISCLOSED and not _rest_not_held(row):
        yield (
            f"{called(row)} is disclosed in part: name the section by which the rest is withheld, "
            "or say that it is not held."
        )


def _rest_not_held(row: Row) -> bool:
    return any(not claim.held for claim in held_claims(row.answer))


def _ill_relied(reliance: Reliance, regime: Regime) -> Iterator[str]:
    reference = provision(reliance.section, regime)
    if reference is None:
        yield f"“{reliance.section}” names no section: write it as “s.43(2)” or “reg.12(5)(e)”."
        return
    problem = next(filter(None, (missing(each) for each in _each(reliance.section, reference))), None)
    if problem:
        yield f"{problem} Name the provision relied on."
    elif reference.law is not _LAW.get(regime):
        yield f"{reference.canonical} is not of the law that the case is handled under: name one that is."
    elif lacking := incomplete(reference):
        yield f"{lacking[0].upper()}{lacking[1:]}."
    if not reliance.why.strip():
        yield f"write why {reference.canonical} applies."


def _each(section: str, first: LawReference) -> list[LawReference]:
    """A field may name a condition beside its exemption: "s.40(2) with s.40(3A)(a)"."""
    besides = references_to_law(section)[1:]
    ours = (first.law, Law.UNSAID)
    return [first, *(each.model_copy(update={"law": first.law}) for each in besides if each.law in ours)]


def _words(row: Row) -> str:
    return "\n".join([row.answer, *(reliance.why for reliance in row.reliances)])
