"""What is looked at in the words to be sent: personal data, the law, sources, the letter's own parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answer import Citation
from assistant.foi.case import Case, PersonalDataDecision
from assistant.foi.gates.gate import Gate, GateName, Problem, gate, texts_of
from assistant.foi.personal import PersonalFinding, find_personal
from assistant.foi.request import Regime
from assistant.foi.statutes import flags
from assistant.verify import JOIN, normalise

# What the passage or document of a citation says now; None where it is no longer in the catalogue.
Lookup = Callable[[Citation], str | None]

_REVIEW = re.compile(r"\binternal\s+review\b|\breconsider", re.I)
_FORTY_DAYS = re.compile(r"\b(?:40|forty)\s+working\s+days\b", re.I)
_COMMISSIONER = re.compile(r"\bInformation\s+Commission(?:er)?\b|(?-i:\bICO\b)", re.I)
_REACHED = re.compile(r"\bico\.org\.uk\b|\bWycliffe\s+House\b|\b0303\s?123\s?1113\b", re.I)


def personal_data_gate(case: Case) -> Gate:
    """FOIA s.40(2), EIR reg.13: every finding of the check is decided on, for the question it stands in.

    What stands in the annex is looked at with the rest. The explanation never holds the words found.
    """
    problems = [
        problem for key, name, found in _found(case) for problem in _undecided(case, key, name, found)
    ]
    return gate(
        GateName.PERSONAL_DATA, problems, "Every finding of the check for personal data is decided on."
    )


def law_gate(case: Case) -> Gate:
    """No provision is cited that is not there or is of another law, unless an officer keeps it."""
    kept = {_folded(each.words) for each in case.acknowledged if each.why.strip()}
    problems = [
        Problem(
            said=f"{name} cites “{flag.words}”. {flag.problem} Correct it, or say why it stays.",
            question_id=key,
        )
        for key, name, words in texts_of(case)
        for flag in flags(words, case.handled_under)
        if _folded(flag.words) not in kept
    ]
    return gate(GateName.LAW, problems, "No reference to the law is flagged.")


def sources_gate(case: Case, lookup: Lookup) -> Gate:
    """Every quotation in the annex or beneath a drafted fact still stands in the catalogue, word for word."""
    problems = []
    for row in case.rows:
        for citation in dict.fromkeys([*row.leaned_on, *(fact.citation for fact in row.facts)]):
            problem = _changed(citation, lookup(citation))
            if problem:
                problems.append(Problem(said=problem, question_id=row.question.id))
    return gate(GateName.SOURCES, problems, "Every source quoted is in the catalogue, unchanged.")


def letter_gate(text: str, regime: Regime) -> Gate:
    """The review with its time, and the Commissioner with a way there, in the letter as it will be sent.

    FOIA s.17(7) and the s.45 code (review asked for within forty working days); EIR reg.11(2) and 14(5); UK
    GDPR art.12(4) asks for the Commissioner alone.
    """
    wanted = [
        (_COMMISSIONER, "the right to complain to the Information Commissioner"),
        (_REACHED, "how to reach the Commissioner (ico.org.uk)"),
    ]
    if regime is not Regime.SUBJECT_ACCESS:
        wanted = [
            (_REVIEW, "the right to an internal review"),
            (_FORTY_DAYS, "that the review is asked for within 40 working days"),
            *wanted,
        ]
    problems = [
        Problem(said=f"The letter does not say {what}: put the paragraph back into the template.")
        for pattern, what in wanted
        if not pattern.search(text)
    ]
    return gate(GateName.LETTER, problems, "The letter tells of the review and of the Commissioner.")


def undecided_findings(case: Case) -> list[tuple[str, PersonalFinding]]:
    """(question id, finding) for each that an officer has still to decide on, for a list of them."""
    return [
        (key, finding)
        for key, _, finding in _found(case)
        if finding.needs_decision and not _decisions(case, key, finding)
    ]


def _found(case: Case) -> Iterator[tuple[str, str, PersonalFinding]]:
    asked = {row.question.id: row.question.standalone for row in case.rows}
    for key, name, words in texts_of(case):
        for finding in find_personal(words, asked.get(key, "")):
            yield key, name, finding
    for row in case.rows:
        for citation in row.leaned_on:
            for finding in find_personal(citation.quote):
                yield row.question.id, f"The annex to question {row.question.number}", finding


def _undecided(case: Case, key: str, name: str, finding: PersonalFinding) -> Iterator[Problem]:
    if not finding.needs_decision:
        return
    decisions = _decisions(case, key, finding)
    if not decisions:
        yield Problem(said=f"{name} holds a {finding.kind.value}: decide whether it stays.", question_id=key)
    elif not decisions[-1].keep:
        yield Problem(
            said=f"{name} still holds a {finding.kind.value} that was to be taken out.", question_id=key
        )
    elif not decisions[-1].why.strip():
        yield Problem(said=f"Say why the {finding.kind.value} in {name.lower()} stays.", question_id=key)


def _decisions(case: Case, key: str, finding: PersonalFinding) -> list[PersonalDataDecision]:
    words = _folded(finding.words)
    return [each for each in case.personal_data if each.question_id == key and _folded(each.words) == words]


def _changed(citation: Citation, now: str | None) -> str | None:
    if now is None:
        return f"{citation.title} is no longer in the catalogue: take it in again, or leave its words out."
    held = normalise(now)
    if all(normalise(part) in held for part in citation.quote.split(JOIN) if part.strip()):
        return None
    return f"{citation.title} no longer holds the words quoted: look at the row again."


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
