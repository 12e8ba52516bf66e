"""May this question be answered from these passages? If not, why not.

"Not found in these documents" is all that is ever said; whether an authority holds information is for an
officer who searched its records to say (Freedom of Information Act 2000, section 1(1)(a)).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import RefusalReason
from assistant.evidence import Evidence, Name, dated, everything, evidence_of, missing_names, names_asked
from assistant.kinds import Wanted, insists, wanted
from assistant.measure import is_unspoken, measure_of, tells_who_won
from assistant.periods import financial_years, quarters, years
from assistant.question import Part, councils_in
from assistant.signs import Choice
from assistant.unanswerable import instructs, wants_opinion
from assistant.words import fold

# What the best unit must reach: closeness in meaning plus the share of the question's words, and some of
# those words at all. Set between the answerable and the off-topic questions of the sample benchmark.
_RELATED = 0.62
_SHARED_WORDS = 0.1
_LOOKED_AT = 3
# The reranker's logits: below the first, units answer only where they come close in meaning (a cosine: of
# thirty questions on everyday matters put to three libraries one does, of five that only say things in other
# words four do); from the second on a unit is surely about the question.
_FAR, _CLOSE = -6.7, 5.0
_CLOSE_IN_MEANING = 0.45


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why not to answer, in words, and the unit that comes nearest where the words speak of one."""

    reason: RefusalReason
    why: str
    meant: Choice | None = None


def refuse(
    asked: str,
    parts: Sequence[Part],
    ranked: Sequence[Sequence[Choice]],
    named: Sequence[str] = (),
    elsewhere: str | None = None,
    weights: Mapping[str, float] | None = None,
) -> Verdict | None:
    """The reason not to answer, or None when the passages may answer.

    ``ranked`` holds for each part of the question the units that may answer it, best first. ``named``: the
    authorities of the library that the question names. ``elsewhere``: another, whose papers answer it.
    ``weights``: the rarity of the question's words by stem.
    """
    if instructs(asked) or wants_opinion(asked):
        return Verdict(RefusalReason.NOT_IN_DOCUMENTS, "Documents take no instructions and hold no opinions.")
    if not any(ranked) or _is_far(ranked):
        return Verdict(RefusalReason.NOTHING_RELEVANT, "No passage has anything to do with the question.")
    found = [
        (part, evidence_of(part, choices, _LOOKED_AT, named))
        for part, choices in zip(parts, ranked, strict=True)
        if choices
    ]
    return (
        _anothers(elsewhere)
        or _unknown_council(asked, found)
        or _unrelated(ranked)
        or _incomplete(found, named)
        or _unmeasured(parts, ranked, weights or {})
    )


_Found = Sequence[tuple[Part, Sequence[Evidence]]]


def _anothers(authority: str | None) -> Verdict | None:
    if authority is None:
        return None
    why = f"Found for {authority}, not for the authority that the question names."
    return Verdict(RefusalReason.WRONG_AUTHORITY, why)


def _is_far(ranked: Sequence[Sequence[Choice]]) -> bool:
    """Does the reranker find that nothing comes anywhere near, and the meaning says nothing else?"""
    fits = [choice.fit for choices in ranked for choice in choices if choice.fit is not None]
    if not fits or max(fits) >= _FAR:
        return False
    near = [choice for choices in ranked for choice in choices[:_LOOKED_AT]]
    return not any(choice.similarity >= _CLOSE_IN_MEANING for choice in near)


def _unrelated(ranked: Sequence[Sequence[Choice]]) -> Verdict | None:
    """Refuses where neither the meaning nor the words of the question are to be found."""
    if any(_is_related(choice) for choices in ranked for choice in _likely(choices)):
        return None
    return Verdict(RefusalReason.NOT_IN_DOCUMENTS, "The nearest passages are about something else.")


def _likely(choices: Sequence[Choice]) -> Sequence[Choice]:
    """The best; where a reranker chose it, which looks at neither, also those that follow."""
    return choices[:_LOOKED_AT] if choices and choices[0].fit is not None else choices[:1]


def _is_related(choice: Choice) -> bool:
    if choice.fit is not None and choice.fit >= _CLOSE:
        return True
    return choice.coverage >= _SHARED_WORDS and choice.similarity + choice.coverage >= _RELATED


