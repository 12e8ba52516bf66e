"""All the ways in which quoted words can deny a sentence whose facts they hold."""

from __future__ import annotations

import re

from assistant.write.alternatives import joins_alternatives
from assistant.write.attained import claims_target_met
from assistant.write.bounds import loosened
from assistant.write.bracketed import misplaced
from assistant.write.breadth import too_wide
from assistant.write.certainty import made_certain
from assistant.write.conditions import (
    dropped_condition,
    made_unconditional,
    other_consequence,
    turned_exception,
)
from assistant.write.contrasts import turned_contrast
from assistant.write.disclosed import given_for_refused
from assistant.write.exchanges import changed_places
from assistant.write.extremes import extreme_of_average
from assistant.write.noughts import of_nought
from assistant.write.outcomes import unfounded
from assistant.write.polarity import contradiction
from assistant.write.reasons import unfounded_reason
from assistant.write.roles import exchanged
from assistant.write.trends import reversed_trend
from assistant.write.unheld import only_unheld

# "Procedure: Open" tells how a contract was let, and not that anything opens.
_ROUTE = re.compile(
    r"\b(?:procedure|procurement|route|tender\w*)\b[^:;|]{0,20}: (?P<way>open)\b", re.IGNORECASE
)

_OPEN = re.compile(r"\bopen\b(?=\W*$)", re.IGNORECASE)
_SPEAKS_OF_IT = re.compile(r"\b(?:procedure|procure\w*|tender\w*|compet\w+|open|bid\w*)\b", re.IGNORECASE)

_WAYS = (
    loosened,
    claims_target_met,
    contradiction,
    only_unheld,
    exchanged,
    too_wide,
    misplaced,
    dropped_condition,
    made_unconditional,
    turned_exception,
    other_consequence,
    changed_places,
    joins_alternatives,
    given_for_refused,
    turned_contrast,
)


def denial(sentence: str, quoted: str, told: str = "", around: str = "") -> str | None:
    """Why the quoted words deny the sentence, in one line for a person; None where they do not.

    ``told``: the same with every cell of a table behind its heading, where there is a table. ``around``: what
    tells what the quoted words are about, the question they answer and the headings over them.
    """
    if " | " in told and _ROUTE.search(told) and not _SPEAKS_OF_IT.search(sentence):
        quoted = _OPEN.sub(" ", quoted)
    ways = (why for way in _WAYS if (why := way(sentence, quoted)))
    return (
        next(ways, None)
        or made_certain(sentence, quoted, told)
        or of_nought(sentence, told)
        or reversed_trend(sentence, told or quoted)
        or extreme_of_average(sentence, quoted, around)
        or unfounded(sentence, f"{told or quoted}\n{around}")
        or unfounded_reason(sentence, f"{told or quoted}\n{around}")
    )
