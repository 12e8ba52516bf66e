"""An average is no extreme: "the longest wait was 24 weeks" of a source that gives 24 weeks on average."""

from __future__ import annotations

import re

from assistant.words import fold

_EXTREME = re.compile(
    r"\b(?:longest|shortest|highest|lowest|largest|smallest|greatest|biggest|maximum|minimum|peak|slowest|fastest)\b"
)
_AVERAGE = re.compile(r"\b(?:average|averages|averaged|mean|median|typical|typically)\b")
_BOUND = re.compile(
    r"\b(?:at (?:most|least)|no (?:more|less|longer|larger|higher)|up to|ceiling|cap|limit\w*)\b"
)


def extreme_of_average(sentence: str, quoted: str, around: str = "") -> str | None:
    """Why the sentence's extreme is the source's average; None where it is not, or the source has both.

    ``around``: the headings over the quoted words, which tell what a table's figures are.
    """
    said, told = fold(sentence), fold(f"{quoted}\n{around}")
    if not _EXTREME.search(said) or _AVERAGE.search(said):
        return None
    if _AVERAGE.search(told) and not _EXTREME.search(told) and not _BOUND.search(told):
        return "The source gives an average."
    return None
