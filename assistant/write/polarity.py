"""Does a sentence say the opposite of the words that would be quoted for it?

A word that one of the two denies and the other only affirms contradicts. Opposites (a table of ours) are
compared in the same way, a denied word being its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.words import fold
from assistant.write.denied_otherwise import denied_otherwise
from assistant.write.opposed import opposed, signs
from assistant.write.said import Said, denies, plainly, said, statements_of
from assistant.write.wording import content, root

_ZERO = re.compile(r"(?<![\w.,])(?:0|nil|zero)(?![\w.,]*\d)", re.IGNORECASE)
_THERE_ARE_NONE = re.compile(
    r"\bthere (?:is|are|was|were|has been|have been|had been) (?:no|none)\b(?! longer| \w+ than)"
)
_WITHOUT_IT = re.compile(r"\bwithout ((?:(?:the|an?|any) )?\w+)")
_UNLESS = re.compile(r"\bunless\b[^.,;:]*", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:how (?:many|much)|(?:the )?number of)\b", re.IGNORECASE)
# A question that is answered by more than "yes" or "no" says nothing itself.
_QUESTION = re.compile(r"[^.?!\n…]*\?(?!\W{0,6}(?:\d+\s?[.)]\s*)?(?:yes|no|none|nil|0)\b)", re.IGNORECASE)
# How many words of a statement, and what share of them, another must have to be about the same.
_SHARED, _NEAREST = 2, 0.6
# A clause that begins so says when, or on what condition, and is no claim.
_UNDER = frozenset(map(root, ("after", "before", "until", "once", "when", "where", "if", "unless", "while")))
# What says by itself that something will not be.
_NOT_SAID = frozenset(
    map(
        root,
        (
            "rejected",
            "refused",
            "declined",
            "discounted",
            "withdrawn",
            "against",
            "oppose",
            "withheld",
            "ruled",
            "excluded",
            "exempt",
            "ineligible",
            "barred",
        ),
    )
)
# "It includes support but not training" says of training that it comes on top, and does not deny it.
_ON_TOP = re.compile(
    r"\b(?:on top|in addition|additionally|separately|over and above|as an extra)\b",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(r"\bbut (?:does |do )?(?:not|exclud(?:es|ing)) (?=[\w£])", re.IGNORECASE)
_EARLIEST = frozenset(map(root, ("earliest", "first", "until", "only", "wait")))
_NOT_BEFORE = frozenset(map(root, ("before", "until")))
_NON = re.compile(r"\bnon-(\w{3,})")
# Shorter words that begin with "un" are no negations.
_UN = 6


def contradiction(sentence: str, quoted: str) -> str | None:
    """Why the quoted words deny the sentence, in words for a person; None where they do not."""
    if _ON_TOP.search(sentence):
        quoted = _BUT_NOT.sub("and on top ", quoted)
    one, other, stated = said(sentence), said(quoted), said(_QUESTION.sub(" ", quoted))
    # "No child should wait" is how a figure of 0 is written out.
    denied = frozenset() if _deny_alike(one, quoted) or _ZERO.search(quoted) else one.governed
    folded = fold(sentence), fold(quoted)
    otherwise = denied_otherwise(*folded)
    claimed, given = _claimed(_but_for(sentence, quoted)), _claimed(_but_for(quoted, sentence))
    if any(other.affirms(word) and word in given for word in denied - otherwise) or any(
        one.affirms(word) and word in claimed and stated.only_denies(word) for word in stated.governed
    ):
        return "The source says the opposite: one of the two denies what the other states."
    if _claims_none(sentence) and not _says_less(one, other, quoted):
        return "The source does not say that there are none."
    if one.none and _COUNTED.search(quoted) and not other.governed and not _ZERO.search(quoted):
        return "The source gives a number."
    if _parity(statements_of(sentence), statements_of(quoted)):
        return "The source says the opposite: one of the two denies what the other states."
    if (
        _non(*folded)
        or _non(*reversed(folded))
        or _unsaid(one, other)
        or _unsaid(other, one)
        or _with_or_without(sentence, quoted)
    ):
        return "The source says the opposite."
    return opposed(sentence, quoted, frozenset(one.roots) if _ZERO.search(quoted) else otherwise)


def _claimed(text: str) -> set[str]:
    """The roots of the statements that do not say of themselves that something was refused."""
    return {word for each in statements_of(text) if not _NOT_SAID & set(each.roots) for word in each.roots}


def _but_for(one: str, other: str) -> str:
    """The one text without its "unless the work goes ahead", where the other says "without the work"."""
    return _UNLESS.sub(" ", one) if _WITHOUT.search(other) else one


def _deny_alike(one: Said, quoted: str) -> bool:
    """Does the one deny what a line of the other is answered "no" to, in whatever words?"""
    lines = (each for each in statements_of(quoted) if all(each.denied) and not any(map(denies, each.roots)))
    return any(word in one.roots and one.only_denies(word) for each in lines for word in each.governed)


def _claims_none(sentence: str) -> bool:
    return bool(_THERE_ARE_NONE.search(plainly(sentence)))


def _says_less(one: Said, other: Said, quoted: str) -> bool:
    """Is there anything in the source that "there are none" could be made from?"""
    negative = any(other.denied) or any(word.startswith("un") for word in other.roots)
    return negative or bool(_ZERO.search(quoted)) or bool(signs(one).keys() & signs(other).keys())


def _parity(own: Sequence[Said], others: Sequence[Said]) -> bool:
    """Is a statement affirmed whose nearest in the other text is denied?

    Not the reverse: what is denied in one text is often said in a word of its own in the other ("rejected").
    """
    for one in own:
        if any(one.denied) or _NOT_SAID & set(one.roots) or one.roots[0] in _UNDER:
            continue
        says = {word for word in one.roots if content(word) or word[0].isdigit()}
        shared = [_weight(says & set(other.roots)) for other in others]
        most = max(shared, default=0)
        if most >= _SHARED and most >= _NEAREST * _weight(says):
            nearest = {
                any(map(other.denies, says)) and not _says_it_otherwise(one, other)
                for other, n in zip(others, shared, strict=True)
                if n == most
            }
            if nearest == {True}:
                return True
    return False


def _says_it_otherwise(one: Said, other: Said) -> bool:
    """Does the one affirm in a word of its own what the other denies: "stays private" and "is not published",
    or "from October at the earliest" and "not before October"?"""
    own, others = signs(one), signs(other)
    agree = any(own[pair] == others[pair] and len(own[pair]) == 1 for pair in own.keys() & others.keys())
    return agree or bool(_EARLIEST & set(one.roots) and _NOT_BEFORE & set(other.roots))


def _weight(roots: Iterable[str]) -> int:
    """What shared words are worth: a figure tells more than a word."""
    return sum(2 if word[0].isdigit() else 1 for word in roots)


def _unsaid(one: Said, other: Said) -> bool:
    """Does the one affirm "unpaid" where the other affirms "paid"?"""
    stripped = {root(word[2:]): word for word in one.roots if word.startswith("un") and len(word) >= _UN}
    return any(
        one.affirms(word) and other.affirms(bare) and word not in other.roots and bare not in one.roots
        for bare, word in stripped.items()
    )


def _non(one: str, other: str) -> bool:
    """Is a thing only "non-urgent" in the one text, and only "urgent" in the other?"""
    return any(
        not _NON.search(other)
        and re.search(rf"\b{word}", other)
        and not re.search(rf"(?<!non-)\b{word}", one)
        for word in _NON.findall(one)
    )


def _with_or_without(sentence: str, quoted: str) -> bool:
    """Does the sentence say "with" of what the source says only "without" of, next to the same words?"""
    own, others = fold(sentence), fold(quoted)
    return any(
        re.search(rf"\bwith {re.escape(what)}\b", own)
        and not re.search(rf"\bwith {re.escape(what)}\b", others)
        for what in _WITHOUT_IT.findall(others)
    )
