"""Does a sentence say of all, of most or of one alone what its source does not?"""

from __future__ import annotations

import re

from assistant.units import sentences
from assistant.write.bounds import without_bounds
from assistant.write.wording import clauses, content, root, words
from ingest.document import Span

_ONLY = frozenset(map(root, ("only", "solely", "exclusively", "sole", "alone", "just")))
_EVERY = frozenset(
    map(
        root,
        ("all", "every", "always", "entirely", "unanimously", "unanimous", "never", "everyone", "everybody"),
    )
)
_SAYS_EVERY = _EVERY | frozenset(
    map(root, ("each", "any", "anyone", "anybody", "both", "whole", "no", "none", "nobody"))
)
# "Each pays one half" is said of each, and not of every time.
_ALWAYS = frozenset((root("always"),))
_SAYS_ALWAYS = _EVERY | frozenset(
    map(root, ("any", "whole", "no", "none", "whenever", "permanent", "throughout"))
)
_MOST = frozenset(map(root, ("most", "mostly", "mainly", "majority", "largely")))
_SAYS_MOST = _MOST | frozenset(map(root, ("main", "half", "all", "every", "each")))

# "All but one" is not all.
_BUT = re.compile(r"\b(?:all|every|any) (?:but|except|apart from|other than)\b")
# "Every year" says how often, "£5 a year at most" bounds, and "£700 in all" is a sum.
_OF_TIME = re.compile(
    r"\bat (?:the )?(?:very )?most\b|\bin all(?=\s*(?:[.,;:)]|$))|"
    r"\bevery\s+(?:\w+\s+)?(?:hour|day|night|week|fortnight|month|quarter|term|year)s?\b",
    re.IGNORECASE,
)
# As many as one likes.
_UNLIMITED = re.compile(
    r"\bas (?:many|much|often|long) (?:[\w]+ ){0,3}?as (?:they|he|she|you|it|one|anyone|people|needed)"
    r"(?: (?:like|want|wish|choose|please)\w*)\b|"
    r"\b(?:any number of|unlimited|no (?:upper |set )?limit|without (?:any )?limit)\b",
    re.IGNORECASE,
)
# "Only 11 days" calls a figure small, and says nothing of others.
_BARELY = re.compile(
    r"\b(?:only|just)\s+(?=(?:about\s|some\s|around\s)?(?:[£\d]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|per cent)", re.IGNORECASE)
_HALF = 50
# "No." as the answer of a line says nothing of all.
_ANSWER = re.compile(r"\b(?:no|none)(?=\s*(?:[.;,]|$))", re.IGNORECASE | re.MULTILINE)


def too_wide(sentence: str, quoted: str) -> str | None:
    """Why the sentence says it of more than the source does; None where it does not.

    Only what of the source is near the sentence counts: "all" said of another matter is no "all" of this one.
    """
    if _UNLIMITED.search(sentence) and not _UNLIMITED.search(quoted):
        return "The source does not leave the number open."
    plainly = _BARELY.sub(" ", sentence)
    plainly = _OF_TIME.sub(" ", _BUT.sub(" ", without_bounds(plainly)))
    said = [root(word) for word in words(plainly)]
    own, others = set(said), _near(sentence, quoted)
    if _says_most(said) and not others & _SAYS_MOST and not _gives_most(sentence, quoted):
        return "The source does not say it of most."
    if own & _ONLY and not others & _ONLY and not _clause_only(plainly, quoted):
        return "The source does not say that it is only so."
    if (own & _EVERY and not others & _SAYS_EVERY) or (own & _ALWAYS and not others & _SAYS_ALWAYS):
        return "The source does not say it of all."
    return None


def _clause_only(sentence: str, quoted: str) -> bool:
    """Is what the clause with "only" is nearest to said only so? A sentence may join two of the source."""
    own = [clause.text for clause in clauses(sentence) if _ONLY & set(clause.roots)]
    return bool(own) and all(_near(text, quoted) & _ONLY for text in own)


def _says_most(said: list[str]) -> bool:
    """Does it speak of the greater part? "The most" is the highest."""
    return any(word in _MOST and last != "the" for last, word in zip(["", *said], said, strict=False))


def _gives_most(sentence: str, quoted: str) -> bool:
    """Does the sentence give the share that makes it most, or does the source of something it speaks of?"""
    shares = set(_SHARE.findall(sentence)) & set(_SHARE.findall(quoted))
    return any(float(share) > _HALF for share in shares)


def _near(sentence: str, quoted: str) -> set[str]:
    """The roots of the source's sentences that share at least half as many words as the nearest does."""
    says = set(content(sentence))
    plain = _ANSWER.sub(" ", quoted)
    pieces = [plain[span.start : span.end] for span in sentences(plain, Span(0, len(plain)))]
    roots = [{root(word) for word in words(piece)} for piece in pieces]
    most = max((len(says & each) for each in roots), default=0)
    return {word for each in roots if 2 * len(says & each) >= most for word in each}