def _unknown_council(asked: str, found: _Found) -> Verdict | None:
    """Refuses where the question names a council in full that no passage found names in full."""
    texts = [fold(everything(each.choice.hit)) for _, evidence in found for each in evidence]
    missing = [name for name in councils_in(asked) if not any(fold(name) in text for text in texts)]
    return _nowhere(missing) if missing else None


def _nowhere(missing: Sequence[str]) -> Verdict:
    why = f"The passages found nowhere mention {' or '.join(f'“{name}”' for name in missing)}."
    return Verdict(RefusalReason.WRONG_AUTHORITY, why)


def _quoted(names: Sequence[Name]) -> str:
    return " or ".join(f"“{name.text}”" for name in names)


def _incomplete(found: _Found, named: Sequence[str]) -> Verdict | None:
    """Refuses where no unit bears out all at once: the names, the period and the kind of thing asked for.

    What is lacking is told of the first part: of what comes nearest to it, which is then shown.
    """
    if any(each.whole for _, evidence in found for each in evidence):
        return None
    part, evidence = found[0]
    names = names_asked(part, named)
    if missing := missing_names(" ".join(everything(each.choice.hit) for each in evidence), names):
        return _nowhere([name.text for name in missing])
    other = next((each for each in evidence if each.names and each.value and not each.period), None)
    without = next((each for each in evidence if each.about and each.period), None)
    if other and not (without and names):
        return _other_period(part, other, evidence)
    if without:
        return _no_such_value(part, without, names)
    return _other_period(part, other, evidence) if other else _apart(part, evidence, names)


def _other_period(part: Part, nearest: Evidence, evidence: Sequence[Evidence]) -> Verdict:
    held = " ".join(dated(each.choice) for each in evidence)
    reader = next(
        (read for read in (quarters, financial_years, years) if read(part.whole) - read(held)), years
    )
    missing = sorted(reader(part.whole) - reader(held)) or sorted(reader(part.whole))
    found = sorted(reader(dated(nearest.choice)))
    instead = f" Found instead: {', '.join(found[-6:])}." if found else ""
    why = f"The passages found say nothing of {' or '.join(missing)}.{instead}"
    return Verdict(RefusalReason.WRONG_PERIOD, why, nearest.choice)


def _no_such_value(part: Part, nearest: Evidence, names: Sequence[Name]) -> Verdict:
    kind = wanted(part.text) if insists(part.text) else Wanted.ANYTHING
    about = f" for {_quoted(names)}" if names else ""
    why = f"The nearest passages are about this, but none of them gives {kind.value}{about}."
    return Verdict(RefusalReason.NO_SUCH_VALUE, why, nearest.choice)


def _apart(part: Part, evidence: Sequence[Evidence], names: Sequence[Name]) -> Verdict:
    """All that was asked for is there, but never together."""
    what = [_quoted(names)] if names else []
    if insists(part.text):
        what.append(wanted(part.text).value)
    if periods := sorted(financial_years(part.whole) or years(part.whole)):
        what.append(" or ".join(periods))
    why = f"No passage found has {' and '.join(what)} together."
    return Verdict(RefusalReason.NO_SUCH_VALUE, why, evidence[0].choice)


def _unmeasured(
    parts: Sequence[Part], ranked: Sequence[Sequence[Choice]], weights: Mapping[str, float]
) -> Verdict | None:
    """Refuses where the passages tell of all but what is to be measured, or who is to be named."""
    pairs = [(part, choices) for part, choices in zip(parts, ranked, strict=True) if choices]
    if all(is_unspoken(part, choices, weights) for part, choices in pairs):
        part, choices = pairs[0]
        why = f"The nearest passages are about this, but none of them speaks of “{measure_of(part.text)}”."
        return Verdict(RefusalReason.NO_SUCH_VALUE, why, choices[0])
    if not any(tells_who_won(part, choices) for part, choices in pairs):
        why = "The nearest passages are about this, but none of them says who won."
        return Verdict(RefusalReason.NO_SUCH_VALUE, why, pairs[0][1][0])
    return None
