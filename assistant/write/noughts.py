"""A cell of 0 says that there is none: "can be extended" of a row whose extension is 0 months."""

from __future__ import annotations

import re

from assistant.write.said import said
from assistant.write.wording import content

_NOUGHT = re.compile(r"(?:^|[;|…]\s)(?P<heading>[^;|…:]*):\s(?:0|nil|none)\s*(?=[;|…]|$)", re.IGNORECASE)
_SAYS_NONE = re.compile(r"(?<![\w.,])(?:0|nil|zero)(?![\w.,]*\d)", re.IGNORECASE)


def of_nought(sentence: str, told: str) -> str | None:
    """Why the sentence affirms what a cell of the row gives as 0; None where it does not.

    ``told``: the row with every cell behind its heading. A sentence that denies anything is let be.
    """
    own = said(sentence)
    if any(own.denied) or _SAYS_NONE.search(sentence):
        return None
    for match in _NOUGHT.finditer(told):
        rest = set(content(told[: match.start()] + told[match.end() :]))
        if any(own.affirms(word) for word in set(content(match["heading"])) - rest):
            return "The source gives none of this."
    return None
