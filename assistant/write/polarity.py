"""Does a sentence say the opposite of the words that would be quoted for it?

Negation is compared by what it governs: the first words after "not", "no", "without", or the label whose
value is "No" or "none". A word that one of the two denies and the other only affirms contradicts. Opposites
(a table of ours) are compared in the same way, a denied word being its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.words import fold
from assistant.write.bounds import without_bounds
from assistant.write.opposites import uses
from assistant.write.wording import Clause, clauses, content, root, without_month_of_may, words

# Ways of saying "not" in other words.
_AS_NOT = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were) yet to|still to|fail(?:s|ed)? to|refus(?:es|ed) to|"
    r"declin(?:es|ed) to|ceas(?:es|ed) to|rather than|instead of|lack(?:s|ed|ing)?(?: of)?|absence of|"
    r"other than|apart from|hardly|barely|unless there (?:is|are|was|were)|excluding|exclusive of|"
    r"not counting)\b"
)
_NO = frozenset(("no", "none", "nobody", "nothing", "neither", "nor", "without", "nil"))
_NOT = frozenset(("not", "never", "unable", "cannot"))
_ZERO = re.compile(r"(?<![\w.,])(?:0|nil|zero)(?![\w.,]*\d)", re.IGNORECASE)
_NOT_DENYING = re.compile(
    r"\b(?:not only|no (?:more|less|fewer|later|sooner|earlier|higher|lower|longer|greater) than|"
    r"not (?:more|less|fewer|later|sooner|earlier|higher|lower|longer) than|no longer than|no\. ?\d|"
    r"whether or not|not applicable|do(?:ing|es)? nothing)\b"
)
# A label or question whose answer is a bare "No": "Is Key decision?: No", "Do you hold it? No."
_DENIED = re.compile(
    r"(?P<label>[^.?:\n…]+)[?:]\W{0,6}(?:\d+\s?[.)]\s*)?(?:[a-z][.)]\s+)?(?:no|none|nil|0)\b"
    r"(?!\s+\w+\s+than)(?=\W|$)"
)
# A line of a form whose answer is a bare "No": "a. Framework agreement No."
_LINE_DENIED = re.compile(
    r"(?:^|(?<=[\s.;:?…]))(?P<mark>[a-z]|\d{1,2})[.)]\s+(?P<label>[^.?:;\n…]{2,80}?)\s+(?:no|none|nil)"
    r"(?=\s*(?:[.;\n…]|$)|\s+(?:[a-z]|\d{1,2})[.)]\s)"
)
_NONE = re.compile(r"\W*(?:there (?:are|were|is|was) )?(?:no|none|nobody)\b")
_THERE_ARE_NONE = re.compile(
    r"\bthere (?:is|are|was|were|has been|have been|had been) (?:no|none)\b(?! longer| \w+ than)"
)
_WITHOUT_IT = re.compile(r"\bwithout ((?:(?:the|an?|any) )?\w+)")
# "Risks None This is no option": the value of a cell, and the next begins.
_CELL = re.compile(r"(?<=\w\s)(None|Nil)\s+(?=[A-Z])")
_COUNTED = re.compile(r"\b(?:how (?:many|much)|(?:the )?number of)\b", re.IGNORECASE)
# A question that is answered by more than "yes" or "no" says nothing itself.
_QUESTION = re.compile(r"[^.?!\n…]*\?(?!\W{0,6}(?:\d+\s?[.)]\s*)?(?:yes|no|none|nil|0)\b)", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should)\b(?=\s+\w)")
# How many words after a negation are turned into their opposites.
_NEAR = 3
# How many words "without" denies: "without the extra sessions the number is forecast to rise".
_WITHOUT = 4
# "At the end of March" is a time, and says that nothing ended.
_EDGE_OF_TIME = re.compile(
    r"\b(?:at|by|from|since|until|before|after|near|towards) the (?:very )?(?:start|beginning|end|close) of\b"
)
# How many words of a statement, and what share of them, another must have to be about the same.
_SHARED, _NEAREST = 2, 0.6
# Shorter words that begin with "un" are no negations.
_UN = 6
# Words of such a label that are taken to be what is denied.
_LABEL = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a text as roots, and for each whether a negation governs its clause."""

    roots: tuple[str, ...]
    denied: tuple[bool, ...]
    turned: tuple[bool, ...]
    """For each word: is it so near after a negation that it says its opposite?"""
    governed: frozenset[str]
    """What the negations deny first of all."""
    none: bool = False
    """Does it say that there are none of something?"""

    def affirms(self, word: str) -> bool:
        """Does the text hold the word, and nowhere deny it?"""
        return word in self.roots and not self.denies(word)

    def denies(self, word: str) -> bool:
        return any(denied for held, denied in zip(self.roots, self.denied, strict=True) if held == word)

    def only_denies(self, word: str) -> bool:
        return all(denied for held, denied in zip(self.roots, self.denied, strict=True) if held == word)


