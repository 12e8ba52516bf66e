"""A reason is the source's to give: "because of the pandemic" of a source that speaks of none is made up."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.acronyms import Acronyms, load_acronyms
from assistant.words import fold
from assistant.write.synonyms import same_meaning
from assistant.write.wording import content

# A reason, up to the end of its clause. "Since" and "as" give one only behind a comma.
_REASON = re.compile(
    r"(?:\b(?:because(?: of)?|due to|owing to|thanks to|on account of)|, (?:since|as)) "
    r"(?!part of\b)(?P<reason>[^.;:,\d]+)"
)


def unfounded_reason(sentence: str, source: str) -> str | None:
    """Which reason the sentence gives of which no word is said by ``source``; None where there is none.

    ``source`` is all that may tell: the quoted words, and the question or heading over them.
    """
    held = set(content(_acronyms().both_ways(source)))
    held |= {other for word in held for other in same_meaning(word)}
    for match in _REASON.finditer(fold(sentence)):
        reason = content(match["reason"])
        if reason and not any(word in held or held & set(same_meaning(word)) for word in reason):
            return "The source does not give this reason."
    return None


@lru_cache(maxsize=1)
def _acronyms() -> Acronyms:
    return load_acronyms()
