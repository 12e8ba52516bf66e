"""What came of a matter, "lost", "upheld", "cancelled", is said by the source or it is not so.

A summary may call most things by other words than its source. The words for an outcome are few, and each has
few others that it can be made from: where a source has none of them, the outcome is the writer's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.words import fold
from assistant.write.said import said
from assistant.write.wording import root, words

# Words for an outcome | what else it can be made from; a denial is written "not". With "=" the form counts:
# a grant is no outcome, "granted" is.
_TABLE = """
reject dismiss veto discount | refuse decline oppose rule against turn not
refuse decline | reject withhold withheld turn exempt exempted oppose against not
=granted | award approve agree accept issue allow receive
=won | award appoint successful select choose winner
=lost =lose =loses =losing | unsuccessful forfeit lapse loss end stop close cut not
approve endorse ratify | agree adopt resolve accept sign authorise grant pass support back release award force
defer postpone adjourn | delay later move put change wait not
cancel abandon scrap abolish | withdraw end stop close delete remove not
uphold | stand confirm right correct unchanged remain keep agree not
overturn quash | correct change wrong revise reverse set amend not
=allowed =permitted | may can able let open agree authorise eligible free entitle could welcome invite
=banned =prohibited =forbidden | exclude not cannot bar refuse
=harm =harms =harmed damage | adverse negative lose worse risk prejudice
=stopped =stops =stop cease discontinue terminate | end expire run close withdraw until finish longer not
=cut =cuts slash | reduce save fall less lower drop decrease fewer down short
=saved =saves =saving | less reduce below down lower fewer cheap cut
mandatory compulsory | must shall require need have statutory oblige
=optional =optionally voluntary | may can choose option not
oppose criticise | against object reject not concern
=withdrawn =withdrew retract | not cancel remove stop end wrong correct replace revise
=corrected =amended =revised | wrong change replace correction mistake error review
praise | welcome support thank favour well good
overspend overspent | over exceed deficit above more pressure
underspend underspent | under below surplus less carry
=resigned =resigns | leave step stand end
=sacked redundant | dismiss lose remove end
privatise outsource | contract external provider tender award supplier
=closed =shut | end expire stop cease finish deadline not until
=suspended =paused =halted | stop end hold delay not
=failed =fails | not below short miss breach unable without poor under
=breached | fail miss not exceed below over
=reopened =reinstated | again restart open resume
guarantee | must will ensure commit every all
unchanged frozen freeze | same remain keep stay hold still flat not
backdate retrospective | from since earlier before
=intends =intend | plan propose aim will would shall expect seek recommend agree decide consider hope want
=doubled | twice double two 2
=halved | half equal equally 50
""".strip()

# "When 2024 closed" is a time.
_CLOSE_OF_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d(?:[-/]\d\d)?|year|quarter|month|week)\s(?:had\s)?(?:closed|shut)\b", re.IGNORECASE
)
_WITHOUT = frozenset(("no", "not", "none", "never", "without", "nor", "neither", "nil", "cannot", "nobody"))


def unfounded(sentence: str, source: str) -> str | None:
    """Which outcome the sentence gives that nothing in ``source`` says; None where each has its words there.

    ``source`` is all that may tell: the quoted words, and the question or heading over them.
    """
    held = _roots(source)
    own = said(sentence)
    for word in words(_CLOSE_OF_TIME.sub(" ", sentence)):
        if own.denies(root(word)):
            continue
        made_of = _made_of().get(f"={word}") or _made_of().get(root(word))
        if made_of and not held & made_of:
            return f"The source does not say “{word}”."
    return None


def _roots(text: str) -> frozenset[str]:
    """The roots of a text; "not" for whatever denies."""
    found = {root(word) for word in words(text)}
    denies = bool(found & _WITHOUT) or bool(re.search(r"n['’]t\b|\bnon-", fold(text)))
    return frozenset(found | ({"not"} if denies else set()))


@lru_cache(maxsize=1)
def _made_of() -> dict[str, frozenset[str]]:
    """An outcome's root, or "=" and its form -> the roots of the words that it can be made from."""
    found: dict[str, frozenset[str]] = {}
    for line in _TABLE.splitlines():
        outcomes, others = (side.split() for side in line.split("|"))
        made_of = frozenset(root(word.strip("=")) for word in (*outcomes, *others))
        for word in outcomes:
            key = word if word.startswith("=") else root(word)
            found[key] = found.get(key, frozenset()) | made_of
    return found