def contradiction(sentence: str, quoted: str) -> str | None:
    """Why the quoted words deny the sentence, in words for a person; None where they do not."""
    one, other, stated = _said(sentence), _said(quoted), _said(_QUESTION.sub(" ", quoted))
    # "No child should wait" is how a figure of 0 is written out.
    denied = () if _deny_alike(one, quoted) or _ZERO.search(quoted) else one.governed
    if any(other.affirms(word) for word in denied) or any(
        one.affirms(word) and stated.only_denies(word) for word in stated.governed
    ):
        return "The source says the opposite: one of the two denies what the other states."
    if _claims_none(sentence) and not _says_less(one, other, quoted):
        return "The source does not say that there are none."
    if one.none and _COUNTED.search(quoted) and not other.governed and not _ZERO.search(quoted):
        return "The source gives a number."
    if _parity(_statements_of(sentence), _statements_of(quoted)):
        return "The source says the opposite: one of the two denies what the other states."
    if _unsaid(one, other) or _unsaid(other, one) or _with_or_without(sentence, quoted):
        return "The source says the opposite."
    return _opposite(one, other)


def _deny_alike(one: _Said, quoted: str) -> bool:
    """Does the one deny what a line of the other is answered "no" to, in whatever words?"""
    lines = (
        said for said in _statements_of(quoted) if all(said.denied) and not any(map(_denies, said.roots))
    )
    return any(word in one.roots and one.only_denies(word) for said in lines for word in said.governed)


def _claims_none(sentence: str) -> bool:
    return bool(_THERE_ARE_NONE.search(_plainly(sentence)))


def _says_less(one: _Said, other: _Said, quoted: str) -> bool:
    """Is there anything in the source that "there are none" could be made from?"""
    negative = any(other.denied) or any(word.startswith("un") for word in other.roots)
    return negative or bool(_ZERO.search(quoted)) or bool(_signs(one).keys() & _signs(other).keys())


def _parity(own: Sequence[_Said], others: Sequence[_Said]) -> bool:
    """Is a statement affirmed whose nearest in the other text is denied?

    Not the reverse: what is denied in one text is often said in a word of its own in the other ("rejected").
    """
    for one in own:
        if any(one.denied):
            continue
        says = {word for word in one.roots if content(word) or word[0].isdigit()}
        shared = [_weight(says & set(other.roots)) for other in others]
        most = max(shared, default=0)
        if most >= _SHARED and most >= _NEAREST * _weight(says):
            nearest = {
                any(map(other.denies, says)) for other, n in zip(others, shared, strict=True) if n == most
            }
            if nearest == {True}:
                return True
    return False


def _weight(roots: Iterable[str]) -> int:
    """What shared words are worth: a figure tells more than a word."""
    return sum(2 if word[0].isdigit() else 1 for word in roots)


@lru_cache(maxsize=2048)
def _statements_of(text: str) -> tuple[_Said, ...]:
    return tuple(_statements(_plainly(text)))


def _plainly(text: str) -> str:
    folded = _EDGE_OF_TIME.sub(" ", without_month_of_may(_CELL.sub(r"\1. ", text)).replace("’", "'"))
    labelled = _LINE_DENIED.sub(r"\n\g<label>: no\n", folded)
    return without_bounds(_AS_NOT.sub(" without ", _NOT_DENYING.sub(" ", labelled)))


@lru_cache(maxsize=2048)
def _said(text: str) -> _Said:
    roots: list[str] = []
    denied: list[bool] = []
    turned: list[bool] = []
    governed: set[str] = set()
    for statement in _statements_of(text):
        roots += statement.roots
        denied += statement.denied
        turned += statement.turned
        governed |= statement.governed
    return _Said(
        tuple(roots), tuple(denied), tuple(turned), frozenset(governed), bool(_NONE.match(_plainly(text)))
    )


