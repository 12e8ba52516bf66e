"""What a text says and what it denies, statement by statement.

Negation is read by what it governs: the first words after "not", "no", "without", or the label whose value is
"No" or "none".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.write.bounds import without_bounds
from assistant.write.denied_otherwise import is_exclusion, is_of_main_clause, is_of_record
from assistant.write.wording import Clause, clauses, content, root, without_month_of_may, words

# Ways of saying "not" in other words.
_AS_NOT = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were) yet to|still (?:(?:has|have|had|needs?|needed) )?to|"
    r"(?:has|have|had) still to|remain(?:s|ed|ing)? to be|too (?:few|little)|not enough|short of|"
    r"fail(?:s|ed)? to|refus(?:es|ed) to|"
    r"declin(?:es|ed) to|ceas(?:es|ed) to|rather than|instead of|lack(?:s|ed|ing)?(?: of)?|absence of|"
    r"leav(?:es?|ing) out|omit(?:s|ting)|"
    r"other than|apart from|hardly|barely|unless there (?:is|are|was|were)|excluding|exclusive of|"
    r"another (?:\w+ ){1,2}than|not counting)\b"
)
_NO = frozenset(("no", "none", "nobody", "nothing", "neither", "nor", "without", "nil"))
_NOT = frozenset(("not", "never", "unable", "cannot"))
_NOT_DENYING = re.compile(
    r"\b(?:not only|no (?:more|less|fewer|later|sooner|earlier|higher|lower|longer|greater) than|"
    r"not (?:more|less|fewer|later|sooner|earlier|higher|lower|longer) than|no longer than|no\. ?\d|"
    r"whether or not|not applicable|do(?:ing|es)? nothing)\b"
)
# A label or question whose answer is a bare "No": "Is Key decision?: No", "Do you hold it? No."; or an option
# that was not taken: "2. Bring it in house: rejected because it costs more."
_DENIED = re.compile(
    r"(?P<label>[^.?:;|\n…]+)(?:[?:]\W{0,6}(?:\d+\s?[.)]\s*)?(?:[a-z][.)]\s+)?(?:no|none|nil|0)\b"
    r"(?!\s+\w+\s+than)(?=\W|$)"
    r"|:\s+(?=(?P<refused>(?:was\s+)?(?:rejected|refused|declined|discounted|ruled out|not taken forward|"
    r"not recommended|not supported|withdrawn)\b)))"
)
# A line of a form whose answer is a bare "No": "a. Framework agreement No."
_LINE_DENIED = re.compile(
    r"(?:^|(?<=[\s.;:?…]))(?P<mark>[a-z]|\d{1,2})[.)]\s+(?P<label>[^.?:;\n…]{2,80}?)\s+(?:no|none|nil)"
    r"(?=\s*(?:[.;\n…]|$)|\s+(?:[a-z]|\d{1,2})[.)]\s)"
)
_NO_ONE = re.compile(r"\b(?:no one|no-one|not one)\b")
_NONE = re.compile(r"\W*(?:there (?:are|were|is|was) )?(?:no|none|nobody)\b")
# "Risks None This is no option": the value of a cell, and the next begins.
_CELL = re.compile(r"(?<=\w\s)(None|Nil)\s+(?=[A-Z])")
_ASKED = re.compile(
    r"(?<!who )(?<!that )(?<!which )\b(?:is|are|was|were|do|does|did|has|have|had|will|can|could|should)\b"
    r"(?=\s+\w)"
)
# "Since it is full" gives a reason, "since May" a time; what is turned down is rejected.
_BECAUSE = re.compile(
    r", since (?=(?:the |an? |its? |they |there |this |that |these |those |we |our |new |no )?[a-z']+ )"
    r"(?!(?:the )?(?:then|last|early|late|mid|start|beginning|end|year|month|outset|launch|opening|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b)"
)
_TURNED_DOWN = re.compile(r"\bturn(?:s|ed|ing)? down\b")
# "No child for any therapy but speech" says that all are for speech.
_NONE_BUT = re.compile(
    r"\b(?:not?|none|nobody|never)\b(?P<who>[^.;:,?!]*?\bany(?:thing|one|body)?(?: [a-z]+){0,2}) "
    r"(?:but|except(?: for)?|other than|apart from) (?!not?\b)"
)
# How many words after a negation are turned into their opposites.
_NEAR = 3
# How many words "without" denies: "without the extra sessions the number is forecast to rise".
_WITHOUT = 4
# "At the end of March" is a time, and says that nothing ended.
_EDGE_OF_TIME = re.compile(
    r"\b(?:at|by|from|since|until|to|before|after|near|towards) the (?:very )?"
    r"(?:start|beginning|end|close) of\b"
)
# "How many" says neither that they are many nor that they are few.
_HOW = re.compile(r"\bhow (?:many|much|long|often|far|old|large|high|soon|quickly)\b", re.IGNORECASE)
# Every decision has a period of call-in, which says of none that it was called in.
_NO_EVENT = re.compile(
    r"\bcall[- ]?in (?:period|procedure|process|deadline|date|arrangements?|rules?|provisions?)\b"
)
# "To publish them now would harm it": what would be is not done.
_WOULD_BE = re.compile(
    r"\b(?:(?<!not )to (?!be\b)\w+|(?!during\b|following\b)\w+ing|publication|disclosure|release)\b"
    r"(?: (?!where\b|when\b|if\b|which\b|who\b|that\b)[\w']+){0,8}? (?=would\b)"
)
# "The board, not the council, commissions it" says who does, and denies nothing.
_CONTRAST = re.compile(
    r"(?:, (?:and |but )?|\b(?:and|but) )not (?:(?:by|for|to|from|of) )?(?:the |an? |its |our )?"
    r"(?:[\w'-]+ ){0,4}?"
    r"(?:councils?|nhs|icb|boards?|trusts?|authority|authorities|committee|cabinet|provider|government|"
    r"panel)(?=\s*(?:[,.;]|$))"
)
# "68% rather than the 61% assumed" only sets a figure beside the other.
_BESIDE_FIGURE = re.compile(r"\b(?:rather than|instead of) (?=(?:the |a |another )?[£\d])")
# What is said or known is a matter of its own: "does not know what staff pay" does not deny that they pay.
_SPEAKING = frozenset(map(root, ("know", "tell", "say", "show")))
_NOBODY = frozenset(("nobody", "none", "neither", "nothing"))
_PREPOSITIONS = frozenset(("at", "in", "on", "of", "from", "among", "within"))
_AUXILIARIES = frozenset(
    """
    can could may might will would shall should must is are was were be been has have had do does did
    """.split()  # noqa: SIM905
)
# Words of such a label that are taken to be what is denied.
_LABEL = 2


@dataclass(frozen=True, slots=True)
class Said:
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


@lru_cache(maxsize=2048)
def statements_of(text: str) -> tuple[Said, ...]:
    return tuple(_statements(plainly(text)))


def plainly(text: str) -> str:
    folded = re.sub(" {2,}", " ", without_month_of_may(_CELL.sub(r"\1. ", text)).replace("’", "'"))
    folded = _HOW.sub("how", _NO_EVENT.sub(" ", _EDGE_OF_TIME.sub(" ", folded)))
    folded = _NONE_BUT.sub(
        r"only\g<who> ", _BECAUSE.sub(", because ", _BESIDE_FIGURE.sub("against ", folded))
    )
    folded = _TURNED_DOWN.sub("rejected", folded)
    folded = _CONTRAST.sub("", _NO_ONE.sub("nobody", _WOULD_BE.sub(" ", folded)))
    labelled = _LINE_DENIED.sub(r"\n\g<label>: no\n", folded)
    return without_bounds(_AS_NOT.sub(" without ", _NOT_DENYING.sub(" ", labelled)))


@lru_cache(maxsize=2048)
def said(text: str) -> Said:
    roots: list[str] = []
    denied: list[bool] = []
    turned: list[bool] = []
    governed: set[str] = set()
    for statement in statements_of(text):
        roots += statement.roots
        denied += statement.denied
        turned += statement.turned
        governed |= statement.governed
    return Said(
        tuple(roots), tuple(denied), tuple(turned), frozenset(governed), bool(_NONE.match(plainly(text)))
    )


def _statements(text: str) -> Iterator[Said]:
    done = 0
    for match in _DENIED.finditer(text):
        yield from _in_turn(text[done : match.start()])
        label = _ASKED.split(match["label"])[-1]
        yield from _in_turn(match["label"][: -len(label)])
        own = tuple(root(word) for word in words(label))
        denied = tuple(is_of_main_clause(own))
        turned = tuple(each and not match["refused"] for each in denied)
        yield Said(own, denied, turned, frozenset(content(label)[:_LABEL]))
        done = match.end()
    yield from _in_turn(text[done:])


def _in_turn(text: str) -> Iterator[Said]:
    """The statements of a text without labels; "no framework or block contract" denies both."""
    denies = False
    for clause in clauses(text):
        said = _clause(clause, denies and clause.words[0] == "or")
        denies = bool(said.denied) and said.denied[-1]
        yield said


def _clause(clause: Clause, denied_before: bool = False) -> Said:
    """What a verb's negation denies is the whole clause, what "no" and "without" deny is what follows them.

    A second negation affirms again. The governed are the first words of content after each.
    """
    heads: set[str] = set()
    denied: list[bool] = []
    turned: list[bool] = []
    state = (sum(_is_verbs(word) for word in clause.words) % 2 == 1) != denied_before
    waiting, last, ends, aside = denied_before, -_NEAR - 1, len(clause.words), False
    for at, (word, its_root) in enumerate(zip(clause.words, clause.roots, strict=True)):
        if at - ends > _WITHOUT:
            state, ends = denied_before, len(clause.words)
        if denies(word):
            ends = at if word == "without" and not state else len(clause.words)
            state, waiting, last = state != (word in _NO), True, at
            if word == "no" and at and content(clause.words[at - 1]) and denied[-1] != state:
                # "It holds no record" says that it does not hold one.
                denied[-1] = state
                heads.add(clause.roots[at - 1])
        elif waiting and (aside := _is_aside(aside, clause.words, at)):
            pass
        elif waiting and its_root in _SPEAKING:
            heads.add(its_root)
            waiting = False
        elif waiting and word[0].isdigit() and is_exclusion(clause.words[last:at]):
            waiting = False
        elif waiting and content(word):
            heads.add(its_root)
            # "Without waiting for a diagnosis": what is not waited for.
            waiting = word.endswith("ing")
        denied.append(state)
        turned.append(state and at - last <= _NEAR and not is_of_record(clause.roots[last + 1 : at]))
    return Said(clause.roots, tuple(denied), tuple(turned), frozenset(heads))


def _is_aside(aside: bool, said: Sequence[str], at: int) -> bool:
    """Does the word at ``at`` only say which "nobody" is meant: "nobody at the meeting could"?"""
    begins = (
        said[at] in _PREPOSITIONS
        and at > 0
        and said[at - 1] in _NOBODY
        and any(word in _AUXILIARIES for word in said[at:])
    )
    return begins or (aside and said[at] not in _AUXILIARIES)


def denies(word: str) -> bool:
    return word in _NO or _is_verbs(word)


def _is_verbs(word: str) -> bool:
    return word in _NOT or word.endswith("n't")
