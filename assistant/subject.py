"""What a question is about, without what it asks: the words that a later question may lean on."""

from __future__ import annotations

import re

from assistant.question import parts_of
from assistant.words import terms, without_asking

OPENER = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks|thank you|right|great|yes|no|well)\b[,.!;]?\s+)*"
    r"(?:(?:and|but|so|then|also|plus)\b,?\s*)*",
    re.IGNORECASE,
)
_DOES = r"(?:do|does|did)"
_HAS = r"(?:has|have|had)"
_IS = r"(?:is|are|was|were)"
_AUXILIARY = rf"(?:{_DOES}|{_HAS}|{_IS}|can|could|will|would|shall|should|may|might|must)"
_HOW = r"how\s+(?:much|many|long|often|far|large|big|old|quickly|soon)"
_ASKS = re.compile(
    r"^(?:(?:in|on|at|by|from|to|for|until|since|with|of)\s+)?"
    rf"(?P<word>{_HOW}|what|which|who|whom|whose|when|where|why|how)\b\s*(?:of\s+)?",
    re.IGNORECASE,
)
_SAID = re.compile(rf"(?:^|\s+)(?P<verb>{_AUXILIARY})(?:n['’]t)?\s+(?P<rest>.*)$", re.IGNORECASE)
# A subject that follows its auxiliary: "was the Council forecasting", "do Osterbridge's social workers use".
_TURNED = re.compile(
    r"^(?:(?:the|its|their|our|we|they|it|he|she|you|each|every|all|any|this|that|these|those)\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\s(?=(?:been|being|\w{2,}(?:ing|ed)|made|paid|spent|set|given|held|put|bought|run)\b)"
)
# Verbs of questions to councils in the form that follows "does" or "will", with what goes along with them.
_VERB = re.compile(
    r"(?<!\bthe)(?<!\ba)(?<!\ban)\s(?:add|agree|apply|approve|ask|award|begin|buy|change|close|come|commission|cost|decide|deliver|employ|end|"
    r"expect|expire|fund|get|give|go|happen|have|hold|include|last|lend|make|mean|meet|need|open|pay|plan|"
    r"provide|publish|put|receive|replace|run|say|set|spend|start|take|use|wait|want|work)"
    r"(?:\s+(?:in|out|up|on|off|down|for|to|from|with|at|by|about))*(?:\s+|$)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:(?:of|by|for|to|in|on|with|about)\s+)?(?:it|they|them|he|she|him)\b|"
    r"\b(?:(?:of|by|for|to|in|on|with|about)\s+)?(?:those|these|that|this)(?=\s*$|\s*,)",
    re.IGNORECASE,
)
_COMMON_START = re.compile(
    rf"(?:{_HOW}|what|which|who|whom|whose|when|where|why|how|in|on|at|by|from|to|for|until|since|with|of|"
    rf"the|an?|any|there|if|about|{_AUXILIARY})\b",
    re.IGNORECASE,
)
# Nouns that say nothing without what they are of: "the total", "the provider".
_RELATIVE_NOUNS = frozenset(
    """
    amount answer average change contract cost costs date deadline decision detail details difference end
    figure figures increase kind lot meeting money name number numbers others outcome part people percentage
    period price proportion provider providers rate reason reasons result rise rules share source start status
    sum supplier target time total totals type value vote year years
    """.split()  # noqa: SIM905
)
_VERB_LIKE = re.compile(r"\w+(?:ed|ing)|won|paid|spent|made|got|went|came|said|gave|took|ran|happens?")


def subject_of(question: str) -> str:
    """What the question is about, as it goes after "About …": "the overspend the Council was forecasting".

    Its asking word and the turning round of subject and verb are undone. Of several things asked for, the
    first counts.
    """
    first = parts_of(without_asking(question).strip())[0].text
    text = OPENER.sub("", first).strip(" ?.!,;:")
    asks = _ASKS.match(text)
    word = asks["word"].lower() if asks else ""
    rest = text[asks.end() :] if asks else text
    said = _SAID.search(rest) if asks or _SAID.match(rest) else None
    if said is None:
        return _tidy(text)
    noun = rest[: said.start()].strip()
    if word == "who" and noun:
        return _tidy(text)
    after = re.sub(r"^there\b\s*", "", said["rest"])
    return _tidy(_with_noun(word, noun, said["verb"], after) if noun else _without_noun(said["verb"], after))


def _with_noun(word: str, noun: str, verb: str, rest: str) -> str:
    """Of "What overspend was the Council forecasting", in which ``noun`` stands first."""
    article = "the " if word in ("what", "which") and not noun.startswith(("the ", "of ")) else ""
    if re.fullmatch(_HAS, verb, re.IGNORECASE) and re.match(r"(?:an?|no)\b", rest):
        return f"{noun} with {rest}"
    if not _TURNED.match(rest) or re.fullmatch(_DOES, verb, re.IGNORECASE):
        return f"{article}{noun} {rest}"
    if word.startswith("how") and word.rsplit(maxsplit=1)[-1] not in ("much", "many"):
        return f"{rest}, {noun}"
    participle = _PARTICIPLE.search(rest)
    if participle:
        return f"{article}{noun} {rest[: participle.start()]} {verb}{rest[participle.start() :]}"
    return f"{article}{noun}, {rest}"


def _without_noun(verb: str, rest: str) -> str:
    """Of "When does the van lease end": "the van lease"; of "Who is the leader": "the leader"."""
    if re.fullmatch(_IS, verb, re.IGNORECASE):
        return rest
    return ", ".join(part for part in _VERB.split(rest, maxsplit=1) if part)


def _tidy(text: str) -> str:
    plain = re.sub(r"\s+([,;])", r"\1", " ".join(_POINTING.sub(" ", text).split())).strip(" ,;")
    return in_sentence(plain)


def in_sentence(text: str) -> str:
    """The text as it goes on inside a sentence: a name keeps its capital, an asking word does not."""
    return text[:1].lower() + text[1:] if _COMMON_START.match(text) else text


def has_own_subject(question: str) -> bool:
    """Does it name a thing of its own ("Who is the monitoring officer?"), and not only, say, "the total"?"""
    return any(
        word not in _RELATIVE_NOUNS and not _VERB_LIKE.fullmatch(word) and not _VERB.fullmatch(f" {word}")
        for word in terms(question)
    )