def _statements(text: str) -> Iterator[_Said]:
    done = 0
    for match in _DENIED.finditer(text):
        yield from _in_turn(text[done : match.start()])
        label = _ASKED.split(match["label"])[-1]
        yield from _in_turn(match["label"][: -len(label)])
        own = tuple(root(word) for word in words(label))
        yield _Said(own, (True,) * len(own), (True,) * len(own), frozenset(content(label)[:_LABEL]))
        done = match.end()
    yield from _in_turn(text[done:])


def _in_turn(text: str) -> Iterator[_Said]:
    """The statements of a text without labels; "no framework or block contract" denies both."""
    denies = False
    for clause in clauses(text):
        said = _clause(clause, denies and clause.words[0] == "or")
        denies = bool(said.denied) and said.denied[-1]
        yield said


def _clause(clause: Clause, denied_before: bool = False) -> _Said:
    """What a verb's negation denies is the whole clause, what "no" and "without" deny is what follows them.

    A second negation affirms again. The governed are the first words of content after each.
    """
    heads: set[str] = set()
    denied: list[bool] = []
    turned: list[bool] = []
    state = (sum(_is_verbs(word) for word in clause.words) % 2 == 1) != denied_before
    waiting, last, ends = denied_before, -_NEAR - 1, len(clause.words)
    for at, (word, its_root) in enumerate(zip(clause.words, clause.roots, strict=True)):
        if at - ends > _WITHOUT:
            state, ends = denied_before, len(clause.words)
        if _denies(word):
            ends = at if word == "without" and not state else len(clause.words)
            state, waiting, last = state != (word in _NO), True, at
            if word == "no" and at and content(clause.words[at - 1]) and denied[-1] != state:
                # "It holds no record" says that it does not hold one.
                denied[-1] = state
                heads.add(clause.roots[at - 1])
        elif waiting and content(word):
            heads.add(its_root)
            # "Without waiting for a diagnosis": what is not waited for.
            waiting = word.endswith("ing")
        denied.append(state)
        turned.append(state and at - last <= _NEAR)
    return _Said(clause.roots, tuple(denied), tuple(turned), frozenset(heads))


def _denies(word: str) -> bool:
    return word in _NO or _is_verbs(word)


def _is_verbs(word: str) -> bool:
    return word in _NOT or word.endswith("n't")


def _unsaid(one: _Said, other: _Said) -> bool:
    """Does the one affirm "unpaid" where the other affirms "paid"?"""
    stripped = {root(word[2:]): word for word in one.roots if word.startswith("un") and len(word) >= _UN}
    return any(
        one.affirms(word) and other.affirms(bare) and word not in other.roots and bare not in one.roots
        for bare, word in stripped.items()
    )


def _with_or_without(sentence: str, quoted: str) -> bool:
    """Does the sentence say "with" of what the source says only "without" of, next to the same words?"""
    own, others = fold(sentence), fold(quoted)
    return any(
        re.search(rf"\bwith {re.escape(what)}\b", own)
        and not re.search(rf"\bwith {re.escape(what)}\b", others)
        for what in _WITHOUT_IT.findall(others)
    )


def _opposite(one: _Said, other: _Said) -> str | None:
    own, others = _signs(one), _signs(other)
    if any(
        len(own[pair]) == len(others[pair]) == 1 and own[pair] != others[pair]
        for pair in own.keys() & others.keys()
    ):
        return "The source says the opposite."
    if any(len(own.get(pair, ())) == 1 for pair in _either(other)):
        return "The source says one or the other."
    return None


@lru_cache(maxsize=2048)
def _either(said: _Said) -> frozenset[int]:
    """Pairs of opposites that the text leaves open, "in whole or in part", and says nowhere else."""
    found: dict[int, list[int]] = {}
    for pair, use in uses(said.roots):
        found.setdefault(pair, []).append(use.start)
    two = {pair: starts for pair, starts in found.items() if len(starts) == len(_signs(said)[pair]) == 2}
    return frozenset(
        pair
        for pair, (one, other) in two.items()
        if "or" in said.roots[one:other] and other - one <= _NEAR + 1
    )


@lru_cache(maxsize=2048)
def _signs(said: _Said) -> dict[int, frozenset[bool]]:
    """Number of a pair of opposites -> which of the two the text says; a denied one is the other."""
    found: dict[int, frozenset[bool]] = {}
    for pair, use in uses(said.roots):
        found[pair] = found.get(pair, frozenset()) | {use.is_one != said.turned[use.start]}
    return found
