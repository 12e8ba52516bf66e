"""Personal data in words about to be sent, for the officer to decide on (FOIA s.40(2), EIR reg.13).

A pattern cannot know whether disclosing would be lawful: every finding is listed with the reason, and decided
by a person. What is missed is as likely as what is found too much; the letter is still to be read.
"""

from __future__ import annotations

from assistant.foi.personal.addresses import addresses, births
from assistant.foi.personal.contacts import emails, phones
from assistant.foi.personal.counts import small_counts
from assistant.foi.personal.finding import PersonalFinding, PersonalKind
from assistant.foi.personal.hidden import revealed
from assistant.foi.personal.identifiers import identifiers
from assistant.foi.personal.names import names

__all__ = ["PersonalFinding", "PersonalKind", "find_personal"]


def find_personal(text: str, question: str = "") -> tuple[PersonalFinding, ...]:
    """What may be personal data in ``text``, in order of place; ``words`` of each is ``text[start:end]``.

    ``question`` is what the text answers: a bare "3" counts people where it asks how many of them.
    """
    reach = [*emails(text), *phones(text)]
    found = [*reach, *identifiers(text), *births(text), *addresses(text)]
    found += names(text, reach)
    found += [*small_counts(text, question), *revealed(text)]
    return _without_overlap(found)


def _without_overlap(found: list[PersonalFinding]) -> tuple[PersonalFinding, ...]:
    """Of findings that share words the longest is kept, and the earlier of two as long."""
    kept: list[PersonalFinding] = []
    for each in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
        elif each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return tuple(kept)
